from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from matchers.samples import claim, keys, page

from linkcheck.matchers import figures, numbers

if TYPE_CHECKING:
    from linkcheck.model import Page


def found(label: str, shown: Page) -> set[str]:
    return keys(numbers.weigh(claim(label), shown))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("60,000 people", "60000"), ("60.000 Menschen", "60000"), ("60 000 personnes", "60000"),
        ("1,5 Milliarden", "1500000000"), ("1.5 billion", "1500000000"), ("640 тысяч", "640000"),
        ("3万人", "30000"), ("８人", "8"), ("Version 8.10.2", "8.10.2"), ("007", "7"), ("0", "0"),
    ],
)  # fmt: skip
def test_numbers_are_read_as_each_language_writes_them(text: str, value: str) -> None:
    assert [number.value for number in figures.find(text)] == [value]


def test_dates_and_years_are_no_numbers() -> None:
    assert figures.find("Bericht 2021 vom 3. Mai 2022") == ()


def test_the_same_number_supports() -> None:
    assert found("Resolution 2720", page("Council adopts resolution 2720")) == {"numbers-same"}


@pytest.mark.parametrize(
    ("label", "title"),
    [
        ("Resolution 2720", "Resolution 2712"),
        ("Artikel Nr. 5", "Artikel 6"),
        ("第22回会合", "第23回会合"),
        ("Root X4", "Root X3"),
    ],
)
def test_another_number_in_the_same_place_contradicts(label: str, title: str) -> None:
    results = list(numbers.weigh(claim(label), page(title)))
    assert keys(results) == {"numbers-other"}
    assert results[0].contradicts


def test_another_number_elsewhere_is_only_doubted() -> None:
    assert found("Rund 300 Tote", page("Storm kills dozens, 90 missing")) == {"numbers-different"}


def test_counters_of_different_kinds_are_not_compared() -> None:
    assert "numbers-other" not in found("約3人", page("約5年"))


def test_a_missing_number_is_sought_in_the_text() -> None:
    assert found("Über 300 Tote", page("Storm", lead="At least 300 died.")) == {"numbers-text"}
    assert found("Über 300 Tote", page("Storm")) == {"numbers-missing"}


def test_a_number_that_only_the_title_has_is_a_small_doubt() -> None:
    assert found("Der Sturm", page("Storm kills 90")) == {"numbers-extra"}
    assert found("Der Sturm", page("Storm")) == set()


def test_a_number_inside_a_word_is_no_evidence_by_itself() -> None:
    assert found("Leben mit Covid-19", page("Covid-19 and us")) == set()
    assert found("Leben mit Covid-19", page("Life goes on")) == set()
