from __future__ import annotations

import asyncio
import os
from concurrent.futures import BrokenExecutor
from itertools import pairwise

import pytest

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
