"""Signals: what makes a page look like something else than a cited document.

Each detector reads a :class:`~linkcheck.pages.signals.seen.Seen` and reports facts; whether a page
is gone or withheld is decided elsewhere, from all facts together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkcheck.pages.signals import (
    doors,
    errors,
    framed,
    notfound,
    overview,
    parked,
    redirects,
    shells,
    usurped,
    walls,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from linkcheck.model import Signal
    from linkcheck.pages.signals.seen import Seen

DETECTORS: Mapping[str, Callable[[Seen], Iterable[Signal]]] = {
    "not-found": notfound.detect,
    "redirects": redirects.detect,
    "overview": overview.detect,
    "framed": framed.detect,
    "parked": parked.detect,
    "usurped": usurped.detect,
    "walls": walls.detect,
    "errors": errors.detect,
    "login": doors.login,
    "consent": doors.consent,
    "paywall": doors.paywall,
    "shells": shells.detect,
}


def detect(seen: Seen) -> tuple[Signal, ...]:
    """Report every signal of a page."""
    return tuple(signal for detector in DETECTORS.values() for signal in detector(seen))
