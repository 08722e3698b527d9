"""The report for programs: JSON, version 1, key by key.

A contract, described by ``docs/reference/report.schema.json``: keys may be added, none renamed
or given another meaning. What is unknown is ``null``. Sentences (``message``, ``text``,
``note``) are in the language of the report, everything else is not.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from linkcheck.model import Failure, Response
from linkcheck.wording import say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from linkcheck.model import (
        Acceptance,
        Bibliography,
        Citation,
        Document,
        Evidence,
        Expectation,
        Finding,
        Known,
        Lapse,
        LeftOut,
        Recurrence,
        Repair,
        Report,
    )
    from linkcheck.reporters.options import RenderOptions

VERSION = 1

# What may not stand raw in a file that people open and programs read line by line: controls
# beyond those that JSON escapes by itself, bidi controls, and the separators U+2028 and U+2029.
_UNSAFE = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
# A lone surrogate is no text (RFC 8259, section 8.2) and stops strict parsers.
_SURROGATE = re.compile("[\ud800-\udfff]")


def render(report: Report, options: RenderOptions) -> str:
    """Render a report as one JSON object."""
    findings: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for found in report.findings:
        findings[found.document].append(finding(found, options.language))
    documents = [
        _document(document) | {"findings": findings[document.name]} for document in report.documents
    ]
    return dump(head(report) | {"documents": documents})


def head(report: Report) -> dict[str, Any]:
    """What a report says of its run."""
    return {
        "version": VERSION,
        "tool": {"name": "linkcheck", "version": report.version},
        "started": report.started.isoformat(),
        "elapsed": round(report.elapsed, 3),
        "interrupted": report.interrupted,
        "counts": {str(verdict): count for verdict, count in report.counts.items()},
        "tolerated": report.tolerated,
        "waiting": report.waiting,
        "unfetched": [{"host": host, "citations": count} for host, count in report.unfetched],
        "better": [_known(known) for known in report.better],
    }


def render_citations(documents: Sequence[Document], _options: RenderOptions) -> str:
    """Render articles and their citations, before anything was verified."""
    return dump({
        "version": VERSION,
        "documents": [
            _document(document) | {
                "findings": [_citation(citation) for citation in document.citations]
            }
            for document in documents
        ],
    })  # fmt: skip


def dump(value: dict[str, Any], indent: int | None = 2) -> str:
    """Write JSON that no terminal, editor or strict parser stumbles over."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=indent)
    text = _SURROGATE.sub("\ufffd", text)
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n"


def _document(document: Document) -> dict[str, Any]:
    return {
        "name": document.name,
        "language": document.language or None,
        "published": _date(document.published),
        "sections": [
            {"heading": section.heading, "line": section.line} for section in document.sections
        ],
        "left_out": [_left_out(one) for one in document.elsewhere],
    }


def _left_out(one: LeftOut) -> dict[str, Any]:
    return {
        "heading": one.heading or None,
        "region": one.region or None,
        "line": max(one.line, 1),
        "links": one.links,
        "listed": one.listed,
    }


def _citation(citation: Citation) -> dict[str, Any]:
    return {
        "label": citation.label,
        "url": citation.url,
        "written_url": citation.written_url or None,
        "section": citation.section or None,
        "line": citation.span.line,
        "column": citation.span.column,
        "end_line": citation.span.end_line,
        "end_column": citation.span.end_column,
        "defects": [str(defect) for defect in citation.defects],
        "bibliography": _bibliography(citation.bibliography),
    }


def _bibliography(facts: Bibliography | None) -> dict[str, Any] | None:
    if facts is None:
        return None
    return {
        "title": facts.title or None,
        "authors": list(facts.authors),
        "publisher": facts.publisher or None,
        "published": facts.published or None,
        "accessed": facts.accessed or None,
    }


def finding(found: Finding, language: str) -> dict[str, Any]:
    """One finding, key by key."""
    outcome = found.outcome
    return _citation(found.citation) | {
        "verdict": str(found.verdict),
        "severity": str(found.severity),
        "reason": found.reason,
        "message": say(found.message, language),
        "confidence": round(found.confidence, 3),
        "score": round(found.match.score, 3) if found.match else None,
        "expected": _expected(found.expected),
        "evidence": [_evidence(item, language) for item in found.evidence],
        "page": _page(found),
        "attempts": outcome.attempts if outcome else 0,
        "redirects": [
            {"status": hop.status, "url": hop.url} for hop in (outcome.redirects if outcome else ())
        ],
        "failure": (
            {"kind": str(outcome.kind), "detail": outcome.detail}
            if isinstance(outcome, Failure)
            else None
        ),
        "repairs": [_repair(repair, language) for repair in found.repairs],
        "accepted": _acceptance(found.accepted),
        "lapsed": _lapse(found.lapsed, language),
        "known": found.known,
        "recurrence": _recurrence(found.recurrence),
    }


def _acceptance(accepted: Acceptance | None) -> dict[str, Any] | None:
    if accepted is None:
        return None
    return {
        "because": accepted.because,
        "by": accepted.by or None,
        "until": _date(accepted.until),
        "source": accepted.source,
    }


def _lapse(lapsed: Lapse | None, language: str) -> dict[str, Any] | None:
    if lapsed is None:
        return None
    return {"acceptance": _acceptance(lapsed.acceptance), "why": say(lapsed.why, language)}


def _recurrence(seen: Recurrence | None) -> dict[str, Any] | None:
    if seen is None:
        return None
    return {"first": _date(seen.first), "days": seen.days, "lasting": seen.lasting}


def _known(known: Known) -> dict[str, Any]:
    return {
        "document": known.document,
        "label": known.label,
        "url": known.url,
        "verdict": str(known.verdict),
    }


def _expected(expected: Expectation | None) -> dict[str, str] | None:
    return {"title": expected.title, "source": expected.source} if expected else None


def _evidence(item: Evidence, language: str) -> dict[str, Any]:
    return {
        "source": item.source,
        "weight": round(item.weight, 3),
        "contradicts": item.contradicts,
        "text": say(item.message, language),
    }


def _page(finding: Finding) -> dict[str, Any] | None:
    """What the server sent; titles and signals are empty when it was not read as a page."""
    response, page = finding.outcome, finding.page
    if not isinstance(response, Response):
        return None
    return {
        "final_url": response.final_url,
        "status": response.status,
        "title": (page.title if page else "") or None,
        "titles": [
            {"text": title.text, "source": str(title.source)}
            for title in (page.titles if page else ())
        ],
        "language": (page.language if page else "") or None,
        "published": _date(page.published) if page else None,
        "author": (page.author if page else "") or None,
        "publisher": (page.site if page else "") or None,
        "persons": list(page.persons) if page else [],
        "places": list(page.places) if page else [],
        "lead": (page.lead if page else "") or None,
        "signals": [
            {"kind": str(signal.kind), "detail": signal.detail}
            for signal in (page.signals if page else ())
        ],
    }


def _repair(repair: Repair, language: str) -> dict[str, Any]:
    return {
        "kind": str(repair.kind),
        "url": repair.url,
        "note": say(repair.note, language),
        "safe": repair.safe,
    }


def _date(day: date | None) -> str | None:
    return day.isoformat() if day else None
