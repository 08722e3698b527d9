"""Dates as people write them, in the languages we read. Pure.

Month names lie in ``dates.toml``. A date may be partial: "16. März" has no year, "März 2023"
no day. Two-digit years and bare numbers are never guessed at; ``03/04/2023`` is kept only when
one of its numbers can be no month, or the language says which comes first.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files

from linkcheck.text import fold

_FIRST_YEAR, _LAST_YEAR = 1800, 2100
_REIWA, _HEISEI, _SHOWA = 2018, 1988, 1925
"""The year before each Japanese era's first year."""
_MAX_TEXT = 20_000
_NUMERAL = re.compile(r"\d|元年")
_WORD, _DIGITS = re.compile(r"\w+"), re.compile(r"\d+")
_ANYWHERE, _AT_NUMBERS, _AT_MONTHS = "", "numbers", "months"
"""Where a way to write dates can begin."""
_SHORT = 500
_MONTH_FIRST = ("en",)
_MONTHS_IN_YEAR = 12


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a text, full or partial; ``text[start:end]`` is how it stands there."""

    year: int | None
    month: int | None
    day: int | None
    start: int = 0
    end: int = 0

    @property
    def full(self) -> date | None:
        """The calendar date, ``None`` when a part is missing."""
        return self.given_year(None)

    def given_year(self, year: int | None) -> date | None:
        """The calendar date, taking the year from ``year`` where the text has none."""
        chosen = self.year or year
        if not (chosen and self.month and self.day):
            return None
        return _calendar(chosen, self.month, self.day)


def parse_iso(text: str) -> date | None:
    """Read the date of an ISO 8601 date or timestamp, as metadata carry it, or ``None``."""
    found = re.match(r"\s*(\d{4})-?(\d\d)-?(\d\d)(?!\d)", text)
    return _calendar(*map(int, found.groups())) if found else None


def in_path(path: str) -> FoundDate | None:
    """Read the date that a URL's path carries (``/2023/04/26/``, ``/202303/``, ``20230426``)."""
    for pattern in _PATHS:
        for found in pattern.finditer(path):
            year, month, day = (int(part) if part else None for part in found.groups())
            if _plausible(year, month, day):
                return FoundDate(year, month, day, *found.span())
    return None


def find(text: str, language: str = "") -> tuple[FoundDate, ...]:
    """Find the dates in a text, in order; at most its first 20,000 characters are read.

    ``language`` decides between day and month first in ``03/04/2023``.
    """
    if not _NUMERAL.search(text):
        return ()
    return (_remembered if len(text) <= _SHORT else _find)(text[:_MAX_TEXT], language)


def _find(text: str, language: str) -> tuple[FoundDate, ...]:
    body, names = _keep_offsets(text), month_numbers()
    places = {
        _AT_NUMBERS: [hit.start() for hit in _DIGITS.finditer(body)],
        _AT_MONTHS: [hit.start() for hit in _WORD.finditer(body) if hit[0] in names],
    }
    found: list[FoundDate] = []
    taken = [False] * len(body)
    for begins, read, pattern in _patterns():
        hits = _from(places[begins], pattern, body) if begins else pattern.finditer(body)
        for hit in hits:
            if any(taken[hit.start() : hit.end()]):
                continue
            parts = read(hit, language)
            if parts is None or not _plausible(*parts):
                continue
            taken[hit.start() : hit.end()] = [True] * (hit.end() - hit.start())
            found.append(FoundDate(*parts, hit.start(), hit.end()))
    return tuple(sorted(found, key=lambda one: one.start))


_remembered = lru_cache(maxsize=1024)(_find)
"""Of a label or a title, several ask."""


def _from(places: Iterable[int], pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Where a pattern matches that begins at one of some places, without overlap.

    Seeking a hundred names of months at each letter took longer than all else about dates.
    """
    end = 0
    for place in places:
        if place >= end and (hit := pattern.match(text, place)):
            end = hit.end()
            yield hit


_Parts = tuple[int | None, int | None, int | None]
_Reader = Callable[[re.Match[str], str], _Parts | None]

_PATHS = (
    re.compile(r"(?<!\d)((?:19|20)\d\d)[/_-](\d\d?)[/_-](\d\d?)(?!\d)"),
    re.compile(r"(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)"),
    re.compile(r"(?<!\d)((?:19|20)\d\d)[/_-]?(\d\d)(?:/|_|-|$)()"),
)


def _keep_offsets(text: str) -> str:
    """Fold letter by letter, so that offsets stay those of the text."""
    return fold(text) if text.isascii() else "".join(map(_fold_letter, text))


@lru_cache(maxsize=4096)
def _fold_letter(char: str) -> str:
    return folded if len(folded := fold(char)) == 1 else char.lower()


@cache
def month_numbers() -> dict[str, int]:
    """Folded month name to its number, for every language we read."""
    table = tomllib.loads(files(__package__).joinpath("dates.toml").read_text("utf-8"))
    return {name: int(number) for number, names in table["months"].items() for name in names}


@cache
def _patterns() -> tuple[tuple[str, _Reader, re.Pattern[str]], ...]:
    names = sorted(month_numbers(), key=len, reverse=True)
    month = rf"(?P<m>{'|'.join(map(re.escape, names))})\b\.?"
    opening = r"(?P<m>\w+)\b\.?"
    day = r"(?<![\d.,:])(?P<d>\d{1,2})(?:\s?(?:st|nd|rd|th|er|eme|\.|º|ª|o))?"
    year = r"(?P<y>(?:1[89]|20)\d\d)(?!\d)"
    era = r"(?P<e>令和|平成|昭和)\s?"
    cjk_month, cjk_day = r"(?P<m>\d{1,2})\s?[月월]", r"(?P<d>\d{1,2})\s?[日일]"
    of = r"(?:\s+(?:de|del|of|di))?"
    point = r"\.\s?"
    two_parts = r"(?P<a>\d\d?)(?P<sep>[./])\s?(?P<b>\d\d?)(?P=sep)"
    return tuple(
        (begins, read, re.compile(pattern))
        for begins, read, pattern in (
            (_ANYWHERE, _era, rf"{era}(?P<y>\d{{1,2}}|元)年(?:\s?{cjk_month}(?:\s?{cjk_day})?)?"),
            (_ANYWHERE, _plain, rf"{year}\s?[年년]\s?{cjk_month}(?:\s?{cjk_day})?"),
            (_AT_NUMBERS, _plain, rf"(?<!\d){cjk_month}\s?{cjk_day}"),
            (_AT_NUMBERS, _plain, rf"(?<![\d-]){year}-(?P<m>\d\d)-(?P<d>\d\d)(?![\d-])"),
            (_AT_NUMBERS, _plain, rf"(?<!\d){year}{point}(?P<m>\d\d?){point}(?P<d>\d\d?)(?!\d)"),
            (_AT_NUMBERS, _named, rf"{day}{of}\s*{month}{of},?\s+{year}"),
            (_AT_MONTHS, _named, rf"{opening}\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+{year}"),
            (_AT_MONTHS, _named, rf"{opening}{of}\s+{year}"),
            (_AT_NUMBERS, _named, rf"{day}{of}\s*{month}(?!\s*\d)"),
            (_AT_MONTHS, _named, rf"{opening}\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?![\d.:])"),
            (_AT_NUMBERS, _numeric, rf"(?<![\d./]){two_parts}\s?{year}"),
        )
    )  # fmt: skip


def _plain(hit: re.Match[str], _language: str) -> _Parts:
    parts = hit.groupdict()
    return (_int(parts.get("y")), _int(parts.get("m")), _int(parts.get("d")))


def _named(hit: re.Match[str], _language: str) -> _Parts:
    parts = hit.groupdict()
    return (_int(parts.get("y")), month_numbers()[parts["m"]], _int(parts.get("d")))


def _era(hit: re.Match[str], _language: str) -> _Parts:
    parts = hit.groupdict()
    before = {"令和": _REIWA, "平成": _HEISEI, "昭和": _SHOWA}[parts["e"]]
    year = 1 if parts["y"] == "元" else int(parts["y"])
    return (before + year, _int(parts["m"]), _int(parts["d"]))


def _numeric(hit: re.Match[str], language: str) -> _Parts | None:
    first, second, year = int(hit["a"]), int(hit["b"]), int(hit["y"])
    if hit["sep"] == "." or first > _MONTHS_IN_YEAR:
        return (year, second, first)
    if second > _MONTHS_IN_YEAR:
        return (year, first, second)
    if language:
        month_first = language.partition("-")[0] in _MONTH_FIRST
        return (year, first, second) if month_first else (year, second, first)
    return None


def _int(part: str | None) -> int | None:
    return int(part) if part else None


def _plausible(year: int | None, month: int | None, day: int | None) -> bool:
    if year is not None and not _FIRST_YEAR <= year <= _LAST_YEAR:
        return False
    if month is not None and not 1 <= month <= _MONTHS_IN_YEAR:
        return False
    leap = 2000
    return day is None or _calendar(year or leap, month or 1, day) is not None


def _calendar(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
