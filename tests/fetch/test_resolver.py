from __future__ import annotations

import asyncio
import socket
import threading
from ipaddress import ip_address
from typing import TYPE_CHECKING

import pytest

from linkcheck.fetch import resolver
from linkcheck.fetch.resolver import Names, lookup, resolve

if TYPE_CHECKING:
    from linkcheck.fetch.guard import IPAddress


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


class Server:
    """Answers in turn, and counts the questions."""

    def __init__(self, *answers: str | socket.gaierror) -> None:
        self.answers = list(answers)
        self.asked: list[str] = []

    async def ask(self, host: str) -> tuple[IPAddress, ...]:
        self.asked.append(host)
        await asyncio.sleep(0)
        answer = self.answers.pop(0)
        if isinstance(answer, socket.gaierror):
            raise answer
        return (ip_address(answer),)


def test_a_name_is_asked_once_however_many_want_it() -> None:
    server = Server("192.0.2.1", "192.0.2.2")
    names = Names(server.ask)

    async def story() -> set[object]:
        found = await asyncio.gather(*(names.resolve("a.lab") for _ in range(5)))
        found.append(await names.resolve("a.lab"))
        names.forget("a.lab")
        found.append(await names.resolve("a.lab"))
        return set(found)

    assert asyncio.run(story()) == {(ip_address("192.0.2.1"),), (ip_address("192.0.2.2"),)}
    assert server.asked == ["a.lab", "a.lab"]


def test_a_failed_question_is_asked_again() -> None:
    server = Server(socket.gaierror(socket.EAI_AGAIN, "later"), "192.0.2.1")
    names = Names(server.ask)

    async def story() -> object:
        with pytest.raises(socket.gaierror):
            await names.resolve("a.lab")
        return await names.resolve("a.lab")

    assert asyncio.run(story()) == (ip_address("192.0.2.1"),)


def test_who_gives_up_waiting_takes_the_answer_from_nobody() -> None:
    server = Server("192.0.2.1")
    names = Names(server.ask)

    async def story() -> object:
        impatient = asyncio.create_task(names.resolve("a.lab"))
        patient = asyncio.create_task(names.resolve("a.lab"))
        await asyncio.sleep(0)
        impatient.cancel()
        return await patient

    assert asyncio.run(story()) == (ip_address("192.0.2.1"),)


def test_only_so_many_names_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resolver, "_REMEMBERED", 2)
    server = Server(*["192.0.2.1"] * 4)
    names = Names(server.ask)

    async def story() -> None:
        for host in ("a", "b", "c", "a"):
            await names.resolve(host)

    asyncio.run(story())
    assert server.asked == ["a", "b", "c", "a"]
