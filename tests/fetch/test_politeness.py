from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from fetch.timeline import Timeline

from linkcheck.fetch.paces import Pace, Paces
from linkcheck.fetch.policy import FetchPolicy
from linkcheck.fetch.politeness import HostClosedError, Politeness

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable


class Turns:
    """Takes turns and notes when each began, and how many ran at once."""

    def __init__(self, **settings: float | Paces) -> None:
        self.time = Timeline()
        policy = FetchPolicy(**settings)  # type: ignore[arg-type]  # whole numbers are given
        self.politeness = Politeness(policy, clock=self.time.clock, sleep=self.time.sleep)
        self.begun: list[tuple[str, float]] = []
        self.running = self.peak = 0

    async def take(self, host: str, seconds: float = 0.0, asked: str = "") -> None:
        await self.politeness.enter(host, asked=asked)
        self.begun.append((host, self.time.clock() - 1000))
        self.running += 1
        self.peak = max(self.peak, self.running)
        await self.time.sleep(seconds)
        self.running -= 1
        self.politeness.leave(host)

    def play(self, *stories: Callable[[], Awaitable[None]]) -> None:
        async def all_of_them() -> None:
            await asyncio.gather(*(story() for story in stories))

        self.time.play(all_of_them())

    def of(self, host: str) -> list[float]:
        return [at for name, at in self.begun if name == host]


def test_requests_to_one_host_start_apart() -> None:
    turns = Turns(delay=0.5)

    turns.play(*[lambda: turns.take("a")] * 4)

    assert turns.of("a") == [0.0, 0.5, 1.0, 1.5]


def test_no_more_than_so_many_run_at_once_on_one_host() -> None:
    turns = Turns(delay=0, per_host=3)

    turns.play(*[lambda: turns.take("a", 10)] * 7)

    assert turns.of("a") == [0, 0, 0, 10, 10, 10, 20]
    assert turns.peak == 3


def test_no_more_than_so_many_run_at_once_in_all() -> None:
    turns = Turns(delay=0, concurrency=2)

    turns.play(*[lambda host=host: turns.take(host, 10) for host in "abcde"])

    assert turns.peak == 2
    assert [at for _, at in turns.begun] == [0, 0, 10, 10, 20]


def test_a_host_that_waits_holds_up_no_other() -> None:
    turns = Turns(delay=100, concurrency=1)

    turns.play(*[lambda: turns.take("slow")] * 5, lambda: turns.take("quick"))

    assert turns.of("quick") == [0]


def test_starts_stay_apart_though_all_slots_were_taken_meanwhile() -> None:
    turns = Turns(delay=1, concurrency=1)

    turns.play(lambda: turns.take("other", 10), *[lambda: turns.take("a")] * 3)

    first, second, third = turns.of("a")
    assert second - first >= 1
    assert third - second >= 1


def test_a_host_that_asks_for_time_gets_it_from_everybody() -> None:
    turns = Turns(delay=0)

    async def ask() -> None:
        await turns.take("busy")
        turns.politeness.slow_down("busy", 30, 429)
        turns.politeness.slow_down("busy", 2, 429)
        await asyncio.gather(turns.take("busy"), turns.take("busy"), turns.take("other"))

    turns.play(ask)

    assert turns.of("busy") == [0, 30, 30]
    assert turns.of("other") == [0]


def test_who_waits_already_waits_longer_when_the_host_asks_for_it() -> None:
    turns = Turns(delay=5)

    async def ask() -> None:
        await turns.take("busy")
        second = asyncio.ensure_future(turns.take("busy"))
        await asyncio.sleep(0)
        turns.politeness.slow_down("busy", 30, 503)
        await second

    turns.play(ask)

    assert turns.of("busy") == [0, 30]


def test_a_host_that_asks_for_too_much_is_left_alone_until_it_is_near() -> None:
    turns = Turns(delay=0, max_retry_after=60)

    async def ask() -> None:
        await turns.take("busy")
        turns.politeness.slow_down("busy", 3600, 503)
        with pytest.raises(HostClosedError) as refused:
            await turns.take("busy")
        assert (refused.value.status, refused.value.wait) == (503, 3600)
        await turns.time.sleep(3550)
        await turns.take("busy")

    turns.play(ask)

    assert turns.of("busy") == [0, 3600]


def test_who_is_cancelled_while_waiting_gives_the_turn_back() -> None:
    turns = Turns(delay=10, per_host=1)

    async def ask() -> None:
        await turns.take("a")
        waiting = asyncio.ensure_future(turns.take("a"))
        queued = asyncio.ensure_future(turns.take("a"))
        await asyncio.sleep(0)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
        await queued

    turns.play(ask)

    assert turns.of("a") == [0, 10]


def test_hosts_at_rest_are_forgotten_and_others_are_not() -> None:
    turns = Turns(delay=1)

    async def ask() -> None:
        turns.politeness.slow_down("busy", 50, 429)
        for number in range(5000):
            await turns.take(f"host-{number}", 0.01)
        assert len(turns.politeness._hosts) < 1500
        await turns.take("busy")

    turns.play(ask)

    assert turns.of("busy") == [pytest.approx(50.0, abs=0.02)]


def test_who_has_begun_goes_before_those_who_have_not() -> None:
    turns = Turns(delay=0, per_host=1)
    order: list[str] = []

    async def story() -> None:
        async def ask(name: str, *, begun: bool) -> None:
            await turns.politeness.enter("a", begun=begun)
            order.append(name)
            turns.politeness.leave("a")

        await turns.politeness.enter("a")
        waiting = [
            asyncio.create_task(ask(name, begun=begun))
            for name, begun in (("new", False), ("gone", True), ("begun", True), ("last", False))
        ]
        await asyncio.sleep(0)
        waiting[1].cancel()
        turns.politeness.leave("a")
        await asyncio.gather(*waiting, return_exceptions=True)

    turns.time.play(story())

    assert order == ["begun", "new", "last"]


def test_a_turn_that_comes_too_late_is_given_on() -> None:
    turns = Turns(delay=0, per_host=1)

    async def story() -> str:
        await turns.politeness.enter("a")
        late = asyncio.create_task(turns.politeness.enter("a"))
        next_one = asyncio.create_task(turns.politeness.enter("a"))
        await asyncio.sleep(0)
        turns.politeness.leave("a")
        late.cancel()
        await asyncio.wait_for(next_one, 1)
        return "taken" if late.cancelled() else "lost"

    assert turns.time.play(story()) == "taken"


def test_who_has_begun_gets_the_next_of_all_the_places_before_those_who_have_not() -> None:
    turns = Turns(delay=0, per_host=1, concurrency=1)
    order: list[str] = []

    async def story(host: str, *, begun: bool) -> None:
        await turns.politeness.enter(host, begun=begun)
        order.append(host)
        await turns.time.sleep(1)
        turns.politeness.leave(host)

    turns.play(
        lambda: story("first", begun=False),
        lambda: story("new", begun=False),
        lambda: story("again", begun=True),
    )

    assert order == ["first", "again", "new"]


def test_those_who_have_begun_find_some_places_more() -> None:
    turns = Turns(delay=0, concurrency=8)
    entered: list[str] = []

    async def begun(host: str) -> None:
        await turns.politeness.enter(host, begun=True)
        entered.append(host)

    async def story() -> None:
        silent = [asyncio.create_task(turns.take(f"s{number}", 100)) for number in range(9)]
        await turns.time.sleep(1)
        assert turns.running == 8
        await begun("x")
        waiting = asyncio.create_task(begun("y"))
        await turns.time.sleep(1)
        assert entered == ["x"]
        turns.politeness.leave("x")
        await waiting
        turns.politeness.leave("y")
        await asyncio.gather(*silent)

    turns.play(story)

    assert turns.peak == 8
    assert len(turns.begun) == 9


SLOW_AND_OWN = Paces((("slow.lab", Pace(1, 5.0)), ("own.lab", Pace(20)), ("www.slow.lab", Pace(2))))


def test_single_hosts_and_the_names_below_them_have_paces_of_their_own() -> None:
    turns = Turns(delay=1, per_host=3, hosts=SLOW_AND_OWN)

    turns.play(
        *[lambda: turns.take("slow.lab")] * 3,
        *[lambda: turns.take("a.b.slow.lab")] * 2,
        *[lambda: turns.take("notslow.lab")] * 3,
    )

    assert turns.of("slow.lab") == [0, 5, 10]
    assert turns.of("a.b.slow.lab") == [0, 5]
    assert turns.of("notslow.lab") == [0, 1, 2]


def test_what_a_table_leaves_open_the_one_above_says_and_then_the_rest() -> None:
    policy = FetchPolicy(delay=1, per_host=3, hosts=SLOW_AND_OWN)
    hosts = ("www.slow.lab", "slow.lab", "own.lab", "lab", "")

    assert [(policy.per_host_of(one), policy.delay_of(one)) for one in hosts] == [
        (2, 5), (1, 5), (20, 1), (3, 1), (3, 1),
    ]  # fmt: skip


def test_a_host_of_ones_own_may_be_asked_faster() -> None:
    turns = Turns(delay=0, per_host=1, hosts=SLOW_AND_OWN)

    turns.play(*[lambda: turns.take("own.lab", 10)] * 21)

    assert turns.of("own.lab") == [0] * 20 + [10]


def test_who_shares_turns_is_asked_as_the_strictest_of_them() -> None:
    turns = Turns(delay=0, per_host=3, hosts=SLOW_AND_OWN)

    async def later() -> None:
        await turns.time.sleep(1)
        await turns.take("8.8.8.8", 10, asked="slow.lab")

    turns.play(*[lambda: turns.take("8.8.8.8", 10, asked="a.lab")] * 5, later)

    assert turns.of("8.8.8.8") == [0, 0, 0, 10, 20, 30]
