"""Which words of a short text are names of persons and organisations.

A name is a capitalised word that is neither common nor a place nor a type of document. German
capitalises every noun, English whole titles; hence a name is told apart from one that is sure:
a part of a person's name, or a word that its place in the sentence makes one.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from linkcheck import dates
from linkcheck.matchers import doctypes, numerals, persons, places, sounds, tokens, vectors
from linkcheck.text import is_cjk, words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from linkcheck.matchers.persons import Person
    from linkcheck.matchers.tokens import Token

NOUN_ENDINGS = (
    "ung", "ungen", "heit", "keit", "schaft", "tion", "tionen", "ismus", "nis", "konferenz",
    "treffen", "gipfel", "besuch", "bericht", "ministerium", "gesetz", "politik", "rat", "tag",
    "amt", "kommission", "regierung", "prasident", "minister", "krieg", "wahl",
)  # fmt: skip
_ARTICLES = frozenset(
    [
        "der",
        "die",
        "das",
        "den",
        "dem",
        "des",
        "ein",
        "eine",
        "einer",
        "einem",
        "einen",
        "zur",
        "zum",
        "im",
        "am",
        "beim",
        "ins",
        "vom",
        "ans",
    ]
)
_WHERE = frozenset(["bei", "in", "aus", "nach", "von", "fur", "gegen", "mit"])
"""After these a German word that no dictionary has is a name."""
_MEASURES = frozenset([
    "milliarde", "milliarden", "million", "millionen", "billion", "billionen", "tausend",
    "prozent", "euro", "euros", "dollar", "dollars", "pfund", "yen", "franken", "kilometer",
    "meter", "hektar", "tonnen", "grad", "uhr",
])  # fmt: skip
_TITLE_CASE = 0.8
_FEWEST_WORDS = 4


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a label: as written, in folded Latin letters, and whether it surely is one."""

    written: str
    spoken: str
    sure: bool
    role: str = ""
    person: Person | None = None
    mere: bool = False
    """Its capital letter says nothing: any German noun has it, and any word of some titles."""


@lru_cache(maxsize=2048)
def names(text: str, language: str) -> tuple[Name, ...]:
    """The names in a short text, each once."""
    runs = tokens.tokens(text)
    latin = [token for token in runs if not token.cjk]
    shouting = language != "de" and len(latin) == len(runs) and _is_title_case(latin)
    located = {word for place in places.find(text) for word in words(place.written)}
    people = persons.people(text, language)
    parts = {word: one for one in people for word in words(one.written)}
    found: dict[str, Name] = {}
    for index, token in enumerate(latin):
        person = parts.get(token.folded)
        if (token.folded in located and not person) or not _may_be_name(token):
            continue
        before = latin[index - 1] if index else None
        after = latin[index + 1] if index + 1 < len(latin) else None
        role = roles().get(before.folded, "") if before else ""
        sure = bool(person) or (not shouting and _is_sure(token, before, after, language))
        spoken = sounds.latin(token.written)
        mere = not sure and (shouting or language in ("de", ""))
        named = Name(token.written, spoken, sure or bool(role), role, person, mere)
        found.setdefault(spoken, named)
    for one in people:
        if is_cjk(one.written):
            found.setdefault(one.families[0], Name(one.written, one.families[0], True, "", one))
    for spoken, written in sounds.foreign(text).items():
        if written not in located and not places.find(written) and not doctypes.kinds(written):
            found.setdefault(spoken, Name(written, spoken, sure=False))
    return tuple(found.values())


def _may_be_name(token: Token) -> bool:
    return (
        token.capital
        and len(token.folded) > 1
        and token.weight > 0.4  # noqa: PLR2004 (more than a common word)
        and token.folded not in roles()
        and token.folded not in _MEASURES
        and token.folded not in dates.month_numbers()
        and not doctypes.is_kind(token.folded)
        and not numerals.is_numeral(token.folded)
    )


def _is_sure(token: Token, before: Token | None, after: Token | None, language: str) -> bool:
    """Tell whether a capitalised word is surely a name, by its neighbours."""
    if language not in ("de", ""):
        return before is not None and not persons.is_common(token.written)
    if token.folded.endswith(NOUN_ENDINGS) or (before and before.folded in _ARTICLES):
        return False
    if before and before.folded in _WHERE and not vectors.terms(token.written):
        return True
    neighbours = [other for other in (before, after) if other]
    return any(
        _may_be_name(other) and not other.folded.endswith(NOUN_ENDINGS) and _adjoin(token, other)
        for other in neighbours
    )


def _adjoin(one: Token, other: Token) -> bool:
    """Tell whether only a space is between two words."""
    first, second = sorted((one, other), key=lambda token: token.start)
    return second.start - first.start - len(first.written) == 1


def _is_title_case(runs: list[Token]) -> bool:
    telling = [token for token in runs if token.weight > 0 and not token.folded.isdigit()]
    if len(telling) < _FEWEST_WORDS:
        return False
    return sum(token.capital for token in telling) >= _TITLE_CASE * len(telling)


@cache
def roles() -> Mapping[str, str]:
    """The offices by the folded words that name them, in all languages."""
    read = tomllib.loads(files(__package__).joinpath("roles.toml").read_text("utf-8"))
    return {word: role for role, line in read["roles"].items() for word in line.split()}
