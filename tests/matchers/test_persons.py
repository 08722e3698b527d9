from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from matchers.samples import claim, keys, page

from linkcheck.matchers import eastern, names, persons, places, sounds

PARK = "Regisseur Park Chan-wook über seinen Film"


def families(text: str, language: str) -> list[str]:
    return [one.families[0] for one in persons.people(text, language)]


@pytest.mark.parametrize(
    ("text", "language", "family"),
    [
        ("Ein Gespräch mit Marta Kowalczyk", "de", "kowalczyk"),
        ("Ursula von der Leyen in Tokio", "de", "leyen"),
        ("Der Plan von George W. Bush", "de", "bush"),
        ("Kishidas Rede", "de", "kishida"),
        ("Die Lage, sagt Dirigentin Okonkwo", "de", "okonkwo"),
        ("Interview with director Bong Joon-ho", "en", "bong"),
        ("Speech by Yoon Suk Yeol", "en", "yoon"),
        ("Policy speech by Prime Minister ABE Shinzo", "en", "abe"),
        ("Premier Li Qiang in Berlin", "de", "li"),
        ("Vláda Petra Fialy", "cs", "fiala"),
        ("Exposé Donalda Tuska", "pl", "tusk"),
        ("Визит Макрона", "ru", "macron"),
        ("Сибіга у Києві", "uk", "sibiha"),
        ("Вечірнє звернення Зеленського", "uk", "selenski"),
        ("윤 대통령 연설", "ko", "yoon"),
        ("조태열 외교부 장관 회견", "ko", "cho"),
        ("배우 송강호 수상", "ko", "song"),
        ("이강인, 새 구단으로", "ko", "lee"),
        ("트럼프의 관세", "ko", "trump"),
        ("岸田首相が会見", "ja", "kishida"),
        ("林外務大臣の演説", "ja", "hayashi"),
        ("プーチン大統領の会見", "ja", "putin"),
        ("カニエ・ウェストさん", "ja", "uesuto"),
        ("李强总理致辞", "zh", "li"),
        ("专访作家余华", "zh", "yu"),
        ("秦刚谈中欧关系", "zh", "qin"),
        ("特朗普谈关税", "zh", "trump"),
        ("纳伦德拉·莫迪", "zh", "modi"),
        ("Ο Μητσοτάκης για τη μεταρρύθμιση", "el", "mitsotakis"),
    ],
)
def test_a_person_is_recognised_in_any_script(text: str, language: str, family: str) -> None:
    assert family in families(text, language)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Die Pressekonferenz zur Verkehrspolitik", "de"),
        ("Federal Office for Marine Protection", "en"),
        ("Frank words on the budget", "en"),
        ("San Diego Zoo opens", "en"),
        ("Kim, zu Gast", "de"),
        ("May Day in Paris", "en"),
        ("전 대통령 회고록", "ko"),
        ("米大統領が会見", "ja"),
        ("Благодарим вас", "ru"),
        ("Испания голосует", "ru"),
        ("", ""),
    ],
)
def test_other_words_are_no_persons(text: str, language: str) -> None:
    assert not persons.people(text, language)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Park Chan-wook", "박찬욱 감독"),
        ("Kim Min-jae", "김민재, 이적"),
        ("Yoon Suk-yeol", "윤석열 대통령"),
        ("Xi Jinpings", "习近平主席"),
        ("Premier Li Qiang", "李强总理"),
        ("Haruki Murakami", "村上春樹さん"),
        ("Präsident Lee Jae-myung", "이재명 대통령"),
    ],
)
def test_one_person_is_the_same_in_both_scripts(one: str, other: str) -> None:
    assert any(
        persons.same(ours, theirs)
        for ours in persons.people(one, "de")
        for theirs in persons.people(other, "")
    )


def test_members_of_one_family_are_told_apart_by_their_given_names() -> None:
    (one,) = persons.people("Kim Min-jae", "de")
    (other,) = persons.people("김정은 국무위원장", "ko")
    assert persons.are_akin(one, other)
    assert not persons.same(one, other)


def test_a_namesake_stands_for_somebody_else() -> None:
    found = names.weigh(claim("Kim Min-jae wechselt"), page("김영권 선수 이적", language="ko"))
    assert "names-different" in keys(found)


def test_another_person_in_the_title_speaks_against_a_page() -> None:
    wrong = names.weigh(claim(PARK), page("봉준호 감독 인터뷰", language="ko"))
    right = names.weigh(claim(PARK), page("박찬욱 감독 인터뷰", language="ko"))
    assert keys(wrong) == {"names-different"}
    assert keys(right) == {"names-across"}


def test_a_person_whom_the_text_names_is_not_replaced_by_the_title() -> None:
    shown = page("봉준호 감독 인터뷰", lead="박찬욱 감독도 함께 했다. " * 3, language="ko")
    assert "names-different" not in keys(names.weigh(claim(PARK), shown))


def test_a_person_of_the_label_is_no_rival_of_another_of_the_label() -> None:
    label = claim("Scholz empfängt Macron")
    assert "names-different" not in keys(names.weigh(label, page("Besuch von Emmanuel Macron")))


def test_a_name_in_kana_is_found_in_a_text_in_latin_letters() -> None:
    label = claim("コルボーニ市長が発表", "ja")
    shown = page("Holiday flats to end", lead="Mayor Jaume Collboni said so. " * 20)
    assert "names-text" in keys(names.weigh(label, shown))


def test_a_person_in_a_text_of_another_script_needs_the_given_name_as_well() -> None:
    assert eastern.is_heard("park", "chanwook", "감독 박찬욱이 말했다")
    assert not eastern.is_heard("park", "chanwook", "박수를 보냈다")
    assert not eastern.is_heard("smith", "john", "박찬욱")


def test_a_place_in_a_persons_name_is_none() -> None:
    assert not places.find("Interview mit Tom Holland")
    assert not places.find("Rede von Sofia Lindqvist")
    assert [one.place.id for one in places.find("Wege durch Holland")] == ["NL"]


def test_sounds_tell_how_alike_two_names_are() -> None:
    assert sounds.likeness("zelensky", "zelenski") > 80 > sounds.likeness("merkel", "macron")
    assert eastern.skeleton("Chan-wook") == eastern.skeleton("ChanUg")


@given(st.text(max_size=120), st.sampled_from(["de", "en", "ko", "ja", "zh", "ru", "pl", ""]))
def test_whatever_a_text_says_its_persons_are_in_it(text: str, language: str) -> None:
    for one in persons.people(text, language):
        assert one.families
        assert one.written
        assert one.written in text or one.written.casefold() in text.casefold()


def test_a_person_of_two_who_is_nowhere_weighs_half() -> None:
    lead = "The committee met for the third time and heard reports from the regions. " * 8
    label = claim("Marta Kowalczyk trifft Jonas Feldmann")
    found = list(names.weigh(label, page("Marta Kowalczyk on rivers", lead=lead)))
    (absent,) = [one for one in found if one.message.id.endswith("names-absent")]
    alone = names.weigh(claim("Jonas Feldmann spricht"), page("On rivers", lead=lead))
    assert absent.weight > min(one.weight for one in alone)


def test_another_family_beside_a_rare_first_name_contradicts_even_in_a_title_of_capitals() -> None:
    label = claim("Speech by Xolani Feldmann on rivers", "en")
    shown = page("Xolani Mbatha Opens The New River Museum")
    found = [one for one in names.weigh(label, shown) if one.contradicts]
    assert keys(found) == {"names-instead"}


def test_names_too_long_for_east_asia_are_read_as_western_ones() -> None:
    (one,) = persons.people("Interview with Kim Kardashian", "en")
    assert one.families == ("kardashian",)
    assert not one.given
    assert not persons.people("Lee Constantinopoulos", "en")


@pytest.mark.parametrize("text", ["plain words", "Rivers and towns"])
def test_text_in_ascii_has_nobody_of_east_asia(text: str) -> None:
    assert not eastern.people(text)
