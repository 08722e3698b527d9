"""Does the page hold what the label promises? Each matcher gathers one kind of evidence.

A matcher is a function of a claim and a page; to add one, write its module, name it in
``MATCHERS``, and give its evidence weights (``weights.toml``) and sentences.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from linkcheck.matchers import (
    dates,
    doctypes,
    expected,
    names,
    numbers,
    opposites,
    places,
    slug,
    weights,
    wording,
    words,
    works,
)
from linkcheck.matchers.claim import Claim, Matcher, without_access_note
from linkcheck.model import Match

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from linkcheck.model import Evidence, Page

__all__ = ["MATCHERS", "Claim", "Matcher", "match"]

MATCHERS: Mapping[str, Matcher] = {
    "wording": wording.weigh,
    "words": words.weigh,
    "names": names.weigh,
    "dates": dates.weigh,
    "places": places.weigh,
    "doctypes": doctypes.weigh,
    "slug": slug.weigh,
    "numbers": numbers.weigh,
    "works": works.weigh,
    "opposites": opposites.weigh,
}

_FAINT = 0.7
"""Log-odds of what speaks for a page, up to which a place or an organisation leads to nothing."""
_LEAD_ENOUGH = 100
"""Characters of text from which on a page is weighed by title and text."""


def match(claim: Claim, page: Page) -> Match | None:
    """Compare a claim with a page; ``None`` when there is nothing to compare.

    That is a claim without words, or a page with neither title nor text.
    """
    if not claim.text.strip() or not (page.title or page.lead):
        return None
    if claim.strict:
        return combine(expected.weigh(claim, page))
    promise = replace(claim, text=without_access_note(claim.text))
    weighed = _of_entry(promise, page) if claim.title else _of_label(promise, page)
    if len(page.lead) < _LEAD_ENOUGH:
        return combine(weighed)
    return combine(map(weights.reweighed, weighed), weights.with_text())


def _of_label(promise: Claim, page: Page) -> Iterable[Evidence]:
    return (item for weigh in MATCHERS.values() for item in weigh(promise, page))


def _of_entry(promise: Claim, page: Page) -> Iterable[Evidence]:
    """Evidence on a bibliographic entry: its title is compared, and the whole entry's dates.

    Authors and publisher speak for a page that names them, and not against one that does not:
    many pages name neither.
    """
    titled = replace(promise, text=promise.title)
    for name, weigh in MATCHERS.items():
        if name != "dates":
            yield from (one for one in weigh(titled, page) if name != "names" or one.weight <= 0)
    yield from dates.weigh(promise, page)
    yield from (one for one in names.weigh(promise, page) if one.weight > 0)


def combine(evidence: Iterable[Evidence], table: Mapping[str, float] | None = None) -> Match:
    """Sum the evidence, strongest first; a contradiction caps the score.

    So does hearsay: that a text mentions what the label says does not make it the page. Nor does
    it that both speak of Lisbon or of the United Nations, if they share hardly anything else.
    """
    ranked = tuple(sorted(evidence, key=lambda one: -abs(one.weight)))
    table = table or weights.table()
    score = table["surest"] / (1 + math.exp(-table["prior"] - sum(one.weight for one in ranked)))
    if not any(one.weight > 0 and not weights.is_hearsay(one) for one in ranked):
        score = min(score, table["hearsay"])
    if sum(one.weight for one in ranked if one.weight > 0 and weights.is_telling(one)) < _FAINT:
        score = min(score, table["circumstance"])
    if any(one.contradicts for one in ranked):
        score = min(score, table["contradicted"])
    return Match(round(score, 4), ranked)
