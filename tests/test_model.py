from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from reporters import hostile, samples

from linkcheck.model import INTERNAL_ERROR, Report, Severity, Verdict

WORST_LAST = [Severity.OK, Severity.NOTICE, Severity.WARNING, Severity.ERROR]


def test_severities_order_by_badness_and_not_by_spelling() -> None:
    assert sorted(Severity, reverse=True) == WORST_LAST[::-1]
    assert max(Severity) is Severity.ERROR
    for rank, one in enumerate(WORST_LAST):
        for other_rank, other in enumerate(WORST_LAST):
            assert (one < other) is (rank < other_rank)
            assert (one <= other) is (rank <= other_rank)
            assert (one > other) is (rank > other_rank)
            assert (one >= other) is (rank >= other_rank)


def test_a_severity_is_not_ordered_among_words() -> None:
    for compare in ("__lt__", "__le__", "__gt__", "__ge__"):
        assert getattr(Severity.OK, compare)("error") is NotImplemented


def test_a_defect_makes_a_verified_citation_a_notice() -> None:
    assert samples.verified().severity is Severity.OK
    assert samples.pinned().severity is Severity.NOTICE
    assert samples.unreachable().severity is Severity.WARNING


@pytest.mark.parametrize(
    ("report", "failing"),
    [
        (samples.report(samples.verified()), []),
        (samples.report(samples.moved()), [Severity.NOTICE]),
        (samples.report(samples.review()), [Severity.NOTICE, Severity.WARNING]),
        (samples.report(samples.verified(), samples.gone()), WORST_LAST[1:]),
        (samples.without_sources(), []),
    ],
)
def test_a_report_fails_from_the_worst_of_its_findings_down(
    report: Report, failing: list[Severity]
) -> None:
    assert [one for one in WORST_LAST[1:] if report.fails(one)] == failing


@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(hostile.reports())
def test_counts_are_a_partition(report: Report) -> None:
    assert list(report.counts) == list(Verdict)
    assert sum(report.counts.values()) == len(report.findings)
    assert sum(len(report.of(one)) for one in report.documents) == len(report.findings)


def test_findings_that_we_failed_on_are_counted() -> None:
    failed = replace(samples.review(), reason=INTERNAL_ERROR)

    assert samples.report(failed, samples.gone()).internal_errors == 1
