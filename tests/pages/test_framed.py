from __future__ import annotations

import pytest
from pages.reading import LONG, URL, html, kinds, read

T = "Joint statement on maritime trade"


@pytest.mark.parametrize(
    ("title", "heading", "text"),
    [
        (f"Search results for {T}", T, ""),
        (f"{T} - Search - Trade News", T, LONG),
        (f"{T} | Trade News", f"12 results for {T}", LONG),
        (f"You searched for {T}", T, LONG),
        (f"Suchergebnisse für „{T}“", T, LONG),
        (f"Résultats de la recherche : {T}", T, LONG),
        (f"{T} の検索結果", T, ""),
        (f"Tag: {T}", T, LONG),
        (f"Log in to read {T}", T, ""),
        (f"{T} not found", f"{T} not found", "<p>Sorry."),
        (f"Sorry, we could not find {T}", T, "<p>Gone."),
        (T, T, "<p>Your search returned 0 documents."),
        (T, T, "<p>An unexpected error occurred while processing your request."),
    ],
)
def test_a_page_about_words_is_told_from_the_document(title: str, heading: str, text: str) -> None:
    page = read(html(f"<title>{title}</title>", f"<h1>{heading}</h1>{text}"))

    assert "framed" in kinds(page)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (T, LONG),
        ("Results for the third quarter of 2023", LONG),
        ("Annual results for 2023", LONG),
        ("In search of lost ships", LONG),
        ("Research at the port: what we found", LONG),
        ("Missing ferry not found after three days", LONG),
        ("Category errors in trade law", LONG),
        ("Page not found", "<p>Sorry."),
    ],
)
def test_a_headline_of_its_own_frames_nothing(title: str, text: str) -> None:
    page = read(html(f"<title>{title}</title>", f"<h1>{title}</h1>{text}"))

    assert "framed" not in kinds(page)


@pytest.mark.parametrize(
    ("asked", "led_to", "framed"),
    [
        (URL, "https://www.site.example/search?q=trade", True),
        (URL, "https://www.site.example/suche/", True),
        (URL, "https://www.site.example/?s=trade", True),
        (URL, "https://www.site.example/news/2024/some-document", False),
        ("https://www.site.example/search?q=trade", "https://www.site.example/search?q=a", False),
    ],
)
def test_a_redirect_to_a_search_is_told(
    asked: str,
    led_to: str,
    framed: bool,  # noqa: FBT001 (a table)
) -> None:
    page = read(html(f"<title>{T}</title>", LONG), url=asked, final_url=led_to)

    assert ("framed" in kinds(page)) is framed
