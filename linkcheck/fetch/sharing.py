"""Which hosts share their turns: a site may have many names, and a machine many sites."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx

from linkcheck.fetch.policy import ADDRESS, DOMAIN
from linkcheck.urls import registrable_host

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    AddressOf = Callable[[str], Awaitable[str]]


class Sharing:
    """Names the one whose turn a host takes: itself, its registrable domain, or its address."""

    def __init__(self, by: str, address_of: AddressOf) -> None:
        self._by = by
        self._address_of = address_of

    async def name(self, host: str) -> str:
        """The name under which a host waits its turn.

        A name that has no address, or none that may be dialled, stands for itself.
        """
        if self._by == DOMAIN:
            return registrable_host(host)
        if self._by == ADDRESS:
            try:
                return await self._address_of(host)
            except (OSError, httpx.ConnectError):
                return host
        return host


async def itself(host: str) -> str:
    """What to call a host whose address is not for us to know."""
    return host
