from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from itertools import pairwise

import pytest
from reporters import samples
from reporters.validators import read_html

from linkcheck.model import Hop, Response, Verdict
from linkcheck.reporters import REPORTERS, RenderOptions
from linkcheck.reporters.markup import link, quoted, tag, text
from linkcheck.reporters.order import worst_first


def page(language: str = "en") -> str:
    return REPORTERS["html"](samples.life_with_findings(), RenderOptions(language))


def test_the_policy_lets_in_this_style_sheet_and_nothing_else() -> None:
    html = page()
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', html)
    style = re.search(r"<style>(.*?)</style>", html, re.DOTALL)
    assert policy is not None
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()

    assert policy[1].replace("&#x27;", "'") == (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )
    assert "url(" not in style[1]
    assert "@import" not in style[1]


def test_cards_come_worst_first_under_the_numbers_of_the_terminal() -> None:
    report = samples.every_verdict()
    cards = re.findall(
        r'<article id="finding-(\d+)" class="card ([\w-]+)',
        REPORTERS["html"](report, RenderOptions()),
    )

    assert {int(number): verdict for number, verdict in cards} == {
        number: str(found.verdict) for number, found in enumerate(worst_first(report), start=1)
    }
    assert cards[0] == ("1", "invalid")


def test_each_verdict_that_occurs_can_be_filtered() -> None:
    html = REPORTERS["html"](samples.report(samples.gone()), RenderOptions())

    assert re.findall(r'id="show-([\w-]+)"', html) == ["gone"]
    for verdict in Verdict:
        assert f"body:has(#show-{verdict}:not(:checked)) .{verdict} {{" in html


@pytest.mark.parametrize(("language", "words"), [("de", "Nicht mehr da"), ("en", "Gone")])
def test_the_page_speaks_the_language_of_the_report(language: str, words: str) -> None:
    html = page(language)

    assert f'<html lang="{language}">' in html
    assert words in html


def test_labels_and_titles_have_languages_of_their_own() -> None:
    html = page("en")

    assert '<bdi lang="de">Pressekonferenz in Wien' in html
    assert '<bdi lang="en">Press Conference' in html


def test_the_headings_make_an_outline_without_gaps() -> None:
    levels = [
        int(element.tag[1])
        for element in read_html(page()).iter()
        if isinstance(element.tag, str) and re.fullmatch(r"h\d", element.tag)
    ]

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_where_an_address_led_is_told() -> None:
    found = samples.review()
    assert isinstance(found.outcome, Response)
    final = "https://www.mofa.example/neu.html"
    redirects = (Hop(302, found.outcome.url),)
    outcome = replace(found.outcome, final_url=final, redirects=redirects, attempts=2)
    html = REPORTERS["html"](samples.report(replace(found, outcome=outcome)), RenderOptions())

    assert f'↪<a class="url" href="{final}"' in html.replace("↪ ", "↪")
    assert "302 https://www.mofa.example/press/release_0123.html → 200" in html
    assert "<dt>Attempts</dt><dd>2</dd>" in html


def test_all_is_well_when_it_is() -> None:
    html = REPORTERS["html"](samples.report(samples.verified()), RenderOptions())

    assert "All sources are what their labels say." in html


# --- markup ---------------------------------------------------------------------------------


def test_text_and_attributes_are_escaped() -> None:
    assert tag("p", text("a <b> & \x1b\u202e c"), title='"<') == (
        '<p title="&quot;&lt;">a &lt;b&gt; &amp; c</p>'
    )


def test_attributes_are_bare_left_out_or_renamed() -> None:
    assert tag("input", checked=True, id="", disabled=False, class_="a", aria_label="b") == (
        '<input checked class="a" aria-label="b">'
    )


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "x", "//a.example"])
def test_only_the_web_is_linked(url: str) -> None:
    assert "href" not in link(url)


def test_a_link_tells_nothing_to_its_site() -> None:
    assert 'rel="noreferrer noopener nofollow"' in link("https://a.example/?a=1&b=2")
    assert 'href="https://a.example/?a=1&amp;b=2"' in link("https://a.example/?a=1&b=2")


@pytest.mark.parametrize(("language", "written"), [("de-CH", ' lang="de-CH"'), ('"><x', "")])
def test_a_language_is_written_if_it_is_one(language: str, written: str) -> None:
    assert quoted("a", language) == f"<bdi{written}>a</bdi>"
