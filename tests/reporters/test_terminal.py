from __future__ import annotations

import os
import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reporters import hostile, samples

from linkcheck.model import Bibliography, Defect, Finding, Report, Section, Verdict
from linkcheck.reporters import CITATION_REPORTERS, QUIET, REPORTERS, VERBOSE, RenderOptions, ledger
from linkcheck.reporters.layout import columns
from linkcheck.reporters.order import worst_first
from linkcheck.wording import catalogue

if TYPE_CHECKING:
    from collections.abc import Callable

GOLDEN = Path(__file__).parent / "golden"
UPDATE = "UPDATE_GOLDEN"
"""Set this variable to write the golden files anew, then read their difference."""

GERMAN, ENGLISH = RenderOptions("de"), RenderOptions("en")
_SEQUENCE = re.compile(r"\x1b\[[\d;]*m")


def render(report: Report, options: RenderOptions = ENGLISH) -> str:
    return REPORTERS["terminal"](report, options)


def _offline() -> Report:
    one, other = samples.unreachable(), samples.unreachable()
    assert one.outcome is not None
    moved = replace(one.outcome, url="https://anderswo.example/")
    return samples.report(one, replace(other, outcome=moved), elapsed=95, interrupted=True)


def _failed() -> Report:
    return samples.report(replace(samples.review(), reason="internal-error"))


RENDERINGS: dict[str, Callable[[], str]] = {
    "every-verdict.de": lambda: render(samples.every_verdict(), GERMAN),
    "every-verdict.en": lambda: render(samples.every_verdict()),
    "every-verdict.verbose": lambda: render(
        samples.every_verdict(), RenderOptions(verbosity=VERBOSE)
    ),
    "every-verdict.quiet": lambda: render(samples.every_verdict(), RenderOptions(verbosity=QUIET)),
    "every-verdict.narrow": lambda: render(samples.every_verdict(), RenderOptions("de", width=50)),
    "life-with-findings.de": lambda: render(samples.life_with_findings(), GERMAN),
    "life-with-findings.en": lambda: render(samples.life_with_findings()),
    "without-sources.de": lambda: render(samples.without_sources(), GERMAN),
    "without-sources.en": lambda: render(samples.without_sources()),
    "offline.de": lambda: render(_offline(), GERMAN),
    "internal-error.en": lambda: render(_failed()),
    "citations.de": lambda: CITATION_REPORTERS["terminal"](
        samples.every_verdict().documents, GERMAN
    ),
    "ledger-mismatch.en": lambda: ledger.render(4, samples.mismatch(), ENGLISH),
    "ledger-expected.de": lambda: ledger.render(11, samples.pinned(), GERMAN),
    "ledger-failure.de": lambda: ledger.render(5, samples.unreachable(), GERMAN),
    "ledger-moved.en": lambda: ledger.render(8, samples.moved(), ENGLISH),
    "ledger-gone.de": lambda: ledger.render(3, samples.gone(), GERMAN),
}


@pytest.mark.parametrize("name", RENDERINGS)
def test_looks_like_its_golden_file(name: str) -> None:
    path = GOLDEN / f"{name}.txt"
    text = RENDERINGS[name]()
    if os.environ.get(UPDATE):
        path.write_text(text, "utf-8")

    assert text == path.read_text("utf-8"), f"set {UPDATE}=1 to accept what has changed"


def test_no_golden_file_is_left_over() -> None:
    assert {path.stem for path in GOLDEN.glob("*.txt")} == set(RENDERINGS)


@pytest.mark.parametrize("name", RENDERINGS)
def test_fits_its_width_but_for_addresses(name: str) -> None:
    width = 50 if name.endswith("narrow") else 80

    too_wide = [
        line
        for line in RENDERINGS[name]().splitlines()
        if columns(line) > width and not re.search(r"https?://\S+$", line)
    ]

    assert not too_wide


def test_the_worst_comes_first_and_the_order_of_the_article_holds_within_a_verdict() -> None:
    report = samples.report(
        samples.verified(), samples.gone(), samples.pinned(), samples.mismatch(), samples.invalid()
    )

    ordered = worst_first(report)

    assert [found.verdict for found in ordered] == [
        Verdict.INVALID, Verdict.GONE, Verdict.MISMATCH, Verdict.VERIFIED, Verdict.VERIFIED,
    ]  # fmt: skip
    assert [found.citation.span.line for found in ordered[-2:]] == [12, 13]


def test_every_finding_is_numbered_with_sign_word_and_position() -> None:
    text = render(samples.every_verdict(), RenderOptions(verbosity=VERBOSE))

    heads = re.findall(r"^(\d+) +(\S) (.+) · artikel\.md:(\d+):1$", text, re.MULTILINE)

    assert [number for number, *_ in heads] == [str(number) for number in range(1, 12)]
    assert len({sign for _, sign, _, _ in heads}) == len(Verdict)


def test_the_numbers_of_the_summary_are_the_report_s_counts() -> None:
    summary = render(samples.every_verdict()).split("\n\n")[-1].replace("\n", " ")
    total, *counts = map(int, re.findall(r"(\d+) (?!s\))", summary))

    assert total == sum(counts) == 11


def test_quiet_leaves_out_what_is_fine_and_keeps_the_summary() -> None:
    fine = samples.report(samples.verified(), samples.skipped())

    text = render(fine, RenderOptions(verbosity=QUIET))

    assert text == "2 citations: 1 skipped, 1 matches (12 s)\n"


def test_colour_adds_sequences_and_nothing_else() -> None:
    report = samples.every_verdict()

    coloured = render(report, RenderOptions(colour=True))

    assert "\x1b[1;31m" in coloured
    assert _SEQUENCE.sub("", coloured) == render(report)


def test_a_long_path_leaves_the_label_a_line_of_its_own() -> None:
    found = replace(samples.verified(), document="ressort/ausland/2024/05/" + "a" * 40 + ".md")
    report = samples.report(found)

    head, label, *_ = render(report).splitlines()

    assert head.endswith(".md:12:1")
    assert label.startswith("   Rede von Mathias Cormann")


def test_a_missing_report_of_articles_says_so() -> None:
    empty = replace(samples.without_sources(), documents=())

    assert "There was no article to read." in render(empty)


def test_a_defect_that_the_verdict_tells_is_not_told_twice() -> None:
    told = render(samples.report(samples.incomplete(), samples.invalid()))

    assert catalogue("en")[f"defects.{Defect.NO_URL}"] not in told
    assert catalogue("en")[f"defects.{Defect.MALFORMED_URL}"] not in told


def test_a_page_without_title_that_was_compared_says_so() -> None:
    found = samples.review()
    assert found.page is not None
    untitled = replace(found, page=replace(found.page, titles=()))

    assert "The page has no title." in render(samples.report(untitled))
    assert "The page has no title." not in render(samples.report(samples.blocked()))


def test_where_a_redirect_ended_is_shown_unless_a_repair_shows_it() -> None:
    repaired = samples.moved()
    bare = replace(repaired, repairs=())

    assert "   ↪ https://neu.example/artikel/a" in render(samples.report(bare)).splitlines()
    assert "   ↪ https://neu" not in render(samples.report(repaired))


def unsafe(text: str) -> str:
    """What a line of a terminal report must not hold; "" if nothing."""
    for line in _SEQUENCE.sub("", text).split("\n"):
        if line.lstrip().startswith("::") or "##" in line:
            return line
        if bad := [char for char in line if not char.isprintable() and char != "\u200d"]:
            return repr(bad)
    return ""


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(
    hostile.reports(),
    st.builds(
        RenderOptions,
        st.sampled_from(["de", "en"]),
        st.booleans(),
        st.integers(40, 120),
        st.sampled_from([QUIET, 0, VERBOSE]),
    ),
)
def test_nothing_hostile_reaches_the_terminal(report: Report, options: RenderOptions) -> None:
    assert unsafe(render(report, options)) == ""
    assert unsafe(CITATION_REPORTERS["terminal"](report.documents, options)) == ""
    for found in report.findings:
        assert unsafe(ledger.render(1, found, options)) == ""


@pytest.mark.parametrize("weapon", hostile.WEAPONS)
def test_a_hostile_label_is_shown_disarmed(weapon: str) -> None:
    label = replace(samples.review().citation, label=weapon)
    report = samples.report(replace(samples.review(), citation=label, document=weapon))

    assert unsafe(render(report)) == ""
    render(report).encode()


def test_a_title_of_a_million_letters_is_bounded() -> None:
    found: Finding = samples.review()
    assert found.page is not None
    long = samples.page(found.page.url, "A" * 1_000_000)
    text = render(samples.report(replace(found, page=long)), RenderOptions(verbosity=VERBOSE))

    assert len(text) < 3_000


def test_the_account_of_a_finding_tells_the_facts_of_its_entry() -> None:
    facts = Bibliography("Ein Hafen für alle", ("Meier, Anna",), "Küstenblatt", "2023-05", "2024")
    found = samples.verified()
    entry = replace(found, citation=replace(found.citation, bibliography=facts))
    text = ledger.render(1, entry, ENGLISH)

    for line in (
        "Title: Ein Hafen für alle", "By: Meier, Anna", "Published by: Küstenblatt",
        "Published: May 2023", "Accessed: 2024",
    ):  # fmt: skip
        assert f"   {line}\n" in text


def test_many_articles_without_sources_are_told_in_one_breath() -> None:
    (document,) = samples.report().documents
    barren = replace(document, citations=(), sections=())
    several = tuple(replace(barren, name=f"{number}.md") for number in range(12))
    headed = replace(barren, name="headed.md", sections=(Section("Quellen", 3),))
    report = replace(samples.report(), documents=(*several, headed))

    shown = " ".join(render(report).split())

    assert "No sources found in 0.md, 1.md, 2.md, 3.md, 4.md, 5.md, 6.md" in shown
    assert "9.md, and 2 more." in shown
    assert "No sources found in headed.md. The section “Quellen” (line 3)" in shown
    assert shown.count("Looked for a section of sources") == 1
    few = render(replace(report, documents=several[:3]), GERMAN)
    assert "Keine Quellen gefunden in 0.md, 1.md, 2.md.\n" in few
