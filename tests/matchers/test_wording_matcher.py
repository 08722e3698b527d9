from __future__ import annotations

from matchers.samples import claim, keys, page

from linkcheck.matchers import tokens, wording


def test_the_same_title_with_the_sites_name_is_the_same() -> None:
    found = keys(wording.weigh(claim("Lage der Flüsse 2020"), page("Lage der Flüsse 2020 | Amt")))
    assert "wording-same" in found


def test_a_shared_word_of_two_does_not_make_titles_the_same() -> None:
    found = keys(wording.weigh(claim("Die Flüsse"), page("Flüsse und Seen im Norden des Landes")))
    assert "wording-same" not in found


def test_nothing_shared_in_one_language_counts_against_a_page() -> None:
    found = list(
        wording.weigh(
            claim("Die Zahl der Störche in der Aue"),
            page("Neue Regeln für den Verkehr auf der Brücke", language="de"),
        )
    )
    assert keys(found) == {"wording-none"}
    assert found[0].weight < 0


def test_across_languages_missing_words_are_no_evidence_when_a_cognate_is_shared() -> None:
    found = keys(wording.weigh(claim("Präsident eröffnet Museum"), page("President opens gallery")))
    assert found == {"wording-across"}


def test_labels_with_nothing_in_common_but_the_alphabet_drift_apart() -> None:
    found = keys(
        wording.weigh(
            claim("Störche ziehen wieder über die Auen"),
            page("Budget approved with large majority"),
        )
    )
    assert found == {"wording-apart"}


def test_a_text_that_has_no_word_of_the_label_says_so() -> None:
    lead = "The budget was approved with a large majority after a long debate. " * 6
    found = keys(
        wording.weigh(
            claim("Die Störche ziehen wieder über die Auen"),
            page("Haushalt nach der Debatte beschlossen", lead=lead, language="de"),
        )
    )
    assert "wording-absent" in found


def test_a_text_in_another_language_may_lack_every_word() -> None:
    lead = "The budget was approved with a large majority after a long debate. " * 6
    shown = page("Budget passed after debate", lead=lead)
    assert "wording-absent" not in keys(wording.weigh(claim("Der Etat ist beschlossen"), shown))


def test_words_that_only_the_text_has_are_named() -> None:
    found = keys(
        wording.weigh(
            claim("Störche in Auen"), page("Vogelwelt", lead="Viele Störche.", language="de")
        )
    )
    assert "wording-text" in found


def test_a_page_without_titles_is_compared_by_its_text_alone() -> None:
    assert keys(wording.weigh(claim("Störche"), page(lead="Störche!"))) == {"wording-text"}


def test_words_of_the_sites_name_weigh_little() -> None:
    label = tokens.tokens("Muster Bericht")
    whole = wording.overlap(label, "Muster Umfrage").both
    own = wording.overlap(label, "Muster Umfrage", frozenset({"muster"})).both
    assert own < whole


def test_an_empty_title_overlaps_with_nothing() -> None:
    assert wording.overlap(tokens.tokens("Bericht"), "").both == 0


def test_parts_of_compounds_and_cognates_are_alike_and_short_words_are_not() -> None:
    def alike(one: str, other: str) -> float:
        return tokens.likeness(tokens.tokens(one)[0], tokens.tokens(other)[0])

    assert alike("Konferenz", "Pressekonferenz") == 0.7
    assert alike("Präsident", "President") > 0.8
    assert alike("Beethovens", "Beethoven") == 1
    assert alike("Rat", "Rad") == 0
    assert alike("Haus", "Brücke") == 0


def test_korean_particles_are_cut_off() -> None:
    assert tokens.stem("정부는") == tokens.stem("정부를") == "정부"


def test_han_is_cut_in_pairs_and_katakana_kept_whole() -> None:
    assert [token.written for token in tokens.tokens("共同声明とアメリカ")] == [
        "共同", "同声", "声明", "と", "アメリカ",
    ]  # fmt: skip


def test_long_lists_of_words_are_cut() -> None:
    assert tokens.listed("abcdea") == "a, b, c, d …"
