"""What earlier runs saw: trouble that may pass fails a run only once it has lasted.

A server may be down for an hour. With a history, such a finding is told from the first day, and
fails the run from the third day on which it was seen. Days are counted, not runs: ten runs in
one night are one day. A page that is found again starts anew.

The file is JSON, sorted so that its differences can be reviewed, a row for each address and label.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from linkcheck.errors import ReadError, why
from linkcheck.model import OUR_OWN, Failure, Recurrence, Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from linkcheck.model import Finding, Report

    History = Mapping[str, "Record"]

VERSION = 1
_KEPT = timedelta(days=400)
"""How long a row is kept that no run has seen."""
_THERE = frozenset({Verdict.VERIFIED, Verdict.MOVED, Verdict.REVIEW})
"""Verdicts on pages that were there."""
_MAY_RETURN = frozenset({"no-such-host", "http-gone", "soft-404"})
"""Reasons of *gone* that a page which was there before may recover from."""


@dataclass(frozen=True, slots=True)
class Policy:
    """When trouble has lasted: seen on so many days, the last so many after the first."""

    failures: int = 3
    days: int = 3


@dataclass(frozen=True, slots=True)
class Record:
    """What runs saw of an address under a label.

    ``seen`` is the last day on which the page was there, ``first`` and ``last`` the days on which
    the trouble began and was seen last; ``None`` if never. ``days``: on how many it was seen.
    """

    url: str
    label: str
    seen: date | None = None
    first: date | None = None
    last: date | None = None
    days: int = 0

    @property
    def touched(self) -> date:
        """The last day that this record tells of."""
        return max(self.seen or date.min, self.last or date.min)


def mark(finding: Finding, history: History, today: date, policy: Policy) -> Finding:
    """Say of trouble that may pass how long it has lasted; other findings stay as they are."""
    record = history.get(finding.citation.key)
    if not _may_pass(finding, record):
        return finding
    troubled = _troubled(record or _new(finding), today)
    first = troubled.first or today
    lasting = troubled.days >= policy.failures and (today - first).days + 1 >= policy.days
    return replace(finding, recurrence=Recurrence(first, troubled.days, lasting))


def _may_pass(finding: Finding, record: Record | None) -> bool:
    """Whether a finding may be over tomorrow: no answer, or a page lost that was there before."""
    if isinstance(finding.outcome, Failure) and finding.outcome.kind in OUR_OWN:
        return False
    if finding.verdict is Verdict.UNREACHABLE:
        return True
    lost = finding.verdict is Verdict.GONE and finding.reason in _MAY_RETURN
    return lost and record is not None and record.seen is not None


def _new(finding: Finding) -> Record:
    return Record(finding.citation.url or "", finding.citation.label)


def _troubled(record: Record, today: date) -> Record:
    """The record with trouble on this day; the same day counts once, and no clock runs back."""
    if record.last is not None and record.last >= today:
        return record
    return replace(record, first=record.first or today, last=today, days=record.days + 1)


def updated(history: History, report: Report, today: date) -> History:
    """The history with what a run saw. A run that reached nobody says nothing of the pages."""
    if report.reached_nobody:
        return history
    records = dict(history)
    for finding in report.findings:
        key = finding.citation.key
        record = records.get(key) or _new(finding)
        if _may_pass(finding, records.get(key)):
            records[key] = _troubled(record, today)
        elif finding.verdict in _THERE:
            seen = max(record.seen or today, today)
            records[key] = Record(record.url, record.label, seen)
    return {key: one for key, one in records.items() if today - one.touched <= _KEPT}


# --- the file -------------------------------------------------------------------------------


def write(history: History) -> str:
    """The text of a file."""
    rows = [{"key": key} | _row(record) for key, record in sorted(history.items())]
    text = json.dumps({"version": VERSION, "citations": rows}, ensure_ascii=False, indent=1)
    return text.encode("utf-8", "replace").decode() + "\n"


def _row(record: Record) -> dict[str, Any]:
    row = {
        "url": record.url,
        "label": record.label,
        "seen": record.seen and record.seen.isoformat(),
        "first": record.first and record.first.isoformat(),
        "last": record.last and record.last.isoformat(),
        "days": record.days,
    }
    return {key: value for key, value in row.items() if value}


def load(path: Path) -> History:
    """Read a history; a file that is not there yet is an empty one.

    Raises :class:`ReadError` for what is none.
    """
    try:
        value = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise ReadError.of("history-unreadable", path=str(path), why=why(error)) from error
    except (ValueError, RecursionError) as error:
        raise ReadError.of("no-history", path=str(path), detail=str(error)) from error
    if not isinstance(value, dict) or value.get("version") != VERSION:
        raise ReadError.of("history-version", path=str(path), version=VERSION)
    try:
        return {str(row["key"]): _record(row) for row in value["citations"]}
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ReadError.of("no-history", path=str(path), detail=repr(error)) from error


def _record(row: Mapping[str, Any]) -> Record:
    first, last, days = _day(row.get("first")), _day(row.get("last")), row.get("days", 0)
    if not isinstance(days, int) or (first is None) != (last is None) or (days > 0) != bool(first):
        raise ValueError("a row whose days do not fit each other")
    seen = _day(row.get("seen"))
    if seen is None and first is None:
        raise ValueError("a row without a day")
    return Record(str(row.get("url", "")), str(row.get("label", "")), seen, first, last, days)


def _day(value: object) -> date | None:
    return None if value is None else date.fromisoformat(str(value))
