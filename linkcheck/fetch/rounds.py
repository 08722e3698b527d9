"""A few requests go on between two looks at the network, however many could.

The event loop calls everybody whose bytes have come before it looks at the network and the clock
again. Two hundred connections at a time would make that a tenth of a second, in which no timer
is heard and nobody else is served.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import asyncio

MOST = 12
"""Requests that begin or go on in one round of the loop, each computing for some 0.3 ms. Who waits
for a timer hears of it two or three rounds after it was due."""


class Rounds:
    """Lets so many pass in each round of a loop; the others pass in the next, in their order."""

    def __init__(self, loop: asyncio.AbstractEventLoop, most: int = MOST) -> None:
        self._loop = loop
        self._most = most
        self._left = most
        self._turning = False
        self._waiting: deque[asyncio.Future[None]] = deque()

    async def step(self) -> None:
        """Return in this round, or in one of the next."""
        if not self._passes():
            turn = self._loop.create_future()
            self._waiting.append(turn)
            await turn

    def wake(self, sleeper: asyncio.Future[None]) -> None:
        """Wake somebody in this round, or in one of the next."""
        if not self._passes():
            self._waiting.append(sleeper)
        elif not sleeper.done():
            sleeper.set_result(None)

    def _passes(self) -> bool:
        if not self._turning:
            self._turning = True
            self._loop.call_soon(self._turn)
        if not self._left:
            return False
        self._left -= 1
        return True

    def _turn(self) -> None:
        """Begin a round: those who wait come first, and while anybody passes there is a next."""
        idle = self._left == self._most
        self._left = self._most
        while self._waiting and self._left:
            sleeper = self._waiting.popleft()
            if not sleeper.done():
                self._left -= 1
                sleeper.set_result(None)
        self._turning = not idle
        if self._turning:
            self._loop.call_soon(self._turn)
