"""What the order of work costs, by counting: a thousand links in virtual time, computing for free.

::

    python benchmarks/schedule.py --seeds 24

Everything is the real thing but the clock and the network: Verifier, schedule, politeness, retries
and our reader of HTTP talk to the servers of :mod:`internet` within this process, and time jumps
to the next timer as soon as nobody has anything to do. So the figures are the same on any machine,
however busy it is.

“limit”, “in order” and “politely”, which lets the whole host wait where one page was answered with
Retry-After, are those of :mod:`internet`; ours is told as a multiple of each.
"""

from __future__ import annotations

import argparse
import asyncio
import selectors
import socket
import sys
from statistics import mean
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import httpx
import internet
from internet import Origin, Web, in_order, limit, link

from linkcheck import Citation, Config, Document, FetchPolicy, Span, Verifier
from linkcheck.describing import describe
from linkcheck.fetch import Fetcher
from linkcheck.fetch.connection import Connection
from linkcheck.fetch.rounds import Rounds
from linkcheck.fetch.transport import Transport
from linkcheck.matchers import Claim
from linkcheck.model import Response

if TYPE_CHECKING:
    from collections.abc import Mapping

PER_HOST = 6
_THREADS = 0.0003
"""Real seconds that threads are waited for before time jumps."""


class VirtualLoop(asyncio.SelectorEventLoop):
    """A loop whose clock stands still while anybody computes, and jumps when nobody does."""

    def __init__(self) -> None:
        self.now = 0.0
        super().__init__(_Jumping(self))

    def time(self) -> float:
        """Virtual seconds since the beginning."""
        return self.now


class _Jumping(selectors.DefaultSelector):
    def __init__(self, loop: VirtualLoop) -> None:
        super().__init__()
        self._loop = loop

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if timeout is None or timeout <= 0:
            return super().select(timeout)
        events = super().select(_THREADS)
        if not events:
            self._loop.now += timeout
        return events


class _Pipe(asyncio.Transport):
    """One end of a connection within this process: what is written arrives at the other end."""

    def __init__(self, loop: asyncio.AbstractEventLoop, host: str) -> None:
        super().__init__()
        self._loop = loop
        self._host = host
        self.closed = False
        self.reader: asyncio.Protocol
        self.other: _Pipe

    def get_extra_info(self, name: str, _default: object = None) -> object:
        ignored = SimpleNamespace(setsockopt=lambda *_: None)
        return {"sockname": (self._host, internet.PORT), "socket": ignored}[name]

    def write(self, data: bytes | bytearray | memoryview[Any]) -> None:
        self._loop.call_soon(self.other.arrive, bytes(data))

    def arrive(self, data: bytes) -> None:
        if not self.closed:
            self.reader.data_received(data)

    def is_closing(self) -> bool:
        return self.closed

    def close(self) -> None:
        self._end(None)

    def abort(self) -> None:
        self._end(ConnectionResetError())

    def _end(self, why: Exception | None) -> None:
        for end in (self, self.other):
            if not end.closed:
                end.closed = True
                self._loop.call_soon(end.reader.connection_lost, None if end is self else why)
                if end is not self and why is None:
                    self._loop.call_soon(end.reader.eof_received)

    def pause_reading(self) -> None:
        """What was written has arrived already."""

    def resume_reading(self) -> None:
        """Nothing is held back."""


class Dialer:
    """Connects to the servers of a web, at once."""

    def __init__(self, web: Web, loop: asyncio.AbstractEventLoop) -> None:
        self._web, self._loop, self._rounds = web, loop, Rounds(loop)

    async def dial(self, _scheme: str, host: str, _port: int, _wait: float | None) -> Connection:
        """Connect; a name that is none fails as the system's would."""
        if host.endswith(".internal"):
            unknown = socket.gaierror(socket.EAI_NONAME, "no such name")
            raise httpx.ConnectError(str(unknown)) from unknown
        near, far = _Pipe(self._loop, host), _Pipe(self._loop, host)
        near.other, far.other = far, near
        connection = Connection(self._loop, self._rounds)
        near.reader, far.reader = connection, Origin(self._web)
        for end in (near, far):
            end.reader.connection_made(end)
        return connection


async def _run(web: Web) -> float:
    loop = asyncio.get_running_loop()
    policy = FetchPolicy(per_host=PER_HOST, delay=0, allow_private=True)
    network = Transport(Dialer(web, loop), clock=loop.time)
    citations = tuple(
        Citation(internet.title(one.page), one.url, Span(one.number + 1, 1, one.number + 1, 2))
        for one in (link(web, number) for number in range(web.links))
    )
    async with Fetcher(policy, transport=network, clock=loop.time) as fetcher:
        started = loop.time()
        document = Document("a", "en", citations=citations)
        report = await Verifier(Config(fetch=policy), fetcher=fetcher).verify([document])
        if any(finding.reason == "internal-error" for finding in report.findings):
            raise SystemExit("something broke")
        return loop.time() - started


def schedule(web: Web) -> Mapping[str, float]:
    """The seconds of each, for one web."""
    for kept in (internet.SEEN, internet.RUNNING, internet.TRIES, internet.NOT_BEFORE):
        cast("dict[Any, Any]", kept).clear()
    with asyncio.Runner(loop_factory=VirtualLoop) as runner:
        ours = runner.run(_run(web))
    return {
        "limit": limit(web, PER_HOST),
        "in order": in_order(web, PER_HOST),
        "politely": in_order(web, PER_HOST, polite=True),
        "ours": ours,
        "at once": internet.SEEN["peak"],
        "early": internet.SEEN["early"],
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=6, help="webs of each kind")
    seeds = range(1, parser.parse_args().seeds + 1)
    url = "http://a.example/"
    describe(Response(url, url, 200, {}, b"<title>A"), Claim("A"))  # tables are loaded before
    print("| silent servers | seed | limit s | ours s | x limit | x in order | x politely |")
    print("|" + " --- |" * 7)
    for silent in (False, True):
        rows = []
        for seed in seeds:
            took = schedule(Web(1_000, 150, silent=silent, seed=seed))
            if took["at once"] > PER_HOST or took["early"]:
                raise SystemExit(f"not polite: {took}")
            row = [took["ours"] / took[name] for name in ("limit", "in order", "politely")]
            rows.append(row)
            told = " | ".join(f"{ratio:.2f}" for ratio in row)
            print(f"| {silent} | {seed} | {took['limit']:.1f} | {took['ours']:.1f} | {told} |")
        told = " | ".join(f"{mean(column):.3f}" for column in zip(*rows, strict=True))
        print(f"| {silent} | mean | | | {told} |", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
