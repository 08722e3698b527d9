"""The control request: a site that answers an invented address alike knows no such page.

Asked only where something else already speaks for an error page in disguise, or where a page has
the label's words in its title alone, and all of them in its address: a site may put the words of
any address into its titles. Never asked for front pages, nor where a script writes the page, since
such a site sends the same shell for all.
"""

from __future__ import annotations

import hashlib
import re
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import unquote

from linkcheck import urls
from linkcheck.errors import ReplayError
from linkcheck.matchers import Claim
from linkcheck.model import Response, Signal, SignalKind
from linkcheck.text import fold, words
from linkcheck.verdicts import convincing

if TYPE_CHECKING:
    from linkcheck.looking.account import Account
    from linkcheck.model import Match, Page

_HINTS = (SignalKind.NOT_FOUND_TEXT, SignalKind.LOST_PATH, SignalKind.SITE_NAME_ONLY,
          SignalKind.SHARED_TARGET)  # fmt: skip
_TOLD = (
    SignalKind.NOT_FOUND_TITLE, SignalKind.NOT_FOUND_HEADING, SignalKind.REDIRECT_HOME,
    SignalKind.PARKED, SignalKind.USURPED, SignalKind.ERROR_PAGE, SignalKind.CHALLENGE,
    SignalKind.WALL, SignalKind.LOGIN, SignalKind.CONSENT, SignalKind.FRAMED,
    SignalKind.NEEDS_SCRIPT,
    SignalKind.UNREADABLE,
)  # fmt: skip
"""Where these were seen, nothing more needs to be asked."""
_OK = 200
_DIGITS = 16
_INVENTED = re.compile(rf"[0-9a-f]{{{_DIGITS}}}(?=[^/]*$)")
_LONG, _MOST = 4, 0.8
"""Letters of the words that are looked for in an address, and the share that is found there."""
_LONG_VALUE = 20
"""Letters of a query's value from which on it could be a title, and is no number of a page."""


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
            if found := _told(page, known, invented):
                return replace(page, signals=(*page.signals, found))
    return page


def _told(page: Page, other: Page, invented: str) -> Signal | None:
    """What the answer to an invented address tells about the page."""
    word = _word(invented)
    if any(word in title.text.lower().replace(" ", "") for title in other.titles):
        return Signal(SignalKind.ECHO, other.title)
    # Of a finding, only the beginning of the text is at hand.
    if (other.title, other.lead[: len(page.lead)]) == (page.title, page.lead):
        return Signal(SignalKind.SIBLING_ALIKE, invented)
    return None


def is_doubtful(url: str, page: Page, match: Match | None) -> bool:
    """Tell whether a page hints at not being there, and nothing has settled it."""
    if page.has(*_TOLD) or urls.is_home(url):
        return False
    if convincing(match):
        return page.has(SignalKind.ALMOST_NO_TEXT) and _is_in_address(page.title, url)
    return page.has(*_HINTS)


def _is_in_address(title: str, url: str) -> bool:
    """Tell whether the words of a title could come from the address that was asked for."""
    rest = fold(unquote(url.partition("://")[2].partition("/")[2], errors="replace"))
    told = [word for word in words(title) if len(word) >= _LONG]
    return bool(told) and sum(word in rest for word in told) >= _MOST * len(told)


def sibling(url: str) -> str:
    """An address beside this one that nobody ever gave to a page: always the same for a URL.

    Where a query holds more than the path does, it is the query that is exchanged.
    """
    path, _, query = url.partition("#")[0].partition("?")
    head, _, last = path.rstrip("/").rpartition("/")
    _, dot, extension = last.rpartition(".")
    invented = hashlib.sha256(url.encode("utf-8", "replace")).hexdigest()[:_DIGITS]
    value = max((part.partition("=")[2] for part in query.split("&")), key=len)
    if len(value) > max(len(last), _LONG_VALUE):
        return f"{path}?{query.replace(value, invented, 1)}"
    return f"{head}/{invented}{dot}{extension if dot else ''}"


def _word(invented: str) -> str:
    """What was invented of an address."""
    found = _INVENTED.search(invented)
    return found[0] if found else invented
