"""Our httpx transport: connections by (scheme, host, port), kept open for a short while.

httpx's own pool searches all its connections for every request, which costs 5 to 12 ms of CPU
a request at a hundred hosts. Here a request finds its connection by its key.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Protocol

import httpx

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from linkcheck.fetch.connection import Connection

    Key = tuple[str, str, int]

KEEP = 4.0
"""Seconds that an idle connection is kept: less than the 5 s after which many servers close."""
MAX_IDLE = 512
"""Idle connections kept in all at most, however many hosts a run has: with TLS, each takes some
fifty kilobytes."""
_SHARE = 4
"""Of the files that this process may hold open, idle connections get one of so many."""

_PORTS = {"http": 80, "https": 443}


class Dials(Protocol):
    """Opens connections."""

    async def dial(self, scheme: str, host: str, port: int, wait: float | None) -> Connection:
        """Connect within ``wait`` seconds, or raise httpx's ConnectError or ConnectTimeout."""
        ...


class Transport(httpx.AsyncBaseTransport):
    """Sends httpx requests over connections of a dialer; honours httpx's timeout extension.

    How many requests run at once is the caller's business: nothing is queued here.
    """

    def __init__(self, dialer: Dials, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._dialer = dialer
        self._idle = IdleConnections(clock)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request without body."""
        key = _key(request.url)
        waits = request.extensions.get("timeout", {})
        connection = self._idle.take(key)
        if connection is None:
            connection = await self._dialer.dial(*key, waits.get("connect"))
        try:
            status, headers = await connection.send(request, waits.get("read"))
        except BaseException:
            connection.close()
            raise
        stream = _BodyStream(connection, waits.get("read"), lambda: self._release(key, connection))
        return httpx.Response(status, headers=headers, stream=stream, request=request)

    def _release(self, key: Key, connection: Connection) -> None:
        if connection.finish():
            self._idle.put(key, connection)

    async def aclose(self) -> None:
        """Close all idle connections."""
        self._idle.clear()


class _BodyStream(httpx.AsyncByteStream):
    def __init__(
        self, connection: Connection, wait: float | None, release: Callable[[], None]
    ) -> None:
        self._connection, self._wait, self._release = connection, wait, release

    def __aiter__(self) -> AsyncIterator[bytes]:
        return self

    async def __anext__(self) -> bytes:
        part = await self._connection.receive(self._wait)
        if part is None:
            raise StopAsyncIteration
        return part

    async def aclose(self) -> None:
        self._release()


class IdleConnections:
    """Idle connections by key. All live equally long, so the oldest are the first to go."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._most = most_idle()
        self._by_key: dict[Key, list[Connection]] = {}
        self._ages: dict[Connection, tuple[Key, float]] = {}

    def __len__(self) -> int:
        return len(self._ages)

    def take(self, key: Key) -> Connection | None:
        """The connection used last for this key that is still good, ``None`` if there is none."""
        self._drop_old()
        while key in self._by_key:
            connection = self._by_key[key][-1]
            self._remove(connection)
            if connection.is_open:
                return connection
            connection.close()
        return None

    def put(self, key: Key, connection: Connection) -> None:
        """Keep a connection for the next request."""
        self._by_key.setdefault(key, []).append(connection)
        self._ages[connection] = (key, self._clock())
        self._drop_old()

    def clear(self) -> None:
        """Close them all."""
        while self._ages:
            self._remove(next(iter(self._ages))).close()

    def _drop_old(self) -> None:
        oldest_allowed = self._clock() - KEEP
        while self._ages:
            connection, (_, since) = next(iter(self._ages.items()))
            if since > oldest_allowed and len(self._ages) <= self._most:
                return
            self._remove(connection).close()

    def _remove(self, connection: Connection) -> Connection:
        key, _ = self._ages.pop(connection)
        siblings = self._by_key[key]
        siblings.remove(connection)
        if not siblings:
            del self._by_key[key]
        return connection


def most_idle() -> int:
    """How many idle connections this process can afford."""
    try:
        import resource  # noqa: PLC0415 (Windows has none)
    except ImportError:
        return MAX_IDLE // _SHARE
    files, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return MAX_IDLE if files < 0 else min(MAX_IDLE, files // _SHARE)


def _key(url: httpx.URL) -> Key:
    # Not ``url.host``: httpx decodes Punycode there, and fails at what IDNA 2008 forbids.
    return (url.scheme, url.raw_host.decode("ascii"), url.port or _PORTS[url.scheme])
