from __future__ import annotations

import asyncio

from linkcheck.fetch.rounds import Rounds


async def _rounds_of(count: int, most: int) -> list[int]:
    """In which round of the loop each of so many passes."""
    loop = asyncio.get_running_loop()
    rounds, current = Rounds(loop, most), 0
    passed: list[int] = []

    def count_rounds() -> None:
        nonlocal current
        current += 1
        if len(passed) < count:
            loop.call_soon(count_rounds)

    async def one() -> None:
        await rounds.step()
        passed.append(current)

    loop.call_soon(count_rounds)
    await asyncio.gather(*(one() for _ in range(count)))
    return passed


def test_no_more_than_so_many_pass_in_one_round() -> None:
    passed = asyncio.run(_rounds_of(50, most=4))

    assert len(passed) == 50
    assert max(passed.count(one) for one in set(passed)) == 4
    assert passed == sorted(passed)


def test_who_is_alone_passes_at_once() -> None:
    assert len(set(asyncio.run(_rounds_of(4, most=4)))) == 1


def test_places_are_there_again_after_a_rest() -> None:
    async def story() -> list[int]:
        rounds = Rounds(asyncio.get_running_loop(), 2)
        counts = []
        for _ in range(3):
            sleepers = [asyncio.get_running_loop().create_future() for _ in range(3)]
            for sleeper in sleepers:
                rounds.wake(sleeper)
            counts.append(sum(sleeper.done() for sleeper in sleepers))
            await asyncio.gather(*sleepers)
            for _ in range(4):
                await asyncio.sleep(0)
        return counts

    assert asyncio.run(story()) == [2, 2, 2]


def test_who_gave_up_meanwhile_takes_no_place() -> None:
    async def story() -> list[bool]:
        loop = asyncio.get_running_loop()
        rounds = Rounds(loop, 1)
        sleepers = [loop.create_future() for _ in range(4)]
        for sleeper in sleepers:
            rounds.wake(sleeper)
        sleepers[1].cancel()
        await asyncio.sleep(0)
        return [sleeper.done() and not sleeper.cancelled() for sleeper in sleepers]

    assert asyncio.run(story()) == [True, False, True, False]


def test_waking_somebody_who_is_awake_changes_nothing() -> None:
    async def story() -> int:
        loop = asyncio.get_running_loop()
        rounds = Rounds(loop, 2)
        awake: asyncio.Future[None] = loop.create_future()
        awake.set_result(None)
        rounds.wake(awake)
        sleeper: asyncio.Future[None] = loop.create_future()
        rounds.wake(sleeper)
        await sleeper
        return 1

    assert asyncio.run(story()) == 1
