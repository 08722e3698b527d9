"""Workflow commands of GitHub Actions, which show as annotations on the changed lines.

GitHub shows ten of a kind for each step, so the worst come first and the tenth says how many
there are besides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkcheck.model import Severity
from linkcheck.reporters import layout, plain
from linkcheck.wording import say_id

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linkcheck.model import Report
    from linkcheck.reporters.options import RenderOptions
    from linkcheck.reporters.plain import Entry

SHOWN = 10
"""Annotations of a kind that GitHub shows for one step."""

_KINDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTICE: "notice"}


def render(report: Report, options: RenderOptions) -> str:
    """Render one command a finding that is not fine, then the numbers for people to read."""
    told = plain.told(report)
    lines = [
        line
        for severity, kind in _KINDS.items()
        for line in _of_kind(
            kind, [one for one in told if plain.level(one.finding) is severity], options.language
        )
    ]
    numbers = layout.disarm(layout.visible(plain.summary(report, options.language)))
    return "\n".join([*lines, numbers]) + "\n"


def _of_kind(kind: str, told: Sequence[Entry], language: str) -> Iterator[str]:
    fitting = told if len(told) <= SHOWN else told[: SHOWN - 1]
    for entry in fitting:
        yield _command(kind, entry, language)
    if len(told) > len(fitting):
        more = say_id("report.more", language, count=len(told) - len(fitting))
        yield f"::{kind} title=linkcheck::{_data(more)}"


def _command(kind: str, entry: Entry, language: str) -> str:
    finding, span = entry.finding, entry.finding.citation.span
    place = {"file": plain.path(finding.document), "line": span.line}
    if span.end_line > span.line:
        place |= {"endLine": span.end_line}
    else:
        place |= {"col": span.column, "endColumn": max(span.end_column, span.column)}
    properties = place | {"title": plain.headline(finding, language)}
    written = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    account = "\n".join(plain.account(finding, language))
    return f"::{kind} {written}::{_data(account)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
