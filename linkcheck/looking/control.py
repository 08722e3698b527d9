"""The control request: a site that answers an invented address alike knows no such page.

Asked only where something else already speaks for an error page in disguise, never for front
pages, and never where a script writes the page, since such a site sends the same shell for all.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from linkcheck import urls
from linkcheck.errors import ReplayError
from linkcheck.matchers import Claim
from linkcheck.model import Response, Signal, SignalKind
from linkcheck.verdicts import convincing

if TYPE_CHECKING:
    from linkcheck.looking.account import Account
    from linkcheck.model import Match, Page

_HINTS = (SignalKind.NOT_FOUND_TEXT, SignalKind.LOST_PATH, SignalKind.SITE_NAME_ONLY)
_TOLD = (
    SignalKind.NOT_FOUND_TITLE, SignalKind.NOT_FOUND_HEADING, SignalKind.REDIRECT_HOME,
    SignalKind.PARKED, SignalKind.ERROR_PAGE, SignalKind.CHALLENGE, SignalKind.WALL,
    SignalKind.LOGIN, SignalKind.CONSENT, SignalKind.NEEDS_SCRIPT, SignalKind.UNREADABLE,
)  # fmt: skip
"""Where these were seen, nothing more needs to be asked."""
_OK = 200
_DIGITS = 16


async def controlled(response: Response, page: Page, match: Match | None, account: Account) -> Page:
    """The page, with a signal more if its server answers an invented address alike."""
    if response.status != _OK or not is_doubtful(response.url, page, match):
        return page
    invented = sibling(response.url)
    # A recording need not hold what was never cited.
    with suppress(ReplayError):
        other = await account.fetch(invented)
        if isinstance(other, Response) and other.status == _OK:
            known, _ = await account.describe(other, Claim(""))
            if (known.title, known.lead) == (page.title, page.lead):
                alike = Signal(SignalKind.SIBLING_ALIKE, invented)
                return replace(page, signals=(*page.signals, alike))
    return page


def is_doubtful(url: str, page: Page, match: Match | None) -> bool:
    """Tell whether a page hints at not being there, and nothing has settled it."""
    return (
        page.has(*_HINTS)
        and not page.has(*_TOLD)
        and not urls.is_home(url)
        and not convincing(match)
    )


def sibling(url: str) -> str:
    """An address beside this one that nobody ever gave to a page: always the same for a URL."""
    head, _, last = url.partition("?")[0].partition("#")[0].rstrip("/").rpartition("/")
    _, dot, extension = last.rpartition(".")
    invented = hashlib.sha256(url.encode("utf-8", "replace")).hexdigest()[:_DIGITS]
    return f"{head}/{invented}{dot}{extension if dot else ''}"
