from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkcheck.citations import mentions
from linkcheck.model import Defect, Link, Span

CASES = tomllib.loads(
    Path(__file__).parents[2].joinpath("fixtures/addresses.toml").read_text("utf-8")
)


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_an_address_in_prose_is_read_as_meant(case: dict[str, Any]) -> None:
    found = mentions.find(case["text"])

    assert [mention.url for mention in found] == case["urls"]
    expected = case.get("defects", [[] for _ in case["urls"]])
    assert [list(mention.defects) for mention in found] == expected


@given(st.text(max_size=300))
def test_mentions_are_ordered_disjoint_and_inside_the_text(text: str) -> None:
    position = 0
    for mention in mentions.find(text):
        assert position <= mention.start <= mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.written
        position = mention.end


@given(
    st.sampled_from(["https://zoo.example.org/a", "http://zoo.example.org/b_(c)?d=e,f&g=h"]),
    st.sampled_from(["„“", "‚‘", "“”", "»«", "«»", "()", "[]", "「」", "（）", "<>"]),
    st.sampled_from(["", ".", ",", "!", " und", "。", "…"]),
)
def test_quotes_and_brackets_of_every_language_are_no_part_of_it(
    url: str, pair: str, after: str
) -> None:
    (found,) = mentions.find(f"Siehe {pair[0]}{url}{pair[1]}{after}")

    assert found.url == url


def _link(url: str) -> Link:
    return Link(0, 4, url, Span(1, 1, 1, 5))


@pytest.mark.parametrize("url", ["#note", "mailto:a@example.org", "tel:+49", "data:text/html,x"])
def test_a_link_to_no_page_cites_nothing(url: str) -> None:
    assert mentions.from_link(_link(url), "Text", "https://example.org/a") is None


def test_a_relative_link_needs_the_address_of_its_article() -> None:
    assert mentions.from_link(_link("/b.html"), "Text") is None
    joined = mentions.from_link(_link("/b.html"), "Text", "https://example.org/a")
    assert joined is not None
    assert joined.url == "https://example.org/b.html"


def test_an_empty_link_lacks_its_address() -> None:
    found = mentions.from_link(_link("  "), "Text")

    assert found is not None
    assert found.defects == (Defect.NO_URL,)


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("https://example.org/a", True),
        ("www.example.org", True),
        ("example.org/a…", True),
        ("example.org", True),
        ("Bericht auf example.org", False),
        ("Das Urteil", False),
    ],
)
def test_an_anchor_that_is_only_an_address_is_recognised(text: str, is_one: bool) -> None:  # noqa: FBT001 (a table)
    assert mentions.is_address(text) is is_one


def test_an_address_too_long_for_any_server_is_malformed() -> None:
    (found,) = mentions.find("https://example.org/" + "a" * 5000)[:1]

    assert found.defects == (Defect.MALFORMED_URL,)
