"""Challenges and walls: pages that let persons in and keep programs out.

A header of a challenge is proof. Words and markup of a wall are only reported; whether they mean
that the page was withheld depends on the status and on what else the page has to say.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from linkcheck.model import Signal, SignalKind
from linkcheck.pages.signals import phrases
from linkcheck.text import clean, fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linkcheck.pages.signals.seen import Seen

_TABLE = "walls"
_NEARLY_ALL = 0.6
_DETAIL = 120
_STATUSES = frozenset({401, 403, 405, 406, 418, 429, 451, 503, 999})
"""Statuses that walls come with; there a longer page may be one too."""

# Response headers by which a service says outright that its answer is a challenge.
_HEADERS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("cf-mitigated", ("challenge",)),
    ("x-vercel-mitigated", ("challenge", "deny")),
    ("x-amzn-waf-action", ("challenge", "captcha")),
    ("x-kasada-challenge", ("",)),
    ("x-kpsdk-ct", ("",)),
    ("x-dd-b", ("1", "2")),
    ("x-px-authorization", ("",)),
)


def detect(seen: Seen) -> Iterator[Signal]:
    """Find the header of a challenge, and the words or the markup of a wall."""
    if header := challenge_header(seen.response.headers):
        yield Signal(SignalKind.CHALLENGE, header)
    if told := _told(seen):
        yield Signal(SignalKind.WALL, clean(told, _DETAIL))


def challenge_header(headers: Mapping[str, str]) -> str:
    """The header that says "this is a challenge", with its value; "" if there is none."""
    for name, values in _HEADERS:
        value = headers.get(name)
        if value is not None and any(value.lower().startswith(known) for known in values):
            return clean(f"{name}: {value}", _DETAIL)
    return ""


def _told(seen: Seen) -> str:
    walled = seen.response.status in _STATUSES
    if not (seen.is_short or walled):
        return ""
    for text in (seen.title, *seen.segments, *seen.headings):
        if is_wall_title(text):
            return text
    if not (seen.is_tiny or walled):
        return ""
    return phrases.find(phrases.pattern(_TABLE, "phrases"), seen.whole) or _marked(seen.markup)


def is_wall_title(text: str) -> bool:
    """Tell whether a title or heading is that of a wall, and little besides."""
    folded = fold(text)
    spans = [found.span() for found in phrases.pattern(_TABLE, "titles").finditer(folded)]
    fillers = phrases.pattern(_TABLE, "fillers")
    return bool(spans) and phrases.coverage(folded, spans, fillers) >= _NEARLY_ALL


def _marked(markup: str) -> str:
    lowered = markup.lower()
    return next((mark for mark in _marks() if mark in lowered), "")


@cache
def _marks() -> tuple[str, ...]:
    return tuple(phrases.table(_TABLE)["any"]["markup"])
