"""Numbers: amounts, versions, the numbers of laws, resolutions and editions. Dates are not here."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from linkcheck.matchers import figures, numerals, tokens, vectors
from linkcheck.matchers.weights import evidence

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from linkcheck.matchers.claim import Claim
    from linkcheck.matchers.figures import Number
    from linkcheck.model import Evidence, Page

_COUNTERS = frozenset("분호차회기号號回次期版届屆四")
"""What follows a number that tells one edition, quarter or session from the next."""
_ORDINAL = 0.5
_IN_WORDS = 0.7
"""What a number is worth that the label says in words."""
_ALIKE = 0.5
"""Likeness of two words from which on they count the same things."""
_COMMON = 0.4
"""Weight up to which a word is common and says little."""
_BEGINNING = 400
"""Characters of a long text in which another number is prominent enough to contradict."""
_WHOLE = 3_500
"""Characters; shorter texts were read to their end."""
_MOST_RIVALS = 2
_FAR = 4.0
"""Times; numbers that differ by more are hardly about the same thing."""
_FEW = 10.0
"""Smaller numbers than this are too common to contradict one another across a text."""


def weigh(claim: Claim, page: Page) -> Iterable[Evidence]:
    """Seek the label's numbers in the titles; another one in the same place contradicts."""
    titles = tokens.titles(page)
    named = tuple(number for title in titles for number in figures.find(title))
    worded = tuple(n for title in titles for n in figures.in_words(title, page.language))
    said = figures.in_words(claim.text, claim.tongue)
    promised = (*figures.find(claim.text), *(n for n in said if n.scaled or _is_measure(n)))
    if not promised:
        yield from _unpromised(claim.text, said, named, worded, page)
        return
    spelled = frozenset(value for title in titles for value in numerals.spelled_out(title))
    there = [
        one for one in promised
        if not one.attached and any(figures.agree(one, two) for two in (*named, *worded))
    ]  # fmt: skip
    missing = [one for one in promised if one not in there and one.value not in spelled]
    if not there or missing:
        missing = [one for one in missing if not any(figures.agree(one, two) for two in named)]
    if there:
        share = len(there) / len(promised)
        yield evidence("numbers-same", share, numbers=tokens.listed(n.written for n in there))
    yield from _doubts(missing, (*named, *worded), promised, page)


def _is_measure(number: Number) -> bool:
    return figures.measure_alike(number, number) and not number.rough


def _unpromised(
    text: str, said: Sequence[Number], named: Sequence[Number], worded: Sequence[Number], page: Page
) -> Iterable[Evidence]:
    """Weigh the numbers of a title where the label has none in digits."""
    spelled = numerals.spelled_out(text)
    same = [
        one for one in named
        if one.value in spelled or any(figures.agree(one, two) for two in said)
    ]  # fmt: skip
    same += [
        one for one in worded if not one.rough and any(figures.agree(one, two) for two in said)
    ]
    titles = tokens.titles(page)
    if same:
        yield evidence("numbers-same", _IN_WORDS, numbers=same[0].written)
    else:
        yield from _other_ordinal(text, titles)
    extra = [one for one in named if not one.attached and one not in same]
    if extra and titles and figures.find(titles[0]):
        yield evidence("numbers-extra", number=extra[0].written)


def _other_ordinal(text: str, titles: Sequence[str]) -> Iterable[Evidence]:
    """Doubt a page that is the first of its kind where the label means the second."""
    ours = numerals.ordinals(text)
    theirs = {value: word for title in titles for value, word in numerals.ordinals(title).items()}
    if ours and theirs and not ours.keys() & theirs.keys():
        label, page = next(iter(ours.values())), next(iter(theirs.values()))
        yield evidence("numbers-different", _ORDINAL, label=label, page=page)


def _doubts(
    missing: Sequence[Number], named: Sequence[Number], promised: Sequence[Number], page: Page
) -> Iterable[Evidence]:
    if not missing:
        return
    rivals = [two for two in named if not any(figures.agree(one, two) for one in promised)]
    for one in missing:
        rival = next((two for two in rivals if _same_place(one, two)), None)
        if rival:
            yield evidence("numbers-other", contradicts=True, label=one.written,
                           page=rival.written)  # fmt: skip
            return
    free = [one for one in missing if not one.attached]
    for one in free:
        close = next((two for two in named if figures.come_close(one, two)), None)
        if close:
            yield evidence("numbers-near", label=one.written, page=close.written)
            return
    unread = [one for one in free if not _stands(one.written, page.lead)]
    told = figures.of_text(page.lead, page.language) if unread and page.lead else ()
    absent = [one for one in unread if not _is_told(one, told)]
    if absent:
        yield from _absent(absent, rivals, told, page)
    elif free:
        yield evidence("numbers-text", numbers=tokens.listed(one.written for one in free))


def _absent(
    absent: Sequence[Number], rivals: Sequence[Number], told: Sequence[Number], page: Page
) -> Iterable[Evidence]:
    """Weigh numbers that the page has nowhere: it may have others in their stead, or none."""
    for one in absent:
        if instead := _instead(one, rivals, told, page):
            yield evidence("numbers-instead", contradicts=True, label=one.written,
                           page=instead.written)  # fmt: skip
            return
    free = (two for two in rivals if not two.attached and not two.in_words)
    different = next((two for two in free if not figures.differ_in_unit(absent[0], two)), None)
    if different:
        yield evidence("numbers-different", label=absent[0].written, page=different.written)
    else:
        yield evidence("numbers-missing", numbers=tokens.listed(one.written for one in absent))


def _instead(
    one: Number, rivals: Sequence[Number], told: Sequence[Number], page: Page
) -> Number | None:
    """The number that the page has of what the label counts; none if it has several or no such."""
    if one.rough and one.unit == "%":
        return None
    alike = [two for two in (*rivals, *told) if _same_kind(one, two, page)]
    values = {two.value for two in alike}
    likely = [two for two in alike if figures.ratio(one, two) <= _FAR]
    whole = len(page.lead) < _WHOLE or (likely and likely[0].written in page.lead[:_BEGINNING])
    titled = any(two in rivals for two in likely)
    if not likely or len(values) > _MOST_RIVALS or not (titled or whole):
        return None
    return None if float(one.value) < _FEW else likely[0]


def _same_kind(one: Number, two: Number, page: Page) -> bool:
    """Tell whether two numbers count or measure the same: euros, kilometres, shortages."""
    if two.attached or (two.rough and two.unit == "%"):
        return False
    if figures.measure_alike(one, two):
        return True
    if one.unit or two.unit:
        return False
    return _count_alike(one.counted, two.counted) or (
        figures.counts_whatever(two) and _is_subject(one.counted, page)
    )


def _count_alike(one: str, other: str, least: float = _COMMON) -> bool:
    """Tell whether two numbers count the same, by the first words after them."""
    ours, theirs = tokens.tokens(one)[:1], tokens.tokens(other)[:1]
    if not ours or not theirs or min(ours[0].weight, theirs[0].weight) <= least:
        return False
    if tokens.likeness(ours[0], theirs[0]) > 0:
        return True
    meant, said = vectors.terms(ours[0].written.lower()), vectors.terms(theirs[0].written.lower())
    return vectors.aligned(meant, said).near >= _ALIKE


def _is_subject(counted: str, page: Page) -> bool:
    """Tell whether what the label counts is what a title is about."""
    first = tokens.tokens(counted)[:1]
    return bool(first) and any(
        tokens.likeness(first[0], token) > 0
        for title in tokens.titles(page)
        for token in tokens.tokens(title)
    )


def _stands(written: str, text: str) -> bool:
    """Tell whether a text has a number in these very digits: no need to read all of its own."""
    return re.search(rf"(?<![\d.,]){re.escape(written)}(?![.,]?\d)", text) is not None


def _is_told(number: Number, told: Sequence[Number]) -> bool:
    """Tell whether a text has a number, written in any way, exact or rounded: 60,000 is 6万."""
    return any(
        figures.agree(number, one)
        or figures.come_close(number, one)
        or figures.is_rounded(number, one)
        for one in told
    )


def _same_place(one: Number, other: Number) -> bool:
    """Tell whether two numbers count the same: after the same word (Debian 8, 第8回, Ka-52M)."""
    if one.ordinal and other.ordinal and _count_alike(one.counted, other.counted, 0.0):
        return True
    if one.attached and other.attached and one.after.isalpha() and one.after == other.after:
        return True
    if one.before is None or other.before is None:
        return one.before is other.before and one.after == other.after and one.after in _COUNTERS
    if one.before.cjk or other.before.cjk:
        return one.before.folded == other.before.folded and one.after == other.after
    telling = one.before.weight > 0 or (one.attached and other.attached)
    return telling and tokens.likeness(one.before, other.before) > 0
