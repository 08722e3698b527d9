from __future__ import annotations

import pytest

from linkcheck.citations.headings import Heading, inline_rest, kind_of


@pytest.mark.parametrize(
    "text",
    [
        "Quellen",
        "Quellen:",
        "QUELLEN",
        "5. Quellen",
        "Quellen und weiterführende Links",
        "🔗 Verwendete Quellen",
        "Literatur (Auswahl)",
        "Sources",
        "References:",
        "Sources & further reading",
        "Sources :",
        "Références",
        "Bibliographie",
        "Fuentes",
        "Bibliografía",
        "Fonti",
        "Referências",
        "Bronnen",
        "Źródła",
        "Источники",
        "Список литературы",
        "参考文献",
        "参考サイト",
        "【出典】",
        "Einzelnachweise[Bearbeiten]",
        "References [edit]",
        "Sources ¶",
        "참고 문헌",
        "출처",
        "参考资料",
        "資料來源：",
    ],
)
def test_a_heading_of_sources_is_known_in_its_language(text: str) -> None:
    assert kind_of(text) is Heading.SOURCES


@pytest.mark.parametrize(
    "text", ["Info:", "Links", "Notes", "Zum Weiterlesen", "Pour en savoir plus"]
)
def test_an_unsure_heading_needs_addresses_below_it(text: str) -> None:
    assert kind_of(text) is Heading.PERHAPS


@pytest.mark.parametrize(
    "text", ["Kommentare", "Related posts", "Lascia un commento", "関連記事", "댓글"]
)
def test_a_heading_of_the_site_ends_a_section(text: str) -> None:
    assert kind_of(text) is Heading.STOP


@pytest.mark.parametrize(
    "text",
    [
        "",
        "123",
        "Die Quellen des Rheins",
        "Woher das Wasser kommt",
        "Die Literatur der Romantik im Überblick",
        "Quellen: dpa, Reuters und ein langer Satz, der sicher keine Überschrift mehr sein kann",
    ],
)
def test_other_lines_are_no_headings(text: str) -> None:
    assert kind_of(text) is None


@pytest.mark.parametrize(
    ("text", "term", "rest"),
    [
        ("Quelle: dpa", "Quelle", "dpa"),
        ("[출처] 연합뉴스", "출처", "연합뉴스"),
        ("【出典】総務省", "出典", "総務省"),
        ("(Source: Reuters)", "Source", "Reuters)"),
        ("出典：総務省", "出典", "総務省"),
        (
            "Weitere Informationen: https://example.org",
            "Weitere Informationen",
            "https://example.org",
        ),
    ],
)
def test_a_line_may_hold_its_sources_itself(text: str, term: str, rest: str) -> None:
    found = inline_rest(text)

    assert found is not None
    assert found[0] == term
    assert text[found[1] :] == rest


def test_a_line_that_only_mentions_a_source_holds_none() -> None:
    assert inline_rest("Die Quelle sagte: nichts") is None
