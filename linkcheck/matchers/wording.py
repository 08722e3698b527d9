"""Wording: how many of the label's words the page's title has, and its text; rare ones count more.

Across languages only what is found counts: that other words are missing says nothing there.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from linkcheck.matchers import tokens
from linkcheck.matchers.claim import spoken
from linkcheck.matchers.weights import evidence
from linkcheck.text import words
from linkcheck.urls import split

if TYPE_CHECKING:
    from collections.abc import Iterable

    from linkcheck.matchers.claim import Claim
    from linkcheck.matchers.tokens import Token
    from linkcheck.model import Evidence, Page

_SITE_WORD = 0.25
"""What remains of a word's weight when the site itself is called so: every page there has it."""
_TOLD = 0.6
"""What is left of a doubt about the title where the text has words of the label."""
_POOR, _TELLING = 0.34, 0.3
_FEWEST_WORDS = 3
_AFTER_LATIN = "\u0370"
_LEAD_ENOUGH = 300
"""Characters of main text from which on a missing word begins to say something."""


@dataclass(frozen=True, slots=True)
class _Overlap:
    """Shares by weight: of the label's words in the title, and of the title's in the label."""

    label: float = 0.0
    title: float = 0.0
    shared: tuple[Token, ...] = ()

    @property
    def both(self) -> float:
        return (self.label + self.title) / 2


def weigh(claim: Claim, page: Page) -> Iterable[Evidence]:
    """Compare the label's words with each title, the best one counts, and with the text."""
    names = site_words(page)
    label = tokens.tokens(claim.text)
    titles = tokens.titles(page)
    found = max((overlap(label, title, names) for title in titles), key=lambda one: one.both,
                default=_Overlap())  # fmt: skip
    foreign = not same_language(claim, page)
    equal = any(_same_words(claim.text, title) for title in titles)
    if equal:
        yield evidence("wording-same", title=page.title)
    if found.shared and found.both > 0:
        key = "wording-across" if foreign else "wording-title"
        shared = tokens.whole(
            claim.text, (token.written for token in found.shared if token.weight >= _TELLING)
        )
        if shared:
            yield evidence(key, found.both, words=shared)
    told = tuple(_in_text(claim.text, found, page, foreign=foreign))
    if not equal and titles:
        softened = _TOLD if any(one.weight > 0 for one in told) else 1.0
        yield from _doubts(found, label, page, softened, foreign=foreign)
    yield from told


def _doubts(
    found: _Overlap, label: tuple[Token, ...], page: Page, softened: float, *, foreign: bool
) -> Iterable[Evidence]:
    if found.both >= _POOR:
        return
    if not foreign:
        yield evidence("wording-none", softened * (1 - found.both / _POOR))
    elif not found.shared and len(page.lead) < _LEAD_ENOUGH and _are_comparable(label, page):
        yield evidence("wording-apart")


def _are_comparable(label: tuple[Token, ...], page: Page) -> bool:
    return _comparable(label) and _comparable(tokens.tokens(page.title))


def _comparable(words_: tuple[Token, ...]) -> bool:
    """Tell whether words are enough, and in Latin letters, so that a cognate could have shown."""
    latin = [t for t in words_ if t.weight >= _TELLING and t.folded[0] < _AFTER_LATIN]
    return len(latin) >= _FEWEST_WORDS


def _in_text(text: str, found: _Overlap, page: Page, *, foreign: bool) -> Iterable[Evidence]:
    if not page.lead:
        return
    label = tokens.tokens(text)
    rest = [t for t in label if t.weight >= _TELLING and t not in found.shared]
    there = [token for token in rest if tokens.contains(page.lead, token)]
    total = sum(token.weight for token in label)
    if there and total:
        share = sum(token.weight for token in there) / total
        yield evidence("wording-text", share, words=tokens.whole(text, (t.written for t in there)))
    elif len(page.lead) >= _LEAD_ENOUGH and not found.shared and (
        not foreign or _are_comparable(label, page)
    ):  # fmt: skip
        yield evidence("wording-absent")


def same_language(claim: Claim, page: Page) -> bool:
    """Tell whether label and title are in one language, as far as they tell."""
    label = claim.tongue
    return bool(label) and label == spoken(page.title, page.language)


def site_words(page: Page) -> frozenset[str]:
    """The words that name the site: of its own name and of its host."""
    return _site_words(page.site, page.url)


@lru_cache(maxsize=256)
def _site_words(site: str, url: str) -> frozenset[str]:
    address = split(url)
    host = address.host.rpartition(".")[0] if address else ""
    return frozenset(words(f"{site} {host}"))


@lru_cache(maxsize=1024)
def overlap(label: tuple[Token, ...], title: str, site: frozenset[str] = frozenset()) -> _Overlap:
    """Align the words of a label with those of a title, each with its most alike one."""
    other = tokens.tokens(title)
    matrix = [tokens.likenesses(one, other) for one in label]
    if not matrix or not other:
        return _Overlap()
    label_best = [max(row) for row in matrix]
    title_best = list(map(max, zip(*matrix, strict=True)))
    shared = tuple(token for token, best in zip(label, label_best, strict=True) if best)
    return _Overlap(_share(label, label_best, site), _share(other, title_best, site), shared)


def _share(words_: tuple[Token, ...], best: list[float], site: frozenset[str]) -> float:
    weights = [t.weight * (_SITE_WORD if t.folded in site else 1.0) for t in words_]
    total = sum(weights)
    return sum(w * b for w, b in zip(weights, best, strict=True)) / total if total else 0.0


def _same_words(label: str, title: str) -> bool:
    """Tell whether one is the other, or the other with a site's name or a remark around it."""
    one, two = (" ".join(words(text)) for text in (label, title))
    short, long = sorted((one, two), key=len)
    return bool(short) and (short == long or (len(short.split()) > 2 and short in long))  # noqa: PLR2004 (three words are no accident)
