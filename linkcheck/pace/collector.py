"""Python's garbage collector, kept from stopping a run again and again."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_OF_PYTHON = 10_000
"""Objects that Python itself may spare from the start; a program that does so has more."""


@contextmanager
def resting() -> Iterator[None]:
    """Spare the collector what is there already: modules, tables, articles.

    It would look through all of it, for a tenth of a second, every time that some thousand
    citations are through, and no connection is served meanwhile. Garbage that is there already
    waits until the end. A program that has spared something itself is left alone.
    """
    if gc.get_freeze_count() > _OF_PYTHON:
        yield
        return
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
