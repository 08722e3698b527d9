"""Dates of a bibliographic entry, and who published it. Pure."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from linkcheck import dates
from linkcheck.citations import access, labels, wordlists
from linkcheck.text import fold

if TYPE_CHECKING:
    from linkcheck.dates import FoundDate

_YEAR = r"(?:1[89]|20)\d\d"
_BRACKETED = re.compile(rf"[(（\[]\s*({_YEAR})[a-z]?(?:,\s*([^()\[\]（）]{{1,25}}))?\s*[)）\]]")
_YEAR_ALONE = re.compile(rf"(?<![\w./-])({_YEAR})(?:[a-z]?(?![\w/-])|[年년])")
_SHORT_DATE = re.compile(r"(?<![\d.])(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{2})(?!\d)")
_YEAR_FIRST = re.compile(rf"(?<!\d)({_YEAR})\s+([^\W\d_]{{3,10}}\.?)\s+(\d{{1,2}})(?!\d)")
_DAY_ALONE = re.compile(
    r"[\[(]\s*(?:[Ss]tand\s*:?\s*)?(\d{1,2}\.\s?\d{1,2}\.\s?(?:\d\d){1,2})\s*[\])][\s.]*$"
)
"""A day in square brackets at the end: German theses give that of the access so."""
_BETWEEN = re.compile(
    r"\s*(?:am|on|le|el|il|em|op|den|the|dne|:|：|=|,|w dniu|在|于)*\s*", re.IGNORECASE
)
_LEAD = 34
_AFTER = re.compile(rf"\s*(?:に|에)?\s*[)\]]?\s*(?:{access.SEEN}|参照|閲讀)\w{{0,4}}")
_FROM = re.compile(rf"(?:{access.FROM}|da|unter)\b[\s,:]*", re.IGNORECASE)
"""What stands between the day of access and the address."""
_ENGLISH = re.compile(r"access|retriev|visit|view|cited", re.IGNORECASE)
_AROUND = " \t,;.:()[]（）【】–—-"
_DETAIL = re.compile(
    r"(?:^|[\s,;.(』》」])(?:S|pp?|pág|Seite|page|Nr|No|no|núm|vol|Vol|Bd|Jg|Heft|Issue|issue|Ausgabe|nº|n°|제|第)"
    r"\.?\s?\d[\w–-]*(?:\(\d{1,4}\))?(?:면|호|권|版|期|页|巻|卷|号)?|\b\d{1,4}\s?\(\d{1,4}\)|(?:^|[,;:]\s?)\d{1,4}\s?[–-]\s?\d{1,4}\b|\d{1,2}[:.]\d{2}\s*(?:Uhr|Uhr\b|h\b)?"
)
_PART = re.compile(
    r"(?:,|;|·|\||，|。|、|\s[–—-]|(?<=[^\W\d_]{5})\.|(?<=[A-ZÄÖÜ]{2})\.|(?<=[\d”»“\"\u3041-\ud7a3])\.)(?:\s+|$)|[，。、]|\s//\s"
)
_PLACE = re.compile(r"^[^\W\d_][\w .’'/-]{1,30}:\s+(?=\S)")
_MARKS = '"“”„«»‹›「」『』《》〈〉()[]（）*_ \t,;.:-–—'
_LONGEST = 80
_MOST_WORDS = 12
_SPOKEN = 3
"""Small words that make a sentence rather than a name."""
_EDITED = re.compile(r"\((?:Hg|Hrsg|Eds?|dir|coord)\.?\)", re.IGNORECASE)
_VOLUME = re.compile(r"\s+\d{1,4}$|[\s,;]+doi\b.*$", re.IGNORECASE)
_TELLING = re.compile(r"\d|\.\s*,?\s*$|^\W*in\b", re.IGNORECASE)


def accessed(text: str) -> tuple[str, str]:
    """When the author looked, as ISO 8601 or "", and the text without saying so."""
    hit = labels.accessing().search(text)
    following = _AFTER.search(text)
    if hit:
        start, begin = hit.start(), hit.end() + len(_between(text, hit.end()))
        day, end = _date_at(text, begin, day_first=not _ENGLISH.search(hit[0]))
        if day:
            return day, _cut(text, start, end)
    if following:
        before = text[max(0, following.start() - _LEAD) : following.start() + 1]
        found = [one for one in dates.find(before, "de") if one.year]
        if found:
            start = max(0, following.start() - _LEAD) + found[-1].start
            return iso(found[-1]), _cut(text, start, following.end())
    bare = _DAY_ALONE.search(text)
    if bare:
        day, _ = _date_at(text, bare.start(1), day_first=True)
        return (day, _cut(text, bare.start(), bare.end())) if day else ("", text)
    return "", text


def _between(text: str, position: int) -> str:
    found = _BETWEEN.match(text, position)
    return found[0] if found else ""


def _date_at(text: str, start: int, *, day_first: bool) -> tuple[str, int]:
    """The date that a text goes on with, and where it ends."""
    near = text[start : start + _LEAD]
    found = next(iter(dates.find(near, "de" if day_first else "")), None)
    if found and found.year and found.start <= 2:  # noqa: PLR2004 (a bracket, a blank)
        return iso(found), start + found.end
    for pattern, read in ((_SHORT_DATE, _short), (_YEAR_FIRST, _year_first)):
        hit = pattern.search(near)
        day = read(hit) if hit else ""
        if hit and day and hit.start() <= 2:  # noqa: PLR2004 (the same)
            return day, start + hit.end()
    return "", start


def _short(hit: re.Match[str]) -> str:
    day, month, year = map(int, hit.groups())
    found = dates.parse_iso(f"20{year:02}-{month:02}-{day:02}")
    return found.isoformat() if found else ""


def _year_first(hit: re.Match[str]) -> str:
    found = dates.find(f"{hit[2]} {hit[3]}, {hit[1]}")
    return iso(found[0]) if found else ""


def _cut(text: str, start: int, end: int) -> str:
    """A text without a part of it, and without what that leaves behind: brackets, commas."""
    before, after = text[:start].rstrip(" \t,;([（–—-"), text[end:].lstrip(" \t,;.:)]）。").rstrip()
    if found := _FROM.match(after):
        after = after[found.end() :]
    return f"{before}{', ' if before and after else ''}{after}".strip()


def iso(found: FoundDate) -> str:
    """A date as far as it is known, in the way of ISO 8601."""
    parts = [f"{found.year:04}"] if found.year else []
    if parts and found.month:
        parts.append(f"{found.month:02}")
        if found.day:
            parts.append(f"{found.day:02}")
    return "-".join(parts)


@lru_cache(maxsize=256)
def published(text: str) -> tuple[str, str]:
    """The date of publication in an imprint, as ISO 8601 or "", and the text without it."""
    hit = _BRACKETED.search(text)
    if hit:
        return bracketed(hit[1], hit[2] or ""), text[: hit.start()] + "," + text[hit.end() :]
    found = [one for one in dates.find(text, "de") if one.year]
    if found:
        one = found[-1]
        return iso(one), f"{text[: one.start]},{text[one.end :]}"
    hit = _YEAR_FIRST.search(text)
    if hit and (day := _year_first(hit)):
        return day, f"{text[: hit.start()]},{text[hit.end() :]}"
    years = list(_YEAR_ALONE.finditer(text))
    if years:
        return years[-1][1], f"{text[: years[-1].start()]},{text[years[-1].end() :]}"
    return "", text


def bracketed(year: str, rest: str) -> str:
    """The date of "(2023, May 12)": the year first, then the day and the month."""
    for written in (f"{rest} {year}", f"{rest}, {year}"):
        found = [one for one in dates.find(written, "de") if one.year] if rest else []
        if found:
            return iso(found[0])
    return year


def publisher(text: str) -> str:
    """Who published it: the first words of an imprint that are a name, without place and pages.

    Of a chapter's imprint, which names the editors and the book first, nobody is taken.
    """
    if _EDITED.search(text):
        return ""
    bare = _DETAIL.sub(", ", text)
    for part in _PART.split(bare):
        name = _named(part)
        if name:
            return name
    return ""


def is_telling(text: str) -> bool:
    """Tell an imprint from a subtitle: it has numbers, ends in a full stop or begins with "In"."""
    return bool(_TELLING.search(text))


def _named(part: str) -> str:
    name = _PLACE.sub("", part.strip(_MARKS))
    first, _, rest = name.partition(" ")
    if rest and fold(first).rstrip(":") in wordlists.words("within"):
        name = rest
    name = _VOLUME.sub("", name.strip(_MARKS))
    begins_small = name[:1].islower() and "." not in name
    if not any(map(str.isalpha, name)) or len(name) < 2 or begins_small or len(name) > _LONGEST:  # noqa: PLR2004 (a letter names nobody)
        return ""
    if fold(name) in wordlists.words("notes") or len(name.split()) > _MOST_WORDS:
        return ""
    small = [word for word in name.split() if word.islower() and "." not in word]
    spoken = [word for word in small if fold(word) not in wordlists.words("particles")]
    return name if len(spoken) < _SPOKEN else ""
