from __future__ import annotations

import asyncio
import ipaddress
import socket
from typing import TYPE_CHECKING

import pytest
from fetch.timeline import Timeline

from linkcheck.fetch import Fetcher, FetchPolicy
from linkcheck.fetch.connect import Dialer
from linkcheck.fetch.transport import Transport
from linkcheck.model import Failure, FailureKind, Response

if TYPE_CHECKING:
    from web import Web

    from linkcheck.fetch.guard import IPAddress
    from linkcheck.model import Outcome


class Names:
    """A name server that gives the addresses of a test, and notes the questions."""

    def __init__(self, *addresses: str, error: int | None = None) -> None:
        self.addresses = tuple(map(ipaddress.ip_address, addresses))
        self.error = error
        self.asked: list[str] = []

    async def resolve(self, host: str) -> tuple[IPAddress, ...]:
        self.asked.append(host)
        if self.error is not None:
            raise socket.gaierror(self.error, "as the test wants it")
        return self.addresses


def fetch(names: Names, url: str, policy: FetchPolicy) -> Outcome:
    time = Timeline()

    async def story() -> Outcome:
        transport = Transport(Dialer(policy, resolve=names.resolve))
        fetcher = Fetcher(policy, transport=transport, clock=time.clock, sleep=time.sleep)
        async with fetcher:
            return await fetcher.fetch(url)

    return time.play(story())


@pytest.mark.parametrize(
    "addresses",
    [
        ["127.0.0.1"],
        ["169.254.169.254"],
        ["10.0.0.1", "8.8.8.8"],
        ["8.8.8.8", "::1"],
        ["::ffff:127.0.0.1"],
        ["64:ff9b::7f00:1"],
        ["fe80::1%lo"],
    ],
)
def test_a_name_with_any_address_that_is_not_public_is_not_dialled(addresses: list[str]) -> None:
    names = Names(*addresses)

    found = fetch(names, "http://intern.lab/", FetchPolicy())

    assert isinstance(found, Failure)
    assert (found.kind, found.attempts) == (FailureKind.REFUSED_BY_POLICY, 1)
    assert found.detail.startswith("intern.lab is at ")
    assert found.detail.endswith("which is not a public address")
    assert names.asked == ["intern.lab"]


def test_the_address_that_was_judged_is_dialled_without_a_second_look(web: Web) -> None:
    port = web.address[1]
    web.page(f"http://intern.lab:{port}/x", "here")
    names = Names("127.0.0.1")

    found = fetch(names, f"http://intern.lab:{port}/x", FetchPolicy(allow_private=True))

    assert isinstance(found, Response)
    assert found.body == b"here"
    assert names.asked == ["intern.lab"]


def test_an_address_in_the_url_needs_no_name_server(web: Web) -> None:
    port = web.address[1]
    web.page(f"http://127.0.0.1:{port}/x", "here")
    names = Names()

    found = fetch(names, f"http://127.1:{port}/x", FetchPolicy(allow_private=True))

    assert isinstance(found, Response)
    assert names.asked == []


def test_with_connect_to_no_name_is_looked_up(web: Web) -> None:
    web.page("http://nato.lab/", "here")
    names = Names()

    found = fetch(names, "http://nato.lab/", FetchPolicy(connect_to=web.address))

    assert isinstance(found, Response)
    assert names.asked == []
    assert web.requests[0].headers["host"] == "nato.lab"


@pytest.mark.parametrize("names", [Names(), Names(error=socket.EAI_NONAME)])
def test_a_name_that_does_not_exist_is_asked_for_twice(names: Names) -> None:
    names.asked.clear()

    found = fetch(names, "http://gone.lab/", FetchPolicy())

    assert isinstance(found, Failure)
    assert (found.kind, found.attempts) == (FailureKind.NO_SUCH_HOST, 2)
    assert found.detail == "the name does not exist or has no address"
    assert len(names.asked) == 2


def test_a_name_server_in_trouble_says_nothing_of_the_name() -> None:
    names = Names(error=socket.EAI_AGAIN)

    found = fetch(names, "http://nato.lab/", FetchPolicy())

    assert isinstance(found, Failure)
    assert (found.kind, found.attempts) == (FailureKind.CONNECTION, 3)
    assert found.detail.startswith("the name could not be looked up")


def test_the_next_address_is_dialled_when_one_refuses(web: Web) -> None:
    port = web.address[1]
    web.page(f"http://two.lab:{port}/", "here")

    found = fetch(
        Names("127.0.0.2", "127.0.0.3", "127.0.0.1"),
        f"http://two.lab:{port}/",
        FetchPolicy(allow_private=True),
    )

    assert isinstance(found, Response)


def test_a_refused_connection_is_told(web: Web) -> None:
    url = f"http://two.lab:{web.address[1]}/"

    found = fetch(Names("127.0.0.2"), url, FetchPolicy(allow_private=True))

    assert isinstance(found, Failure)
    assert (found.kind, found.attempts) == (FailureKind.CONNECTION, 3)
    assert found.detail == "connection refused"


def test_addresses_share_the_time_for_connecting(web: Web) -> None:
    port = web.address[1]
    web.page(f"https://two.lab:{port}/", "here")
    policy = FetchPolicy(allow_private=True, ca_file=web.ca_file, timeout=1)

    with socket.create_server(("127.0.0.2", port)):  # takes connections and never says a word
        found = fetch(Names("127.0.0.2", "127.0.0.1"), f"https://two.lab:{port}/", policy)

    assert isinstance(found, Response)


def test_a_handshake_that_never_ends_is_silence(web: Web) -> None:
    port = web.address[1]
    policy = FetchPolicy(allow_private=True, timeout=0.1)

    with socket.create_server(("127.0.0.2", port)):
        found = fetch(Names("127.0.0.2"), f"https://two.lab:{port}/", policy)

    assert isinstance(found, Failure)
    assert (found.kind, found.attempts) == (FailureKind.TIMEOUT, 1)
    assert found.detail == "no connection in time"


def test_a_bad_certificate_is_not_shopped_around(web: Web) -> None:
    port = web.address[1]
    web.certificate("two.lab", "expired")
    policy = FetchPolicy(allow_private=True, ca_file=web.ca_file)

    found = fetch(Names("127.0.0.1", "127.0.0.2"), f"https://two.lab:{port}/", policy)

    assert isinstance(found, Failure)
    assert found.detail == "the certificate has expired"


def test_a_dialer_without_a_limit_waits_as_long_as_it_takes(web: Web) -> None:
    async def story() -> bool:
        dialer = Dialer(FetchPolicy(connect_to=web.address))
        connection = await dialer.dial("http", "nato.lab", 80, None)
        connection.close()
        return connection.is_open

    assert asyncio.run(story()) is False
