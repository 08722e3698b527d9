"""Memory given back to the system: else a flood of large pages would be kept for ever.

All of this is glibc's; elsewhere nothing happens.
"""

from __future__ import annotations

import ctypes
from contextlib import suppress

_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD = -1, -3
"""Of glibc's malloc.h."""
_LARGE_BLOCK = 131_072
_MISSING = (OSError, AttributeError, TypeError)
"""What is raised where the C library is another."""


def return_large_blocks() -> None:
    """Have large blocks returned once they are freed, in this process and those forked from it.

    glibc raises the size from which on it does so, up to 32 MB, as soon as a large block was
    freed; a size that was set stays.
    """
    with suppress(*_MISSING):
        mallopt = ctypes.CDLL(None).mallopt
        mallopt(_M_MMAP_THRESHOLD, _LARGE_BLOCK)
        mallopt(_M_TRIM_THRESHOLD, _LARGE_BLOCK)


def trim() -> None:
    """Return what is free between small blocks, after a large page has been taken apart."""
    with suppress(*_MISSING):
        ctypes.CDLL(None).malloc_trim(0)
