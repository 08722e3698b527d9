"""Servers that mean harm, at the default settings: each is answered, in time and in little room."""

from __future__ import annotations

import asyncio
import sys
import tracemalloc
from typing import TYPE_CHECKING

import pytest
import web as lab
from fetch.fetching import answered, failed, fetch_all, policy
from hypothesis import given
from hypothesis import strategies as st
from web import Answer

from linkcheck.fetch import Fetcher, FetchPolicy
from linkcheck.fetch.bodies import Body
from linkcheck.fetch.exchange import ENOUGH_MARKUP
from linkcheck.fetch.guard import is_public, literal_ip, refusal
from linkcheck.fetch.redirects import follow
from linkcheck.fetch.troubles import Trouble
from linkcheck.model import Failure, FailureKind, Response
from linkcheck.urls import split

if TYPE_CHECKING:
    from web import Web

URL = "http://a.lab/"


@pytest.mark.parametrize(
    "target",
    [
        "http://127.0.0.1/",
        "http://127.1/",
        "http://2130706433/",
        "http://0x7f.0.0.1/",
        "http://0177.0.0.1/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[::127.0.0.1]/",
        "http://[64:ff9b::a9fe:a9fe]/",
        "http://[64:ff9b:1::1]/",
        "http://[2002:7f00:1::]/",
        "http://[3fff::1]/",
        "http://[fec0::1]/",
        "http://169.254.169.254/latest/meta-data/",
        "http://100.100.100.200/",
        "http://①②⑦.⓪.⓪.①/",
        "http://１２７.0.0.1/",
        "http://%31%32%37.0.0.1/",
        "http://good.lab@127.0.0.1/",
        "http://good.lab\\@127.0.0.1/",
        "http://127.0.0.1./",
        "http://10.0.0.1:80/",
        "//192.168.0.1/",
        "http://a.lab:22/",
        "http://a.lab:6379/",
        "file:///etc/passwd",
        "javascript:alert(1)",
    ],
)
def test_no_redirect_leads_into_private_networks(web: Web, target: str) -> None:
    web.redirect(URL, target)

    found = failed(web, URL)

    assert found.kind is FailureKind.REFUSED_BY_POLICY or target.startswith("http://good.lab\\")
    assert len(web.requests) == 1 or target.startswith("http://good.lab\\")
    assert all(request.host != "127.0.0.1" for request in web.requests)


def test_proxies_of_the_environment_are_not_used(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/")
    web.page(URL, "here")

    assert answered(web, URL).body == b"here"


def test_a_flood_of_bombs_takes_little_room(web: Web) -> None:
    urls = [f"http://h{number}.lab/" for number in range(40)]
    for number, url in enumerate(urls):
        web.add(url, lab.bomb(30_000_000, layers=1 + number % 2, status=(200, 404)[number % 4 > 2]))

    tracemalloc.start()
    outcomes = fetch_all(web, urls)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert all(isinstance(one, Response) and one.truncated for one in outcomes)
    assert all(len(one.body) <= ENOUGH_MARKUP for one in outcomes if isinstance(one, Response))
    assert most < 100_000_000


def test_damaged_gzip_of_any_size_is_salvaged_in_few_steps() -> None:
    packed = lab.gzipped("".join(f"{number:x} " for number in range(400_000))).wire()
    packed = packed.partition(b"\r\n\r\n")[2]
    body = Body(4_000_000, "gzip")
    steps = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal steps
        steps += event in {"call", "c_call"}

    sys.setprofile(count)
    body.feed(packed[:-2_000] + b"\xff" * 4_000)
    sys.setprofile(None)

    assert body.size > 2_000_000
    assert steps < len(packed)


@pytest.mark.parametrize(
    "answer",
    [
        lab.raw(b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 50_000),
        lab.raw(b"HTTP/1.1 100 Continue\r\n\r\n" * 50_000),
        lab.raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + b"1\r\nx\r\n" * 50_000),
        Answer("x" * 999, drip=1, pause=0.1),
        Answer("here", headers={"Content-Encoding": ", ".join(["gzip"] * 5_000)}),
        Answer("here", headers={"Set-Cookie": "a=" + "b" * 60_000}),
        Answer("here", headers={"Retry-After": "9" * 5_000}, status=503),
        Answer(status=302, headers={"Location": "/" + "x" * 60_000}),
        lab.SILENCE,
    ],
)
def test_every_attack_is_answered_and_not_by_the_page_it_hides(web: Web, answer: Answer) -> None:
    web.add(URL, answer)

    [outcome] = fetch_all(web, [URL], deadline=1.5, timeout=0.3)

    assert (
        isinstance(outcome, Failure)
        or outcome.truncated
        or outcome.status >= 300
        or ("content-encoding" in outcome.headers or "set-cookie" in outcome.headers)
    )


@pytest.mark.parametrize("host", ["xn--zckzah.lab", "xn--n3h.lab", "xn--a.lab", "xn--.lab"])
def test_cookies_of_names_in_punycode_break_nothing(web: Web, host: str) -> None:
    there = Answer(status=302, headers={"Set-Cookie": "a=1", "Location": f"http://{host}/x"})
    web.add(f"http://{host}/", there)
    web.page(f"http://{host}/x", "here")

    assert answered(web, f"http://{host}/").body == b"here"


@pytest.mark.parametrize("host", ["xn--zckzah.lab", "xn--n3h.lab", "xn--a.lab", "xn--.lab"])
def test_names_in_punycode_are_asked_for_as_they_are(web: Web, host: str) -> None:
    web.page(f"http://{host}/", "here")

    assert answered(web, f"http://{host}/").body == b"here"
    assert [request.host for request in web.requests] == [host]


def test_surplus_bytes_are_never_the_next_answer(web: Web) -> None:
    smuggled = b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil"
    web.add(URL, lab.raw(Answer("good").wire() + smuggled, then="keep"))
    web.page("http://a.lab/next", "next")

    async def story() -> list[object]:
        async with Fetcher(policy(web, delay=0)) as fetcher:
            return [await fetcher.fetch(URL), await fetcher.fetch("http://a.lab/next")]

    first, second = asyncio.run(story())

    assert isinstance(first, Response)
    assert isinstance(second, Response)
    assert (first.body, second.body) == (b"good", b"next")
    assert web.connections == 2


OCTET = st.integers(0, 255)
SPELLING = st.sampled_from([str, hex, lambda number: f"0{number:o}"])


@given(st.tuples(OCTET, OCTET, OCTET, OCTET), st.lists(SPELLING, min_size=4, max_size=4))
def test_no_spelling_of_an_address_in_a_location_passes_unless_it_is_public(
    octets: tuple[int, ...], spellings: list[object]
) -> None:
    host = ".".join(spell(one) for spell, one in zip(spellings, octets, strict=True))  # type: ignore[operator]  # each is a function
    base = split("https://a.lab/x")
    assert base is not None

    target = follow(base, 302, f"http://{host}/".encode())

    assert not isinstance(target, Trouble)
    literal = literal_ip(target.host)
    assert literal is not None
    assert bool(refusal(target, FetchPolicy())) is not is_public(literal)
