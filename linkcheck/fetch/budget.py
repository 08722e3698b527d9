"""A time budget for a whole run: when it is spent, nothing more is asked, and that is said."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from linkcheck.model import Failure, FailureKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linkcheck.fetch.fetches import Fetches
    from linkcheck.fetch.policy import Allowance
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
        now = asyncio.get_running_loop().time()
        if self._end is None:
            self._end = now + self._seconds
        if now < self._end:
            try:
                async with asyncio.timeout_at(self._end):
                    return await self._inner.fetch(url, languages=languages, allowance=allowance)
            except TimeoutError:
                pass  # told below, as for those who come later
        detail = f"the {self._seconds:g} s of this run were over"
        return Failure(url, FailureKind.OUT_OF_TIME, detail, attempts=0)
