from __future__ import annotations

import re

import pytest

from linkcheck import citations, readers
from linkcheck.citations import CitationPolicy
from linkcheck.model import Defect, Document, LeftOut

PAGE = """\
<html><body>
<nav><a href="https://own.example.org/a">Start</a> <a href="https://own.example.org/b">Ort</a></nav>
<main><h1>Die Fähre fährt wieder</h1>
<p>Das Amt hat <a href="https://amt.example.org/x">am Dienstag mitgeteilt</a>, dass sie fährt.</p>
<h2>Quellen</h2>
<ul><li><a href="https://amt.example.org/bericht">Bericht des Amtes</a></li></ul>
<h2>Mehr zum Thema</h2>
<ul><li><a href="https://blatt.example.org/1">Was die Flut kostete</a></li>
<li><a href="https://blatt.example.org/2">Wer die Deiche baut</a></li></ul>
</main>
<section id="comments"><p>Gut! <a href="https://werbung.example.org/">Hier klicken</a></p></section>
</body></html>
"""


def find(source: str, name: str = "a.html", *wanted: str, section: str = "auto") -> Document:
    policy = CitationPolicy(section, tuple(map(re.compile, wanted)))
    return citations.find(name, readers.read(name, source.encode()), policy)


def test_what_was_left_out_is_told_by_where_it_stands() -> None:
    document = find(PAGE)

    assert [one.url for one in document.citations] == ["https://amt.example.org/bericht"]
    assert document.elsewhere == (
        LeftOut("", "nav", 2, 2, listed=True),
        LeftOut("Mehr zum Thema", "", 7, 2, listed=True),
        LeftOut("", "comments", 11, 1, listed=True),
        LeftOut("", "", 4, 1),
    )
    assert sum(one.links for one in document.elsewhere) == document.left_out


@pytest.mark.parametrize("wanted", ["^Mehr zum", "Thema", "^(Mehr|Less)"])
def test_a_list_under_a_heading_is_taken_in_on_request(wanted: str) -> None:
    document = find(PAGE, "a.html", wanted)

    assert [one.url for one in document.citations] == [
        "https://amt.example.org/bericht",
        "https://blatt.example.org/1",
        "https://blatt.example.org/2",
    ]
    assert [one.heading for one in document.sections] == ["Quellen", "Mehr zum Thema"]
    assert document.citations[1].section == "Mehr zum Thema"
    assert "Mehr zum Thema" not in [one.heading for one in document.elsewhere]


def test_a_part_of_the_page_is_taken_in_by_its_name() -> None:
    document = find(PAGE, "a.html", "^comments$")

    assert document.citations[-1].url == "https://werbung.example.org/"
    assert not any(one.region == "comments" for one in document.elsewhere)


def test_links_in_the_text_are_no_list() -> None:
    source = "# Titel\n\nEin [Wort](https://a.example.org/x) steht mitten in einem langen Satz.\n"

    assert find(source, "a.md", "Titel").citations == ()
    assert find(source, "a.md").elsewhere == (LeftOut("", "", 3, 1),)


def test_nothing_is_left_out_where_every_link_is_taken() -> None:
    assert find(PAGE, section="all").elsewhere == (
        LeftOut("", "nav", 2, 2, listed=True),
        LeftOut("", "comments", 11, 1, listed=True),
    )


def test_labels_without_address_in_a_list_that_is_taken_in_are_incomplete() -> None:
    source = (
        "# Titel\n\nText.\n\n## Siehe auch\n\n- [Bericht eins](https://a.example.org/1)\n"
        "- [Bericht zwei](https://a.example.org/2)\n- Bericht drei\n"
    )
    found = find(source, "a.md", "Siehe auch").citations

    assert [one.label for one in found] == ["Bericht eins", "Bericht zwei", "Bericht drei"]
    assert found[2].defects == (Defect.NO_URL,)


def test_places_are_bounded() -> None:
    source = "".join(
        f"## Teil {n}\n\n- [Link {n}](https://a.example.org/{n})\n\n" for n in range(100)
    )
    document = find(source, "a.md")

    assert len(document.elsewhere) == 41
    assert sum(one.links for one in document.elsewhere) == document.left_out == 100
