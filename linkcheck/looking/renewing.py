"""A verdict whose time is over holds on where the server says that the page is what it was."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from linkcheck.fetch.validators import OF_CONDITIONS, confirms
from linkcheck.looking import tongues
from linkcheck.model import Response

if TYPE_CHECKING:
    from linkcheck.looking import Means
    from linkcheck.matchers import Claim
    from linkcheck.model import Document, Finding
    from linkcheck.stored.cache import Stale


async def renewed(
    stale: Stale, claim: Claim, document: Document, means: Means
) -> tuple[Finding | None, Means]:
    """The finding if it holds on, else ``None``; and the means to look at the page with.

    A page that was sent in full, since it has changed, need not be asked for again: the fetcher
    remembers it. What a server answered to the condition alone is paid for by the citation.
    """
    kept, wanted = stale.finding.outcome, tongues(claim, document)
    answer = await means.fetcher.renew(claim.url, stale.validators, languages=wanted)
    if not isinstance(answer, Response) or not isinstance(kept, Response):
        return None, means
    if confirms(answer, stale.validators, kept):
        seen = replace(
            kept,
            fetched_at=answer.fetched_at,
            attempts=answer.attempts,
            elapsed=answer.elapsed,
        )
        return replace(stale.finding, outcome=seen), means
    if answer.status not in OF_CONDITIONS:
        return None, means
    left = means.allowance.after(answer)
    return None, replace(means, allowance=left, left=left)
