"""Organisations by any of their names: WHO, OMS and ВОЗ are one (``organisations.toml``)."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from linkcheck.matchers import tokens
from linkcheck.text import fold, is_cjk, words
from linkcheck.urls import split

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from linkcheck.matchers.tokens import Token
    from linkcheck.model import Page

_CJK = re.compile("[\u3041-\ud7a3]")
_MOST_WORDS = 8
_BEGINNING = 1500


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation that a text names, and how it is written there."""

    id: str
    written: str

    def goes_with(self, other: Organisation) -> bool:
        """Tell whether both are one, or one belongs to the other."""
        families = _table().families
        return (
            self.id == other.id
            or other.id in families.get(self.id, ())
            or self.id in families.get(other.id, ())
        )


@dataclass(frozen=True, slots=True)
class _Table:
    acronyms: Mapping[str, str]
    phrases: Mapping[str, str]
    """Names by the stems of their words."""
    openings: frozenset[str]
    scripts: tuple[tuple[str, str], ...]
    families: Mapping[str, frozenset[str]]


@lru_cache(maxsize=2048)
def find(text: str) -> tuple[Organisation, ...]:
    """The organisations that a short text names, each once."""
    found: dict[str, Organisation] = {}
    for id_, written in (*_spelled(text), *_in_scripts(text)):
        found.setdefault(id_, Organisation(id_, written))
    return tuple(found.values())


def _spelled(text: str) -> Iterable[tuple[str, str]]:
    table = _table()
    runs = [token for token in tokens.tokens(text) if not token.cjk]
    index = 0
    while index < len(runs):
        used = 1
        if id_ := table.acronyms.get(runs[index].written):
            yield id_, runs[index].written
        elif runs[index].stem in table.openings:
            id_, used = _phrase(runs, index)
            if id_:
                last = runs[index + used - 1]
                yield id_, text[runs[index].start : last.start + len(last.written)]
        index += used


def _phrase(runs: Sequence[Token], index: int) -> tuple[str, int]:
    """The organisation whose name begins at a word, the longest name first."""
    for size in range(min(_MOST_WORDS, len(runs) - index), 0, -1):
        name = " ".join(token.stem for token in runs[index : index + size])
        if id_ := _table().phrases.get(name):
            return id_, size
    return "", 1


def _in_scripts(text: str) -> Iterable[tuple[str, str]]:
    if not _CJK.search(text):
        return
    line = fold(text)
    taken = ""
    for name, id_ in _table().scripts:  # the longest first
        if name in line and name not in taken:
            taken += name
            yield id_, name


def compare(label: str, page: Page) -> tuple[tuple[Organisation, ...], tuple[Organisation, ...]]:
    """The label's organisations that the titles name; and one that is nowhere, with another."""
    promised = find(label)
    if not promised:
        return (), ()
    named = tuple(one for title in tokens.titles(page) for one in find(title))
    ids = {one.id for one in named}
    found = tuple(one for one in promised if one.id in ids)
    strange = [one for one in named if not any(one.goes_with(two) for two in promised)]
    if not strange:
        return found, ()
    about = f"{page.site} {page.lead[:_BEGINNING]}"
    lost = (
        one
        for one in promised
        if not any(one.goes_with(two) for two in named)
        and not is_named(one, about)
        and fold(one.written) not in _host_parts(page)
    )
    first = next(lost, None)
    return found, (first, strange[0]) if first else ()


def _host_parts(page: Page) -> tuple[str, ...]:
    address = split(page.url)
    return tuple(address.host.split(".")) if address else ()


def is_named(one: Organisation, text: str) -> bool:
    """Tell whether a long text names an organisation."""
    return any(other.goes_with(one) for other in find(text))


@cache
def _table() -> _Table:
    read = tomllib.loads(files(__package__).joinpath("organisations.toml").read_text("utf-8"))
    acronyms: dict[str, str] = {}
    phrases: dict[str, str] = {}
    scripts: dict[str, str] = {}
    for id_, line in read["names"].items():
        for name in line.split("|"):
            if any(map(is_cjk, words(name))):
                scripts[fold(name)] = id_
            elif name != name.casefold():
                acronyms[name] = id_
            else:
                phrases[" ".join(map(tokens.stem, words(name)))] = id_
    return _Table(
        acronyms=acronyms,
        phrases=phrases,
        openings=frozenset(name.partition(" ")[0] for name in phrases),
        scripts=tuple(sorted(scripts.items(), key=lambda one: -len(one[0]))),
        families={id_: frozenset(line.split()) for id_, line in read["families"].items()},
    )
