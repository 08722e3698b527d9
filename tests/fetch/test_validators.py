from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkcheck.fetch.validators import Validators, conditions, confirms, validators
from linkcheck.model import Failure, FailureKind, Hop, Response

URL = "https://amt.lab/1"
OLD, NEW = "Mon, 02 Jan 2023 10:00:00 GMT", "Tue, 03 Jan 2023 10:00:00 GMT"
HOPS = (Hop(301, "http://amt.lab/1"),)


def page(headers: dict[str, str], **changes: object) -> Response:
    about = {"url": URL, "final_url": URL, "status": 200, "headers": headers, "body": b"x"}
    return Response(**{**about, **changes})  # type: ignore[arg-type]  # changes are a test's own


@pytest.mark.parametrize(
    ("headers", "etag", "modified"),
    [
        ({"etag": '"a1"'}, '"a1"', ""),
        ({"etag": ' W/"a1" '}, 'W/"a1"', ""),
        ({"etag": '"a1"', "last-modified": OLD, "date": NEW}, '"a1"', OLD),
        ({"last-modified": OLD, "date": NEW, "vary": "Accept-Encoding, Cookie"}, "", OLD),
        ({"etag": '"a1"', "vary": "Accept-Language"}, '"a1"', ""),
    ],
)
def test_validators_are_kept_as_they_came(
    headers: dict[str, str], etag: str, modified: str
) -> None:
    assert validators(page(headers)) == Validators(URL, etag, modified)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"etag": "a1"},
        {"etag": '""'},
        {"etag": '"a", "b"'},
        {"etag": f'"{"x" * 201}"'},
        {"etag": '"a\r\nX-Evil: 1"'},
        {"etag": '"ä"'},
        {"etag": '"a1"', "vary": "*"},
        {"etag": '"a1"', "vary": "Cookie, *"},
        {"last-modified": OLD},  # and nobody knows when it came
        {"last-modified": OLD, "date": OLD},  # made the moment it was sent
        {"last-modified": "yesterday", "date": NEW},
        {"last-modified": "Mon, 99 Xxx 2023 10:00:00 GMT", "date": NEW},
        {"last-modified": OLD, "date": NEW, "vary": "accept-language"},
    ],
)
def test_what_tells_nothing_for_sure_is_not_kept(headers: dict[str, str]) -> None:
    assert validators(page(headers)) is None


def test_our_own_clock_tells_when_a_page_came_if_the_server_does_not() -> None:
    came = datetime(2023, 1, 2, 10, 0, 59, tzinfo=UTC)

    assert validators(page({"last-modified": OLD}, fetched_at=came)) is None
    came = came.replace(minute=1)
    assert validators(page({"last-modified": OLD}, fetched_at=came)) == Validators(URL, "", OLD)


def test_only_a_whole_page_to_which_redirects_led_has_validators() -> None:
    headers = {"etag": '"a1"'}

    assert validators(page(headers, redirects=HOPS)) is not None
    assert validators(page(headers, redirects=(Hop(200, URL),))) is None
    assert validators(page(headers, truncated=True)) is None
    assert validators(page(headers, status=404)) is None
    assert validators(Failure(URL, FailureKind.TIMEOUT, "silent")) is None
    assert validators(None) is None


def test_conditions_go_to_the_address_that_gave_the_validators_alone() -> None:
    known = Validators(URL, 'W/"a1"', OLD)

    assert conditions(known, URL) == [("If-None-Match", 'W/"a1"'), ("If-Modified-Since", OLD)]
    assert conditions(known, "https://amt.lab/2") == []
    assert conditions(None, URL) == []
    assert conditions(Validators(URL, '"a1"'), URL) == [("If-None-Match", '"a1"')]


@given(st.text(), st.text())
def test_nothing_made_up_is_ever_sent(etag: str, modified: str) -> None:
    known = Validators(URL, etag, modified)
    sent = conditions(known, URL)

    assert all(value.isascii() and value.isprintable() for _, value in sent)
    assert bool(sent) == known.is_usable


def test_a_page_is_confirmed_by_the_same_way_to_the_same_address_alone() -> None:
    known, kept = Validators(URL, 'W/"a1"'), page({}, redirects=HOPS)
    same = page({}, status=304, redirects=HOPS)

    assert confirms(same, known, kept)
    assert confirms(page({"etag": '"a1"'}, status=304, redirects=HOPS), known, kept)
    assert not confirms(page({"etag": '"a2"'}, status=304, redirects=HOPS), known, kept)
    assert not confirms(page({}, status=304), known, kept)
    assert not confirms(page({}, status=304, redirects=HOPS, final_url="https://b/"), known, kept)
    assert not confirms(page({}, redirects=HOPS), known, kept)
    assert not confirms(Failure(URL, FailureKind.TIMEOUT, "silent"), known, kept)
    assert not confirms(same, known, Failure(URL, FailureKind.TIMEOUT, "silent"))
    assert not confirms(same, known, None)
