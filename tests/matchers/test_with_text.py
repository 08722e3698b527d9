"""What a page's text adds to its title, and what tells a sibling, an edition or a neighbour."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from matchers.samples import claim, keys, page

from linkcheck.matchers import (
    dates,
    doctypes,
    match,
    names,
    numbers,
    places,
    propernames,
    weights,
    words,
)
from linkcheck.matchers.claim import spoken, without_access_note

LONG = "The council met for hours and talked about the old bridge over the river. " * 10


def test_a_page_with_text_is_weighed_by_weights_of_its_own() -> None:
    assert weights.with_text().keys() == weights.table().keys()
    label = claim("Bericht über die Brücke, 2. Mai 2023")
    shown = replace(page("Report on the bridge", language="en"), published=date(2023, 5, 2))
    bare, told = match(label, shown), match(label, replace(shown, lead=LONG))
    assert bare
    assert told
    evidence = (*bare.evidence, *told.evidence)
    same = [one.weight for one in evidence if one.message.id == "evidence.dates-same"]
    assert same == [weights.table()["dates-same"], weights.with_text()["dates-same"]]


@pytest.mark.parametrize("part", ["table", "with_text"])
def test_no_weight_has_changed_its_side(part: str) -> None:
    against = (
        "-none",
        "-absent",
        "-apart",
        "-unlike",
        "-some",
        "-missing",
        "-first",
        "-headed",
        "-other",
        "-instead",
        "-later",
        "-before",
        "-different",
        "-extra",
        "-otheryear",
        "-faryear",
        "-part",
    )
    for key, weight in getattr(weights, part)().items():
        if "-" in key:
            assert (weight < 0) == key.endswith(against), key


@pytest.mark.parametrize(
    ("label", "plain"),
    [
        ("Annual report (PDF)", "Annual report"),
        ("Shrimp fishermen sue (in German)", "Shrimp fishermen sue"),
        ("Bericht [englisch]", "Bericht"),
        ("報告書（英語）", "報告書"),
        ("보고서 (영문)", "보고서"),
        ("Report (PDF), last accessed 3 May 2024", "Report"),
        ("The German question", "The German question"),
        ("(PDF)", "(PDF)"),
    ],
)
def test_a_note_on_form_or_language_is_no_part_of_the_promise(label: str, plain: str) -> None:
    assert without_access_note(label) == plain


def test_a_japanese_headline_of_han_alone_is_japanese() -> None:
    assert spoken("電力調査統計", "ja") == "ja"
    assert spoken("令和5年の宿泊客数は過去最高", "") == "ja"
    assert spoken("商务部召开例行新闻发布会", "zh") == "zh"


def test_the_same_day_of_another_year_contradicts() -> None:
    shown = replace(page("Agreement signed"), published=date(2023, 1, 20))
    found = list(dates.weigh(claim("Abkommen unterzeichnet (20. Januar 2021)"), shown))
    assert keys(found) == {"dates-other"}
    assert found[0].contradicts


def test_an_edition_of_another_year_contradicts_but_a_year_that_stands_apart_does_not() -> None:
    shown = replace(page("Annual Report 2022"), published=date(2023, 5, 1))
    edition = list(dates.weigh(claim("Jahresbericht 2023"), shown))
    apart = list(dates.weigh(claim("Jahresbericht des Amtes, 2023"), shown))
    assert [one.contradicts for one in edition] == [True]
    assert [one.contradicts for one in apart] == [False]


def test_years_of_eras_are_years() -> None:
    found = list(dates.weigh(claim("令和5年 調査", "ja"), page("令和4年 調査", language="ja")))
    assert keys(found) == {"dates-otheryear"}


def test_a_year_that_is_the_subject_says_more_than_that_of_publication() -> None:
    shown = replace(page("Flats banned by 2028"), published=date(2024, 6, 21))
    assert keys(dates.weigh(claim("Verbot bis 2028"), shown)) == {"dates-subject"}
    shown = replace(page("Report 2024"), published=date(2024, 6, 21))
    assert keys(dates.weigh(claim("Bericht 2024"), shown)) == {"dates-year"}


def test_another_quarter_contradicts() -> None:
    found = list(numbers.weigh(claim("3분기 출산율", "ko"), page("2분기 출산율", language="ko")))
    assert any(one.contradicts for one in found)


def test_the_only_place_of_a_title_excludes_another_one_where_the_text_lacks_that() -> None:
    shown = page("Swedish parliament approves leave", lead=LONG, language="en")
    found = list(places.weigh(claim("Norwegens Parlament billigt Urlaub"), shown))
    assert keys(found) == {"places-other"}
    assert found[0].contradicts
    named = page("Swedish parliament approves leave", lead="In Oslo, " + LONG, language="en")
    assert not any(
        one.contradicts for one in places.weigh(claim("Norwegens Parlament billigt"), named)
    )


def test_brussels_and_the_union_exclude_nobody() -> None:
    shown = page("Brussels approves tariffs", lead=LONG, language="en")
    assert not any(one.contradicts for one in places.weigh(claim("EU billigt Zölle"), shown))


def test_a_page_may_leave_its_own_country_unsaid() -> None:
    label = claim("Frankreich reformiert den Elternurlaub")
    assert not list(places.weigh(label, page("Congé parental réformé", language="fr")))
    assert keys(places.weigh(label, page("Parental leave reformed"))) == {"places-missing"}


def test_a_city_fits_its_country_and_the_sentence_says_which_is_named() -> None:
    (near,) = places.weigh(claim("Treffen in Hanoi"), page("Meeting in Vietnam"))
    assert dict(near.message.values) == {"label": "Hanoi", "page": "Vietnam"}


def test_a_known_person_who_is_nowhere_is_supplanted_by_whom_the_title_names() -> None:
    label = claim("In Tansania bittet Scholz um Vergebung")
    shown = page("In Tanzania, Steinmeier asks forgiveness", lead=LONG, language="en")
    found = [one for one in names.weigh(label, shown) if one.contradicts]
    assert [one.message.id for one in found] == ["evidence.names-instead"]
    kept = replace(shown, lead="Scholz stayed in Berlin. " + LONG)
    assert not any(one.contradicts for one in names.weigh(label, kept))


def test_a_town_that_no_dictionary_has_must_be_found() -> None:
    shown = page("Plannen voor de beek bij Oudekerk", lead=LONG, language="nl")
    assert "names-absent" in keys(names.weigh(claim("Pläne für den Fluss bei Hollum"), shown))


def test_the_site_is_named_by_its_whole_name_only() -> None:
    shown = replace(page("Les maires refusent"), site="La Gazette de la Loire")
    assert "names-site" not in keys(names.weigh(claim("Bürgermeister an der Loire"), shown))
    shown = replace(page("Slovenia counts the cost"), site="River Watch")
    assert "names-site" in keys(names.weigh(claim("River Watch: Slowenien zählt"), shown))


def test_measures_and_office_names_in_capitals_are_no_names() -> None:
    assert not [
        one for one in propernames.names("Verluste von 4,8 Milliarden Euro", "de") if one.sure
    ]
    shown = page("Bestand sinkt auf Helgoland", lead=LONG, language="de")
    found = keys(names.weigh(claim("Federal Office for Marine Protection on decline", "en"), shown))
    assert "names-absent" not in found


def test_names_hidden_in_han_are_not_called_absent() -> None:
    shown = page(
        "商务部召开例行新闻发布会", lead="新闻发言人何亚东回答了提问。" * 50, language="zh"
    )
    assert "names-absent" not in keys(names.weigh(claim("Pressekonferenz mit He Yadong"), shown))


def test_a_german_verb_is_no_type_of_document() -> None:
    shown = page("Report on tobacco use")
    assert not list(doctypes.weigh(claim("Was Lehrer über Schulen berichten"), shown))
    assert keys(doctypes.weigh(claim("Bericht über Tabak"), shown)) == {"doctypes-same"}


def test_press_releases_and_news_need_not_say_what_they_are() -> None:
    shown = page("Bridge opened", lead=LONG)
    assert not list(doctypes.weigh(claim("Pressemitteilung zur Brücke"), shown))
    (loose,) = doctypes.weigh(claim("Bericht zur Brücke"), page("Bridge", lead="Sunny."))
    (strict,) = doctypes.weigh(claim("Zwischenbericht zur Brücke"), page("Bridge", lead="Sunny."))
    assert strict.weight < loose.weight < 0


def test_dates_and_places_are_no_words_that_mean_the_same() -> None:
    shown = page("Minutes", lead="Russia, 3 May 2023", language="en")
    assert not list(words.weigh(claim("Россия, 3 мая 2023", "ru"), shown))
