"""Diagnostics for reviewdog (rdjson): columns count bytes of UTF-8, as its format wants.

https://github.com/reviewdog/reviewdog/tree/master/proto/rdf says what each field means.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from linkcheck.model import Severity, Span
from linkcheck.reporters import plain
from linkcheck.text import clean

if TYPE_CHECKING:
    from linkcheck.model import Document, Report
    from linkcheck.reporters.options import RenderOptions
    from linkcheck.reporters.plain import Entry

_SEVERITIES = {
    Severity.OK: "INFO",
    Severity.NOTICE: "INFO",
    Severity.WARNING: "WARNING",
    Severity.ERROR: "ERROR",
}


def render(report: Report, options: RenderOptions) -> str:
    """Render one diagnostic a finding that is not fine, with a suggestion where one is safe."""
    result = {
        "source": {"name": "linkcheck", "url": plain.ABOUT},
        "diagnostics": [_diagnostic(entry, options) for entry in plain.told(report)],
    }
    return json.dumps(result, ensure_ascii=False, indent=2) + "\n"


def _diagnostic(entry: Entry, options: RenderOptions) -> dict[str, Any]:
    finding, language = entry.finding, options.language
    reason = clean(finding.reason) or "unknown"
    diagnostic: dict[str, Any] = {
        "message": "\n".join(
            (plain.headline(finding, language), *plain.account(finding, language))
        ),
        "location": {
            "path": plain.path(finding.document),
            "range": _range(entry.document, finding.citation.span),
        },
        "severity": _SEVERITIES[plain.level(finding)],
        "code": {"value": reason, "url": plain.help_url(reason, options.docs_url)},
    }
    if fixed := plain.replacement(entry):
        span, url = fixed
        diagnostic["suggestions"] = [{"range": _range(entry.document, span), "text": url}]
    return diagnostic


def _range(document: Document, span: Span) -> dict[str, Any]:
    """The lines alone where the bytes before a column are not known."""
    bounds = [(span.line, span.column)]
    if plain.ends_after_it_starts(span):
        bounds.append((span.end_line, span.end_column))
    columns = [plain.bytes_column(document, line, column) for line, column in bounds]
    points = [{"line": line} for line, _ in bounds]
    if None not in columns:
        for point, column in zip(points, columns, strict=True):
            point["column"] = column or 1
    return dict(zip(("start", "end"), points, strict=False))
