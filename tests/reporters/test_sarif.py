from __future__ import annotations

import json
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from reporters import samples

from linkcheck.model import Document, Repair, RepairKind, Span
from linkcheck.reporters import REPORTERS, RenderOptions, plain

if TYPE_CHECKING:
    from linkcheck.model import Report


def run_of(report: Report) -> dict[str, Any]:
    run: dict[str, Any] = json.loads(REPORTERS["sarif"](report, RenderOptions()))["runs"][0]
    return run


def test_findings_that_are_fine_are_left_out() -> None:
    assert run_of(samples.report(samples.verified(), samples.skipped()))["results"] == []


def test_each_result_names_its_rule() -> None:
    run = run_of(samples.every_verdict())
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]

    assert len(rules) == len(set(rules))
    assert [rules[one["ruleIndex"]] for one in run["results"]] == [
        one["ruleId"] for one in run["results"]
    ]


def test_a_rule_says_what_it_means_and_how_to_learn_more() -> None:
    (rule,) = run_of(samples.report(samples.gone()))["tool"]["driver"]["rules"]

    assert rule["shortDescription"]["text"] == "The server says that the page does not exist."
    assert "What to do: " in rule["help"]["markdown"]
    assert rule["helpUri"] == plain.ABOUT
    assert "linkcheck explain http-gone" in rule["help"]["markdown"]
    assert rule["defaultConfiguration"] == {"level": "error"}


@pytest.mark.parametrize(
    "base", ["https://docs.example/linkcheck", "https://docs.example/linkcheck/"]
)
def test_help_leads_to_the_documentation_where_that_is_served(base: str) -> None:
    report, options = samples.report(samples.gone()), RenderOptions(docs_url=base)
    driver = json.loads(REPORTERS["sarif"](report, options))["runs"][0]["tool"]["driver"]
    (diagnostic,) = json.loads(REPORTERS["rdjson"](report, options))["diagnostics"]

    place = "https://docs.example/linkcheck/reference/verdicts/#http-gone"
    assert driver["informationUri"] == base
    assert driver["rules"][0]["helpUri"] == diagnostic["code"]["url"] == place


def test_the_address_of_the_program_is_that_of_its_package() -> None:
    pyproject = Path(__file__).parents[2] / "pyproject.toml"

    assert tomllib.loads(pyproject.read_text("utf-8"))["project"]["urls"]["Homepage"] == plain.ABOUT


def test_fingerprints_stay_when_lines_move_and_differ_for_doubles() -> None:
    found = samples.gone()
    lower = replace(found, citation=replace(found.citation, span=Span(90, 1, 90, 2)))
    prints = [
        [one["partialFingerprints"]["linkcheckCitation/v1"] for one in run_of(report)["results"]]
        for report in (samples.report(found), samples.report(lower), samples.report(found, lower))
    ]

    assert prints[0] == prints[1] == prints[2][:1]
    assert prints[2][0] != prints[2][1]


def test_an_accepted_finding_is_suppressed_where_it_was_accepted() -> None:
    found = samples.accepted()
    assert found.accepted is not None
    configured = replace(found, accepted=replace(found.accepted, line=0))
    inside, outside = (
        run_of(samples.report(one))["results"][0]["suppressions"][0] for one in (found, configured)
    )

    assert (inside["kind"], outside["kind"]) == ("inSource", "external")
    assert "M. Muster" in inside["justification"]


def test_a_safe_repair_is_a_fix_of_the_address_alone() -> None:
    (result,) = [one for one in run_of(samples.life_with_findings())["results"] if "fixes" in one][
        :1
    ]
    (change,) = result["fixes"][0]["artifactChanges"]

    assert change["replacements"] == [{
        "deletedRegion": {"startLine": 15, "startColumn": 32, "endLine": 15, "endColumn": 52},
        "insertedContent": {"text": "https://neu.example/artikel/a"},
    }]  # fmt: skip


@pytest.mark.parametrize(
    ("url", "line"),
    [
        ("https://neu.example/?a=1&b=2", "x http://alt.example/a"),
        ("https://neu.example/a_(b)", "x http://alt.example/a"),
        ("https://neu.example/a", "http://alt.example/a http://alt.example/a"),
        ("https://neu.example/a", "nothing here"),
    ],
)
def test_there_is_no_fix_where_text_or_place_are_not_certain(url: str, line: str) -> None:
    found = samples.moved()
    note = found.repairs[0].note
    found = replace(found, repairs=(Repair(RepairKind.REDIRECT, url, note, safe=True),))
    report = replace(
        samples.report(found), documents=(Document(samples.NAME, lines=((15, line),)),)
    )

    assert "fixes" not in run_of(report)["results"][0]


def test_brackets_and_braces_of_a_message_are_no_links_and_placeholders() -> None:
    found = samples.gone()
    label = "[a](b) {0}"
    report = samples.report(replace(found, citation=replace(found.citation, label=label)))

    assert "\\[a\\](b) {{0}}" in run_of(report)["results"][0]["message"]["text"]


@pytest.mark.parametrize(
    ("name", "location"),
    [
        ("./drafts/größe a.md", {"uri": "drafts/gr%C3%B6%C3%9Fe%20a.md", "uriBaseId": "SRCROOT"}),
        ("drafts\\a.md", {"uri": "drafts/a.md", "uriBaseId": "SRCROOT"}),
        ("/abs/a.md", {"uri": "file:///abs/a.md"}),
    ],
)
def test_paths_are_addresses(name: str, location: dict[str, str]) -> None:
    report = samples.report(replace(samples.gone(), document=name))
    place = run_of(report)["results"][0]["locations"][0]["physicalLocation"]

    assert place["artifactLocation"] == location


def test_a_broken_run_says_so() -> None:
    report = samples.report(samples.gone(), interrupted=True)

    assert run_of(report)["invocations"][0]["executionSuccessful"] is False
