from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from linkcheck.fetch import Budget
from linkcheck.model import Failure, FailureKind, Response

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linkcheck.model import Outcome


class Web:
    """Answers at once, or never."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    async def fetch(self, url: str, *, languages: Sequence[str] = (), **_: object) -> Outcome:
        self.asked.append(url)
        if "slow" in url:
            await asyncio.Event().wait()
        return Response(url, url, 200, {"content-language": ",".join(languages)}, b"")


def test_a_run_ends_on_time_and_says_what_it_did_not_ask() -> None:
    web = Web()

    async def story() -> list[Outcome]:
        budget = Budget(web, 0.05)
        asked = [budget.fetch(url, languages=["de"]) for url in ("https://a.lab", "https://slow")]
        return [*await asyncio.gather(*asked), await budget.fetch("https://late.lab")]

    quick, slow, late = asyncio.run(story())

    assert isinstance(quick, Response)
    assert quick.headers["content-language"] == "de"
    for outcome in (slow, late):
        assert isinstance(outcome, Failure)
        assert (outcome.kind, outcome.attempts) == (FailureKind.OUT_OF_TIME, 0)
        assert outcome.detail == "the 0.05 s of this run were over"
    assert web.asked == ["https://a.lab", "https://slow"]
