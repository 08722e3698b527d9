"""JSON-LD of a page, read with caution: bounded, never trusted, and forgiving of its usual faults.

Objects are flattened: graphs, arrays and what lies under ``mainEntity`` come as one list, the
outermost first. Only what the page says of itself is kept apart from what it merely mentions
(authors, publishers, related articles) by the key that leads to it.
"""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from linkcheck.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_SCRIPT = 200_000
_MAX_DEPTH = 6
_INTO = ("@graph", "mainEntity", "mainEntityOfPage", "itemReviewed", "hasPart")
_WRAPPER = re.compile(
    r"^\s*(?:<!--|/\*.{0,40}?\*/|//\s*<!\[CDATA\[|<!\[CDATA\[)"
    r"|(?:-->|//\s*\]\]>|\]\]>|;)\s*$",
    re.DOTALL,
)
_ARTICLES = (
    "article",
    "posting",
    "report",
    "reportage",
    "pressrelease",
    "legislation",
    "thesis",
    "book",
    "chapter",
)


@dataclass(frozen=True, slots=True)
class Thing:
    """One object of JSON-LD: its types in lower case, and its values as they came."""

    types: tuple[str, ...]
    values: dict[str, object]

    @property
    def is_article(self) -> bool:
        """Tell whether it is something one cites for its headline."""
        return any(type_.endswith(_ARTICLES) or "article" in type_ for type_ in self.types)

    def is_a(self, *types: str) -> bool:
        """Tell whether it is of one of these types."""
        return any(type_ in types for type_ in self.types)

    def text(self, key: str, limit: int = 300) -> str:
        """A value as clean text: an object's name, a list's first one; "" if there is none."""
        value = self.values.get(key)
        if isinstance(value, list):
            value = value[0] if value else ""
        if isinstance(value, dict):
            value = value.get("name") or value.get("@value") or ""
        return clean(html.unescape(value[: 4 * limit]), limit) if isinstance(value, str) else ""


def read(script: str, limit: int) -> list[Thing]:
    """Read the things of one script, at most ``limit``; a broken script has none."""
    if limit <= 0 or len(script) > MAX_SCRIPT:
        return []
    for text in (script, _WRAPPER.sub("", script)):
        try:
            data = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
        return [thing for thing, _ in zip(_flatten(data, 0), range(limit), strict=False)]
    return []


def _flatten(data: object, depth: int) -> Iterator[Thing]:
    if depth > _MAX_DEPTH:
        return
    if isinstance(data, list):
        for one in data:
            yield from _flatten(one, depth + 1)
    elif isinstance(data, dict):
        yield Thing(tuple(_types(data.get("@type"))), data)
        for key in _INTO:
            if isinstance(data.get(key), list | dict):
                yield from _flatten(data[key], depth + 1)


def _types(value: object) -> Iterator[str]:
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, str):
            yield one.rpartition("/")[2].lower()
