"""What is said of citations: verdicts, repairs, findings, the report."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from linkcheck.model.answer import OUR_OWN, Failure, FailureKind, Outcome

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from linkcheck.model.article import Citation, Document
    from linkcheck.model.message import Message
    from linkcheck.model.page import Evidence, Match, Page


@dataclass(frozen=True, slots=True)
class Expectation:
    """The title a page must have, given outright; ``source`` says by which file and line."""

    title: str
    source: str


class Severity(StrEnum):
    """How bad a verdict is, ordered."""

    OK = "ok"
    NOTICE = "notice"
    WARNING = "warning"
    ERROR = "error"

    # All four, since ``str`` has them too and would order by spelling.

    def __lt__(self, other: object) -> bool:
        """Order by badness."""
        return self._rank < other._rank if isinstance(other, Severity) else NotImplemented

    def __le__(self, other: object) -> bool:
        """Order by badness."""
        return self._rank <= other._rank if isinstance(other, Severity) else NotImplemented

    def __gt__(self, other: object) -> bool:
        """Order by badness."""
        return self._rank > other._rank if isinstance(other, Severity) else NotImplemented

    def __ge__(self, other: object) -> bool:
        """Order by badness."""
        return self._rank >= other._rank if isinstance(other, Severity) else NotImplemented

    @property
    def _rank(self) -> int:
        return list(Severity).index(self)


class Verdict(StrEnum):
    """What linkcheck says of a citation, best first."""

    VERIFIED = "verified"
    SKIPPED = "skipped"
    MOVED = "moved"
    REVIEW = "review"
    BLOCKED = "blocked"
    UNREACHABLE = "unreachable"
    MISMATCH = "mismatch"
    GONE = "gone"
    INCOMPLETE = "incomplete"
    INVALID = "invalid"

    @property
    def severity(self) -> Severity:
        """The verdict's severity."""
        return _SEVERITIES[self]


_SEVERITIES: Mapping[Verdict, Severity] = {
    Verdict.VERIFIED: Severity.OK,
    Verdict.SKIPPED: Severity.OK,
    Verdict.MOVED: Severity.NOTICE,
    Verdict.REVIEW: Severity.WARNING,
    Verdict.BLOCKED: Severity.WARNING,
    Verdict.UNREACHABLE: Severity.WARNING,
    Verdict.MISMATCH: Severity.ERROR,
    Verdict.GONE: Severity.ERROR,
    Verdict.INCOMPLETE: Severity.ERROR,
    Verdict.INVALID: Severity.ERROR,
}


INTERNAL_ERROR = "internal-error"
"""The reason of findings that a failure of our own left undecided."""


class RepairKind(StrEnum):
    """What kind of proposal a repair is."""

    REDIRECT = "redirect"
    SUCCESSOR = "successor"
    SNAPSHOT = "snapshot"
    UNWRAPPED = "unwrapped"


@dataclass(frozen=True, slots=True)
class Repair:
    """A proposal: use ``url`` instead. ``safe`` when the page there was fetched and matches."""

    kind: RepairKind
    url: str
    note: Message
    safe: bool = False


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A copy of a page in a web archive (a memento, RFC 7089).

    ``url`` opens the copy, ``original`` is the address that it was made of, ``captured`` when;
    ``archive`` is the archive's name for people.
    """

    url: str
    original: str
    captured: datetime
    archive: str


@dataclass(frozen=True, slots=True)
class Acceptance:
    """A person's word that a finding may stand: which verdicts, where, why, who, how long.

    ``verdicts``: the only ones it covers. ``url`` and ``label`` are searched for in the
    citation's, ignoring case; "" fits all. ``line`` is where it stands in the article, 0 for one
    of a configuration file. ``title``: it holds while the page bears this title; "" asks for
    none. ``until``: its last day, ``None`` for no end. ``source`` says by which file and line.
    """

    verdicts: tuple[Verdict, ...]
    because: str
    by: str = ""
    until: date | None = None
    title: str = ""
    url: str = ""
    label: str = ""
    line: int = 0
    source: str = ""


@dataclass(frozen=True, slots=True)
class Lapse:
    """An acceptance that was meant for this finding and does not hold any more, and why."""

    acceptance: Acceptance
    why: Message


@dataclass(frozen=True, slots=True)
class Known:
    """A finding of an earlier run, as a baseline keeps it; ``key`` is :attr:`Citation.key`."""

    document: str
    key: str
    label: str
    url: str | None
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Recurrence:
    """Trouble that may pass: since when, on how many days it was seen, and whether it has lasted.

    While it has not, it fails no run; once it has, it fails every run.
    """

    first: date
    days: int
    lasting: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """The result for one citation. ``reason`` is the id of the rule that decided.

    ``match`` is ``None`` when nothing was compared, ``page`` when nothing was read, ``outcome``
    when nothing was fetched; ``expected`` when the label itself was compared. ``accepted`` is the
    exception that covers it, ``lapsed`` one that did; ``known`` tells that a baseline has it.
    ``recurrence`` is ``None`` without a history, and for findings that do not pass by themselves.
    """

    document: str
    citation: Citation
    verdict: Verdict
    reason: str
    message: Message
    confidence: float
    evidence: tuple[Evidence, ...] = ()
    outcome: Outcome | None = None
    page: Page | None = None
    match: Match | None = None
    expected: Expectation | None = None
    repairs: tuple[Repair, ...] = ()
    accepted: Acceptance | None = None
    lapsed: Lapse | None = None
    known: bool = False
    recurrence: Recurrence | None = None

    @property
    def tolerated(self) -> bool:
        """Tell whether a person has decided to live with it: it fails no run."""
        return self.accepted is not None or self.known

    def fails(self, threshold: Severity) -> bool:
        """Tell whether it makes a run fail: at or above the threshold, and not tolerated.

        Trouble that may pass makes it fail once it has lasted, whatever its severity.
        """
        if self.tolerated or self.recurrence is not None:
            return self.recurrence is not None and self.recurrence.lasting and not self.tolerated
        return self.severity >= threshold

    @property
    def severity(self) -> Severity:
        """The verdict's severity; a defect that stops nothing makes it a notice at least."""
        floor = Severity.NOTICE if self.citation.defects else Severity.OK
        return max(self.verdict.severity, floor)


@dataclass(frozen=True, slots=True)
class Report:
    """Everything a reporter needs. ``elapsed`` in seconds; findings in the articles' order.

    ``better`` are the findings of a baseline that are found no more, or are milder now.
    """

    documents: tuple[Document, ...]
    findings: tuple[Finding, ...]
    started: datetime
    elapsed: float
    version: str
    interrupted: bool = field(default=False)
    better: tuple[Known, ...] = ()

    @property
    def counts(self) -> Mapping[Verdict, int]:
        """How many findings have each verdict: a partition, it sums to ``len(findings)``."""
        counted = Counter(finding.verdict for finding in self.findings)
        return {verdict: counted[verdict] for verdict in Verdict}

    @property
    def worst(self) -> Severity:
        """The worst severity of all findings, OK if there are none."""
        return max((finding.severity for finding in self.findings), default=Severity.OK)

    def fails(self, threshold: Severity) -> bool:
        """Tell whether any finding makes the run fail at this threshold."""
        return any(found.fails(threshold) for found in self.findings)

    @property
    def tolerated(self) -> int:
        """How many findings are accepted or known from a baseline."""
        return sum(found.tolerated for found in self.findings)

    @property
    def waiting(self) -> int:
        """How many findings may pass by themselves, and fail no run yet."""
        return sum(
            found.recurrence is not None and not found.recurrence.lasting for found in self.findings
        )

    @property
    def internal_errors(self) -> int:
        """How many findings a failure of our own left undecided."""
        return sum(found.reason == INTERNAL_ERROR for found in self.findings)

    @property
    def reached_nobody(self) -> bool:
        """Tell whether servers were asked and none answered: this machine may be offline.

        One name that does not exist is no such sign: somebody answered that.
        """
        asked = [
            found.outcome
            for found in self.findings
            if found.outcome is not None and getattr(found.outcome, "kind", None) not in OUR_OWN
        ]
        failures = [one for one in asked if isinstance(one, Failure)]
        if not asked or len(failures) < len(asked):
            return False
        hosts = {_host(one.url) for one in failures}
        return len(hosts) > 1 or failures[0].kind is not FailureKind.NO_SUCH_HOST

    @property
    def unfetched(self) -> tuple[tuple[str, int], ...]:
        """The hosts whose citations the run had no time for, and how many; most first."""
        failures = [one.outcome for one in self.findings if isinstance(one.outcome, Failure)]
        late = (one for one in failures if one.kind is FailureKind.OUT_OF_TIME)
        return tuple(Counter(_host(one.url) for one in late).most_common())

    def of(self, document: Document) -> tuple[Finding, ...]:
        """The findings of one document, in its order."""
        return tuple(found for found in self.findings if found.document == document.name)


def _host(url: str) -> str:
    return url.partition("//")[2].partition("/")[0].rpartition("@")[2]
