"""One JSON object a line: each finding as soon as it is known, then the numbers of the run.

Each line is one of the findings of the JSON report, with the name of its document.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkcheck.reporters import json
from linkcheck.reporters.options import RenderOptions, Stream

if TYPE_CHECKING:
    from linkcheck.model import Finding, Report


def render(report: Report, options: RenderOptions) -> str:
    """Render a finished report, in the articles' order."""
    lines = [_finding(found, options) for found in report.findings]
    return "".join([*lines, _end(report, options)])


def _finding(finding: Finding, options: RenderOptions) -> str:
    value = {"type": "finding", "document": finding.document}
    return json.dump(value | json.finding(finding, options.language), indent=None)


def _end(report: Report, _options: RenderOptions) -> str:
    return json.dump({"type": "summary"} | json.head(report), indent=None)


STREAM = Stream(_finding, _end)
