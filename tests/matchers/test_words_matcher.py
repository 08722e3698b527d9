from __future__ import annotations

import subprocess
import sys
import time
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st
from matchers.samples import claim, keys, page

from linkcheck.matchers import match, vectors, words


def near(one: str, other: str) -> float:
    return vectors.aligned(vectors.terms(one), vectors.terms(other)).near


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Gesetz", "law"),
        ("Gipfel", "summit"),
        ("Urteil", "判決"),
        ("首脳会談", "Spitzentreffen"),
        ("Pressekonferenz", "기자회견"),
        ("Verteidigungsminister", "ministre de la défense"),
        ("выборы", "elections"),
        ("Kommuniqué", "公报"),
    ],
)
def test_words_of_our_field_are_near_their_translations(one: str, other: str) -> None:
    assert near(one, other) > 0.6


@pytest.mark.parametrize(
    ("one", "other"),
    [("Gesetz", "football"), ("Gipfel", "unemployment"), ("Urteil", "音楽"), ("Haus", "선거")],
)
def test_words_that_have_nothing_in_common_are_far_apart(one: str, other: str) -> None:
    assert near(one, other) < 0.35


@pytest.mark.parametrize(
    ("written", "known"),
    [
        ("정부에서는", "정부"),  # a particle stays attached
        ("Klimaschutzgesetz", "gesetz"),  # a compound
        ("Bundesregierungen", "bundesregierung"),  # an ending
    ],
)
def test_particles_endings_and_compounds_are_cut(written: str, known: str) -> None:
    assert known in {term.key for term in vectors.terms(written)}


def test_a_run_without_spaces_is_cut_into_its_longest_known_words() -> None:
    assert {"大統領", "選挙"} <= {term.key for term in vectors.terms("大統領選挙")}


def test_a_korean_compound_is_cut_at_its_known_beginning() -> None:
    assert vectors.terms("정상회담장")[0].key.startswith("정상")


def test_accents_do_not_hide_a_word() -> None:
    assert {term.key for term in vectors.terms("MÍNISTER")} == {"minister"}


def test_an_unknown_word_is_known_by_its_beginning_and_worth_less() -> None:
    (term,) = vectors.terms("Konferenzqqq")
    assert term.key == "konferenz"
    assert term.worth < 1


def test_words_that_tell_nothing_are_left_out() -> None:
    assert vectors.terms("der die das und 1234 qqqq") == ()


def test_rare_words_weigh_more_than_frequent_ones() -> None:
    frequent, rare = vectors.terms("year communiqué")
    assert frequent.weight < rare.weight


def test_nothing_is_near_nothing() -> None:
    assert vectors.aligned((), vectors.terms("law")).near == 0
    assert vectors.covered((), vectors.terms("law")).near == 0


def test_a_longer_text_covers_what_it_contains() -> None:
    text = vectors.terms("The parliament passed a law on forests after a long debate at night")
    assert vectors.covered(vectors.terms("Gesetz"), text).near > 0.8


@given(st.text(max_size=60), st.text(max_size=60))
def test_likeness_is_a_share_whatever_the_texts(one: str, other: str) -> None:
    assert 0 <= near(one, other) <= 1


@given(st.sampled_from(["Urteil des Gerichts", "首脳会談", "공동성명 발표", "Закон о воде"]))
def test_a_text_is_nearest_to_itself(text: str) -> None:
    assert near(text, text) > 0.9


def test_the_table_says_what_it_is_made_from_and_fits_into_six_megabytes() -> None:
    table = files("linkcheck.matchers").joinpath("words.bin").read_bytes()
    head = table[:1024].partition(b"\n\n")[0].decode()
    assert {"source", "licence", "built"} <= {line.partition(":")[0] for line in head.splitlines()}
    assert len(table) < 6_000_000
    assert files("linkcheck.matchers").joinpath("words.LICENSE").is_file()


def test_the_table_is_mapped_on_the_first_word_and_fast() -> None:
    code = (
        "from linkcheck.matchers import vectors as v\n"
        "assert v._table.cache_info().currsize == 0\nv.terms('law')\n"
        "print(v._table.cache_info().currsize)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603 (our own code)
    assert run.stdout.strip() == "1"
    vectors._table.cache_clear()
    started = time.process_time()
    vectors._table()
    assert time.process_time() - started < 0.1


def test_a_label_that_means_what_the_title_says_is_told_with_the_words_that_carried_it() -> None:
    (found,) = words.weigh(
        claim("Urteil zum Klimaschutzgesetz"), page("Judgment on the Climate Protection Act")
    )
    assert found.message.id == "evidence.words-near"
    assert found.weight > 1
    assert "Urteil ~ Judgment" in str(dict(found.message.values)["pairs"])


def test_a_title_that_means_something_else_speaks_against_the_page() -> None:
    found = keys(words.weigh(claim("Urteil des Gerichts"), page("Recipes for a summer evening")))
    assert found == {"words-apart"}


def test_within_a_language_likeness_in_meaning_is_evidence_of_its_own() -> None:
    label = claim("The court of justice has its ruling", "en")
    assert keys(words.weigh(label, page("The tribunal and the judgment"))) == {"words-akin"}
    assert keys(words.weigh(label, page("The recipes and the summer"))) == {"words-unlike"}


def test_a_text_that_means_what_the_label_says_is_hearsay_of_its_own() -> None:
    lead = "The parliament passed a law against hunger."
    found = keys(
        words.weigh(claim("Parlament verabschiedet Gesetz gegen Hunger"), page("News", lead=lead))
    )
    assert found == {"words-text"}


def test_the_words_of_the_site_itself_tell_nothing() -> None:
    shown = page("Ministry of Finance", site="Ministry of Finance")
    assert keys(words.weigh(claim("Finance"), shown)) == set()


def test_without_known_words_nothing_is_said() -> None:
    assert not list(words.weigh(claim("qqq 1234"), page("Law")))
    assert not list(words.weigh(claim("Gesetz"), page()))


def test_a_place_alone_carries_no_meaning() -> None:
    alone = match(claim("Ein Abend mit Fado in Lissabon"), page("Lisbon metro fares"))
    told = match(claim("Ein Abend mit Fado in Lissabon"), page("An evening of fado in Lisbon"))
    assert alone
    assert told
    assert "words-near" in keys(told.evidence)
    assert alone.score < 0.79 < told.score
