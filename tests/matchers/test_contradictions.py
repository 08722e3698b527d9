from __future__ import annotations

from datetime import date

import pytest
from matchers.samples import claim, keys, page

from linkcheck.matchers import dates, doctypes, names, numbers, numerals, opposites, places, tokens


@pytest.mark.parametrize(
    ("label", "title"),
    [
        ("Parlament nimmt Gesetz an: angenommen", "Parliament rejects the law"),
        ("Gericht verurteilt Trainer: schuldig", "Coach acquitted"),
        ("Arbeitslosigkeit steigt", "Unemployment falls in May"),
        ("Version 3 veröffentlicht", "Version 3 withdrawn"),
        ("국회, 법안 가결", "国会、法案を否決"),
    ],
)
def test_the_opposite_of_what_the_label_says_speaks_against_a_page(label: str, title: str) -> None:
    assert keys(opposites.weigh(claim(label), page(title))) == {"opposites-other"}


@pytest.mark.parametrize(
    ("label", "title"),
    [
        ("Preise steigen", "Prices rise"),
        ("Preise steigen und fallen", "Prices fell"),
        ("Preise steigen", "Prices rise, wages fell"),
        ("Preise", "Prices fell"),
        ("Sieg und Niederlage: verloren, gewonnen", "A defeat"),
    ],
)
def test_no_opposite_where_one_side_says_both_or_nothing(label: str, title: str) -> None:
    assert not list(opposites.weigh(claim(label), page(title)))


def test_the_opposite_is_quoted_as_written() -> None:
    (found,) = opposites.weigh(claim("Preise Steigen"), page("Prices Fell"))
    assert dict(found.message.values) == {"label": "Steigen", "page": "Fell"}


def test_another_surname_beside_the_same_first_name_is_somebody_else() -> None:
    found = list(names.weigh(claim("Rede von Marta Kowalczyk"), page("Why Marta Nowak came late")))
    assert keys(found) & {"names-instead", "names-different"}
    assert sum(one.weight for one in found) < -1.5


def test_a_german_noun_before_a_name_is_no_first_name() -> None:
    label = claim("Verein verpflichtet Verteidiger Okafor")
    assert "names-instead" not in keys(names.weigh(label, page("Why Daniel Okafor joins the club")))


def test_an_inflected_surname_is_the_same_one() -> None:
    label = claim("Rede von Marta Horak")
    assert "names-instead" not in keys(
        names.weigh(label, page("Proč Marta Horáková přišla", language="cs"))
    )


def test_another_name_in_the_same_place_of_the_sentence_is_somebody_else() -> None:
    label = claim("As Kowalczyk greets the guests of the ball", "en")
    found = keys(names.weigh(label, page("As Lindqvist greets the guests of the ball")))
    assert "names-instead" in found


@pytest.mark.parametrize(
    "title", ["As Kowalczyk greets the guests of the ball", "When Lindqvist greets the many guests"]
)
def test_no_rival_where_the_name_is_there_or_the_sentence_another(title: str) -> None:
    label = claim("As Kowalczyk greets the guests of the ball", "en")
    assert "names-instead" not in keys(names.weigh(label, page(title)))


def test_one_place_exchanged_among_several_contradicts() -> None:
    found = list(places.weigh(claim("Ägypten und Frankreich"), page("Germany and France")))
    assert "places-other" in keys(found)
    assert "places-other" not in keys(places.weigh(claim("Ägypten"), page("Germany")))


def test_a_first_name_is_no_city() -> None:
    assert not places.find("Sofia Lindqvist singt")
    assert places.find("Konzert in Sofia")


@pytest.mark.parametrize(
    ("label", "title"),
    [
        ("Zwei Mitglieder", "2 members"),
        ("2 Mitglieder", "Two members"),
        ("zehntes Paket", "Package 10"),
        ("3 Opfer", "三人の犠牲者"),
    ],
)
def test_a_number_in_words_is_the_number(label: str, title: str) -> None:
    found = keys(numbers.weigh(claim(label), page(title)))
    assert not found & {"numbers-missing", "numbers-extra", "numbers-different", "numbers-other"}


def test_a_model_with_another_number_contradicts() -> None:
    assert "numbers-other" in keys(numbers.weigh(claim("Der neue Ka-56M"), page("The new Ka-52M")))


def test_a_day_in_the_title_decides_where_nothing_tells_the_year() -> None:
    label = claim("Sitzung am 7. August")
    assert keys(dates.weigh(label, page("Session on August 7th"))) == {"dates-same"}
    other = list(dates.weigh(label, page("Session on August 4th")))
    assert keys(other) == {"dates-other"}
    assert "August 4" in str(dict(other[0].message.values)["page"])


def test_a_page_may_announce_what_the_label_dates() -> None:
    label = claim("Prozess wird am 18. Mai fortgesetzt")
    before = list(dates.weigh(label, page("Trial", published=date(2018, 5, 12))))
    assert keys(before) == {"dates-before"}
    assert not before[0].contradicts
    assert keys(dates.weigh(label, page("Trial", published=date(2018, 3, 12)))) == {"dates-other"}


def test_a_page_from_before_the_label_s_day_only_announces_it() -> None:
    label = claim("Urteil des Gerichts, 30. Januar 2025")
    lead = "The hearing took place today. The ruling will be given on 30 January 2025."
    early = page("Hearing", lead=lead, published=date(2024, 10, 2))
    assert keys(dates.weigh(label, early)) == {"dates-before"}
    late = page("Hearing", lead=lead, published=date(2025, 2, 20))
    assert keys(dates.weigh(label, late)) == {"dates-same"}
    titled = page("Ruling of 30 January 2025", lead=lead, published=date(2024, 10, 2))
    assert keys(dates.weigh(label, titled)) == {"dates-same"}


def test_numbers_in_kanji_and_in_ten_thousands_are_the_numbers() -> None:
    thirty = keys(numbers.weigh(claim("農家、人工授粉30年"), page("梨农人工授粉三十年")))
    assert not thirty & {"numbers-missing", "numbers-different"}
    assert numerals.spelled_out("二十五年") >= {"25"}
    many = page("敦煌遗书数据库上线", lead="首批收录文献6万多件。")
    assert keys(numbers.weigh(claim("A database with 60,000 documents"), many)) == {"numbers-text"}


def test_words_side_by_side_are_shown_as_one() -> None:
    text = "Rede von Ada Lovelace über Ada in London"
    assert tokens.whole(text, ["Ada", "Lovelace", "London"]) == "Ada Lovelace, London"
    assert tokens.whole("東京都知事", ["東京", "京都"]) == "東京都"
    assert tokens.whole(text, ["Babbage"]) == "Babbage"


def test_a_phrase_is_shown_as_the_text_writes_it() -> None:
    assert tokens.as_written("Das Joint Statement", "joint statement") == "Joint Statement"
    assert tokens.as_written("Nichts davon", "joint statement") == "joint statement"


@pytest.mark.parametrize(
    ("label", "language", "title", "spoken"),
    [
        ("Rome court acquits the writer", "en", "Lo scrittore condannato a mille euro", "it"),
        ("Brussels approves larger quota", "en", "Bruselas rechaza ampliar la cuota", "es"),
        ("Bundestag lehnt den Antrag heute ab", "de", "Bundestag nimmt den Antrag an", "de"),
        ("Parliament approves the plan", "en", "Das Parlament stimmt dem Plan nicht zu", "de"),
        ("Insel führt Abgabe ein", "de", "Gemeente schaft heffing af", "nl"),
        ("Firma wird privatisiert", "de", "Spółka znacjonalizowana, nacjonalizacja trwa", "pl"),
        ("裁判所、差し止めを認めず 却下", "ja", "법원, 신청 승인", "ko"),
        ("В парламенте одобрили закон", "ru", "Sněmovna zákon zamítla", "cs"),
        ("Le musée ferme", "fr", "O museu abre", "pt"),
        ("国会通过法案", "zh", "国会、法案を否決", "ja"),
        ("Gericht erlaubt die Demonstration", "de", "Court says no to march: not permitted", "en"),
    ],
)  # fmt: skip
def test_opposites_contradict_across_languages(
    label: str, language: str, title: str, spoken: str
) -> None:
    (found,) = opposites.weigh(claim(label, language), page(title, language=spoken))
    assert keys([found]) == {"opposites-other"}
    assert found.contradicts


@pytest.mark.parametrize(
    ("label", "language", "title", "spoken"),
    [
        ("Bundestag lehnt Antrag auf Verbot ab", "de", "Verbot gescheitert", "de"),
        ("Parlament lehnt Verbot ab", "de", "Parliament still allows cages", "en"),
        ("Germany wins the final", "en", "France loses the final", "en"),
        ("Will prices rise?", "en", "Will prices fall?", "en"),
        ("Rat stimmt nicht nur dem Plan zu", "de", "Council approves plan", "en"),
        ("承認されず", "ja", "Council rejects plan", "en"),
    ],
)
def test_what_only_looks_like_an_opposite_says_nothing(
    label: str, language: str, title: str, spoken: str
) -> None:
    assert not list(opposites.weigh(claim(label, language), page(title, language=spoken)))


def test_the_same_team_cannot_win_and_lose() -> None:
    label = claim("Germany wins the final", "en")
    assert keys(opposites.weigh(label, page("Germany loses the final"))) == {"opposites-other"}
    assert not list(opposites.weigh(claim("wins the final", "en"), page("Germany loses it")))


def test_the_first_sentences_are_asked_where_no_title_tells() -> None:
    shown = page("The council met", lead="The council rejected the plan on Friday. It rained.")
    (found,) = opposites.weigh(claim("Council approves the plan", "en"), shown)
    assert keys([found]) == {"opposites-first"}
    assert not found.contradicts


@pytest.mark.parametrize(
    ("label", "title", "key"),
    [
        ("Jaarwisseling 2023-2024", "Slachtoffers jaarwisseling 2024-2025", "dates-otheryear"),
        ("Saison 2022/23", "Season 2022–2023", "dates-subject"),
        ("Bericht 1999/2000", "Report 1999/00", "dates-subject"),
        ("Programm 2014-2020", "Programme 2021-2027", "dates-otheryear"),
    ],
)
def test_a_season_agrees_only_with_itself(label: str, title: str, key: str) -> None:
    (found,) = dates.weigh(claim(label), page(title))
    assert keys([found]) == {key}
    assert found.contradicts == (key == "dates-otheryear")


def test_a_season_says_nothing_of_a_longer_time() -> None:
    assert not list(dates.weigh(claim("Saison 2022/23"), page("Strategie 2021-2027")))


def test_a_title_headed_as_another_document_is_doubted() -> None:
    label = claim("Widget annual report 2024 (full text)", "en")
    found = keys(doctypes.weigh(label, page("Press release: a good year for widgets")))
    assert found == {"doctypes-headed"}
    assert keys(doctypes.weigh(label, page("A press release on widgets"))) == {"doctypes-other"}


def test_a_quotation_need_not_say_that_it_is_an_interview() -> None:
    label = claim("Interview mit Eva Lindtner")
    assert not list(doctypes.weigh(label, page("„Die Jungen wählen anders“", language="de")))
    assert keys(doctypes.weigh(label, page("Eva Lindtner"))) == {"doctypes-missing"}


def test_a_type_in_another_language_than_the_label_need_not_be_said() -> None:
    label = claim("Protests against the arrest of the governor of the region", "en")
    assert not list(doctypes.weigh(label, page("Protests go on")))


def test_fewer_without_work_are_only_doubted_where_more_have_some() -> None:
    (found,) = opposites.weigh(claim("Arbeitslosigkeit sinkt"), page("Employment rises"))
    assert keys([found]) == {"opposites-other"}
    assert not found.contradicts


def test_the_second_of_a_series_is_not_the_first() -> None:
    found = keys(numbers.weigh(claim("Zweite Sitzung des Rates"), page("First session opens")))
    assert found == {"numbers-different"}


def test_a_range_that_runs_backwards_is_none() -> None:
    (found,) = dates.weigh(claim("Bericht 2020-2019"), page("Saison 2022/23"))
    assert dict(found.message.values) == {"label": "2020", "page": "2022"}
