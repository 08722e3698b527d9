from __future__ import annotations

import asyncio
import socket
import threading
from ipaddress import ip_address

import pytest

from linkcheck.fetch.resolver import lookup, resolve


def test_the_system_knows_this_machine() -> None:
    assert ip_address("127.0.0.1") in asyncio.run(resolve("localhost"))


def test_each_address_comes_once_in_the_systems_order(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [(2, 1, 6, "", (address, 0)) for address in ("192.0.2.2", "192.0.2.1", "192.0.2.2")]
    asked: list[object] = []

    def answer(*arguments: object, **_options: object) -> object:
        asked.append(arguments[0])
        return rows

    monkeypatch.setattr(socket, "getaddrinfo", answer)

    assert lookup("a.lab") == (ip_address("192.0.2.2"), ip_address("192.0.2.1"))
    assert asked == [b"a.lab"]


def test_an_error_of_the_system_reaches_who_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_arguments: object, **_options: object) -> object:
        raise socket.gaierror(socket.EAI_AGAIN, "later")

    monkeypatch.setattr(socket, "getaddrinfo", fail)

    with pytest.raises(socket.gaierror, match="later"):
        asyncio.run(resolve("a.lab"))


@pytest.mark.parametrize("end", ["cancelled", "closed"])
def test_an_answer_that_comes_too_late_troubles_nobody(
    monkeypatch: pytest.MonkeyPatch, end: str
) -> None:
    release = threading.Event()

    def wait(*_arguments: object, **_options: object) -> list[object]:
        release.wait(10)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", wait)

    async def story() -> None:
        asked = asyncio.ensure_future(resolve("late.lab"))
        await asyncio.sleep(0)
        asked.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asked
        if end == "cancelled":
            release.set()
            await asyncio.to_thread(threads_end)

    def threads_end() -> None:
        for thread in threading.enumerate():
            if thread.name == "resolve late.lab":
                thread.join(10)

    asyncio.run(story())
    release.set()
    threads_end()

    assert all(thread.name != "resolve late.lab" for thread in threading.enumerate())
