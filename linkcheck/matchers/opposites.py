"""What excludes each other: accepted is not rejected, released not withdrawn."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from linkcheck.matchers import tokens
from linkcheck.matchers.weights import evidence
from linkcheck.text import fold, is_cjk, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from linkcheck.matchers.claim import Claim
    from linkcheck.model import Evidence, Page

_LONGEST_ENDING = 4


@dataclass(frozen=True, slots=True)
class _Side:
    """One side of an opposition, such as ``("accepted", "other")``, and a way to write it."""

    pair: str
    side: str

    @property
    def opposite(self) -> _Side:
        return _Side(self.pair, "one" if self.side == "other" else "other")


def weigh(claim: Claim, page: Page) -> Iterable[Evidence]:
    """Seek a title that says the opposite of what the label says, and does not say the same."""
    promised = sides(claim.text)
    if not promised:
        return
    told: dict[_Side, str] = {}
    for title in tokens.titles(page):
        told.update((side, tokens.as_written(title, word)) for side, word in sides(title).items())
    for side, word in promised.items():
        if side.opposite in told and side not in told and side.opposite not in promised:
            label = tokens.as_written(claim.text, word)
            yield evidence("opposites-other", label=label, page=told[side.opposite])
            return


@lru_cache(maxsize=2048)
def sides(text: str) -> Mapping[_Side, str]:
    """The sides that the words of a text take, and the words that take them."""
    table = _table()
    found: dict[_Side, str] = {}
    line = fold(text)
    for script, side in table.scripts:
        if script in line:
            found.setdefault(side, script)
    for word in words(text):
        if side_of_word := _of_word(word):
            found.setdefault(side_of_word, word)
    return found


@lru_cache(maxsize=8192)
def _of_word(word: str) -> _Side | None:
    """The side that a word takes, as it is or by its beginning."""
    table = _table()
    if word in table.words:
        return table.words[word]
    beginnings = (word[: len(word) - cut] for cut in range(min(_LONGEST_ENDING, len(word) - 1) + 1))
    return next((table.beginnings[one] for one in beginnings if one in table.beginnings), None)


@dataclass(frozen=True, slots=True)
class _Table:
    words: Mapping[str, _Side]
    beginnings: Mapping[str, _Side]
    scripts: tuple[tuple[str, _Side], ...]


@cache
def _table() -> _Table:
    read = tomllib.loads(files(__package__).joinpath("opposites.toml").read_text("utf-8"))
    whole: dict[str, _Side] = {}
    beginnings: dict[str, _Side] = {}
    scripts: list[tuple[str, _Side]] = []
    for pair, by_side in read.items():
        for side, line in by_side.items():
            for entry in line.split():
                word = entry.rstrip(".")
                if is_cjk(word):
                    scripts.append((word, _Side(pair, side)))
                elif entry.endswith("."):
                    whole[word] = _Side(pair, side)
                else:
                    beginnings[word] = _Side(pair, side)
    return _Table(whole, beginnings, tuple(scripts))
