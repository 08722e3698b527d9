"""What GitHub, GitLab, Jenkins and reviewdog ask for beyond a valid report."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
from reporters import samples

from linkcheck.model import Finding, Severity, Span
from linkcheck.reporters import REPORTERS, RenderOptions, plain

if TYPE_CHECKING:
    from linkcheck.model import Report


def many(count: int) -> Report:
    found = samples.gone()
    return samples.report(
        *(
            replace(found, citation=replace(found.citation, label=f"Nummer {number}"))
            for number in range(count)
        )
    )


def commands(report: Report) -> list[str]:
    text = REPORTERS["github"](report, RenderOptions())
    return [line for line in text.splitlines() if line.startswith("::")]


def cases(report: Report, options: RenderOptions) -> dict[str, ET.Element]:
    root = ET.fromstring(REPORTERS["junit"](report, options))  # noqa: S314 (our own)
    return {case.attrib["name"]: case for case in root.iter("testcase")}


def kinds(report: Report, options: RenderOptions) -> list[str]:
    return [case[0].tag if len(case) else "passed" for case in cases(report, options).values()]


def diagnostics(report: Report) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(REPORTERS["rdjson"](report, RenderOptions()))[
        "diagnostics"
    ]
    return found


# --- GitHub ---------------------------------------------------------------------------------


def test_annotations_come_worst_first_and_fine_findings_not_at_all() -> None:
    words = [line.split()[0] for line in commands(samples.every_verdict())]

    assert words == ["::error"] * 4 + ["::warning"] * 3 + ["::notice"] * 2


@pytest.mark.parametrize(("count", "shown"), [(10, 10), (11, 10), (300, 10)])
def test_the_tenth_annotation_says_how_many_more_there_are(count: int, shown: int) -> None:
    lines = commands(many(count))

    assert len(lines) == shown
    assert (f"{count - 9} more findings" in lines[-1]) is (count > 10)


def test_values_of_a_command_are_escaped() -> None:
    found = samples.gone()
    armed = replace(found, citation=replace(found.citation, label="100 % a:b, c"), document="a,b:c")
    (line,) = commands(samples.report(armed))

    assert "file=a%2Cb%3Ac,line=20," in line
    assert "title=Gone%3A 100 %25 a%3Ab%2C c::" in line


def test_columns_are_told_on_one_line_only() -> None:
    found = samples.gone()
    wide = replace(found, citation=replace(found.citation, span=Span(4, 3, 5, 9)))
    (line,) = commands(samples.report(wide))

    assert "line=4,endLine=5,title" in line


def test_a_tolerated_finding_is_a_notice_that_comes_last() -> None:
    lines = commands(samples.report(samples.accepted(), samples.moved()))

    assert lines[0].startswith("::notice file=artikel.md,line=15")
    assert lines[1].startswith("::notice file=artikel.md,line=24")


# --- JUnit ----------------------------------------------------------------------------------


def test_verdicts_fail_err_pass_or_are_skipped_as_the_run_is_told_to_fail() -> None:
    report = samples.every_verdict()

    assert kinds(report, RenderOptions()) == [
        "passed", "system-out", "skipped", "system-out", "system-out", "system-out", "system-out",
        "failure", "failure", "failure", "failure",
    ]  # fmt: skip
    assert kinds(report, RenderOptions(fail_on=Severity.WARNING))[4:7] == [
        "failure", "error", "error",
    ]  # fmt: skip


def test_gitlab_gets_the_file_of_each_case_and_jenkins_does_not() -> None:
    report = samples.every_verdict()
    strict, gitlab = (
        next(iter(cases(report, RenderOptions(ci=ci)).values())).attrib for ci in ("", "gitlab")
    )

    assert "file" not in strict
    assert gitlab["file"] == gitlab["classname"] == "artikel.md"


def test_cases_have_names_of_their_own() -> None:
    found = samples.gone()

    assert list(cases(samples.report(found, found), RenderOptions())) == [
        "L20:1 Gemeinsame Erklärung der Regierungschefs → www.regierung.example",
        "L20:1 Gemeinsame Erklärung der Regierungschefs → www.regierung.example (2)",
    ]


# --- GitLab ---------------------------------------------------------------------------------


def test_fingerprints_of_issues_are_unique() -> None:
    found = samples.gone()
    issues = json.loads(REPORTERS["gitlab"](samples.report(found, found), RenderOptions()))

    assert len({issue["fingerprint"] for issue in issues}) == 2


@pytest.mark.parametrize(
    ("found", "severity"),
    [
        (samples.gone(), "major"),
        (samples.review(), "minor"),
        (samples.moved(), "info"),
        (samples.accepted(), "info"),
    ],
)
def test_severities_are_gitlab_s(found: Finding, severity: str) -> None:
    (issue,) = json.loads(REPORTERS["gitlab"](samples.report(found), RenderOptions()))

    assert issue["severity"] == severity


# --- reviewdog ------------------------------------------------------------------------------


def test_columns_count_bytes_of_utf_8() -> None:
    moved = next(one for one in diagnostics(samples.life_with_findings()) if "suggestions" in one)

    # “Erklärung 𝟙 der Außenminister: ” is 31 code points and 36 bytes.
    assert moved["suggestions"] == [{
        "range": {"start": {"line": 15, "column": 37}, "end": {"line": 15, "column": 57}},
        "text": "https://neu.example/artikel/a",
    }]  # fmt: skip


def test_without_the_line_there_are_no_columns() -> None:
    (one,) = diagnostics(samples.report(samples.gone()))

    assert one["location"]["range"] == {"start": {"line": 20}, "end": {"line": 20}}


def test_one_line_has_its_columns_in_each_unit() -> None:
    line = "ä𝟙x"
    document = replace(samples.report().documents[0], lines=((1, line),))

    assert plain.bytes_column(document, 1, 3) == 7
    assert plain.bytes_column(document, 1, 4) == 8
    assert plain.bytes_column(document, 1, 5) is None
    assert plain.bytes_column(document, 2, 1) is None


# --- Markdown -------------------------------------------------------------------------------


def test_markdown_keeps_within_its_bytes_and_counts_the_rest() -> None:
    text = REPORTERS["markdown"](many(50), RenderOptions(max_bytes=3_000))

    assert len(text.encode()) <= 3_100
    assert text.count("\n| **Gone**") + int(text.split(" more findings")[0].split()[-1]) == 50


def test_markdown_calls_nobody() -> None:
    found = samples.gone()
    report = samples.report(replace(found, citation=replace(found.citation, label="@team :bug:")))

    assert "@\u2060team \\:bug:" in REPORTERS["markdown"](report, RenderOptions())


def test_several_articles_are_counted_in_the_heading() -> None:
    report = samples.report()
    article = report.documents[0]
    named = replace(report, documents=tuple(replace(article, name=f"{n}.md") for n in range(4)))

    assert "## Sources: 4 articles" in REPORTERS["markdown"](named, RenderOptions())
    assert "<h1>Sources: 0.md, 1.md" in REPORTERS["html"](named, RenderOptions())
    six = replace(report, documents=tuple(replace(article, name=f"{n}.md") for n in range(6)))
    assert "<h1>Sources: 6 articles" in REPORTERS["html"](six, RenderOptions())


def test_an_interrupted_report_says_so() -> None:
    report = samples.report(samples.gone(), interrupted=True)

    for name in ("markdown", "html", "terminal"):
        assert "not complete" in REPORTERS[name](report, RenderOptions())
