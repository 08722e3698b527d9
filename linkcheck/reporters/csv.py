"""Citations as a table for spreadsheets (RFC 4180)."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from linkcheck.text import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linkcheck.model import Document
    from linkcheck.reporters.options import RenderOptions

_COLUMNS = ("file", "line", "column", "section", "label", "url", "defects")
_FORMULA = ("=", "+", "-", "@")
_MAX_CELL = 4096


def render_citations(documents: Sequence[Document], _options: RenderOptions) -> str:
    """Render one row a citation; what a spreadsheet would take for a formula gets an apostrophe."""
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for document in documents:
        for citation in document.citations:
            writer.writerow([
                _cell(document.name),
                citation.span.line,
                citation.span.column,
                _cell(citation.section),
                _cell(citation.label),
                _cell(citation.url or citation.written_url),
                " ".join(citation.defects),
            ])  # fmt: skip
    return table.getvalue()


def _cell(text: str) -> str:
    """One line without control characters, disarmed (OWASP on CSV injection)."""
    cleaned = clean(text, _MAX_CELL)
    return f"'{cleaned}" if cleaned.startswith(_FORMULA) else cleaned
