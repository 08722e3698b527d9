"""Progress: one line on standard error, kept up to date while a terminal watches."""

from __future__ import annotations

import os
import shutil
import time
from collections import Counter
from contextlib import contextmanager
from typing import TYPE_CHECKING

from linkcheck import urls
from linkcheck.events import Ahead, Checked, Finished, Retrying, Started, Warned, silence
from linkcheck.model import Failure, FailureKind, Message, Severity
from linkcheck.reporters import late, layout
from linkcheck.wording import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from typing import TextIO

    from linkcheck.events import Event, Listener

_REDRAW = 0.1
"""Seconds between two drawings."""
_MAX_WHY = 120
_MINUTE = 60
_UNITS = (("hours", 3600), ("minutes", _MINUTE))
_FEW_UNITS = 1.5
"""Hours from which on a time is told in hours: 89 minutes are no "1 hour"."""
_WORST = 3
"""Hosts that are named before a run that they make long."""
_SLOWEST = 2
"""Hosts that are named because most is still awaited of them."""
_ENOUGH, _LONG = 5, 3.0
"""Citations and seconds after which the time that is left can be told."""


@contextmanager
def shown(
    stream: TextIO,
    *,
    language: str = "en",
    quiet: bool = False,
    retries: bool = False,
    environ: Mapping[str, str] = os.environ,
) -> Iterator[Listener]:
    """Give a listener that shows progress on a stream, and wipe what it drew at the end.

    It is silent if ``quiet``. It draws only on a terminal, and not for CI. On any stream, it
    tells on lines of their own what a run will take if that is long, what it had no time for,
    and, if ``retries``, each attempt that is repeated.
    """
    live = stream.isatty() and not environ.get("CI") and environ.get("TERM") != "dumb"
    if quiet:
        yield silence
        return
    progress = Progress(stream, language=language, live=live, retries=retries)
    try:
        yield progress
    finally:
        progress.wipe()


class Progress:
    """A listener that writes on a stream; ``live`` redraws one line, ``retries`` adds lines."""

    def __init__(
        self,
        stream: TextIO,
        *,
        language: str = "en",
        live: bool = True,
        retries: bool = False,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._stream = stream
        self._language = language
        self._live = live
        self._retries = retries
        self._clock = clock
        self._total = self._done = self._troubled = 0
        self._unfetched: Counter[str] = Counter()
        self._waiting: Counter[str] = Counter()
        self._paces: dict[str, float] = {}
        self._began_at = clock()
        self._drawn_at = float("-inf")

    def __call__(self, event: Event) -> None:
        """Hear an event."""
        match event:
            case Started():
                self._begin(event, event.citations)
                self._draw(lambda: self._say("started", count=event.citations, hosts=event.hosts))
            case Ahead(so_far):
                self._begin(so_far, 0)
            case Retrying():
                self._tell_retry(event)
            case Warned():
                self.wipe()
                self._write(f"{layout.visible(say(event.message, self._language))}\n")
            case Checked():
                self._done += 1
                self._troubled += event.finding.severity > Severity.NOTICE
                outcome = event.finding.outcome
                if isinstance(outcome, Failure) and outcome.kind is FailureKind.OUT_OF_TIME:
                    self._unfetched[_host(outcome.url)] += 1
                host = self._turn(event.finding.citation.url or "")
                if host in self._waiting:
                    self._waiting[host] -= 1
                self._draw(lambda: self._standing(host))
            case Finished():
                self.wipe()
                self._tell_unfetched()

    def _begin(self, event: Started, total: int) -> None:
        if not self._done:
            self._began_at = self._clock()
        self._total = total
        self._waiting = Counter(dict(event.waiting))
        self._paces = {host: seconds / max(self._waiting[host], 1) for host, seconds in event.needs}
        self._tell_slowest(event)

    def _tell_slowest(self, event: Started) -> None:
        """Tell which hosts will take long by themselves, before anything is asked."""
        if event.least < _MINUTE:
            return
        others = ", ".join(
            f"{layout.visible(host)} ({self._time(seconds)})"
            for host, seconds in event.needs[1:_WORST]
            if seconds >= _MINUTE
        )
        key = "slowest-others" if others else "slowest"
        host = layout.visible(event.slowest)
        self._tell(key, host=host, time=self._time(event.least), others=others)

    def _turn(self, url: str) -> str:
        """The host of an address, or its domain where that is what waits."""
        host = _host(url)
        domain = urls.registrable_host(host) if host not in self._waiting else host
        return domain if domain in self._waiting else host

    def _time(self, seconds: float) -> str:
        """Some time, as exactly as anybody can know it."""
        for unit, length in _UNITS:
            if seconds >= length * _FEW_UNITS:
                return self._say(f"time-{unit}", count=round(seconds / length))
        return self._say("time-seconds", count=max(round(seconds), 1))

    def wipe(self) -> None:
        """Take the line away."""
        if self._live:
            self._write("\r\x1b[K")

    def _standing(self, host: str) -> str:
        key = "checked" if self._total else "checked-so-far"
        parts = [self._say(key, done=self._done, total=self._total)]
        if self._troubled:
            parts.append(self._say("trouble", count=self._troubled))
        slowest = [one for one in self._waiting.most_common(_SLOWEST) if one[1] > 0]
        if left := self._left():
            parts.append(left)
        if slowest:
            named = ", ".join(self._awaited(name, count) for name, count in slowest)
            parts.append(self._say("waiting", hosts=named))
        elif host:
            parts.append(host)
        return " · ".join(parts)

    def _awaited(self, host: str, count: int) -> str:
        """A host and what is awaited of it, with the time that takes if it is long."""
        seconds = count * self._paces.get(host, 0.0)
        return (
            f"{host} ({count}, {self._time(seconds)})"
            if seconds >= _MINUTE
            else f"{host} ({count})"
        )

    def _left(self) -> str:
        """The time that is left, at the pace so far and of the host that takes longest."""
        elapsed = self._clock() - self._began_at
        if self._done < _ENOUGH or elapsed < _LONG or self._done >= self._total:
            return ""
        rest = elapsed / self._done * (self._total - self._done)
        longest = max((self._waiting[host] * pace for host, pace in self._paces.items()), default=0)
        return self._say("left", time=self._time(max(rest, longest, 1)))

    def _tell_retry(self, event: Retrying) -> None:
        if self._retries:
            self._tell(
                "retrying",
                seconds=round(event.wait),
                attempt=event.attempt,
                url=layout.visible(event.url),
                why=layout.visible(event.why, _MAX_WHY),
            )

    def _tell_unfetched(self) -> None:
        told = late.remark(self._unfetched.most_common())
        if told is not None:
            self.wipe()
            self._write(f"{say(told, self._language)}\n")

    def _tell(self, key: str, **values: str | int) -> None:
        """Tell something on a line of its own."""
        self.wipe()
        self._write(f"{self._say(key, **values)}\n")

    def _draw(self, line: Callable[[], str]) -> None:
        now = self._clock()
        if self._live and now - self._drawn_at >= _REDRAW:
            self._drawn_at = now
            room = shutil.get_terminal_size().columns - 1
            self._write(f"\r{layout.cut(layout.visible(line()), room)}\x1b[K")

    def _say(self, key: str, **values: str | int) -> str:
        return say(Message.of(f"progress.{key}", **values), self._language)

    def _write(self, text: str) -> None:
        self._stream.write(text)
        self._stream.flush()


def _host(url: str) -> str:
    address = urls.split(url)
    return address.host if address else ""
