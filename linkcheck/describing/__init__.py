"""Reading pages and holding them against their labels: here, or in processes of their own.

Reading a page takes a few milliseconds of computing. A run of a few hundred pages is over sooner
when that is done beside the fetching, on another core; and a page that breaks a parser then
breaks a process that is replaced, not the run.
"""

from __future__ import annotations

import asyncio
import ctypes
import os
import signal
import sys
import threading
from collections import deque
from concurrent.futures import BrokenExecutor
from contextlib import nullcontext, suppress
from typing import TYPE_CHECKING, Self

from linkcheck.describing import memory
from linkcheck.describing.caged import Cage, needs_cage
from linkcheck.describing.waiting import Waiting
from linkcheck.matchers import Claim, match
from linkcheck.matchers.mentions import named
from linkcheck.model import Page, Response, Signal, SignalKind
from linkcheck.pages import read_page

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor
    from types import TracebackType

    from linkcheck.model import Match

    Description = tuple[Page, Match | None]

LARGE = 200_000
"""Bytes; describing a smaller page takes some milliseconds, a larger one would be felt by the
connections that wait meanwhile, and goes to a thread."""
BACKLOG = 16_000_000
"""Bytes of pages that wait to be described before no more are fetched."""
_CROWD = 2_000_000
"""Bytes of waiting pages from which on large ones wait on the disk."""
ENOUGH = 300
"""Citations from which on processes are worth their start."""
_QUEUED = 4
"""Pages that wait for each process, so that none of them ever does."""
HUNG = 20.0
"""Seconds after which a page is given up with the process that reads it; none known takes one."""
_ATTEMPTS = 2
_LET_IN = 2


def describe(response: Response, claim: Claim) -> Description:
    """Read a page, and hold it against a claim."""
    page = named(read_page(response))
    described = page, match(claim, page)
    if len(response.body) > LARGE:
        memory.trim()
    return described


def processes(jobs: int, citations: int) -> int:
    """How many processes to start. ``jobs`` is the user's choice: 1 is none, 0 leaves it to us."""
    if jobs:
        return jobs if jobs > 1 else 0
    cores = os.cpu_count() or 1
    # One core is kept busy by fetching and judging.
    return min(cores - 1, 8) if citations >= ENOUGH else 0


class Describer:
    """Describes pages; an asynchronous context manager. ``processes`` 0: in this process."""

    def __init__(self, processes: int = 0) -> None:
        self._processes = processes
        self._pool: ProcessPoolExecutor | None = None
        # One page between two looks at the network, so that no connection waits for many.
        self._turns = asyncio.Semaphore(processes * _QUEUED or 1)
        self._large_turns = asyncio.Semaphore(processes or 1)
        self._cage = Cage()
        self._cage_turn = asyncio.Semaphore(1)
        self._backlog = 0
        self._waiting: deque[asyncio.Future[None]] = deque()
        self._warm: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        if self._processes:
            self._pool = _pool(self._processes)
        else:
            # Beside the first requests, which wait for the network anyway.
            self._warm = asyncio.create_task(asyncio.to_thread(_warm_up))
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._warm is not None:
            await asyncio.wait([self._warm])
        await self._cage.aclose()
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)

    async def room(self) -> None:
        """Wait until fewer pages wait; nothing is to be fetched before."""
        if self._backlog > BACKLOG:
            free = asyncio.get_running_loop().create_future()
            self._waiting.append(free)
            await free

    async def describe(
        self, response: Response, claim: Claim, within: float | None = None
    ) -> Description:
        """Describe a page, ``within`` so many seconds, or say that there was no time for it.

        Raises BrokenExecutor if it breaks one process after the other.
        """
        url, waiting = response.final_url, Waiting(response)
        work = self._caged if needs_cage(response) else self._uncaged
        del response  # where it waits, it may give its memory back
        try:
            async with asyncio.timeout(within):
                return await work(waiting, claim)
        except TimeoutError:
            return _unread(url)

    async def _uncaged(self, waiting: Waiting, claim: Claim) -> Description:
        size = waiting.size
        self._backlog += size
        try:
            if self._backlog > _CROWD:
                await waiting.lie_down()
            # Large pages wait for each other first, so that small ones need not wait for them.
            async with self._large_turns if size > LARGE else nullcontext(), self._turns:
                return await self._described(await waiting.get_up(), claim)
        finally:
            self._backlog -= size
            self._make_room()

    async def _caged(self, waiting: Waiting, claim: Claim) -> Description:
        """Such pages neither hold up others nor, by being many, the fetching."""
        if self._cage_turn.locked():
            await waiting.lie_down()
        async with self._cage_turn:
            response = await waiting.get_up()
            page = named(await self._cage.read(response.final_url, response.body))
        return page, match(claim, page)

    def _make_room(self) -> None:
        """Let few in for each page that is done, not all at once; all when nothing waits."""
        most = _LET_IN if self._backlog else len(self._waiting)
        while most and self._waiting and self._backlog <= BACKLOG:
            free = self._waiting.popleft()
            if not free.done():
                free.set_result(None)
                most -= 1

    async def _described(self, response: Response, claim: Claim) -> Description:
        if self._processes:
            return await self._elsewhere(response, claim)
        if self._warm is not None and not self._warm.done():
            await asyncio.wait([self._warm])
        if len(response.body) > LARGE:
            return await asyncio.to_thread(describe, response, claim)
        described = describe(response, claim)
        await asyncio.sleep(0)
        return described

    async def _elsewhere(self, response: Response, claim: Claim) -> Description:
        loop = asyncio.get_running_loop()
        attempt = 0
        while True:
            attempt += 1
            pool = self._pool = self._pool or _pool(self._processes)
            try:
                async with asyncio.timeout(HUNG):
                    return await loop.run_in_executor(pool, describe, response, claim)
            except TimeoutError:
                _kill(pool)
                return _unread(response.final_url)
            except BrokenExecutor:
                # A process that breaks takes the pages of its siblings along: they try again.
                if self._pool is pool:
                    self._pool = None
                if attempt == _ATTEMPTS:
                    raise


def _unread(url: str) -> Description:
    return Page(url, signals=(Signal(SignalKind.UNREADABLE, TimeoutError.__name__),)), None


def _pool(processes: int) -> ProcessPoolExecutor:
    import multiprocessing  # noqa: PLC0415 (few runs need it)
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 (the same)

    # A copy of this process starts at once and shares what is loaded. But a lock that another
    # thread holds would be held for ever in the copy, and macOS bears no copies at all.
    is_alone = sys.platform == "linux" and threading.active_count() == 1
    context = multiprocessing.get_context("fork" if is_alone else "spawn")
    pool = ProcessPoolExecutor(processes, context, initializer=_begin)
    # All processes start now: one that is started while the pool breaks would be waited for in
    # vain, since the executor has ended its siblings by then and joins it as well.
    for _ in range(processes):
        pool.submit(_warm_up)
    return pool


def _kill(pool: ProcessPoolExecutor) -> None:
    """End processes that cannot be asked to; the pool is broken then, and gets replaced."""
    for process in tuple((pool._processes or {}).values()):  # noqa: SLF001 (public from 3.14 on)
        process.kill()


_PR_SET_PDEATHSIG = 1
"""Of Linux's sys/prctl.h."""


def _begin() -> None:
    """Leave Ctrl-C to the process that all of these work for."""
    with suppress(OSError, AttributeError, TypeError):  # Linux alone has it
        # Who is killed cannot tell its processes to end: they would wait for work for ever.
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _warm_up()


def _warm_up() -> None:
    """Load what the first page would have to wait for: tables, patterns."""
    page = Response("https://a.example/", "https://a.example/", 200, {}, _SAMPLE)
    describe(page, Claim(text="Annual report of 12 May 2023", url=page.url, language="en"))


_SAMPLE = b"<title>Annual report</title><h1>Annual report</h1><p>Published on 12 May 2023."
