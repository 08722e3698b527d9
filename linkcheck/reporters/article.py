"""The article with its citations marked, for a terminal: what ``linkcheck extract`` shows."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from linkcheck.model import Message
from linkcheck.reporters import layout, marked, omitted
from linkcheck.wording import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from linkcheck.model import Citation, Document
    from linkcheck.reporters.marked import Fold, Piece, Row
    from linkcheck.reporters.pen import Pen

_MOST_OMISSIONS = 12
"""Places named of which something was left out."""
_MARK = 4
"""Columns of punctuation that may stand beyond the width, behind an address."""
_CONTROLS = dict.fromkeys(code for code in range(0xA0) if unicodedata.category(chr(code)) == "Cc")


def render(document: Document, pen: Pen) -> str:
    """Render one article whose text was kept."""
    return "\n".join([
        *_head(document, pen), "", *_body(document, pen), *_left_out(document, pen),
    ])  # fmt: skip


def _head(document: Document, pen: Pen) -> Iterator[str]:
    name = layout.disarm(layout.visible(document.name))
    yield pen.paint(name, "bold")
    told = [pen.say("terminal.citations", count=len(document.citations))]
    if document.language:
        told.append(pen.say("terminal.language", language=document.language))
    if document.published:
        told.append(pen.sentence(Message.of("terminal.published", date=document.published)))
    yield from pen.lines(" · ".join(told), lead="", style="dim")


def _body(document: Document, pen: Pen) -> Iterator[str]:
    rows = list(marked.rows(document))
    last = max((row.line for row in rows if isinstance(row, marked.Row)), default=1)
    gutter = max(len(str(last)), 2)
    told: set[int] = set()
    for number, row in enumerate(rows):
        if isinstance(row, marked.Row):
            yield from _row(row, gutter, told, pen)
        else:
            yield from _fold(row, gutter, pen, opens=number == 0)


def _fold(fold: Fold, gutter: int, pen: Pen, *, opens: bool) -> Iterator[str]:
    """Folded lines; the article's first one is shown, by which it is known again."""
    count = fold.lines
    if opens and fold.kept and fold.kept[0].text.strip():
        first, count = fold.kept[0], count - 1
        room = pen.options.width - gutter - len(" │ ")
        shown = layout.cut(layout.visible(first.text, pen.options.width * 2), room)
        yield pen.paint(f"{first.line:>{gutter}} │ {shown}", "dim")
    if count:
        yield pen.paint(f"{'':{gutter}} ┊ {pen.say('extract.lines', count=count)}", "dim")


def _row(row: Row, gutter: int, told: set[int], pen: Pen) -> Iterator[str]:
    lead, hanging = f"{row.line:>{gutter}} │ ", f"{'':{gutter}} │ "
    painted = list(_styled(row, told))
    for number, line in enumerate(_flowed(painted, pen.options.width - len(lead), pen)):
        yield pen.paint(hanging if number else lead, "dim") + line
    for number, citation in row.cited:
        mark = f"[{number}] " if number not in told or len(row.cited) > 1 else ""
        told.add(number)
        for line in _notes(citation, f"{hanging}  {mark}", row, number, pen):
            yield line


def _styled(row: Row, told: set[int]) -> Iterator[tuple[str, str]]:
    """Pieces of text, safe to show, each with its style; a citation's number comes first."""
    for piece in row.pieces:
        if piece.number and piece.number not in told:
            told.add(piece.number)
            yield f"[{piece.number}] ", "cyan"
        yield _safe(piece), _style(piece, row)


def _safe(piece: Piece) -> str:
    """A piece without control characters, which an address shows since they break it."""
    if piece.address:
        return layout.visible(piece.text, layout.MAX_URL)
    text = "".join(" " if char.isspace() else char for char in piece.text)
    inner = layout.visible(text.translate(_CONTROLS), max(len(text), 1))
    before = " " if piece.text[:1].isspace() and inner else ""
    after = " " if piece.text[-1:].isspace() and (inner or not before) else ""
    return f"{before}{inner}{after}"


def _style(piece: Piece, row: Row) -> str:
    if piece.number:
        return "underline" if piece.address else "bold"
    return "bold" if row.heading and not row.cited else "dim"


def _flowed(pieces: Iterable[tuple[str, str]], width: int, pen: Pen) -> Iterator[str]:
    """Flow styled pieces into lines; an address is never broken, so that it stays one to click."""
    line: list[tuple[str, str]] = []
    taken = 0
    for text, style in pieces:
        for part in [text] if style == "underline" else _parts(text, width):
            size = layout.columns(part.rstrip())
            mark = not any(map(str.isalnum, part))
            if taken and taken + size > width and not (mark and size < _MARK):
                yield _painted(line, pen)
                line, taken = [], 0
            kept = part if line else part.lstrip()
            line.append((kept, style))
            taken += layout.columns(kept)
    yield _painted(line, pen)


def _parts(text: str, width: int) -> Iterator[str]:
    """What a line may break after; a blank at the beginning is one."""
    if text[:1] == " ":
        yield " "
    yield from layout.pieces(text, width)


def _painted(line: list[tuple[str, str]], pen: Pen) -> str:
    """A line without blanks at its end; a piece that is nothing but blanks is not painted."""
    while line and not line[-1][0].strip():
        line.pop()
    if line:
        line[-1] = (line[-1][0].rstrip(), line[-1][1])
    return "".join(pen.paint(text, style) if text.strip() else text for text, style in line)


def _notes(citation: Citation, lead: str, row: Row, number: int, pen: Pen) -> Iterator[str]:
    """What was made of a citation: its address where it is not to be seen, facts, defects."""
    if number in row.hidden_urls:
        yield from _address(citation.url or "", f"{lead}→ ", pen)
    elif citation.url and citation.url != citation.written_url:
        yield lead + pen.paint(pen.say("extract.fetched", url=""), "dim")
        yield from _address(citation.url, f"{lead}→ ", pen)
    if citation.unwrapped_url:
        yield lead + pen.paint(pen.say("extract.own_address"), "dim")
        yield from _address(citation.unwrapped_url, f"{lead}→ ", pen)
    for name, value in marked.facts(citation, pen.options.language):
        yield from _note(pen.say(f"extract.{name}", value=value), lead, "dim", pen)
    for defect in citation.defects:
        yield from _note(f"! {pen.say(f'defects.{defect}')}", lead, "yellow", pen)


def _note(text: str, lead: str, style: str, pen: Pen) -> Iterator[str]:
    """A wrapped sentence beside the article; the gutter goes on beside it."""
    gutter = lead.partition("│ ")[0] + "│ "
    hanging = gutter + " " * (layout.columns(lead) - layout.columns(gutter))
    for number, line in enumerate(layout.wrap(text, pen.options.width - layout.columns(lead))):
        yield (hanging if number else lead) + pen.paint(line, style)


def _address(url: str, lead: str, pen: Pen) -> Iterator[str]:
    yield lead + pen.paint(layout.visible(url, layout.MAX_URL), "underline")


def _left_out(document: Document, pen: Pen) -> Iterator[str]:
    if not document.elsewhere:
        return
    yield ""
    yield pen.paint(pen.say("extract.left_out"), "bold")
    for one in document.elsewhere[:_MOST_OMISSIONS]:
        told = layout.visible(say(omitted.place(one), pen.options.language))
        yield from pen.lines(told, lead="– ")
    if len(document.elsewhere) > _MOST_OMISSIONS:
        rest = sum(one.links for one in document.elsewhere[_MOST_OMISSIONS:])
        yield from pen.lines(f"… +{rest}", lead="– ")
    yield from pen.lines(pen.sentence(omitted.how_to_include(document)), lead="→ ")
