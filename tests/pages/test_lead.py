from __future__ import annotations

from pages.reading import LONG, PROSE, html, kinds, read
from selectolax.lexbor import LexborHTMLParser

from linkcheck.pages.lead import MAX_LEAD, worth
from linkcheck.pages.outline import ENOUGH, outline


def lead(body: str) -> str:
    return read(html(body=body)).lead


def test_menus_footers_and_banners_are_not_the_text() -> None:
    body = (
        "<nav><p>Menu item</p></nav><div role=banner><p>Top of the page</p></div>"
        f'<div id="cookie-notice"><p>Cookies!</p></div><main><h1>Rope</h1>{LONG}</main>'
        '<div class="site-footer"><p>Imprint</p></div><aside><p>Related</p></aside>'
        '<div style="display: none"><p>Secret</p></div><p hidden>Hidden</p>'
    )
    text = lead(body)
    assert PROSE.strip()[:40] in text
    assert not [
        word
        for word in ("Menu", "Cookies", "Imprint", "Related", "Secret", "Hidden", "Top")
        if word in text
    ]


def test_a_class_names_a_region_only_as_a_whole_word() -> None:
    text = lead(f'<div class="has-sidebar"><div class="menubalance">{LONG}</div></div>')
    assert "customs house" in text


def test_headings_and_sub_lines_are_kept() -> None:
    head = "<h1>Joint statement on rope</h1><div>On the visit of Ada Penhallow</div><h2>Costs</h2>"
    body = f"<main>{head}{LONG}</main>"
    assert lead(body).split("\n")[:3] == [
        "Joint statement on rope",
        "On the visit of Ada Penhallow",
        "Costs",
    ]


def test_without_main_the_headlines_article_is_the_text() -> None:
    body = (
        f"<article><p>Teaser of another story, {PROSE}</p></article>"
        f"<article><h1>The barrier holds again</h1>{LONG}</article>"
    )
    assert "Teaser" not in lead(body)


def test_without_a_headline_the_longest_article_is_the_text() -> None:
    body = f"<p>Outside</p><article>{LONG}</article><article><p>{PROSE}</p></article>"
    assert "Outside" not in lead(body)
    assert "Outside" in lead(f"<p>Outside</p><article><p>{PROSE}</p></article>{LONG * 2}")


def test_lists_of_links_are_left_out_and_links_in_a_text_are_not() -> None:
    links = '<p><a href="/x">Elsewhere</a></p><p>Says <a href="/y">the mayor</a> today</p>'
    body = f"<main><h1>The barrier holds again</h1>{links}{LONG}</main>"
    assert "Elsewhere" not in lead(body)
    assert "the mayor" in lead(body)
    assert "Elsewhere" not in lead(
        body.replace('<a href="/x">Elsewhere</a>', '<a href="/x"><div>Elsewhere</div></a>')
    )


def test_what_looked_like_a_menu_is_read_where_nothing_else_is_left() -> None:
    text = lead(f'<div class="main-menu"><h1>Rope</h1>{LONG}</div>')
    assert "customs house" in text


def test_the_lead_is_bounded_and_has_one_passage_a_line() -> None:
    assert len(lead(f"<main>{LONG * 9}</main>")) <= MAX_LEAD
    assert lead("<p>One<br>two</p><ul><li>three</li></ul>tail") == "One\ntwo\nthree\ntail"
    assert len(lead(f"<p>{'x' * 20_000}</p>")) == MAX_LEAD


def test_text_after_a_closed_block_does_not_join_it() -> None:
    assert lead("<div><p>One</p> two <span>three</span></div>four") == "One\ntwo three\nfour"


def test_east_asian_letters_say_more() -> None:
    assert worth("rope") == 4
    assert worth("綱は") == 6
    assert worth("Größe") == 5


def test_an_empty_page_has_no_lead() -> None:
    page = read("")
    assert page.lead == ""
    assert kinds(page) == {"almost-no-text"}


def test_frames_and_pages_without_a_body_are_read() -> None:
    page = read("<html><head><title>Old</title></head><frameset><frame src=a></frameset></html>")
    assert page.title == "Old"


def test_classes_that_hide_and_bars_of_no_meaning_are_passed_over() -> None:
    body = f'<div class="hidden"><p>Secret</p></div><div class="is-menu"><p>Shown</p></div>{LONG}'
    assert "Secret" not in lead(body)
    assert "Shown" in lead(body)


def test_deep_headings_are_placed_by_what_is_nearest() -> None:
    deep = "<div>" * 60 + "<h1>The barrier holds again</h1>" + "</div>" * 60
    assert read(html(body=f"<nav>{deep}</nav>{LONG}")).title == "The barrier holds again"


def test_processing_instructions_and_own_elements_do_not_stop_the_reading() -> None:
    body = f"<?php echo 1 ?><main><h1>Rope</h1><x-note>Kept</x-note><?xml-more?>{LONG}</main>"
    assert lead(body).startswith("Rope\nKept")


def test_text_with_links_in_it_is_enough_to_end_the_reading() -> None:
    linked = f"<p>{PROSE} <a href=/x>more</a></p>" * (ENOUGH // len(PROSE) + 2)
    tree = LexborHTMLParser(f"<main><h1>Rope</h1>{linked}</main><p>After all</p>")
    assert outline(tree.body).passages[-1].text != "After all"


def test_menus_before_the_text_do_not_end_the_reading() -> None:
    menu = f"<p><a href=/x>{PROSE}</a></p>" * (ENOUGH // len(PROSE) + 2)
    tree = LexborHTMLParser(f"<main><h1>Rope</h1>{menu}</main><p>After all</p>")
    assert outline(tree.body).passages[-1].text == "After all"
