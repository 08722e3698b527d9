"""Meaning, word by word: a German label against an English or Japanese title (``words.bin``).

Names are left to the matcher of names, and equal spellings to that of wording; here count the
words that mean the same, in whatever language.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkcheck import dates
from linkcheck.matchers import places, tokens, vectors
from linkcheck.matchers.weights import evidence
from linkcheck.matchers.wording import same_language, site_words
from linkcheck.text import words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from linkcheck.matchers.claim import Claim
    from linkcheck.matchers.vectors import Alignment, Term
    from linkcheck.model import Evidence, Page

_FEWEST = 2
_BEGINNING = 300
"""Characters of each of two pieces of the text that are compared: headline, first sentences."""
_CARRIED = 0.3
"""Share of a likeness from which on it is not the place alone that carries it."""
_SHOWN, _TRANSLATED = 3, 0.6
_FULL = 3
"""Words of a label from which on their agreeing says all it can: two may agree by chance."""
_ALIKE = 0.3
"""Likeness above which a title speaks for the page, and below which against it."""


def weigh(claim: Claim, page: Page) -> Iterable[Evidence]:
    """Align the label's words with those of each title, the best one counts, then of the text."""
    site = site_words(page)
    label = _telling(_undated(claim), site)
    titles = [_telling(title, site) for title in tokens.titles(page)]
    if not label:
        return
    best = max(
        (vectors.aligned(label, title) for title in titles if title),
        key=lambda one: one.near,
        default=vectors.Alignment(0.0),
    )
    text = vectors.covered(_placeless(label, claim), _told(page))
    native = same_language(claim, page)
    said = min(1.0, len(label) / _FULL)
    if best.near > _ALIKE and best.pairs:
        likeness = (best.near - _ALIKE) / (1 - _ALIKE)
        strength = said * likeness * _substance(best, claim)
        yield evidence("words-akin" if native else "words-near", strength, pairs=_listed(best))
    longest = max(map(len, titles), default=0)
    nearest = max(best.near, text.near / 2)
    if nearest < _ALIKE and min(longest, len(label)) >= _FEWEST:
        yield evidence("words-unlike" if native else "words-apart", 1 - nearest / _ALIKE)
    if not native and page.lead and (shown := _listed(text)):
        yield evidence("words-text", said * text.near, pairs=shown)


def _substance(found: Alignment, claim: Claim) -> float:
    """The share of a likeness that words carry which name no place: places have a matcher."""
    if not places.find(claim.text):
        return 1.0
    rest = {term.written for term in _placeless(tuple(one for one, _, _ in found.pairs), claim)}
    carried = [(one.written in rest, one.weight * one.worth * near) for one, _, near in found.pairs]
    whole = sum(weight for _, weight in carried)
    told = sum(weight for is_rest, weight in carried if is_rest)
    return min(1.0, told / whole / _CARRIED) if whole else 1.0


def _undated(claim: Claim) -> str:
    """The label without its dates, which have a matcher of their own."""
    text = claim.text
    for one in reversed(dates.find(text, claim.tongue)):
        if one.day or one.month:
            text = f"{text[: one.start]} {text[one.end :]}"
    return text


def _placeless(label: tuple[Term, ...], claim: Claim) -> tuple[Term, ...]:
    """The terms that name no place: a place in the text is heard by the matcher of places."""
    named = {word for place in places.find(claim.text) for word in words(place.written)}
    return tuple(term for term in label if tokens.folded_word(term.written) not in named)


def _told(page: Page) -> tuple[Term, ...]:
    """The terms of all that a page says first: its title, who it is, how its text begins."""
    lead = page.lead
    pieces = (page.title, page.site, lead[:_BEGINNING], lead[_BEGINNING : 2 * _BEGINNING])
    return tuple(dict.fromkeys(term for piece in pieces for term in vectors.terms(piece)))


def _telling(text: str, site: frozenset[str]) -> tuple[Term, ...]:
    """The terms of a text that do not merely name the site: every page there has those."""
    terms = vectors.terms(text)
    return tuple(term for term in terms if tokens.folded_word(term.written) not in site)


def _listed(found: Alignment) -> str:
    """The pairs that carried the likeness, as a reader understands them."""
    shown: dict[str, list[str]] = {}
    for ours, theirs, near in found.pairs:
        spelled = {tokens.folded_word(one.written) for one in (ours, theirs)}
        if near >= _TRANSLATED and len(spelled) > 1:
            partners = shown.setdefault(ours.written, [])
            if theirs.written not in partners:
                partners.append(theirs.written)
    pairs = [f"{ours} ~ {' '.join(theirs)}" for ours, theirs in shown.items()]
    equal = (ours.written for ours, _, near in found.pairs if near)
    return tokens.listed(pairs or equal, _SHOWN)
