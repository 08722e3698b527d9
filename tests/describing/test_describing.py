from __future__ import annotations

import asyncio
import gc
import os
import time
from concurrent.futures import BrokenExecutor
from itertools import pairwise

import pytest
from pdfs import simple

from linkcheck import describing
from linkcheck.describing import Describer, processes
from linkcheck.matchers import Claim
from linkcheck.model import Response

URL = "https://amt.lab/hafen"
HTML = "<html lang='de'><title>Der Hafen</title><h1>Der Hafen</h1><p>Text. {}"
CLAIM = Claim("Der Hafen", URL, "de")


def response(filler: str = "") -> Response:
    return Response(URL, URL, 200, {"content-type": "text/html"}, HTML.format(filler).encode())


@pytest.mark.parametrize("number", [0, 2])
def test_pages_are_described_the_same_here_and_elsewhere(number: int) -> None:
    async def story() -> list[str]:
        async with Describer(number) as describer:
            pages = [describer.describe(response(), CLAIM) for _ in range(6)]
            pages.append(describer.describe(response("x" * describing.LARGE), CLAIM))
            return [page.title for page, match in await asyncio.gather(*pages) if match]

    assert asyncio.run(story()) == ["Der Hafen"] * 7


def test_the_event_loop_is_looked_after_between_two_pages() -> None:
    async def story() -> list[str]:
        told: list[str] = []

        async def tick() -> None:
            while told.count("page") < 20:
                told.append("tick")
                await asyncio.sleep(0)

        async def page() -> None:
            await describer.describe(response(), CLAIM)
            told.append("page")

        async with Describer() as describer:
            await describer.describe(response(), CLAIM)
            await asyncio.gather(tick(), *(page() for _ in range(20)))
        return told

    told = asyncio.run(story())

    assert ("page", "page") not in set(pairwise(told))


def test_nothing_more_is_fetched_while_too_many_pages_wait(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(describing, "BACKLOG", 1_000)

    async def story() -> list[str]:
        told: list[str] = []

        async def fetch(name: str) -> None:
            await describer.room()
            told.append(name)

        async with Describer() as describer:
            await fetch("free")
            pages = [
                asyncio.create_task(describer.describe(response("x" * 600), CLAIM))
                for _ in range(3)
            ]
            await asyncio.sleep(0)
            held = [asyncio.create_task(fetch("held")) for _ in range(9)]
            await asyncio.sleep(0)
            told.append("full")
            held[0].cancel()
            await asyncio.gather(*pages)
            await asyncio.gather(*held[1:])
        return told

    assert asyncio.run(story()) == ["free", "full", *["held"] * 8]


def test_a_process_that_dies_is_replaced_and_its_pages_are_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def story() -> str:
        async with Describer(2) as describer:
            await describer.describe(response(), CLAIM)
            assert describer._pool is not None
            for process in tuple(describer._pool._processes.values()):
                process.kill()
            page, _ = await describer.describe(response(), CLAIM)
            monkeypatch.setattr(describing, "_ATTEMPTS", 1)
            for process in tuple(describer._pool._processes.values()):
                process.kill()
            with pytest.raises(BrokenExecutor):
                await describer.describe(response(), CLAIM)
            return page.title

    assert asyncio.run(story()) == "Der Hafen"


def test_a_page_that_is_never_done_is_given_up_with_its_process(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def story() -> tuple[list[str], str]:
        async with Describer(1) as describer:
            await describer.describe(response(), CLAIM)
            monkeypatch.setattr(describing, "HUNG", 0.2)
            monkeypatch.setattr(describing, "describe", _never_done)
            page, matched = await describer.describe(response(), CLAIM)
            assert matched is None
            monkeypatch.undo()
            after, _ = await describer.describe(response(), CLAIM)
            return [signal.detail for signal in page.signals], after.title

    assert asyncio.run(story()) == (["TimeoutError"], "Der Hafen")


def _never_done(_response: Response, _claim: Claim) -> None:
    time.sleep(600)


def test_many_large_pages_wait_on_the_disk_and_are_all_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(describing, "_CROWD", 100_000)

    async def story() -> list[str]:
        async with Describer() as describer:
            pages = (describer.describe(response("x" * 150_000), CLAIM) for _ in range(4))
            return [page.title for page, _ in await asyncio.gather(*pages)]

    assert asyncio.run(story()) == ["Der Hafen"] * 4


def test_pdfs_are_read_one_after_the_other_beside_the_pages() -> None:
    async def story() -> list[str]:
        async with Describer() as describer:
            files = [
                Response(URL, URL, 200, {}, simple(f"Paper {number}") + b"%" * 200_000)
                for number in range(3)
            ]
            described = (describer.describe(file, CLAIM) for file in [*files, response()])
            return [page.title for page, _ in await asyncio.gather(*described)]

    assert asyncio.run(story()) == ["Paper 0", "Paper 1", "Paper 2", "Der Hafen"]


@pytest.mark.parametrize(
    ("jobs", "citations", "cores", "started"),
    [(1, 9_000, 4, 0), (3, 1, 4, 3), (0, 9_000, 4, 3), (0, 9_000, 64, 8), (0, 99, 4, 0),
     (0, 9_000, 1, 0)],
)  # fmt: skip
def test_processes_are_started_where_they_are_worth_it(
    monkeypatch: pytest.MonkeyPatch, jobs: int, citations: int, cores: int, started: int
) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: cores)

    assert processes(jobs, citations) == started


def test_a_pdf_that_waits_for_its_reader_is_in_nobodys_memory() -> None:
    async def story() -> bool:
        async with Describer() as describer:
            async with describer._cage_turn:
                reading = asyncio.create_task(describer.describe(_large_pdf(), CLAIM))
                for _ in range(500):
                    await asyncio.sleep(0.01)
                    if not _is_in_memory():
                        break
                forgotten = not _is_in_memory()
            page, _ = await reading
            return forgotten and page.title == "Paper"

    assert asyncio.run(story())


def _large_pdf() -> Response:
    return Response(URL, URL, 200, {}, simple("Paper") + b"%" * 777_777)


def _is_in_memory() -> bool:
    return any(isinstance(one, Response) and len(one.body) > 777_777 for one in gc.get_objects())


def test_large_pages_wait_for_each_other_and_small_ones_for_none_of_them() -> None:
    async def story() -> tuple[bool, str]:
        async with Describer() as describer:
            large = response("x" * describing.LARGE)
            async with describer._large_turns:
                held = asyncio.create_task(describer.describe(large, CLAIM))
                page, _ = await describer.describe(response(), CLAIM)
                waits = not held.done()
            await held
            return waits, page.title

    assert asyncio.run(story()) == (True, "Der Hafen")
