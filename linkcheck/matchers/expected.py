"""Titles that were given outright: the page must have one, give or take typography."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from linkcheck.matchers import tokens
from linkcheck.matchers.weights import evidence
from linkcheck.text import words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from linkcheck.matchers.claim import Claim
    from linkcheck.model import Evidence, Page

_NEAR = 88.0


def weigh(claim: Claim, page: Page) -> Iterable[Evidence]:
    """Compare the expected title with every title of the page."""
    wanted = " ".join(words(claim.text))
    best, likeness = page.title, 0.0
    for title in tokens.titles(page):
        own = " ".join(words(title))
        if wanted == own or (wanted and f" {wanted} " in f" {own} " and len(wanted) * 2 > len(own)):
            yield evidence("expected-same", title=title)
            return
        if (ratio := fuzz.ratio(wanted, own)) > likeness and _same_numbers(claim.text, title):
            best, likeness = title, ratio
    if likeness >= _NEAR:
        yield evidence("expected-near", title=best)
    else:
        yield evidence("expected-other", contradicts=True, expected=claim.text, title=page.title)


def _same_numbers(one: str, other: str) -> bool:
    digits = [[word for word in words(text) if word.isdigit()] for text in (one, other)]
    return digits[0] == digits[1]
