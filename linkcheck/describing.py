"""Reading pages and holding them against their labels: here, or in processes of their own.

Reading a page takes a few milliseconds of computing. A run of a few hundred pages is over sooner
when that is done beside the fetching, on another core; and a page that breaks a parser then
breaks a process that is replaced, not the run.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING, Self

from linkcheck.matchers import Claim, match
from linkcheck.pages import read_page

if TYPE_CHECKING:
    from types import TracebackType

    from linkcheck.model import Match, Page, Response

    Description = tuple[Page, Match | None]

LARGE = 400_000
"""Bytes; describing a smaller page takes a few milliseconds, and done at once it holds back the
reading of more pages, so that they never pile up. A larger one would be felt by the others."""
ENOUGH = 300
"""Citations from which on processes are worth their start, half a second of computing each."""
_QUEUED = 4
"""Pages that wait for each process, so that none of them ever does."""
_ATTEMPTS = 2


def describe(response: Response, claim: Claim) -> Description:
    """Read a page, and hold it against a claim."""
    page = read_page(response)
    return page, match(claim, page)


def processes(jobs: int, citations: int) -> int:
    """How many processes to start. ``jobs`` is the user's choice: 1 is none, 0 leaves it to us."""
    if jobs:
        return jobs if jobs > 1 else 0
    cores = os.cpu_count() or 1
    return min(cores, 8) if cores > 1 and citations >= ENOUGH else 0


class Describer:
    """Describes pages; an asynchronous context manager. ``processes`` 0: in this process."""

    def __init__(self, processes: int = 0) -> None:
        self._processes = processes
        self._pool: ProcessPoolExecutor | None = None
        self._room = asyncio.Semaphore(max(1, processes) * _QUEUED)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)

    async def describe(self, response: Response, claim: Claim) -> Description:
        """Describe a page. Raises BrokenProcessPool if it breaks one process after the other."""
        if self._processes:
            async with self._room:
                return await self._elsewhere(response, claim)
        if len(response.body) > LARGE:
            return await asyncio.to_thread(describe, response, claim)
        return describe(response, claim)

    async def _elsewhere(self, response: Response, claim: Claim) -> Description:
        loop = asyncio.get_running_loop()
        attempt = 0
        while True:
            attempt += 1
            pool = self._pool = self._pool or _pool(self._processes)
            try:
                return await loop.run_in_executor(pool, describe, response, claim)
            except BrokenProcessPool:
                # A process that breaks takes the pages of its siblings along: they try again.
                if self._pool is pool:
                    self._pool = None
                if attempt == _ATTEMPTS:
                    raise


def _pool(processes: int) -> ProcessPoolExecutor:
    # Not forked from here: threads look up names, and a lock that one of them holds would be
    # held for ever in the copy.
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(processes, context, initializer=_begin)


def _begin() -> None:
    """Leave Ctrl-C to the process that all of these work for."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
