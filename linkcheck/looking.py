"""Looking at a page: fetch it, read it, hold it against a claim; follow its own refreshes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from linkcheck import urls
from linkcheck.model import Failure, Hop

if TYPE_CHECKING:
    from linkcheck.describing import Describer
    from linkcheck.fetch import Fetches
    from linkcheck.journal import Journal
    from linkcheck.matchers import Claim
    from linkcheck.model import Document, Match, Outcome, Page, Response

_MAX_REFRESHES = 3
_REFRESH_WITHIN = 10.0
"""Seconds; who took longer to send us on has used up our patience for the next page."""


@dataclass(frozen=True, slots=True)
class Means:
    """What all citations of a run share."""

    fetcher: Fetches
    describer: Describer
    journal: Journal | None


async def look(
    url: str,
    claim: Claim,
    document: Document,
    means: Means,
    refreshes: int = _MAX_REFRESHES,
) -> tuple[Outcome, Page | None, Match | None]:
    """Fetch a page, read it and hold it against the claim; its own refreshes are followed."""
    outcome = await means.fetcher.fetch(url, languages=tongues(claim, document))
    if isinstance(outcome, Failure):
        return outcome, None, None
    page, matched = await means.describer.describe(outcome, claim)
    patient = refreshes > 0 and outcome.elapsed <= _REFRESH_WITHIN
    if patient and page.refresh and not urls.same_page(page.refresh, outcome.final_url):
        second = await look(page.refresh, claim, document, means, refreshes - 1)
        return _after(outcome, second[0]), *second[1:]
    return replace(outcome, body=b""), page, matched


def _after(first: Response, second: Outcome) -> Outcome:
    """What a page's own refresh led to, told as one more redirect."""
    hops = (*first.redirects, Hop(first.status, first.final_url), *second.redirects)
    elapsed = first.elapsed + second.elapsed
    attempts = max(first.attempts, second.attempts)
    return replace(second, url=first.url, redirects=hops, elapsed=elapsed, attempts=attempts)


def tongues(claim: Claim, document: Document) -> tuple[str, ...]:
    """The languages to ask for: the label's, the article's, then English."""
    tags = (claim.tongue, document.language, "en")
    return tuple(dict.fromkeys(tag for tag in tags if tag))
