from __future__ import annotations

import pytest
from matchers.samples import claim, keys, page

from linkcheck.matchers import places


def ids(text: str) -> list[str]:
    return [one.place.id for one in places.find(text)]


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("in München", "munchen"), ("à Munich", "munchen"), ("a Monaco di Baviera", "munchen"),
        ("東京で", "tokyo"), ("서울에서", "seoul"), ("в Токио", "tokyo"), ("в Москве", "moscow"),
        ("Japans Haltung", "JP"), ("die deutsche Sicht", "DE"), ("the French view", "FR"),
        ("USA und Kanada", "US"), ("the Republic of Korea", "KR"), ("in Südafrika", "ZA"),
        ("Россия", "RU"), ("в России", "RU"), ("캠프 데이비드", "camp david"),
    ],
)  # fmt: skip
def test_places_are_found_in_many_languages(text: str, id_: str) -> None:
    assert id_ in ids(text)


def test_letters_stand_for_countries_only_beside_another() -> None:
    assert ids("日韓首脳会談") == ["JP", "KR"]
    assert ids("日曜日") == []


@pytest.mark.parametrize("text", ["it is up to us", "a nice place", "ein turm", "rok 2020"])
def test_common_words_are_no_places(text: str) -> None:
    assert ids(text) == []


def test_a_city_supports_its_country_with_less() -> None:
    same = list(places.weigh(claim("Treffen in Tokio"), page("Meeting in Tokyo")))
    near = list(places.weigh(claim("Treffen in Tokio"), page("Meeting in Japan")))
    assert keys(same) == {"places-title"}
    assert keys(near) == {"places-near"}
    assert same[0].weight > near[0].weight > 0


def test_the_text_is_searched_in_every_language() -> None:
    shown = page("会議", lead="会議は大阪で開かれた。", language="ja")
    assert keys(places.weigh(claim("Treffen in Osaka"), shown)) == {"places-text"}
    shown = page("Meeting", lead="They met in the USA.")
    assert keys(places.weigh(claim("Treffen in den Vereinigten Staaten"), shown)) == {"places-text"}


def test_the_pronoun_us_is_no_country_in_a_text() -> None:
    shown = page("会議", lead="会議は大阪で開かれた。They told us nothing.", language="ja")
    assert keys(places.weigh(claim("Treffen in den USA"), shown)) == {"places-different"}


def test_another_city_contradicts_and_another_country_is_doubted() -> None:
    city = list(places.weigh(claim("Treffen in Tokio"), page("Meeting in Seoul")))
    assert keys(city) == {"places-other"}
    assert city[0].contradicts
    country = list(places.weigh(claim("Wahl in Polen"), page("Election in Chile and Norway")))
    assert keys(country) == {"places-different"}
    assert not country[0].contradicts


def test_another_city_in_the_texts_first_line_is_doubted() -> None:
    shown = page("Joint press conference", lead="Seoul, 7 May. The leaders spoke to the press.")
    assert keys(places.weigh(claim("Pressekonferenz in Tokio"), shown)) == {"places-different"}


def test_names_that_are_often_something_else_contradict_nothing() -> None:
    assert keys(places.weigh(claim("Wahl in Jordanien"), page("Election in Paris"))) == set()


def test_adjectives_that_are_missing_are_no_evidence() -> None:
    assert keys(places.weigh(claim("Die deutsche Bahn"), page("Rail strike"))) == set()


def test_a_label_without_places_yields_nothing() -> None:
    assert not list(places.weigh(claim("Bericht"), page("Report from Tokyo")))


def test_no_text_names_no_place() -> None:
    assert not places.is_named(places.find("Tokio")[0].place, "")


@pytest.mark.parametrize(
    ("label", "title"),
    [
        ("Brand in Brno", "Požár v centru Brna"),
        ("Новости Хабаровска", "News from Khabarovsk"),
        ("Die deutsch-französische Erklärung", "The Franco-German declaration"),
        ("Litauische Wahl", "Wybory litewskie"),
        ("Hochwasser am Rhein", "Crue du Rhin"),
        ("Meldung aus Tartu", "Новости из Тарту"),
    ],
)
def test_places_are_found_in_cases_compounds_and_scripts(label: str, title: str) -> None:
    language = "cs" if "Brna" in title else "ru" if "Тарту" in title else ""
    assert "places-title" in keys(places.weigh(claim(label, ""), page(title, language=language)))


def test_a_river_is_no_rival_of_a_city_but_of_another_river() -> None:
    label = claim("Hochwasser am Rhein")
    assert not keys(places.weigh(label, page("Flood in Cologne")))
    assert keys(places.weigh(label, page("Flood on the Vistula"))) == {"places-other"}


def test_a_region_goes_with_its_cities() -> None:
    label = claim("Ein Sommer in der Toskana")
    assert not any(one.contradicts for one in places.weigh(label, page("A summer in Siena")))


def test_towns_tell_pages_apart() -> None:
    found = list(places.weigh(claim("Der Bischof von Trier"), page("The bishop of Fulda")))
    assert [one.contradicts for one in found] == [True]


def test_short_words_in_capitals_are_no_places() -> None:
    assert not places.find("RIO files and templates")
    assert not places.find("the NIL value")


def test_a_city_abroad_is_another_place_than_a_region_but_no_contradiction() -> None:
    found = list(places.weigh(claim("Ein Sommer in der Toskana"), page("A summer in Bordeaux")))
    assert keys(found) == {"places-different"}
    assert not any(one.contradicts for one in found)
    assert places.find("Toskana")[0].place.goes_with(places.find("Siena")[0].place)
