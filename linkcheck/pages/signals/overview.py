"""Overviews: pages that list others and say little themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkcheck.model import Signal, SignalKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linkcheck.pages.signals.seen import Seen


def detect(seen: Seen) -> Iterator[Signal]:
    """Find a page whose headings lead on: a section, a list of news, a front page."""
    if seen.is_overview:
        yield Signal(SignalKind.OVERVIEW, str(seen.teasers))
