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
_UNSAID = frozenset({"press-release", "communique"})
"""Types that a page seldom calls itself; a communiqué is a press release in half of Europe."""


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
    phrases: tuple[tuple[str, str], ...]
    scripts: tuple[tuple[str, str], ...]
    close: Mapping[str, frozenset[str]]
    spoken: Mapping[str, frozenset[str]]
    """The languages in which a word or a phrase names a type."""


def weigh(claim: Claim, page: Page) -> Iterable[Evidence]:
    """Compare the types that the label names with those that the titles name, then the text."""
    promised = _promised(claim)
    if not promised:
        return
    named = tuple(kind for title in tokens.titles(page) for kind in kinds(title))
    ids = {kind.id for kind in named}
    same = next((kind for kind in promised if kind.id in ids), None)
    if same:
        yield evidence("doctypes-same", kind=tokens.as_written(claim.text, same.written))
        return
    label = tokens.as_written(claim.text, promised[0].written)
    if ids:
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
    return kind.id not in _UNSAID and not foreign and not quoted


def _is_headed(page: Page, kind: Kind) -> bool:
    """Tell whether the title says first of all that it is another type of document."""
    head = _HEADED.match(page.title)
    return head is not None and kind in kinds(head[0])


def _promised(claim: Claim) -> tuple[Kind, ...]:
    """The types that a label names; in German only nouns do ("Bericht", not "berichten")."""
    found = kinds(claim.text)
    if claim.tongue != "de":
        return found
    return tuple(one for one in found if not tokens.as_written(claim.text, one.written).islower())


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
    for phrase, kind in table.phrases:
        if phrase in line and f" {phrase}" in f" {line}":
            found.append(Kind(kind, phrase))
            line = line.replace(phrase, " ")
    for script, kind in () if line.isascii() else table.scripts:
        if script in line:
            found.append(Kind(kind, script))
            line = line.replace(script, " ")
    for word in line.split():
        found.extend(Kind(kind, word) for kind in sorted(_of_word(word)))
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
    phrases: list[tuple[str, str]] = []
    scripts: list[tuple[str, str]] = []
    spoken: dict[str, set[str]] = {}
    for kind, by_language in read["types"].items():
        for language, names in by_language.items():
            for name in names:
                spoken.setdefault(name, set()).add(language)
                if is_cjk(name):
                    scripts.append((name, kind))
                elif " " in name:
                    phrases.append((name, kind))
                else:
                    single.setdefault(name, set()).add(kind)
                    if language in _COMPOUNDING and len(name) >= _SHORTEST_HEAD:
                        heads.setdefault(name, set()).add(kind)
    return _Table(
        words=_frozen(single),
        heads=_frozen(heads),
        phrases=tuple(sorted(set(phrases), key=lambda one: (-len(one[0]), one))),
        scripts=tuple(sorted(set(scripts), key=lambda one: (-len(one[0]), one))),
        close={kind: frozenset(others) for kind, others in read["close"].items()},
        spoken=_frozen(spoken),
    )


def _frozen(table: Mapping[str, set[str]]) -> Mapping[str, frozenset[str]]:
    return {name: frozenset(kinds_) for name, kinds_ in table.items()}
