"""Taking turns: how many requests run at once, and how fast they follow on one host.

A host is a name, not an address: a thousand small sites behind one provider are not one host.
"""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

    from linkcheck.fetch.policy import FetchPolicy

_SWEEP_AT = 1024
"""Hosts remembered before those at rest are forgotten; keeps a long run flat in memory."""


_RESERVED = 8
"""For so many requests at once, one comes on top for those who have begun."""


class HostClosedError(Exception):
    """A host asked to be left alone for longer than we wait; ``status`` is how it said so."""

    def __init__(self, status: int, wait: float) -> None:
        super().__init__(f"{status}: {wait:.0f} s")
        self.status = status
        self.wait = wait


class _Slots:
    """Slots of a host, or of all. Who has begun already goes first: a run ends with long chains.

    ``reserve``: so many more for those who have begun. Their time runs, and hundreds of silent
    servers may hold all others meanwhile.
    """

    def __init__(self, limit: int, reserve: int = 0) -> None:
        self._limit = self._free = limit
        self._reserve = reserve
        self._begun: deque[asyncio.Future[None]] = deque()
        self._new: deque[asyncio.Future[None]] = deque()

    async def acquire(self, *, begun: bool) -> None:
        if self._free > (-self._reserve if begun else 0):
            self._free -= 1
            return
        turn = asyncio.get_running_loop().create_future()
        (self._begun if begun else self._new).append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self.release()  # it was ours already
            raise

    def narrow(self, limit: int) -> None:
        """Have no more slots than so many; those that are taken beyond it end by themselves."""
        if limit < self._limit:
            self._free -= self._limit - limit
            self._limit = limit

    def release(self) -> None:
        for queue in self._next():
            while queue:
                turn = queue.popleft()
                if not turn.done():
                    turn.set_result(None)
                    return
        self._free += 1

    def _next(self) -> Iterator[deque[asyncio.Future[None]]]:
        """Who may have the slot that is being given back, without more being taken than may."""
        if self._free >= -self._reserve:
            yield self._begun
        if self._free >= 0:
            yield self._new


@dataclass(slots=True)
class _Host:
    slots: _Slots
    delay: float
    users: int = 0
    next_start: float = 0.0
    alone_until: float = 0.0
    status: int = 0


class Politeness:
    """Gives out turns. Whoever waits here holds up nobody on another host."""

    def __init__(
        self,
        policy: FetchPolicy,
        *,
        clock: Callable[[], float],
        sleep: Callable[[float], Awaitable[None]],
    ) -> None:
        self._policy = policy
        self._clock = clock
        self._sleep = sleep
        self._all = _Slots(policy.concurrency, policy.concurrency // _RESERVED)
        self._hosts: dict[str, _Host] = {}
        self._sweep_at = _SWEEP_AT

    async def enter(self, name: str, *, asked: str = "", begun: bool = False) -> None:
        """Wait for a turn on a host; :meth:`leave` must follow. Raises HostClosedError.

        ``asked``: the host itself, if ``name`` is what it shares its turns with; the strictest of
        those who do sets the pace. ``begun``: a citation that has asked before, by a redirect or
        once more, goes first.
        """
        host = self._host(name, asked or name)
        host.users += 1
        try:
            await host.slots.acquire(begun=begun)
            try:
                await self._start(host, begun=begun)
            except BaseException:
                host.slots.release()
                raise
        except BaseException:
            host.users -= 1
            raise

    def leave(self, name: str) -> None:
        """Give the turn on."""
        host = self._hosts[name]
        host.users -= 1
        host.slots.release()
        self._all.release()

    def slow_down(self, name: str, wait: float, status: int) -> None:
        """Ask nothing of a host for ``wait`` seconds; nothing but time lifts that.

        While more than the policy's ``max_retry_after`` is left, those who come, and those who
        wait already, are turned away instead of waiting.
        """
        host = self._host(name, name)
        until = self._clock() + wait
        if until > host.alone_until:
            host.alone_until, host.status = until, status

    async def _start(self, host: _Host, *, begun: bool) -> None:
        """Return when the host may be asked, holding one of all the slots."""
        while True:
            wait = self._wait(host)
            if wait > 0:
                await self._sleep(wait)
                continue
            await self._all.acquire(begun=begun)
            if self._is_due(host):
                host.next_start = self._clock() + host.delay
                return
            self._all.release()

    def _wait(self, host: _Host) -> float:
        now = self._clock()
        if host.alone_until - now > self._policy.max_retry_after:
            raise HostClosedError(host.status, host.alone_until - now)
        return max(host.next_start, host.alone_until) - now

    def _is_due(self, host: _Host) -> bool:
        return max(host.next_start, host.alone_until) <= self._clock()

    def _host(self, name: str, asked: str) -> _Host:
        known = self._hosts.get(name)
        if known is None:
            if len(self._hosts) >= self._sweep_at:
                self._forget_resting()
            slots = _Slots(self._policy.per_host_of(asked))
            known = self._hosts[name] = _Host(slots, self._policy.delay_of(asked))
        elif asked != name:
            known.slots.narrow(self._policy.per_host_of(asked))
            known.delay = max(known.delay, self._policy.delay_of(asked))
        return known

    def _forget_resting(self) -> None:
        self._hosts = {
            name: host for name, host in self._hosts.items() if host.users or not self._is_due(host)
        }
        self._sweep_at = max(_SWEEP_AT, 2 * len(self._hosts))
