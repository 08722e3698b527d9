"""Pages about words instead of documents: search results, "… not found", "log in to read …".

They repeat what was asked for, from the address or from a form, and so have every word that a
label could promise, in their title and in their heading.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from linkcheck import urls
from linkcheck.model import Signal, SignalKind
from linkcheck.pages.signals import phrases
from linkcheck.pages.signals.notfound import says_so
from linkcheck.text import clean, fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linkcheck.pages.signals.seen import Seen

_TABLE = "framed"
_DETAIL = 120
_NEARLY_ALL = 0.3
"""Share of a title from which on it says itself that nothing was found, with little around it."""
_COUNTED = re.compile(
    r"\W*\d[\d.,]{0,12} (?:results?|hits|matches|treffer|ergebnisse|resultats|resultados|risultati"
    r"|resultaten|wynik\w*|件)(?!\w)"
)
"""How many there are of them: "10 results for …", folded."""
_TRIM = " .,:;!?…\"'«»“”„‚‘’「」『』()[]-–—|"


def detect(seen: Seen) -> Iterator[Signal]:
    """Find words around a title that make it one about something, or a way to a search."""
    said = _in_titles(seen) or _in_text(seen) or _led_to(seen)
    if said:
        yield Signal(SignalKind.FRAMED, clean(said, _DETAIL))


def _in_titles(seen: Seen) -> str:
    # The page's title as it stands as well: what looks like its site's name may be "Search".
    whole = [one.text for one in seen.titles]
    named = dict.fromkeys(fold(one) for one in (seen.title, *seen.segments, *seen.headings, *whole))
    return next((found for one in named if (found := _frame(one, short=seen.is_short))), "")


def _frame(title: str, *, short: bool) -> str:
    """The words around a folded title, "" if there are none."""
    parts = {title.strip(_TRIM), *(part.strip(_TRIM) for part in _split(title))}
    for part in parts:
        if part and phrases.pattern(_TABLE, "whole").fullmatch(part):
            return part
    if found := phrases.pattern(_TABLE, "anywhere").search(title):
        return found[0]
    if found := phrases.pattern(_TABLE, "opening").match(title.lstrip(_TRIM)):
        return found[0]
    if found := _COUNTED.match(title):
        return found[0]
    short = short and not says_so(title, _NEARLY_ALL)  # which is told already
    at_end = ("ending", "lost") if short else ("ending",)
    stripped = title.rstrip(_TRIM)
    for kind in at_end:
        for found in phrases.pattern(_TABLE, kind).finditer(stripped):
            if found.end() == len(stripped):
                return found[0]
    begun = phrases.pattern(_TABLE, "lost").match(title.removeprefix("sorry, ")) if short else None
    return begun[0] if begun else ""


def _split(title: str) -> list[str]:
    for sign in ("|", " – ", " — ", "·", "»", "«"):
        title = title.replace(sign, " - ")
    return title.split(" - ")


def _in_text(seen: Seen) -> str:
    return phrases.find(phrases.pattern(_TABLE, "text"), seen.text) if seen.is_tiny else ""


def _led_to(seen: Seen) -> str:
    """The search that a redirect led to, "" if it led to none, or a search was asked for."""
    there = _search(seen.response.final_url)
    return there if there and not _search(seen.response.url) else ""


def _search(url: str) -> str:
    """What of an address says that it is a search."""
    table = phrases.table(_TABLE)["any"]
    path, _, query = url.partition("#")[0].partition("?")
    last = path.rstrip("/").rpartition("/")[2].partition(".")[0].lower()
    if last in table["places"] and urls.split(url) and not urls.is_home(url):
        return last
    names = (part.partition("=")[0].lower() for part in query.split("&"))
    return next((name for name in names if name in table["queries"]), "")
