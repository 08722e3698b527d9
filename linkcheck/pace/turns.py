"""Many jobs in their hosts' turn: taken in as they come, begun in the best order, few at once."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from linkcheck.pace.schedule import Schedule

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator, Mapping

    Ahead = Callable[[Mapping[str, int], int], None]

T = TypeVar("T")

WINDOW = 1_000
"""Jobs under way at once; most of them wait for their host's turn."""
READY = 20_000
"""Jobs read ahead, from which the hosts with most work are chosen."""
_SLICE = 200
"""Jobs taken in at a time, so that reading ahead holds nobody up."""
_BURST = 20
"""Jobs begun at a time, for the same reason."""


def nobody(_waiting: Mapping[str, int], _read: int) -> None:
    """Hear nothing of what lies ahead."""


async def in_turn(
    jobs: Iterable[T],
    work: Callable[[int, T], Awaitable[None]],
    *,
    host: Callable[[T], str],
    places: Callable[[str], int],
    ahead: Ahead = nobody,
) -> None:
    """Do every job, numbered as they come; the host with most of them goes first.

    ``jobs`` is read ahead by some thousands and not kept. ``places`` tells how many jobs of a
    host may be under way at once; the host "" is nobody's. ``ahead`` hears how many wait
    at each host, and how many were read, as soon as :data:`READY` are (or all, if that is fewer),
    and each time that as many more are. The first error ends it all.
    """
    schedule: Schedule[tuple[int, T]] = Schedule(places)
    arriving = enumerate(jobs)
    news = asyncio.Event()
    running = read = 0
    due = 1

    async def do(where: str, number: int, job: T) -> None:
        nonlocal running
        await work(number, job)
        schedule.done(where)
        running -= 1
        news.set()

    async with _tasks() as tasks:
        while True:
            read += await _read_ahead(arriving, schedule, host)
            if read >= due:
                ahead(schedule.waiting(), read)
                due = read + READY
            if not len(schedule) and not running:
                break
            news.clear()
            while running < WINDOW and (taken := schedule.take()):
                running += 1
                where, (number, job) = taken
                tasks.create_task(do(where, number, job))
                if not running % _BURST:
                    await asyncio.sleep(0)
            await news.wait()


@asynccontextmanager
async def _tasks() -> AsyncIterator[asyncio.TaskGroup]:
    """A group of tasks whose first error is raised as it is."""
    try:
        async with asyncio.TaskGroup() as group:
            yield group
    except ExceptionGroup as several:
        raise several.exceptions[0] from None


async def _read_ahead(
    arriving: Iterator[tuple[int, T]], schedule: Schedule[tuple[int, T]], host: Callable[[T], str]
) -> int:
    """Fill the schedule in small slices; answer how many jobs were read."""
    read = 0
    while len(schedule) < READY and (some := tuple(islice(arriving, _SLICE))):
        for number, job in some:
            schedule.add(host(job), (number, job))
        read += len(some)
        await asyncio.sleep(0)
    return read
