"""One HTTP/1.1 connection: :mod:`wire` reads the protocol, asyncio moves the bytes.

A connection serves one request after the other and is never trusted beyond its answer: bytes
that nobody asked for close it, so that no answer can be taken for that of the next request.
"""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING, NoReturn

import httpx

from linkcheck.fetch.wire import Reply

if TYPE_CHECKING:
    import ssl

    from linkcheck.fetch.rounds import Rounds
    from linkcheck.fetch.wire import Fields

_HIGH_WATER = 131_072
"""Bytes that may wait to be read; one reading of asyncio's brings up to twice as many."""
_UNSAFE = re.compile(rb"[\x00\r\n]")


class Connection(asyncio.Protocol):
    """A connection that is open. Every wait for bytes is bounded by the caller's seconds."""

    _transport: asyncio.Transport

    def __init__(self, loop: asyncio.AbstractEventLoop, rounds: Rounds) -> None:
        self._loop = loop
        self._rounds = rounds
        self._reply = Reply()
        self._waiting = 0
        self._paused = False
        self._ended = False
        self._error: Exception | None = None
        self._arrival: asyncio.Future[None] | None = None
        self._busy = False
        self.before_path = b""
        self.for_proxy: tuple[tuple[bytes, bytes], ...] = ()

    # what asyncio tells

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the transport."""
        assert isinstance(transport, asyncio.Transport)  # noqa: S101 (for the type checker)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Read what came; unasked for, it ends the connection."""
        if not self._busy:
            self.close()
            return
        try:
            self._reply.feed(data)
        except httpx.TransportError as error:
            self._fail(error)
            return
        self._waiting += len(data)
        if self._waiting > _HIGH_WATER and not self._paused:
            self._transport.pause_reading()
            self._paused = True
        self._wake()

    def eof_received(self) -> None:
        """The server has closed its side."""
        self._end()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing more will come."""
        if exc is not None and not self._ended:
            lost = httpx.ReadError(str(exc))
            lost.__cause__ = exc
            self._error = self._error or lost
        self._end()

    def _end(self) -> None:
        if self._busy and not self._ended and self._error is None:
            try:
                self._reply.end()
            except httpx.TransportError as error:
                self._error = error
        self._ended = True
        self._wake()

    def _fail(self, error: httpx.TransportError) -> None:
        self._error = error
        self.close()
        self._wake()

    def _wake(self) -> None:
        if self._arrival is not None and not self._arrival.done():
            self._rounds.wake(self._arrival)

    # one request

    async def send(self, request: httpx.Request, wait: float | None) -> tuple[int, Fields]:
        """Send a request without body; answer the status and the raw headers."""
        self._busy = True
        self._reply = Reply()
        self._transport.write(_written(request, self.before_path, self.for_proxy))
        while not self._reply.status:
            await self._arrive(wait)
        return self._reply.status, self._reply.fields

    async def receive(self, wait: float | None) -> bytes | None:
        """The next part of the body, ``None`` after the last.

        Raises httpx.RemoteProtocolError when it ends too early.
        """
        reply = self._reply
        while not reply.parts:
            if reply.done:
                return None
            self._waiting = 0
            if self._paused:
                self._paused = False
                self._transport.resume_reading()
            await self._arrive(wait)
        return reply.parts.popleft()

    async def tunnel(
        self, target: bytes, headers: tuple[tuple[bytes, bytes], ...], wait: float | None
    ) -> int:
        """Ask a proxy for a tunnel; answer its status. RFC 9110, 9.3.6."""
        self._busy = True
        self._reply = Reply()
        lines = [b"CONNECT %s HTTP/1.1" % target, b"Host: %s" % target]
        lines += [b"%s: %s" % field for field in headers]
        self._transport.write(b"\r\n".join([*lines, b"", b""]))
        while not self._reply.status:
            await self._arrive(wait)
        return self._reply.status

    async def secured(self, tls: tuple[ssl.SSLContext, str]) -> Connection:
        """The same connection with TLS inside; this one is used up."""
        inner = Connection(self._loop, self._rounds)
        context, name = tls
        transport = await self._loop.start_tls(
            self._transport, inner, context, server_hostname=name
        )
        if transport is None:
            raise ConnectionResetError("the connection ended in the handshake")
        inner.connection_made(transport)
        return inner

    def finish(self) -> bool:
        """End the exchange; answer whether the connection can take another request."""
        self._busy = False
        clean = self._reply.reusable and not self._reply.parts and not self._ended
        if self._paused or not clean:
            self.close()
            return False
        self._waiting = 0
        return True

    @property
    def is_open(self) -> bool:
        """Tell whether the server still holds its side open."""
        return not self._ended

    def close(self) -> None:
        """Close at once, without waiting for anybody."""
        self._ended = True
        self._transport.abort()

    async def _arrive(self, wait: float | None) -> None:
        """Wait until something comes. Raises what the connection has ended with."""
        if self._error is not None or self._ended:
            self._raise()
        self._arrival = self._loop.create_future()
        timer = None if wait is None else self._loop.call_later(wait, self._expire, wait)
        try:
            await self._arrival
        finally:
            self._arrival = None
            if timer is not None:
                timer.cancel()

    def _raise(self) -> NoReturn:
        """Raise the error, and let go of it: its traceback would keep what was read alive."""
        error, self._error = self._error, None
        self._ended = True
        try:
            raise error or httpx.ReadError("the connection is closed")
        finally:
            del error

    def _expire(self, wait: float) -> None:
        self._error = httpx.ReadTimeout(f"silent for {wait:g} s")
        self._wake()


def _written(
    request: httpx.Request, before_path: bytes, more: tuple[tuple[bytes, bytes], ...]
) -> bytes:
    """The request as it is sent. Raises httpx.LocalProtocolError for what would be two."""
    target = before_path + request.extensions.get("target", request.url.raw_path)
    lines = [b"%s %s HTTP/1.1" % (request.method.encode("ascii"), target)]
    lines += [b"%s: %s" % field for field in (*request.headers.raw, *more)]
    if any(_UNSAFE.search(line) for line in lines):
        raise httpx.LocalProtocolError("a line break inside the request")
    return b"\r\n".join([*lines, b"", b""])
