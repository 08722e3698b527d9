from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkcheck.archives import archives, parse, query
from linkcheck.model import Response

PAGE = "https://amt.example/bericht?nr=7"
COPY = f"https://web.archive.org/web/20230504101500id_/{PAGE}"
TIME = datetime(2023, 5, 4, 10, 15, tzinfo=UTC)


def answer(status: int = 200, *, final: str = COPY, **headers: str) -> Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Response(COPY, final, status, named, b"")


def test_an_archive_is_asked_for_the_copy_nearest_to_a_day() -> None:
    asked = query("wayback", f"{PAGE}#teil", date(2023, 5, 3))
    assert asked == f"https://web.archive.org/web/20230503120000id_/{PAGE}"


def test_a_copy_says_where_it_is_seen_and_when_it_was_made() -> None:
    copy = parse("wayback", PAGE, answer())
    assert copy is not None
    assert copy.url == f"https://web.archive.org/web/20230504101500/{PAGE}"
    assert (copy.original, copy.captured, copy.archive) == (PAGE, TIME, "Wayback Machine")


def test_the_memento_header_tells_the_time_where_the_address_does_not() -> None:
    near = query("arquivo", PAGE, date(2023, 5, 3))
    said = "Thu, 04 May 2023 10:15:00 GMT"
    copy = parse("arquivo", PAGE, answer(final=near, memento_datetime=said))
    assert copy is not None
    assert copy.captured == TIME
    assert copy.url == f"https://arquivo.pt/wayback/20230504101500/{PAGE}"


@pytest.mark.parametrize(
    "response",
    [
        answer(404),
        answer(final="https://web.archive.org/"),
        answer(final="https://archive.org/20230504101500/donate"),
        answer(final="https://web.archive.org/web/20239999999999id_/x"),
        answer(final="https://web.archive.org/web/x", memento_datetime="yesterday"),
    ],
)
def test_what_is_no_copy_or_has_no_time_or_comes_from_elsewhere_is_none(
    response: Response,
) -> None:
    assert parse("wayback", PAGE, response) is None


def test_a_time_without_zone_is_read_as_universal() -> None:
    copy = parse("wayback", PAGE, answer(memento_datetime="Thu, 04 May 2023 10:15:00 -0000"))
    assert copy is not None
    assert copy.captured == TIME


@given(st.text(), st.text(max_size=40))
def test_no_answer_makes_it_fail(final: str, header: str) -> None:
    for name in archives():
        parse(name, PAGE, answer(final=final, memento_datetime=header, content_location=final))
