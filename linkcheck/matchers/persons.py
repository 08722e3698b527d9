"""Persons that a short text surely names, in any script, and whether two are one.

A word is surely a person's if it follows a first name, an office or a calling, if the family is one
of public life, or if it is built as names of East Asia are. What those words are is data
(``persons.toml``).
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from linkcheck.matchers import doctypes, eastern, sounds, tokens, vectors
from linkcheck.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from linkcheck.matchers.tokens import Token

_COMMON = 7.2
"""Weight of a word below which it is an ordinary one (``vectors``)."""
_SHORTEST, _SHORTEST_STEM = 3, 4
_LONGEST_ENDING = 3
_MOST_FAMILIES = 3
_SURE_KEY, _HEARD, _ALIKE = 4, 50.0, 62.0
_ENDED_S = 4
INFLECTING = frozenset({"pl", "cs", "sk", "ru", "uk", "sl", "hr", "bg", "sr", "el", "lt", "lv"})
_SAINTS = frozenset({"san", "santa", "saint", "sainte", "st", "sankt", "sao", "sint"})
_VOWELS = "aeiouy"
_SYLLABLES = re.compile("[aeiouy]+")
_GIVEN_LENGTH = 9


@dataclass(frozen=True, slots=True)
class Person:
    """A person as a text names him: the Latin readings of his family, folded.

    ``given`` is the given name, known only where it tells members of a family apart (East Asia).
    """

    written: str
    families: tuple[str, ...]
    given: str = ""


def same(one: Person, other: Person) -> bool:
    """Tell whether two persons may be one."""
    if not are_akin(one, other):
        return False
    both = one.given and other.given
    return not both or eastern.skeleton(one.given) == eastern.skeleton(other.given)


def are_akin(one: Person, other: Person) -> bool:
    """Tell whether two persons may be of one family."""
    return any(alike(ours, theirs) for ours in one.families for theirs in other.families)


def alike(one: str, other: str) -> bool:
    """Tell whether two family names in Latin letters may be one."""
    if one == other:
        return True
    if min(len(one), len(other)) < _SHORTEST_STEM:
        return False
    return sounds.same(one, other) or sounds.inflected(one, other)


@lru_cache(maxsize=2048)
def people(text: str, language: str) -> tuple[Person, ...]:
    """The persons that a short text surely names, each once."""
    found: list[Person] = []
    for one in (*_spelled(text, language), *_in_east(text)):
        if not any(same(one, other) for other in found):
            found.append(one)
    return tuple(found)


def _in_east(text: str) -> Iterable[Person]:
    if text.isascii():
        return
    known: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for written, name in _known_in_east(text):
        known[written] += (name,)
    for written, names in known.items():
        yield Person(written, names, eastern.given_of(written))
    for written, families, given in eastern.people(text):
        if not any(one in written or written in one for one in known):
            yield Person(written, families, given)


def _known_in_east(text: str) -> Iterable[tuple[str, str]]:
    """Persons of public life, as written and by family, by table or by sound."""
    for name, written in sounds.by_table(text):
        yield written, name
    for run in eastern.runs(text):
        if name := _known_by_sound(sounds.latin(run)):
            yield run, name


def _spelled(text: str, language: str) -> Iterable[Person]:
    runs = [token for token in tokens.tokens(text) if not token.cjk]
    index = 0
    while index < len(runs):
        person, used = _at(text, runs, index, language)
        if person:
            yield person
        index += max(1, used)


def _at(text: str, runs: Sequence[Token], index: int, language: str) -> tuple[Person | None, int]:
    """The person whose name begins with a word, and how many words it takes."""
    first = runs[index]
    if not first.capital:
        return None, 1
    spoken = _bare(sounds.latin(first.written))
    for read in (_eastern_at, _western_at):
        person, used = read(text, runs, index, language)
        if person:
            return person, used
    known = _known(spoken, language)
    called = index > 0 and is_calling(runs[index - 1].folded)
    if known and (called or known not in _table().uncertain):
        return Person(first.written, (known,)), 1
    if (
        called
        and _may_be_family(first)
        and (eastern.is_family(spoken) or not is_common(first.written))
    ):
        after = _following(text, runs, index, 1)
        family = [first, *(one for one in after if _is_family_too(one))]
        return _western(text, family), len(family)
    return None, 1


def _western_at(
    text: str, runs: Sequence[Token], index: int, language: str
) -> tuple[Person | None, int]:
    """A first name with the family after it: Ursula von der Leyen, Donalda Tuska."""
    spoken = sounds.latin(runs[index].written)
    if not _is_given(spoken, language) or (index and runs[index - 1].folded in _SAINTS):
        return None, 1
    after = _following(text, runs, index, _MOST_FAMILIES + 2)
    taken = 0
    while taken < len(after) and (
        after[taken].folded in _table().particles
        or len(after[taken].folded) == 1
        or (taken + 1 < len(after) and _is_given(sounds.latin(after[taken].written), language))
    ):
        taken += 1
    family = list(after[taken : taken + 1])
    if not family or not family[0].capital or not _may_be_family(family[0]):
        return None, 1
    if spoken in _table().ambiguous and is_common(family[0].written):
        return None, 1
    family += [one for one in after[taken + 1 : taken + 2] if _is_family_too(one)]
    whole = runs[index : index + 1 + taken + len(family)]
    return _western(text, family, whole, language), len(whole)


def _western(
    text: str, family: Sequence[Token], whole: Sequence[Token] = (), language: str = ""
) -> Person:
    shown = whole or family
    written = text[shown[0].start : shown[-1].start + len(shown[-1].written)]
    spoken = (_bare(sounds.latin(one.written)) for one in family)
    return Person(written, tuple(_known(one, language) or one for one in spoken))


def _eastern_at(
    text: str, runs: Sequence[Token], index: int, _language: str
) -> tuple[Person | None, int]:
    """A name of Korea or China in Latin letters, the family first or last: Bong Joon-ho."""
    family = runs[index].folded
    after = _following(text, runs, index, 2) if family in eastern.families() else []
    if not after:
        return None, 1
    halves = after[:2] if _are_halves(text, after) else after[:1]
    if len(halves) == 1 and not _may_be_given(halves[0]):
        return None, 1
    given = "".join(half.folded for half in halves[:-1]) + _bare(halves[-1].folded)
    used = 1 + len(halves)
    if _count(given) > 2 or len(given) > _GIVEN_LENGTH:  # noqa: PLR2004 (syllables of a given name)
        return None, 1
    last = runs[index + used - 1]
    written = text[runs[index].start : last.start + len(last.written)]
    return Person(written, (family, given) if used == 2 else (family,), given), used  # noqa: PLR2004 (one word may be the family)


def _are_halves(text: str, after: Sequence[Token]) -> bool:
    """Tell whether two words are the halves of a given name: Chan-wook, Suk Yeol."""
    if len(after) < 2:  # noqa: PLR2004 (halves)
        return False
    return _gap(text, after[0], after[1]) == "-" or all(map(_may_be_given, after))


def _may_be_given(token: Token) -> bool:
    return (
        token.capital
        and token.written[0] < "\u0370"
        and _count(token.folded) <= 2  # noqa: PLR2004 (syllables of a given name)
        and len(token.folded) > 1
        and not (is_common(token.written) and token.folded not in eastern.families())
    )


def _count(word: str) -> int:
    return len(_SYLLABLES.findall(word))


def _following(text: str, runs: Sequence[Token], index: int, most: int) -> list[Token]:
    """The words after one that only a space, a hyphen or an initial's point sets apart."""
    found: list[Token] = []
    for one, other in zip(runs[index:], runs[index + 1 : index + 1 + most], strict=False):
        gap = _gap(text, one, other)
        if gap not in (" ", "-") and not (gap == ". " and len(one.written) == 1):
            break
        found.append(other)
    return found


def _gap(text: str, one: Token, other: Token) -> str:
    return text[one.start + len(one.written) : other.start]


def _may_be_family(token: Token) -> bool:
    return (
        token.capital
        and len(token.folded) > 1
        and token.weight > 0.4  # noqa: PLR2004 (more than a common word)
        and not is_calling(token.folded)
        and not doctypes.is_kind(token.folded)
    )


def _is_family_too(token: Token) -> bool:
    return _may_be_family(token) and not is_common(token.written)


@lru_cache(maxsize=8192)
def is_common(written: str) -> bool:
    """Tell whether a word is an ordinary one of some language."""
    known = vectors.terms(written.lower())
    return len(known) == 1 and known[0].worth == 1 and known[0].weight < _COMMON


def is_given(word: str) -> bool:
    """Tell whether a folded word is a first name, and hardly ever another word."""
    return word in _table().given and word not in _table().ambiguous


def is_calling(word: str) -> bool:
    """Tell whether a folded word is an office or a calling that stands beside a name."""
    return word in _table().callings


@lru_cache(maxsize=8192)
def _is_given(spoken: str, language: str) -> bool:
    given = _table().given
    if spoken in given:
        return True
    if language not in INFLECTING or len(spoken) <= _SHORTEST_STEM:
        return False
    return any(
        spoken[:-cut] in given or f"{spoken[:-cut]}a" in given for cut in range(1, _LONGEST_ENDING)
    )


def _bare(name: str) -> str:
    return name[:-1] if name.endswith("s") and len(name) > _ENDED_S else name


@lru_cache(maxsize=8192)
def _known(spoken: str, language: str) -> str:
    """The family of public life that a word names, as the table spells it; "" if none."""
    table = _table()
    ukrainian: tuple[str, ...] = (spoken.replace("g", "h"),) if language == "uk" else ()
    for form in (spoken, f"{spoken}s", *ukrainian):
        if form in table.known:
            return form
    if language not in INFLECTING:
        return ""
    for cut in range(min(_LONGEST_ENDING, len(spoken) - _SHORTEST_STEM) + 1):
        stem = spoken[: len(spoken) - cut]
        name = table.stems.get(stem.rstrip(_VOWELS), "") or _known_by_sound(stem, _ALIKE)
        if name:
            return name
    return ""


@lru_cache(maxsize=4096)
def _known_by_sound(spoken: str, enough: float = _HEARD) -> str:
    """The family of public life that sounds like a word in kana, Hangul, Greek or Cyrillic."""
    for form in eastern.variants(spoken):
        if form in _table().known:
            return form
        heard = sounds.key(form)
        least = enough if len(heard) >= _SURE_KEY else _ALIKE
        for name in _table().keys.get(heard, ()):
            opens_alike = (form[0] in _VOWELS) == (name[0] in _VOWELS)
            if opens_alike and sounds.likeness(form, name) >= least:
                return name
    return ""


@dataclass(frozen=True, slots=True)
class _Table:
    given: frozenset[str]
    ambiguous: frozenset[str]
    known: frozenset[str]
    uncertain: frozenset[str]
    stems: Mapping[str, str]
    keys: Mapping[str, tuple[str, ...]]
    callings: frozenset[str]
    particles: frozenset[str]


@cache
def _table() -> _Table:
    read = eastern.read()
    roles = tomllib.loads(files(__package__).joinpath("roles.toml").read_text("utf-8"))["roles"]
    given, known = read["given"], read["known"]
    names = known["names"].split()
    callings = {fold(word) for line in roles.values() for word in line.split()}
    keys: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for name in names:
        if len(heard := sounds.key(name)) >= _SHORTEST:
            keys[heard] += (name,)
    return _Table(
        given=frozenset(" ".join(given.values()).split()),
        ambiguous=frozenset(given["ambiguous"].split()),
        known=frozenset(names),
        uncertain=frozenset(known["uncertain"].split()),
        stems={stem: name for name in names if len(stem := name.rstrip(_VOWELS)) >= _SHORTEST_STEM},
        keys=dict(keys),
        callings=frozenset(callings | set(read["callings"]["words"].split())),
        particles=frozenset(read["callings"]["particles"].split()),
    )
