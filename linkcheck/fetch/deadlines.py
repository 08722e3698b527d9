"""A deadline that can stand still: waiting for a host's turn is no fault of the site."""

from __future__ import annotations

import asyncio
from contextlib import contextmanager
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import TracebackType


class Deadline:
    """``async with`` it: after ``seconds`` that did not stand still, TimeoutError is raised.

    One timer watches it all. When it rings too early, since time stood still meanwhile, it is set
    anew: that happens rarely, while a citation waits for its turn several times.
    """

    def __init__(self, seconds: float) -> None:
        self._left = seconds
        self._clock: Callable[[], float] | None = None
        self._when = 0.0
        self._stands = False
        self._timer: asyncio.TimerHandle | None = None
        self._timeout = asyncio.timeout(None)

    async def __aenter__(self) -> Self:
        await self._timeout.__aenter__()
        loop = asyncio.get_running_loop()
        self._clock = loop.time
        self._when = loop.time() + self._left
        self._set(loop)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        self._left, self._clock = self.left, None
        try:
            await self._timeout.__aexit__(kind, error, trace)
        finally:
            # A timeout knows its task, and the task its result: whoever keeps the deadline must
            # not keep the page.
            self._timeout = asyncio.timeout(None)

    @property
    def left(self) -> float:
        """Seconds that are left."""
        return self._left if self._clock is None or self._stands else self._when - self._clock()

    @contextmanager
    def standing_still(self) -> Iterator[None]:
        """Let no time pass inside."""
        self._left = self.left
        self._stands = True
        try:
            yield
        finally:
            self._stands = False
            loop = asyncio.get_running_loop()
            self._when = loop.time() + self._left
            if self._timer is None:
                self._set(loop)

    def _set(self, loop: asyncio.AbstractEventLoop) -> None:
        self._timer = loop.call_at(self._when, self._ring, loop)

    def _ring(self, loop: asyncio.AbstractEventLoop) -> None:
        self._timer = None
        if self._stands:
            return
        if self._when > loop.time():
            self._set(loop)
        else:
            self._timeout.reschedule(loop.time())
