"""One HTTP/1.1 connection: h11 reads and writes the protocol, asyncio moves the bytes.

A connection serves one request after the other and is never trusted beyond its answer: bytes
that nobody asked for close it, so that no answer can be taken for that of the next request.
"""

from __future__ import annotations

import asyncio
from collections import deque

import h11
import httpx

MAX_HEADER_BYTES = 65_536
"""Bytes of a status line and its headers; browsers allow as much."""
MAX_HEADER_FIELDS = 256
MAX_INTERIM = 8
"""Interim answers (1xx) before the answer; a server could send them for ever."""

_HIGH_WATER = 262_144
_TOO_LONG = 431
"""h11's hint for headers beyond the limit: the status that a server would answer with."""


class HeadersTooLargeError(httpx.RemoteProtocolError):
    """The headers exceed our limits."""


class Connection(asyncio.Protocol):
    """A connection that is open. Every wait for bytes is bounded by the caller's seconds."""

    _transport: asyncio.Transport

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._http = h11.Connection(h11.CLIENT, max_incomplete_event_size=MAX_HEADER_BYTES)
        self._received: deque[bytes] = deque()
        self._waiting = 0
        self._paused = False
        self._ended = False
        self._error: Exception | None = None
        self._arrival: asyncio.Future[None] | None = None
        self._busy = False

    # what asyncio tells

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the transport."""
        assert isinstance(transport, asyncio.Transport)  # noqa: S101 (for the type checker)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Queue what came; unasked for, it ends the connection."""
        if not self._busy:
            self.close()
            return
        self._received.append(data)
        self._waiting += len(data)
        if self._waiting > _HIGH_WATER:
            self._transport.pause_reading()
            self._paused = True
        self._wake()

    def eof_received(self) -> None:
        """The server has closed its side."""
        self._ended = True
        self._wake()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing more will come."""
        self._ended = True
        self._error = exc
        self._wake()

    def _wake(self) -> None:
        if self._arrival is not None and not self._arrival.done():
            self._arrival.set_result(None)

    # one request

    async def send(
        self, request: httpx.Request, wait: float | None
    ) -> tuple[int, list[tuple[bytes, bytes]]]:
        """Send a request without body; answer the status and the raw headers."""
        self._busy = True
        target = request.extensions.get("target", request.url.raw_path)
        head = h11.Request(
            method=request.method.encode("ascii"), target=target, headers=request.headers.raw
        )
        sent = (self._http.send(head) or b"") + (self._http.send(h11.EndOfMessage()) or b"")
        self._transport.write(sent)
        for _ in range(MAX_INTERIM + 1):
            event = await self._event(wait)
            if isinstance(event, h11.Response):
                return _checked(event)
        raise httpx.RemoteProtocolError("more interim answers than anybody needs")

    async def receive(self, wait: float | None) -> bytes | None:
        """The next part of the body, ``None`` after the last.

        Raises httpx.RemoteProtocolError when it ends too early.
        """
        event = await self._event(wait)
        return bytes(event.data) if isinstance(event, h11.Data) else None

    def finish(self) -> bool:
        """End the exchange; answer whether the connection can take another request."""
        self._busy = False
        clean = (
            self._http.our_state is h11.DONE
            and self._http.their_state is h11.DONE
            and not self._http.trailing_data[0]
            and not self._received
            and not self._ended
        )
        if clean:
            self._http.start_next_cycle()
        else:
            self.close()
        return clean

    @property
    def is_open(self) -> bool:
        """Tell whether the server still holds its side open."""
        return not self._ended

    def close(self) -> None:
        """Close at once, without waiting for anybody."""
        self._ended = True
        self._transport.abort()

    # bytes and events

    async def _event(self, wait: float | None) -> h11.Event | type[h11.PAUSED]:
        while True:
            try:
                event = self._http.next_event()
            except h11.RemoteProtocolError as error:
                raise _translated(error) from error
            if isinstance(event, h11.Event) or event is h11.PAUSED:
                return event
            self._http.receive_data(await self._read(wait))

    async def _read(self, wait: float | None) -> bytes:
        """The next bytes, b"" at the end of the connection."""
        if not self._received and not self._ended:
            self._arrival = self._loop.create_future()
            try:
                async with asyncio.timeout(wait):
                    await self._arrival
            except TimeoutError as error:
                raise httpx.ReadTimeout(f"silent for {wait:g} s") from error
        if self._received:
            return self._next()
        if self._error is not None:
            raise httpx.ReadError(str(self._error)) from self._error
        if self._http.their_state is h11.SEND_RESPONSE:
            raise httpx.ReadError("closed the connection without an answer")
        return b""

    def _next(self) -> bytes:
        data = self._received.popleft()
        self._waiting -= len(data)
        if self._paused and not self._received:
            self._paused = False
            self._transport.resume_reading()
        return data


def _checked(event: h11.Response) -> tuple[int, list[tuple[bytes, bytes]]]:
    headers = event.headers.raw_items()
    if len(headers) > MAX_HEADER_FIELDS:
        raise HeadersTooLargeError(f"more than {MAX_HEADER_FIELDS} header fields")
    if sum(len(name) + len(value) for name, value in headers) > MAX_HEADER_BYTES:
        raise _too_many_bytes()
    return event.status_code, headers


def _translated(error: h11.RemoteProtocolError) -> httpx.RemoteProtocolError:
    if error.error_status_hint == _TOO_LONG:
        return _too_many_bytes()
    return httpx.RemoteProtocolError(str(error))


def _too_many_bytes() -> HeadersTooLargeError:
    return HeadersTooLargeError(f"more than {MAX_HEADER_BYTES} bytes of headers")
