from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from reporters import hostile, samples

from linkcheck.errors import ReadError
from linkcheck.model import Finding, Known, Report, Severity, Verdict
from linkcheck.tolerated import baseline

if TYPE_CHECKING:
    from pathlib import Path


def written(report: Report, folder: Path) -> dict[tuple[str, str], Known]:
    path = folder / "baseline.json"
    path.write_text(baseline.write(report), "utf-8")
    return dict(baseline.load(path))


def marked(report: Report, known: dict[tuple[str, str], Known]) -> Report:
    return replace(report, findings=tuple(baseline.mark(found, known) for found in report.findings))


def test_a_baseline_makes_its_own_run_pass(tmp_path: Path) -> None:
    report = samples.every_verdict()
    known = written(report, tmp_path)

    assert len(known) == 9
    assert not marked(report, known).fails(Severity.NOTICE)
    assert not baseline.better(known, report.documents, report.findings)


def test_a_new_finding_fails(tmp_path: Path) -> None:
    known = written(samples.report(samples.gone()), tmp_path)

    assert marked(samples.report(samples.gone(), samples.mismatch()), known).fails(Severity.ERROR)


@pytest.mark.parametrize(
    ("before", "now", "known"),
    [
        (Verdict.GONE, Verdict.GONE, True),
        (Verdict.GONE, Verdict.REVIEW, True),
        (Verdict.GONE, Verdict.VERIFIED, False),
        (Verdict.REVIEW, Verdict.GONE, False),
        (Verdict.MISMATCH, Verdict.GONE, False),
    ],
)
def test_known_is_the_same_or_milder(
    tmp_path: Path, before: Verdict, now: Verdict, *, known: bool
) -> None:
    found = samples.gone()
    saved = written(samples.report(replace(found, verdict=before)), tmp_path)

    assert baseline.mark(replace(found, verdict=now), saved).known is known


def test_what_was_repaired_or_taken_out_is_better(tmp_path: Path) -> None:
    gone, mismatch, review = samples.gone(), samples.mismatch(), samples.review()
    known = written(samples.report(gone, mismatch, review), tmp_path)
    repaired = replace(gone, verdict=Verdict.VERIFIED)
    milder = replace(mismatch, verdict=Verdict.REVIEW)
    report = samples.report(repaired, milder)

    assert {one.label for one in baseline.better(known, report.documents, report.findings)} == {
        gone.citation.label, mismatch.citation.label, review.citation.label,
    }  # fmt: skip


def test_articles_that_were_not_read_whole_are_not_called_better(tmp_path: Path) -> None:
    known = written(samples.report(samples.gone()), tmp_path)
    partial = replace(samples.report().documents[0], partial=True)

    assert not baseline.better(known, [partial], ())
    assert not baseline.better(known, [], ())


def test_accepted_findings_are_left_to_their_exception(tmp_path: Path) -> None:
    assert not written(samples.report(samples.accepted(), samples.verified()), tmp_path)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (None, "cannot be read: there is no such file"),
        ("{", "is no baseline: Expecting"),
        ("[" * 100_000, "is no baseline: "),
        ("[]", "is no baseline of version 1"),
        ('{"version": 2}', "is no baseline of version 1"),
        ('{"version": 1}', "is damaged: KeyError('findings')"),
        ('{"version": 1, "findings": [3]}', "is damaged: TypeError"),
        (
            (
                '{"version": 1, "findings": [{"document": "", "key": "", "label": "", "url": null,'
                ' "verdict": "dead"}]}'
            ),
            "is damaged: ValueError",
        ),
    ],
)
def test_what_is_no_baseline_is_told(tmp_path: Path, text: str | None, message: str) -> None:
    path = tmp_path / "b.json"
    if text is not None:
        path.write_text(text, "utf-8")

    with pytest.raises(ReadError) as caught:
        baseline.load(path)

    assert message in caught.value.message
    assert "--write-baseline" in caught.value.hint


@settings(suppress_health_check=list(HealthCheck), max_examples=40)
@given(report=hostile.reports())
def test_any_report_comes_back_from_its_baseline(
    tmp_path_factory: pytest.TempPathFactory, report: Report
) -> None:
    known = written(report, tmp_path_factory.mktemp("b"))
    wanted: list[Finding] = [
        one for one in report.findings if one.severity > Severity.OK and not one.accepted
    ]

    assert len(known) <= len(wanted)
    assert {one.verdict for one in known.values()} <= {one.verdict for one in wanted}
