from __future__ import annotations

from datetime import UTC, datetime

import pytest

from linkcheck.model import (
    Citation,
    Evidence,
    Failure,
    FailureKind,
    Hop,
    Match,
    Message,
    Page,
    RepairKind,
    Response,
    Snapshot,
    Span,
    Title,
    TitleSource,
    Verdict,
)
from linkcheck.repairs import Tried, suggest
from linkcheck.verdicts import Facts
from linkcheck.wording import say

OLD, NEW = "https://a.example/old", "https://b.example/new"
NOTE = Message.of("evidence.doctypes-same", kind="report")
GOOD = Match(0.97, (Evidence(NOTE, 2.0, "dates"), Evidence(NOTE, 1.5, "names")))
THIN = Match(0.5)
OTHER = Match(0.04, (Evidence(NOTE, -4.0, "dates", contradicts=True),))
PAGE = Page(NEW, (Title("Annual report", TitleSource.HEADING),))


def answer(status: int = 200, *hops: Hop, url: str = OLD, final: str = OLD) -> Response:
    return Response(url, final, status, {}, b"", redirects=hops)


def facts(outcome: Response | Failure | None, matched: Match | None = None) -> Facts:
    return Facts(Citation("Report", OLD, Span(1, 1, 1, 2)), outcome=outcome, match=matched)


GONE = facts(answer(404))


def test_a_successor_whose_page_matches_is_safe() -> None:
    (repair,) = suggest(GONE, [(NEW, answer(url=NEW, final=NEW), PAGE, GOOD)])
    assert (repair.kind, repair.url, repair.safe) == (RepairKind.SUCCESSOR, NEW, True)
    assert "Annual report" in say(repair.note, "de")


def test_a_successor_whose_page_is_uncertain_is_proposed_but_not_safe() -> None:
    (repair,) = suggest(GONE, [(NEW, answer(url=NEW, final=NEW), PAGE, THIN)])
    assert not repair.safe
    (bare,) = suggest(GONE, [(NEW, answer(url=NEW, final=NEW), Page(NEW), None)])
    assert NEW in say(bare.note)


def test_what_does_not_answer_or_contradicts_or_is_the_same_page_is_not_proposed() -> None:
    tried: list[Tried] = [
        (NEW, answer(404, url=NEW, final=NEW), PAGE, GOOD),
        (NEW, Failure(NEW, FailureKind.TIMEOUT, "silent"), None, None),
        (NEW, answer(url=NEW, final=NEW), PAGE, OTHER),
        (NEW, answer(url=NEW, final=NEW), None, None),
        (f"{OLD}/", answer(), PAGE, GOOD),
    ]
    assert suggest(GONE, tried) == ()


def test_a_permanent_redirect_is_a_repair_and_safe_if_the_page_matches() -> None:
    moved = answer(200, Hop(301, OLD), final=NEW)
    (repair,) = suggest(facts(moved, GOOD), [])
    assert (repair.kind, repair.url, repair.safe) == (RepairKind.REDIRECT, NEW, True)
    (unsure,) = suggest(facts(moved, THIN), [])
    assert not unsure.safe
    (unlabelled,) = suggest(facts(moved), [])
    assert not unlabelled.safe


def test_a_redirect_to_another_page_or_for_now_only_is_no_repair() -> None:
    assert suggest(facts(answer(200, Hop(301, OLD), final=NEW), OTHER), []) == ()
    assert suggest(facts(answer(200, Hop(302, OLD), final=NEW), GOOD), []) == ()
    assert suggest(facts(answer(404, Hop(301, OLD), final=NEW)), []) == ()
    assert suggest(facts(None), []) == ()


def test_safe_repairs_come_first_and_each_address_once() -> None:
    other = "https://c.example/copy"
    moved = facts(answer(200, Hop(301, OLD), final=NEW), THIN)
    tried = [
        (other, answer(url=other, final=other), PAGE, THIN),
        (NEW, answer(url=NEW, final=NEW), PAGE, GOOD),
    ]
    found = suggest(moved, tried)
    assert [(repair.url, repair.safe) for repair in found] == [(NEW, True), (other, False)]


def test_the_address_inside_a_wrapped_one_is_proposed_and_safe_where_it_led_there() -> None:
    wrapped = Citation("Report", OLD, Span(1, 1, 1, 2), unwrapped_url=NEW)

    for final, safe in ((NEW, True), (OLD, False)):
        (repair,) = suggest(Facts(wrapped, outcome=answer(final=final), match=GOOD), [])
        assert (repair.kind, repair.url, repair.safe) == (RepairKind.UNWRAPPED, NEW, safe)
        assert say(repair.note, "de")


COPY = Snapshot("https://archive.example/1/a", OLD, datetime(2023, 5, 4, tzinfo=UTC), "Archive")


@pytest.mark.parametrize("verdict", [Verdict.VERIFIED, Verdict.REVIEW])
def test_an_archived_copy_is_proposed_with_its_day_and_title(verdict: Verdict) -> None:
    (repair,) = suggest(GONE, [], [(COPY, verdict, PAGE)])
    assert (repair.kind, repair.url) == (RepairKind.SNAPSHOT, COPY.url)
    assert repair.safe is (verdict is Verdict.VERIFIED)
    assert "4. Mai 2023" in say(repair.note, "de")
    assert "Annual report" in say(repair.note)


@pytest.mark.parametrize("verdict", [Verdict.MISMATCH, Verdict.GONE, Verdict.BLOCKED])
def test_a_copy_of_another_page_is_not_proposed(verdict: Verdict) -> None:
    assert suggest(GONE, [], [(COPY, verdict, PAGE)]) == ()
    assert suggest(GONE, [], [(COPY, Verdict.VERIFIED, None)]) == ()
