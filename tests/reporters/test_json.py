from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator
from reporters import hostile, samples

from linkcheck.model import (
    Defect,
    FailureKind,
    RepairKind,
    Report,
    Severity,
    SignalKind,
    TitleSource,
    Verdict,
)
from linkcheck.reporters import CITATION_REPORTERS, REPORTERS, RenderOptions

if TYPE_CHECKING:
    from enum import StrEnum

SCHEMA_FILE = Path(__file__).parents[2] / "docs" / "reference" / "report.schema.json"
SCHEMA: dict[str, Any] = json.loads(SCHEMA_FILE.read_text("utf-8"))
EXTRACTION = {"$ref": "#/$defs/extraction", "$defs": SCHEMA["$defs"]}
ENGLISH = RenderOptions()


def check(text: str, schema: dict[str, Any] = SCHEMA) -> dict[str, Any]:
    """Read JSON, and hold it against a schema, formats included."""
    value: dict[str, Any] = json.loads(text)
    Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER).validate(value)
    return value


def first(report: Report, options: RenderOptions = ENGLISH) -> dict[str, Any]:
    finding: dict[str, Any] = check(REPORTERS["json"](report, options))["documents"][0]["findings"][
        0
    ]
    return finding


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_the_example_of_the_reference_fits_the_schema() -> None:
    reference = SCHEMA_FILE.with_name("json-report.md").read_text("utf-8")
    example = reference.partition("```json\n")[2].partition("```")[0]

    assert check(example)["counts"]["verified"] == 1


def test_every_verdict_fits_the_schema() -> None:
    value = check(REPORTERS["json"](samples.every_verdict(), ENGLISH))

    assert [found["verdict"] for found in value["documents"][0]["findings"]] == list(Verdict)[
        :1
    ] + list(Verdict)


def test_version_1_spells_every_key_of_the_contract() -> None:
    value = check(REPORTERS["json"](samples.report(samples.gone()), ENGLISH))
    document = value["documents"][0]
    finding = document["findings"][0]

    assert {"version", "tool", "started", "elapsed", "counts", "documents"} <= value.keys()
    assert {"name", "language", "published", "sections", "findings"} <= document.keys()
    assert {
        "label", "url", "line", "column", "end_line", "end_column", "defects", "verdict",
        "severity", "reason", "message", "confidence", "score", "evidence", "page", "attempts",
        "redirects", "failure", "repairs", "accepted",
    } <= finding.keys()  # fmt: skip
    assert {
        "final_url", "status", "title", "titles", "language", "published", "signals",
    } <= finding["page"].keys()  # fmt: skip
    assert finding["repairs"][0].keys() == {"kind", "url", "note", "safe"}


def test_the_head_says_who_made_the_report_and_when() -> None:
    value = check(REPORTERS["json"](samples.every_verdict(), ENGLISH))

    assert value["version"] == 1
    assert value["tool"] == {"name": "linkcheck", "version": "0.1.0"}
    assert value["started"] == "2026-11-24T09:30:00+00:00"
    assert value["elapsed"] == 12.4
    assert sum(value["counts"].values()) == 11


def test_a_mismatch_carries_its_evidence_and_page() -> None:
    finding = first(samples.report(samples.mismatch()))

    assert (finding["line"], finding["column"], finding["end_column"]) == (19, 1, 36)
    assert (finding["verdict"], finding["severity"]) == ("mismatch", "error")
    assert (finding["reason"], finding["confidence"], finding["score"]) == (
        "contradicts",
        0.93,
        0.02,
    )
    assert finding["evidence"][1] == {
        "source": "dates",
        "weight": -6.0,
        "contradicts": True,
        "text": "The label says 16. März 2024, the page carries 6. Mai 2024.",
    }
    assert finding["page"] == {
        "final_url": "https://www.bundesrat.example/presse/2024/05/06/konferenz",
        "status": 200,
        "title": "Press Conference by the Presidents in Bern",
        "titles": [
            {"text": "Press Conference by the Presidents in Bern", "source": "og"},
            {"text": "Press Conference by the Presidents in Bern | Site", "source": "title"},
        ],
        "language": "en",
        "published": "2024-05-06",
        "author": None,
        "publisher": None,
        "persons": [],
        "places": [],
        "lead": None,
        "signals": [],
    }


def test_sentences_follow_the_language_of_the_report() -> None:
    english = first(samples.report(samples.incomplete()))
    german = first(samples.report(samples.incomplete()), RenderOptions("de"))

    assert english["message"] != german["message"]
    assert english["reason"] == german["reason"]


def test_what_was_not_asked_is_null_and_empty() -> None:
    finding = first(samples.report(samples.incomplete()))

    assert finding["url"] is finding["written_url"] is finding["page"] is finding["failure"] is None
    assert finding["score"] is finding["expected"] is finding["accepted"] is None
    assert finding["attempts"] == 0
    assert finding["redirects"] == finding["repairs"] == []
    assert finding["defects"] == ["no-url"]


def test_a_failure_tells_its_kind() -> None:
    finding = first(samples.report(samples.unreachable()))

    assert finding["failure"] == {"kind": "timeout", "detail": "no answer within 20 s"}
    assert (finding["page"], finding["attempts"]) == (None, 1)


def test_redirects_and_the_repair_are_told() -> None:
    finding = first(samples.report(samples.moved()))

    assert finding["redirects"] == [{"status": 301, "url": "http://alt.example/a"}]
    assert finding["repairs"] == [
        {
            "kind": "redirect",
            "url": "https://neu.example/artikel/a",
            "note": "The site redirects there for good.",
            "safe": True,
        }
    ]


def test_what_was_expected_is_told_with_its_source() -> None:
    finding = first(samples.report(samples.pinned()))

    assert finding["expected"] == {"title": "Annual Report 2024", "source": "titel.csv:2"}


def test_an_answer_that_was_not_read_as_a_page_still_has_its_status() -> None:
    unread = replace(samples.gone(), page=None)

    assert first(samples.report(unread))["page"] == {
        "final_url": unread.citation.url,
        "status": 404,
        "title": None,
        "titles": [],
        "language": None,
        "published": None,
        "author": None,
        "publisher": None,
        "persons": [],
        "places": [],
        "lead": None,
        "signals": [],
    }


def test_documents_without_citations_are_listed() -> None:
    value = check(REPORTERS["json"](samples.without_sources(), ENGLISH))

    assert [document["findings"] for document in value["documents"]] == [[], []]
    assert value["documents"][1]["sections"] == [{"heading": "Quellen:", "line": 7}]


def test_an_extraction_reduces_findings_to_what_stands_in_the_article() -> None:
    text = CITATION_REPORTERS["json"](samples.every_verdict().documents, ENGLISH)
    value = check(text, EXTRACTION)

    assert value["version"] == 1
    assert value["documents"][0]["findings"][-2] == {
        "label": "Kommuniqué nach dem Besuch in Ankara",
        "url": None,
        "written_url": None,
        "section": "Quellen",
        "line": 21,
        "column": 1,
        "end_line": 21,
        "end_column": 37,
        "defects": ["no-url"],
        "bibliography": None,
    }


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("defect", Defect),
        ("failureKind", FailureKind),
        ("signalKind", SignalKind),
        ("verdict", Verdict),
    ],
)
def test_the_schema_lists_the_words_of_the_code(name: str, words: type[StrEnum]) -> None:
    assert SCHEMA["$defs"][name]["enum"] == [word.value for word in words]


def test_the_schema_lists_severities_sources_and_repairs() -> None:
    defs = SCHEMA["$defs"]
    titles = defs["page"]["properties"]["titles"]["items"]["properties"]

    assert defs["finding"]["properties"]["severity"]["enum"] == list(Severity)
    assert titles["source"]["enum"] == list(TitleSource)
    assert defs["repair"]["properties"]["kind"]["enum"] == list(RepairKind)
    assert list(SCHEMA["properties"]["counts"]["properties"]) == list(Verdict)


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(hostile.reports())
def test_any_report_fits_the_schema_and_stays_plain_text(report: Report) -> None:
    text = REPORTERS["json"](report, ENGLISH)
    value = check(text)
    check(CITATION_REPORTERS["json"](report.documents, ENGLISH), EXTRACTION)

    assert sum(value["counts"].values()) == sum(len(one["findings"]) for one in value["documents"])
    text.encode()
    assert all(char.isprintable() or char == "\n" or ord(char) > 0x9F for char in text)
    assert not set("\u2028\u2029\u202e\u2066\u200f") & set(text)


def test_a_lone_surrogate_becomes_the_replacement_character() -> None:
    label = replace(samples.incomplete().citation, label="a\ud800b\U0001f600\u202e")

    finding = first(samples.report(replace(samples.incomplete(), citation=label)))

    assert finding["label"] == "a\ufffdb\U0001f600\u202e"


def test_a_title_of_a_million_letters_survives() -> None:
    found = samples.review()
    assert found.page is not None
    long = replace(found, page=samples.page(found.page.url, "A" * 1_000_000))

    page = first(samples.report(long))["page"]

    assert len(page["title"]) == 1_000_000
