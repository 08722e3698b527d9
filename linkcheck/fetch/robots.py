"""What sites ask of robots (robots.txt, RFC 9309), and when that is for us.

One address that an author published for readers may be asked for once, as any reader might click
it. Who asks one host for page after page is a robot, whatever it calls itself: from the
:data:`AUDIT`-th page on, a run asks the host for its rules and keeps them.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import TYPE_CHECKING

from linkcheck.model import Failure, Response

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from protego import Protego

    from linkcheck.fetch.policy import FetchPolicy
    from linkcheck.model import Outcome
    from linkcheck.urls import Address

AUDIT = 100
"""Pages of one host after which a run is an audit of it."""
AGENT = "citation-verifier"
"""The name under which rules for us alone are looked for; it is part of our User-Agent."""
MAX_RULES = 500_000
"""Bytes of a robots.txt that are read; RFC 9309, 2.5, asks for no less."""

_REMEMBERED = 20_000
_OK = range(200, 300)
_FIRST_SERVER_ERROR = 500
_TOO_MANY = 429

_Origin = tuple[str, str, int]


class Robots:
    """Knows what may be asked. ``ask`` fetches a robots.txt, as politely as any page."""

    def __init__(self, policy: FetchPolicy, ask: Callable[[str], Awaitable[Outcome]]) -> None:
        self._wanted = policy.robots
        self._ask = ask
        self._counts: Counter[str] = Counter()
        self._rules: dict[_Origin, asyncio.Task[Protego | bool]] = {}

    async def allow(self, address: Address) -> bool:
        """Tell whether a page may be asked for."""
        if not self._matter(address.host):
            return True
        rules = await self._rules_of(address)
        return rules if isinstance(rules, bool) else bool(rules.can_fetch(address.href, AGENT))

    def _matter(self, host: str) -> bool:
        if self._wanted != "audits":
            return self._wanted == "always"
        if len(self._counts) > _REMEMBERED:
            self._counts = Counter(dict(self._counts.most_common(_REMEMBERED // 2)))
        self._counts[host] += 1
        return self._counts[host] > AUDIT

    async def _rules_of(self, address: Address) -> Protego | bool:
        known = self._rules.get(address.origin)
        if known is None:
            known = asyncio.ensure_future(self._read(address))
            self._rules[address.origin] = known
            if len(self._rules) > _REMEMBERED:
                del self._rules[next(iter(self._rules))]
        return await asyncio.shield(known)

    async def _read(self, address: Address) -> Protego | bool:
        port = "" if (address.scheme, address.port) in {("http", 80), ("https", 443)} else ":%d"
        place = f"{address.scheme}://{address.host}{port % address.port if port else ''}"
        return rules(await self._ask(f"{place}/robots.txt"))


def rules(outcome: Outcome) -> Protego | bool:
    """What an answer means: rules, or yes or no to everything (RFC 9309, 2.3.1).

    A server in trouble has to be left alone. One that does not answer at all says nothing: its
    pages will tell as much, each for itself.
    """
    if isinstance(outcome, Failure):
        return True
    if outcome.status in _OK:
        return _parsed(outcome)
    return outcome.status < _FIRST_SERVER_ERROR and outcome.status != _TOO_MANY


def _parsed(response: Response) -> Protego:
    from protego import Protego  # noqa: PLC0415 (few runs need it)

    return Protego.parse(response.body[:MAX_RULES].decode("utf-8", "replace"))
