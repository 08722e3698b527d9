"""What ``pin`` writes down, and what it leaves out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from linkcheck.model import Finding, Message, Verdict
from linkcheck.reporters.pen import Pen, position

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from linkcheck.cli.output import Telling
    from linkcheck.config import Config
    from linkcheck.model import Report

_MATCHING = (Verdict.VERIFIED, Verdict.MOVED)
_READ = (*_MATCHING, Verdict.REVIEW, Verdict.MISMATCH)


def without_expectations(config: Config) -> Config:
    """Titles pinned earlier may not decide about those pinned now: labels do."""
    return replace(config, expect=None)


def titles(report: Report, *, every: bool) -> tuple[dict[str, str], list[Finding]]:
    """The titles to write down by address, and the findings that give none.

    ``every`` takes pages that are not known to match, too; pages that are gone or walled never.
    """
    pinned: dict[str, str] = {}
    left_out: list[Finding] = []
    for found in report.findings:
        title = found.page.title if found.page else ""
        if found.citation.url and title and found.verdict in (_READ if every else _MATCHING):
            pinned[found.citation.url] = title
        else:
            left_out.append(found)
    return pinned, left_out


def tell(
    pinned: dict[str, str], left_out: Sequence[Finding], path: Path | None, telling: Telling
) -> None:
    """Say on standard error what was written down and what was not."""
    pen = Pen(replace(telling.options, colour=False))
    lines = [] if telling.quiet else [_left_out(found, pen) for found in left_out]
    if not pinned:
        lines.append(pen.say("cli.nothing_to_pin"))
    elif path:
        lines.append(pen.sentence(Message.of("cli.pinned", count=len(pinned), path=str(path))))
    for line in lines:
        click.echo(line, err=True)


def _left_out(found: Finding, pen: Pen) -> str:
    return pen.say(
        "cli.not_pinned",
        position=position(found.document, found.citation),
        word=pen.say(f"verdicts.{found.verdict}"),
        label=pen.label(found.citation),
    )
