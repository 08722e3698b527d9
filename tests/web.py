"""The loopback web: every host of a test, served from one port of 127.0.0.1.

::

    with Web() as web:
        web.page("https://www.nato.lab/x", "<title>Joint Statement</title>")
        web.redirect("http://nato.lab/x", "https://www.nato.lab/x", status=301)
        web.add("https://busy.lab/", Answer(status=429, headers={"Retry-After": "3"}), Answer("ok"))
        policy = FetchPolicy(connect_to=web.address, ca_file=web.ca_file)
        …                                    # or: --connect-to 127.0.0.1:PORT --ca FILE
        assert not web.unplanned
        assert web.peak("www.nato.lab") <= 4

It runs in a thread of its own, so synchronous and asynchronous tests use it alike. Routes are
whole URLs (scheme, host, path and query); a route's answers are given in turn, the last for ever.
An answer may be a function of the request, and :meth:`Web.site` answers for all paths of a host.
Plain HTTP and TLS share the port: the first byte of a connection tells them apart, and each host
gets a certificate of ``ca_file`` unless :meth:`Web.certificate` gives it a bad one.
A request that nobody planned is cut off and listed in ``unplanned``.
"""

from __future__ import annotations

import asyncio
import gzip
import socket
import ssl
import struct
import tempfile
import threading
import time
import zlib
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cached_property
from http import HTTPStatus
from pathlib import Path
from typing import Literal, Self
from urllib.parse import urlsplit

import trustme

HTML = "text/html; charset=utf-8"
_TLS_HANDSHAKE = b"\x16"
_MAX_HEAD = 65_536


class Gate:
    """Holds an answer back until the test opens it."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._event = asyncio.Event()

    def open(self) -> None:
        """Let through whoever waits or comes."""
        self._loop.call_soon_threadsafe(self._event.set)

    async def passed(self) -> None:
        await self._event.wait()


@dataclass(frozen=True)
class Answer:
    """What a server does with a request.

    ``length`` is a Content-Length that may lie; ``chunked`` sends none. ``gate`` holds the answer
    back. ``drip`` sends so many bytes at a time, every ``pause`` seconds. ``then`` says what
    follows: the next request, an end, a reset, or silence. ``raw`` replaces all of it by bytes.
    """

    body: bytes | str = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    kind: str = HTML
    length: int | None = None
    chunked: bool = False
    gate: Gate | None = None
    drip: int = 0
    pause: float = 0.01
    then: Literal["keep", "close", "reset", "silence"] = "keep"
    raw: bytes | None = None

    def wire(self) -> bytes:
        """The answer as it is sent."""
        if self.raw is not None:
            return self.raw
        body = self.body.encode() if isinstance(self.body, str) else self.body
        fields = {"Content-Type": self.kind, **self.headers}
        if self.chunked:
            fields["Transfer-Encoding"] = "chunked"
            body = b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body) if body else b"0\r\n\r\n"
        else:
            fields["Content-Length"] = str(len(body) if self.length is None else self.length)
        lines = [f"HTTP/1.1 {self.status} {_reason(self.status)}"]
        lines += [f"{name}: {value}" for name, value in fields.items()]
        return "\r\n".join([*lines, "", ""]).encode("utf-8") + body


RESET = Answer(raw=b"", then="reset")
CLOSED = Answer(raw=b"", then="close")
SILENCE = Answer(raw=b"", then="silence")


def raw(data: bytes, then: Literal["keep", "close", "reset", "silence"] = "close") -> Answer:
    """Send these bytes and nothing else."""
    return Answer(raw=data, then=then)


def gzipped(body: str | bytes, status: int = 200) -> Answer:
    """A page in gzip."""
    data = body.encode() if isinstance(body, str) else body
    return Answer(gzip.compress(data), status, {"Content-Encoding": "gzip"})


def bomb(size: int, layers: int = 1, status: int = 200) -> Answer:
    """Zeros that unpack to ``size`` bytes, packed ``layers`` times."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    block = bytes(1_000_000)
    data = b"".join(packer.compress(block) for _ in range(size // len(block))) + packer.flush()
    for _ in range(layers - 1):
        data = gzip.compress(data)
    return Answer(data, status, {"Content-Encoding": ", ".join(["gzip"] * layers)})


@dataclass(frozen=True)
class Request:
    """What came: ``at`` in seconds of time.monotonic, ``running`` with it on the same host."""

    method: str
    scheme: str
    host: str
    target: str
    headers: Mapping[str, str]
    at: float
    running: int

    @property
    def url(self) -> str:
        return f"{self.scheme}://{self.host}{self.target}"


Route = Answer | Callable[[Request], Answer]


class Web:
    """A web of any number of hosts. All methods may be called from any thread."""

    def __init__(self) -> None:
        self.requests: list[Request] = []
        self.unplanned: list[Request] = []
        self.connections = 0
        self._routes: dict[str, list[Route]] = {}
        self._sites: dict[str, Route] = {}
        self._running: Counter[str] = Counter()
        self._peaks: Counter[str] = Counter()
        self._news = threading.Condition()
        self._loop = asyncio.new_event_loop()
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=1024)
        self._listener.setblocking(False)
        self._tasks: set[asyncio.Task[None]] = set()
        self._thread = threading.Thread(target=self._run, name="loopback web", daemon=True)
        self._certificates: dict[str, ssl.SSLContext] = {}
        self._folder = tempfile.TemporaryDirectory()

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._loop.call_soon_threadsafe(self._stop)
        self._thread.join()
        self._folder.cleanup()

    # what a test plans

    def page(self, url: str, html: str = "<title>A page</title>", status: int = 200) -> None:
        """Answer a URL with a page."""
        self.add(url, Answer(html, status))

    def redirect(self, url: str, to: str, status: int = 302) -> None:
        """Answer a URL with a redirect."""
        self.add(url, Answer(status=status, headers={"Location": to}))

    def add(self, url: str, *answers: Route) -> None:
        """Answer a URL in turn with these; with the last for ever."""
        self._routes[_key(url)] = list(answers)

    def site(self, host: str, answer: Route) -> None:
        """Answer all paths of a host that have no route of their own."""
        self._sites[host] = answer

    def gate(self) -> Gate:
        """A gate for answers, closed."""
        return Gate(self._loop)

    def certificate(
        self, host: str, fault: Literal["expired", "wrong-host", "self-signed", "unknown-issuer"]
    ) -> None:
        """Give a host a certificate that no client may accept."""
        past = datetime.now(UTC) - timedelta(days=30)
        if fault == "expired":
            leaf = self._ca.issue_cert(host, not_before=past, not_after=past + timedelta(days=9))
        elif fault == "wrong-host":
            leaf = self._ca.issue_cert("somewhere-else.lab")
        elif fault == "unknown-issuer":
            leaf = trustme.CA().issue_cert(host)
        else:
            own = trustme.CA()
            self._certificates[host] = self._context(own.cert_pem, own.private_key_pem)
            return
        self._certificates[host] = self._context(leaf.cert_chain_pems[0], leaf.private_key_pem)

    # what a test asks

    @property
    def address(self) -> tuple[str, int]:
        """Where to connect to."""
        host, port = self._listener.getsockname()[:2]
        return (str(host), int(port))

    @cached_property
    def ca_file(self) -> Path:
        """The certificate to trust."""
        file = Path(self._folder.name, "ca.pem")
        self._ca.cert_pem.write_to_path(str(file))
        return file

    def requests_to(self, url: str) -> list[Request]:
        """The requests for a URL, in order."""
        return [request for request in self.requests if _key(request.url) == _key(url)]

    def starts(self, host: str) -> list[float]:
        """When each request to a host came, in seconds."""
        return [request.at for request in self.requests if request.host == host]

    def peak(self, host: str) -> int:
        """The most requests that ran at once on a host."""
        return self._peaks[host]

    def wait_for(self, condition: Callable[[], bool], seconds: float = 10.0) -> None:
        """Wait until something has been asked. Fails the test when it does not come."""
        with self._news:
            assert self._news.wait_for(condition, seconds), "the loopback web waited in vain"

    # the server

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.add_reader(self._listener, self._accept)
        self._loop.run_forever()
        self._loop.remove_reader(self._listener)
        self._listener.close()
        self._loop.run_until_complete(asyncio.gather(*self._tasks, return_exceptions=True))
        self._loop.run_until_complete(asyncio.sleep(0))
        self._loop.close()

    def _stop(self) -> None:
        for task in self._tasks:
            task.cancel()
        self._loop.stop()

    def _accept(self) -> None:
        with suppress(BlockingIOError, ConnectionError):
            sock, _ = self._listener.accept()
            sock.setblocking(False)
            self.connections += 1
            task = self._loop.create_task(self._serve(sock))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
            task.add_done_callback(lambda _task: sock.close())

    async def _serve(self, sock: socket.socket) -> None:
        with suppress(OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            first = await self._peek(sock)
            if not first:
                return
            scheme = "https" if first == _TLS_HANDSHAKE else "http"
            reader = asyncio.StreamReader(limit=_MAX_HEAD)
            protocol = asyncio.StreamReaderProtocol(reader)
            transport, _ = await self._loop.connect_accepted_socket(
                lambda: protocol, sock, ssl=self._any_host if scheme == "https" else None
            )
            try:
                writer = asyncio.StreamWriter(transport, protocol, reader, self._loop)
                while await self._answer(scheme, reader, writer):
                    pass
            finally:
                transport.abort()

    async def _peek(self, sock: socket.socket) -> bytes:
        readable: asyncio.Future[None] = self._loop.create_future()
        self._loop.add_reader(sock, _settle, readable)
        try:
            await readable
        finally:
            self._loop.remove_reader(sock)
        return sock.recv(1, socket.MSG_PEEK)

    async def _answer(
        self, scheme: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> bool:
        """Answer one request; tell whether the connection goes on."""
        head = await reader.readuntil(b"\r\n\r\n")
        request = self._note(scheme, head.decode("latin-1"))
        try:
            answer = self._planned(request)
            if answer is None:
                self.unplanned.append(request)
                return False
            if answer.gate is not None:
                await answer.gate.passed()
            await _send(answer, writer)
        finally:
            self._running[request.host] -= 1
        if answer.then == "silence":
            await reader.read(1)
        if answer.then == "reset":
            _reset_on_close(writer)
        if answer.then == "close":
            writer.write_eof() if writer.can_write_eof() else writer.close()
            await reader.read(1)
        return answer.then == "keep"

    def _note(self, scheme: str, head: str) -> Request:
        line, *fields = head.rstrip("\r\n").split("\r\n")
        method, target, _ = line.split(" ", 2)
        pairs = [field.partition(":") for field in fields]
        headers = {name.lower(): value.strip() for name, _, value in pairs}
        host = headers["host"].lower()
        self._running[host] += 1
        running = self._running[host]
        self._peaks[host] = max(self._peaks[host], running)
        request = Request(method, scheme, host, target, headers, time.monotonic(), running)
        with self._news:
            self.requests.append(request)
            self._news.notify_all()
        return request

    def _planned(self, request: Request) -> Answer | None:
        routes = self._routes.get(_key(request.url))
        if routes:
            route = routes.pop(0) if len(routes) > 1 else routes[0]
        elif request.host in self._sites:
            route = self._sites[request.host]
        else:
            return None
        return route if isinstance(route, Answer) else route(request)

    # TLS

    @cached_property
    def _ca(self) -> trustme.CA:
        return trustme.CA()

    @cached_property
    def _any_host(self) -> ssl.SSLContext:
        """TLS for the host that the client names."""

        def choose(
            connection: ssl.SSLObject | ssl.SSLSocket, name: str | None, _context: ssl.SSLContext
        ) -> None:
            connection.context = self._certificate_of(name or "localhost")

        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.sni_callback = choose
        return context

    def _certificate_of(self, host: str) -> ssl.SSLContext:
        if host not in self._certificates:
            leaf = self._ca.issue_cert(host)
            self._certificates[host] = self._context(leaf.cert_chain_pems[0], leaf.private_key_pem)
        return self._certificates[host]

    def _context(self, certificate: trustme.Blob, key: trustme.Blob) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        with certificate.tempfile() as file, key.tempfile() as key_file:
            context.load_cert_chain(file, key_file)
        return context


def _settle(future: asyncio.Future[None]) -> None:
    if not future.done():
        future.set_result(None)


async def _send(answer: Answer, writer: asyncio.StreamWriter) -> None:
    wire = answer.wire()
    step = answer.drip or max(1, len(wire))
    for start in range(0, len(wire), step):
        writer.write(wire[start : start + step])
        await writer.drain()
        if answer.drip:
            await asyncio.sleep(answer.pause)


def _reset_on_close(writer: asyncio.StreamWriter) -> None:
    """Make the end of a connection a reset: the peer sees no orderly end."""
    sock = writer.get_extra_info("socket")
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def _reason(status: int) -> str:
    with suppress(ValueError):
        return HTTPStatus(status).phrase
    return "Unknown"


def _key(url: str) -> str:
    parts = urlsplit(url)
    query = f"?{parts.query}" if parts.query else ""
    return f"{parts.scheme}://{parts.netloc.lower()}{parts.path or '/'}{query}"
