"""Numbers that a text says in words, in any of the languages we read: "mille", "vierzehn", 三十."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from linkcheck.matchers import tokens
from linkcheck.text import fold, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_LETTERS = re.compile(r"[^\W\d_]+")
_TENS = re.compile("([一二三四五六七八九]?)十([一二三四五六七八九]?)")
_DIGITS = "〇一二三四五六七八九"
_JOINERS = frozenset({"und", "and", "et", "y", "e", "en", "i", "a"})
_GAPS = frozenset({" ", "-", "\u2010", "\u2011", "\xa0"})
_TEN, _TWENTY, _HUNDRED, _THOUSAND = 10, 20, 100, 1000
_REVERSED = {"de": "und", "nl": "en"}
"""Languages that say the ones before the tens, in one word, and what stands between."""
_WRITTEN_AS_ONE = frozenset({"de", "nl", "it"})
_FRENCH_TENS = frozenset({60, 80})
_QUATRE = 4


class Spelled(NamedTuple):
    """A number in words: its value, and where it stands."""

    value: int
    start: int
    end: int


def find(text: str, language: str = "") -> tuple[Spelled, ...]:
    """The cardinal numbers from two on that a text says in words, in its language if known."""
    table = _tables().get(language) or _tables()[""]
    found: list[Spelled] = []
    run: list[Spelled] = []
    for hit in _LETTERS.finditer(text):
        word = tokens.folded_word(hit[0])
        value = table.get(word)
        adjoins = bool(run) and text[run[-1].end : hit.start()] in _GAPS
        if value is None and not (adjoins and word in _JOINERS):
            found.extend(_summed(run))
            run = []
            continue
        if not adjoins:
            found.extend(_summed(run))
            run = []
        run.append(Spelled(value or 0, hit.start(), hit.end()))
    found.extend(_summed(run))
    return tuple(one for one in found if one.value > 1)


def _summed(run: list[Spelled]) -> Iterable[Spelled]:
    """Put the words of a number together: two hundred and fifty, quatre-vingt-dix."""
    total = current = 0
    start = end = -1
    for one in run:
        if start >= 0 and not one.value:
            continue  # "and"
        joined = _joined(current, one.value) if start >= 0 else one.value
        if joined is None:
            if start >= 0:
                yield Spelled(total + current, start, end)
            total, current, start = 0, one.value, one.start
        elif start >= 0 and one.value == _THOUSAND:
            total, current = total + joined, 0
        else:
            current = joined
            start = one.start if start < 0 and one.value else start
        end = one.end
    if start >= 0:
        yield Spelled(total + current, start, end)


def _joined(current: int, value: int) -> int | None:
    """What two words in a row come to, ``None`` where the second begins another number."""
    if value in (_HUNDRED, _THOUSAND) and 0 < current < value:
        return current * value
    if current == _QUATRE and value == _TWENTY:
        return _QUATRE * _TWENTY
    if current % _HUNDRED in _FRENCH_TENS and _TEN <= value < _TWENTY:
        return current + value
    free = _HUNDRED if current % _HUNDRED == 0 else _TEN if current % _TEN == 0 else 0
    after_teens = free != _TEN or current % _HUNDRED >= _TWENTY
    return current + value if 0 < value < free and after_teens else None


@lru_cache(maxsize=2048)
def spelled_out(text: str) -> frozenset[str]:
    """The numbers that a text says in words or in Han numerals, small ordinals as well."""
    table, line = _small(), fold(text)
    scripts = {value for word, value in table.items() if word > "\u2fff" and word in line}
    scripts |= {str(_tens(*hit.groups())) for hit in _TENS.finditer(line)}
    cardinals = {str(one.value) for one in find(text)}
    return frozenset(scripts | cardinals) | {table[word] for word in words(text) if word in table}


def _tens(tens: str, ones: str) -> int:
    """The value of a number such as 三十 or 二十五."""
    return _TEN * (_DIGITS.find(tens) if tens else 1) + (_DIGITS.find(ones) if ones else 0)


@lru_cache(maxsize=2048)
def ordinals(text: str) -> Mapping[str, str]:
    """The ordinals up to four that a text says in words, and the words as it writes them."""
    table = _ordinals()
    return {
        table[token.folded]: token.written for token in tokens.tokens(text) if token.folded in table
    }


@lru_cache(maxsize=2048)
def shares(text: str) -> tuple[int, ...]:
    """The percentages that a text gives as a half, a third or so."""
    line = f" {' '.join(words(text))} "
    return tuple(
        value
        for phrase, value in _shares()
        if (phrase in line if phrase > "\u2fff" else f" {phrase} " in line)
    )


def is_numeral(word: str) -> bool:
    """Tell whether a folded word is a number or an ordinal."""
    return _tables()[""].get(word, _THOUSAND) < _THOUSAND or word in _small()


@cache
def _read() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    return tomllib.loads(files(__package__).joinpath("numerals.toml").read_text("utf-8"))


@cache
def _ordinals() -> Mapping[str, str]:
    return _by_word("ordinals")


@cache
def _small() -> Mapping[str, str]:
    return _by_word("small")


def _by_word(name: str) -> Mapping[str, str]:
    lines: Mapping[str, str] = _read()[name]  # type: ignore[assignment]  # (flat tables)
    return {fold(word): value for value, line in lines.items() for word in line.split()}


@cache
def _shares() -> tuple[tuple[str, int], ...]:
    lines: Mapping[str, str] = _read()["shares"]  # type: ignore[assignment]  # (a flat table)
    return tuple(
        (" ".join(words(phrase)), int(value))
        for value, line in lines.items()
        for phrase in line.split("|")
    )


@cache
def _tables() -> Mapping[str, Mapping[str, int]]:
    """The words by language, and all of them under ""."""
    by_language = {
        language: _of_language(language, forms) for language, forms in _read()["cardinals"].items()
    }
    together: dict[str, int] = {}
    for table in by_language.values():
        together.update(table)
    return {**by_language, "": together}


def _of_language(language: str, forms: Mapping[str, str]) -> Mapping[str, int]:
    table: dict[str, int] = {}
    for name, first, step in (("ones", 2, 1), ("tens", 30, 10), ("hundreds", 200, 100)):
        for number, several in enumerate(forms.get(name, "").split()):
            for form in several.split("/"):
                table[fold(form)] = first + step * number
    for name, value in (("hundred", _HUNDRED), ("thousand", _THOUSAND)):
        table.update((fold(form), value) for form in forms[name].split())
    if language in _WRITTEN_AS_ONE:
        table |= _compounds(language, table)
    return table


def _compounds(language: str, table: Mapping[str, int]) -> Mapping[str, int]:
    """What these languages write in one word: fünfundzwanzig, trentadue, tweehonderd."""
    ones = [(word, value) for word, value in table.items() if value < _TEN]
    tens = [(word, value) for word, value in table.items() if _TWENTY <= value < _HUNDRED]
    more = [(word, value) for word, value in table.items() if value in (_HUNDRED, _THOUSAND)]
    made: dict[str, int] = {}
    joiner = _REVERSED.get(language)
    single = {"de": "ein", "nl": "een", "it": "uno"}[language]
    for ten, tens_value in tens:
        for one, value in (*ones, (single, 1)):
            if joiner:
                made[one + joiner + ten] = value + tens_value
            else:
                made[(ten[:-1] if one[0] in "uo" else ten) + one] = value + tens_value
    for word, factor in more:
        for one, value in table.items():
            if value < _HUNDRED:
                made[one + word] = value * factor
    return made
