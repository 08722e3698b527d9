"""Headers: what we send, and how long a server asks us to wait."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from linkcheck.fetch.policy import FetchPolicy

_ACCEPT = "text/html,application/xhtml+xml,application/pdf;q=0.9,application/xml;q=0.8,*/*;q=0.7"
_TAG = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8}){0,4}")
_MAX_LANGUAGES = 4
_UNPRINTABLE = re.compile(r"[^ -~]")
_SECONDS = re.compile(r"[0-9]+(?:\.[0-9]+)?(?=\s*(?:s|sec|seconds)?$)", re.IGNORECASE)
_MAX_SECONDS = 1e12
_MAX_DATE = 64


def request_headers(
    policy: FetchPolicy, host: str, languages: Sequence[str]
) -> list[tuple[str, str]]:
    """What every request says. ``host`` is the URL's, with its port unless it is the scheme's."""
    return [
        ("Host", host),
        ("User-Agent", user_agent(policy)),
        ("Accept", _ACCEPT),
        ("Accept-Language", accept_language(languages)),
        ("Accept-Encoding", "gzip, deflate"),
    ]


def user_agent(policy: FetchPolicy) -> str:
    """The User-Agent, with the contact inside its comment as RFC 9110, 10.1.5 has it."""
    agent = _UNPRINTABLE.sub("", policy.user_agent)
    contact = _UNPRINTABLE.sub("", policy.contact).strip()
    if not contact:
        return agent
    before, comment, after = agent.rpartition(")")
    return f"{before}; +{contact}{comment}{after}" if comment else f"{agent} (+{contact})"


def accept_language(languages: Sequence[str]) -> str:
    """``de,en;q=0.8,*;q=0.5``: the languages wanted, best first; what is no tag is left out."""
    tags = [tag for tag in dict.fromkeys(languages) if _TAG.fullmatch(tag)][:_MAX_LANGUAGES]
    weighed = [f"{tag};q=0.{9 - place}" if place else tag for place, tag in enumerate(tags)]
    return ",".join([*weighed, "*;q=0.5"]) if weighed else "*"


def retry_after(headers: Mapping[str, str], now: datetime) -> float | None:
    """The wait in seconds that a server asks for, ``None`` if it asks for none.

    RFC 9110, 10.2.3: a number of seconds, or a date. A date is read against the server's own
    Date header if there is one, since its clock may differ from ours (``now``).
    """
    value = headers.get("retry-after", "").strip()
    # Said twice, the longer wait is kept; fractions and units are understood, though no grammar's.
    waits = [_SECONDS.match(one.strip()) for one in value.split(",")]
    if all(waits):
        return max(min(float(one[0]), _MAX_SECONDS) for one in waits if one)
    until = _http_date(value)
    if until is None:
        return None
    since = _http_date(headers.get("date", "")) or now
    return max(0.0, (until - since).total_seconds())


def _http_date(value: str) -> datetime | None:
    if not value or len(value) > _MAX_DATE:
        return None
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment
