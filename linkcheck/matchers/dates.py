"""Dates: the label's against those that the page carries, and those that its text names.

A page carries the dates of its title, its metadata, its URL and the beginning of its text. News
of an event may come a few days later; a page about one that is long past names its date.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from linkcheck import dates
from linkcheck.matchers import tokens
from linkcheck.matchers.weights import evidence
from linkcheck.urls import split

if TYPE_CHECKING:
    from collections.abc import Iterable

    from linkcheck.dates import FoundDate
    from linkcheck.matchers.claim import Claim
    from linkcheck.model import Evidence, Page

_DATELINE = 400
_LAG = timedelta(days=3)
"""A page may be published so much later than what its label dates, and still be the one."""
_DAY = timedelta(days=1)
_SOON = 14
"""Days; a page may announce what its label dates."""
_LONG_AFTER = timedelta(days=400)
_FUTURE = timedelta(days=60)
_RANGE = re.compile(r"(?<!\d)(\d{1,2})\.?\s?(?:-|–|—|/|bis|und|to|and|et|au|y|al|～|〜|~)\s?$")
_YEAR = re.compile(r"(?<![\d.,/])(?:1[89]|20)\d\d(?![\d])")
_SPAN = re.compile(
    r"(?<![\d.,/])((?:1[89]|20)\d\d)\s?(?:[-–—/～〜~]|bis|to|à|al|do)\s?((?:1[89]|20)?\d\d)(?![\d-]|[./]\d)"
)
"""A season, a school year, a turn of the year or a longer time: 2023/24, 2023–2024, 2014-2020."""
_APART = re.compile(r"[,;(（\[]\s*(?:[^\W\d]{1,12}\.?\s+)?\d{4}\s*[)）\]]?\s*$")
"""A year that stands apart is that of publication: "Annual report, 2023" may be that for 2022."""
_EDITIONS = 5
"""Years; further apart, a title's year is its subject ("Scenarios for 2050")."""
_IN_ADDRESS, _PUBLISHED_THEN = 0.6, 0.3
"""How much another year in the title says where the label's year stands in the address, which may
promise what the page does not keep, or is that of publication."""
_AROUND, _MOST_WINDOWS = 24, 12


@dataclass(frozen=True, slots=True)
class Period:
    """A date or a range of days, inclusive; ``written`` is how a text says it."""

    first: date
    last: date
    written: str

    def distance(self, day: date) -> timedelta:
        """Days from the period to a day: negative before it, zero within."""
        if day < self.first:
            return day - self.first
        return max(day - self.last, timedelta())


def weigh(claim: Claim, page: Page) -> Iterable[Evidence]:
    """Compare the label's full dates; else its months; else its years."""
    found = dates.find(claim.text, claim.tongue)
    days = periods(claim.text, claim.tongue, claim.published)
    months = [one for one in found if one.month and not one.day]
    if days:
        yield from _days(days, page)
    elif any(one.month and one.day for one in found):
        yield from _yearless(claim.text, [one for one in found if one.day], page)
    elif months:
        yield from _months(claim.text, months, page)
    else:
        yield from _years(claim.text, page)


def _days(promised: tuple[Period, ...], page: Page) -> Iterable[Evidence]:
    announced = next((one for one in promised if _is_announced(one, page)), None)
    if announced and page.published:
        yield evidence("dates-before", label=announced.written, page=page.published)
        return
    own = carried(page)
    for period in promised:
        if any(not period.distance(day) for day in own):
            yield evidence("dates-same", date=period.written)
            return
    for period in promised:
        if any(_in_text(period, title) for title in tokens.titles(page)):
            yield evidence("dates-same", date=period.written)
            return
        if _in_text(period, page.lead):
            yield evidence("dates-text", date=period.written)
            return
    for period in promised:
        close = [day for day in own if -_DAY <= period.distance(day) <= _DAY]
        if close:
            yield evidence("dates-near", label=period.written, page=close[0])
            return
    yield from _other_day(promised, own)


def _is_announced(period: Period, page: Page) -> bool:
    """Tell whether a page only looks forward to a day: published before, it names it in its text.

    What was said or decided on that day cannot stand there.
    """
    if not page.published or period.first - page.published <= _LAG:
        return False
    titled = any(_in_text(period, title) for title in tokens.titles(page))
    in_url = _in_address(page.url)
    if titled or (in_url and not period.distance(in_url)):
        return False
    beginning = _full(page.lead[:_DATELINE], page.language)
    return _in_text(period, page.lead) or any(not period.distance(day) for day in beginning)


def _other_day(promised: tuple[Period, ...], own: tuple[date, ...]) -> Iterable[Evidence]:
    if not own:
        return
    nearest = min(
        ((period, day) for period in promised for day in own),
        key=lambda pair: abs(pair[0].distance(pair[1])),
    )
    gap = nearest[0].distance(nearest[1])
    if timedelta() < gap <= _LAG:
        return
    hard = gap < timedelta() or gap <= _LONG_AFTER or _is_anniversary(*nearest)
    key = "dates-other" if hard else "dates-later"
    yield evidence(key, contradicts=hard, label=nearest[0].written, page=nearest[1])


def _is_anniversary(period: Period, day: date) -> bool:
    """Tell whether only the year differs: that is no page that came late, but another one."""
    return (period.last.month, period.last.day) == (day.month, day.day)


def _yearless(text: str, found: list[FoundDate], page: Page) -> Iterable[Evidence]:
    """Compare days and months where neither the label nor its article tells the year."""
    wanted = {(one.month, one.day) for one in found}
    written = text[found[0].start : found[0].end]
    own = carried(page)
    titled = [
        one for title in tokens.titles(page) for one in dates.find(title, page.language) if one.day
    ]
    if any((one.month, one.day) in wanted for one in titled):
        yield evidence("dates-same", 0.7, date=written)
    elif titled and not own:
        yield evidence("dates-other", contradicts=True, label=written, page=_said(titled[0], page))
    elif any((day.month, day.day) in wanted for day in own):
        yield evidence("dates-same", 0.7, date=written)
    elif any((one.month, one.day) in wanted for one in _named(page.lead, found)):
        yield evidence("dates-text", date=written)
    elif own and not _falls_within(wanted, own, -_LAG.days, 1):
        soon = _falls_within(wanted, own, 1, _SOON)
        key = "dates-before" if soon else "dates-other"
        yield evidence(key, contradicts=not soon, label=written, page=own[0])


def _falls_within(
    wanted: set[tuple[int | None, int | None]], days: tuple[date, ...], first: int, last: int
) -> bool:
    """Tell whether a wanted day lies so many days after one of these."""
    return any(
        ((day + offset * _DAY).month, (day + offset * _DAY).day) in wanted
        for day in days
        for offset in range(first, last + 1)
    )


def _said(one: FoundDate, page: Page) -> str:
    """A date as a title of the page says it."""
    return next(
        (title[one.start : one.end] for title in tokens.titles(page)
         if one in dates.find(title, page.language)), "")  # fmt: skip


def _months(text: str, found: list[FoundDate], page: Page) -> Iterable[Evidence]:
    wanted = {(one.year, one.month) for one in found if one.year}
    written = text[found[0].start : found[0].end]
    titled = [day for title in tokens.titles(page) for day in _months_of(title, page.language)]
    if any((day.year, day.month) in wanted for day in titled):
        yield evidence("dates-month", date=written)
    elif wanted and titled:
        yield evidence("dates-other", contradicts=True, label=written, page=titled[0])
    elif any((day.year, day.month) in wanted for day in carried(page)):
        yield evidence("dates-month", 0.5, date=written)
    elif wanted & {(one.year, one.month) for one in _named(page.lead, found)}:
        yield evidence("dates-text", date=written)


def _months_of(title: str, language: str) -> list[date]:
    """The months that a title names, as their first days."""
    return [
        date(one.year, one.month, 1)
        for one in dates.find(title, language)
        if one.year and one.month
    ]


def _years(text: str, page: Page) -> Iterable[Evidence]:
    wanted = _years_in(text)
    if not wanted:
        return
    ours, theirs = _spans_of(text), [span for one in tokens.titles(page) for span in _spans_of(one)]
    if ours and theirs:
        yield from _spans(ours[0], theirs)
        return
    titled = {year for title in tokens.titles(page) for year in _years_in(title)}
    published = str(page.published.year) if page.published else ""
    shared = [year for year in wanted if year in titled]
    if shared and published and shared[0] != published:
        yield evidence("dates-subject", year=shared[0])
    elif shared:
        yield evidence("dates-year", year=shared[0])
    elif titled and _are_editions(wanted, titled):
        published_then = published in wanted and bool(_APART.search(text))
        in_address = published not in wanted and any(year in page.url for year in wanted)
        excluded = not (published_then or in_address)
        strength = 1.0 if excluded else _PUBLISHED_THEN if published_then else _IN_ADDRESS
        yield evidence(
            "dates-otheryear",
            strength,
            contradicts=excluded,
            label=wanted[0],
            page=min(titled),
        )
    elif published in wanted and not titled:
        yield evidence("dates-year", 0.6, year=wanted[0])
    elif not titled and any(year in page.lead for year in wanted):
        yield evidence("dates-text", 0.4, date=wanted[0])
    elif (
        published
        and not titled
        and not any(abs(int(year) - int(published)) == 1 for year in wanted)
    ):
        yield evidence("dates-faryear", label=wanted[0], page=published)


@dataclass(frozen=True, slots=True)
class _Span:
    """A range of years, and how a text writes it."""

    first: int
    last: int
    written: str

    def is_year_of(self, other: _Span) -> bool:
        """Tell whether both are as long, so that one may be the other of another year."""
        return self.last - self.first == other.last - other.first


def _spans(ours: _Span, theirs: list[_Span]) -> Iterable[Evidence]:
    """Compare ranges of years: one agrees with the same one, however written, and no other."""
    if any((ours.first, ours.last) == (one.first, one.last) for one in theirs):
        yield evidence("dates-subject", year=ours.written)
    elif rival := next((one for one in theirs if ours.is_year_of(one)), None):
        yield evidence(
            "dates-otheryear", contradicts=True, label=ours.written, page=rival.written
        )


@lru_cache(maxsize=2048)
def _spans_of(text: str) -> tuple[_Span, ...]:
    """The ranges of years that a text names; "2023/04" is a month, "2003-12" may be one."""
    found: list[_Span] = []
    for hit in _SPAN.finditer(text):
        first = int(hit[1])
        last = int(hit[2]) if len(hit[2]) > 2 else first // 100 * 100 + int(hit[2])  # noqa: PLR2004 (two digits)
        if last == first // 100 * 100 and first % 100:
            last += 100  # 1999/00
        is_range = last - first == 1 or (len(hit[2]) > 2 and first < last)  # noqa: PLR2004 (two digits)
        if is_range:
            found.append(_Span(first, last, hit[0]))
    return tuple(found)


def _years_in(text: str) -> list[str]:
    """The years that a text names, those of Japanese eras as well (令和5年)."""
    eras = (one.year for one in dates.find(text) if one.year and not one.month)
    return list(dict.fromkeys([*_YEAR.findall(text), *map(str, eras)]))


def _are_editions(wanted: list[str], titled: set[str]) -> bool:
    """Tell whether the title's year is that of another edition, not of what it is about."""
    return any(abs(int(one) - int(two)) <= _EDITIONS for one in wanted for two in titled)


def carried(page: Page) -> tuple[date, ...]:
    """The full dates that a page carries itself: title, metadata, URL, beginning of the text."""
    spoken = page.language
    own = [day for title in tokens.titles(page) for day in _full(title, spoken)]
    if page.published:
        own.append(page.published)
    if in_url := _in_address(page.url):
        own.append(in_url)
    own.extend(_full(page.lead[:_DATELINE], spoken)[:2])
    return tuple(dict.fromkeys(own))


@lru_cache(maxsize=1024)
def _in_address(url: str) -> date | None:
    address = split(url)
    found = dates.in_path(address.path) if address else None
    return found.full if found else None


def _full(text: str, language: str) -> list[date]:
    return [
        day
        for period in periods(text, language, None)
        for day in dict.fromkeys((period.first, period.last))
    ]


@lru_cache(maxsize=1024)
def periods(text: str, language: str, near: date | None) -> tuple[Period, ...]:
    """The full dates of a text, ranges as such; a missing year is that of the article's date."""
    found: list[Period] = []
    for one in dates.find(text, language):
        last = one.full or (_nearest(one, near) if near else None)
        if last is None:
            continue
        opening = _RANGE.search(text[max(0, one.start - 12) : one.start])
        day = int(opening[1]) if opening else last.day
        first = last.replace(day=day) if 0 < day < last.day else last
        found.append(Period(first, last, text[one.start : one.end]))
    return tuple(found)


def _nearest(one: FoundDate, near: date) -> date | None:
    """The day in the past of an article, or not far in its future."""
    days = [one.given_year(near.year + offset) for offset in (1, 0, -1)]
    return next((day for day in days if day and day <= near + _FUTURE), None)


def _in_text(period: Period, lead: str) -> bool:
    """Tell whether a text names a day of a period; a date without a year counts as well."""
    wanted = {period.first, period.last}
    return any(
        one.given_year(day.year) == day for day in wanted for one in _around(lead, (day.day,))
    )


def _named(lead: str, found: list[FoundDate]) -> tuple[FoundDate, ...]:
    """The dates that a text names near the numbers that are looked for."""
    return _around(lead, tuple(one.day or one.year or 0 for one in found))


def _around(lead: str, numbers: tuple[int, ...]) -> tuple[FoundDate, ...]:
    """Read dates only where one of these numbers stands: reading the whole text costs 5 ms."""
    pattern = re.compile(rf"(?<!\d)0?(?:{'|'.join(map(str, numbers))})(?!\d)")
    windows = [
        lead[max(0, hit.start() - _AROUND) : hit.end() + _AROUND] for hit in pattern.finditer(lead)
    ]
    return dates.find(" | ".join(windows[:_MOST_WINDOWS]))
