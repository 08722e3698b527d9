"""Domains for sale, expired or suspended sites, and servers that show only their default page."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from linkcheck import urls
from linkcheck.model import Signal, SignalKind
from linkcheck.pages.signals import phrases
from linkcheck.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linkcheck.pages.signals.seen import Seen

_TABLE = "parked"
_DETAIL = 120
_HOST = re.compile(
    r"(?<![\w.@-])[a-z0-9-]{1,60}(?:\.[a-z0-9-]{1,60}){1,3}(?![\w.-])", re.IGNORECASE
)
"""A domain's name: where hardly anything else is said, it is "this domain"."""


def detect(seen: Seen) -> Iterator[Signal]:
    """Find a parking host, or a short page that speaks of its own domain or server."""
    if host := _parking_host(seen):
        yield Signal(SignalKind.PARKED, host)
        return
    if not seen.is_short:
        return
    text = "\n".join((seen.title, *seen.headings, seen.whole))
    if seen.is_tiny:
        text = _HOST.sub("domain", text)
    said = phrases.find(phrases.pattern(_TABLE, "phrases"), text)
    if said:
        yield Signal(SignalKind.PARKED, clean(said, _DETAIL))
    elif seen.is_tiny and (mark := next((one for one in _hosts() if one in seen.markup), "")):
        yield Signal(SignalKind.PARKED, mark)


def _parking_host(seen: Seen) -> str:
    """The parking service that a redirect led to, "" if it led to none."""
    if seen.response.final_url == seen.response.url:
        return ""
    address = urls.split(seen.response.final_url)
    host = urls.registrable_host(address.host) if address else ""
    return host if host in _hosts() else ""


@cache
def _hosts() -> tuple[str, ...]:
    return tuple(phrases.table(_TABLE)["any"]["hosts"])
