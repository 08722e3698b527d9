"""The report for people at a terminal: findings worst first, then one line of numbers."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from linkcheck.model import Message, Severity
from linkcheck.reporters import article, card, late, layout, omitted
from linkcheck.reporters.options import NORMAL, QUIET, RenderOptions
from linkcheck.reporters.order import worst_first
from linkcheck.reporters.pen import COLOURS, Pen, position
from linkcheck.wording import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linkcheck.model import Citation, Document, Report

_NAMED = 10
"""Findings of a baseline that are named when they are no more, and articles without sources."""
_NAMED_APART = 2
"""Articles without any section of sources up to which each gets a paragraph of its own."""


def render(report: Report, options: RenderOptions) -> str:
    """Render a report for a terminal of ``options.width`` columns."""
    pen = Pen(options)
    paragraphs = [
        *_findings(report, options),
        *_empty(report.documents, pen),
        "\n".join(_summary(report, pen)),
    ]
    return "\n\n".join(filter(None, paragraphs)) + "\n"


def render_citations(documents: Sequence[Document], options: RenderOptions) -> str:
    """Render articles with their citations marked, and what was left out of them.

    An article whose text was not kept is a list of its citations: where they stand, and what is
    wrong with them.
    """
    pen = Pen(options)
    blocks = [
        block
        for document in documents
        for block in (
            [article.render(document, pen)] if document.passages else _listed(document, pen)
        )
    ]
    told = len(documents) == 1 and bool(documents[0].passages)
    count = sum(len(document.citations) for document in documents)
    total = "" if told else pen.paint(pen.say("terminal.citations", count=count), "bold")
    return "\n\n".join(filter(None, [*blocks, *_empty(documents, pen), total])) + "\n"


def _listed(document: Document, pen: Pen) -> Iterator[str]:
    for citation in document.citations:
        yield "\n".join(_citation(document, citation, pen))


def _findings(report: Report, options: RenderOptions) -> Iterator[str]:
    """One paragraph a finding; brief ones of a kind stand together."""
    shown = [
        (number, found)
        for number, found in enumerate(worst_first(report), start=1)
        if options.verbosity > QUIET or found.severity > Severity.OK
    ]
    cards = [card.render(number, found, options) for number, found in shown]
    together = [
        card.is_brief(one, options) and card.is_brief(other, options)
        for (_, one), (_, other) in pairwise(shown)
    ]
    paragraph = ""
    for text, follows in zip(cards, [*together, False], strict=False):
        paragraph += text + ("\n" if follows else "")
        if not follows:
            yield paragraph
            paragraph = ""


def _empty(documents: Sequence[Document], pen: Pen) -> Iterator[str]:
    """What was looked for in articles without citations, and how to include it."""
    if not documents:
        yield pen.say("terminal.nothing_read")
    barren = [document for document in documents if not document.citations]
    empty = [document for document in barren if not document.sections]
    together = len(empty) > _NAMED_APART
    if together:
        yield "\n".join(_many_barren(empty, pen))
    for document in barren:
        if document.sections or not together:
            yield "\n".join(_barren(document, pen))
    if barren:
        yield "\n".join(pen.lines(pen.say("terminal.name_section"), lead="→ "))


def _many_barren(documents: Sequence[Document], pen: Pen) -> Iterator[str]:
    """Articles without any section of sources, told in one breath."""
    named = ", ".join(layout.visible(document.name) for document in documents[:_NAMED])
    key = "terminal.nothing_found_more" if len(documents) > _NAMED else "terminal.nothing_found"
    told = pen.say(key, name=named, count=len(documents) - _NAMED)
    yield from pen.lines(told, lead="", style="bold")
    yield from pen.lines(pen.say("terminal.looked_for"), lead="")


def _barren(document: Document, pen: Pen) -> Iterator[str]:
    name = layout.visible(document.name)
    yield from pen.lines(pen.say("terminal.nothing_found", name=name), lead="", style="bold")
    if not document.sections:
        yield from pen.lines(pen.say("terminal.looked_for"), lead="")
    for section in document.sections:
        text = pen.say("terminal.section_empty", heading=section.heading, line=section.line)
        yield from pen.lines(text, lead="")


def _summary(report: Report, pen: Pen) -> Iterator[str]:
    if report.findings:
        yield from pen.lines(_numbers(report, pen), lead="", style=COLOURS[report.worst])
    yield from _better(report, pen)
    for document in report.documents[:_NAMED]:
        for message in omitted.remarks(document):
            yield from pen.lines(pen.sentence(message), lead="")
    if late_ones := late.remark(report.unfetched):
        yield from pen.lines(pen.sentence(late_ones), lead="")
    for id_, count in _remarks(report, pen.options.verbosity):
        yield from pen.lines(pen.say(id_, count=count), lead="")


def _better(report: Report, pen: Pen) -> Iterator[str]:
    """What got better since the baseline, a few by name."""
    for known in report.better[:_NAMED]:
        label = layout.visible(known.label) or pen.say("terminal.no_label")
        word = pen.say(f"verdicts.{known.verdict}")
        told = pen.say("accepted.better_one_of", label=label, word=word)
        yield from pen.lines(told, lead="+ ")


def _numbers(report: Report, pen: Pen) -> str:
    """The summary; no line breaks between a number and its word."""
    counts = ", ".join(
        pen.say(f"verdicts.{verdict}_count", count=count).replace(" ", layout.NO_BREAK)
        for verdict, count in reversed(tuple(report.counts.items()))
        if count
    )
    total = sum(report.counts.values())
    elapsed = _duration(report.elapsed, pen).replace(" ", layout.NO_BREAK)
    summary = Message.of("terminal.summary", count=total, counts=counts, elapsed=elapsed)
    return say(summary, pen.options.language)


def _remarks(report: Report, verbosity: int) -> Iterator[tuple[str, int]]:
    if report.interrupted:
        yield "terminal.interrupted", 0
    if report.tolerated:
        yield "accepted.count", report.tolerated
    if report.waiting:
        yield "history.count", report.waiting
    if report.better:
        yield "accepted.better", len(report.better)
    if report.reached_nobody:
        yield "terminal.nobody_reached", 0
    if report.internal_errors:
        yield "terminal.internal_error", report.internal_errors
    if report.worst > Severity.OK and verbosity >= NORMAL:
        yield "terminal.explain", 0


def _duration(elapsed: float, pen: Pen) -> str:
    minutes, seconds = divmod(max(round(elapsed), 1), 60)
    if minutes:
        return pen.say("terminal.minutes", minutes=minutes, seconds=seconds)
    return pen.say("terminal.seconds", seconds=seconds)


def _citation(document: Document, citation: Citation, pen: Pen) -> Iterator[str]:
    yield pen.paint(position(document.name, citation), "dim")
    yield from pen.lines(pen.label(citation), style="bold")
    if citation.url or citation.written_url:
        yield pen.address(citation.url or citation.written_url)
    for defect in citation.defects:
        yield from pen.lines(pen.say(f"defects.{defect}"), lead="   ! ", style="yellow")
