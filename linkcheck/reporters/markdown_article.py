"""The citations of articles as Markdown, in the article's order: for notes, tickets and reviews."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkcheck.model import Message
from linkcheck.reporters import marked, omitted, plain
from linkcheck.reporters.markdown import address, escape
from linkcheck.text import clean
from linkcheck.wording import say_id

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linkcheck.model import Citation, Document
    from linkcheck.reporters.options import RenderOptions


def render_citations(documents: Sequence[Document], options: RenderOptions) -> str:
    """Render each article: its sections, its citations numbered, what lies between folded."""
    lines = [
        line for document in documents for line in [*_document(document, options.language), ""]
    ]
    kept = [line for line, before in zip(lines, ["", *lines], strict=False) if line or before]
    return "\n".join(kept)


def _document(document: Document, language: str) -> Iterator[str]:
    yield f"# {escape(plain.path(document.name))}"
    yield ""
    yield f"{say_id('terminal.citations', language, count=len(document.citations))}."
    yield ""
    yield from _body(document, language)
    yield from _left_out(document, language)


def _body(document: Document, language: str) -> Iterator[str]:
    """Rows where the text was kept, else the citations alone."""
    if not document.passages:
        for number, citation in enumerate(document.citations, start=1):
            yield from _citation(number, citation, language)
        return
    for row in marked.rows(document):
        if isinstance(row, marked.Fold):
            yield from ("", f"*{say_id('extract.lines', language, count=row.lines)}*", "")
        elif row.heading and not row.cited:
            yield from ("", f"## {escape(''.join(piece.text for piece in row.pieces))}", "")
        for number, citation in row.cited if isinstance(row, marked.Row) else ():
            yield from _citation(number, citation, language)


def _citation(number: int, citation: Citation, language: str) -> Iterator[str]:
    label = escape(citation.label) if citation.label else say_id("terminal.no_label", language)
    url = citation.url or citation.written_url
    place = say_id("extract.line", language, line=citation.span.line)
    yield f"{number}. **{label}** {address(url) + ' ' if url else ''}({place})"
    for name, value in marked.facts(citation, language):
        told = plain.sentence(Message.of(f"extract.{name}", value=clean(value)), language)
        yield f"   - {escape(told)}"
    for defect in citation.defects:
        yield f"   - ⚠ {escape(say_id(f'defects.{defect}', language))}"


def _left_out(document: Document, language: str) -> Iterator[str]:
    if not document.elsewhere:
        return
    yield from ("", f"## {say_id('extract.left_out', language)}", "")
    for one in document.elsewhere:
        yield f"- {escape(plain.sentence(omitted.place(one), language))}"
    yield from ("", escape(plain.sentence(omitted.how_to_include(document), language)))
