"""Looking at a page: fetch it, read it, hold it against a claim; follow its own refreshes."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from linkcheck import urls
from linkcheck.looking.control import controlled
from linkcheck.model import Failure, Hop, Response

if TYPE_CHECKING:
    from linkcheck.describing import Describer
    from linkcheck.fetch.policy import Allowance
    from linkcheck.fetch.watching import Watched
    from linkcheck.matchers import Claim
    from linkcheck.model import Document, Match, Outcome, Page
    from linkcheck.stored.cache import Cache
    from linkcheck.stored.journal import Journal

_MAX_REFRESHES = 3


@dataclass(frozen=True, slots=True)
class Means:
    """What all citations of a run share, but for the last.

    ``left`` is what a citation has left that has asked already, ``None``: all of it.
    """

    fetcher: Watched
    describer: Describer
    journal: Journal | None
    cache: Cache | None
    allowance: Allowance
    left: Allowance | None = None


async def look(
    url: str,
    claim: Claim,
    document: Document,
    means: Means,
    left: Allowance | None = None,
) -> tuple[Outcome, Page | None, Match | None]:
    """Fetch a page, read it and hold it against the claim; its own refreshes are followed.

    ``left`` is what the citation has left, once it has taken something; ``None``: all of it.
    """
    outcome, page, matched, left = await _seen(url, claim, document, means, left)
    for _ in range(_MAX_REFRESHES):
        refresh = page.refresh if page else ""
        final = outcome.final_url if isinstance(outcome, Response) else url
        if not refresh or left.is_spent or urls.same_page(refresh, final):
            break
        second, page, matched, left = await _seen(refresh, claim, document, means, left)
        outcome = _after(outcome, second)
    return outcome, page, matched


async def _seen(
    url: str, claim: Claim, document: Document, means: Means, left: Allowance | None
) -> tuple[Outcome, Page | None, Match | None, Allowance]:
    """One page, without what it sends on to; and what the citation has left after it."""
    wanted = tongues(claim, document)
    fetch = means.fetcher.fetch
    outcome = await fetch(url, languages=wanted, allowance=left)
    if isinstance(outcome, Failure):
        return outcome, None, None, (left or means.allowance).after(outcome)
    describing = means.describer.describe(outcome, claim)
    outcome = replace(outcome, body=b"")  # before the wait: the body is for the reader alone
    clock = asyncio.get_running_loop().time
    began = clock()
    page, matched = await describing
    after = (left or means.allowance).after(outcome)
    after = replace(after, seconds=after.seconds - (clock() - began))
    if not after.is_spent:
        page = await controlled(
            outcome, page, matched, partial(fetch, allowance=after), means.describer
        )
    return outcome, page, matched, after


def _after(first: Outcome, second: Outcome) -> Outcome:
    """What a page's own refresh led to, told as one more redirect."""
    assert isinstance(first, Response)  # noqa: S101 (failures have no page that leads on)
    hops = (*first.redirects, Hop(first.status, first.final_url), *second.redirects)
    elapsed = first.elapsed + second.elapsed
    attempts = max(first.attempts, second.attempts)
    return replace(second, url=first.url, redirects=hops, elapsed=elapsed, attempts=attempts)


def tongues(claim: Claim, document: Document) -> tuple[str, ...]:
    """The languages to ask for: the label's, the article's, then English."""
    tags = (claim.tongue, document.language, "en")
    return tuple(dict.fromkeys(tag for tag in tags if tag))
