"""Asking the system for the addresses of a name, without holding up anything else."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
import threading
from collections import OrderedDict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from linkcheck.fetch.guard import IPAddress

    Resolve = Callable[[str], Coroutine[None, None, tuple[IPAddress, ...]]]

_REMEMBERED = 10_000
"""Names whose addresses are remembered."""
NO_SUCH_NAME = frozenset(
    {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)}
)  # fmt: skip
"""Codes that say for sure: the name does not exist, or has no address. All others may pass."""


class Names:
    """Answers remembered for the run, and asked once however many wait for them.

    Failures are not remembered, since the next attempt may do better. What is remembered is
    judged again at every use: this spares name servers, it does not replace the guard.
    """

    def __init__(self, ask: Resolve) -> None:
        self._ask = ask
        self._known: OrderedDict[str, tuple[IPAddress, ...]] = OrderedDict()
        self._asked: dict[str, asyncio.Task[tuple[IPAddress, ...]]] = {}

    async def resolve(self, host: str) -> tuple[IPAddress, ...]:
        """All addresses of a host. Raises :class:`socket.gaierror`."""
        known = self._known.get(host)
        if known is not None:
            return known
        task = self._asked.get(host)
        if task is None:
            task = self._asked[host] = asyncio.ensure_future(self._ask(host))
            task.add_done_callback(lambda done: self._learn(host, done))
        return await asyncio.shield(task)

    def forget(self, host: str) -> None:
        """Ask anew next time: nobody answers at these addresses."""
        self._known.pop(host, None)

    def _learn(self, host: str, done: asyncio.Task[tuple[IPAddress, ...]]) -> None:
        del self._asked[host]
        if done.cancelled() or done.exception() is not None:
            return
        self._known[host] = done.result()
        if len(self._known) > _REMEMBERED:
            self._known.popitem(last=False)


async def resolve(host: str) -> tuple[IPAddress, ...]:
    """All addresses of a host, best first as the system orders them.

    Raises :class:`socket.gaierror`. The question runs in a daemon thread of its own: a silent
    name server then neither keeps other names waiting nor holds up the end of the program.
    """
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[tuple[IPAddress, ...]] = loop.create_future()
    thread = threading.Thread(
        target=_ask, args=(host, loop, answer), name=f"resolve {host}", daemon=True
    )
    thread.start()
    return await answer


def _ask(
    host: str, loop: asyncio.AbstractEventLoop, answer: asyncio.Future[tuple[IPAddress, ...]]
) -> None:
    found: tuple[IPAddress, ...] | OSError
    try:
        found = lookup(host)
    except OSError as error:
        found = error
    try:
        loop.call_soon_threadsafe(_settle, answer, found)
    except RuntimeError:
        return  # the loop has ended meanwhile: nobody waits any more


def lookup(host: str) -> tuple[IPAddress, ...]:
    """All addresses of a host, blocking. Names go as bytes: Python's own IDNA is outdated."""
    rows = socket.getaddrinfo(host.encode("ascii"), None, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(ipaddress.ip_address(row[4][0]) for row in rows))


def _settle(
    answer: asyncio.Future[tuple[IPAddress, ...]], found: tuple[IPAddress, ...] | OSError
) -> None:
    if answer.done():
        return
    if isinstance(found, OSError):
        answer.set_exception(found)
    else:
        answer.set_result(found)
