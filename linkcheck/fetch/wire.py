"""One HTTP/1.1 answer, read from bytes as they come. Pure: nothing here waits or connects.

What browsers bear with is borne with: lines that are no fields, odd names, bare line feeds,
folded values, repeated lengths that agree. What could make two readers disagree about where an
answer ends (RFC 9112, 6.3) is never guessed: it is an error, or it ends the connection's use.
"""

from __future__ import annotations

import re
from collections import deque
from typing import TYPE_CHECKING

import httpx

if TYPE_CHECKING:
    from collections.abc import Generator
    from typing import TypeVar

    _T = TypeVar("_T")
    _Reading = Generator[None, None, _T]

Fields = list[tuple[bytes, bytes]]
"""Header fields as they came: names and values."""

MAX_HEADER_BYTES = 65_536
"""Bytes of a status line and its headers, and of trailers; browsers allow as much."""
MAX_HEADER_FIELDS = 256
MAX_INTERIM = 8
"""Interim answers (1xx) before the answer; a server could send them for ever."""
MAX_CRUMBS = 20_000
"""Chunks that may be smaller than :data:`CRUMB` bytes on average; each costs time, not room."""
CRUMB = 32

_MAX_SIZE_LINE = 4_096
_STATUS = re.compile(rb"HTTP/(\d)(?:\.(\d))?[ \t]+(\d{3})(?![^ \t])", re.IGNORECASE)
_HEAD_END = re.compile(rb"\n\r?\n")
_TOKEN = re.compile(rb"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_UNFIT = re.compile(rb"[\x00\r]")
_LENGTH = re.compile(rb"[0-9]{1,15}")
_SIZE = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,12})[ \t]*(?:;|$)")
_SWITCHING = 101
_FIRST_FINAL = 200
_BODILESS = frozenset({204, 304})


class HeadersTooLargeError(httpx.RemoteProtocolError):
    """The headers exceed our limits."""


class Reply:
    """Reads one answer. ``parts`` holds what came of its body; whoever reads them takes them.

    ``status`` is 0 and ``fields`` empty until the head is there. Raises
    httpx.RemoteProtocolError for what is no answer, also when nobody waits for more of it.
    """

    def __init__(self) -> None:
        self.status = 0
        self.fields: Fields = []
        self.parts: deque[bytes] = deque()
        self.done = False
        self._reusable = False
        self._interim = self._empty = 0
        self._head = bytearray()
        self._body: _Reading[None] | None = None
        self._rest = b""
        self._at = 0
        self._by_close = False

    @property
    def reusable(self) -> bool:
        """Tell whether the connection may carry another request."""
        return self.done and self._reusable and self._at == len(self._rest)

    def feed(self, data: bytes) -> None:
        """Take bytes from the network."""
        if not self.status:
            data = self._feed_head(data)
        if self.done:
            self._reusable = False
        elif self._body is not None:
            self._rest, self._at = data, 0
            self.done = next(self._body, self) is self

    def end(self) -> None:
        """Take the end of the connection."""
        if self._by_close:
            self.done = True
        if not self.status:
            raise httpx.ReadError("closed the connection without an answer")
        if not self.done:
            raise httpx.RemoteProtocolError("closed the connection inside the answer")

    # the head

    def _feed_head(self, data: bytes) -> bytes:
        """Take bytes of a head; answer what follows it."""
        head = self._head
        while data:
            if not head:
                data = self._without_empty_lines(data)
            searched = max(0, len(head) - 2)
            head += data
            end = _HEAD_END.search(head, searched)
            if end is None:
                if len(head) > MAX_HEADER_BYTES:
                    raise _too_many_bytes()
                return b""
            before, data = bytes(head[: end.start()]), bytes(head[end.end() :])
            head.clear()
            if self._take_head(before):
                return data
        return b""

    def _without_empty_lines(self, data: bytes) -> bytes:
        """Leave out the empty lines before an answer, which are none of it; few, or it has none."""
        rest = data.lstrip(b"\r\n")
        self._empty += len(data) - len(rest)
        if self._empty > MAX_HEADER_BYTES:
            raise _too_many_bytes()
        return rest

    def _take_head(self, head: bytes) -> bool:
        """Understand a head; answer whether it is the answer's own, not an interim one's."""
        if len(head) > MAX_HEADER_BYTES:
            raise _too_many_bytes()
        line, _, rest = head.partition(b"\n")
        found = _STATUS.match(line.rstrip(b"\r"))
        if found is None:
            raise httpx.RemoteProtocolError("what came is no HTTP answer")
        status = int(found[3])
        fields = _fields(rest)
        if status == _SWITCHING:
            raise httpx.RemoteProtocolError("switched to another protocol unasked")
        if status < _FIRST_FINAL:
            self._interim += 1
            if self._interim > MAX_INTERIM:
                raise httpx.RemoteProtocolError("more interim answers than anybody needs")
            return False
        self.status, self.fields = status, fields
        self._body = self._framed(fields, keeps_alive=found[1] == b"1" and found[2] == b"1")
        return True

    def _framed(self, fields: Fields, *, keeps_alive: bool) -> _Reading[None]:
        """The reader of the body that the head announces; RFC 9112, 6.3."""
        connection = _listed(fields, b"connection")
        keeps_alive = b"close" not in connection and (keeps_alive or b"keep-alive" in connection)
        codings = [one for one in _listed(fields, b"transfer-encoding") if one != b"identity"]
        lengths = _listed(fields, b"content-length")
        # Two lengths that disagree with each other, or one beside chunks, are how answers are
        # smuggled: neither connection carries another.
        self._reusable = keeps_alive and not (codings and lengths)
        if self.status in _BODILESS:
            return self._counted(0)
        if codings:
            if codings != [b"chunked"]:
                raise httpx.RemoteProtocolError("an unknown transfer encoding")
            return self._chunks()
        if len(set(lengths)) > 1:
            raise httpx.RemoteProtocolError("two different lengths")
        if lengths and _LENGTH.fullmatch(lengths[0]):
            return self._counted(int(lengths[0]))
        self._by_close, self._reusable = True, False
        return self._until_end()

    # the body: each reader takes from ``_rest``, and yields where it needs more

    def _until_end(self) -> _Reading[None]:
        while True:
            self._take(len(self._rest))
            yield

    def _counted(self, left: int) -> _Reading[None]:
        while left := left - self._take(left):
            yield

    def _take(self, most: int) -> int:
        """Hand on up to so many bytes; answer how many."""
        part = self._rest[self._at : self._at + most]
        self._at += len(part)
        if part:
            self.parts.append(part)
        return len(part)

    def _chunks(self) -> _Reading[None]:
        chunks = size = 0
        while True:
            line = yield from self._line(_MAX_SIZE_LINE)
            found = _SIZE.match(line)
            if found is None:
                raise httpx.RemoteProtocolError("a chunk without its size")
            left = int(found[1], 16)
            if not left:
                break
            chunks, size = chunks + 1, size + left
            if chunks > MAX_CRUMBS and size < chunks * CRUMB:
                raise httpx.RemoteProtocolError("chunks that are nothing but crumbs")
            yield from self._counted(left)
            if (yield from self._line(2)):
                raise httpx.RemoteProtocolError("a chunk longer than its size")
        yield from self._trailers()

    def _trailers(self) -> _Reading[None]:
        size = 0
        while line := (yield from self._line(MAX_HEADER_BYTES)):
            size += len(line)
            if size > MAX_HEADER_BYTES:
                raise _too_many_bytes()

    def _line(self, most: int) -> _Reading[bytes]:
        """The next line, without its end."""
        pieces = bytearray()
        while (end := self._rest.find(b"\n", self._at)) < 0:
            pieces += self._rest[self._at :]
            self._at = len(self._rest)
            if len(pieces) > most:
                raise httpx.RemoteProtocolError("a line without end between chunks")
            yield
        pieces += self._rest[self._at : end]
        self._at = end + 1
        return bytes(pieces).rstrip(b"\r")


def _fields(lines: bytes) -> Fields:
    """The header fields; what is none, browsers leave out as well."""
    fields: Fields = []
    written = lines.split(b"\n") if lines else []
    if len(written) > MAX_HEADER_FIELDS:
        raise HeadersTooLargeError(f"more than {MAX_HEADER_FIELDS} header fields")
    for line in written:
        name, colon, value = line.partition(b":")
        if line[:1] in (b" ", b"\t"):  # RFC 9112, 5.2: a folded value goes on
            if fields:
                fields[-1] = (fields[-1][0], fields[-1][1] + b" " + line.strip())
        elif colon and _TOKEN.fullmatch(name := name.rstrip(b" \t")):
            value = value.strip()
            if not _UNFIT.search(value):
                fields.append((name, value))
    return fields


def _listed(fields: Fields, wanted: bytes) -> list[bytes]:
    """The members of a field's list, in lower case, over all its lines."""
    values = [value for name, value in fields if name.lower() == wanted]
    return [one.strip(b" \t").lower() for value in values for one in value.split(b",")]


def _too_many_bytes() -> HeadersTooLargeError:
    return HeadersTooLargeError(f"more than {MAX_HEADER_BYTES} bytes of headers")
