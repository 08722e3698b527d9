"""Progress: one line on standard error, kept up to date while a terminal watches."""

from __future__ import annotations

import os
import shutil
import time
from collections import Counter
from contextlib import contextmanager
from typing import TYPE_CHECKING

from linkcheck import urls
from linkcheck.events import Checked, Finished, Retrying, Started, Warned, silence
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
        self._pace = 0.0
        self._began_at = clock()
        self._drawn_at = float("-inf")

    def __call__(self, event: Event) -> None:
        """Hear an event."""
        match event:
            case Started():
                self._begin(event)
                if event.least >= _MINUTE:
                    self._tell("slowest", host=event.slowest, count=round(event.least / _MINUTE))
                self._draw(self._say("started", count=event.citations, hosts=event.hosts))
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
                host = _host(event.finding.citation.url or "")
                self._waiting[host] -= 1
                self._draw(self._standing(host))
            case Finished():
                self.wipe()
                self._tell_unfetched()

    def _begin(self, event: Started) -> None:
        self._total = event.citations
        self._waiting = Counter(dict(event.waiting))
        self._pace = event.least / max(self._waiting[event.slowest], 1)
        self._began_at = self._clock()

    def wipe(self) -> None:
        """Take the line away."""
        if self._live:
            self._write("\r\x1b[K")

    def _standing(self, host: str) -> str:
        parts = [self._say("checked", done=self._done, total=self._total)]
        if self._troubled:
            parts.append(self._say("trouble", count=self._troubled))
        slowest = [one for one in self._waiting.most_common(_SLOWEST) if one[1] > 0]
        if left := self._left(slowest[0][1] if slowest else 0):
            parts.append(left)
        if slowest:
            named = ", ".join(f"{name} ({count})" for name, count in slowest)
            parts.append(self._say("waiting", hosts=named))
        elif host:
            parts.append(host)
        return " · ".join(parts)

    def _left(self, longest: int) -> str:
        """The time that is left, at the pace so far and of the host with most to do."""
        elapsed = self._clock() - self._began_at
        if self._done < _ENOUGH or elapsed < _LONG or self._done >= self._total:
            return ""
        rest = elapsed / self._done * (self._total - self._done)
        seconds = round(max(rest, longest * self._pace, 1))
        if seconds < _MINUTE:
            return self._say("left-seconds", count=seconds)
        return self._say("left-minutes", count=round(seconds / _MINUTE))

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

    def _draw(self, line: str) -> None:
        now = self._clock()
        if self._live and now - self._drawn_at >= _REDRAW:
            self._drawn_at = now
            room = shutil.get_terminal_size().columns - 1
            self._write(f"\r{layout.cut(layout.visible(line), room)}\x1b[K")

    def _say(self, key: str, **values: str | int) -> str:
        return say(Message.of(f"progress.{key}", **values), self._language)

    def _write(self, text: str) -> None:
        self._stream.write(text)
        self._stream.flush()


def _host(url: str) -> str:
    address = urls.split(url)
    return address.host if address else ""
