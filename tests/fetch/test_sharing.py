from __future__ import annotations

import asyncio
import ipaddress
import socket
from typing import TYPE_CHECKING

import pytest
from fetch.fetching import fetch_all
from fetch.timeline import Timeline
from web import Answer

from linkcheck.fetch.connect import Dialer
from linkcheck.fetch.policy import FetchPolicy
from linkcheck.fetch.sharing import Sharing, itself

if TYPE_CHECKING:
    from web import Web

    from linkcheck.fetch.guard import IPAddress

ADDRESSES = {"a.blog.example": "8.8.8.8", "b.blog.example": "8.8.8.8", "c.example": "9.9.9.9"}
ADDRESSES["inside.example"] = "10.0.0.1"


async def resolve(host: str) -> tuple[IPAddress, ...]:
    if host not in ADDRESSES:
        raise socket.gaierror(socket.EAI_NONAME, "no such name")
    return (ipaddress.ip_address(ADDRESSES[host]),)


@pytest.mark.parametrize(
    ("by", "host", "name"),
    [
        ("host", "a.blog.example", "a.blog.example"),
        ("domain", "news.bbc.co.uk", "bbc.co.uk"),
        ("domain", "a.blog.example", "blog.example"),
        ("domain", "8.8.8.8", "8.8.8.8"),
        ("address", "a.blog.example", "8.8.8.8"),
        ("address", "b.blog.example", "8.8.8.8"),
        ("address", "c.example", "9.9.9.9"),
        ("address", "lost.example", "lost.example"),
        ("address", "inside.example", "inside.example"),
    ],
)
def test_a_host_takes_the_turn_of_what_it_shares(by: str, host: str, name: str) -> None:
    dialer = Dialer(FetchPolicy(), resolve=resolve)

    assert asyncio.run(Sharing(by, dialer.address).name(host)) == name


def test_where_the_address_is_not_ours_to_know_a_host_stands_for_itself() -> None:
    assert asyncio.run(Sharing("address", itself).name("a.example")) == "a.example"


@pytest.mark.parametrize(("by", "starts"), [("host", 1), ("domain", 2), ("address", 3)])
def test_who_shares_politeness_waits_for_each_other(web: Web, by: str, starts: int) -> None:
    hosts = ["a.blog.lab", "b.blog.lab", "other.lab"]
    for host in hosts:
        web.site(host, Answer("here"))
    time = Timeline()

    fetch_all(web, [f"http://{host}/" for host in hosts], timeline=time, delay=8, polite_to=by)

    assert time.seconds - 1000 == 8 * (starts - 1)


def test_a_wait_is_asked_of_all_who_share_it(web: Web) -> None:
    web.add("http://a.blog.lab/", Answer(status=429, headers={"Retry-After": "30"}), Answer("here"))
    web.site("b.blog.lab", Answer("here"))
    time = Timeline()
    urls = ["http://a.blog.lab/", "http://b.blog.lab/"]

    fetch_all(web, urls, timeline=time, delay=0, per_host=1, polite_to="domain")

    assert time.seconds - 1000 == 30
    assert len(web.requests) == 3
