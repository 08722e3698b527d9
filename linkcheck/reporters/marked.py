"""The article with its citations marked, as rows: shared by what shows it. Pure.

Long stretches of lines that cite nothing are folded, and so is what lies far from a citation
within one long line.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from linkcheck.wording import say_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linkcheck.model import Bibliography, Citation, Document, LeftOut, Passage

_SHOWN = 2
"""Lines without a citation that are shown between two with one; more are folded."""
_SHORT = 160
"""Characters; longer lines without a citation are folded."""
_FAR = 240
"""Characters of a line between two citations before they are cut."""
_NEAR = 90
"""Characters kept on each side of the cut."""
_MARKS = 5_000
"""Rows with citations shown of one article; what follows is counted."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a line: of a citation's label or address, or (``number`` 0) of the text."""

    text: str
    number: int = 0
    address: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One line to show; ``cited`` are the citations that end here, with their numbers."""

    line: int
    pieces: tuple[Piece, ...]
    heading: bool = False
    cited: tuple[tuple[int, Citation], ...] = ()
    hidden_urls: frozenset[int] = frozenset()
    """Numbers of those whose address is not to be seen in the text (links of the markup)."""


@dataclass(frozen=True, slots=True)
class Fold:
    """Lines that cite nothing: how many, and as much of their text as was kept."""

    lines: int
    kept: tuple[Passage, ...]


def rows(document: Document) -> Iterator[Row | Fold]:
    """The rows of an article whose text was kept; nothing for one whose was not."""
    seen = {mark.number for passage in document.passages for mark in passage.marks if mark.address}
    waiting: list[Passage] = []
    shown = 0
    for passage in document.passages:
        wanted = bool(passage.marks or passage.cited or passage.heading)
        if not wanted or shown >= _MARKS:
            waiting.append(passage)
            continue
        shown += 1
        yield from _between(waiting)
        waiting = []
        yield _row(passage, document, seen)
    yield from _between(waiting)


def _between(waiting: list[Passage]) -> Iterator[Row | Fold]:
    count = sum(passage.hidden or 1 for passage in waiting)
    short = all(len(one.text) <= _SHORT and not one.hidden for one in waiting)
    if count <= _SHOWN and short:
        yield from (Row(one.line, (Piece(one.text),)) for one in waiting)
    elif waiting:
        yield Fold(count, tuple(one for one in waiting if not one.hidden))


def _row(passage: Passage, document: Document, seen: set[int]) -> Row:
    cited = tuple(
        (number, document.citations[number - 1])
        for number in passage.cited
        if number <= len(document.citations)
    )
    urls = frozenset(number for number, one in cited if one.url and number not in seen)
    return Row(passage.line, tuple(_pieces(passage)), passage.heading, cited, urls)


def _pieces(passage: Passage) -> Iterator[Piece]:
    position = 0
    for mark in passage.marks:
        if mark.start > position:
            yield Piece(_shortened(passage.text[position : mark.start], opens=position == 0))
        start = max(mark.start, position)
        if mark.end > start:
            yield Piece(passage.text[start : mark.end], mark.number, mark.address)
        position = max(position, mark.end)
    if position < len(passage.text):
        rest = passage.text[position:]
        yield Piece(rest if len(rest) <= _FAR else f"{rest[:_NEAR].rstrip()} …")


def _shortened(text: str, *, opens: bool) -> str:
    if len(text) <= _FAR:
        return text
    head = "" if opens else f"{text[:_NEAR].rstrip()} "
    return f"{head}… {text[-_NEAR:].lstrip()}"


def facts(citation: Citation, language: str) -> tuple[tuple[str, str], ...]:
    """What the entry says besides its label, by name, where it says anything."""
    found: Bibliography | None = citation.bibliography
    if found is None:
        return ()
    told = (
        ("title", found.title if found.title != citation.label else ""),
        ("authors", "; ".join(found.authors)),
        ("publisher", found.publisher),
        ("published", _day(found.published, language)),
        ("accessed", _day(found.accessed, language)),
    )
    return tuple((name, value) for name, value in told if value)


def _day(iso: str, language: str) -> str:
    """A date as far as it is known, as people say it."""
    if not iso:
        return ""
    year, month, day = (*map(int, iso.split("-")), None, None)[:3]
    return say_date(language, year=year, month=month, day=day)


def doubtful(document: Document) -> tuple[LeftOut, ...]:
    """Lists of links under a heading of their own that an author may mean as sources."""
    return tuple(
        one
        for one in document.elsewhere
        if one.listed and one.heading and one.region in {"", "related"}
    )
