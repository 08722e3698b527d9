"""Fetching for one citation: what it could not ask because the run's time was over is seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkcheck.fetch.fetches import Renews
from linkcheck.model import Failure, FailureKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linkcheck.fetch.fetches import Fetches
    from linkcheck.fetch.policy import Allowance
    from linkcheck.fetch.validators import Validators
    from linkcheck.model import Outcome


class Watched:
    """Passes requests on to ``inner``. ``cut``: something was not asked, as the time was over.

    What is found then may lack a control request, a repair, or everything: another run may find
    better, so it is no finding to keep.
    """

    def __init__(self, inner: Fetches) -> None:
        self._inner = inner
        self.cut = False

    def anew(self) -> Watched:
        """The same for another citation."""
        return Watched(self._inner)

    async def fetch(
        self, url: str, *, languages: Sequence[str] = (), allowance: Allowance | None = None
    ) -> Outcome:
        """Fetch."""
        ask = self._inner.fetch
        # Sources of a user's own need not know of allowances as long as no page leads on.
        return self._seen(
            await ask(url, languages=languages)
            if allowance is None
            else await ask(url, languages=languages, allowance=allowance)
        )

    async def renew(
        self, url: str, known: Validators, *, languages: Sequence[str] = ()
    ) -> Outcome | None:
        """Ask whether a page has changed; ``None`` where that cannot be asked."""
        if not isinstance(self._inner, Renews):
            return None
        return self._seen(await self._inner.renew(url, known, languages=languages))

    def _seen(self, outcome: Outcome) -> Outcome:
        self.cut |= isinstance(outcome, Failure) and outcome.kind is FailureKind.OUT_OF_TIME
        return outcome
