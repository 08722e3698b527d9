"""Layouts that are more than an entry a line."""

from __future__ import annotations

import time

import pytest

from linkcheck import citations, readers
from linkcheck.model import Defect, Document

A, B = "https://a.example.org/1", "https://b.example.org/2"


def _read(text: str, name: str = "a.md") -> Document:
    return citations.find(name, readers.read(name, text.encode()))


def _pairs(document: Document) -> list[tuple[str, str | None]]:
    return [(one.label, one.url) for one in document.citations]


def test_names_between_commas_lack_their_address() -> None:
    found = _read(f"Text.\n\nQuellen: dpa, Amt ([Bericht]({A}) und [Notiz]({B})), [Rat]({B})\n")
    assert _pairs(found) == [
        ("dpa", None),
        ("Amt (Bericht)", A),
        ("Amt (Notiz)", B),
        ("Rat", B),
    ]
    assert found.citations[0].defects == (Defect.NO_URL,)


@pytest.mark.parametrize(
    "line",
    [
        f"Quelle: Muster, Anna: Deiche, Kiel 2019, {A}",
        f"Quelle: Muster, Anna, [Deiche im Wandel]({A}), was am Ende doch nicht so wichtig war",
        f"Quelle: nach langer Suche, [Rat]({A})",
        f"Quelle: Amt [Bericht]({A}), Rat",
    ],
)
def test_commas_of_one_entry_part_nothing(line: str) -> None:
    assert [one.url for one in _read(f"Text.\n\n{line}\n").citations] == [A]


def test_an_article_may_end_in_a_list_of_links_without_heading() -> None:
    found = _read(f"Text ohne Ende.\n\nBericht des Amtes\n{A}\nNotiz: {B}\n", "a.txt")
    assert _pairs(found) == [("Bericht des Amtes", A), ("Notiz", B)]
    assert found.sections[0].heading == ""


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (f"Text.\n\nSiehe auch {A}\n", "a.txt"),
        ("Text.\n\nhttps://a.example.org\nhttps://b.example.org\n", "a.txt"),
        (f"<nav>x</nav><p>T</p><p><a href={A}>A</a><br><a href={B}>B</a></p>", "a.html"),
        (
            f"Das sagt [das Amt]({A}) im Jahresbericht.\n\nDas sagt [der Rat]({B}) heute wieder.",
            "a.md",
        ),
    ],
)
def test_other_last_links_are_no_sources(text: str, name: str) -> None:
    assert _read(text, name).citations == ()


def test_notes_beside_a_list_of_sources_are_remarks() -> None:
    note = f"[^1]: Das [Amt]({B}) sieht das freilich anders.\n"
    text = f"T.[^1]\n\n## Quellen\n\n- [Bericht]({A})\n\n{note}"
    assert _pairs(_read(text)) == [("Bericht", A)]


def test_inline_credits_yield_to_notes() -> None:
    text = f"T.[^1]\n\nQuelle: {A}\n\nText.\n\n[^1]: Notiz des Rats, {B}\n"
    assert _pairs(_read(text)) == [("Notiz des Rats", B)]


def test_a_note_that_names_a_page_of_a_work_lacks_its_address() -> None:
    notes = "".join(f"[^{n}]: Bericht {n}, https://a.example.org/{n}\n" for n in (1, 2))
    found = _read(
        f"T.[^1][^2][^3]\n\n{notes}[^3]: Universität Kiel, Einführung, Sitzung 1, S. 15\n"
    )
    assert found.citations[-1].defects == (Defect.NO_URL,)


def test_below_a_bare_heading_the_article_goes_on_with_prose() -> None:
    text = (
        f"Quellen\n[Bericht]({A})\n\nDas alles sagt auch [der Rat]({B}) und noch viel mehr dazu.\n"
    )
    assert _pairs(_read(text)) == [("Bericht", A)]


def test_definitions_that_the_text_never_uses_are_entries() -> None:
    text = (
        f'T.\n\n## Quellen\n\n[Bericht des Amtes]: {A}\n[r]: {B} "Notiz des Rats"\n'
        "[9]: https://c.example.org/3\n"
    )
    assert _pairs(_read(text)) == [("Bericht des Amtes", A), ("Notiz des Rats", B)]


@pytest.mark.parametrize(
    "words", ["(Link folgt)", "– tba", ": siehe oben", "(lien à venir)", "(待补)"]
)
def test_words_that_stand_for_an_address_leave_the_label(words: str) -> None:
    found = _read(f"## Quellen\n\n- [Bericht]({A})\n- Notiz des Rats {words}\n")
    assert _pairs(found)[1:] == [("Notiz des Rats", None)]


def test_in_a_long_paragraph_the_sentence_says_what_the_page_is() -> None:
    filler = "Das steht so in keinem Buch, und es wird auch nie in einem stehen. " * 4
    text = f"## Quellen\n\n{filler}Mehr weiß [das Amt]({A}) in Kiel. {filler}\n"
    assert _pairs(_read(text)) == [("Mehr weiß das Amt in Kiel.", A)]


def test_a_rule_ends_a_section_unless_it_parts_entries() -> None:
    ended = f"Quellen\n-------\nEins: {A}\nZwei: {B}\n-----\nAbbestellen: https://c.example.org/3\n"
    parted = f"Quellen\n-------\nEins: {A}\n---\nZwei: {B}\n---\nDrei: https://c.example.org/3\n"
    signed = f"Quellen\n\nEins: {A}\n\n-- \nRedaktion, https://c.example.org/3\n"
    assert [len(_read(text, "a.txt").citations) for text in (ended, parted, signed)] == [2, 3, 1]


def test_an_open_bracket_goes_on_in_the_next_line_of_wrapped_text() -> None:
    text = (
        "Literatur\n\nKüstenamt: Jahresbericht über die Deiche und ihre Kosten, Husum,\n"
        f"{A} (zuletzt abgerufen am\n12. Juni 2023).\nRat: Notiz über die Kosten, {B}\n"
    )
    labels = [one.label for one in _read(text, "a.txt").citations]
    assert labels == [
        "Küstenamt: Jahresbericht über die Deiche und ihre Kosten, Husum",
        "Rat: Notiz über die Kosten",
    ]


def test_a_heading_of_sources_for_something_needs_a_list_below() -> None:
    assert len(_read(f"## Quellen zum ersten Hafen\n\n- [Bericht]({A})\n").citations) == 1
    assert (
        _read(f"## Quellen zum ersten Hafen\n\nDas [Amt]({A}) hat viele davon.\n").citations == ()
    )


def _seconds(text: str, name: str) -> float:
    started = time.perf_counter()
    _read(text, name)
    return time.perf_counter() - started


@pytest.mark.parametrize(
    ("piece", "name"),
    [
        ("Links\n", "a.txt"),
        ("Quelle: 1\n", "a.txt"),
        ("## Links\n\nText\n\n", "a.md"),
        ("[a](https://a.example.org/x) b-c/d https://b.example.org/x ", "a.md"),
        ("A\nhttps://a.example.org/x\n---\n", "a.txt"),
    ],
)
def test_thousands_of_headings_links_or_rules_take_no_time_to_speak_of(
    piece: str, name: str
) -> None:
    assert _seconds("Quellen\n\n" + piece * 3_000, name) < 10


def test_paragraphs_with_bullets_are_items_of_one_list() -> None:
    text = f"Fuentes:\n\n* Informe anual.\n{A}\n\n* Nota\n{B}\n\n* Entrevista con el capitán\n"
    assert _pairs(_read(text, "a.txt"))[-1] == ("Entrevista con el capitán", None)


def test_the_number_of_a_table_s_row_is_no_part_of_the_label() -> None:
    rows = f"| 1 | [Bericht]({A}) |\n| 2 | [Notiz]({B}) |\n"
    table = f"## Quellen\n\n| Nr. | Titel |\n|---|---|\n{rows}"
    assert _pairs(_read(table)) == [("Bericht", A), ("Notiz", B)]
