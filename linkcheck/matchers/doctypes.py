"""Types of documents: a press conference is not a joint statement, whatever they share."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from linkcheck.matchers import tokens
from linkcheck.matchers.weights import evidence
from linkcheck.text import is_cjk, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from linkcheck.matchers.claim import Claim
    from linkcheck.model import Evidence, Page

_COMPOUNDING = frozenset({"de", "nl"})
_LONGEST_ENDING = 3
_SHORTEST_HEAD, _SHORTEST_INFLECTED = 5, 4
_DATELINE = 400
_LOOSELY = 0.5
_SUBJECTS = frozenset({"law", "ruling", "statistics", "strategy", "treaty"})
"""Types that a label names as what a page is about, as often as what it is."""
_ANY_NEWS = frozenset([
    "bericht", "report", "rapport", "informe", "rapporto", "relatorio", "raport", "studie", "study",
    "etude", "estudio", "studio", "estudo", "badanie", "decision",
])  # fmt: skip


_SPOKEN = frozenset({"interview", "press-conference", "speech", "statement"})
"""Types whose pages are often titled with nothing but what was said."""
_QUOTE = re.compile("[„“”\"«»‚‘'「『]")
_HEADED = re.compile(r"[^:|–—]{3,40}[:|–—]\s")
"""A title that says first what it is: "Press release: …"."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A type of document that a text names, and the words that name it."""

    id: str
    written: str


@dataclass(frozen=True, slots=True)
class _Table:
    words: Mapping[str, frozenset[str]]
    heads: Mapping[str, frozenset[str]]
    phrases: Mapping[str, tuple[tuple[str, str], ...]]
    """Types named by several words, by the first of them."""
    scripts: tuple[tuple[str, str], ...]
    close: Mapping[str, frozenset[str]]
    opposed: Mapping[str, frozenset[str]]
    unsaid: frozenset[str]
    spoken: Mapping[str, frozenset[str]]
    """The languages in which a word or a phrase names a type."""


def weigh(claim: Claim, page: Page) -> Iterable[Evidence]:
    """Compare the types that the label names with those that the titles name, then the text."""
    promised = _promised(claim)
    if not promised:
        return
    named = tuple(kind for title in tokens.titles(page) for kind in kinds(title))
    ids = {kind.id for kind in named}
    if opposed := _opposed(promised, named):
        one, two = opposed
        label = tokens.as_written(claim.text, one.written)
        yield evidence("doctypes-other", label=label, page=_said(page, two))
        return
    head = [kind for kind in promised if kind.written == promised[0].written]
    same = next((kind for kind in head if kind.id in ids), None)
    label = tokens.as_written(claim.text, promised[0].written)
    if same:
        yield evidence("doctypes-same", kind=label)
        return
    meant = {kind.id for kind in promised}
    if about := next((kind for kind in named if kind.id in meant), None):
        # A press release on a report: its title may name the report alone.
        yield evidence("doctypes-close", label=label, page=_said(page, about))
    elif ids:
        key = "doctypes-close" if ids & _close(promised) else "doctypes-other"
        if key == "doctypes-other" and _is_headed(page, named[0]):
            key = "doctypes-headed"
        yield evidence(key, label=label, page=_said(page, named[0]))
    elif {kind.id for kind in kinds(page.lead[:_DATELINE])} & {kind.id for kind in promised}:
        yield evidence("doctypes-text", kind=label)
    elif first := next((one for one in promised if _must_be_said(one, claim, page)), None):
        # "Bericht" is said of any piece of news.
        loose = bool(page.lead) and (first.written in _ANY_NEWS or first.id in _SUBJECTS)
        kind = tokens.as_written(claim.text, first.written)
        yield evidence("doctypes-missing", _LOOSELY if loose else 1.0, kind=kind)


def _must_be_said(kind: Kind, claim: Claim, page: Page) -> bool:
    """Tell whether a page would call itself so, if it were the one.

    One that is titled with a quotation need not say that it is an interview; and a word that
    names a type in another language than the label's may mean something else there.
    """
    languages = _table().spoken.get(kind.written, frozenset())
    foreign = bool(languages) and claim.tongue not in languages
    quoted = kind.id in _SPOKEN and any(_QUOTE.match(title) for title in tokens.titles(page))
    return kind.id not in _table().unsaid and not foreign and not quoted


def is_said_in(kind: Kind, language: str) -> bool:
    """Tell whether a type goes by these words in a language."""
    return language in _table().spoken.get(kind.written, frozenset())


def _is_headed(page: Page, kind: Kind) -> bool:
    """Tell whether the title says first of all that it is another type of document."""
    head = _HEADED.match(page.title)
    return head is not None and kind in kinds(head[0])


def _promised(claim: Claim) -> tuple[Kind, ...]:
    """The types that a label names; in German only nouns do ("Bericht", not "berichten")."""
    found = _in_order(claim.text)
    if claim.tongue != "de":
        return found
    return tuple(one for one in found if not tokens.as_written(claim.text, one.written).islower())


def _in_order(text: str) -> tuple[Kind, ...]:
    """The types that a text names, what it is first: "report on a law", but "法律の報告"."""
    line = " ".join(words(text))
    found = sorted(kinds(text), key=lambda kind: f" {line}".find(f" {kind.written}"))
    if found and is_cjk(found[-1].written):
        found.sort(key=lambda kind: -line.find(kind.written))
    return tuple(found)


def _opposed(promised: tuple[Kind, ...], named: tuple[Kind, ...]) -> tuple[Kind, Kind] | None:
    """A form that the label names and its opposite in the title: a summary, the full text."""
    said = {kind.id for kind in named}
    for one in promised:
        for two in named:
            if one.id not in said and two.id in _table().opposed.get(one.id, ()):
                return one, two
    return None


def _said(page: Page, kind: Kind) -> str:
    """A type of document as a title of the page writes it."""
    title = next(title for title in tokens.titles(page) if kind in kinds(title))
    return tokens.as_written(title, kind.written)


@lru_cache(maxsize=2048)
def kinds(text: str) -> tuple[Kind, ...]:
    """The types of documents that a text names, the longest words first."""
    table = _table()
    written = words(text)
    line = " ".join(written)
    found: list[Kind] = []
    begun = (entry for word in set(written) for entry in table.phrases.get(word, ()))
    for phrase, kind in sorted(begun, key=lambda one: (-len(one[0]), one)):
        if f" {phrase}" in f" {line}":
            found.append(Kind(kind, phrase))
            line = line.replace(phrase, " ")
    for script, kind in table.scripts if any(map(is_cjk, written)) else ():
        if script in line:
            found.append(Kind(kind, script))
            line = line.replace(script, " ")
    for word in line.split():
        if ids := _of_word(word):
            found.extend(Kind(kind, word) for kind in sorted(ids))
    return tuple(dict.fromkeys(found))


def is_kind(word: str) -> bool:
    """Tell whether a folded word names a type of document."""
    return bool(_of_word(word))


@lru_cache(maxsize=8192)
def _of_word(word: str) -> frozenset[str]:
    """The types a single word names: as it is, inflected, or as the last part of a compound."""
    table = _table()
    for cut in range(_LONGEST_ENDING + 1):
        base = word[: len(word) - cut]
        if len(base) >= _SHORTEST_INFLECTED or not cut:
            if base in table.words:
                return table.words[base]
            for start in range(1, len(base) - _SHORTEST_HEAD + 1):
                if base[start:] in table.heads:
                    return table.heads[base[start:]]
    return frozenset()


def _close(promised: tuple[Kind, ...]) -> set[str]:
    close = _table().close
    return {other for kind in promised for other in close.get(kind.id, ())}


@cache
def _table() -> _Table:
    read = tomllib.loads(files(__package__).joinpath("doctypes.toml").read_text("utf-8"))
    single: dict[str, set[str]] = {}
    heads: dict[str, set[str]] = {}
    phrases: dict[str, set[tuple[str, str]]] = {}
    scripts: list[tuple[str, str]] = []
    spoken: dict[str, set[str]] = {}
    for kind, by_language in read["types"].items():
        for language, names in by_language.items():
            for name in names:
                spoken.setdefault(name, set()).add(language)
                if is_cjk(name):
                    scripts.append((name, kind))
                elif " " in name:
                    phrases.setdefault(name.partition(" ")[0], set()).add((name, kind))
                else:
                    single.setdefault(name, set()).add(kind)
                    if language in _COMPOUNDING and len(name) >= _SHORTEST_HEAD:
                        heads.setdefault(name, set()).add(kind)
    return _Table(
        words=_frozen(single),
        heads=_frozen(heads),
        phrases={word: tuple(entries) for word, entries in phrases.items()},
        scripts=tuple(sorted(set(scripts), key=lambda one: (-len(one[0]), one))),
        close={kind: frozenset(others) for kind, others in read["close"].items()},
        opposed={kind: frozenset(others) for kind, others in read["opposed"].items()},
        unsaid=frozenset(read["unsaid"]["types"]),
        spoken=_frozen(spoken),
    )


def _frozen(table: Mapping[str, set[str]]) -> Mapping[str, frozenset[str]]:
    return {name: frozenset(kinds_) for name, kinds_ in table.items()}
