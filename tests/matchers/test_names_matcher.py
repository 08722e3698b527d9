from __future__ import annotations

import pytest
from matchers.samples import claim, keys, page

from linkcheck.matchers import names, propernames, sounds


@pytest.mark.parametrize(
    ("label", "title"),
    [
        ("Gespräch mit Wolodymyr Selenskyj", "Зеленский: мы готовы"),
        ("Gespräch mit Selenskyj", "ゼレンスキー氏が語る"),
        ("Treffen mit Kishida", "岸田総理の会見"),
        ("Rede von Yoon", "윤석열 대통령 연설"),
        ("Rede von Xi Jinping", "习近平发表讲话"),
        ("Rede von Xi Jinping", "习近平主席在会上"),
        ("Besuch von Mitsotakis", "Μητσοτάκης στο Βερολίνο"),
    ],
)
def test_a_name_is_found_in_another_script(label: str, title: str) -> None:
    assert "names-across" in keys(names.weigh(claim(label), page(title, language="")))


@pytest.mark.parametrize("label", ["Kishidas Rede", "Rede von Fumio Kishida", "Kishida in Paris"])
def test_genitives_and_first_names_do_not_hide_a_name(label: str) -> None:
    found = keys(names.weigh(claim(label), page("Statement by Prime Minister Kishida Fumio")))
    assert "names-title" in found


def test_a_spelling_of_another_language_is_the_same_name() -> None:
    assert sounds.same("selenskyj", "zelensky")
    assert sounds.same(sounds.latin("プーチン"), "putin") is False
    assert not sounds.same("kim", "ham")
    assert not sounds.same("merkel", "macron")


def test_names_in_the_text_weigh_less_than_in_the_title() -> None:
    label = claim("Rede von Marta Kowalczyk")
    in_title = list(names.weigh(label, page("Speech by Marta Kowalczyk")))
    in_text = list(names.weigh(label, page("Opening speech", lead="Marta Kowalczyk spoke first.")))
    assert keys(in_title) == {"names-title"}
    assert keys(in_text) == {"names-text"}
    assert in_title[0].weight > in_text[0].weight > 0


def test_a_name_in_a_text_of_another_script_is_found() -> None:
    found = names.weigh(
        claim("Treffen mit Kishida"), page("会見", lead="岸田総理は本日、会見しました。")
    )
    assert keys(found) == {"names-text"}


def test_persons_that_are_nowhere_count_against_a_page() -> None:
    lead = "The committee met for the third time and heard reports from the regions. " * 8
    label = claim("Rede von Marta Kowalczyk")
    assert keys(names.weigh(label, page("Third meeting", lead=lead))) == {"names-absent"}
    assert keys(names.weigh(label, page("Third meeting"))) == {"names-missing"}


def test_one_of_two_persons_missing_is_said() -> None:
    found = keys(names.weigh(claim("Rede von Marta Kowalczyk"), page("Marta speaks")))
    assert found == {"names-title", "names-some"}


def test_another_holder_of_the_same_office_contradicts() -> None:
    found = list(
        names.weigh(claim("Rede von Präsident Duarte"), page("Speech by President Okafor"))
    )
    assert [one.contradicts for one in found if one.message.id == "evidence.names-other"] == [True]


def test_the_same_holder_of_an_office_does_not_contradict() -> None:
    found = keys(
        names.weigh(claim("Rede von Präsident Duarte"), page("Speech by President Duarte"))
    )
    assert "names-other" not in found


def test_a_noun_that_is_a_cognate_is_no_name() -> None:
    found = keys(
        names.weigh(claim("Strategisches aus der Universität"), page("Strategic University"))
    )
    assert "names-title" not in found


def test_between_german_texts_only_sure_names_count() -> None:
    label = claim("Die Rechte der Kinder: Gespräch mit Marta Kowalczyk")
    shown = page("Die Rechte der Kinder sind ein Thema von Kowalczyk und der Stadt", language="de")
    found = list(names.weigh(label, shown))
    assert "names-title" in keys(found)
    assert "Rechte" not in str(found[0].message)


def test_german_nouns_are_not_taken_for_persons() -> None:
    found = propernames.names("Die Pressekonferenz zur Verkehrspolitik der Regierung", "de")
    assert not any(name.sure for name in found)


def test_an_english_title_in_capitals_proves_no_names() -> None:
    found = propernames.names("How Rivers Shape The Old Towns Of Europe", "en")
    assert found
    assert not any(name.sure for name in found)


def test_an_english_sentence_shows_its_names() -> None:
    sure = [
        name.written
        for name in propernames.names("The speech by Kowalczyk on rivers", "en")
        if name.sure
    ]
    assert sure == ["Kowalczyk"]


def test_places_months_and_types_are_no_names() -> None:
    assert not propernames.names("Pressekonferenz in Tokio im Januar", "de")


def test_the_publisher_that_the_label_names_is_recognised() -> None:
    found = keys(
        names.weigh(
            claim("Zahlen (Musterblatt)"), page("Data", url="https://www.musterblatt.example/a")
        )
    )
    assert "names-site" in found


def test_a_label_without_names_yields_nothing() -> None:
    assert not list(names.weigh(claim("die lage im herbst"), page("Autumn")))


def test_a_page_without_titles_is_not_blamed_for_missing_names() -> None:
    assert not list(names.weigh(claim("Rede von Marta Kowalczyk"), page(lead="kurz")))
