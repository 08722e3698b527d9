from __future__ import annotations

import asyncio
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from linkcheck.pace import turns

if TYPE_CHECKING:
    from collections.abc import Iterator


def test_every_job_is_done_once_and_a_host_gets_only_its_places() -> None:
    jobs = [("busy", number) for number in range(50)] + [("calm", 1), ("", 2), ("", 3)]
    running: Counter[str] = Counter()
    most: Counter[str] = Counter()
    done: list[tuple[int, tuple[str, int]]] = []

    async def work(number: int, job: tuple[str, int]) -> None:
        running[job[0]] += 1
        most[job[0]] = max(most[job[0]], running[job[0]])
        await asyncio.sleep(0)
        running[job[0]] -= 1
        done.append((number, job))

    asyncio.run(turns.in_turn(jobs, work, host=lambda job: job[0], places=lambda _host: 3))

    assert sorted(done) == list(enumerate(jobs))
    assert most == {"busy": 3, "calm": 1, "": 2}


def test_jobs_are_read_ahead_only_so_far(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "READY", 400)
    monkeypatch.setattr(turns, "WINDOW", 50)
    taken = finished = furthest = 0

    def jobs() -> Iterator[str]:
        nonlocal taken
        for number in range(3_000):
            taken += 1
            yield f"host {number % 7}"

    async def work(_number: int, _job: str) -> None:
        nonlocal finished, furthest
        await asyncio.sleep(0)
        finished += 1
        furthest = max(furthest, taken - finished)

    asyncio.run(turns.in_turn(jobs(), work, host=str, places=lambda _host: 9))

    assert finished == 3_000
    assert furthest <= 400 + 200 + 50


def test_the_first_error_ends_it_as_it_is() -> None:
    async def work(number: int, _job: str) -> None:
        await asyncio.sleep(0 if number else 9)
        raise KeyError(number)

    with pytest.raises(KeyError, match="1"):
        asyncio.run(turns.in_turn(["a", "a"], work, host=str, places=lambda _host: 2))
