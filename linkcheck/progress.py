"""Progress: one line on standard error, kept up to date while a terminal watches."""

from __future__ import annotations

import os
import shutil
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from linkcheck import urls
from linkcheck.events import Checked, Finished, Retrying, Started, silence
from linkcheck.model import Message, Severity
from linkcheck.reporters import layout
from linkcheck.wording import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from typing import TextIO

    from linkcheck.events import Event, Listener

_REDRAW = 0.1
"""Seconds between two drawings."""
_MAX_WHY = 120


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

    It is silent if ``quiet``. It draws only on a terminal, and not for CI. ``retries`` tells
    of each attempt that is repeated, on a line of its own and on any stream.
    """
    live = stream.isatty() and not environ.get("CI") and environ.get("TERM") != "dumb"
    if quiet or not (live or retries):
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
        self._drawn_at = float("-inf")

    def __call__(self, event: Event) -> None:
        """Hear an event."""
        match event:
            case Started():
                self._total = event.citations
                self._draw(self._say("started", count=event.citations, hosts=event.hosts))
            case Retrying():
                self._tell_retry(event)
            case Checked():
                self._done += 1
                self._troubled += event.finding.severity > Severity.NOTICE
                self._draw(self._standing(event.finding.citation.url or ""))
            case Finished():
                self.wipe()

    def wipe(self) -> None:
        """Take the line away."""
        if self._live:
            self._write("\r\x1b[K")

    def _standing(self, url: str) -> str:
        parts = [self._say("checked", done=self._done, total=self._total)]
        if self._troubled:
            parts.append(self._say("trouble", count=self._troubled))
        if address := urls.split(url):
            parts.append(address.host)
        return " · ".join(parts)

    def _tell_retry(self, event: Retrying) -> None:
        if self._retries:
            self.wipe()
            line = self._say(
                "retrying",
                seconds=round(event.wait),
                attempt=event.attempt,
                url=layout.visible(event.url),
                why=layout.visible(event.why, _MAX_WHY),
            )
            self._write(f"{line}\n")

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
