"""JUnit XML, in the strict dialect that Jenkins checks; GitLab gets each article's path too.

A finding that makes the run fail is a failure, or an error if no answer could be had. Everything
else passes, and says in ``system-out`` what a person should know.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from linkcheck.model import Severity, Verdict
from linkcheck.reporters import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linkcheck.model import Document, Finding, Report
    from linkcheck.reporters.options import RenderOptions

_ERRORS = (Verdict.BLOCKED, Verdict.UNREACHABLE)


def render(report: Report, options: RenderOptions) -> str:
    """Render a suite for each article, a case for each citation."""
    kinds = Counter(_kind(found, options) for found in report.findings)
    numbers = _attributes(
        name="linkcheck",
        tests=len(report.findings),
        failures=kinds["failure"],
        errors=kinds["error"],
        time=f"{report.elapsed:.3f}",
    )
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f"<testsuites{numbers}>"]
    for document in report.documents:
        lines += _suite(document, report, options)
    return "\n".join([*lines, "</testsuites>"]) + "\n"


def _kind(finding: Finding, options: RenderOptions) -> str:
    if finding.fails(options.fail_on):
        return "error" if finding.verdict in _ERRORS else "failure"
    return "skipped" if finding.verdict is Verdict.SKIPPED else "passed"


def _suite(document: Document, report: Report, options: RenderOptions) -> Iterator[str]:
    found = report.of(document)
    kinds = Counter(_kind(one, options) for one in found)
    attributes = _attributes(
        name=plain.path(document.name),
        tests=len(found),
        failures=kinds["failure"],
        errors=kinds["error"],
        skipped=kinds["skipped"],
        time=f"{sum(map(_seconds, found)):.3f}",
        timestamp=report.started.strftime("%Y-%m-%dT%H:%M:%S"),
    )
    yield f"  <testsuite{attributes}>"
    for name, one in zip(_names(found, options.language), found, strict=True):
        yield from _case(name, one, options)
    yield "  </testsuite>"


def _names(found: Sequence[Finding], language: str) -> Iterator[str]:
    """A name for each case; GitLab drops a case whose name was there already."""
    seen: Counter[str] = Counter()
    for one in found:
        name = plain.short_name(one, language)
        seen[name] += 1
        yield f"{name} ({seen[name]})" if seen[name] > 1 else name


def _case(name: str, finding: Finding, options: RenderOptions) -> Iterator[str]:
    path = plain.path(finding.document)
    place = {"file": path} if options.ci == "gitlab" else {}
    attributes = _attributes(classname=path, name=name, time=f"{_seconds(finding):.3f}", **place)
    outcome = [f"      {line}" for line in _outcome(finding, options)]
    if outcome:
        yield from (f"    <testcase{attributes}>", *outcome, "    </testcase>")
    else:
        yield f"    <testcase{attributes}/>"


def _outcome(finding: Finding, options: RenderOptions) -> Iterator[str]:
    kind, language = _kind(finding, options), options.language
    text = "\n".join((_where(finding), *plain.account(finding, language)))
    message = plain.sentence(finding.message, language)
    if kind in ("error", "failure"):
        attributes = _attributes(message=message, type=finding.verdict)
        yield f"<{kind}{attributes}>{escape(text)}</{kind}>"
    elif kind == "skipped":
        yield f"<skipped{_attributes(message=message)}/>"
    elif finding.severity > Severity.OK:
        told = escape("\n".join((plain.headline(finding, language), text)))
        yield f"<system-out>{told}</system-out>"


def _where(finding: Finding) -> str:
    span = finding.citation.span
    return f"{plain.path(finding.document)}:{span.line}:{span.column}"


def _seconds(finding: Finding) -> float:
    return finding.outcome.elapsed if finding.outcome else 0.0


def _attributes(**values: str | int) -> str:
    return "".join(f" {name}={quoteattr(str(value))}" for name, value in values.items())
