"""Looking at a page: fetch it, read it, hold it against a claim; follow its own refreshes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from linkcheck import urls
from linkcheck.looking.account import Account
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

    ``is_live``: pages come from servers, not from a recording.

    ``left`` is what a citation has left that has asked already, ``None``: all of it.
    """

    fetcher: Watched
    describer: Describer
    journal: Journal | None
    cache: Cache | None
    allowance: Allowance
    is_live: bool = True
    left: Allowance | None = None

    @property
    def account(self) -> Account:
        """What a citation may take, nothing of it spent but what is known to be."""
        return Account(
            self.fetcher, self.describer, self.allowance, self.left, reading_counts=self.is_live
        )


async def look(
    url: str, claim: Claim, document: Document, account: Account
) -> tuple[Outcome, Page | None, Match | None]:
    """Fetch a page, read it and hold it against the claim; its own refreshes are followed."""
    outcome, page, matched = await _seen(url, claim, document, account)
    for _ in range(_MAX_REFRESHES):
        refresh = page.refresh if page else ""
        final = outcome.final_url if isinstance(outcome, Response) else url
        if not refresh or account.is_spent or urls.same_page(refresh, final):
            break
        second, page, matched = await _seen(refresh, claim, document, account)
        outcome = _after(outcome, second)
    return outcome, page, matched


async def _seen(
    url: str, claim: Claim, document: Document, account: Account
) -> tuple[Outcome, Page | None, Match | None]:
    """One page, without what it sends on to."""
    outcome = await account.fetch(url, tongues(claim, document))
    if isinstance(outcome, Failure):
        return outcome, None, None
    reading = account.describe(outcome, claim)
    outcome = replace(outcome, body=b"")  # before the wait: the body is for the reader alone
    page, matched = await reading
    if not account.is_spent:
        page = await controlled(outcome, page, matched, account)
    return outcome, page, matched


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
