"""Rules that need no network: the address, the entry as it was written, and exclusions."""

from __future__ import annotations

from linkcheck.model import Defect, Failure, FailureKind, Message, Verdict
from linkcheck.urls import scheme_of, split
from linkcheck.verdicts.facts import Facts, Ruling

_WEB = ("http", "https")
_INCOMPLETE = (Defect.NO_URL, Defect.TRUNCATED_URL, Defect.TRUNCATED_LABEL)


def malformed_url(facts: Facts) -> Ruling | None:
    """The URL cannot be one."""
    url = facts.citation.url
    broken = url is not None and scheme_of(url) in _WEB and split(url) is None
    if not broken and Defect.MALFORMED_URL not in facts.citation.defects:
        return None
    written = facts.citation.written_url or url or ""
    message = Message.of("reasons.malformed-url", url=written)
    return Ruling(Verdict.INVALID, "malformed-url", message, 1.0)


def offline_work(facts: Facts) -> Ruling | None:
    """The entry names a work that has no address, such as a book: nothing to check."""
    if Defect.OFFLINE_WORK not in facts.citation.defects or facts.citation.url is not None:
        return None
    return Ruling(Verdict.SKIPPED, "offline-work", Message.of("reasons.offline-work"), 0.8)


def incomplete_citation(facts: Facts) -> Ruling | None:
    """The entry has no URL, or its URL or label was cut off."""
    defects = facts.citation.defects
    found = next((one for one in _INCOMPLETE if one in defects), None)
    if found is None and facts.citation.url is None:
        found = Defect.NO_URL
    if found is None:
        return None
    what = Message.of(f"reasons.incomplete-{found}")
    message = Message.of("reasons.incomplete-citation", what=what)
    return Ruling(Verdict.INCOMPLETE, "incomplete-citation", message, 1.0)


def excluded(facts: Facts) -> Ruling | None:
    """Not for the web, excluded by configuration, or refused by the guard unasked."""
    why = facts.excluded
    scheme = scheme_of(facts.citation.url or "")
    if why is None and scheme not in _WEB:
        why = Message.of("reasons.excluded-scheme", scheme=scheme or facts.citation.url or "")
    refused = isinstance(facts.outcome, Failure) and (
        facts.outcome.kind is FailureKind.REFUSED_BY_POLICY
        # Somebody was asked, and led us there: that is no clean bill.
        and not facts.outcome.attempts
    )
    if why is None and refused and isinstance(facts.outcome, Failure):
        why = Message.of("reasons.excluded-guard", detail=facts.outcome.detail)
    if why is None:
        return None
    message = Message.of("reasons.excluded", why=why)
    return Ruling(Verdict.SKIPPED, "excluded", message, 1.0)
