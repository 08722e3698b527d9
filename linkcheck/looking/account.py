"""What one citation may still take, counted down by everything that is done for it.

One account per citation, however many pages, refreshes, control requests and substitutes it
leads to: so no chain of them can add up to more than what the policy allows.
"""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linkcheck.describing import Describer, Description
    from linkcheck.fetch import Fetches
    from linkcheck.fetch.policy import Allowance
    from linkcheck.matchers import Claim
    from linkcheck.model import Outcome, Response

LEAST = 3.0
"""Seconds that a page may wait to be read and be read in, however late it came."""


class Account:
    """A citation's time and requests. Our own waiting for a host's turn is not charged.

    ``left`` is what is left of the allowance, ``None``: all of it.
    ``reading_counts``: reading takes from the time as well. A recording is read the same however
    long that takes.
    """

    def __init__(
        self,
        fetcher: Fetches,
        describer: Describer,
        allowance: Allowance,
        left: Allowance | None = None,
        *,
        reading_counts: bool = True,
    ) -> None:
        self._fetcher, self._describer = fetcher, describer
        self._left, self._is_whole = left or allowance, left is None
        self._reading_counts = reading_counts

    @property
    def is_spent(self) -> bool:
        """Tell whether nothing more can be asked."""
        return self._left.is_spent

    async def fetch(self, url: str, languages: Sequence[str] = ()) -> Outcome:
        """Fetch a page with what is left."""
        if self._is_whole:  # a user's own source need not know of allowances
            outcome = await self._fetcher.fetch(url, languages=languages)
        else:
            outcome = await self._fetcher.fetch(url, languages=languages, allowance=self._left)
        self.charge(outcome)
        return outcome

    def charge(self, outcome: Outcome) -> None:
        """Take from it what an outcome took."""
        self._left, self._is_whole = self._left.after(outcome), False

    async def describe(self, response: Response, claim: Claim) -> Description:
        """Describe a page in the time that is left."""
        clock = asyncio.get_running_loop().time
        began = clock()
        within = max(LEAST, self._left.seconds) if self._reading_counts else None
        reading = self._describer.describe(response, claim, within)
        del response  # it is for the reader alone, who may put it aside
        described = await reading
        if self._reading_counts:
            self._left = replace(self._left, seconds=self._left.seconds - (clock() - began))
        return described
