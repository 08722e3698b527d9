"""Bibliographic entries: author, title, publisher and dates, in the styles that people use.

Only entries that are plainly bibliographic are read as such: a title in quotes with an imprint
behind it, a year in brackets behind the authors, "In:", "[online]", "//". A label that might as
well be one sentence stays whole, for a wrong title would be compared with the page. Pure, and
linear in the length of the entry.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from linkcheck.citations import authors, imprint, labels, wordlists
from linkcheck.model import Bibliography
from linkcheck.text import clean

if TYPE_CHECKING:
    from collections.abc import Callable

_MAX_ENTRY = 600
_DATED = re.compile(r"(?:1[89]|20)\d\d|\d\.\s?\d{1,2}\.\s?\d\d|令和|平成|昭和")
_QUOTED = re.compile(
    r"„([^“”\"]{4,300})[“”\"]|“([^”]{4,300})”|\"([^\"]{4,300})\"|«([^»]{4,300})»|»([^«]{4,300})«"
    r"|「([^」]{3,300})」|『([^』]{3,300})』|《([^》]{3,300})》|〈([^〉]{3,300})〉|＜([^＞]{3,300})＞"
)
_PUBLISHED_AFTER = re.compile(
    r"^\s*(?:[(（\[,.，、。;:/|–—-]|\d|$|in\s|dans\s|en\s|『|《)", re.IGNORECASE
)
_INTRODUCED = re.compile(r"(?:[,.:：，。、)）；;]|기자)\s*$")
_BY_YEAR = re.compile(
    r"^(?P<who>.{2,240}?)\s*[(（](?P<year>(?:1[89]|20)\d\d)[a-z]?(?:,\s*(?P<day>[^()]{1,25}))?[)）]\s*[.:,]?\s*(?P<rest>\S.*)$"
)
_BY_FULL_DATE = re.compile(
    r"^(?P<who>[^()]{2,240}?)\s*\((?P<when>[^()]{6,30})\)\s*[.:,]\s*(?P<rest>\S.*)$"
)
_YEAR_BEHIND = re.compile(
    r"^(?P<who>[^.():]{2,240}?),\s(?P<year>(?:1[89]|20)\d\d)[.:]\s+(?P<rest>\S.*)$"
)
_WITHIN = re.compile(r"^(?P<head>.{4,400}?)[.,;:?!]?\s+In:\s*(?P<rest>\S.*)$", re.IGNORECASE)
_SLASHES = re.compile(r"^(?P<head>.{4,400}?)\s+//\s+(?P<rest>\S.*)$")
_RUSSIAN = re.compile(
    r"^(?P<who>(?:[^\W\d_][\w-]+,?\s(?:[^\W\d_]\.\s?){1,2},?\s?){1,4})(?P<title>\S.{3,})$"
)
_SURNAME_FIRST = re.compile(
    r"^(?P<who>[^\W\d_][^.:()\d]{1,80}?,\s[^.:()\d]{1,80}?(?:\s[^\W\d_]\.)*)\.?\s*(?<=[.\w])(?<!\s\w)\.\s+(?P<rest>\S.*)$"
)
_CHINESE = re.compile(
    "^(?P<who>[\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3、,，·\\s]{2,40}?)[.．:：]\\s*(?P<rest>\\S.*)$"
)
_COLON = re.compile(r"^(?P<who>[^:：]{2,120}?)\s?[:：]\s+(?P<rest>\S.*)$")
_SENTENCE = re.compile(
    r"(?<=[\w)\]”“»\"’%])(?<![\s.]\w)(?<!\b\w\w\.)(?<!\W\d)(?<!\W\d\d)[.](?=\s|$)|[?!。？！](?=\s|$|[^\w\s])|。"
)
_SHORT_TITLE = 3
_SHORT_CJK = 4
_ENDS_DATED = re.compile(r",\s*(?P<when>[^,]{4,24}|[^\W\d_]+ \d{1,2}, \d{4})\s*[.)]?$")
_MARKS = '"“”„«»‹›「」『』《》〈〉＜＞ \t,;:–—-*_'


@dataclass(frozen=True, slots=True)
class _Entry:
    """An entry without the day of access; ``accessed`` tells whether it had one."""

    body: str
    anchor: str
    accessed: bool


@dataclass(frozen=True, slots=True)
class _Parts:
    """An entry cut into pieces, each still as written; ``year`` stood behind the authors."""

    who: str
    title: str
    imprint: str
    year: str = ""


def read(text: str, anchor: str = "") -> Bibliography | None:
    """Read an entry, its address left out; ``None`` for one that is no more than a label.

    ``anchor`` is what its link is called, which is the title where an imprint stands around it.
    """
    entry = clean(text, _MAX_ENTRY)
    if not _DATED.search(entry):
        return None
    accessed, body = imprint.accessed(labels.without_source_word(labels.without_marks(entry)))
    given = _Entry(body.strip(), anchor, bool(accessed))
    parts = next(filter(None, (form(given) for form in _FORMS)), None)
    if parts is None:
        return Bibliography(accessed=accessed) if accessed else None
    found = _composed(parts, accessed)
    return found if found.title else Bibliography(accessed=accessed) if accessed else None


def _composed(parts: _Parts, accessed: str) -> Bibliography:
    published, rest = imprint.published(parts.imprint)
    who, year = parts.who, parts.year or published
    if not year:
        year, who = imprint.published(who)
    title = labels.tidy(_of_screen().sub("", parts.title).strip(_MARKS)).removesuffix(".")
    title = title.strip(_MARKS)
    return Bibliography(
        title=title if _is_title(title) else "",
        authors=authors.read(who),
        publisher=clean(imprint.publisher(rest)),
        published=year,
        accessed=accessed,
    )


def _is_title(title: str) -> bool:
    cjk = sum(char >= "\u3041" for char in title)
    return len(title.split()) >= _SHORT_TITLE or cjk >= _SHORT_CJK or len(title) >= 12  # noqa: PLR2004 (one long word)


@cache
def _of_screen() -> re.Pattern[str]:
    return re.compile(rf"\s*\[(?:{wordlists.alternatives('online')})\]", re.IGNORECASE)


# --- forms: each answers None where the entry is not written so ------------------------------


def _by_anchor(entry: _Entry) -> _Parts | None:
    """The link is the title, and authors or an imprint stand around it."""
    start = entry.body.find(entry.anchor) if len(entry.anchor) >= _SHORT_TITLE else -1
    if start < 0:
        return None
    before, after = entry.body[:start], entry.body[start + len(entry.anchor) :]
    before, after = before.rstrip('"“„«「『《 '), after.lstrip('"”“»」』》 ')
    behind = imprint.published(after)
    if not (behind[0] or imprint.publisher(behind[1])):
        return None
    return _around(before, entry.anchor, after, accessed=entry.accessed)


def _quoted(entry: _Entry) -> _Parts | None:
    """A title in quotes, authors before it or an imprint behind it."""
    hit = _QUOTED.search(entry.body)
    if hit is None:
        return None
    title = next(filter(None, hit.groups()))
    return _around(
        entry.body[: hit.start()], title, entry.body[hit.end() :], accessed=entry.accessed
    )


def _around(before: str, title: str, after: str, *, accessed: bool) -> _Parts | None:
    before = before.strip()
    if not _PUBLISHED_AFTER.match(after) and not title.endswith((".", ",", "?", "!")):
        return None
    if before and not (
        _INTRODUCED.search(before) or (before[-1] >= "\u3041" and title[:1] >= "\u3041")
    ):
        return None
    dated, who = imprint.published(before)
    if who.strip(" ,.:;：") and not authors.read(who):
        return None
    tells = accessed or dated or imprint.published(after)[0]
    return _Parts(who, title, after, dated) if tells else None


def _apa(entry: _Entry) -> _Parts | None:
    """Authors (2023, May 12). Title. Publisher."""
    dated = _authors_and_year(entry.body)
    if dated is None:
        return None
    who, year, rest = dated
    title, behind = _sentence(rest)
    return _Parts(who, title, behind if imprint.is_telling(behind) else "", year)


def _authors_and_year(text: str) -> tuple[str, str, str] | None:
    """Authors, the date behind them, and the rest of the entry."""
    hit = _BY_YEAR.match(text)
    if hit and authors.read(hit["who"]):
        return hit["who"], imprint.bracketed(hit["year"], hit["day"] or ""), hit["rest"]
    hit = _BY_FULL_DATE.match(text)
    if hit and authors.read(hit["who"]) and (when := imprint.published(hit["when"])[0]):
        return hit["who"], when, hit["rest"]
    hit = _YEAR_BEHIND.match(text)
    if hit and authors.are_surely(hit["who"]):
        return hit["who"], hit["year"], hit["rest"]
    return None


def _within(entry: _Entry) -> _Parts | None:
    """Authors: Title. In: Publisher, date."""
    hit = _WITHIN.match(entry.body)
    if hit is None or not imprint.publisher(imprint.published(hit["rest"])[1]):
        return None
    dated = _authors_and_year(hit["head"])
    if dated:
        return _Parts(dated[0], dated[2], hit["rest"], dated[1])
    who, title = _authored(hit["head"])
    return _Parts(who, title, hit["rest"])


def _on_screen(entry: _Entry) -> _Parts | None:
    """AUTHOR, Forename. Title [online]. Place: Publisher, date."""
    hit = _of_screen().search(entry.body)
    if hit is None or not hit.start():
        return None
    who, title = _authored(entry.body[: hit.start()])
    return _Parts(who, title, entry.body[hit.end() :])


def _slashes(entry: _Entry) -> _Parts | None:
    """Иванов И. И. Название // Издание. — 12.05.2023."""
    hit = _SLASHES.match(entry.body)
    if hit is None:
        return None
    named = _RUSSIAN.match(hit["head"])
    return _Parts(
        named["who"] if named else "", named["title"] if named else hit["head"], hit["rest"]
    )


def _surname_first(entry: _Entry) -> _Parts | None:
    """Surname, Forename. Title. Publisher, date."""
    hit = _SURNAME_FIRST.match(entry.body)
    if hit is None or not authors.read(hit["who"]) or "," not in authors.read(hit["who"])[0]:
        return None
    title, rest = _sentence(hit["rest"])
    return (
        _Parts(hit["who"], title, rest)
        if rest and (entry.accessed or imprint.published(rest)[0])
        else None
    )


def _after_colon(entry: _Entry) -> _Parts | None:
    """Authors: Title, Publisher, date; the date or that of the access tells it from a sentence."""
    hit = _COLON.match(entry.body)
    if hit is None or not authors.are_surely(hit["who"]):
        return None
    rest = hit["rest"]
    title, behind = _sentence(rest)
    if behind and imprint.published(behind)[0]:
        return _Parts(hit["who"], title, behind)
    dated = _ENDS_DATED.search(rest)
    if dated and imprint.published(dated["when"])[0]:
        head, _, last = rest[: dated.start()].rpartition(", ")
        named = head and imprint.publisher(last) and len(last.split()) <= 4  # noqa: PLR2004 (a title's part is longer)
        return _Parts(
            hit["who"],
            head if named else rest[: dated.start()],
            f"{last if named else ''}, {dated['when']}",
        )
    return _Parts(hit["who"], title, behind) if entry.accessed else None


def _sentences(entry: _Entry) -> _Parts | None:
    """Title. Publisher, date: only where the day of access shows what kind of entry it is."""
    if not entry.accessed:
        return None
    title, rest = _sentence(entry.body)
    return (
        _Parts("", title, rest) if rest and imprint.publisher(imprint.published(rest)[1]) else None
    )


_FORMS: tuple[Callable[[_Entry], _Parts | None], ...] = (
    _by_anchor, _quoted, _on_screen, _slashes, _within, _apa, _surname_first, _after_colon,
    _sentences,
)  # fmt: skip


def _authored(head: str) -> tuple[str, str]:
    """Authors and title: "Meier, Anna: Titel", "MEIER, Anna. Titel", "张三. 标题"."""
    for pattern, sure in ((_COLON, True), (_SURNAME_FIRST, True), (_CHINESE, False)):
        hit = pattern.match(head)
        if hit and (authors.are_surely if sure else authors.read)(hit["who"]):
            return hit["who"], hit["rest"]
    return "", head


def _sentence(text: str) -> tuple[str, str]:
    """The first sentence, and what follows it; a question mark stays."""
    hit = _SENTENCE.search(text)
    if hit is None:
        return text, ""
    keeps = hit[0] in "?!？！"
    return text[: hit.end() if keeps else hit.start()], text[hit.end() :].strip()
