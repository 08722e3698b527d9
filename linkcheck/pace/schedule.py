"""The order of work: a queue per host, and the host with the most work left goes first.

A run ends when its longest host does, so that one must never wait for the others. A host gets
only so many places at once: whatever it does with them, the places of the others stay free.
"""

from __future__ import annotations

import heapq
from collections import deque
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")

_STALE = 4
"""Offers for each host that waits, most of them out of date, before they are tidied up."""
_FEW = 100


class Schedule(Generic[T]):
    """Gives out jobs. ``places`` tells how many jobs of a host may be under way at once.

    The host "" is nobody's: its jobs ask no server, and are given out at once.
    """

    def __init__(self, places: Callable[[str], int]) -> None:
        self._places = places
        self._waiting: dict[str, deque[T]] = {}
        self._running: dict[str, int] = {}
        self._heap: list[tuple[int, str]] = []
        self._size = 0

    def __len__(self) -> int:
        """How many jobs wait."""
        return self._size

    def waiting(self) -> dict[str, int]:
        """How many jobs wait, by host."""
        return {host: len(queue) for host, queue in self._waiting.items()}

    def add(self, host: str, job: T) -> None:
        """Let a job wait for its host's turn."""
        queue = self._waiting.setdefault(host, deque())
        queue.append(job)
        self._size += 1
        self._offer(host, len(queue))

    def take(self) -> tuple[str, T] | None:
        """The next job and its host, ``None`` if no host has both a job and a place.

        :meth:`done` must follow.
        """
        while self._heap:
            size, host = heapq.heappop(self._heap)
            queue = self._waiting.get(host)
            if queue is None or len(queue) != -size or not self._has_place(host):
                continue  # out of date: what changed it has made, or will make, another offer
            job = queue.popleft()
            self._size -= 1
            self._running[host] = self._running.get(host, 0) + 1
            if queue:
                self._offer(host, len(queue))
            else:
                del self._waiting[host]
            return host, job
        return None

    def done(self, host: str) -> None:
        """Free the place of a job."""
        was_full = not self._has_place(host)
        self._running[host] -= 1
        if not self._running[host]:
            del self._running[host]
        if was_full and host in self._waiting:
            self._offer(host, len(self._waiting[host]))

    def _offer(self, host: str, size: int) -> None:
        if self._has_place(host):
            heapq.heappush(self._heap, (-size, host))
        if len(self._heap) > _STALE * len(self._waiting) + _FEW:
            self._tidy()

    def _tidy(self) -> None:
        """Make all offers anew: those out of date that never come up would pile up for ever."""
        self._heap = [
            (-len(queue), host) for host, queue in self._waiting.items() if self._has_place(host)
        ]
        heapq.heapify(self._heap)

    def _has_place(self, host: str) -> bool:
        return not host or self._running.get(host, 0) < self._places(host)
