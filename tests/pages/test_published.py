from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from pages.reading import LONG, html, read

if TYPE_CHECKING:
    from typing import Unpack

    from pages.reading import Options

DAY = date(2023, 4, 26)
LD = '<script type="application/ld+json">'
OTHER = '{"@type":"NewsArticle","datePublished":"2023-04-26T10:00Z"}'


def published(
    head: str = "", body: str = "", language: str = "", **options: Unpack[Options]
) -> date | None:
    return read(html(head, body, language), **options).published


@pytest.mark.parametrize(
    "head",
    [
        f'{LD}{{"@type":"Article","datePublished":"2023-04-26"}}</script>',
        f'{LD}[{{"@type":"WebSite","datePublished":"2001-01-01"}},{OTHER}]</script>',
        '<meta property="article:published_time" content="2023-04-26T23:30:00-04:00">',
        '<meta name="citation_date" content="2023/04/26">',
        '<meta name="DC.date.issued" content="2023-04-26">',
        '<meta itemprop="datePublished" content="20230426">',
        '<meta name="date" content="26. April 2023">',
    ],
)
def test_metadata_say_the_day(head: str) -> None:
    assert published(head, LONG) == DAY


@pytest.mark.parametrize(
    "body",
    [
        "<h1>The barrier holds again</h1><p>26 April 2023</p>",
        "<p>April 26, 2023</p><h1>The barrier holds again</h1>",
        '<h1>The barrier holds again</h1><p>A. B., <time datetime="2023-04-26T10:00">W</time></p>',
        "<h1>The barrier holds again</h1><p>Polvarth, 26 April 2023 – "
        + "Long text. " * 30
        + "</p>",
        "<h1>The barrier holds again</h1><p>令和5年4月26日</p>",
    ],
)
def test_the_line_beside_the_headline_says_the_day(body: str) -> None:
    assert published("", f"<main>{body}{LONG}</main>") == DAY


def test_dates_far_from_the_headline_or_within_the_text_do_not_count() -> None:
    body = f"<main><h1>The barrier holds again</h1>{LONG}<p>1 May 1999</p></main>"
    assert published("", body) is None
    long = (
        "The great flood rose and rose until the people of the town fled. It came on 3 May 1999. "
        * 2
    )
    assert published("", f"<h1>The barrier holds again</h1><p>{long}</p>") is None


def test_without_a_headline_the_first_lines_are_looked_at() -> None:
    assert published("", f"<p>26 April 2023</p>{LONG}") == DAY


def test_the_path_speaks_last() -> None:
    url = "https://x.example/2023/04/26/barrier"
    assert published("", LONG, url=url) == DAY
    assert published('<meta name="date" content="2020-01-02">', LONG, url=url) == date(2020, 1, 2)
    assert published("", LONG, url="https://x.example/barrier") is None
    assert published("", LONG, url="nonsense") is None


def test_the_pages_language_orders_day_and_month() -> None:
    assert published('<meta name="date" content="04/05/2023">', LONG, language="de") == date(
        2023, 5, 4
    )
    assert published('<meta name="date" content="04/05/2023">', LONG, language="en") == date(
        2023, 4, 5
    )


def test_a_times_broken_datetime_is_passed_over() -> None:
    soon = '<h1>The barrier holds again</h1><time datetime="soon">x</time><p>26 April 2023</p>'
    assert published("", f"<main>{soon}{LONG}</main>") == DAY
