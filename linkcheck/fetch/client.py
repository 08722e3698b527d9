"""The fetcher: every URL once, whoever asks for it and however often."""

from __future__ import annotations

import asyncio
import random
import time
from collections import OrderedDict
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Self

from linkcheck import urls
from linkcheck.events import silence
from linkcheck.fetch.connect import Dialer
from linkcheck.fetch.policy import Allowance, FetchPolicy
from linkcheck.fetch.politeness import Politeness
from linkcheck.fetch.robots import Robots
from linkcheck.fetch.sharing import Sharing, itself
from linkcheck.fetch.transport import Transport
from linkcheck.fetch.trip import Means, Trip, anything
from linkcheck.fetch.validators import OF_CONDITIONS
from linkcheck.model import Failure, Response

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence
    from types import TracebackType

    import httpx

    from linkcheck.events import Listener
    from linkcheck.fetch.sharing import AddressOf
    from linkcheck.fetch.validators import Validators
    from linkcheck.model import Outcome

_REMEMBERED = 6_000_000
"""Bytes of pages remembered, so that a URL cited again is not fetched again."""
_ENTRY = 1_000
"""Bytes that an outcome takes besides its body, roughly."""


_FOR_ROBOTS = Allowance(seconds=10.0, requests=6)
"""What fetching a robots.txt may take; RFC 9309, 2.3.1.2, follows five redirects."""


def utc_now() -> datetime:
    """The time of day."""
    return datetime.now(UTC)


async def _any_time() -> None:
    """Hold nobody back."""


class Fetcher:
    """Fetches pages politely, patiently and safely; an asynchronous context manager.

    ``transport`` replaces the network (any httpx transport; the guard of what names resolve to
    is the default transport's, so a transport of your own must bring its own). ``room`` is waited
    for before each request: whoever reads the pages can hold the fetcher back. ``clock``
    (monotonic seconds), ``sleep``, ``random`` (0 to 1) and ``now`` are time and chance.
    Raises :class:`linkcheck.errors.ConfigError` when the policy's ``ca_file`` cannot be read.
    """

    def __init__(  # noqa: PLR0913 (time and chance are arguments)
        self,
        policy: FetchPolicy | None = None,
        *,
        listener: Listener = silence,
        transport: httpx.AsyncBaseTransport | None = None,
        room: Callable[[], Awaitable[None]] = _any_time,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        random: Callable[[], float] = random.random,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        policy = policy or FetchPolicy()
        address_of: AddressOf = itself
        if transport is None:
            dialer = Dialer(policy)
            transport, address_of = Transport(dialer), dialer.address
        self._means = Means(
            policy=policy,
            transport=transport,
            sharing=Sharing(policy.polite_to, address_of),
            room=room,
            politeness=Politeness(policy, clock=clock, sleep=sleep),
            listener=listener,
            clock=clock,
            sleep=sleep,
            random=random,
            now=now,
        )
        self._robots = Robots(policy, self._ask_robots)
        self._means = replace(self._means, allows=self._robots.allow)
        self._flights: dict[str, _Flight] = {}
        self._leaving: set[asyncio.Task[Outcome]] = set()
        self._memory = Memory(_REMEMBERED)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Call everything off that is under way, and close all connections."""
        running = [*self._leaving, *(flight.task for flight in self._flights.values())]
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
        await self._means.transport.aclose()

    async def fetch(
        self, url: str, *, languages: Sequence[str] = (), allowance: Allowance | None = None
    ) -> Outcome:
        """Get a page; trouble on the network is a Failure.

        Whoever asks for a URL that is under way shares its outcome, in the languages of the one
        who asked first. Being cancelled calls the request off if nobody else waits for it.
        """
        key = urls.request_key(url)
        outcome = self._memory.get(key)
        if outcome is None:
            outcome = await self._join(self._flight(key, languages, allowance))
        return outcome if outcome.url == url else replace(outcome, url=url)

    async def renew(self, url: str, known: Validators, *, languages: Sequence[str] = ()) -> Outcome:
        """Get a page unless it is the known one still: then, the answer has status 304.

        An answer in full serves whoever fetches the page, as any fetched one does.
        """
        key = urls.request_key(url)
        outcome = self._memory.get(key) or self._memory.get(_condition(key, known))
        if outcome is None:
            flight = self._flights.get(key) or self._flight(key, languages, None, known)
            outcome = await self._join(flight)
        return outcome if outcome.url == url else replace(outcome, url=url)

    async def _ask_robots(self, url: str) -> Outcome:
        """Fetch a robots.txt: through the same guard and in turn, but with little patience."""
        means = _within(replace(self._means, allows=anything), _FOR_ROBOTS)
        return await Trip(url, (), means, begun=True).run()

    def _flight(
        self,
        key: str,
        languages: Sequence[str],
        allowance: Allowance | None,
        known: Validators | None = None,
    ) -> _Flight:
        name = _condition(key, known) if known else key
        flight = self._flights.get(name)
        if flight is None:
            means = _within(self._means, allowance) if allowance else self._means
            begun = allowance is not None
            trip = Trip(key, languages, means, known, begun=begun)
            task = asyncio.create_task(trip.run())
            flight = self._flights[name] = _Flight(name, task, hurried=begun)
            task.add_done_callback(lambda _task: self._land(flight, key))
        return flight

    async def _join(self, flight: _Flight) -> Outcome:
        flight.waiting += 1
        try:
            return await asyncio.shield(flight.task)
        finally:
            flight.waiting -= 1
            if not flight.waiting and not flight.task.done():
                del self._flights[flight.key]
                self._leaving.add(flight.task)
                flight.task.cancel()

    def _land(self, flight: _Flight, key: str) -> None:
        self._leaving.discard(flight.task)
        if self._flights.get(flight.key) is flight:
            del self._flights[flight.key]
        if flight.task.cancelled() or flight.task.exception() is not None:
            return
        outcome = flight.task.result()
        if flight.hurried and isinstance(outcome, Failure):
            return  # with more time, it may succeed
        about_condition = isinstance(outcome, Response) and outcome.status in OF_CONDITIONS
        self._memory.put(flight.key if about_condition else key, outcome)


def _within(means: Means, allowance: Allowance) -> Means:
    """The same means, for a citation that has used up part of its time and requests."""
    policy = means.policy
    seconds = round(min(policy.deadline, allowance.seconds), 1)
    requests = min(policy.max_requests, allowance.requests)
    return replace(means, policy=replace(policy, deadline=seconds, max_requests=requests))


def _condition(key: str, known: Validators) -> str:
    """The name of a conditional request: no key of a page has a space."""
    return f"{key} {known.url} {known.etag} {known.modified}"


@dataclass(slots=True)
class _Flight:
    """A URL that is being fetched, and how many wait for it."""

    key: str
    task: asyncio.Task[Outcome]
    waiting: int = 0
    hurried: bool = False


class Memory:
    """Outcomes by key, up to a number of bytes; the oldest are forgotten first."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._size = 0
        self._kept: OrderedDict[str, Outcome] = OrderedDict()

    def get(self, key: str) -> Outcome | None:
        """What is remembered, or ``None``."""
        return self._kept.get(key)

    def put(self, key: str, outcome: Outcome) -> None:
        """Remember an outcome."""
        if key in self._kept:
            self._size -= _size(self._kept.pop(key))
        self._kept[key] = outcome
        self._size += _size(outcome)
        while self._size > self._limit:
            _, forgotten = self._kept.popitem(last=False)
            self._size -= _size(forgotten)


def _size(outcome: Outcome) -> int:
    return _ENTRY + (len(outcome.body) if isinstance(outcome, Response) else 0)
