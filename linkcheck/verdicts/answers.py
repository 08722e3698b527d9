"""Rules about what the server answered: nothing, a wall, a refusal, an error."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from linkcheck.model import Failure, FailureKind, Message, SignalKind, Verdict
from linkcheck.urls import split
from linkcheck.verdicts.facts import Facts, Ruling

if TYPE_CHECKING:
    from linkcheck.model import Response

_WALL_STATUSES = frozenset({401, 403, 405, 406, 418, 429, 451, 503, 999})
_REFUSALS = frozenset({401, 402, 403, 405, 406, 407, 418, 429, 451, 999})
"""999 is LinkedIn's, 418 several firewalls'. None of them says that the page is not there."""
_REFUSED = re.compile(
    r"(?:error )?(?:40[13] ?[-–:]? ?)?(?:forbidden|unauthori[sz]ed|access (?:is )?denied)",
    re.IGNORECASE,
)
_GONE = frozenset({404, 410})
_OK = range(200, 300)
_MINUTE = 60


def no_such_host(facts: Facts) -> Ruling | None:
    """The name of the site no longer exists."""
    failure = facts.outcome
    if not isinstance(failure, Failure) or failure.kind is not FailureKind.NO_SUCH_HOST:
        return None
    message = Message.of("reasons.no-such-host", host=_host(failure.url))
    return Ruling(Verdict.GONE, "no-such-host", message, 0.95)


def robots(facts: Facts) -> Ruling | None:
    """The site asks robots to leave this page alone, and the run was one: nobody asked."""
    failure = facts.outcome
    if not isinstance(failure, Failure) or failure.kind is not FailureKind.ROBOTS:
        return None
    message = Message.of("reasons.robots", host=_host(failure.url))
    return Ruling(Verdict.BLOCKED, "robots", message, 0.9)


def no_answer(facts: Facts) -> Ruling | None:
    """Any other failure: nobody can tell from here whether the page is there."""
    failure = facts.outcome
    if not isinstance(failure, Failure):
        return None
    what = Message.of(f"failures.{failure.kind}")
    message = Message.of(
        "reasons.no-answer", host=_host(failure.url), what=what, count=max(1, failure.attempts)
    )
    return Ruling(Verdict.UNREACHABLE, "no-answer", message, 0.9)


def challenge(facts: Facts) -> Ruling | None:
    """A page that only asks whether we are human. A vendor's script alone proves nothing."""
    response = facts.response
    if response is None:
        return None
    wall = facts.shows(SignalKind.WALL) and (
        response.status in _WALL_STATUSES or facts.shows(SignalKind.ALMOST_NO_TEXT)
    )
    if not wall and not facts.shows(SignalKind.CHALLENGE):
        return None
    if response.status in _REFUSALS and _only_refuses(facts):
        return None
    message = Message.of("reasons.challenge", host=_host(response.final_url))
    return Ruling(Verdict.BLOCKED, "challenge", message, 0.95)


def _only_refuses(facts: Facts) -> bool:
    """Tell whether all that the page says is "403 Forbidden" or the like: nobody is checked."""
    if facts.page is None or facts.shows(SignalKind.CHALLENGE):
        return False
    said = next((one.detail for one in facts.page.signals if one.kind is SignalKind.WALL), "")
    return bool(_REFUSED.fullmatch(said.strip()))


def rate_limited(facts: Facts) -> Ruling | None:
    """The server asked for a longer wait than we keep."""
    response = facts.response
    if response is None or response.retry_after is None or response.status in _OK:
        return None
    minutes = max(1, round(response.retry_after / _MINUTE))
    message = Message.of(
        "reasons.rate-limited",
        host=_host(response.final_url), status=response.status, count=minutes,
    )  # fmt: skip
    return Ruling(Verdict.BLOCKED, "rate-limited", message, 0.95)


def refused(facts: Facts) -> Ruling | None:
    """The server refuses us; the page may well be there for readers."""
    return _by_status(facts, _REFUSALS, Verdict.BLOCKED, "refused", 0.9)


def http_gone(facts: Facts) -> Ruling | None:
    """404 and 410: the server says that the page is not there."""
    return _by_status(facts, _GONE, Verdict.GONE, "http-gone", 0.97)


def http_error(facts: Facts) -> Ruling | None:
    """Any other status that brings no page."""
    response = facts.response
    if response is None or response.status in _OK:
        return None
    return _say_status(response, Verdict.UNREACHABLE, "http-error", 0.9)


def _by_status(
    facts: Facts, statuses: frozenset[int], verdict: Verdict, reason: str, confidence: float
) -> Ruling | None:
    response = facts.response
    if response is None or response.status not in statuses:
        return None
    return _say_status(response, verdict, reason, confidence)


def _say_status(response: Response, verdict: Verdict, reason: str, confidence: float) -> Ruling:
    message = Message.of(
        f"reasons.{reason}", host=_host(response.final_url), status=response.status
    )
    return Ruling(verdict, reason, message, confidence)


def _host(url: str) -> str:
    address = split(url)
    return address.host if address else url
