from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pages.reading import LONG, html, kinds, read

from linkcheck.pages import guard

MANY = 60_000
HOSTILE = {
    "fonts never closed": "".join(f"<font a={n}>" for n in range(MANY)) + "<p>x" * MANY,
    "fonts closed in comments": "".join(f"<font a={n}><!--</font>-->" for n in range(MANY))
    + "<p>x" * MANY,
    "every formatting element": "<i><b><u><s><em><tt><small><big><code>" * MANY + "<p>x" * MANY,
    "deep": "<div>" * MANY * 4,
    "deep with stray ends": "<div></x>" * MANY * 2,
    "lists": "<ul><li>" * MANY * 2,
    "tables": "<table><tr><td>" * MANY,
    "anchors in headings": "<h1><a>" * MANY,
    "bare attributes": "<p " + " ".join(f"a{n}" for n in range(MANY * 3)) + ">",
    "attributes": "<p " + " ".join(f"a{n}=1" for n in range(MANY * 3)) + ">",
    "open comment": "<!--" * MANY,
    "less-than signs": "<" * MANY * 10,
    "titles": "<title>x</title>" * MANY,
    "metas": '<meta name="date" content="x">' * MANY,
    "deep JSON-LD": '<script type="application/ld+json">' + "[" * 150_000 + "</script>",
    "long JSON-LD": '<script type="application/ld+json">["' + "x" * 900_000 + '"]</script>',
    "big number in JSON-LD": '<script type="application/ld+json">' + "9" * 20_000 + "</script>",
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_markup_is_read_in_bounded_time(name: str) -> None:
    began = time.process_time()
    page = read(html(body=HOSTILE[name]))
    assert time.process_time() - began < 2.0
    assert len(page.lead) <= 4_000


def test_markup_is_cut_where_formatting_gets_out_of_hand() -> None:
    markup = "<p>begin" + "".join(f"<font a={n}>" for n in range(500))
    cut = guard.parseable(markup)
    assert cut.startswith("<p>begin<font a=0>")
    assert len(cut) < len(markup) / 2


def test_markup_is_cut_before_a_tag_of_endless_attributes() -> None:
    markup = "<p>begin</p>" + HOSTILE["bare attributes"]
    assert guard.parseable(markup) == "<p>begin</p>"


def test_long_quoted_values_are_no_flood_of_attributes() -> None:
    markup = '<p>begin</p><div data-props="' + "word " * 20_000 + '">end</div>'
    assert guard.parseable(markup) == markup


def test_many_closed_elements_are_reasonable() -> None:
    markup = '<p><b class="x">bold</b><br><!-- b --></x></p>' * 3_000
    assert guard.parseable(markup) == markup


def test_no_more_than_a_million_characters_are_parsed() -> None:
    assert len(guard.parseable("word " * 300_000)) == guard.MAX_MARKUP


def test_what_stands_before_the_cut_is_still_read() -> None:
    page = read(html("<title>Rope prices rise</title>", LONG + "<div>" * MANY))
    assert page.title == "Rope prices rise"
    assert "customs house" in page.lead


@given(st.text(st.sampled_from('<>/ab="pih1!-&; \n'), max_size=400))
def test_any_tag_soup_makes_a_page(soup: str) -> None:
    page = read(soup.encode(), "text/html")
    assert page.url


@given(st.binary(max_size=400), st.sampled_from(["text/html", "text/plain", "application/pdf", ""]))
def test_any_bytes_make_a_page_of_clean_text(body: bytes, content_type: str) -> None:
    page = read(body, content_type)
    for text in (page.site, *(title.text for title in page.titles), *page.lead.split("\n")):
        assert "\x1b" not in text
        assert "\u202e" not in text


def test_controls_and_bidi_marks_are_cleaned_away() -> None:
    page = read(html("<title>Rope\x1b[31m \u202eprices</title>", "<p>One\u202e two\x07 three</p>"))
    assert page.title == "Rope[31m prices"
    assert page.lead == "One two three"
    assert "almost-no-text" in kinds(page)


@pytest.mark.parametrize("unit", ["<a href=/x>y</a> ", "<meta name=a content=b>", "<i>x</i>"])
def test_no_more_tags_and_attributes_are_parsed_than_fit_into_memory(unit: str) -> None:
    kept = guard.parseable("<title>Here</title>" + unit * (guard.MAX_SIGNS // 2))

    assert kept.startswith("<title>Here</title>")
    assert guard.MAX_SIGNS - 9 < kept.count("<") + kept.count("=") <= guard.MAX_SIGNS
    assert guard.parseable(kept) == kept
