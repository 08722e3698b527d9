"""The order in which people read findings: what needs them most comes first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkcheck.model import Verdict

if TYPE_CHECKING:
    from linkcheck.model import Finding, Report

_RANKS = {verdict: rank for rank, verdict in enumerate(reversed(Verdict))}


def worst_first(report: Report) -> tuple[Finding, ...]:
    """All findings, worst verdict first, in the articles' order within one verdict.

    The place in this tuple, from 1, is the number that reports for people give a finding.
    """
    return tuple(sorted(report.findings, key=rank))


def rank(finding: Finding) -> int:
    """How far from the worst a finding is."""
    return _RANKS[finding.verdict]
