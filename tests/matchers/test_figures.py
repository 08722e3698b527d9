"""Numbers in any spelling: equal ones agree, another amount of the same unit contradicts."""

from __future__ import annotations

import pytest
from matchers.samples import claim, keys, page

from linkcheck.matchers import figures, numbers, numerals


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("50億ユーロ", "5 Milliarden Euro"), ("1億2000万円", "120 million yen"),
        ("3만 5천 명", "35,000 people"), ("2조원", "2 trillion won"),
        ("5 mil millones de euros", "5 bn euros"), ("1 billion dollars", "1 Milliarde Dollar"),
        ("12 crore", "120 million"), ("1,20,000", "1.2 lakh"), ("1 514", "1.514"),
        ("1’514", "1,514"), ("€1,000", "1000 euros"), ("4,5 Mrd. Euro", "4.5bn euros"),
        ("8割", "80 %"), ("30 pour cent", "30 Prozent"), ("25 per cento", "25 процентов"),
        ("640 тыс. человек", "640.000 Menschen"), ("3 mln zł", "3 million PLN"),
        ("1 billion d'euros", "1 Billion Euro"), ("380.000 euro", "€380,000"), ("5 m", "5 million"),
    ],
)  # fmt: skip
def test_one_amount_agrees_however_it_is_written(one: str, other: str) -> None:
    (ours,), (theirs,) = figures.find(one), figures.find(other)
    assert figures.agree(ours, theirs)


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("vierzehn", "de", 14), ("fünfundzwanzig", "de", 25), ("zweihundert", "de", 200),
        ("twenty-three", "en", 23), ("two hundred and fifty", "en", 250),
        ("quatre-vingt-dix", "fr", 90), ("soixante-quinze", "fr", 75), ("mille", "fr", 1000),
        ("trentadue", "it", 32), ("trentotto", "it", 38), ("treinta y cinco", "es", 35),
        ("doscientos", "es", 200), ("vinte e dois", "pt", 22), ("vijfenveertig", "nl", 45),
        ("dwadzieścia pięć", "pl", 25), ("двадцать пять", "ru", 25), ("dvacet pět", "cs", 25),
        ("스무 명", "ko", 20), ("two thousand five hundred", "en", 2500), ("six mille", "fr", 6000),
    ],
)  # fmt: skip
def test_numbers_in_words_are_put_together(text: str, language: str, value: int) -> None:
    assert [one.value for one in numerals.find(text, language)] == [value]


def test_neighbouring_numbers_are_not_added_up() -> None:
    assert [one.value for one in numerals.find("two and three or ten two", "en")] == [2, 3, 10, 2]


def test_a_word_counts_in_its_own_language_only() -> None:
    assert not numerals.find("ten dom", "pl")
    assert numerals.find("ten houses", "en")


@pytest.mark.parametrize(
    ("label", "title", "language"),
    [
        ("EU genehmigt 50億ユーロ", "Fünf Milliarden Euro Beihilfe genehmigt", "de"),
        ("Court fines writer €1,000", "Scrittore condannato a mille euro di multa", "it"),
        ("Zehn Stunden pro Woche", "Pharmacists spend ten hours a week", "en"),
        ("Betrug um 70 % gestiegen", "电信网络诈骗犯罪上升七成", "zh"),
        ("Drei Kinder getötet", "子供3人殺害", "ja"),
        ("三千人がデモ", "3,000 people march", "en"),
    ],
)
def test_a_number_in_words_is_kept_by_one_in_digits(label: str, title: str, language: str) -> None:
    assert "numbers-same" in keys(numbers.weigh(claim(label, ""), page(title, language=language)))


@pytest.mark.parametrize(
    ("label", "title", "lead"),
    [
        ("Fast 400 Betriebe schließen", "396 Betriebe schließen", ""),
        ("Über 80 Prozent sind dafür", "82 Prozent sind dafür", ""),
        ("工場の8割超が復旧", "82% of factories back at work", ""),
    ],
)
def test_a_rough_number_comes_close_to_the_exact_one(label: str, title: str, lead: str) -> None:
    assert keys(numbers.weigh(claim(label), page(title, lead=lead))) == {"numbers-near"}


def test_more_than_is_not_fewer() -> None:
    found = keys(numbers.weigh(claim("Über 80 Prozent dafür"), page("74 Prozent dafür")))
    assert found == {"numbers-different"}


@pytest.mark.parametrize(
    ("label", "lead"),
    [
        ("Philharmonie kostete 381 Millionen Euro", "Coût final : 534,7 millions d'euros."),
        ("Rund 4300 Wölfe leben in Polen", "Es sind 2900 Tiere, sagt das Amt."),
        ("1514 Engpässe gemeldet", "Das Amt meldet 2292 Engpässe."),
    ],
)  # fmt: skip
def test_another_amount_of_the_same_contradicts(label: str, lead: str) -> None:
    shown = page("Wölfe und Philharmonie", lead=lead, language="de")
    (found,) = numbers.weigh(claim(label), shown)
    assert keys([found]) == {"numbers-instead"}
    assert found.contradicts


@pytest.mark.parametrize(
    "lead",
    [
        "Es kostete 381,2 Millionen Euro.",  # the label rounds
        "Von 10, 200, 300 und 400 Millionen Euro war die Rede: 10 Mio. €, 200 Mio. €, 300 Mio. €.",
        "Der Eintritt kostet 12 Euro.",  # far from it: something else
        "Es dauerte 300 Tage und fasst 2100 Menschen.",  # other units
    ],
)
def test_no_contradiction_where_the_numbers_may_be_about_something_else(lead: str) -> None:
    found = numbers.weigh(claim("Das Haus kostete 381 Millionen Euro"), page("Haus", lead=lead))
    assert not any(one.contradicts for one in found)


def test_far_down_in_a_long_text_another_amount_does_not_contradict() -> None:
    lead = "Nichts. " * 480 + "Es kostete 534 Millionen Euro."
    label = claim("Das Haus kostete 381 Millionen Euro")
    assert keys(numbers.weigh(label, page("Haus", lead=lead))) == {"numbers-missing"}


def test_numbers_of_different_kinds_do_not_speak_of_one_another() -> None:
    found = keys(numbers.weigh(claim("35 % der Verluste"), page("38 Euro für Bronze")))
    assert found == {"numbers-missing"}


def test_another_session_contradicts_and_the_same_one_agrees() -> None:
    label = claim("Bericht der 42nd meeting")
    assert keys(numbers.weigh(label, page("Report of the 44th meeting"))) == {"numbers-other"}
    assert keys(numbers.weigh(label, page("Report of the 42nd meeting"))) == {"numbers-same"}


def test_seasons_and_years_are_no_numbers_but_people_are() -> None:
    assert figures.find("Saison 2022/23 und 2023-2024") == ()
    assert [one.value for one in figures.find("2000 people")] == ["2000"]
    assert figures.find("100ドル、1日当たり")[-1].value == "100"


def test_a_half_stands_for_fifty_per_cent() -> None:
    (half,) = figures.in_words("Fast die Hälfte ist dafür", "de")
    (exact,) = figures.find("48 %")
    assert figures.come_close(half, exact)


def test_what_is_no_decimal_number_is_compared_with_nothing() -> None:
    (version,), (other,) = figures.find("8.10.2"), figures.find("über 8")
    assert not figures.come_close(version, other)
    assert not figures.is_rounded(version, other)
    assert figures.ratio(version, other) == float("inf")


def test_continued_powers_stop_at_a_fraction_or_a_larger_power() -> None:
    assert [one.value for one in figures.find("1億 2億")] == ["100000000", "200000000"]
    assert figures.find("1.23456億 2.5万")[0].value == "123481000"
    assert figures.find("1億と2万")[0].value == "100000000"
    assert figures.find("1.123456789億2万")[0].value == "112345678.9"


def test_a_single_one_of_a_large_power_is_a_number() -> None:
    (number,) = figures.in_words("Sie zahlt eine Milliarde Dollar", "de")
    assert (number.value, number.unit) == ("1000000000", "dollar")
