"""What stands beside a number: powers of ten, units, and words that make it less than exact."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from linkcheck.text import fold, is_cjk

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_Meaning = TypeVar("_Meaning", int, str)

_NEXT = re.compile(r"[\s-]?(?:([^\W\d_]+)|([%€$£¥₩₽₹])|(°\s?C))")
_CENT = re.compile(r"\s?(?:cent|ciento|cento)\w*", re.IGNORECASE)
_PER = frozenset({"per", "pour", "por"})
_LINK = re.compile(r"\s?(?:de|d['’]|di|of|van|von)\s?", re.IGNORECASE)
_BETWEEN = re.compile("[여余餘多数]")
_PERCENT = frozenset("割成할")
"""Signs that are tenths: 8割 is 80 per cent."""
_METRES = "m"
_LONGEST_ENDING, _SHORTEST_INFLECTED = 4, 3


class After(NamedTuple):
    """What follows a number: the powers of ten that it may have, its unit, and where both end."""

    powers: tuple[int, ...]
    unit: str
    end: int
    scaled: bool


def after(line: str, end: int) -> After:
    """Read the powers of ten and the unit after a number that ends there."""
    powers, unit, at = _powers(line, end)
    scaled = at > end and powers != (0,)
    if not unit:
        unit, at = _unit_at(line, at)
    return After(powers, unit, at, scaled)


def _powers(line: str, end: int) -> tuple[tuple[int, ...], str, int]:
    """The powers of ten in a row (mil millones), and the unit if the last one is one as well."""
    powers: tuple[int, ...] = (0,)
    while True:
        if between := _BETWEEN.match(line, end):
            end = between.end()
        found = _NEXT.match(line, end)
        word = fold(found[1] or "") if found else ""
        if found is None or not word or found[0].startswith("-"):
            return powers, "", end
        steps = _steps(word)
        if not steps:
            return powers, "", end
        powers = tuple(dict.fromkeys(one + two for one in powers for two in steps))
        if word[0] in _PERCENT:
            return powers, "%", found.start(1) + 1
        end = found.start(1) + 1 if is_cjk(word) else found.end()
        link = _LINK.match(line, end)
        if link and link[0].strip():
            end = link.end()


def _steps(word: str) -> tuple[int, ...]:
    """The powers of ten that a word may stand for, none if it is another word."""
    if is_cjk(word):
        power = table().signs.get(word[0])
        return (power,) if power else ()
    power = scale(word)
    if not power:
        return ()
    long = _looked_up(word, table().long_scale)
    return (power, *((long,) if long else ()), *((0,) if word == _METRES else ()))


def _unit_at(line: str, end: int) -> tuple[str, int]:
    found = _NEXT.match(line, end)
    if not found:
        return "", end
    word = fold(found[1] or found[2] or found[3])
    if is_cjk(word):
        name, size = _of_run(word)
        return (name, found.start(1) + size) if name else ("", end)
    if word in _PER:
        cent = _CENT.match(line, found.end())
        return ("%", cent.end()) if cent else ("", end)
    name = unit(word)
    return (name, found.end()) if name else ("", end)


@dataclass(frozen=True, slots=True)
class Table:
    """What ``units.toml`` says, by folded word."""

    scales: Mapping[str, int]
    long_scale: Mapping[str, int]
    signs: Mapping[str, int]
    units: Mapping[str, str]
    runs: tuple[tuple[str, str], ...]
    times: frozenset[str]
    loose: Mapping[str, tuple[str, ...]]
    loose_signs: tuple[tuple[str, str], ...]
    one: frozenset[str]
    heads: frozenset[str]


@cache
def table() -> Table:
    """Everything that is known of units."""
    read = tomllib.loads(files(__package__).joinpath("units.toml").read_text("utf-8"))
    units = dict(_by_word({**read["units"], **read["times"]}))
    scales = {word: int(power) for word, power in _by_word(read["scales"])}
    runs = ((word, name) for word, name in units.items() if is_cjk(word))
    return Table(
        scales=scales,
        long_scale={word: int(power) for word, power in _by_word(read["long-scale"])},
        signs={sign: power for sign, power in scales.items() if is_cjk(sign)},
        units=units,
        runs=tuple(sorted(runs, key=lambda one: -len(one[0]))),
        times=frozenset(read["times"]),
        loose=_sides(read["about"]),
        loose_signs=tuple((sign, side) for sign, side in _by_word(read["about"]) if is_cjk(sign)),
        one=frozenset(map(fold, read["one"]["words"].split())),
        heads=frozenset(fold(word).rstrip(".") for word in read["heads"]["words"].split()),
    )


def _by_word(lines: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    return ((fold(word), name) for name, line in lines.items() for word in line.split())


def _sides(lines: Mapping[str, str]) -> Mapping[str, tuple[str, ...]]:
    """The words that loosen a number, and how; some do it in different ways by language."""
    loose: dict[str, tuple[str, ...]] = {}
    for word, side in _by_word(lines):
        loose[word] = (*loose.get(word, ()), side)
    return loose


@lru_cache(maxsize=4096)
def scale(word: str) -> int:
    """The power of ten that a folded word stands for, in any of its forms; 0 for other words."""
    return _looked_up(word, table().scales) or 0


@lru_cache(maxsize=4096)
def unit(word: str) -> str:
    """The unit that a word names, by our name for it, "" for other words."""
    return _looked_up(fold(word), table().units) or ""


def _looked_up(word: str, words: Mapping[str, _Meaning]) -> _Meaning | None:
    """What a table says of a word: the whole one, or one that it begins with."""
    if (found := words.get(f"{word}.", words.get(word))) is not None:
        return found
    for cut in range(1, _LONGEST_ENDING + 1):
        base = word[: len(word) - cut]
        if len(base) < _SHORTEST_INFLECTED:
            break
        if (found := words.get(base)) is not None:
            return found
    return None


def _of_run(run: str) -> tuple[str, int]:
    """The unit that a run of Han, kana or Hangul begins with, and its length."""
    return next(((name, len(word)) for word, name in table().runs if run.startswith(word)), ("", 0))
