"""What could stand in the place of a lost page: where its site moved it, and archived copies.

Everything here is fetched and held against the label before it is proposed.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from linkcheck import archives, successors
from linkcheck.errors import ReplayError
from linkcheck.looking import look, tongues
from linkcheck.model import Failure
from linkcheck.verdicts import judge

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linkcheck.looking import Means
    from linkcheck.looking.account import Account
    from linkcheck.matchers import Claim
    from linkcheck.model import Document
    from linkcheck.repairs import Copy, Tried
    from linkcheck.verdicts import Facts


async def moves(document: Document, claim: Claim, account: Account) -> list[Tried]:
    """What stands where the site is known to have moved its pages, as far as time lasts."""
    tried: list[Tried] = []
    for candidate in successors.candidates(claim.url, document.published):
        if account.is_spent:
            break
        # A recording need not hold what was never cited; without it, nothing is proposed.
        with suppress(ReplayError):
            outcome, page, matched = await look(candidate, claim, document, account)
            tried.append((candidate, outcome, page, matched))
    return tried


async def copies(
    names: Sequence[str], facts: Facts, document: Document, claim: Claim, means: Means
) -> list[Copy]:
    """What web archives hold of a page, each copy judged as if the page itself had answered.

    Asking an archive is not charged to the citation: a site that was slow must not stop anybody
    from asking who has kept its pages.
    """
    near = document.published or datetime.now(UTC).date()
    found: list[Copy] = []
    for name in names:
        with suppress(ReplayError):
            asked = archives.query(name, claim.url, near)
            account = means.account
            answer = await account.fetch(asked, tongues(claim, document))
            if isinstance(answer, Failure):
                continue
            copy = archives.parse(name, claim.url, answer)
            if copy is None:
                continue
            kept = replace(answer, url=claim.url, final_url=claim.url, redirects=())
            page, matched = await account.describe(kept, claim)
            seen = replace(facts, outcome=replace(kept, body=b""), page=page, match=matched)
            found.append((copy, judge(seen).verdict, page))
    return found
