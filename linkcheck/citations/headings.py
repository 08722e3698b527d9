"""Which headings name a section of sources (data: ``headings.toml``, by language)."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from enum import Enum
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from linkcheck.text import fold, is_cjk, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_MAX_HEADING = 80
_MAX_WORDS = 8
_NUMBER = re.compile(r"^(?:\d+|[ivx]+)$")
_INLINE = re.compile(r"^[\s\W]{0,8}?(?P<term>[^:：\n]{2,40}?)\s?[:：]\s*(?P<rest>\S.*)$", re.DOTALL)
_TOPIC = frozenset(
    {"zu", "zum", "zur", "fur", "uber", "for", "on", "about", "pour", "sur", "sobre", "para", "per"}
)
_BRACKETED = re.compile(
    r"^\s*[\[【〔<（(](?P<term>[^\]】〕>）)\n]{2,20})[\]】〕>）)]\s*[:：]?\s*(?P<rest>\S.*)$",
    re.DOTALL,
)
_CLOSING = {"(": ")", "（": "）", "[": "]"}
_WITHIN = re.compile(
    r"(?:(?P<opening>[(（\[])\s?|(?<=[.!?。！？»”]\s)|(?<=[。！？]))(?P<term>[^\W\d][^:：.()\n]{1,24}?)\s?[:：]\s?"
)
_APPENDED = re.compile(r"\s*(?:\[[^\[\]\n]{1,40}\]|[¶#§])\s*$")
"""What a wiki or a generator of sites appends to a heading: "[edit]", an anchor."""
_MARKS = re.compile(r"^[\W_]+|[\W_]+$")
_PLURAL = re.compile(r"(?<=\w)\((?:n|s|en|es)\)", re.IGNORECASE)
"""The other number of a noun: "Quelle(n)", "Source(s)"."""
_ORDINAL = re.compile(r"^第?[一二三四五六七八九十]{1,3}[、.章节節部]\s*")
_INVITATIONS = "invitations"
_MAX_INVITATION = 300
"""Characters; a longer line says more than that."""
_MAX_CJK = 24
"""Characters of a heading without spaces; a longer one names more than its sources."""
_ANNOUNCING = 14
"""Words of a line that announces sources; a longer one says more than that."""


class Heading(Enum):
    """What a heading says of what follows it."""

    SOURCES = "sources"
    PERHAPS = "perhaps"
    STOP = "stop"


@dataclass(frozen=True, slots=True)
class _Terms:
    core: frozenset[str]
    weak: frozenset[str]
    fill: frozenset[str]
    phrases: frozenset[str]
    inline: frozenset[str]
    stop: frozenset[str]


@cache
def _tables() -> Mapping[str, Mapping[str, list[str]]]:
    return tomllib.loads(files(__package__).joinpath("headings.toml").read_text("utf-8"))


@cache
def _terms() -> tuple[_Terms, ...]:
    tables = _tables()
    return tuple(
        _Terms(**{key: frozenset(map(fold, terms)) for key, terms in table.items()})
        for name, table in tables.items()
        if name != _INVITATIONS
    )


@cache
def _known() -> tuple[frozenset[str], frozenset[str]]:
    """Words of which a heading has one, and whole headings, of all languages."""
    every = _terms()
    return (
        frozenset().union(*(terms.core | terms.weak for terms in every)),
        frozenset().union(
            *(terms.core | terms.weak | terms.phrases | terms.stop for terms in every)
        ),
    )


@lru_cache(maxsize=4096)
def kind_of(text: str) -> Heading | None:
    """Judge a heading, or a line that may be one, by its words alone."""
    if len(text) > _MAX_HEADING or text.count("(") != text.count(")"):
        return None
    folded = _bare(_APPENDED.sub("", text) or text)
    said = [word for word in words(folded) if not _NUMBER.match(word)]
    if not said or len(said) > _MAX_WORDS:
        return None
    if any(map(is_cjk, said)):
        said = [piece for word in said for piece in _pieces(word)]
    known, whole = _known()
    if known.isdisjoint(said) and folded not in whole and folded.replace(" ", "") not in whole:
        return None
    judged = {_judge(terms, folded, said) for terms in _terms()}
    return next((kind for kind in Heading if kind in judged), None)


def within_prose(text: str) -> Iterator[tuple[str, int, int]]:
    """Where a sentence names its source: "… (Quelle: X, https://…)": the word, begin and end."""
    for found in _WITHIN.finditer(text):
        opening = found["opening"]
        end = text.find(_CLOSING[opening], found.end()) if opening else len(text)
        if any(_bare(found["term"]) in terms.inline for terms in _terms()) and end > 0:
            yield (found["term"].strip(), found.end(), end)


def _bare(text: str) -> str:
    """A heading folded, without marks around it, a number before it, a plural in brackets."""
    marked = _MARKS.sub("", fold(_PLURAL.sub("", text))).strip()
    return _MARKS.sub("", _ORDINAL.sub("", marked))


@lru_cache(maxsize=4096)
def _pieces(word: str) -> tuple[str, ...]:
    """Cut a word of a script without spaces into terms: 参考资料与链接 is three of them.

    Longest terms first; a word that is not made of known terms alone stays whole.
    """
    if not is_cjk(word) or len(word) > _MAX_CJK:
        return (word,)
    cut: dict[int, tuple[str, ...]] = {0: ()}
    terms = _cjk_terms()
    for start in range(len(word)):
        for end in range(start + 1, len(word) + 1) if start in cut else ():
            if word[start:end] in terms:
                cut.setdefault(end, (*cut[start], word[start:end]))
    return cut.get(len(word), (word,))


@cache
def _cjk_terms() -> frozenset[str]:
    every = (terms.core | terms.weak | terms.fill for terms in _terms())
    return frozenset(term for terms in every for term in terms if is_cjk(term))


def announces(text: str) -> bool:
    """Tell whether a line says that sources follow: "Here are the sources:"."""
    line = text.rstrip()
    if not line.endswith((":", "：")) or len(line) > _MAX_HEADING:
        return False
    folded = fold(line)
    said = words(folded)
    if len(said) > _ANNOUNCING:
        return False
    return any(
        not terms.core.isdisjoint(said)
        or any(phrase in folded for phrase in terms.phrases)
        or any(term in folded for term in terms.core if is_cjk(term) and len(term) > 1)
        for terms in _terms()
    )


def presents(text: str) -> bool:
    """Tell whether a line is the head of a text about the publisher: "About the Rivers Agency"."""
    said = words(text)
    begins = fold(text).startswith(tuple(fold(one) for one in _tables()[_INVITATIONS]["about"]))
    return begins and len(said) <= _MAX_WORDS


@cache
def _invitations() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(fold(one)) for one in _tables()[_INVITATIONS]["words"]))


def invites(text: str) -> bool:
    """Tell whether a line asks its readers to subscribe, to follow or to pay."""
    return len(text) <= _MAX_INVITATION and bool(_invitations().search(fold(text)))


def _judge(terms: _Terms, folded: str, said: list[str]) -> Heading | None:
    if folded in terms.stop:
        return Heading.STOP
    if folded in terms.phrases:
        return Heading.PERHAPS
    joined = folded.replace(" ", "")
    if joined in terms.core or (
        any(word in terms.core for word in said)
        and all(word in terms.core | terms.weak | terms.fill for word in said)
    ):
        return Heading.SOURCES
    if joined in terms.weak or (
        any(word in terms.weak for word in said)
        and all(word in terms.weak | terms.fill for word in said)
    ):
        return Heading.PERHAPS
    return None


def names_topic(text: str) -> bool:
    """Tell whether a heading is that of sources for something: "Quellen zum ersten Hafen"."""
    said = words(text)
    begins = len(text) <= _MAX_HEADING and len(said) > 2 and said[1] in _TOPIC  # noqa: PLR2004 (a word, a preposition, a topic)
    return begins and any(said[0] in terms.core for terms in _terms())


def inline_rest(text: str) -> tuple[str, int] | None:
    """Split a line that holds its sources itself: ("Quelle", offset of what follows)."""
    for pattern in (_BRACKETED, _INLINE):
        found = pattern.match(text)
        term = _bare(found["term"]) if found else ""
        if found and (
            any(term in terms.inline for terms in _terms()) or kind_of(term) is Heading.SOURCES
        ):
            return (_MARKS.sub("", found["term"]), found.start("rest"))
    return None
