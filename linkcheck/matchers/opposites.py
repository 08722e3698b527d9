"""What excludes each other: accepted is not rejected, a senator is not both freed and convicted."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from linkcheck.matchers import tokens
from linkcheck.matchers.claim import spoken
from linkcheck.matchers.weights import evidence
from linkcheck.text import fold, is_cjk, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from linkcheck.matchers.claim import Claim
    from linkcheck.model import Evidence, Page

_LONGEST_ENDING = 4
_BEFORE, _AFTER, _AFTER_SIGNS = 3, 5, 6
"""Words, and signs, within which a negation turns a word round."""
_FOLLOWS = frozenset({"nicht", "kein", "keine", "keinen", "niet", "geen", "pas"})
"""Negations that may stand behind their verb."""
_PARTICLE = 14
"""Words within which a German or Dutch verb has its particle."""
_LANGUAGES = frozenset(["cs", "de", "en", "es", "fr", "it", "ja", "ko", "nl", "pl", "pt", "ru", "zh"])
_SIGNED = frozenset({"ja", "ko", "zh", "kind"})
_SENTENCES = re.compile(r"[^.!?。！？\n]{12,300}[.!?。！？\n]")
_BEGINNING, _FIRST = 700, 2
_CAPITAL = re.compile(r"\b[^\W\d_a-zß-öø-ÿа-я][\w-]+")


class Side(NamedTuple):
    """One side of an opposition, such as ``("accepted", "other")``, and a way to write it."""

    pair: str
    side: str

    @property
    def opposite(self) -> Side:
        return Side(self.pair, "one" if self.side == "other" else "other")


def weigh(claim: Claim, page: Page) -> Iterable[Evidence]:
    """Seek a title that says the opposite of what the label says, and does not say the same.

    Where no title says either, the first two sentences of the text are asked.
    """
    promised = sides(claim.text, claim.language)
    if not promised:
        return
    titles = [title for title in tokens.titles(page) if "?" not in title]
    opening = tuple(_first_sentences(page.lead))
    told = _told(titles, page)
    first = _told(opening, page)
    for side, word in promised.items():
        opposed = {side.opposite} & told.keys() or (
            {side.opposite} & first.keys() if not {side} & told.keys() else set()
        )
        if not opposed or side in told or side in first or side.opposite in promised:
            continue
        where, text = (told, titles) if side.opposite in told else (first, opening)
        if side.pair in _table("").sides and not _same_subject(claim.text, text):
            continue
        label = tokens.as_written(claim.text, word)
        said = next((tokens.as_written(one, where[side.opposite]) for one in text
                     if side.opposite in sides(one, page.language)), "")  # fmt: skip
        key = "opposites-other" if where is told else "opposites-first"
        yield evidence(key, contradicts=where is told, label=label, page=said)
        return


def _told(texts: Sequence[str], page: Page) -> dict[Side, str]:
    return {
        side: word
        for text in texts
        for side, word in sides(text, page.language).items()
    }


def _entries(pair: str, part: Mapping[str, str], language: str) -> Iterable[tuple[Side, str]]:
    in_letters = (line for name, line in part.items() if name not in _SIGNED)
    for line in [part[language]] if language in _LANGUAGES else in_letters:
        for name, entries in zip(("one", "other"), line.split("|"), strict=False):
            yield from ((Side(pair, name), entry) for entry in entries.split())


def _first_sentences(lead: str) -> Iterable[str]:
    found = _SENTENCES.findall(lead[:_BEGINNING])
    return [sentence for sentence in found if not sentence.endswith(("?", "？"))][:_FIRST]


def _same_subject(label: str, texts: Sequence[str]) -> bool:
    """Tell whether both begin with the same name: two opponents tell one match differently."""
    ours = _CAPITAL.search(label)
    return bool(ours) and any(
        theirs is not None and fold(theirs[0])[:_LONGEST_ENDING] == fold(ours[0])[:_LONGEST_ENDING]
        for theirs in map(_CAPITAL.search, texts)
    )


@lru_cache(maxsize=2048)
def sides(text: str, declared: str) -> Mapping[Side, str]:
    """The sides that the words of a text take, and the words that take them.

    Both the language that the text is declared to be in and the one that its words tell count: a
    short label of three words tells little.
    """
    found: dict[Side, str] = {}
    guessed = spoken(text, declared)
    for language in dict.fromkeys((guessed, declared.partition("-")[0].lower() or guessed)):
        table = _table(language)
        found.update(
            _in_signs(fold(text), table) if table.signs else _in_words(words(text), table)
        )
    about = {side: word for side, word in found.items() if side.pair in _table("").about}
    return about or found


def _in_words(line: Sequence[str], table: _Table) -> Iterable[tuple[Side, str]]:
    joined = f" {' '.join(line)} "
    for phrase, side in table.phrases:
        if f" {phrase} " in joined:
            at = joined[: joined.index(f" {phrase} ")].count(" ")
            yield (side.opposite if _is_negated(line, at) else side), phrase
    for index, word in enumerate(line):
        for side in table.of(word, line[index + 1 : index + _PARTICLE]):
            yield (side.opposite if _is_negated(line, index) else side), word


def _is_negated(line: Sequence[str], index: int) -> bool:
    table = _table("")
    near = [*range(max(0, index - _BEFORE), index)]
    near += [at for at in range(index + 1, min(len(line), index + _AFTER)) if line[at] in _FOLLOWS]
    return any(
        line[at] in table.negations and not (line[at + 1 : at + 2] and line[at + 1] in table.only)
        for at in near
    )


def _in_signs(line: str, table: _Table) -> Iterable[tuple[Side, str]]:
    for sign, side in table.signs:
        at = line.find(sign)
        if at < 0:
            continue
        end = at + len(sign)
        after = line[end : end + _AFTER_SIGNS]
        negated = line[max(0, at - 1) : at] in table.negated_before or any(
            one in after for one in table.negated_after
        )
        line = f"{line[:at]} {line[end:]}"
        yield (side.opposite if negated else side), sign


@dataclass(frozen=True, slots=True)
class _Table:
    whole: Mapping[str, tuple[Side, ...]] = field(default_factory=dict)
    beginnings: Mapping[str, tuple[Side, ...]] = field(default_factory=dict)
    parted: Mapping[str, tuple[tuple[str, Side], ...]] = field(default_factory=dict)
    phrases: tuple[tuple[str, Side], ...] = ()
    signs: tuple[tuple[str, Side], ...] = ()
    about: frozenset[str] = frozenset()
    sides: frozenset[str] = frozenset()
    negations: frozenset[str] = frozenset()
    only: frozenset[str] = frozenset()
    negated_before: frozenset[str] = frozenset()
    negated_after: frozenset[str] = frozenset()

    def of(self, word: str, following: Sequence[str]) -> tuple[Side, ...]:
        """The sides that a word takes, alone or with a particle further on."""
        parted = tuple(side for particle, side in self.parted.get(word, ()) if particle in following)
        if parted or word in self.whole:
            return parted or self.whole[word]
        for cut in range(min(_LONGEST_ENDING, len(word) - 1) + 1):
            if found := self.beginnings.get(word[: len(word) - cut]):
                return found
        return ()


@cache
def _read() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(files(__package__).joinpath("opposites.toml").read_text("utf-8"))


@cache
def _table(language: str) -> _Table:
    """What a language has; of one that we cannot tell, what any of them has in letters."""
    read = {name: part for name, part in _read().items() if name != "negations"}
    negations = _read()["negations"]
    tables: tuple[dict[str, tuple[Side, ...]], ...] = ({}, {})
    parted: dict[str, tuple[tuple[str, Side], ...]] = {}
    phrases: list[tuple[str, Side]] = []
    signs: list[tuple[str, Side]] = []
    for pair, part in read.items():
        for side, entry in _entries(pair, part, language):
            word = fold(entry.rstrip("."))
            if is_cjk(word):
                signs.append((word, side))
            elif "_" in word:
                phrases.append((word.replace("_", " "), side))
            elif "+" in word:
                verb, _, particle = word.partition("+")
                parted[verb] = (*parted.get(verb, ()), (particle, side))
            else:
                table = tables[0 if entry.endswith(".") else 1]
                table[word] = (*table.get(word, ()), side)
    return _Table(
        *tables,
        parted,
        tuple(phrases),
        tuple(sorted(signs, key=lambda one: -len(one[0]))),
        *(frozenset(p for p, part in read.items() if part.get("kind") == kind) for kind in ("about", "sides")),
        *(frozenset(map(fold, negations[key].split())) for key in ("words", "only", "before", "after")),
    )
