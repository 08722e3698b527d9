"""Error pages of servers, proxies and hosts that come with status 200.

They say nothing of the document that was asked for: not that it is gone, only that somebody
between us and it has trouble.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from linkcheck.model import Signal, SignalKind
from linkcheck.pages.signals import phrases
from linkcheck.text import clean, fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linkcheck.pages.signals.seen import Seen

_TABLE = "errors"
_NEARLY_ALL = 0.6
_DETAIL = 120
_BEGINNING = 400
"""Letters of a short text that error pages spend on saying what they are."""
_OPENING = re.compile(
    r"\W*(?:(?:http|error|errors|server|status|code|fehler|erreur|errore|erro|fout|fel)\W+){1,3}"
    r"(?:5[0-3]\d|40[0357])(?!\w)"
)
"""A title that opens with an HTTP status after "Error": "Error 503 …"; "500 years …" is none."""
_MOSTLY = 0.5


def detect(seen: Seen) -> Iterator[Signal]:
    """Find an error told in title, heading or first sentences, where little else is told."""
    if not seen.is_short:
        return
    for text in (seen.title, *seen.headings):
        if _is_error(text, tiny=seen.is_tiny):
            yield Signal(SignalKind.ERROR_PAGE, clean(text, _DETAIL))
            return
    text = seen.text if seen.is_tiny else "" if seen.is_dated else seen.text[:_BEGINNING]
    if told := phrases.find(phrases.pattern(_TABLE, "phrases"), text):
        yield Signal(SignalKind.ERROR_PAGE, clean(told, _DETAIL))


def _is_error(text: str, *, tiny: bool) -> bool:
    folded = fold(text)
    if not folded:
        return False
    if _OPENING.match(folded):
        return True
    told = [found.span() for found in phrases.pattern(_TABLE, "phrases").finditer(folded)]
    # A longer page may have a headline about a service that was unavailable.
    if told and (tiny or phrases.coverage(folded, told) >= _MOSTLY):
        return True
    spans = [
        found.span()
        for kind in ("headings", "codes")
        for found in phrases.pattern(_TABLE, kind).finditer(folded)
    ]
    fillers = phrases.pattern(_TABLE, "fillers")
    return bool(spans) and phrases.coverage(folded, spans, fillers) >= _NEARLY_ALL
