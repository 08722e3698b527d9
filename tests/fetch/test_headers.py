from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkcheck.fetch.headers import accept_language, request_headers, retry_after, user_agent
from linkcheck.fetch.policy import FetchPolicy

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("languages", "header"),
    [
        ([], "*"),
        (["de"], "de,*;q=0.5"),
        (["de", "en"], "de,en;q=0.8,*;q=0.5"),
        (["de", "de", "ja-JP"], "de,ja-JP;q=0.8,*;q=0.5"),
        (["de", "en", "fr", "it", "pl"], "de,en;q=0.8,fr;q=0.7,it;q=0.6,*;q=0.5"),
        (["", "d\r\nX: y", "grüße", "en"], "en,*;q=0.5"),
    ],
)
def test_languages_are_weighed_in_their_order(languages: list[str], header: str) -> None:
    assert accept_language(languages) == header


def test_the_user_agent_is_honest_and_without_the_word_that_firewalls_refuse() -> None:
    agent = user_agent(FetchPolicy())

    assert agent.startswith("Mozilla/5.0 (compatible; citation-verifier/")
    assert "link" not in agent.lower()


@pytest.mark.parametrize(
    ("agent", "contact", "said"),
    [
        ("A/1 (x)", "", "A/1 (x)"),
        ("A/1 (x)", "https://a.lab/bot", "A/1 (x; +https://a.lab/bot)"),
        ("A/1", "me@a.lab", "A/1 (+me@a.lab)"),
        ("A/1\r\nX: y", "ü\n", "A/1X: y"),
    ],
)
def test_the_contact_stands_in_the_comment(agent: str, contact: str, said: str) -> None:
    assert user_agent(FetchPolicy(user_agent=agent, contact=contact)) == said


def test_a_request_asks_for_pages_in_encodings_that_we_can_bound() -> None:
    sent = dict(request_headers(FetchPolicy(), "a.lab:8080", ["de"]))

    assert sent["Host"] == "a.lab:8080"
    assert sent["Accept"].startswith("text/html,")
    assert "application/pdf" in sent["Accept"]
    assert sent["Accept-Encoding"] == "gzip, deflate"
    assert not {"Cookie", "Authorization", "Referer"} & sent.keys()


@given(st.integers(0, 10**9))
def test_seconds_are_read_as_they_are(seconds: int) -> None:
    assert retry_after({"retry-after": f" {seconds} "}, NOW) == seconds


@given(st.integers(0, 10**6))
def test_a_date_is_read_against_our_clock(seconds: int) -> None:
    then = format_datetime(NOW + timedelta(seconds=seconds), usegmt=True)

    assert retry_after({"retry-after": then}, NOW) == seconds


@given(st.integers(0, 10**6), st.integers(-(10**6), 10**6))
def test_a_date_is_read_against_the_servers_clock_if_it_says_it(seconds: int, wrong: int) -> None:
    server = NOW + timedelta(seconds=wrong)
    headers = {
        "date": format_datetime(server, usegmt=True),
        "retry-after": format_datetime(server + timedelta(seconds=seconds), usegmt=True),
    }

    assert retry_after(headers, NOW) == seconds


@pytest.mark.parametrize("value", ["", "soon", "-3", "٣", "Mon, 99 Foo 2026", "Tue, " + "1" * 99])
def test_what_is_neither_is_no_wait(value: str) -> None:
    assert retry_after({"retry-after": value}, NOW) is None


def test_a_date_gone_by_is_no_time_at_all() -> None:
    assert retry_after({"retry-after": "Tue, 24 Nov 2015 12:00:00 GMT"}, NOW) == 0
    assert retry_after({"retry-after": "Tue, 24 Nov 2026 12:00:09 -0000"}, NOW) == 9


@given(st.text(max_size=80), st.text(max_size=80))
def test_no_header_breaks_the_reading(value: str, date: str) -> None:
    wait = retry_after({"retry-after": value, "date": date}, NOW)

    assert wait is None or wait >= 0


@pytest.mark.parametrize(
    ("value", "wait"),
    [
        ("2, 100", 100.0),
        ("1.5", 1.5),
        ("10 s", 10.0),
        ("9" * 400, 1e12),
        ("5, soon", None),
        ("-1", None),
        ("1e3", None),
        ("", None),
    ],
)
def test_waits_that_the_grammar_does_not_have_are_rather_kept_than_cut(
    value: str, wait: float | None
) -> None:
    assert retry_after({"retry-after": value}, datetime(2026, 1, 1, tzinfo=UTC)) == wait
