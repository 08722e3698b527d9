from __future__ import annotations

import asyncio
import sys
from typing import TYPE_CHECKING

import httpx
import pytest
import web as lab
from fetch.fetching import answered, failed
from fetch.timeline import Timeline
from web import Answer, Web

from linkcheck.fetch.connect import Dialer
from linkcheck.fetch.policy import FetchPolicy
from linkcheck.fetch.transport import KEEP, MAX_IDLE, Transport, most_idle
from linkcheck.model import FailureKind

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nhere"


def play(web: Web, story: Callable[[Transport, Timeline], Awaitable[None]]) -> None:
    time = Timeline()

    async def with_transport() -> None:
        transport = Transport(Dialer(FetchPolicy(connect_to=web.address)), clock=time.clock)
        async with transport:
            await story(transport, time)

    asyncio.run(with_transport())


async def get(transport: Transport, url: str) -> bytes:
    response = await transport.handle_async_request(httpx.Request("GET", url))
    body = await response.aread()
    await response.aclose()
    return body


def test_a_connection_serves_one_request_after_the_other(web: Web) -> None:
    web.site("a.lab", Answer("here"))

    async def story(transport: Transport, _time: Timeline) -> None:
        for number in range(5):
            assert await get(transport, f"http://a.lab/{number}") == b"here"

    play(web, story)

    assert (len(web.requests), web.connections) == (5, 1)


def test_hosts_schemes_and_ports_never_share_a_connection(web: Web) -> None:
    for host in ("a.lab", "b.lab", "a.lab:8080"):
        web.site(host, Answer("here"))

    async def story(transport: Transport, _time: Timeline) -> None:
        for url in ("http://a.lab/", "http://b.lab/", "http://a.lab:8080/", "http://a.lab:80/"):
            await get(transport, url)

    play(web, story)

    assert web.connections == 3


def test_an_idle_connection_is_kept_for_a_short_while(web: Web) -> None:
    web.site("a.lab", Answer("here"))

    async def story(transport: Transport, time: Timeline) -> None:
        await get(transport, "http://a.lab/")
        time.seconds += KEEP - 1
        await get(transport, "http://a.lab/")
        time.seconds += KEEP + 1
        await get(transport, "http://a.lab/")

    play(web, story)

    assert web.connections == 2


def test_idle_connections_stay_few_however_many_hosts_there_are(web: Web) -> None:
    for number in range(most_idle() + 50):
        web.site(f"h{number}.lab", Answer("here"))

    async def story(transport: Transport, _time: Timeline) -> None:
        for number in range(most_idle() + 50):
            await get(transport, f"http://h{number}.lab/")
        assert len(transport._idle) == most_idle()

    play(web, story)


@pytest.mark.parametrize(
    "answer",
    [
        lab.raw(OK + b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nwrong", then="keep"),
        Answer("here", headers={"Connection": "close"}),
        lab.raw(b"HTTP/1.0 200 OK\r\n\r\nhere"),
        lab.raw(b"HTTP/1.1 200 OK\r\n\r\nhere"),
    ],
    ids=["surplus", "close", "http-1.0", "until-the-end"],
)
def test_a_connection_is_not_used_beyond_its_answer(web: Web, answer: Answer) -> None:
    web.add("http://a.lab/1", answer)
    web.page("http://a.lab/2", "right")

    async def story(transport: Transport, _time: Timeline) -> None:
        assert await get(transport, "http://a.lab/1") == b"here"
        assert await get(transport, "http://a.lab/2") == b"right"

    play(web, story)

    assert web.connections == 2


def test_bytes_that_nobody_asked_for_close_a_connection(web: Web) -> None:
    gate = web.gate()
    web.add("http://a.lab/1", lab.raw(OK, then="keep"))
    web.page("http://a.lab/2", "right")
    web.add("http://b.lab/", Answer("b", gate=gate))

    async def story(transport: Transport, _time: Timeline) -> None:
        await get(transport, "http://a.lab/1")
        [connection] = transport._idle._ages
        connection.data_received(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nwrong")
        assert await get(transport, "http://a.lab/2") == b"right"

    play(web, story)

    assert web.connections == 2


def test_a_connection_that_the_server_has_closed_is_not_used(web: Web) -> None:
    web.add("http://a.lab/1", lab.raw(OK, then="keep"))
    web.page("http://a.lab/2", "right")

    async def story(transport: Transport, _time: Timeline) -> None:
        await get(transport, "http://a.lab/1")
        [connection] = transport._idle._ages
        connection.eof_received()
        assert await get(transport, "http://a.lab/2") == b"right"

    play(web, story)

    assert web.connections == 2


def test_a_body_that_is_left_unread_closes_its_connection(web: Web) -> None:
    web.site("a.lab", Answer("x" * 2_000_000))

    async def story(transport: Transport, _time: Timeline) -> None:
        for _ in range(2):
            response = await transport.handle_async_request(httpx.Request("GET", "http://a.lab/"))
            await response.aclose()
        assert len(transport._idle) == 0

    play(web, story)

    assert web.connections == 2


def test_a_body_faster_than_its_reader_is_held_back_and_comes_whole(web: Web) -> None:
    data = bytes(range(256)) * 20_000
    web.add("http://a.lab/", Answer(data))

    async def story(transport: Transport, _time: Timeline) -> None:
        response = await transport.handle_async_request(httpx.Request("GET", "http://a.lab/"))
        for _ in range(50):
            await asyncio.sleep(0.001)
        assert await response.aread() == data

    play(web, story)


@pytest.mark.parametrize(
    ("files", "most"), [(256, 64), (1_024, 256), (1_000_000, MAX_IDLE), (-1, MAX_IDLE)]
)
def test_idle_connections_leave_most_files_to_others(
    monkeypatch: pytest.MonkeyPatch, files: int, most: int
) -> None:
    monkeypatch.setattr("resource.getrlimit", lambda _what: (files, files))

    assert most_idle() == most


def test_where_files_are_not_counted_few_connections_idle(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "resource", None)

    assert 0 < most_idle() < MAX_IDLE


@pytest.mark.parametrize(
    "body",
    [
        b"4\r\nhere\r\n0\r\n\r\n",
        b"2;name=value\r\nhe\r\n2\r\nre\r\n0\r\nX-Trailer: 1\r\n\r\n",
    ],
)
def test_chunks_are_joined(web: Web, body: bytes) -> None:
    head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    web.add("http://a.lab/", lab.raw(head + body))

    found = answered(web, "http://a.lab/")

    assert (found.body, found.truncated) == (b"here", False)


@pytest.mark.parametrize("body", [b"4\r\nhe", b"4\r\nhere\r\nzz\r\n", b"4\r\nhere\r\n"])
def test_chunks_that_break_off_are_used_as_far_as_they_go(web: Web, body: bytes) -> None:
    head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    web.add("http://a.lab/", lab.raw(head + body))

    found = answered(web, "http://a.lab/")

    assert found.body in {b"he", b"here"}
    assert found.truncated


def test_interim_answers_are_passed_over(web: Web) -> None:
    web.add("http://a.lab/", lab.raw(b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" + OK))

    assert answered(web, "http://a.lab/").body == b"here"


def test_interim_answers_without_end_are_no_answer(web: Web) -> None:
    web.add("http://a.lab/", lab.raw(b"HTTP/1.1 100 Continue\r\n\r\n" * 50 + OK))

    found = failed(web, "http://a.lab/")

    assert (found.kind, found.attempts) == (FailureKind.PROTOCOL, 2)
    assert found.detail == "more interim answers than anybody needs"


@pytest.mark.parametrize(
    "head",
    [
        b"HTTP/1.1 OK\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nhere",
        b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n",
        b"<html>here</html>",
    ],
)
def test_what_is_no_http_is_told_so(web: Web, head: bytes) -> None:
    web.add("http://a.lab/", lab.raw(head))

    found = failed(web, "http://a.lab/")

    assert found.kind in {FailureKind.PROTOCOL, FailureKind.CONNECTION}
    assert found.attempts > 1
    assert found.detail
