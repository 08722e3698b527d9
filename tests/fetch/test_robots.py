from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from fetch.fetching import fetch_all
from web import CLOSED, RESET, Answer

from linkcheck.fetch import robots
from linkcheck.model import Failure, FailureKind, Outcome, Response

if TYPE_CHECKING:
    from web import Web

CLOSED_TO_ALL = "User-agent: *\nDisallow: /private/\n"
PAGE = "http://a.lab/private/1"


def _asked(web: Web, rules: Answer | str) -> Outcome:
    answer = Answer(rules, kind="text/plain") if isinstance(rules, str) else rules
    web.add("http://a.lab/robots.txt", answer)
    web.page(PAGE, "here")
    [outcome] = fetch_all(web, [PAGE], robots="always")
    return outcome


def test_a_page_that_robots_may_not_see_is_not_asked_for(web: Web) -> None:
    found = _asked(web, CLOSED_TO_ALL)

    assert isinstance(found, Failure)
    assert (found.kind, found.attempts) == (FailureKind.ROBOTS, 0)
    assert [request.target for request in web.requests] == ["/robots.txt"]


@pytest.mark.parametrize(
    "rules",
    [
        "User-agent: *\nDisallow: /other/\n",
        "User-agent: *\nDisallow: /\n\nUser-agent: citation-verifier\nAllow: /\n",
        "User-agent: Googlebot\nDisallow: /\n",
        "<html>no rules at all",
        "",
        Answer(status=404),
        Answer(status=403),
        RESET,
        CLOSED,
        Answer(status=302, headers={"Location": "http://10.0.0.1/robots.txt"}),
    ],
)
def test_where_nothing_forbids_it_a_page_is_asked_for(web: Web, rules: Answer | str) -> None:
    found = _asked(web, rules)

    assert isinstance(found, Response)
    assert found.body == b"here"


@pytest.mark.parametrize("status", [500, 503, 429])
def test_a_server_in_trouble_is_left_alone(web: Web, status: int) -> None:
    found = _asked(web, Answer(status=status))

    assert isinstance(found, Failure)
    assert found.kind is FailureKind.ROBOTS


def test_rules_far_down_in_a_huge_file_are_not_read(web: Web) -> None:
    found = _asked(web, "# x\n" * 200_000 + CLOSED_TO_ALL)

    assert isinstance(found, Response)


def test_a_host_is_asked_once_for_its_rules(web: Web) -> None:
    web.add("http://a.lab/robots.txt", Answer(CLOSED_TO_ALL, kind="text/plain"))
    web.site("a.lab", Answer("here"))

    fetch_all(web, [f"http://a.lab/{number}" for number in range(5)], robots="always")

    assert len(web.requests_to("http://a.lab/robots.txt")) == 1
    assert len(web.requests) == 6


def test_the_rules_of_each_port_are_its_own(web: Web) -> None:
    for host in ("a.lab", "a.lab:8080"):
        web.site(host, Answer("", kind="text/plain"))

    fetch_all(web, ["http://a.lab/x", "http://a.lab:8080/x"], robots="always")

    assert {request.url for request in web.requests} >= {
        "http://a.lab/robots.txt",
        "http://a.lab:8080/robots.txt",
    }


def test_the_rules_hold_where_a_redirect_leads(web: Web) -> None:
    web.add("http://b.lab/robots.txt", Answer(CLOSED_TO_ALL, kind="text/plain"))
    web.add("http://a.lab/robots.txt", Answer(status=404))
    web.redirect("http://a.lab/x", "http://b.lab/private/x")

    [found] = fetch_all(web, ["http://a.lab/x"], robots="always")

    assert isinstance(found, Failure)
    assert (found.kind, found.detail) == (FailureKind.ROBOTS, "robots.txt of b.lab")


def test_a_few_citations_of_a_host_do_not_make_an_audit(
    web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(robots, "AUDIT", 3)
    web.add("http://a.lab/robots.txt", Answer("User-agent: *\nDisallow: /\n", kind="text/plain"))
    web.site("a.lab", Answer("here"))

    found = fetch_all(web, [f"http://a.lab/{number}" for number in range(5)])

    assert sorted(isinstance(one, Failure) for one in found) == [False, False, False, True, True]


def test_an_audit_asks_for_the_rules_before_the_pages_that_wait(
    web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(robots, "AUDIT", 4)
    web.add("http://a.lab/robots.txt", Answer(status=404))
    web.site("a.lab", Answer("here"))

    fetch_all(web, [f"http://a.lab/{number}" for number in range(6)], per_host=1)

    assert [request.target for request in web.requests][:2] == ["/0", "/robots.txt"]


def test_an_audit_asks_everything_where_the_user_says_so(
    web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(robots, "AUDIT", 0)
    web.site("a.lab", Answer("here"))

    [found] = fetch_all(web, ["http://a.lab/x"], robots="never")

    assert isinstance(found, Response)
    assert [request.target for request in web.requests] == ["/x"]


def test_little_is_remembered_of_a_run_with_very_many_hosts(
    web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(robots, "_REMEMBERED", 2)
    for number in range(5):
        web.site(f"h{number}.lab", Answer("", kind="text/plain"))
    urls = [f"http://h{number}.lab/x" for number in range(5)]

    for wanted in ("audits", "always"):
        found = fetch_all(web, urls, robots=wanted)
        assert all(isinstance(one, Response) for one in found)
