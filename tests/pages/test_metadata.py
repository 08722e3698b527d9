from __future__ import annotations

import json

import pytest
from pages.reading import html, read
from selectolax.lexbor import LexborHTMLParser

from linkcheck.pages import jsonld, metadata


def meta(head: str) -> metadata.Metadata:
    return metadata.read(LexborHTMLParser(html(head)))


@pytest.mark.parametrize(
    ("written", "tag"),
    [
        ("de", "de"), ("DE", "de"), ("de_AT", "de-AT"), ("zh-hans-cn", "zh-Hans-CN"), ("", ""),
        ("und", ""), ("en-GB ", "en-GB"), ("english", ""), ("x", ""), ("es-419", "es-419"),
    ],
)  # fmt: skip
def test_languages_are_written_as_bcp_47_wants_them(written: str, tag: str) -> None:
    assert metadata.language_tag(written) == tag


def test_the_language_comes_from_html_then_meta_then_json_ld() -> None:
    locale = '<meta property="og:locale" content="fr_FR">'
    article = '<script type="application/ld+json">{"@type":"Article","inLanguage":"nl"}</script>'
    assert read(html(locale, language="de-CH")).language == "de-CH"
    assert read(html(locale + article)).language == "fr-FR"
    assert read(html(article)).language == "nl"
    assert read('<html xml:lang="it"><p>x').language == "it"
    assert read(html()).language == ""


def test_the_canonical_address_is_resolved_against_the_base() -> None:
    link = '<link rel="canonical" href="doc?id=1">'
    assert read(html(link)).canonical == "https://www.site.example/news/2023/doc?id=1"
    assert (
        read(html('<base href="/deep/">' + link)).canonical
        == "https://www.site.example/deep/doc?id=1"
    )
    assert read(html('<base href="http://[bad">' + link)).canonical.endswith("/2023/doc?id=1")
    assert (
        read(html('<meta property="og:url" content="https://x.example/a">')).canonical
        == "https://x.example/a"
    )
    assert read(html('<link rel="canonical" href="javascript:alert(1)">')).canonical == ""
    assert read(html()).canonical == ""


def test_values_come_in_order_and_empty_ones_do_not_count() -> None:
    found = meta(
        '<meta name="Date" content=" "><meta name="date" content="a"><meta name=date content=b>'
    )
    assert found.all("date") == ("a", "b")
    assert found.first("nothing", "date") == "a"
    assert found.first("nothing") == ""


def test_an_article_calls_itself_one_or_is_dated() -> None:
    assert meta('<meta property="og:type" content="article">').is_dated
    assert meta('<meta name="pubdate" content="2020">').is_dated
    assert meta(
        '<script type="application/ld+json">{"@type":["Thing","NewsArticle"]}</script>'
    ).is_dated
    assert not meta('<meta property="og:type" content="website">').is_dated


def test_graphs_lists_and_main_entities_are_flattened() -> None:
    data = [
        {"@graph": [{"@type": "http://schema.org/NewsArticle", "headline": "A"}]},
        {"@type": "WebPage", "mainEntity": {"@type": "Report", "name": ["B", "C"]}},
        "a word", 7, None,
    ]  # fmt: skip
    things = jsonld.read(json.dumps(data), 50)
    assert [thing.types for thing in things] == [(), ("newsarticle",), ("webpage",), ("report",)]
    assert [thing.is_article for thing in things] == [False, True, False, True]
    assert things[1].text("headline") == "A"
    assert things[3].text("name") == "B"
    assert things[3].is_a("report", "book")


def test_values_of_other_shapes_are_read_or_left_out() -> None:
    values = (
        '{"a": {"name": "N"}, "b": {"@value": "V"}, "c": {}, "d": [], "e": 5, "f": "x &amp; y"}'
    )
    thing = jsonld.read(values, 5)[0]
    assert [thing.text(name) for name in "abcdefg"] == ["N", "V", "", "", "", "x & y", ""]


@pytest.mark.parametrize(
    "script",
    [
        '<!-- {"@type": "Article"} -->', '//<![CDATA[\n{"@type": "Article"}\n//]]>',
        '{"@type": "Article"};', '{"@type": "Article",\n"headline": "a\tb"}',
    ],
)  # fmt: skip
def test_scripts_wrapped_or_broken_in_usual_ways_are_read(script: str) -> None:
    assert [thing.is_article for thing in jsonld.read(script, 5)] == [True]


@pytest.mark.parametrize("script", ["", "{", "[" * 100_000, "9" * 10_000, '{"a":' * 5_000])
def test_scripts_beyond_repair_have_nothing(script: str) -> None:
    assert jsonld.read(script, 5) == []


def test_the_number_and_depth_of_things_are_bounded() -> None:
    assert len(jsonld.read(json.dumps([{}] * 100), 5)) == 5
    assert jsonld.read("{}", 0) == []
    assert jsonld.read(" " * (jsonld.MAX_SCRIPT + 1) + "{}", 5) == []
    nested: dict[str, object] = {"@type": "Article"}
    for _ in range(20):
        nested = {"mainEntity": nested}
    assert not any(thing.is_article for thing in jsonld.read(json.dumps(nested), 50))


def test_a_description_stands_in_for_a_text_that_is_missing() -> None:
    page = read(
        html(
            '<meta name="description" content="What scripts would show.">', '<div id="root"></div>'
        )
    )
    assert page.lead == "What scripts would show."


@pytest.mark.parametrize(
    ("head", "author"),
    [
        ('<meta name="author" content="Ada Lund">', "Ada Lund"),
        (
            '<meta name="citation_author" content="B. Roe"><meta name="author" content="x">',
            "B. Roe",
        ),
        ('<meta property="article:author" content="https://social.example/ada">', ""),
        (
            '<script type="application/ld+json">{"@type":"NewsArticle","author":"C. Poe"}</script>',
            "C. Poe",
        ),
        ("", ""),
    ],
)
def test_a_page_says_who_wrote_it(head: str, author: str) -> None:
    assert read(html(head)).author == author
