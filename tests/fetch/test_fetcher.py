from __future__ import annotations

import asyncio
from datetime import timedelta
from email.utils import format_datetime
from itertools import pairwise
from typing import TYPE_CHECKING

import httpx
import pytest
import web as lab
from fetch.fetching import answered, failed, fetch_all, policy
from fetch.timeline import EPOCH, Timeline
from web import Answer, Request, Web

from linkcheck.errors import ConfigError
from linkcheck.events import Event, Retrying
from linkcheck.fetch import Fetcher, FetchPolicy
from linkcheck.fetch.client import Memory
from linkcheck.fetch.policy import Allowance
from linkcheck.model import Failure, FailureKind, Hop, Response

if TYPE_CHECKING:
    from pathlib import Path

URL = "https://nato.lab/x"


# one page


def test_a_page_is_fetched_with_all_that_is_known_of_it(web: Web) -> None:
    web.add(URL, Answer("<title>Ü</title>", headers={"X-Name": "a", "x-name": "b"}))

    found = answered(web, URL)

    assert (found.status, found.url, found.final_url) == (200, URL, URL)
    assert found.body == "<title>Ü</title>".encode()
    assert found.headers["content-type"] == "text/html; charset=utf-8"
    assert found.headers["x-name"] == "a, b"
    assert (found.attempts, found.redirects, found.truncated) == (1, (), False)
    assert found.fetched_at == EPOCH
    assert found.retry_after is None


def test_a_request_says_who_we_are_and_nothing_secret(web: Web) -> None:
    web.page("http://nato.lab/x?q=1")
    time = Timeline()

    async def story() -> None:
        settings = policy(web, contact="https://desk.lab/bot")
        async with Fetcher(settings, clock=time.clock, sleep=time.sleep) as fetcher:
            await fetcher.fetch("http://user:secret@nato.lab/x?q=1#part", languages=["de", "en"])

    time.play(story())

    [request] = web.requests
    assert (request.method, request.target) == ("GET", "/x?q=1")
    assert request.headers["accept-language"] == "de,en;q=0.8,*;q=0.5"
    assert request.headers["user-agent"].endswith("; +https://desk.lab/bot)")
    assert not {"authorization", "cookie", "referer"} & request.headers.keys()
    assert "secret" not in repr(request)


@pytest.mark.parametrize("path", ["/a|b?c='d'&e=[f]", "/%7Euser/%zz", "/grüße?ü", "/a//b/;c=1,2"])
def test_the_path_is_sent_as_browsers_send_it(web: Web, path: str) -> None:
    web.site("nato.lab", Answer("ok"))

    found = answered(web, f"http://nato.lab{path}")

    assert f"http://nato.lab{web.requests[0].target}" == found.final_url
    assert web.requests[0].target.isascii()


@pytest.mark.parametrize(
    "url", ["mailto:a@b.lab", "nothing", "", "ftp://a.lab/", "http://" + "x" * 5000]
)
def test_what_is_no_web_address_is_refused(web: Web, url: str) -> None:
    found = failed(web, url)

    assert (found.kind, found.attempts) == (FailureKind.REFUSED_BY_POLICY, 0)
    assert found.url == url


@pytest.mark.parametrize("status", [204, 304, 401, 403, 404, 410, 451, 999])
def test_a_server_that_has_decided_is_not_asked_again(web: Web, status: int) -> None:
    body = "" if status in {204, 304} else "<h1>Not found</h1>"
    web.add(URL, Answer(body, status))

    found = answered(web, URL)

    assert (found.status, found.body, found.attempts) == (status, body.encode(), 1)
    assert len(web.requests) == 1


# retries


def test_a_server_in_trouble_is_asked_again_after_growing_waits(web: Web) -> None:
    web.add(URL, Answer(status=500), Answer(status=503), Answer("here"))
    time = Timeline()
    heard: list[Event] = []

    found = answered(web, URL, timeline=time, listener=heard.append, delay=0)

    assert (found.status, found.attempts) == (200, 3)
    assert time.slept == [1.0, 2.0]
    assert heard == [Retrying(URL, 1, 1.0, "status 500"), Retrying(URL, 2, 2.0, "status 503")]


def test_a_server_that_stays_in_trouble_is_believed_after_three_tries(web: Web) -> None:
    web.add(URL, Answer("down", status=503))

    found = answered(web, URL)

    assert (found.status, found.body, found.attempts) == (503, b"down", 3)
    assert len(web.requests) == 3


@pytest.mark.parametrize("trouble", [lab.RESET, lab.CLOSED])
def test_a_dropped_connection_is_tried_again(web: Web, trouble: Answer) -> None:
    web.add(URL, trouble, trouble, Answer("here"))
    web.add("https://always.lab/", trouble)

    assert answered(web, URL).attempts == 3
    found = failed(web, "https://always.lab/")

    assert (found.kind, found.attempts) == (FailureKind.CONNECTION, 3)


def test_a_silent_server_gets_one_try(web: Web) -> None:
    web.add(URL, lab.SILENCE)

    found = failed(web, URL, timeout=1.0)

    assert (found.kind, found.detail, found.attempts) == (
        FailureKind.TIMEOUT,
        "silent for 1 s",
        1,
    )
    assert len(web.requests) == 1


def test_garbage_gets_one_more_try(web: Web) -> None:
    web.add(URL, lab.raw(b"SSH-2.0-OpenSSH_9.2\r\n\r\n"), Answer("here"))
    web.add("https://always.lab/", lab.raw(b"\0\1\2\3\r\n\r\n"))

    assert answered(web, URL).attempts == 2
    found = failed(web, "https://always.lab/")

    assert (found.kind, found.attempts) == (FailureKind.PROTOCOL, 2)


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize(
    "asked", ["3", format_datetime(EPOCH + timedelta(seconds=3), usegmt=True)], ids=["s", "date"]
)
def test_a_wait_that_a_server_asks_for_is_kept(web: Web, status: int, asked: str) -> None:
    web.add(URL, Answer(status=status, headers={"Retry-After": asked}), Answer("here"))
    time = Timeline()

    found = answered(web, URL, timeline=time)

    assert (found.status, found.attempts, found.retry_after) == (200, 2, None)
    assert time.slept[0] == 3.0


def test_the_whole_host_waits_when_one_of_its_pages_asks_for_it(web: Web) -> None:
    time = Timeline()
    asked: list[tuple[str, float]] = []

    def busy(request: Request) -> Answer:
        asked.append((request.target, time.clock() - 1000))
        if len(asked) == 1:
            return Answer(status=429, headers={"Retry-After": "30"})
        return Answer("here")

    web.site("busy.lab", busy)
    web.site("other.lab", busy)

    fetch_all(web, ["http://busy.lab/0"], timeline=time, delay=0)
    assert asked == [("/0", 0.0), ("/0", 30.0)]

    asked.clear()
    urls = [f"http://busy.lab/{number}" for number in range(3)]
    found = fetch_all(web, urls, timeline=Timeline(), per_host=1, delay=0)

    assert all(isinstance(one, Response) and one.status == 200 for one in found)


def test_a_wait_that_is_too_long_is_not_kept_and_told(web: Web) -> None:
    web.add(URL, Answer("later", status=429, headers={"Retry-After": "3600"}))
    time = Timeline()

    found = answered(web, URL, timeline=time)

    assert (found.status, found.retry_after, found.attempts) == (429, 3600.0, 1)
    assert time.slept == []
    assert len(web.requests) == 1


def test_a_host_that_asked_for_too_long_a_wait_is_left_alone(web: Web) -> None:
    web.add("http://busy.lab/1", Answer(status=503, headers={"Retry-After": "3600"}))
    web.site("busy.lab", Answer("here"))
    urls = [f"http://busy.lab/{number}" for number in range(1, 9)]

    found = fetch_all(web, urls, per_host=1)

    assert [request.target for request in web.requests] == ["/1"]
    assert [one.attempts for one in found] == [1, 0, 0, 0, 0, 0, 0, 0]
    for one in found:
        assert isinstance(one, Response)
        assert (one.status, one.retry_after) == (503, 3600)


def test_a_wait_beyond_the_deadline_is_not_begun(web: Web) -> None:
    web.add(URL, Answer(status=503, headers={"Retry-After": "50"}))

    found = answered(web, URL, deadline=45)

    assert (found.attempts, found.retry_after) == (1, 50.0)


def test_too_many_requests_without_a_wait_slow_the_host_down_by_ours(web: Web) -> None:
    web.add(URL, Answer(status=429), Answer(status=429), Answer("here"))
    time = Timeline()

    found = answered(web, URL, timeline=time, delay=0)

    assert (found.status, found.attempts) == (200, 3)
    assert time.seconds - 1000 == 3.0


def test_a_citation_costs_twelve_requests_at_most(web: Web) -> None:
    for number in range(9):
        web.add(
            f"http://a.lab/{number}",
            Answer(status=503),
            Answer(status=302, headers={"Location": f"/{number + 1}"}),
        )
    web.add("http://b.lab/", Answer(status=503))

    redirected = failed(web, "http://a.lab/0", attempts=99)
    assert (redirected.kind, len(web.requests)) == (FailureKind.TOO_MANY_REDIRECTS, 12)
    down = answered(web, "http://b.lab/", attempts=5, max_requests=4)

    assert (down.status, down.attempts) == (503, 4)


# redirects


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_followed_and_told(web: Web, status: int) -> None:
    web.redirect("http://nato.lab/x", "https://www.nato.lab/x#part", status)
    web.redirect("https://www.nato.lab/x", "/y", 302)
    web.page("https://www.nato.lab/y", "here")

    found = answered(web, "http://nato.lab/x")

    assert (found.final_url, found.body) == ("https://www.nato.lab/y", b"here")
    assert found.redirects == (
        Hop(status, "http://nato.lab/x"),
        Hop(302, "https://www.nato.lab/x"),
    )


def test_a_location_in_raw_letters_is_followed(web: Web) -> None:
    web.redirect(URL, "/grüße")
    web.page("https://nato.lab/gr%C3%BC%C3%9Fe", "here")

    assert answered(web, URL).body == b"here"


def test_a_redirect_without_location_is_no_page(web: Web) -> None:
    web.add(URL, Answer("moved", status=302))

    found = failed(web, URL)

    assert (found.kind, found.detail) == (FailureKind.PROTOCOL, "redirect 302 without a Location")
    assert found.redirects == (Hop(302, URL),)


def test_a_circle_of_redirects_is_left(web: Web) -> None:
    web.redirect("http://a.lab/1", "/2")
    web.redirect("http://a.lab/2", "/1")

    found = failed(web, "http://a.lab/1")

    assert found.kind is FailureKind.TOO_MANY_REDIRECTS
    assert found.detail == "the redirects lead round in a circle"
    assert len(web.requests) == 2


def test_ten_redirects_are_followed_and_no_more(web: Web) -> None:
    for number in range(11):
        web.redirect(f"http://a.lab/{number}", f"/{number + 1}")
    web.page("http://a.lab/11")

    assert len(answered(web, "http://a.lab/1").redirects) == 10
    found = failed(web, "http://a.lab/0")

    assert found.kind is FailureKind.TOO_MANY_REDIRECTS
    assert found.detail == "still redirected after 11 hops"


def test_a_cookie_wall_is_passed(web: Web) -> None:
    def wall(request: Request) -> Answer:
        if request.headers.get("cookie") == "seen=1":
            return Answer("here")
        return Answer(status=302, headers={"Location": "/x", "Set-Cookie": "seen=1; Path=/"})

    web.site("nato.lab", wall)

    found = answered(web, URL)

    assert (found.body, len(found.redirects)) == (b"here", 1)


def test_cookies_end_with_their_chain_and_stay_on_their_host(web: Web) -> None:
    cookie = {"Set-Cookie": "secret=1; Path=/"}
    web.add("https://a.lab/1", Answer(status=302, headers={**cookie, "Location": "https://b.lab/"}))
    web.page("https://b.lab/")
    web.page("https://a.lab/2")

    fetch_all(web, ["https://a.lab/1", "https://a.lab/2"], per_host=1)

    assert all("cookie" not in request.headers for request in web.requests)


def test_a_cookie_beyond_what_servers_take_is_not_sent(web: Web) -> None:
    big = {"Location": "/y", "Set-Cookie": f"a={'x' * 9000}"}
    web.add(URL, Answer(status=302, headers=big))
    web.page("https://nato.lab/y")

    answered(web, URL)

    assert "cookie" not in web.requests[-1].headers


def test_of_a_redirects_body_little_is_read(web: Web) -> None:
    huge = lab.bomb(50_000_000)
    assert isinstance(huge.body, bytes)
    headers = {**huge.headers, "Location": "/y"}
    web.add(URL, Answer(huge.body + bytes(5_000_000), 302, headers))
    web.add("https://nato.lab/z", Answer("x", 302, {"Location": "/y"}, length=500, then="close"))
    web.page("https://nato.lab/y", "here")

    assert answered(web, URL).body == b"here"
    assert answered(web, "https://nato.lab/z").body == b"here"


@pytest.mark.parametrize(
    "target",
    ["http://127.0.0.1/", "http://[::1]/", "http://2130706433/", "http://b.lab:22/", "file:///x"],
)
def test_the_guard_stands_at_every_hop(web: Web, target: str) -> None:
    web.redirect("http://a.lab/", target)

    found = failed(web, "http://a.lab/")

    assert (found.kind, found.attempts) == (FailureKind.REFUSED_BY_POLICY, 1)
    assert len(web.requests) == 1


def test_a_redirect_down_to_http_is_followed_and_its_hop_kept_for_the_verdict(web: Web) -> None:
    web.redirect(URL, "http://nato.lab/y")
    web.page("http://nato.lab/y")

    found = answered(web, URL)

    assert found.final_url == "http://nato.lab/y"
    assert found.redirects == (Hop(302, URL),)


# bodies


def test_gzip_is_unpacked_and_no_longer_told(web: Web) -> None:
    web.add(URL, lab.gzipped("hello" * 1000))

    found = answered(web, URL)

    assert found.body == b"hello" * 1000
    assert "content-encoding" not in found.headers


def test_an_encoding_that_we_did_not_ask_for_is_left_and_told(web: Web) -> None:
    web.add(URL, Answer(b"packed", headers={"Content-Encoding": "br"}))

    found = answered(web, URL)

    assert (found.body, found.headers["content-encoding"]) == (b"packed", "br")


def test_a_body_is_cut_at_the_limit(web: Web) -> None:
    web.add(URL, Answer("x" * 3_000_000))
    web.add("https://nato.lab/bomb", lab.bomb(20_000_000))
    web.add("https://nato.lab/404", Answer("x" * 3_000_000, status=404))
    urls = [URL, "https://nato.lab/bomb", "https://nato.lab/404"]

    page, bomb, missing = fetch_all(web, urls, max_body=1_000_000)

    assert isinstance(page, Response)
    assert isinstance(bomb, Response)
    assert isinstance(missing, Response)
    assert [len(one.body) for one in (page, bomb, missing)] == [1_000_000, 1_000_000, 262_144]
    assert all(one.truncated for one in (page, bomb, missing))


def test_what_came_of_a_body_shorter_than_promised_is_used(web: Web) -> None:
    web.add(URL, Answer("here", length=5000, then="close"))

    found = answered(web, URL)

    assert (found.body, found.truncated, found.attempts) == (b"here", True, 1)


def test_a_body_that_never_begins_is_a_dropped_connection(web: Web) -> None:
    web.add(URL, Answer("", length=5000, then="close"))

    found = failed(web, URL)

    assert (found.kind, found.attempts) == (FailureKind.CONNECTION, 3)
    assert found.detail == "the connection ended before the page began"


def test_a_body_that_breaks_off_is_asked_for_again(web: Web) -> None:
    broken = Answer("he", length=4, then="reset", drip=1000, pause=0.05)
    web.add(URL, broken, Answer("here"))
    web.add("https://nato.lab/always", broken)

    assert (answered(web, URL).body, answered(web, URL).truncated) == (b"here", False)
    found = answered(web, "https://nato.lab/always")

    assert (found.body, found.truncated, found.attempts) == (b"he", True, 3)


def test_what_came_before_the_silence_is_used(web: Web) -> None:
    web.add(URL, Answer("<title>x</title>", length=5000, then="silence"))
    web.add("https://nato.lab/head", Answer("", length=5000, then="silence"))

    found = answered(web, URL, timeout=1.0)

    assert (found.body, found.truncated, found.attempts) == (b"<title>x</title>", True, 1)
    assert failed(web, "https://nato.lab/head", timeout=0.1).kind is FailureKind.TIMEOUT


def test_broken_gzip_keeps_what_could_be_unpacked(web: Web) -> None:
    good = lab.gzipped("<title>x</title>" * 100)
    assert isinstance(good.body, bytes)
    web.add(URL, Answer(good.body[:-12], headers=good.headers))

    found = answered(web, URL)

    assert found.truncated
    assert found.body.startswith(b"<title>x</title>")


@pytest.mark.parametrize(
    "fields",
    [b"X: y\r\n" * 300 + b"\r\n", b"X: " + b"y" * 70_000 + b"\r\n\r\n", b"X: " + b"y" * 200_000],
    ids=["many", "long", "endless"],
)
def test_headers_beyond_all_measure_are_refused(web: Web, fields: bytes) -> None:
    web.add(URL, lab.raw(b"HTTP/1.1 200 OK\r\n" + fields))

    found = failed(web, URL)

    assert (found.kind, found.attempts) == (FailureKind.TOO_LARGE, 1)


# time


def test_the_deadline_ends_a_citation_and_what_came_is_used(web: Web) -> None:
    web.add(URL, Answer("<title>x</title>" * 5_000, drip=200, pause=0.02))
    web.add("https://nato.lab/silent", lab.SILENCE)

    dripped = answered(web, URL, deadline=1.0)
    silent = failed(web, "https://nato.lab/silent", deadline=0.1)

    assert dripped.truncated
    assert dripped.body.startswith(b"<title>x</title>")
    assert silent.kind is FailureKind.TIMEOUT
    assert silent.detail == "no whole answer within 0.1 s"


@pytest.mark.parametrize(("after", "enough"), [(9_000, True), (5_000, False)])
def test_a_slow_page_is_left_once_its_headline_and_some_text_are_there(
    web: Web,
    monkeypatch: pytest.MonkeyPatch,
    after: int,
    enough: bool,  # noqa: FBT001 (a table)
) -> None:
    monkeypatch.setattr("linkcheck.fetch.exchange.SLOW", 0.0)
    html = "<title>A page</title><h1>Here</h1>" + "x" * after
    web.add(URL, Answer(html, length=20_000, drip=4_000, pause=0.01, then="silence"))

    found = answered(web, URL, timeout=1.0)

    assert found.truncated
    assert found.body.startswith(b"<title>A page</title><h1>Here</h1>")
    assert (found.elapsed < 0.9) or not enough
    assert len(found.body) == len(html)


def test_a_redirect_that_drips_is_out_of_time_and_no_page(web: Web) -> None:
    web.add(URL, Answer("x" * 900, 302, {"Location": "/y"}, drip=150, pause=0.1))

    assert failed(web, URL, deadline=0.3).kind is FailureKind.TIMEOUT


def test_waiting_for_the_hosts_turn_is_not_counted(web: Web) -> None:
    gate = web.gate()
    web.add("http://a.lab/slow", Answer("slow", gate=gate))
    web.page("http://a.lab/next", "next")

    async def story() -> list[Response | Failure]:
        async with Fetcher(policy(web, per_host=1, delay=0, deadline=1)) as fetcher:
            slow = asyncio.ensure_future(fetcher.fetch("http://a.lab/slow"))
            await asyncio.to_thread(web.wait_for, lambda: len(web.requests) == 1)
            waiting = asyncio.ensure_future(fetcher.fetch("http://a.lab/next"))
            first = await slow
            gate.open()
            return [first, await waiting]

    slow, after = asyncio.run(story())

    assert isinstance(slow, Failure)
    assert isinstance(after, Response)
    assert after.elapsed < 1


def test_where_a_page_leads_is_asked_for_before_pages_that_nobody_has_begun_with(
    web: Web,
) -> None:
    gate = web.gate()
    web.add("http://a.lab/first", Answer("first", gate=gate))
    web.site("a.lab", Answer("here"))

    async def story() -> None:
        async with Fetcher(policy(web, per_host=1, delay=0)) as fetcher:
            asked = [asyncio.ensure_future(fetcher.fetch("http://a.lab/first"))]
            await asyncio.to_thread(web.wait_for, lambda: len(web.requests) == 1)
            asked += [asyncio.ensure_future(fetcher.fetch(f"http://a.lab/{n}")) for n in range(2)]
            left = Allowance(seconds=30, requests=5)
            asked.append(asyncio.ensure_future(fetcher.fetch("http://a.lab/on", allowance=left)))
            for _ in range(5):
                await asyncio.sleep(0)
            gate.open()
            await asyncio.gather(*asked)

    asyncio.run(story())

    assert [request.target for request in web.requests] == ["/first", "/on", "/0", "/1"]


# politeness, as the server counts it


def test_the_server_sees_no_more_than_so_many_at_once(web: Web) -> None:
    gate = web.gate()
    web.site("a.lab", Answer("here", gate=gate))
    web.site("b.lab", Answer("here"))

    async def story() -> None:
        async with Fetcher(policy(web, per_host=3, delay=0)) as fetcher:
            asked = [fetcher.fetch(f"http://a.lab/{number}") for number in range(9)]
            running = asyncio.gather(*asked)
            await asyncio.to_thread(web.wait_for, lambda: len(web.requests) == 3)
            assert isinstance(await fetcher.fetch("http://b.lab/"), Response)
            gate.open()
            await running

    asyncio.run(story())

    assert web.peak("a.lab") == 3
    assert len(web.requests) == 10
    assert web.connections <= 4


def test_the_server_sees_starts_apart(web: Web) -> None:
    web.site("a.lab", Answer("here"))
    urls = [f"http://a.lab/{number}" for number in range(6)]

    async def story() -> None:
        async with Fetcher(policy(web, delay=0.05)) as fetcher:
            await asyncio.gather(*map(fetcher.fetch, urls))

    asyncio.run(story())

    assert all(later - sooner > 0.04 for sooner, later in pairwise(web.starts("a.lab")))


def test_a_hundred_hosts_are_asked_at_once(web: Web) -> None:
    gate = web.gate()
    for number in range(100):
        web.site(f"h{number}.lab", Answer("here", gate=gate))

    async def story() -> int:
        async with Fetcher(policy(web, concurrency=100)) as fetcher:
            running = asyncio.gather(
                *(fetcher.fetch(f"http://h{number}.lab/") for number in range(100))
            )
            await asyncio.to_thread(web.wait_for, lambda: len(web.requests) == 100)
            gate.open()
            return len(await running)

    assert asyncio.run(story()) == 100


# one URL, many who ask


def test_a_url_is_fetched_once_whatever_its_fragment(web: Web) -> None:
    web.page(URL, "here")
    urls = [URL, f"{URL}#a", "https://NATO.lab:443/y/../x", URL]

    found = fetch_all(web, urls)

    assert len(web.requests) == 1
    assert [one.url for one in found] == urls


def test_a_url_asked_for_later_is_remembered(web: Web) -> None:
    web.page(URL, "here")

    async def story() -> None:
        async with Fetcher(policy(web)) as fetcher:
            first = await fetcher.fetch(URL)
            assert await fetcher.fetch(URL) is first

    asyncio.run(story())

    assert len(web.requests) == 1


def test_memory_forgets_the_oldest_pages_first() -> None:
    memory = Memory(limit=5000)

    def page(size: int) -> Response:
        return Response("", "", 200, {}, b"x" * size)

    memory.put("a", page(1000))
    memory.put("b", page(1000))
    memory.put("b", page(500))
    memory.put("c", page(1000))

    assert memory.get("a") is None
    assert memory.get("b") is not None
    assert memory.get("c") is not None


def test_who_is_cancelled_takes_nobody_with_him(web: Web) -> None:
    gate = web.gate()
    web.add(URL, Answer("here", gate=gate))

    async def story() -> None:
        async with Fetcher(policy(web)) as fetcher:
            first = asyncio.ensure_future(fetcher.fetch(URL))
            second = asyncio.ensure_future(fetcher.fetch(URL))
            await asyncio.to_thread(web.wait_for, lambda: len(web.requests) == 1)
            first.cancel()
            with pytest.raises(asyncio.CancelledError):
                await first
            gate.open()
            assert isinstance(await second, Response)

    asyncio.run(story())


def test_a_request_that_nobody_waits_for_is_called_off_and_can_be_asked_anew(web: Web) -> None:
    web.add(URL, lab.SILENCE, Answer("here"))

    async def story() -> None:
        async with Fetcher(policy(web, per_host=1, delay=0)) as fetcher:
            asked = asyncio.ensure_future(fetcher.fetch(URL))
            await asyncio.to_thread(web.wait_for, lambda: len(web.requests) == 1)
            asked.cancel()
            with pytest.raises(asyncio.CancelledError):
                await asked
            again = await fetcher.fetch(URL)
            assert isinstance(again, Response)
            assert again.body == b"here"

    asyncio.run(story())


def test_closing_calls_everything_off(web: Web) -> None:
    web.add(URL, lab.SILENCE)

    async def story() -> None:
        fetcher = Fetcher(policy(web))
        asked = asyncio.ensure_future(fetcher.fetch(URL))
        await asyncio.to_thread(web.wait_for, lambda: len(web.requests) == 1)
        await fetcher.aclose()
        with pytest.raises(asyncio.CancelledError):
            await asked

    asyncio.run(story())


# what is given


def test_a_transport_of_httpx_can_take_the_networks_place() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, text=f"{request.url.host} {request.headers['accept']}")

    async def story() -> Response | Failure:
        async with Fetcher(transport=httpx.MockTransport(answer)) as fetcher:
            return await fetcher.fetch(URL)

    found = asyncio.run(story())

    assert isinstance(found, Response)
    assert found.body.startswith(b"nato.lab text/html")


def test_our_own_mistakes_are_not_taken_for_the_networks() -> None:
    def answer(_request: httpx.Request) -> httpx.Response:
        raise ZeroDivisionError

    async def story() -> None:
        async with Fetcher(transport=httpx.MockTransport(answer)) as fetcher:
            await fetcher.fetch(URL)

    with pytest.raises(ZeroDivisionError):
        asyncio.run(story())


def test_a_file_of_certificates_that_is_none_is_a_mistake_of_the_user(tmp_path: Path) -> None:
    empty = tmp_path / "ca.pem"
    empty.write_text("nothing")

    for file in (empty, tmp_path / "missing.pem"):
        with pytest.raises(ConfigError, match="cannot be used"):
            Fetcher(FetchPolicy(ca_file=file))


def test_who_leads_on_need_not_wait_for_room_and_goes_before_others(web: Web) -> None:
    web.page("http://a.lab/x", "x")

    async def never() -> None:
        await asyncio.Event().wait()

    async def story() -> tuple[bool, Response | Failure]:
        async with Fetcher(policy(web), room=never) as fetcher:
            held = asyncio.ensure_future(fetcher.fetch("http://b.lab/x"))
            found = await fetcher.fetch("http://a.lab/x", allowance=Allowance(5.0, 3))
            waits = not held.done()
            held.cancel()
            return waits, found

    waits, found = asyncio.run(story())

    assert waits
    assert isinstance(found, Response)
