"""Pages that say, with status 200, that there is nothing here.

Said in the title or the heading it counts where it is nearly all that they say, so that an
article about error pages stays an article; said in the text, only where there is little text.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from linkcheck.model import Signal, SignalKind
from linkcheck.pages.signals import phrases
from linkcheck.text import clean, fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linkcheck.pages.signals.seen import Seen

_TABLE = "notfound"
_NEARLY_ALL = 0.6
_ALL = 0.9
_SOME = 0.3
_DETAIL = 120
_NEAR = 60
_OPENING = re.compile(r"\W*(?:error|http|fehler|erreur)?\W*(?:404|410)(?!\w)", re.IGNORECASE)
_SENTENCE = re.compile(r"[.!?:。！？：\n]\s?")


def detect(seen: Seen) -> Iterator[Signal]:
    """Find what title, headings and text say about being there."""
    if seen.is_dated and not seen.is_short:
        return  # an article of some length, about error pages or called "Not Found"
    enough = _SOME if seen.is_tiny else _NEARLY_ALL
    if says_so(seen.title, enough) or _says_a_part(seen):
        yield Signal(SignalKind.NOT_FOUND_TITLE, clean(seen.title, _DETAIL))
    heading = next((one for one in seen.headings if says_so(one, enough)), "")
    if heading:
        yield Signal(SignalKind.NOT_FOUND_HEADING, clean(heading, _DETAIL))
    if seen.is_short and (told := _told(seen.text)):
        yield Signal(SignalKind.NOT_FOUND_TEXT, clean(told, _DETAIL))


def _told(text: str) -> str:
    folded = fold(text)
    span = next(_sayings(folded), None)
    # Folding may change a text's length ("ß", "ﬁ"); then only the folded words are at hand.
    return (text if len(text) == len(folded) else folded)[slice(*span)] if span else ""


def _says_a_part(seen: Seen) -> bool:
    """Tell whether a part of the title says so, the rest being a name or a joke.

    A title that the page repeats as its heading is a headline, all of it.
    """
    if seen.is_tiny and _OPENING.match(seen.title):
        return True
    return seen.title not in seen.headings and any(says_so(one, _ALL) for one in seen.segments)


def says_so(text: str, enough: float) -> bool:
    """Tell whether a title or heading says that nothing was found, and little besides."""
    return bool(text) and _coverage(text) >= enough


@lru_cache(maxsize=512)
def _coverage(text: str) -> float:
    """How much of a title says so. Title, segments and heading of a page are often the same."""
    folded = fold(text)
    spans = [*_sayings(folded), *(code.span() for code in _codes().finditer(folded))]
    return phrases.coverage(folded, spans, _fillers()) if spans else 0.0


def _sayings(folded: str) -> Iterator[tuple[int, int]]:
    """Where a folded text says that something is not there."""
    for found in phrases.pattern(_TABLE, "phrases").finditer(folded):
        yield found.span()
    for found in phrases.pattern(_TABLE, "missing").finditer(folded):
        for language in phrases.table(_TABLE):
            # Things of the same language alone: "fil" is a file, and films are not.
            if here := phrases.pattern(_TABLE, "missing", language).match(folded, found.start()):
                yield from _paired(folded, *here.span(), language)


def _paired(folded: str, start: int, end: int, language: str) -> Iterator[tuple[int, int]]:
    """The span of what is missing and the word for it, in either order within one sentence."""
    things = phrases.pattern(_TABLE, "things", language)
    before = _SENTENCE.split(folded[max(0, start - _NEAR) : start])[-1]
    after = _SENTENCE.split(folded[end : end + _NEAR])[0]
    if ahead := list(things.finditer(before)):
        yield start - len(before) + ahead[-1].start(), end
    elif behind := things.search(after):
        yield start, end + behind.end()


@cache
def _codes() -> re.Pattern[str]:
    """In a title the bare status code says it too."""
    return phrases.pattern(_TABLE, "codes")


@cache
def _fillers() -> re.Pattern[str]:
    return phrases.pattern(_TABLE, "fillers")
