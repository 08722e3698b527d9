"""Citations and findings as tables for spreadsheets (RFC 4180)."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from linkcheck.model import Bibliography, Response
from linkcheck.reporters import plain
from linkcheck.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from linkcheck.model import Citation, Document, Finding, Report
    from linkcheck.reporters.options import RenderOptions

_COLUMNS = ("file", "line", "column", "section", "label", "url", "defects")
_FACTS = ("title", "authors", "publisher", "published", "accessed")
_JUDGED = (
    "verdict", "severity", "reason", "message", "title", "status", "final_url", "repair",
    "accepted", "lasting",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@")
_MAX_CELL = 4096


def render(report: Report, options: RenderOptions) -> str:
    """Render one row a finding, in the articles' order."""
    rows = (
        [*_citation(found.document, found.citation), *_judged(found, options.language)]
        for found in report.findings
    )
    return _table([*_COLUMNS, *_JUDGED], rows)


def render_citations(documents: Sequence[Document], _options: RenderOptions) -> str:
    """Render one row a citation; what a spreadsheet would take for a formula gets an apostrophe."""
    rows = (
        [*_citation(document.name, citation), *_facts(citation)]
        for document in documents
        for citation in document.citations
    )
    return _table([*_COLUMNS, *_FACTS], rows)


def _table(columns: Sequence[str], rows: Iterable[Sequence[str | int]]) -> str:
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return table.getvalue()


def _citation(name: str, citation: Citation) -> list[str | int]:
    return [
        _cell(name),
        citation.span.line,
        citation.span.column,
        _cell(citation.section),
        _cell(citation.label),
        _cell(citation.url or citation.written_url),
        " ".join(citation.defects),
    ]


def _facts(citation: Citation) -> list[str | int]:
    """What a bibliographic entry says; empty cells for a label that is none."""
    facts = citation.bibliography or Bibliography()
    told = (facts.title, "; ".join(facts.authors), facts.publisher, facts.published, facts.accessed)
    return [*map(_cell, told)]


def _judged(finding: Finding, language: str) -> list[str | int]:
    response = finding.outcome if isinstance(finding.outcome, Response) else None
    return [
        str(finding.verdict),
        str(finding.severity),
        _cell(finding.reason),
        _cell(plain.sentence(finding.message, language)),
        _cell(finding.page.title if finding.page else ""),
        response.status if response else "",
        _cell(response.final_url if response else ""),
        _cell(finding.repairs[0].url if finding.repairs else ""),
        _cell(" ".join(plain.decision(finding, language))),
        _cell(" ".join(plain.recurrence(finding, language))),
    ]


def _cell(text: str) -> str:
    """One line without control characters, disarmed (OWASP on CSV injection)."""
    cleaned = clean(text, _MAX_CELL)
    return f"'{cleaned}" if cleaned.startswith(_FORMULA) else cleaned
