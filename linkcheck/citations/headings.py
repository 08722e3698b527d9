"""Which headings name a section of sources (data: ``headings.toml``, by language)."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from enum import Enum
from functools import cache, lru_cache
from importlib.resources import files

from linkcheck.text import fold, words

_MAX_HEADING = 80
_MAX_WORDS = 8
_NUMBER = re.compile(r"^(?:\d+|[ivx]+)$")
_INLINE = re.compile(r"^[\s\W]{0,8}?(?P<term>[^:：\n]{2,40}?)\s?[:：]\s*(?P<rest>\S.*)$", re.DOTALL)
_TOPIC = frozenset(
    {"zu", "zum", "zur", "fur", "uber", "for", "on", "about", "pour", "sur", "sobre", "para", "per"}
)
_MARKS = re.compile(r"^[\W_]+|[\W_]+$")


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
def _terms() -> tuple[_Terms, ...]:
    tables = tomllib.loads(files(__package__).joinpath("headings.toml").read_text("utf-8"))
    return tuple(
        _Terms(**{key: frozenset(map(fold, terms)) for key, terms in table.items()})
        for table in tables.values()
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
    folded = _MARKS.sub("", fold(text)).strip()
    said = [word for word in words(folded) if not _NUMBER.match(word)]
    if not said or len(said) > _MAX_WORDS:
        return None
    known, whole = _known()
    if known.isdisjoint(said) and folded not in whole and folded.replace(" ", "") not in whole:
        return None
    judged = {_judge(terms, folded, said) for terms in _terms()}
    return next((kind for kind in Heading if kind in judged), None)


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
    found = _INLINE.match(text)
    if found is None:
        return None
    term = _MARKS.sub("", fold(found["term"])).strip()
    if any(term in terms.inline for terms in _terms()):
        return (_MARKS.sub("", found["term"]), found.start("rest"))
    return None
