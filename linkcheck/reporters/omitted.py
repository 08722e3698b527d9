"""What was left out of an article's sources, in words."""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING

from linkcheck.model import Message
from linkcheck.reporters.marked import doubtful

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linkcheck.model import Document, LeftOut

_REGIONS = frozenset(
    {
        "nav", "header", "footer", "comments", "related", "aside", "share", "ad", "dialog", "form",
        "tags", "author", "caption",
    }
)  # fmt: skip
_NAMED = 2
"""Lists of one article that a report of findings names."""


def place(one: LeftOut) -> Message:
    """How many links, and where: "3 links under “Mehr zum Thema” (line 40)"."""
    return Message.of("extract.place", count=one.links, where=_where(one))


def _where(one: LeftOut) -> Message:
    region = Message.of(f"extract.{one.region}") if one.region in _REGIONS else None
    if one.heading and region:
        return Message.of("extract.under_page", heading=one.heading, where=region)
    if one.heading:
        return Message.of("extract.under", heading=one.heading, line=one.line)
    return region or Message.of("extract.listed" if one.listed else "extract.text")


def how_to_include(document: Document) -> Message:
    """How to take in what was left out: lists one by one, links in the text only all together."""
    listed = any(one.listed or one.region for one in document.elsewhere)
    return Message.of("extract.include" if listed else "extract.include_all")


def pattern(one: LeftOut) -> str:
    """What to give ``--include-section`` for a place, quoted for a shell."""
    return shlex.quote(f"^{re.escape(one.heading)}".replace(r"\ ", " "))


def remarks(document: Document) -> Iterator[Message]:
    """What a report of findings says of lists that may be sources, and how to take them in."""
    found = doubtful(document)
    for one in found[:_NAMED]:
        yield Message.of(
            "extract.include_one", count=one.links, heading=one.heading, pattern=pattern(one)
        )
    if len(found) > _NAMED:
        yield Message.of("extract.include_more", count=len(found) - _NAMED)
