from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from linkcheck import citations, readers
from linkcheck.citations import CitationPolicy, passages
from linkcheck.citations.lines import lines_of
from linkcheck.model import Passage, Span

if TYPE_CHECKING:
    from linkcheck.model import Document

SEED = """\
Ein langer Artikel über Häfen.

Quellen:
• Bericht des Amtes (abgerufen am 1.5.2023): https://amt.example.org/a
Rede der Ministerin in Kiel:
https://amt.example.org/b
Kommuniqué nach dem Besuch:
"""


def find(source: str, name: str = "a.txt", section: str = "auto") -> Document:
    policy = CitationPolicy(section, marked=True)
    return citations.find(name, readers.read(name, source.encode()), policy)


def marked(document: Document) -> list[tuple[int, bool, str]]:
    return [
        (mark.number, mark.address, one.text[mark.start : mark.end])
        for one in document.passages
        for mark in one.marks
    ]


def test_labels_and_addresses_are_marked_where_they_stand() -> None:
    document = find(SEED)

    assert marked(document) == [
        (1, False, "Bericht des Amtes"),
        (1, True, "https://amt.example.org/a"),
        (2, False, "Rede der Ministerin in Kiel"),
        (2, True, "https://amt.example.org/b"),
        (3, False, "Kommuniqué nach dem Besuch"),
    ]
    assert [one.line for one in document.passages if one.heading] == [3]
    assert {number for one in document.passages for number in one.cited} == set(
        range(1, len(document.citations) + 1)
    )


def test_the_text_is_kept_only_on_request() -> None:
    assert citations.find("a.txt", readers.read("a.txt", SEED.encode())).passages == ()


def test_a_link_of_the_markup_is_marked_by_its_words() -> None:
    document = find("## Quellen\n\n- [Bericht eins](https://a.example.org/1) vom Mai\n", "a.md")

    assert marked(document) == [(1, False, "Bericht eins vom Mai")]


def test_several_citations_of_one_line_are_told_apart() -> None:
    document = find(
        "Text.\n\nQuellen: [Amt](https://a.example.org/1), [Blatt](https://b.example.org/2)\n",
        "a.md",
    )

    assert [(number, text) for number, _, text in marked(document)] == [(1, "Amt"), (2, "Blatt")]


def test_here_is_no_address_and_stands_amid_its_label() -> None:
    document = find("Ein [Link](https://a.example.org/a) im Text.", "a.md", "all")

    assert marked(document) == [(1, False, "Ein"), (1, False, "Link"), (1, False, "im Text.")]


def test_parts_of_a_page_that_are_not_the_article_are_only_counted() -> None:
    source = (
        "<html><body><nav><ul><li><a href='https://o.example.org/a'>Start</a></li></ul></nav>"
        "<main><p>Text.</p><h2>Quellen</h2>"
        "<ul><li><a href='https://a.example.org/1'>Bericht</a></li></ul></main></body></html>"
    )
    document = find(source, "a.html")

    assert document.passages[0] == Passage(document.passages[0].line, "", hidden=1)
    assert "Start" not in "".join(one.text for one in document.passages)


def test_long_texts_are_bounded_and_their_citations_are_not_lost() -> None:
    prose = "Die Fähre fährt wieder, und zwar jede Stunde einmal am Tag. " * 20 + "\n\n"
    document = find(prose * 400 + "Quellen:\nBericht des Amtes: https://a.example.org/1\n")

    assert sum(len(one.text) for one in document.passages) < 110_000
    assert document.passages[-1].cited == (1,)
    assert any(one.hidden > 100 for one in document.passages)


def test_a_citation_that_stands_nowhere_ends_the_article() -> None:
    document = find(SEED)
    astray = replace(document.citations[0], span=Span(99, 1, 99, 5))
    lines = lines_of(readers.read("a.txt", SEED.encode()))

    assert passages.of(lines, (), (astray,))[-1] == Passage(99, "", cited=(1,))


def test_kept_citations_are_numbered_anew() -> None:
    document = find(SEED)
    kept = passages.renumbered(document.passages, (2,))

    assert {mark.number for one in kept for mark in one.marks} == {1}
    assert [one.cited for one in kept if one.cited] == [(1,)]


@given(st.text(alphabet="ab :.\n-[](){}/htps•1", max_size=300))
def test_marks_stay_within_their_text_and_each_citation_ends_once(text: str) -> None:
    document = find(f"Quellen:\n{text}\nBericht: https://a.example.org/1\n", "a.md")

    ended = [number for one in document.passages for number in one.cited]
    assert sorted(ended) == list(range(1, len(document.citations) + 1))
    assert all(
        0 <= mark.start < mark.end <= len(one.text)
        for one in document.passages
        for mark in one.marks
    )
