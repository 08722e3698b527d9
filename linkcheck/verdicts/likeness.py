"""Rules about whether the page is what the label promises."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkcheck.model import Message, SignalKind, Verdict
from linkcheck.verdicts.facts import Facts, Ruling, convincing, thresholds
from linkcheck.verdicts.redirects import loses_encryption, moved_for_good

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linkcheck.model import Evidence, Match

_MOST_REASONS = 3
_SAME = "evidence.wording-same"
_SITE_NAMED = "evidence.names-site"
"""The label names the site, and the page is there: it takes more to say that it is another page."""


def no_label(facts: Facts) -> Ruling | None:
    """The page answers, but the article says nothing that it could be compared with."""
    if facts.response is None or facts.expected or facts.citation.label.strip():
        return None
    if facts.shows(SignalKind.NEEDS_SCRIPT):
        return None
    message = _noted(facts, Message.of("reasons.no-label", title=facts.title or _address(facts)))
    return Ruling(Verdict.VERIFIED, "no-label", message, 0.6)


def overview(facts: Facts) -> Ruling | None:
    """The page lists others, perhaps the right one among them, and is not called like the label."""
    match = facts.match
    if match is None or facts.expected or not facts.shows(SignalKind.OVERVIEW):
        return None
    if match.contradictions or any(one.message.id == _SAME for one in match.evidence):
        return None
    message = Message.of("reasons.overview", title=facts.title or _address(facts))
    return Ruling(Verdict.REVIEW, "overview", message, 0.6)


def moved(facts: Facts) -> Ruling | None:
    """The page matches, and has moved to another address for good."""
    response = facts.response
    if response is None or not convincing(facts.match) or not moved_for_good(response):
        return None
    if loses_encryption(response):
        return None
    message = Message.of("reasons.moved", title=facts.title, url=response.final_url)
    return Ruling(Verdict.MOVED, "moved", _noted(facts, message), _score(facts))


def matches(facts: Facts) -> Ruling | None:
    """Enough independent evidence says that this is the page, and none contradicts."""
    match = facts.match
    if facts.response is None or match is None or not convincing(match):
        return None
    if facts.expected:
        message = Message.of("reasons.matches-expected", title=facts.title)
    else:
        agreeing = _listed([Message.of(f"reasons.by-{source}") for source in _sources(match)])
        message = Message.of("reasons.matches", title=facts.title or _address(facts), what=agreeing)
    # Whoever sits in between may have written what came without encryption.
    verdict = Verdict.REVIEW if loses_encryption(facts.response) else Verdict.VERIFIED
    return Ruling(verdict, "matches", _noted(facts, message), _score(facts))


def contradicts(facts: Facts) -> Ruling | None:
    """A hard contradiction, or nothing in common although title and label could be compared."""
    match = facts.match
    if facts.response is None or match is None:
        return None
    against = match.contradictions or _doubts(match)
    if not against:
        return None
    message = Message.of("reasons.contradicts", title=facts.title, why=against[0].message)
    return Ruling(Verdict.MISMATCH, "contradicts", _noted(facts, message), 1 - _score(facts))


def undecided(facts: Facts) -> Ruling:
    """A person has to look: the evidence is too thin, or points both ways."""
    if facts.response is None:
        message = Message.of("reasons.undecided-unfetched")
    elif facts.match is None or not facts.match.evidence:
        message = Message.of("reasons.undecided-nothing", title=facts.title or _address(facts))
    else:
        message = Message.of(
            "reasons.undecided", title=facts.title, why=facts.match.evidence[0].message
        )
    return Ruling(Verdict.REVIEW, "undecided", _noted(facts, message), 0.5)


def _doubts(match: Match) -> tuple[Evidence, ...]:
    """What speaks against a page whose score is too low, the heaviest first."""
    named = any(one.message.id == _SITE_NAMED for one in match.evidence)
    if match.score > thresholds()["mismatch-named" if named else "mismatch"]:
        return ()
    return tuple(one for one in match.evidence if one.weight < 0)


def _sources(match: Match) -> list[str]:
    """The matchers that speak for the page, the heaviest first."""
    speaking = [one.source for one in match.evidence if one.weight > 0]
    return list(dict.fromkeys(speaking))[:_MOST_REASONS]


def _listed(parts: Sequence[Message]) -> Message:
    """Join clauses as a sentence does: a, b and c."""
    joined = parts[-1]
    for index, part in enumerate(reversed(parts[:-1])):
        key = "reasons.list" if index else "reasons.list-end"
        joined = Message.of(key, head=part, tail=joined)
    return joined


def _noted(facts: Facts, message: Message) -> Message:
    """Add what an editor should know besides, such as a paywall or a lost encryption."""
    if facts.shows(SignalKind.PAYWALL):
        message = Message.of("reasons.note", message=message, note=Message.of("reasons.paywall"))
    shared = (
        (one for one in facts.page.signals if one.kind is SignalKind.SHARED_TARGET)
        if facts.page
        else ()
    )
    if other := next(iter(shared), None):
        note = Message.of("reasons.shared-target", label=other.detail)
        message = Message.of("reasons.note", message=message, note=note)
    if facts.response and loses_encryption(facts.response):
        note = Message.of("reasons.unencrypted")
        message = Message.of("reasons.note", message=message, note=note)
    return message


def _score(facts: Facts) -> float:
    return facts.match.score if facts.match else 0.0


def _address(facts: Facts) -> str:
    return facts.response.final_url if facts.response else ""
