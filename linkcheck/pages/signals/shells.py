"""Pages with almost no text, and why: scripts write it, or there is none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from linkcheck.model import Signal, SignalKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linkcheck.pages.signals.seen import Seen

_ROOTS = re.compile(
    r"<(?:div|main|section)[^>]{0,100}\sid\s*=\s*[\"']?(?:root|app|__next|__nuxt|___gatsby|app-root|svelte"
    r"|main-app|react-root|application)\b|<app-root\b|\bng-app\b",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"<noscript[^>]{0,100}>[\s\S]{0,600}?(?:javascript|java script|ジャバスクリプト|자바스크립트)",
    re.IGNORECASE,
)
_SCRIPT = re.compile(r"<script\b", re.IGNORECASE)


def detect(seen: Seen) -> Iterator[Signal]:
    """Find pages too empty to compare."""
    if not seen.is_tiny:
        return
    yield Signal(SignalKind.ALMOST_NO_TEXT, str(seen.size))
    if _SCRIPT.search(seen.markup) and (_ROOTS.search(seen.markup) or _ASKS.search(seen.markup)):
        yield Signal(SignalKind.NEEDS_SCRIPT)
