"""Reading numbers: what they come to in any spelling, and what they count or measure."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from linkcheck import dates
from linkcheck.matchers import numerals, tokens
from linkcheck.text import fold, is_cjk

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from linkcheck.matchers.tokens import Token

_Meaning = TypeVar("_Meaning", int, str)

_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"\d+(?:[.,'’\u00a0\u202f ]\d+)*")
_GROUPED = re.compile(
    r"\d{1,3}(?:([.,'’\u00a0\u202f ])\d{3})(?:\1\d{3})*|\d{1,3}(?:,\d\d)+,\d{3}"
)
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_SECOND_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d\s?[-–—/]\s?$")
_NEXT = re.compile(r"[\s-]?(?:([^\W\d_]+)|([%€$£¥₩₽₹])|(°\s?C)|(º|ª))")
_ORDINAL = re.compile(
    r"(?:st|nd|rd|th|er|re|e|eme|ème|°|º|ª|\.|-?[яйгоим]{1,2})(?= ?[^\W\d_])(?!\w)|\.(?= [^\W\d_])"
)
_SYMBOL_BEFORE = re.compile(r"([€$£¥₩₽₹]|\b(?:EUR|USD|GBP|CHF|JPY))\s?$")
_LINK = re.compile(r"\s?(?:de|d['’]|di|of|van|von)\s?", re.IGNORECASE)
_BETWEEN = re.compile("[여余餘多数]")
_HAN = re.compile("(?<![数數])[〇一二三四五六七八九十百千]+(?=[万萬億亿兆割成人名年円元])")
_HAN_DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")}
_HAN_SCALES = {"十": 10, "百": 100, "千": 1000}
_BEFORE, _AROUND, _PHRASE = 40, 18, 40
_LONGEST_ENDING, _SHORTEST_INFLECTED = 4, 3
_SIGNS = 3
_NEAR, _ROUGHLY = 0.1, 0.25
"""How far a rounded number may be from the exact one, as a share of it; and one with "about"."""
_EXACT = 100.0
"""Smaller numbers are not rounded unless they say so."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text: its value in plain digits, how it is written, and the word before it.

    ``unit`` is what it measures, by a name of ours (``units.toml``), "" if it is none we know;
    ``counted`` are the words after it. ``others`` are other ways to read it (a billion).
    """

    value: str
    written: str
    before: Token | None
    after: str
    attached: bool = False
    """Part of a word, as in X4 or Covid-19: it can contradict, but says nothing by being there."""
    unit: str = ""
    counted: str = ""
    others: frozenset[str] = frozenset()
    rough: frozenset[str] = frozenset()
    """How it is less than exact: about, over, under."""
    ordinal: bool = False
    scaled: bool = False
    in_words: bool = False
    """Said in words, and without a unit: "two" is said of anything."""


class _After(NamedTuple):
    """What follows a number: powers of ten, the unit, where both end, and the word that follows."""

    powers: tuple[int, ...]
    unit: str
    end: int
    word: str
    scaled: bool


@lru_cache(maxsize=2048)
def find(text: str) -> tuple[Number, ...]:
    """The numbers of a short text, written in digits, that are neither dates nor years."""
    line = unicodedata.normalize("NFKC", text)
    if not _DIGIT.search(line):
        return ()
    taken = [(date.start, date.end) for date in dates.find(line)]
    return tuple(_read(line, taken))


@lru_cache(maxsize=256)
def of_text(text: str, language: str) -> tuple[Number, ...]:
    """The numbers of a long text in digits and words, days of dates among them."""
    return (*_read(unicodedata.normalize("NFKC", text), []), *in_words(text, language))


@lru_cache(maxsize=2048)
def in_words(text: str, language: str) -> tuple[Number, ...]:
    """The numbers that a text says in words, with what they count; halves as percentages."""
    line = unicodedata.normalize("NFKC", text)
    spelled = [*numerals.find(line, language), *_han(line), *_single(line)]
    found = [
        replace(number, in_words=not (number.unit or number.scaled))
        for one in spelled
        for number in [_number(line, str(one.value), one.start, one.end, line[one.start : one.end])]
    ]
    halves = (
        Number(str(value), f"{value} %", None, "", unit="%", rough=frozenset({"about"}), in_words=True)
        for value in numerals.shares(text)
    )
    return (*found, *halves)


def agree(one: Number, other: Number) -> bool:
    """Tell whether two numbers are the same, however they are written."""
    readings = {one.value, *one.others}
    return not _differ_in_unit(one, other) and bool(readings & {other.value, *other.others})


def come_close(one: Number, other: Number) -> bool:
    """Tell whether a number that is given as about, over or under may mean the other one."""
    if _differ_in_unit(one, other) or one.attached or other.attached:
        return False
    return _may_mean(one, other) or _may_mean(other, one)


def _may_mean(loose: Number, exact: Number) -> bool:
    ours, theirs = _float(loose.value), _float(exact.value)
    if ours is None or theirs is None or not loose.rough:
        return False
    off = theirs - ours
    within = abs(off) <= min(_ROUGHLY * ours, _step(loose.value))
    sides = {"over": off >= 0, "under": off <= 0}
    return within and any(sides.get(side, True) for side in loose.rough)


def is_rounded(one: Number, other: Number) -> bool:
    """Tell whether one number is the other one, rounded, though it does not say so."""
    ours, theirs = _float(one.value), _float(other.value)
    if _differ_in_unit(one, other) or ours is None or theirs is None or ours < _EXACT:
        return False
    step = max(_step(one.value), _step(other.value))
    return abs(ours - theirs) <= min(_NEAR * ours, step / 2)


def measure_alike(one: Number, other: Number) -> bool:
    """Tell whether two numbers have the same unit, and one that a text does not have many of."""
    return bool(one.unit) and one.unit == other.unit and one.unit not in _table().times


def counts_whatever(number: Number) -> bool:
    """Tell whether a number counts individuals or animals, whatever the text is about."""
    word = tokens.folded_word(number.counted.split(" ")[0]) if number.counted else ""
    heads = _table().heads
    return word in heads or (is_cjk(word) and word[:1] in heads)


def _differ_in_unit(one: Number, other: Number) -> bool:
    return bool(one.unit) and bool(other.unit) and one.unit != other.unit


def differ_in_kind(one: Number, other: Number) -> bool:
    """Tell whether two numbers measure different things, so that neither speaks of the other."""
    return _differ_in_unit(one, other)


def _float(value: str) -> float | None:
    return float(value) if value.count(".") <= 1 else None


def _step(value: str) -> float:
    """The place of a number's last telling digit: 100 for 4300, 0.1 for 2.5."""
    if "." in value:
        return float(10 ** -len(value.partition(".")[2]))
    return float(10 ** (len(value) - len(value.rstrip("0")))) if value.strip("0") else 1.0


def ratio(one: Number, other: Number) -> float:
    """How many times the larger of two numbers is the smaller; infinite if that is none."""
    ours, theirs = _float(one.value), _float(other.value)
    if not ours or not theirs:
        return float("inf")
    return max(ours, theirs) / min(ours, theirs)


def _read(line: str, taken: list[tuple[int, int]]) -> Iterable[Number]:
    last = -1
    for hit in _NUMBER.finditer(line):
        inside = any(start < hit.end() and hit.start() < end for start, end in taken)
        if inside or hit.start() < last or _SECOND_YEAR.search(line[max(0, hit.start() - 8) : hit.start()]):
            continue
        plain, end = hit[0], hit.end()
        number = _number(line, _plain(plain), hit.start(), end, plain)
        if number.value == "1" and number.unit in _table().times:
            continue  # per day, a year
        if _YEAR.fullmatch(plain) and (not number.unit or number.unit in _table().times):
            continue
        number, last = _with_next(line, number, hit.start(), end)
        yield number


def _with_next(line: str, number: Number, start: int, end: int) -> tuple[Number, int]:
    """Add what continues a number in another power: 1億2000万, 3만 5천."""
    after = _after(line, end)
    following = _NUMBER.match(line, after.end) or _NUMBER.match(line, after.end + 1)
    if not after.scaled or not is_cjk(line[end : end + 1].strip() or "a") or not following:
        return number, end
    second = _after(line, following.end())
    smaller = second.powers[0] < after.powers[0]
    if line[after.end : following.start()].strip() or not smaller:
        return number, end
    added = _scaled(_plain(following[0]), second.powers[0])
    if "." in added or "." in number.value:
        return number, end
    whole = _number(line, str(int(number.value) + int(added)), start, following.end(),
                    line[start : following.end()], scale=False)  # fmt: skip
    return whole, following.end()


def _number(line: str, plain: str, start: int, end: int, written: str, *, scale: bool = True) -> Number:
    after = _after(line, end)
    before = _word_before(line, start)
    attached = bool(re.search(r"[^\W\d_]-?$", line[:start][-2:])) and not (before and before.cjk)
    symbol = _SYMBOL_BEFORE.search(line[max(0, start - 5) : start])
    unit = after.unit or (_unit(symbol[1]) if symbol else "")
    powers = after.powers if scale and not attached else (0,)
    values = [_scaled(plain, power) for power in powers]
    shown = line[start : after.end].strip() if after.scaled or after.unit else written
    if symbol:
        shown = f"{symbol[0]}{shown}"
    ordinal = bool(_ORDINAL.match(line, end))
    next_word = re.match(r"\s?(\w+)", line[end : end + 16])
    return Number(
        value=values[0],
        written=shown,
        before=before,
        after=next_word[1].casefold()[:1] if next_word else "",
        attached=attached,
        unit=unit,
        counted=_counted(line, after, end),
        others=frozenset(values[1:]),
        rough=_loosened(line, start, after.end),
        ordinal=ordinal,
        scaled=after.scaled,
    )


def _counted(line: str, after: _After, end: int) -> str:
    """The words that a number counts, as far as one can tell without grammar."""
    begin = after.end
    if ordinal := _ORDINAL.match(line, end):
        begin = ordinal.end()
    phrase = re.split(r"[,.;:!?()\d«»„“\"]", line[begin : begin + _PHRASE].lstrip(" -"))[0]
    return " ".join(phrase.split(" ")[:3])


def _after(line: str, end: int) -> _After:
    """Read the powers of ten and the unit after a number."""
    table = _table()
    powers, unit, scaled = (0,), "", False
    if between := _BETWEEN.match(line, end):
        end = between.end()
    while found := _NEXT.match(line, end):
        word = fold(found[1] or found[2] or found[3] or "")
        if not word:
            break
        if is_cjk(word):
            power = table.signs.get(word[0], 0)
            if not power:
                unit, size = _unit_of_run(word)
                end = found.start(1) + size if unit else end
                break
            powers, scaled = tuple(one + power for one in powers), True
            end = found.start(1) + 1
            if word[0] in table.percent:
                unit = "%"
                break
            if between := _BETWEEN.match(line, end):
                end = between.end()
            continue
        power = _scale(word)
        if power and (found[0][:1] != "-"):
            long = _looked_up(word, table.long_scale)
            others = (long,) if long else ()
            powers = tuple(one + two for one in powers for two in (power, *others))
            if word == "m":
                powers = (*powers, 0)
            end, scaled = found.end(), True
            end = skipped.end() if (skipped := _LINK.match(line, end)) and skipped[0].strip() else end
            continue
        unit = _unit(word)
        if not unit and word in {"per", "pour", "por"}:
            cent = re.match(r"\s?(?:cent|ciento|cento)\w*", line[found.end() : found.end() + 8])
            unit = "%" if cent else ""
            end = found.end() + (cent.end() if cent else 0) if unit else end
        elif unit:
            end = found.end()
        break
    return _After(powers, unit, end, "", scaled)


def _loosened(line: str, start: int, end: int) -> frozenset[str]:
    """How a number is less than exact, by the words before it and after it."""
    table = _table()
    before, after = line[max(0, start - _AROUND) : start], line[end : end + _AROUND]
    nearby = [*_LETTERS.findall(before)[-2:], *_LETTERS.findall(after)[:1]]
    found = {side for word in nearby for side in table.loose.get(tokens.folded_word(word), ())}
    signs = before[-_SIGNS:] + line[max(start, end - 1) : end + _SIGNS]
    return frozenset(found | {side for sign, side in table.loose_signs if sign in signs})


_LETTERS = re.compile(r"[^\W\d_]+")


def _han(line: str) -> Iterable[numerals.Spelled]:
    """Numbers in Han numerals before a power of ten or a unit: 三千人, 八成."""
    for hit in _HAN.finditer(line):
        value = _of_han(hit[0])
        if value > 1:
            yield numerals.Spelled(value, hit.start(), hit.end())


def _of_han(run: str) -> int:
    total, digit = 0, 0
    for char in run:
        if scale := _HAN_SCALES.get(char):
            total, digit = total + (digit or 1) * scale, 0
        else:
            digit = digit * 10 + _HAN_DIGITS[char]
    return total + digit


def _single(line: str) -> Iterable[numerals.Spelled]:
    """A million, eine Milliarde: one of them."""
    table = _table()
    for hit in re.finditer(r"([^\W\d_]{1,6}) ([^\W\d_]{5,12})", line):
        if tokens.folded_word(hit[1]) in table.one and _scale(tokens.folded_word(hit[2])):
            yield numerals.Spelled(1, hit.start(1), hit.end(1))


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


def _plain(digits: str) -> str:
    """Plain digits: without separators of thousands, a point for decimals."""
    if _GROUPED.fullmatch(digits):
        return re.sub(r"\D", "", digits)
    return digits.replace(",", ".").replace(" ", "").rstrip(".")


def _scaled(plain: str, power: int) -> str:
    if not power or plain.count(".") > 1:
        return plain.lstrip("0") or "0"
    whole, _, part = plain.partition(".")
    rest = part[power:].rstrip("0")
    number = (whole + part.ljust(power, "0")[:power]).lstrip("0") or "0"
    return f"{number}.{rest}" if rest else number


@dataclass(frozen=True, slots=True)
class _Table:
    scales: Mapping[str, int]
    long_scale: Mapping[str, int]
    signs: Mapping[str, int]
    units: Mapping[str, str]
    runs: tuple[tuple[str, str], ...]
    times: frozenset[str]
    percent: frozenset[str]
    loose: Mapping[str, tuple[str, ...]]
    loose_signs: tuple[tuple[str, str], ...]
    one: frozenset[str]
    heads: frozenset[str]


@cache
def _table() -> _Table:
    read = tomllib.loads(files(__package__).joinpath("units.toml").read_text("utf-8"))
    units = {
        fold(entry): name
        for part in ("units", "times")
        for name, line in read[part].items()
        for entry in line.split()
    }
    scales = {fold(word): int(n) for n, line in read["scales"].items() for word in line.split()}
    return _Table(
        scales=scales,
        long_scale={fold(w): int(n) for n, line in read["long-scale"].items() for w in line.split()},
        signs={sign: power for sign, power in scales.items() if is_cjk(sign)},
        units=units,
        runs=tuple(sorted(((u, n) for u, n in units.items() if is_cjk(u)), key=lambda one: -len(one[0]))),
        times=frozenset(read["times"]),
        percent=frozenset("割成할"),
        loose=_sides(read["about"]),
        loose_signs=tuple(
            (sign, side)
            for side, line in read["about"].items()
            for sign in line.split()
            if is_cjk(sign)
        ),
        one=frozenset(map(fold, read["one"]["words"].split())),
        heads=frozenset(fold(word).rstrip(".") for word in read["heads"]["words"].split()),
    )


def _sides(lines: Mapping[str, str]) -> Mapping[str, tuple[str, ...]]:
    """The words that loosen a number, and how; some words do it in more than one language."""
    loose: dict[str, tuple[str, ...]] = {}
    for side, line in lines.items():
        for word in map(fold, line.split()):
            loose[word] = (*loose.get(word, ()), side)
    return loose


@lru_cache(maxsize=4096)
def _scale(word: str) -> int:
    """The power of ten that a folded word stands for, in any of its forms; 0 for other words."""
    return _looked_up(word, _table().scales) or 0


@lru_cache(maxsize=4096)
def _unit(word: str) -> str:
    return _looked_up(fold(word), _table().units) or ""


def _looked_up(word: str, table: Mapping[str, _Meaning]) -> _Meaning | None:
    """What a table says of a word: the whole one, or one that it begins with."""
    if (found := table.get(f"{word}.", table.get(word))) is not None:
        return found
    for cut in range(1, _LONGEST_ENDING + 1):
        base = word[: len(word) - cut]
        if len(base) < _SHORTEST_INFLECTED:
            break
        if (found := table.get(base)) is not None:
            return found
    return None


def _unit_of_run(run: str) -> tuple[str, int]:
    """The unit that a run of Han, kana or Hangul begins with, and its length."""
    return next(((name, len(word)) for word, name in _table().runs if run.startswith(word)), ("", 0))
