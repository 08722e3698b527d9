from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from matchers.samples import claim, keys, page

from linkcheck.matchers import dates

if TYPE_CHECKING:
    from linkcheck.model import Page

ARTICLE = date(2023, 5, 10)


def found(label: str, shown: Page, published: date | None = None, language: str = "de") -> set[str]:
    return keys(dates.weigh(claim(label, language, published), shown))


@pytest.mark.parametrize(
    "shown",
    [
        page("Meeting", published=date(2023, 3, 16)),
        page("Meeting on March 16, 2023"),
        page("Meeting", lead="Tokyo, March 16, 2023. The ministers met."),
        page("Meeting", url="https://a.example/2023/03/16/meeting"),
        page("会議", lead="令和5年3月16日、会議が開かれた。", language="ja"),
        page("Réunion du 16 mars", language="fr"),
    ],
)
def test_a_date_that_the_page_carries_is_the_same(shown: Page) -> None:
    assert found("Treffen am 16. März 2023", shown) == {"dates-same"}


def test_a_label_without_year_takes_it_from_the_article() -> None:
    last_year = page("Meeting", published=date(2022, 3, 16))
    assert found("Treffen am 16. März", last_year, ARTICLE) == {"dates-other"}
    assert found("Treffen am 16. März", page("M", published=date(2023, 3, 16)), ARTICLE) == {
        "dates-same"
    }


def test_a_label_of_december_in_an_article_of_january_means_last_year() -> None:
    shown = page("Meeting", published=date(2022, 12, 20))
    assert found("Treffen am 20. Dezember", shown, date(2023, 1, 8)) == {"dates-same"}


def test_a_day_without_any_year_is_compared_as_day_and_month() -> None:
    assert found("Treffen am 16. März", page("M", published=date(2021, 3, 16))) == {"dates-same"}
    assert found("Treffen am 16. März", page("M", published=date(2021, 5, 7))) == {"dates-other"}
    assert found("Treffen am 16. März", page("M", published=date(2021, 3, 17))) == set()
    assert found("Treffen am 16. März", page("M", lead="x " * 300 + "on 16 March")) == {
        "dates-text"
    }


def test_another_day_contradicts() -> None:
    shown = page("Meeting", published=date(2023, 5, 7), lead="May 7, 2023. They met.")
    results = list(dates.weigh(claim("Treffen am 16. März 2023"), shown))
    assert [one.contradicts for one in results] == [True]


def test_a_page_of_the_next_day_is_near_and_of_the_days_after_is_no_evidence() -> None:
    assert found("Treffen am 16. März 2023", page("M", published=date(2023, 3, 17))) == {
        "dates-near"
    }
    assert found("Treffen am 16. März 2023", page("M", published=date(2023, 3, 19))) == set()


def test_a_page_published_later_that_names_the_day_in_its_text_does_not_contradict() -> None:
    lead = "A long look back at a spring. " * 20 + "On March 16, 2023 the ministers met."
    assert found("Treffen am 16. März 2023", page("M", published=date(2023, 9, 1), lead=lead)) == {
        "dates-text"
    }


def test_a_page_from_years_later_is_only_doubted() -> None:
    results = list(
        dates.weigh(claim("Treffen am 16. März 2003"), page("M", published=date(2023, 9, 1)))
    )
    assert keys(results) == {"dates-later"}
    assert not results[0].contradicts


def test_a_range_holds_its_days() -> None:
    assert found("Messe vom 3. bis 6. Mai 2023", page("Fair", published=date(2023, 5, 4))) == {
        "dates-same"
    }
    assert found("Messe vom 3.–6. Mai 2023", page("Fair", published=date(2023, 5, 20))) == {
        "dates-other"
    }


def test_a_page_without_dates_is_not_blamed() -> None:
    assert found("Treffen am 16. März 2023", page("Meeting")) == set()


def test_months_are_compared_with_the_title_first() -> None:
    label = "Zahlen für Januar 2024"
    assert found(label, page("Figures, January 2024")) == {"dates-month"}
    assert found(label, page("Figures, December 2023", published=date(2024, 1, 3))) == {
        "dates-other"
    }
    assert found(label, page("Figures", published=date(2024, 1, 31))) == {"dates-month"}
    assert found(label, page("Figures", lead="In January 2024 rents rose.")) == {"dates-text"}
    assert found(label, page("Figures", published=date(2024, 2, 10))) == set()


def test_years_are_compared_with_the_title_first() -> None:
    label = "Bericht 2021"
    assert found(label, page("Report 2021")) == {"dates-year"}
    assert found(label, page("Report 2022")) == {"dates-otheryear"}
    assert found(label, page("Report 2020", published=date(2021, 3, 1))) == {"dates-otheryear"}
    assert found(label, page("Scenarios for 2050")) == set()
    promised = page("Outlook 2022", url="https://a.example/2021/outlook")
    assert found(label, promised) == {"dates-otheryear"}
    assert found(label, page("Report", published=date(2021, 3, 1))) == {"dates-year"}
    assert found(label, page("Report", published=date(2022, 3, 1), lead="In 2021, rents rose")) == {
        "dates-text"
    }
    assert found(label, page("Report", published=date(2022, 3, 1))) == set()
    assert found(label, page("Report", published=date(2015, 3, 1))) == {"dates-faryear"}


def test_labels_without_dates_yield_nothing() -> None:
    assert found("Bericht zur Lage", page("Report 2022", published=date(2022, 1, 1))) == set()
