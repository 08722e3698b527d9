"""What each piece of evidence weighs: one TOML table, read by whoever makes evidence."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from linkcheck.model import Evidence, Message

if TYPE_CHECKING:
    from collections.abc import Mapping

    from linkcheck.model import Value


@cache
def table() -> dict[str, float]:
    """The weights in log-odds by the evidence's key, with ``prior`` and ``contradicted``."""
    return {
        key: float(weight)
        for name, part in _read().items()
        if name != "with-text"
        for key, weight in part.items()
    }


@cache
def with_text() -> dict[str, float]:
    """The weights for a page whose text was read: there the title is not all that can agree."""
    return {**table(), **{key: float(weight) for key, weight in _read()["with-text"].items()}}


def reweighed(item: Evidence) -> Evidence:
    """Evidence about a page whose text was read, weighed as such."""
    key = item.message.id.partition(".")[2]
    weight = item.weight * with_text()[key] / table()[key]
    return Evidence(item.message, weight, item.source, item.contradicts)


@cache
def _read() -> Mapping[str, Mapping[str, float]]:
    read: dict[str, dict[str, float]] = tomllib.loads(
        files(__package__).joinpath("weights.toml").read_text("utf-8")
    )
    return read


def is_hearsay(item: Evidence) -> bool:
    """Tell whether evidence says no more than that the text mentions something, or the year fits.

    A page that merely mentions the document, and an overview, have that as well.
    """
    return item.message.id.endswith(("-text", "-year", "-site"))


def is_telling(item: Evidence) -> bool:
    """Tell whether evidence says what a page is about, more than where and of whom."""
    key = item.message.id.partition(".")[2]
    if key == "words-text":
        return True
    return not is_hearsay(item) and not key.startswith(("places-", "names-organisation"))


def evidence(
    key: str, strength: float = 1.0, *, contradicts: bool = False, **values: Value
) -> Evidence:
    """Make a piece of evidence; ``key`` is ``matcher-what``, ``strength`` 0 to 1 scales it."""
    return Evidence(
        message=Message.of(f"evidence.{key}", **values),
        weight=table()[key] * strength,
        source=key.partition("-")[0],
        contradicts=contradicts,
    )
