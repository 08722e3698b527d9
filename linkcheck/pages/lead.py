"""The main text of a page: its beginning, and how much of it there is.

Main text is what lies in the page's ``main`` or ``article``, else what follows the headline,
without menus, footers, banners and lists of links.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING
from unicodedata import is_normalized

from linkcheck.pages.outline import HEADINGS
from linkcheck.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable

    from linkcheck.pages.outline import Outline, Passage

MAX_LEAD = 4_000
_ABOVE = 3
"""Passages kept above the headline: kicker, date and place may stand there."""
_MOSTLY = 0.6
_SENTENCE = 80
_THIN = 200
_WIDE = re.compile("[\u3041-\ud7a3]")
_WIDER = 2
"""A Chinese, Japanese or Korean character says about as much as three Latin letters."""


@dataclass(frozen=True, slots=True)
class MainText:
    """A page's main text: its passages, their size in Latin letters' worth, and its beginning."""

    passages: tuple[Passage, ...]
    size: int
    lead: str


def read(outline: Outline, place: int | None) -> MainText:
    """Choose the main text; ``place`` is the headline's index, ``None`` if there is none."""
    passages = outline.passages
    headline = passages[place] if place is not None else None
    if place is not None:
        passages = passages[max(0, place - _ABOVE) :]
    own = [passage for passage in passages if not passage.region]
    kept = tuple(passage for passage in _scope(own, headline) if not _is_links(passage))
    return MainText(kept, sum(worth(passage.text) for passage in kept), _lead(kept))


def _lead(passages: Iterable[Passage]) -> str:
    """The first 4,000 characters, one passage a line."""
    lines: list[str] = []
    left = MAX_LEAD
    for passage in passages:
        line = passage.text[:left]
        # Nearly all text is clean already, and then need not be cleaned letter by letter.
        if not (line.isprintable() and is_normalized("NFC", line)):
            line = clean(line, MAX_LEAD)
        lines.append(line)
        left -= len(line) + 1
        if left <= 0:
            break
    return "\n".join(filter(None, lines))[:MAX_LEAD]


def _scope(own: list[Passage], headline: Passage | None) -> list[Passage]:
    """The passages of ``main``, of the headline's article, or of the longest article."""
    sizes: Counter[int] = Counter()
    in_main = 0
    for passage in own:
        size = len(passage.text) - passage.linked
        sizes[passage.scope] += size
        in_main += size * passage.main
    if in_main >= _THIN:
        return [passage for passage in own if passage.main]
    scope = headline.scope if headline else 0
    if not scope or sizes[scope] < _THIN:
        scope = max((one for one in sizes if one), key=lambda one: sizes[one], default=0)
        if sizes[scope] < max(_THIN, sizes.total() / 2):
            return own
    return [passage for passage in own if passage.scope == scope]


def _is_links(passage: Passage) -> bool:
    """Tell whether a passage leads elsewhere more than it says something itself."""
    if passage.tag in HEADINGS:
        return False
    return passage.linked > _MOSTLY * len(passage.text) and len(passage.text) < 2 * _SENTENCE


def worth(text: str) -> int:
    """How much a text says, in Latin letters."""
    return len(text) if text.isascii() else len(text) + _WIDER * len(_WIDE.findall(text))
