from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pages.reading import LONG, html, read

from linkcheck.model import TitleSource
from linkcheck.pages.sites import Site, key, segments, strong_parts

if TYPE_CHECKING:
    from typing import Unpack

    from pages.reading import Options


def title(head: str = "", body: str = "", **options: Unpack[Options]) -> str:
    return read(html(head, body), **options).title


def test_the_heading_that_metadata_agree_with_is_the_title() -> None:
    page = read(
        html(
            "<title>Bridge opens after nine years – Daily Rope</title>"
            '<meta property="og:title" content="Bridge opens after nine years">',
            f"<h1>Daily Rope</h1><main><h1>Bridge opens after nine years</h1>{LONG}</main>"
            "<aside><h1>Newsletter</h1></aside>",
        )
    )
    assert page.title == "Bridge opens after nine years"
    assert page.titles[0].source == TitleSource.HEADING


def test_all_sources_are_kept_once_each_with_the_first_source() -> None:
    page = read(
        html(
            "<title>Four</title>"
            '<meta name="citation_title" content="One"><meta property="og:title" content="Two">'
            '<meta name="twitter:title" content="Three"><meta name="DC.title" content="ONE">'
            '<script type="application/ld+json">{"@type":"Report","name":"Five"}</script>',
        )
    )
    found = [(title.text, title.source.value) for title in page.titles]
    assert found == [
        ("One", "citation_title"), ("Two", "og"), ("Five", "json-ld"), ("Three", "twitter"),
        ("Four", "title"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "decoy",
    [
        "<svg><title>Decoy</title></svg>",
        "<!-- <h1>Decoy</h1> -->",
        "<script>document.write('<h1>Decoy</h1>')</script>",
        "<template><h1>Decoy</h1></template>",
        "<h1><svg><title>Decoy</title></svg></h1>",
        "<style>h1 { content: 'Decoy' }</style>",
    ],
)
def test_titles_in_drawings_comments_and_scripts_do_not_count(decoy: str) -> None:
    page = read(html(body=decoy + LONG))
    assert "Decoy" not in [title.text for title in page.titles]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Rope prices rise | Daily Rope", "Rope prices rise"),
        ("Rope prices rise - Daily Rope", "Rope prices rise"),
        ("Rope prices rise — The Daily Rope", "Rope prices rise"),
        ("Daily Rope: Rope prices rise", "Rope prices rise"),
        ("Daily Rope » Rope prices rise", "Rope prices rise"),
        ("Rope prices rise | Daily Rope | News you can climb", "Rope prices rise"),
        ("Rope prices rise | dailyrope.example", "Rope prices rise"),
        ("Rope prices rise · Daily Rope Online", "Rope prices rise"),
        ("Prices: rope, twine and string", "Prices: rope, twine and string"),
        ("Rope – a history", "Rope – a history"),
        ("Daily Rope", "Daily Rope"),
        ("綱の値段が上がる_Daily Rope", "綱の値段が上がる"),
        ("綱の値段：Daily Rope", "綱の値段"),
    ],
)
def test_the_sites_name_is_stripped(written: str, expected: str) -> None:
    head = f'<title>{written}</title><meta property="og:site_name" content="Daily Rope">'
    assert title(head, url="https://www.dailyrope.example/a/b") == expected


def test_the_host_names_the_site_where_nothing_else_does() -> None:
    assert (
        title("<title>Pegel steigen - Talbote</title>", url="https://www.talbote.de/a")
        == "Pegel steigen"
    )
    assert title("<title>Leak | BBN News</title>", url="https://bbn.example/a") == "Leak"


def test_json_ld_and_logos_name_the_site() -> None:
    organisation = (
        '<script type="application/ld+json">{"@type":"Organization","name":"Tal Bote"}</script>'
    )
    assert read(html(organisation)).site == "Tal Bote"
    assert (
        title("<title>Flut | Küstenpost</title>", '<div class="logo"><h1>Küstenpost</h1></div>')
        == "Flut"
    )


def test_a_kicker_is_taken_off_where_metadata_show_the_headline() -> None:
    head = '<meta property="og:title" content="Councils agree on the barrier">'
    assert title(
        head, "<h1><span>Floods</span><span>Councils agree on the barrier</span></h1>"
    ) == ("Councils agree on the barrier")


def test_kicker_and_headline_are_parted_as_the_layout_shows_them() -> None:
    assert (
        title(body="<h1><span>Floods</span><span>Councils agree</span></h1>" + LONG)
        == "Floods Councils agree"
    )
    assert title(body="<h1>Councils<br>agree at last</h1>" + LONG) == "Councils agree at last"
    assert (
        title(body="<h1><span>C</span>ouncils agree at last</h1>" + LONG)
        == "Councils agree at last"
    )


def test_a_lone_heading_outranks_metadata_that_differ() -> None:
    head = '<meta property="og:title" content="Ten facts">'
    assert (
        title(head, f"<main><h1>How the barrier came to be</h1>{LONG}</main>")
        == "How the barrier came to be"
    )


def test_short_or_several_lone_headings_do_not_outrank_metadata() -> None:
    head = '<meta property="og:title" content="Ten facts about barriers">'
    assert title(head, f"<h1>Menu</h1>{LONG}") == "Ten facts about barriers"
    assert (
        title(head, "<h1>One heading of many</h1><h1>Other heading of many</h1>")
        == "Ten facts about barriers"
    )


def test_headings_that_themes_mark_are_found_where_there_is_no_h1() -> None:
    head = "<title>Councils agree on the barrier | Unknown</title>"
    body = '<div class="entry-title">Councils agree on the barrier</div><h2>Other</h2>'
    assert title(head, body) == "Councils agree on the barrier"
    assert title(head, "<h2>Councils agree on the barrier</h2>") == "Councils agree on the barrier"


def test_a_sites_name_in_every_source_is_the_last_resort() -> None:
    head = '<title>Daily Rope</title><meta property="og:site_name" content="Daily Rope">'
    assert title(head, "<h1>Daily Rope</h1>") == "Daily Rope"


def test_value_in_place_of_content_and_entities_are_read() -> None:
    assert title('<meta name="og:title" value="Salt &amp;amp; rope">') == "Salt & rope"


def test_a_page_without_any_title_has_none() -> None:
    assert read(html(body="<p>x</p>")).titles == ()


def test_hidden_headings_count_less_than_shown_ones() -> None:
    head = "<title>The barrier holds again</title>"
    body = "<h1 hidden>The barrier holds again</h1><h1>The barrier holds again!</h1>"
    assert title(head, body) == "The barrier holds again!"


def test_a_title_is_taken_apart_at_its_signs() -> None:
    assert [part.text for part in segments("A | B – C: D")] == ["A", "B", "C", "D"]
    assert strong_parts("A: B | C") == ["A: B", "C"]
    assert segments("")[0].text == ""


def test_names_are_compared_with_articles_and_domain_endings_more_or_less() -> None:
    site = Site(("The Guardian",), frozenset({key("The Guardian")}), "guardian")
    assert site.is_name("Guardian")
    assert site.carries_name("Guardian Weekly")
    assert not site.is_name("Guardians of the long northern coast")
    assert not site.carries_name("")
    assert Site((), frozenset(), "").name == ""


def test_likeness_beyond_containment_supports_a_heading() -> None:
    head = "<title>Nine years of work: the bridge is open</title>"
    body = "<h1>Nine years' work: bridge is open</h1><h1>Another heading of this page</h1>"
    assert title(head, body) == "Nine years' work: bridge is open"


def test_an_article_of_json_ld_without_a_name_is_no_title() -> None:
    assert (
        read(html('<script type="application/ld+json">{"@type":"Article"}</script>')).titles == ()
    )


def test_headings_of_signs_alone_support_nothing() -> None:
    assert title("<title>The bridge is open</title>", "<h1>***</h1>") == "The bridge is open"
