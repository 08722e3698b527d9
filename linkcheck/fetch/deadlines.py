"""A deadline that can stand still: waiting for a host's turn is no fault of the site."""

from __future__ import annotations

import asyncio
from contextlib import contextmanager
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType


class Deadline:
    """``async with`` it: after ``seconds`` that did not stand still, TimeoutError is raised."""

    def __init__(self, seconds: float) -> None:
        self._left = seconds
        self._timeout = asyncio.timeout(None)

    async def __aenter__(self) -> Self:
        await self._timeout.__aenter__()
        self._run()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            await self._timeout.__aexit__(kind, error, trace)
        finally:
            # A timeout knows its task, and the task its result: whoever keeps the deadline must
            # not keep the page.
            self._timeout = asyncio.timeout(None)

    @property
    def left(self) -> float:
        """Seconds that are left."""
        when = self._timeout.when()
        return self._left if when is None else when - asyncio.get_running_loop().time()

    @contextmanager
    def standing_still(self) -> Iterator[None]:
        """Let no time pass inside."""
        self._left = self.left
        self._timeout.reschedule(None)
        try:
            yield
        finally:
            self._run()

    def _run(self) -> None:
        self._timeout.reschedule(asyncio.get_running_loop().time() + self._left)
