"""SARIF 2.1.0 (OASIS), for code scanning: rules, results, fingerprints, fixes, suppressions.

Columns count code points, as the run says (``columnKind``). GitHub takes file, line, rule and
message from it; editors take the fixes.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from linkcheck.model import Message, Severity
from linkcheck.reference import reasons
from linkcheck.reporters import plain
from linkcheck.text import clean
from linkcheck.wording import catalogue, say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from linkcheck.model import Finding, Report, Span
    from linkcheck.reporters.options import RenderOptions
    from linkcheck.reporters.plain import Entry

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {
    Severity.OK: "none",
    Severity.NOTICE: "note",
    Severity.WARNING: "warning",
    Severity.ERROR: "error",
}


def render(report: Report, options: RenderOptions) -> str:
    """Render one run; findings that are fine are left out, tolerated ones are suppressed."""
    told = plain.told(report)
    rules = list(dict.fromkeys(_rule_id(entry.finding) for entry in told))
    run = {
        "tool": {"driver": _driver(report, told, rules, options)},
        "automationDetails": {"id": "linkcheck/"},
        "invocations": [{
            "executionSuccessful": not (report.interrupted or report.internal_errors),
            "startTimeUtc": report.started.strftime("%Y-%m-%dT%H:%M:%SZ"),
        }],
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {
            "SRCROOT": {"description": {"text": "The folder that linkcheck ran in."}}
        },
        "results": [_result(entry, rules, options.language) for entry in told],
    }  # fmt: skip
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _driver(
    report: Report, told: Sequence[Entry], rules: Sequence[str], options: RenderOptions
) -> dict[str, Any]:
    worst = {
        rule: max((one.finding for one in told if _rule_id(one.finding) == rule), key=_badness)
        for rule in rules
    }
    sections = reasons(options.language) if rules else {}
    return {
        "name": "linkcheck",
        "semanticVersion": report.version,
        "informationUri": options.docs_url or plain.ABOUT,
        "rules": [_rule(rule, worst[rule], sections, options) for rule in rules],
    }


def _badness(finding: Finding) -> Severity:
    return finding.severity


def _rule_id(finding: Finding) -> str:
    return clean(finding.reason) or "unknown"


def _rule(
    id_: str, finding: Finding, sections: Mapping[str, str], options: RenderOptions
) -> dict[str, Any]:
    """A rule with the whole section of its reference, so that no reader needs the network."""
    language = options.language
    word, do = plain.word(finding, language), f"verdicts.{finding.verdict}_do"
    meaning = catalogue(language).get(f"rules.{id_}") or f"{word}."
    help_text = f"{meaning} {say(Message.of(do), language)}"
    told = sections.get(id_, help_text)
    return {
        "id": id_,
        "shortDescription": {"text": meaning},
        "fullDescription": {"text": meaning},
        "help": {
            "text": help_text,
            "markdown": f"{told}\n\n`linkcheck explain {id_.replace('`', '')}`",
        },
        "helpUri": plain.help_url(id_, options.docs_url),
        "defaultConfiguration": {"level": _LEVELS[finding.severity]},
        "properties": {"tags": ["citations"], "problem.severity": _problem(finding.severity)},
    }


def _problem(severity: Severity) -> str:
    return "recommendation" if severity <= Severity.NOTICE else str(severity)


def _result(entry: Entry, rules: Sequence[str], language: str) -> dict[str, Any]:
    finding = entry.finding
    result: dict[str, Any] = {
        "ruleId": _rule_id(finding),
        "ruleIndex": rules.index(_rule_id(finding)),
        "level": _LEVELS[_level(finding)],
        "message": {"text": _message(finding, language)},
        "locations": [{"physicalLocation": _location(entry, finding.citation.span)}],
        "partialFingerprints": {"linkcheckCitation/v1": entry.fingerprint},
    }
    if (seen := finding.recurrence) is not None:
        told = {"first": seen.first.isoformat(), "days": seen.days, "lasting": seen.lasting}
        result["properties"] = {"recurrence": told}
    if finding.tolerated:
        result["suppressions"] = [_suppression(finding, language)]
    if fixed := plain.replacement(entry):
        result["fixes"] = [_fix(entry, *fixed)]
    return result


def _level(finding: Finding) -> Severity:
    """The finding's own severity: what lets it pass is told as a suppression."""
    return finding.severity if finding.tolerated else plain.level(finding)


def _message(finding: Finding, language: str) -> str:
    text = " ".join((plain.headline(finding, language) + ".", *plain.account(finding, language)))
    # Brackets and braces mean links and placeholders in SARIF messages (3.11.5, 3.11.6).
    for char in "\\[]":
        text = text.replace(char, f"\\{char}")
    return text.replace("{", "{{").replace("}", "}}")


def _location(entry: Entry, span: Span) -> dict[str, Any]:
    return {"artifactLocation": _artifact(entry), "region": _region(span)}


def _artifact(entry: Entry) -> dict[str, str]:
    name = plain.path(entry.document.name)
    if name.startswith("/"):
        return {"uri": f"file://{quote(name)}"}
    return {"uri": quote(name), "uriBaseId": "SRCROOT"}


def _region(span: Span) -> dict[str, int]:
    region = {"startLine": span.line, "startColumn": span.column}
    if plain.ends_after_it_starts(span):
        region |= {"endLine": span.end_line, "endColumn": span.end_column}
    return region


def _suppression(finding: Finding, language: str) -> dict[str, str]:
    inside = finding.accepted is not None and finding.accepted.line > 0
    reasons = " ".join(plain.decision(finding, language))
    return {
        "kind": "inSource" if inside else "external",
        "status": "accepted",
        "justification": reasons,
    }


def _fix(entry: Entry, span: Span, url: str) -> dict[str, Any]:
    return {
        "description": {"text": url},
        "artifactChanges": [{
            "artifactLocation": _artifact(entry),
            "replacements": [{"deletedRegion": _region(span), "insertedContent": {"text": url}}],
        }],
    }  # fmt: skip
