"""A page that waits to be read: on the disk when it is large and many wait.

A hostile web can answer faster than anybody can read, with megabytes each time.
"""

from __future__ import annotations

import asyncio
import tempfile
from contextlib import suppress
from dataclasses import replace
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from linkcheck.model import Response

LARGE = 100_000
"""Bytes from which on a body is worth a file."""


class Waiting:
    """A response that somebody will read; nobody else should hold on to it meanwhile.

    ``size`` is its body's, in bytes.
    """

    def __init__(self, response: Response) -> None:
        self._response = response
        self._file: IO[bytes] | None = None
        self.size = len(response.body)

    async def lie_down(self) -> None:
        """Put a large body on the disk; where there is no room, it stays in memory."""
        body = self._response.body
        if len(body) >= LARGE:
            with suppress(OSError):
                self._file = await asyncio.to_thread(_written, body)
                self._response = replace(self._response, body=b"")

    async def get_up(self) -> Response:
        """The response with its body. Raises OSError when the disk has lost it."""
        if self._file is None:
            return self._response
        with self._file as file:
            return replace(self._response, body=await asyncio.to_thread(file.read))


def _written(body: bytes) -> IO[bytes]:
    file = tempfile.TemporaryFile()  # noqa: SIM115 (whoever reads it closes it)
    try:
        file.write(body)
        file.seek(0)
    except BaseException:
        file.close()
        raise
    return file
