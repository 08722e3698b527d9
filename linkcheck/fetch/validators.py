"""Asking whether a page is still what it was: validators (RFC 9110, 8.8) and conditions (13.1).

A server can be wrong, or lie, about what it has: so whatever it calls unchanged must have come on
the same way from the same address, and whoever keeps validators sets an end to trusting them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from linkcheck.model import Response

if TYPE_CHECKING:
    from datetime import datetime

    from linkcheck.model import Outcome

HEADERS = ("date", "etag", "last-modified", "vary")
"""The headers of an answer that its validators are read from."""
OF_CONDITIONS = frozenset({304, 400, 412})
"""What may answer a condition and not the page: it is no answer for whoever set none."""

_OK = 200
_UNCHANGED = 304
_REDIRECTED = range(300, 400)
_ETAG = re.compile(r'(?:W/)?"[!#-~]{1,200}"')
_DATE = re.compile(r"[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT", re.ASCII)
_SETTLED = 60.0
"""Seconds that a page must have been unchanged when it was sent for its date to tell anything:
the clock of Last-Modified ticks in seconds, and many pages are dated the moment they are made
(RFC 9110, 8.8.2.2)."""


@dataclass(frozen=True, slots=True)
class Validators:
    """By what a server tells, later, whether a page has changed; "" where it gave none.

    ``url`` is the address that gave them: they are sent to no other.
    """

    url: str
    etag: str = ""
    modified: str = ""

    @property
    def is_usable(self) -> bool:
        """Tell whether anything can be asked with them: what was kept may have been made up."""
        return bool(_clean(_ETAG, self.etag) or _clean(_DATE, self.modified))


def validators(outcome: Outcome | None) -> Validators | None:
    """What an answer can be asked by again; ``None`` if it gives nothing that can be trusted.

    Only a whole page has any, and only one to which no page but redirects led.
    """
    if not isinstance(outcome, Response) or outcome.status != _OK or outcome.truncated:
        return None
    if any(hop.status not in _REDIRECTED for hop in outcome.redirects):
        return None
    vary = {one.strip().lower() for one in outcome.headers.get("vary", "").split(",")}
    if "*" in vary:
        return None
    etag = _clean(_ETAG, outcome.headers.get("etag", ""))
    modified = _modified(outcome)
    if not etag and "accept-language" in vary:
        return None  # a date cannot tell one language's page from another's
    return Validators(outcome.final_url, etag, modified) if etag or modified else None


def conditions(known: Validators | None, url: str) -> list[tuple[str, str]]:
    """The headers that ask a page only if it has changed; none for any other address."""
    if known is None or known.url != url:
        return []
    etag, modified = _clean(_ETAG, known.etag), _clean(_DATE, known.modified)
    asked = (("If-None-Match", etag), ("If-Modified-Since", modified))
    return [(name, value) for name, value in asked if value]


def confirms(outcome: Outcome, known: Validators, kept: Outcome | None) -> bool:
    """Tell whether a server says that a page is what it was when ``kept`` came from it."""
    if not isinstance(outcome, Response) or not isinstance(kept, Response):
        return False
    if outcome.status != _UNCHANGED or outcome.final_url != known.url:
        return False
    etag = outcome.headers.get("etag", "").strip()
    contradicts = bool(etag and known.etag) and _opaque(etag) != _opaque(known.etag)
    return not contradicts and outcome.redirects == kept.redirects


def _opaque(etag: str) -> str:
    return etag.removeprefix("W/")  # RFC 9110, 13.1.2: If-None-Match compares weakly


def _modified(response: Response) -> str:
    value = _clean(_DATE, response.headers.get("last-modified", ""))
    since, sent = _moment(value), _moment(_clean(_DATE, response.headers.get("date", "")))
    seen = sent or response.fetched_at
    if since is None or seen is None or (seen - since).total_seconds() < _SETTLED:
        return ""
    return value


def _moment(value: str) -> datetime | None:
    try:
        return parsedate_to_datetime(value) if value else None
    except (ValueError, OverflowError):
        return None


def _clean(shape: re.Pattern[str], value: str) -> str:
    """A validator that is one; what is not, or is too long, is never sent on."""
    value = value.strip()
    return value if shape.fullmatch(value) else ""
