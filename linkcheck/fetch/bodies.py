"""A page's body as it comes in: decompressed in small steps, and kept up to a limit.

A few kilobytes can unpack to gigabytes, once or in several layers, so no step produces more than
:data:`STEP` bytes, no layer much more than the limit, and nothing is unpacked after it.
"""

from __future__ import annotations

import zlib
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

STEP = 65_536
"""Bytes that one step of decompression may produce."""
MAX_LAYERS = 2
"""Encodings on top of each other; nobody honest uses more than one."""

_BITE = 60
"""Bytes that unpack to less than a step whatever they are: deflate packs 1 : 1032 at best."""
_GZIP_MAGIC = b"\x1f\x8b"
_MAGIC_LENGTH = 2
_GZIP = 16 + zlib.MAX_WBITS
_WINDOWS = {"gzip": _GZIP, "x-gzip": _GZIP, "deflate": zlib.MAX_WBITS}


class _BrokenError(Exception):
    """Compressed data is damaged; what could be unpacked has been."""


class _TooMuchError(Exception):
    """A layer has produced more than any body may hold."""


class Body:
    """Collects one body. ``data`` never holds more than ``limit`` bytes.

    An encoding that we did not ask for (Brotli …) is kept packed: ``decoded`` is false then.
    """

    def __init__(self, limit: int, content_encoding: str = "") -> None:
        names = [name.strip().lower() for name in content_encoding.split(",")]
        layers = [name for name in names if name not in {"", "identity"}]
        self.decoded = len(layers) <= MAX_LAYERS and all(name in _WINDOWS for name in layers)
        self._limit = limit
        self._wire = 0
        self._kept = bytearray()
        self._closed = False
        self._layers = [_Layer(name, limit) for name in reversed(layers)] if self.decoded else []

    def feed(self, chunk: bytes) -> bool:
        """Take what came from the network; answer whether more is wanted."""
        self._wire += len(chunk)
        try:
            for piece in self._unpack(chunk):
                self._keep(piece)
        except (_BrokenError, _TooMuchError):
            self._closed = True
        # No packing makes a body larger: what is, holds nothing but packing.
        self._closed = self._closed or self._wire > self._limit + STEP
        return not self._closed

    def _keep(self, piece: bytes) -> None:
        room = self._limit - len(self._kept)
        self._kept += piece[:room]
        if len(piece) > room:
            raise _TooMuchError

    @property
    def size(self) -> int:
        """Bytes kept so far."""
        return len(self._kept)

    @property
    def data(self) -> bytes:
        """What is kept so far, copied."""
        return bytes(self._kept)

    @property
    def incomplete(self) -> bool:
        """Tell whether there was more than ``data`` holds, or should have been."""
        return self._closed or any(layer.unfinished for layer in self._layers)

    def _unpack(self, chunk: bytes) -> Iterator[bytes]:
        pieces: Iterator[bytes] = iter((chunk,))
        for layer in self._layers:
            pieces = layer.unpack(pieces)
        return pieces


class _Layer:
    """One content encoding, unpacked step by step. Gzip may come in several members."""

    def __init__(self, name: str, limit: int) -> None:
        self._name = name
        self._unpacker: zlib._Decompress | None = None
        self._head = b""
        self._left = limit + STEP

    @property
    def unfinished(self) -> bool:
        """Tell whether the packed data stops before its end."""
        return bool(self._head) if self._unpacker is None else not self._unpacker.eof

    def unpack(self, pieces: Iterator[bytes]) -> Iterator[bytes]:
        """Unpack pieces of packed data as they are asked for."""
        for piece in pieces:
            packed, self._head = self._head + piece, b""
            while (unpacker := self._unpacker_for(packed)) is not None:
                for step in _steps(unpacker, packed):
                    self._left -= len(step)
                    if self._left < 0:
                        raise _TooMuchError
                    yield step
                packed = unpacker.unused_data

    def _unpacker_for(self, packed: bytes) -> zlib._Decompress | None:
        """The unpacker that takes what comes next, ``None`` if there is nothing to take."""
        if not packed or (self._unpacker is not None and not self._unpacker.eof):
            return self._unpacker if packed else None
        if len(packed) < _MAGIC_LENGTH:
            self._head = packed
            return None
        is_member = self._name != "deflate" and packed.startswith(_GZIP_MAGIC)
        if self._unpacker is not None and not is_member:
            return None  # padding after the end, which browsers ignore as well
        raw = self._name == "deflate" and not _is_zlib(packed)
        self._unpacker = zlib.decompressobj(-zlib.MAX_WBITS if raw else _WINDOWS[self._name])
        return self._unpacker


def _is_zlib(packed: bytes) -> bool:
    """Tell RFC 1950's header from bare deflate, which some servers send under the same name."""
    return packed[0] & 0x0F == zlib.DEFLATED and int.from_bytes(packed[:2]) % 31 == 0


def _steps(unpacker: zlib._Decompress, packed: bytes) -> Iterator[bytes]:
    while True:
        before = unpacker.copy()
        try:
            out = unpacker.decompress(packed, STEP)
        except zlib.error:
            yield from _salvage(before, packed)
            raise _BrokenError from None
        yield out
        packed = unpacker.unconsumed_tail
        if unpacker.eof or (not packed and len(out) < STEP):
            return


def _salvage(unpacker: zlib._Decompress, packed: bytes) -> Iterator[bytes]:
    """Unpack up to the damage in small bites: zlib forgets the output of a call that fails."""
    for position in range(0, len(packed), _BITE):
        before, bite = unpacker.copy(), packed[position : position + _BITE]
        try:
            yield unpacker.decompress(bite, STEP)
        except zlib.error:
            yield from _last_bite(before, bite)
            return


def _last_bite(unpacker: zlib._Decompress, bite: bytes) -> Iterator[bytes]:
    with suppress(zlib.error):
        for position in range(len(bite)):
            yield unpacker.decompress(bite[position : position + 1], STEP)
