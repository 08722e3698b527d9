"""Asking the system for the addresses of a name, without holding up anything else."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from linkcheck.fetch.guard import IPAddress

    Resolve = Callable[[str], Awaitable[tuple[IPAddress, ...]]]

NO_SUCH_NAME = frozenset(
    {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)}
)  # fmt: skip
"""Codes that say for sure: the name does not exist, or has no address. All others may pass."""


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
