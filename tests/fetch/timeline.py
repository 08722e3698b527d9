"""Time for tests: it passes only when everybody waits for it, so that no test does."""

from __future__ import annotations

import asyncio
import heapq
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Coroutine

T = TypeVar("T")
EPOCH = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
_SETTLING = 30


class Timeline:
    """``clock``, ``sleep`` and ``now`` for a Fetcher; ``play`` runs a test's coroutine in it."""

    def __init__(self) -> None:
        self.seconds = 1000.0
        self.slept: list[float] = []
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []
        self._numbers = count()

    def clock(self) -> float:
        return self.seconds

    def now(self) -> datetime:
        return EPOCH + timedelta(seconds=self.seconds - 1000)

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        waiting: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._sleepers, (self.seconds + seconds, next(self._numbers), waiting))
        await waiting

    def play(self, story: Coroutine[Any, Any, T]) -> T:
        return asyncio.run(self._play(story))

    async def _play(self, story: Coroutine[Any, Any, T]) -> T:
        task = asyncio.ensure_future(story)
        while not task.done():
            for _ in range(_SETTLING):
                await asyncio.sleep(0)
            if self._sleepers:
                wake, _, waiting = heapq.heappop(self._sleepers)
                self.seconds = max(self.seconds, wake)
                if not waiting.done():
                    waiting.set_result(None)
            else:
                await asyncio.wait([task], timeout=0.001)
        return await task
