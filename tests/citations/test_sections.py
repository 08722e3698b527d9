from __future__ import annotations

import pytest

from linkcheck import citations, readers
from linkcheck.citations.policy import ALL, CitationPolicy
from linkcheck.model import Defect, Document

PROSE = "Ein langer Absatz, der von allerlei erzählt und keine Quelle nennt. " * 4


def _find(text: str, name: str = "a.txt", section: str = "auto") -> Document:
    article = readers.read(name, text.encode())
    return citations.find(name, article, CitationPolicy(section))


def _urls(document: Document) -> list[str | None]:
    return [citation.url for citation in document.citations]


def test_an_article_without_a_section_has_no_citations() -> None:
    document = _find(f"{PROSE}\n\nMehr auf https://example.org/a")

    assert document.citations == ()
    assert document.sections == ()


def test_all_takes_every_link_of_the_article() -> None:
    document = _find(
        f"{PROSE}\n\nMehr auf https://example.org/a\nund https://example.org/b", section=ALL
    )

    assert _urls(document) == ["https://example.org/a", "https://example.org/b"]
    assert _find(PROSE, section=ALL).citations == ()


def test_a_pattern_names_a_heading_of_the_users_own() -> None:
    text = f"{PROSE}\n\nBelegstellen dieses Hefts\nAkte: https://example.org/a"

    assert _urls(_find(text)) == []
    document = _find(text, section="beleg.*heft")
    assert _urls(document) == ["https://example.org/a"]
    assert document.sections[0].heading == "Belegstellen dieses Hefts"


def test_the_prose_below_a_bare_heading_ends_its_section() -> None:
    text = f"Quellen:\nAkte: https://example.org/a\n\n{PROSE}\n\nhttps://example.org/b"

    assert _urls(_find(text)) == ["https://example.org/a"]


def test_a_list_below_a_bare_heading_ends_with_the_list() -> None:
    text = "Quellen:\n\n- Akte: <https://example.org/a>\n\nDanke fürs Lesen!\n\nhttps://example.org/b\n"

    assert _urls(_find(text, "a.md")) == ["https://example.org/a"]


def test_a_group_within_a_list_of_sources_is_no_incomplete_citation() -> None:
    text = "## Quellen\n\nZum Hafen:\n\n- Akte: <https://example.org/a>\n\nZur Brücke:\n\n- <https://example.org/b>\n"
    document = _find(text, "a.md")

    assert _urls(document) == ["https://example.org/a", "https://example.org/b"]


def test_the_next_heading_of_the_same_level_ends_a_section() -> None:
    text = (
        "## Quellen\n\nAkte: <https://example.org/a>\n\n### Weitere\n\n<https://example.org/b>\n\n"
        "## Ende\n\n<https://example.org/c>\n"
    )

    assert _urls(_find(text, "a.md")) == ["https://example.org/a", "https://example.org/b"]


def test_several_sections_are_found_in_order() -> None:
    text = "## Quellen\n\n<https://example.org/a>\n\n## Text\n\nx\n\n## Weiterführende Links\n\n<https://example.org/b>\n"
    document = _find(text, "a.md")

    assert [section.heading for section in document.sections] == ["Quellen", "Weiterführende Links"]


def test_a_table_of_contents_is_no_section() -> None:
    text = "* [Text](#text)\n* [Quellen](#quellen)\n\n## Text\n\n[x](https://example.org/x)\n"

    assert _find(text, "a.md").citations == ()


@pytest.mark.parametrize(
    "region", ["<nav>{}</nav>", '<div class="comments">{}</div>', "<aside>{}</aside>"]
)
def test_headings_of_menus_comments_and_sidebars_do_not_count(region: str) -> None:
    inner = '<h3>Kommentare</h3><h3>Quellen</h3><p><a href="https://example.org/a">A</a></p>'
    document = _find(f"<html><body><p>x</p>{region.format(inner)}</body></html>", "a.html")

    assert (document.citations == ()) is (region != "<aside>{}</aside>")


def test_a_section_ends_with_the_element_that_holds_it() -> None:
    page = (
        '<div><div><h2>Quellen</h2><ul><li><a href="https://example.org/a">A</a></li></ul></div></div>'
        '<div><p><a href="https://example.org/b">B</a></p></div>'
    )

    assert _urls(_find(page, "a.html")) == ["https://example.org/a"]


def test_a_list_of_the_sites_own_pages_is_a_menu() -> None:
    page = (
        '<link rel="canonical" href="https://www.example.org/artikel"><h2>Informationen</h2>'
        '<ul><li><a href="https://www.example.org/agb">AGB</a></li></ul>'
    )

    assert _find(page, "a.html").citations == ()


def test_a_list_of_front_pages_is_a_blogroll() -> None:
    entries = "".join(
        f'<li><a href="https://blog{n}.example.org/">Blog {n}</a></li>' for n in range(6)
    )

    assert _find(f"<h2>Links</h2><ul>{entries}</ul>", "a.html").citations == ()


def test_a_credit_counts_only_where_there_is_no_section_of_sources() -> None:
    credit = "Quelle: [Archiv](https://example.org/archiv)\n\n"

    assert _urls(_find(credit, "a.md")) == ["https://example.org/archiv"]
    section = credit + "## Quellen\n\n<https://example.org/a>\n"
    assert _urls(_find(section, "a.md")) == ["https://example.org/a"]


def test_a_name_alone_behind_quelle_is_incomplete() -> None:
    (citation,) = _find("x\n\nQuelle: Stadtwerke", "a.md").citations

    assert citation.label == "Stadtwerke"
    assert citation.defects == (Defect.NO_URL,)


def test_footnotes_need_no_heading_and_remarks_in_them_are_no_citations() -> None:
    text = "x[^1] y[^2]\n\n[^1]: [Bericht](https://example.org/a)\n[^2]: Nur eine Bemerkung dazu.\n"
    document = _find(text, "a.md")

    assert _urls(document) == ["https://example.org/a"]
    assert document.sections[0].heading == ""


def test_footnotes_under_a_heading_belong_to_it() -> None:
    text = "x[^1]\n\n## Fußnoten\n\n[^1]: [Bericht](https://example.org/a)\n"

    assert [section.heading for section in _find(text, "a.md").sections] == ["Fußnoten"]
