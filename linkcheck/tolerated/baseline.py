"""Baselines: the findings of an earlier run, so that later ones fail on new findings alone.

A baseline is JSON, sorted so that its differences can be reviewed. A finding is known while its
citation stays the same in the same article and its verdict is the same or milder.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from linkcheck.errors import ReadError, why
from linkcheck.model import Known, Severity, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from linkcheck.model import Document, Finding, Report

VERSION = 1


def write(report: Report) -> str:
    """The text of a baseline: all findings that ask something of somebody, but accepted ones."""
    known = [
        Known(
            found.document,
            found.citation.key,
            found.citation.label,
            found.citation.url,
            found.verdict,
        )
        for found in report.findings
        if found.severity > Severity.OK and found.accepted is None
    ]
    rows = [
        {
            "document": one.document,
            "key": one.key,
            "verdict": str(one.verdict),
            "label": one.label,
            "url": one.url,
        }
        for one in sorted(known, key=lambda one: (one.document, one.key))
    ]
    value = {"version": VERSION, "findings": rows}
    text = json.dumps(value, ensure_ascii=False, indent=1)
    return text.encode("utf-8", "replace").decode() + "\n"


def load(path: Path) -> Mapping[tuple[str, str], Known]:
    """Read a baseline: known findings by article and :attr:`linkcheck.model.Citation.key`.

    Raises :class:`ReadError` for what is none.
    """
    try:
        value = json.loads(path.read_text("utf-8"))
    except OSError as error:
        raise ReadError.of("baseline-unreadable", path=str(path), why=why(error)) from error
    except (ValueError, RecursionError) as error:
        raise ReadError.of("no-baseline", path=str(path), detail=str(error)) from error
    if not isinstance(value, dict) or value.get("version") != VERSION:
        raise ReadError.of("baseline-version", path=str(path), version=VERSION)
    try:
        known = [_known(row) for row in value["findings"]]
    except (KeyError, TypeError, ValueError) as error:
        raise ReadError.of("baseline-damaged", path=str(path), detail=repr(error)) from error
    return {(one.document, one.key): one for one in known}


def _known(row: Mapping[str, Any]) -> Known:
    url = row["url"]
    return Known(
        str(row["document"]),
        str(row["key"]),
        str(row["label"]),
        None if url is None else str(url),
        Verdict(row["verdict"]),
    )


def mark(finding: Finding, baseline: Mapping[tuple[str, str], Known]) -> Finding:
    """Mark a finding that the baseline has: the same, or milder than it was."""
    known = baseline.get((finding.document, finding.citation.key))
    if known is None or finding.severity is Severity.OK:
        return finding
    same = finding.verdict is known.verdict
    return replace(finding, known=same or finding.severity < known.verdict.severity)


def better(
    baseline: Mapping[tuple[str, str], Known],
    documents: Sequence[Document],
    findings: Iterable[Finding],
) -> tuple[Known, ...]:
    """What the baseline has and this run found no more, or milder, in the articles it read."""
    read = {document.name for document in documents if not document.partial}
    now = {(found.document, found.citation.key): found for found in findings}
    return tuple(
        known
        for place, known in baseline.items()
        if known.document in read and _is_better(known, now.get(place))
    )


def _is_better(known: Known, found: Finding | None) -> bool:
    if found is None or found.severity is Severity.OK:
        return True
    return found.severity < known.verdict.severity
