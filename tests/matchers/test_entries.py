"""Bibliographic entries: the title is compared, authors and imprint do not stand in its way."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from matchers.samples import keys, page

from linkcheck.citations import bibliography, labels
from linkcheck.matchers import Claim, match
from linkcheck.model import Citation, Page, Response, Span, Verdict
from linkcheck.verdicts import Facts, judge

REPORT = page(
    "Quiet harbours: what speed limits did for porpoises",
    language="en",
    published=date(2023, 5, 12),
    lead="Speed limits made harbours quiet, and porpoises came back within a year. " * 12,
)
GERMAN = page(
    "Stille Häfen: was Tempolimits den Schweinswalen brachten",
    language="de",
    published=date(2023, 5, 12),
    lead="Tempolimits machten die Häfen still, und die Schweinswale kamen zurück. " * 12,
)


def claim(entry: str, language: str) -> Claim:
    facts = bibliography.read(entry)
    assert facts is not None
    return Claim(labels.tidy(entry), language=language, title=facts.title)


def verdict(asked: Claim, found: Page) -> Verdict:
    matched = match(asked, found)
    citation = Citation(asked.text, found.url, Span(1, 1, 1, 1))
    answer = Response(found.url, found.url, 200, {}, b"")
    return judge(Facts(citation, outcome=answer, page=found, match=matched)).verdict


ENTRIES = [
    (
        (
            "Smith, J., & Doe, R. (2023). Quiet harbours: What speed limits did for porpoises."
            " Journal of Coasts, 18(5), 15–34."
        ),
        "en",
        REPORT,
    ),
    (
        (
            "Meier, Anna: Stille Häfen: Was Tempolimits den Schweinswalen brachten."
            " In: Küstenblatt, 12. Mai 2023 (abgerufen am 3. Juni 2024)"
        ),
        "de",
        GERMAN,
    ),
]


@pytest.mark.parametrize(("entry", "language", "found"), ENTRIES)
def test_the_title_of_an_entry_is_compared_and_not_its_imprint(
    entry: str, language: str, found: Page
) -> None:
    asked = claim(entry, language)
    whole, titled = match(replace(asked, title=""), found), match(asked, found)

    assert whole is not None
    assert titled is not None
    assert titled.score > whole.score
    assert verdict(asked, found) is Verdict.VERIFIED


def test_another_title_is_no_match_however_alike_the_imprint() -> None:
    asked = claim(ENTRIES[0][0], "en")
    other = page("Budget of the harbour office", published=date(2023, 5, 12), lead=REPORT.lead[:0])

    assert verdict(asked, other) is not Verdict.VERIFIED


def test_the_date_of_an_entry_is_held_against_the_page() -> None:
    asked = claim(ENTRIES[1][0], "de")
    other = match(asked, replace(GERMAN, published=date(2021, 1, 4)))

    assert other is not None
    assert "dates-other" in keys(other.contradictions) | keys(other.evidence) or (
        "dates-later" in keys(other.evidence)
    )
    same = match(asked, GERMAN)
    assert same is not None
    assert "dates-same" in keys(same.evidence)


def test_an_author_that_a_page_does_not_name_does_not_speak_against_it() -> None:
    asked = claim(ENTRIES[1][0], "de")
    silent, named = match(asked, GERMAN), match(asked, replace(GERMAN, lead="Von Anna Meier. " * 9))

    assert silent is not None
    assert named is not None
    assert not keys(silent.evidence) & {"names-missing", "names-absent", "names-some"}
    assert named.score > 0.9
