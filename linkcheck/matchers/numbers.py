"""Numbers: amounts, versions, the numbers of laws, resolutions and editions. Dates are not here."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from linkcheck import dates
from linkcheck.matchers import tokens
from linkcheck.matchers.weights import evidence
from linkcheck.text import fold, is_cjk, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from linkcheck.matchers.claim import Claim
    from linkcheck.matchers.tokens import Token
    from linkcheck.model import Evidence, Page

_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"\d+(?:[.,'’\u00a0\u202f ]\d+)*")
_GROUPED = re.compile(r"\d{1,3}(?:([.,'’\u00a0\u202f ])\d{3})(?:\1\d{3})*")
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_SCALES = {
    "thousand": 3, "tausend": 3, "tsd": 3, "mille": 3, "mil": 3, "тыс": 3, "千": 3, "천": 3,
    "万": 4, "萬": 4, "만": 4, "million": 6, "millionen": 6, "millions": 6, "mio": 6,
    "millones": 6, "milioni": 6, "miljoen": 6, "млн": 6, "m": 6, "億": 8, "亿": 8, "억": 8,
    "billion": 9, "milliarden": 9, "milliarde": 9, "mrd": 9, "milliards": 9, "miliardi": 9,
    "miljard": 9, "млрд": 9, "bn": 9, "兆": 12, "조": 12,
}  # fmt: skip
_DIGITS = "〇一二三四五六七八九"
_TENS = re.compile("([一二三四五六七八九]?)十([一二三四五六七八九]?)")
_ORDINALS = frozenset("분호차회기号號回次期版届屆四")
"""What follows a number that tells one edition, quarter or session from the next."""
_SHORTEST_SCALE = 3
_ORDINAL = 0.5
_BEFORE = 40
_IN_WORDS = 0.7
"""What a number is worth that the label says in words."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text: its value in plain digits, how it is written, and the word before it."""

    value: str
    written: str
    before: Token | None
    after: str
    attached: bool = False
    """Part of a word, as in X4 or Covid-19: it can contradict, but says nothing by being there."""


def weigh(claim: Claim, page: Page) -> Iterable[Evidence]:
    """Seek the label's numbers in the titles; another one in the same place contradicts."""
    promised = find(claim.text)
    titles = tokens.titles(page)
    named = tuple(number for title in titles for number in find(title))
    if not promised:
        spelled = spelled_out(claim.text)
        same = [one for one in named if one.value in spelled]
        extra = [one for one in named if not one.attached and one not in same]
        if same:
            yield evidence("numbers-same", _IN_WORDS, numbers=same[0].written)
        else:
            yield from _other_ordinal(claim.text, titles)
        if extra and titles and find(titles[0]):
            yield evidence("numbers-extra", number=extra[0].written)
        return
    values = {number.value for number in named}
    spelled = frozenset(value for title in titles for value in spelled_out(title))
    there = [number for number in promised if number.value in values and not number.attached]
    missing = [number for number in promised if number.value not in values | spelled]
    if there:
        share = len(there) / len(promised)
        yield evidence("numbers-same", share, numbers=tokens.listed(n.written for n in there))
    yield from _doubts(missing, named, {n.value for n in promised}, page)


def _other_ordinal(text: str, titles: Sequence[str]) -> Iterable[Evidence]:
    """Doubt a page that is the first of its kind where the label means the second."""
    ours = ordinals(text)
    theirs = {value: word for title in titles for value, word in ordinals(title).items()}
    if ours and theirs and not ours.keys() & theirs.keys():
        label, page = next(iter(ours.values())), next(iter(theirs.values()))
        yield evidence("numbers-different", _ORDINAL, label=label, page=page)


def _doubts(
    missing: list[Number], named: tuple[Number, ...], promised: set[str], page: Page
) -> Iterable[Evidence]:
    if not missing:
        return
    rivals = [number for number in named if number.value not in promised]
    for one in missing:
        rival = next((two for two in rivals if _same_place(one, two)), None)
        if rival:
            yield evidence("numbers-other", contradicts=True, label=one.written,
                           page=rival.written)  # fmt: skip
            return
    free = [one for one in missing if not one.attached]
    absent = [one for one in free if not _told(one, page.lead)]
    different = [one for one in rivals if not one.attached]
    if not absent:
        if free:
            yield evidence("numbers-text", numbers=tokens.listed(one.written for one in free))
    elif different:
        yield evidence("numbers-different", label=absent[0].written, page=different[0].written)
    else:
        yield evidence("numbers-missing", numbers=tokens.listed(one.written for one in absent))


def _told(number: Number, text: str) -> bool:
    """Tell whether a text has a number, written in any way: 60,000 is 6万."""
    return number.written in text or any(one.value == number.value for one in find(text))


def _same_place(one: Number, other: Number) -> bool:
    """Tell whether two numbers count the same: after the same word (Debian 8, 第8回, Ka-52M)."""
    if one.attached and other.attached and one.after.isalpha() and one.after == other.after:
        return True
    if one.before is None or other.before is None:
        return one.before is other.before and one.after == other.after and one.after in _ORDINALS
    if one.before.cjk or other.before.cjk:
        return one.before.folded == other.before.folded and one.after == other.after
    telling = one.before.weight > 0 or (one.attached and other.attached)
    return telling and tokens.likeness(one.before, other.before) > 0


@lru_cache(maxsize=2048)
def find(text: str) -> tuple[Number, ...]:
    """The numbers of a short text that are neither dates nor years."""
    line = unicodedata.normalize("NFKC", text)
    if not _DIGIT.search(line):
        return ()
    taken = [(date.start, date.end) for date in dates.find(line)]
    found: list[Number] = []
    for hit in _NUMBER.finditer(line):
        inside = any(start < hit.end() and hit.start() < end for start, end in taken)
        if inside or _YEAR.fullmatch(hit[0]):
            continue
        after = re.match(r"\s?(\w+)", line[hit.end() : hit.end() + 16])
        next_word = after[1].casefold() if after else ""
        value = _value(hit[0], next_word)
        before = _word_before(line, hit.start())
        attached = bool(re.search(r"[^\W\d_]-?$", line[: hit.start()])) and not _is_cjk_before(
            before
        )
        found.append(Number(value, hit[0], before, next_word[:1], attached))
    return tuple(found)


@lru_cache(maxsize=2048)
def spelled_out(text: str) -> frozenset[str]:
    """The small numbers that a text says in words."""
    table, said = _numerals(), words(text)
    found = {table[word] for word in said if word in table}
    if any(map(is_cjk, said)):
        line = fold(text)
        found |= {value for word, value in table.items() if word > "\u2fff" and word in line}
        found |= {str(_tens(*hit.groups())) for hit in _TENS.finditer(line)}
    return frozenset(found)


def _tens(tens: str, ones: str) -> int:
    """The value of a number such as 三十 or 二十五."""
    return 10 * (_DIGITS.find(tens) if tens else 1) + (_DIGITS.find(ones) if ones else 0)


@lru_cache(maxsize=2048)
def ordinals(text: str) -> Mapping[str, str]:
    """The ordinals up to four that a text says in words, and the words as it writes them."""
    table = _ordinals()
    return {
        table[token.folded]: token.written for token in tokens.tokens(text) if token.folded in table
    }


@cache
def _ordinals() -> Mapping[str, str]:
    read = tomllib.loads(files(__package__).joinpath("numerals.toml").read_text("utf-8"))
    return {word: value for value, line in read["ordinals"].items() for word in line.split()}


def is_numeral(word: str) -> bool:
    """Tell whether a folded word is a small number or an ordinal."""
    return word in _numerals()


@cache
def _numerals() -> Mapping[str, str]:
    read = tomllib.loads(files(__package__).joinpath("numerals.toml").read_text("utf-8"))
    return {word: value for value, line in read["numerals"].items() for word in line.split()}


def _is_cjk_before(before: Token | None) -> bool:
    return before is not None and before.cjk


def _word_before(line: str, end: int) -> Token | None:
    """The word right before, with nothing but spaces or "No." between."""
    gap = re.search(
        r"(\w+)(?:\s+|\s*[-–/]?\s*)(?:n[or°º]\.?\s*|№\s*|#)?$",
        line[max(0, end - _BEFORE) : end],
        re.IGNORECASE,
    )
    if not gap or gap[1].isdigit():
        return None
    return next(iter(reversed(tokens.tokens(gap[1]))), None)


def _scale(word: str) -> int:
    """The power of ten that a word stands for, in any of its forms; 0 for other words."""
    if word > "\u2fff":
        return _SCALES.get(word[:1], 0)
    inflected = (name for name in _SCALES if len(name) >= _SHORTEST_SCALE and word.startswith(name))
    return _SCALES.get(word) or max((_SCALES[name] for name in inflected), default=0)


def _value(digits: str, next_word: str) -> str:
    """Plain digits: without separators of thousands, a point for decimals, millions multiplied."""
    if _GROUPED.fullmatch(digits):
        plain = re.sub(r"\D", "", digits)
    else:
        plain = digits.replace(",", ".").replace(" ", "").rstrip(".")
    scale = _scale(next_word)
    if not scale or plain.count(".") > 1:
        return plain.lstrip("0") or "0"
    whole, _, part = plain.partition(".")
    return (whole + part.ljust(scale, "0")[:scale]).lstrip("0") or "0"
