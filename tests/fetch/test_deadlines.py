from __future__ import annotations

import asyncio
import selectors
from typing import TYPE_CHECKING, TypeVar

import pytest

from linkcheck.fetch.deadlines import Deadline

if TYPE_CHECKING:
    from collections.abc import Coroutine

T = TypeVar("T")


class _JumpingLoop(asyncio.SelectorEventLoop):
    """A loop whose clock jumps to the next timer instead of waiting for it."""

    def __init__(self) -> None:
        self.now = 0.0
        super().__init__(_Jumping(self))

    def time(self) -> float:
        return self.now


class _Jumping(selectors.DefaultSelector):
    def __init__(self, loop: _JumpingLoop) -> None:
        super().__init__()
        self._loop = loop

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        self._loop.now += timeout or 0.0
        return super().select(0)


def play(story: Coroutine[None, None, T]) -> T:
    with asyncio.Runner(loop_factory=_JumpingLoop) as runner:
        return runner.run(story)


def now() -> float:
    return asyncio.get_running_loop().time()


def test_after_its_time_it_ends_what_runs() -> None:
    async def story() -> float:
        with pytest.raises(TimeoutError):
            async with Deadline(20):
                await asyncio.sleep(100)
        return now()

    assert play(story()) == pytest.approx(20)


def test_what_is_done_in_time_is_left_alone() -> None:
    async def story() -> tuple[float, float]:
        deadline = Deadline(20)
        async with deadline:
            await asyncio.sleep(5)
        left = deadline.left
        await asyncio.sleep(100)
        return left, deadline.left

    assert play(story()) == pytest.approx((15, 15))


def test_while_it_stands_still_no_time_passes_however_long() -> None:
    async def story() -> tuple[float, float]:
        deadline = Deadline(20)
        async with deadline:
            await asyncio.sleep(5)
            with deadline.standing_still():
                await asyncio.sleep(1000)  # its timer rings meanwhile
                during = deadline.left
            return during, deadline.left

    assert play(story()) == pytest.approx((15, 15))


def test_it_counts_on_after_it_stood_still() -> None:
    async def story() -> float:
        deadline = Deadline(20)
        try:
            async with deadline:
                for _ in range(3):
                    with deadline.standing_still():
                        await asyncio.sleep(7)
                    await asyncio.sleep(1)
                await asyncio.sleep(100)
        except TimeoutError:
            return now()
        return 0.0

    assert play(story()) == pytest.approx(20 + 3 * 7)


def test_time_that_was_up_already_is_up_at_once_after_standing_still() -> None:
    async def story() -> float:
        deadline = Deadline(0)
        try:
            async with deadline:
                with deadline.standing_still():
                    await asyncio.sleep(3)
                await asyncio.sleep(100)
        except TimeoutError:
            return now()
        return 0.0

    assert play(story()) == pytest.approx(3)


def test_being_cancelled_is_no_timeout() -> None:
    async def waits() -> None:
        async with Deadline(20):
            await asyncio.sleep(10)

    async def story() -> None:
        task = asyncio.create_task(waits())
        await asyncio.sleep(1)
        task.cancel()
        await task

    with pytest.raises(asyncio.CancelledError):
        play(story())
