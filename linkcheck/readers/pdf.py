"""PDF: the text of its pages, and the links that lie over it.

A position is the page as line and the character on the page as column. Where a link lies over
text, that text is its anchor; the same link over two lines is one. An address that the page
breaks over lines is thereby whole again. Scanned pages have no text and cannot be read.
"""

from __future__ import annotations

import io
import logging
import re
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from linkcheck.errors import ReadError
from linkcheck.model import Article, Block, BlockKind, Link, Span
from linkcheck.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pypdf import PageObject, PdfReader

MAX_PAGES = 500
_MAX_CONTENT = 1_000_000
"""Bytes of a page's drawing instructions; more is a map or a bomb, not a page of text."""
_MAX_LINKS = 1_000
"""Links on one page."""
_SLACK = 2.0
"""Points by which a text's base line may miss the link that lies over it."""
_WIDE = 1.6
"""A gap between lines, in usual ones, from which a paragraph ends."""
_NOTE = re.compile(r"(?:\d{1,3}|[*†‡])\s+(?=\S)")
_MAX_NOTES = 4_000
"""Characters at the foot of a page that may be its notes."""
_BULLETS = re.compile("[\uf000-\uf0ff]")
"""Symbol fonts put their bullets here."""
_PARAGRAPH = re.compile(r"\n[ \t]*\n\s*")
_GAP = re.compile(r"\s+")
_PRODUCERS = re.compile(r"^Microsoft \w+ - |\.(?:docx?|odt|indd|pdf)$", re.IGNORECASE)

logging.getLogger("pypdf").setLevel(logging.ERROR)


def read(name: str, data: bytes) -> Article:
    """Read text and links of a PDF's pages; raises :class:`ReadError` if there is no text."""
    from pypdf import PdfReader  # noqa: PLC0415 (80 ms that most runs never need)

    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted:
            reader.decrypt("")
        blocks = tuple(
            block
            for number, page in enumerate(reader.pages[:MAX_PAGES], 1)
            for block in _blocks(page, number)
        )
        title = _title(reader)
    except Exception as error:  # on hostile files pypdf raises anything
        raise ReadError.of("no-pdf", name=name) from error
    if not blocks:
        raise ReadError.of("scanned", name=name)
    return Article(blocks, title=title)


def _title(reader: PdfReader) -> str:
    title = clean(str(reader.metadata.title or "")) if reader.metadata else ""
    return "" if _PRODUCERS.search(title) else title


@dataclass(frozen=True, slots=True)
class _Piece:
    """A piece of a page's text and where on the page it begins, in points."""

    start: int
    end: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class _Area:
    """A link's rectangle."""

    url: str
    left: float
    bottom: float
    right: float
    top: float

    def holds(self, piece: _Piece) -> bool:
        """Whether the piece stands on the link's line."""
        return self.bottom - _SLACK <= piece.y <= self.top

    def covers(self, piece: _Piece) -> bool:
        """Whether the piece begins under the link."""
        return self.holds(piece) and self.left - _SLACK <= piece.x <= self.right


def _blocks(page: PageObject, number: int) -> Iterator[Block]:
    text, pieces = _text(page)
    links = tuple(_links(text, pieces, _areas(page), number))
    ends = (*_breaks(text, pieces), len(text))
    start, notes = 0, False
    for end in ends:
        if text[start:end].strip():
            mark = _NOTE.match(text, start, end)
            notes = bool(mark) and (notes or _ends_page(text, start))
            start = mark.end() if mark and notes else start
            shown = text[start:end].rstrip()
            last = start + len(shown)
            inside = tuple(
                _within(link, start, last) for link in links if start <= link.start < last
            )
            kind = BlockKind.FOOTNOTE if notes else BlockKind.PARAGRAPH
            yield Block(kind, shown, ((0, number, start + 1),), inside)
        start = end


def _within(link: Link, start: int, end: int) -> Link:
    return Link(link.start - start, min(link.end, end) - start, link.url, link.span)


def _breaks(text: str, pieces: Sequence[_Piece]) -> Sequence[int]:
    """Where paragraphs begin: after an empty line, a wider gap, or at a numbered note."""
    drops = [one.y - other.y for one, other in pairwise(pieces) if one.y - other.y > _SLACK]
    usual = median(drops) if drops else 0.0
    found = {gap.end() for gap in _PARAGRAPH.finditer(text)}
    below = False
    for one, other in pairwise(pieces):
        wide = abs(one.y - other.y) > _WIDE * usual > 0
        below = wide or below
        if wide or (below and one.y - other.y > _SLACK and _NOTE.match(text, other.start)):
            found.add(other.start)
    return sorted(found)


def _ends_page(text: str, start: int) -> bool:
    """Whether all paragraphs from here on could be notes: short, and the first is numbered."""
    return len(text) - start < _MAX_NOTES


def _text(page: PageObject) -> tuple[str, Sequence[_Piece]]:
    """The page's text, piece by piece as it is drawn."""
    contents = page.get_contents()
    if contents is None or len(contents.get_data()) > _MAX_CONTENT:
        return ("", ())
    written: list[str] = []
    pieces: list[_Piece] = []
    length = 0

    def visit(text: str, matrix: list[float], place: list[float], *_font: object) -> None:
        nonlocal length
        if text.strip():
            lead = len(text) - len(text.lstrip())
            x = place[4] * matrix[0] + place[5] * matrix[2] + matrix[4]
            y = place[4] * matrix[1] + place[5] * matrix[3] + matrix[5]
            pieces.append(_Piece(length + lead, length + len(text.rstrip()), x, y))
        written.append(text)
        length += len(text)

    page.extract_text(visitor_text=visit)
    return (_BULLETS.sub("•", "".join(written)), pieces)


def _areas(page: PageObject) -> Iterator[_Area]:
    """The links of a page that lead to an address."""
    for reference in list(page.get("/Annots") or ())[:_MAX_LINKS]:
        note = reference.get_object()
        action = (note.get("/A") or {}) if hasattr(note, "get") else {}
        url = action.get_object().get("/URI") if hasattr(action, "get_object") else None
        corners = [float(value) for value in note.get("/Rect") or ()] if url else []
        if len(corners) == 4:  # noqa: PLR2004 (two corners)
            x, y = sorted(corners[::2]), sorted(corners[1::2])
            yield _Area(str(url), x[0], y[0], x[1], y[1])


def _links(
    text: str, pieces: Sequence[_Piece], areas: Iterator[_Area], number: int
) -> Iterator[Link]:
    """Each link with the text below it; those of one address that follow each other are one."""
    placed = ((_place(text, pieces, area), area.url) for area in areas)
    spans: list[tuple[int, int, str]] = []
    for start, end, url in sorted((*place, url) for place, url in placed if place):
        last = spans[-1] if spans else None
        if last and last[2] == url and not text[last[1] : start].strip():
            spans[-1] = (last[0], end, url)
        elif last is None or start >= last[1]:
            spans.append((start, end, url))
    for start, end, url in spans:
        yield Link(start, end, url, Span(number, start + 1, number, end + 1))


def _place(text: str, pieces: Sequence[_Piece], area: _Area) -> tuple[int, int] | None:
    """Where the text below a link begins and ends.

    A piece that begins left of the link is a line of which the link is the end: where the anchor
    begins is estimated by its width, then moved to the next word.
    """
    covered = [piece for piece in pieces if area.covers(piece)]
    before = [piece for piece in pieces if area.holds(piece) and piece.x < area.left - _SLACK]
    if covered:
        return (covered[0].start, covered[-1].end)
    if not before:
        return None
    line = before[-1]
    share = (area.left - line.x) / max(area.right - line.x, 1.0)
    guess = line.start + round((line.end - line.start) * share)
    starts = [
        line.start,
        *(line.start + found.end() for found in _GAP.finditer(text[line.start : line.end])),
    ]
    return (min(starts, key=lambda start: abs(start - guess)), line.end)
