"""Proposals for a citation that leads nowhere or elsewhere. Pure: what was tried is given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkcheck.model import Message, Repair, RepairKind, Response, Verdict
from linkcheck.urls import same_page
from linkcheck.verdicts import convincing, moved_for_good

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from linkcheck.model import Match, Outcome, Page, Snapshot
    from linkcheck.verdicts import Facts

_OK = range(200, 300)

Tried = tuple[str, "Outcome", "Page | None", "Match | None"]
"""A candidate's URL, what fetching it gave, the page that was read and how it compares."""

Copy = tuple["Snapshot", Verdict, "Page | None"]
"""An archive's copy, the verdict that it would get in the page's place, the page as read."""


def suggest(
    facts: Facts, tried: Sequence[Tried], copies: Sequence[Copy] = ()
) -> tuple[Repair, ...]:
    """Rank what could stand instead, safe proposals first.

    Safe is what was fetched and matches the label without contradiction. A page that contradicts
    the label is never proposed.
    """
    found = [*_redirect(facts), *_unwrapped(facts), *_successors(facts, tried), *_copies(copies)]
    unique = {repair.url: repair for repair in sorted(found, key=lambda one: one.safe)}
    return tuple(sorted(unique.values(), key=lambda one: not one.safe))


def _redirect(facts: Facts) -> Iterable[Repair]:
    response = facts.response
    if response and response.status in _OK and moved_for_good(response) and not _against(facts):
        note = Message.of("repairs.redirect")
        yield Repair(RepairKind.REDIRECT, response.final_url, note, safe=convincing(facts.match))


def _unwrapped(facts: Facts) -> Iterable[Repair]:
    """The address inside a wrapped one; safe when the wrapped one led there and the page fits."""
    url = facts.citation.unwrapped_url
    if not url:
        return
    response = facts.response
    led_there = response is not None and same_page(response.final_url, url)
    safe = led_there and convincing(facts.match)
    yield Repair(RepairKind.UNWRAPPED, url, Message.of("repairs.unwrapped"), safe=safe)


def _against(facts: Facts) -> bool:
    return facts.match is not None and bool(facts.match.contradictions)


def _successors(facts: Facts, tried: Sequence[Tried]) -> Iterable[Repair]:
    for url, outcome, page, match in tried:
        if not isinstance(outcome, Response) or outcome.status not in _OK or page is None:
            continue
        if match is not None and match.contradictions:
            continue
        if facts.citation.url and same_page(url, facts.citation.url):
            continue
        safe = convincing(match)
        key = "repairs.successor" if safe else "repairs.successor-unsure"
        note = Message.of(key, title=page.title or url)
        yield Repair(RepairKind.SUCCESSOR, url, note, safe=safe)


def _copies(copies: Sequence[Copy]) -> Iterable[Repair]:
    """Copies that match, and those that a person has to compare; none that is another page."""
    for copy, verdict, page in copies:
        if verdict not in (Verdict.VERIFIED, Verdict.REVIEW) or page is None:
            continue
        safe = verdict is Verdict.VERIFIED
        key = "repairs.snapshot" if safe else "repairs.snapshot-unsure"
        note = Message.of(
            key, archive=copy.archive, date=copy.captured.date(), title=page.title or copy.original
        )
        yield Repair(RepairKind.SNAPSHOT, copy.url, note, safe=safe)
