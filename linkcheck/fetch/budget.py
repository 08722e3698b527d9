"""A time budget for a whole run: when it is spent, nothing more is asked, and that is said."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from linkcheck.fetch.fetches import Renews
from linkcheck.model import Failure, FailureKind

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from linkcheck.fetch.fetches import Fetches
    from linkcheck.fetch.policy import Allowance
    from linkcheck.fetch.validators import Validators
    from linkcheck.model import Outcome


class Budget:
    """Passes requests on to ``inner`` for so many seconds, counted from the first one.

    Whatever is under way then is called off, and whatever comes later is not asked: both are
    failures of the kind OUT_OF_TIME.
    """

    def __init__(self, inner: Fetches, seconds: float) -> None:
        self._inner = inner
        self._seconds = seconds
        self._end: float | None = None

    async def fetch(
        self, url: str, *, languages: Sequence[str] = (), allowance: Allowance | None = None
    ) -> Outcome:
        """Fetch, if there is time."""
        return await self._in_time(
            url, lambda: self._inner.fetch(url, languages=languages, allowance=allowance)
        )

    async def renew(self, url: str, known: Validators, *, languages: Sequence[str] = ()) -> Outcome:
        """Ask whether a page has changed, if there is time; get it where nobody can ask that."""
        inner = self._inner
        if not isinstance(inner, Renews):
            return await self.fetch(url, languages=languages)
        return await self._in_time(url, lambda: inner.renew(url, known, languages=languages))

    async def _in_time(self, url: str, ask: Callable[[], Awaitable[Outcome]]) -> Outcome:
        now = asyncio.get_running_loop().time()
        if self._end is None:
            self._end = now + self._seconds
        if now < self._end:
            try:
                async with asyncio.timeout_at(self._end):
                    return await ask()
            except TimeoutError:
                pass  # told below, as for those who come later
        detail = f"the {self._seconds:g} s of this run were over"
        return Failure(url, FailureKind.OUT_OF_TIME, detail, attempts=0)
