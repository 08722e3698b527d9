from __future__ import annotations

import time

import pytest
from fetch.fetching import answered, failed, fetch_all
from web import Answer, Request, Web

from linkcheck.model import FailureKind, Response


def test_a_request_that_nobody_planned_is_cut_off_and_listed(web: Web) -> None:
    found = failed(web, "https://nato.lab/x", attempts=1)

    assert found.kind is FailureKind.CONNECTION
    assert [request.url for request in web.unplanned] == ["https://nato.lab/x"]


def test_schemes_hosts_and_queries_are_told_apart(web: Web) -> None:
    urls = ["http://a.lab/x", "https://a.lab/x", "https://b.lab/x", "https://b.lab/x?q"]
    for url in urls:
        web.page(url, url)

    found = fetch_all(web, urls)

    assert [one.body.decode() for one in found if isinstance(one, Response)] == urls
    assert web.requests_to("https://b.lab/x?q")[0].target == "/x?q"


def test_an_answer_may_be_a_function_of_the_request(web: Web) -> None:
    def echo(request: Request) -> Answer:
        return Answer(request.target)

    web.site("a.lab", echo)

    assert answered(web, "http://a.lab/some/path?q=1").body == b"/some/path?q=1"


def test_waiting_in_vain_fails_the_test(web: Web) -> None:
    with pytest.raises(AssertionError, match="waited in vain"):
        web.wait_for(lambda: False, seconds=0.01)


def test_a_hundred_hosts_with_ten_pages_each_are_served_quickly(web: Web) -> None:
    for number in range(100):
        web.site(f"h{number}.lab", Answer("here"))
    urls = [f"http://h{host}.lab/{page}" for page in range(10) for host in range(100)]
    started = time.monotonic()

    found = fetch_all(web, urls)

    assert all(isinstance(one, Response) and one.status == 200 for one in found)
    assert len(web.requests) == 1000
    assert time.monotonic() - started < 20
