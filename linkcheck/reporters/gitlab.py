"""GitLab's code quality report: an array of issues, a part of what Code Climate specified."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from linkcheck.model import Severity
from linkcheck.reporters import plain
from linkcheck.text import clean

if TYPE_CHECKING:
    from linkcheck.model import Report
    from linkcheck.reporters.options import RenderOptions
    from linkcheck.reporters.plain import Entry

_SEVERITIES = {
    Severity.OK: "info",
    Severity.NOTICE: "info",
    Severity.WARNING: "minor",
    Severity.ERROR: "major",
}


def render(report: Report, options: RenderOptions) -> str:
    """Render one issue a finding that is not fine, under fingerprints that are unique."""
    issues = [_issue(entry, options.language) for entry in plain.told(report)]
    return json.dumps(issues, ensure_ascii=False, indent=2) + "\n"


def _issue(entry: Entry, language: str) -> dict[str, Any]:
    finding = entry.finding
    account = " ".join(plain.account(finding, language))
    return {
        "description": f"{plain.headline(finding, language)} – {account}",
        "check_name": clean(finding.reason) or "unknown",
        "fingerprint": entry.fingerprint,
        "severity": _SEVERITIES[plain.level(finding)],
        "location": {
            "path": plain.path(finding.document),
            "lines": {"begin": finding.citation.span.line},
        },
    }
