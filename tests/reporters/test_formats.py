"""What holds for every format: valid, golden, unharmed by hostile text, true to the counts."""

from __future__ import annotations

import os
import unicodedata
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from reporters import hostile, samples
from reporters.validators import VALIDATORS

from linkcheck.model import Severity
from linkcheck.reporters import REPORTERS, SUFFIXES, RenderOptions

if TYPE_CHECKING:
    from linkcheck.model import Report

GOLDEN = Path(__file__).parent / "golden" / "formats"
ENDINGS = {
    "json": "json", "jsonl": "jsonl", "html": "html", "markdown": "md", "csv": "csv",
    "junit": "junit.xml", "sarif": "sarif", "github": "github.txt", "gitlab": "gitlab.json",
    "rdjson": "rdjson",
}  # fmt: skip
MACHINES = sorted(set(REPORTERS) - {"terminal"})
FEW = settings(max_examples=40, suppress_health_check=list(HealthCheck))


def render(name: str, report: Report, options: RenderOptions | None = None) -> str:
    text = REPORTERS[name](report, options or RenderOptions())
    VALIDATORS[name](text)
    return text


def test_every_format_has_a_validator_and_suffixes_name_formats() -> None:
    assert set(VALIDATORS) == set(REPORTERS)
    assert set(SUFFIXES.values()) <= set(REPORTERS)


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("name", MACHINES)
def test_the_format_is_as_its_golden_file(name: str, language: str) -> None:
    text = render(name, samples.life_with_findings(), RenderOptions(language))
    path = GOLDEN / f"findings.{language}.{ENDINGS[name]}"
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(text, "utf-8", newline="\n")

    assert text == path.read_text("utf-8")


@pytest.mark.parametrize("name", MACHINES)
@pytest.mark.parametrize("report", [samples.report(), samples.without_sources()])
def test_reports_without_findings_are_valid(name: str, report: Report) -> None:
    assert render(name, report).endswith("\n")


@pytest.mark.parametrize("name", sorted(REPORTERS))
@FEW
@given(report=hostile.reports())
def test_hostile_reports_stay_valid_and_command_nothing(name: str, report: Report) -> None:
    text = render(name, report)

    text.encode()
    kinds = {unicodedata.category(char) for char in text if char not in "\n\u200d\u2060"}
    assert not kinds & {"Cc", "Cs"}
    assert "\u202e" not in text


@pytest.mark.parametrize("name", sorted(REPORTERS))
@pytest.mark.parametrize("weapon", hostile.WEAPONS)
def test_a_hostile_title_changes_no_structure(name: str, weapon: str) -> None:
    found = samples.mismatch()
    assert found.page is not None
    title = replace(found.page.titles[0], text=weapon)
    page = replace(found.page, titles=(title,))
    armed = replace(
        found, citation=replace(found.citation, label=weapon), page=page, document=samples.NAME
    )

    text = render(name, samples.report(armed))

    assert name not in ("html", "junit") or "<img" not in text
    assert "\x1b" not in text


@pytest.mark.parametrize("name", sorted(set(REPORTERS) - {"json", "jsonl"}))
def test_a_title_of_a_megabyte_makes_no_long_report(name: str) -> None:
    found = samples.review()
    citation = replace(found.citation, label="<" * 1_000_000)

    assert len(render(name, samples.report(replace(found, citation=citation)))) < 20_000


@FEW
@given(report=hostile.reports())
def test_junit_fails_exactly_when_the_run_does(report: Report) -> None:
    for threshold in (Severity.NOTICE, Severity.WARNING, Severity.ERROR):
        text = REPORTERS["junit"](report, RenderOptions(fail_on=threshold))
        root = VALIDATORS["junit"](text)
        assert bool(int(root.attrib["failures"]) + int(root.attrib["errors"])) is report.fails(
            threshold
        )
