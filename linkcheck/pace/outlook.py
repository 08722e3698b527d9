"""What a run will take at least: its longest host's citations, at that host's pace."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from linkcheck.events import Ahead, Started
from linkcheck.pace import turns

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from linkcheck.events import Listener

_LONGER = 2.0
"""How many times longer it must look before that is told once more."""


def whole(turns: Iterable[tuple[str, str]], delay_of: Callable[[str], float]) -> Started:
    """What a run takes: of each citation the host, "" if nobody is asked, and the address.

    An address is asked for once, however often it is cited.
    """
    count = 0
    waiting: Counter[str] = Counter()
    pages: dict[str, set[str]] = {}
    for host, url in turns:
        count += 1
        if host:
            waiting[host] += 1
            pages.setdefault(host, set()).add(url)
    return _outlook(count, waiting, {host: len(of) * delay_of(host) for host, of in pages.items()})


def _outlook(citations: int, waiting: Mapping[str, int], needs: Mapping[str, float]) -> Started:
    """What lies ahead: hosts with the number of their citations, and the seconds they need."""
    longest = sorted(needs.items(), key=lambda one: -one[1])
    slowest, least = longest[0] if longest else ("", 0.0)
    most = sorted(waiting.items(), key=lambda one: -one[1])
    return Started(citations, len(waiting), slowest, least, tuple(most), tuple(longest))


class Stream:
    """Tells what a stream will take, as far as it has been read.

    Once it is read ahead for the first time, and again whenever its longest host looks twice as
    long; a stream that ends before that is a run like any other.
    """

    def __init__(self, delay_of: Callable[[str], float], listener: Listener) -> None:
        self._delay_of = delay_of
        self._listener = listener
        self._told = -1.0

    def __call__(self, waiting: Mapping[str, int], read: int) -> None:
        """Hear what waits at each host, and how many citations were read."""
        hosts = {host: count for host, count in waiting.items() if host}
        needs = {host: count * self._delay_of(host) for host, count in hosts.items()}
        seen = _outlook(read, hosts, needs)
        first = self._told < 0
        if not first and seen.least < max(self._told, 1) * _LONGER:
            return
        self._told = seen.least
        self._listener(seen if first and read < turns.READY else Ahead(seen))
