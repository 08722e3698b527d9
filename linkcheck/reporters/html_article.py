"""The article with its citations marked, as a part of the HTML report.

Each marked citation leads to its card, and each card back. Lines that cite nothing are folded,
which needs no script.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from linkcheck.model import Message
from linkcheck.reporters import marked, omitted, plain
from linkcheck.reporters.markup import NOTHING, Markup, join, link, quoted, tag, text
from linkcheck.reporters.pen import SIGNS
from linkcheck.wording import say_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from linkcheck.model import Citation, Document
    from linkcheck.reporters.marked import Fold, Piece, Row
    from linkcheck.reporters.plain import Entry

    Cards = Mapping[tuple[str, Citation], Entry]

_MAX_FOLDED = 200_000
"""Characters of folded lines in one report; of further ones only the number is told."""
_SHORT = 2_000
"""Characters of lines that are unfolded from the beginning, so that a short article can be read."""
_MAX_LINE = 2_000
_OMISSIONS = 12


@dataclass(slots=True)
class _Article:
    """One article while it is written: its cards, and which of them can be led back here."""

    document: Document
    cards: Cards
    language: str
    room: int
    anchored: set[int]

    def card(self, number: int) -> Entry | None:
        """The card of a citation, by its number in the document."""
        if not 0 < number <= len(self.document.citations):
            return None
        return self.cards.get((self.document.name, self.document.citations[number - 1]))


def render(
    documents: Iterable[Document], cards: Cards, language: str
) -> tuple[Markup, frozenset[int]]:
    """Render the articles whose text was kept, and tell which cards they lead to."""
    room, anchored, parts = _MAX_FOLDED, set[int](), []
    for number, document in enumerate(documents, start=1):
        if document.passages:
            article = _Article(document, cards, language, room, anchored)
            parts.append(_article(article, number))
            room = article.room
    if not parts:
        return NOTHING, frozenset()
    heading = tag("h2", text(say_id("extract.marked", language)))
    return tag("section", heading, *parts, class_="articles"), frozenset(anchored)


def _article(article: _Article, number: int) -> Markup:
    name = tag("h3", text(plain.path(article.document.name), plain.MAX_URL), id=f"article-{number}")
    rows = [
        _row(row, article) if isinstance(row, marked.Row) else _fold(row, article)
        for row in marked.rows(article.document)
    ]
    return tag("section", name, *rows, _left_out(article), class_="text")


def _row(row: Row, article: _Article) -> Markup:
    pieces = [_piece(piece, article) for piece in row.pieces]
    seals = [_seal(number, citation, row, article) for number, citation in row.cited]
    number = tag("span", text(str(row.line)), class_="line", aria_hidden="true")
    heading = " heading" if row.heading and not row.cited else ""
    return tag("p", number, *pieces, *seals, class_=f"row{heading}")


def _piece(piece: Piece, article: _Article) -> Markup:
    """A piece of text; the first of each citation leads to its card."""
    entry = article.card(piece.number) if piece.number else None
    written = _spaced(piece)
    if entry is None:
        return written
    class_ = f"cited {entry.finding.severity}"
    if entry.number in article.anchored:
        return tag("mark", written, class_=class_)
    return _anchor(entry, written, class_, article)


def _anchor(entry: Entry, written: Markup, class_: str, article: _Article) -> Markup:
    article.anchored.add(entry.number)
    return tag(
        "a", written, class_=class_, id=f"cited-{entry.number}", href=f"#finding-{entry.number}"
    )


def _spaced(piece: Piece) -> Markup:
    """Text with the blanks at its ends, which hold pieces apart."""
    before = " " if piece.text[:1].isspace() else ""
    after = " " if piece.text[-1:].isspace() and piece.text.strip() else ""
    return Markup(f"{before}{text(piece.text, _MAX_LINE)}{after}")


def _seal(number: int, citation: Citation, row: Row, article: _Article) -> Markup:
    """The verdict behind a citation, and its address where the text does not show it."""
    entry = article.card(number)
    url = link(citation.url) if citation.url and number in row.hidden_urls else NOTHING
    address = tag("span", Markup("→ "), url, class_="hidden") if url else NOTHING
    if entry is None:
        return address
    found = entry.finding
    sign = tag("span", text(SIGNS[found.verdict]), aria_hidden="true")
    word = join(sign, text(plain.word(found, article.language)), by=" ")
    class_ = f"seal {found.severity}"
    if entry.number in article.anchored:
        return join(Markup(" "), tag("span", word, class_=class_), address, by="")
    return join(Markup(" "), _anchor(entry, word, class_, article), address, by="")


def _fold(fold: Fold, article: _Article) -> Markup:
    told = text(say_id("extract.lines", article.language, count=fold.lines))
    lines = []
    for passage in fold.kept:
        article.room -= min(len(passage.text), _MAX_LINE)
        if article.room < 0:
            break
        number = tag("span", text(str(passage.line)), class_="line", aria_hidden="true")
        lines.append(tag("p", number, text(passage.text, _MAX_LINE), class_="row"))
    if not lines:
        return tag("p", told, class_="fold")
    missing = fold.lines - len(lines)
    if missing:
        rest = say_id("extract.lines", article.language, count=missing)
        lines.append(tag("p", text(rest), class_="fold"))
    short = not missing and sum(len(one.text) for one in fold.kept) <= _SHORT
    return tag("details", tag("summary", told), *lines, class_="fold", open=short)


def _left_out(article: _Article) -> Markup:
    elsewhere = article.document.elsewhere[:_OMISSIONS]
    if not elsewhere:
        return NOTHING
    items = [
        tag("li", text(plain.sentence(omitted.place(one), article.language))) for one in elsewhere
    ]
    title = tag("h4", text(say_id("extract.left_out", article.language)))
    return tag("div", title, tag("ul", *items), class_="left-out")


def facts(citation: Citation, language: str) -> Iterator[tuple[str, Markup]]:
    """What the entry says besides its label: a name and a value for each fact."""
    for name, value in marked.facts(citation, language):
        told, _, shown = plain.sentence(
            Message.of(f"extract.{name}", value=value), language
        ).partition(": ")
        yield told, quoted(shown)
