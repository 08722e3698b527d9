from __future__ import annotations

from datetime import date

from pages.reading import kinds, read


def test_the_first_line_is_the_title() -> None:
    page = read(
        "\n\n  # Notice to mariners\n======\n3 May 2011\n\nThe light has moved.\n", "text/markdown"
    )
    assert [(title.text, title.source.value) for title in page.titles] == [
        ("Notice to mariners", "text")
    ]
    assert page.published == date(2011, 5, 3)
    assert page.lead == "# Notice to mariners\n3 May 2011\nThe light has moved."


def test_a_paragraph_is_no_title() -> None:
    assert read("word " * 60, "text/plain").titles == ()


def test_a_text_of_nothing_has_almost_no_text() -> None:
    assert kinds(read("\n \n", "text/plain")) == {"almost-no-text"}


def test_the_path_dates_a_text_without_a_date() -> None:
    page = read("Notice", "text/plain", url="https://x.example/2011/05/03/notice.txt")
    assert page.published == date(2011, 5, 3)
