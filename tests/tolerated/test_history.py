"""Trouble that may pass: told at first, failing once it has lasted."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reporters import samples

from linkcheck.config import Config
from linkcheck.errors import ReadError
from linkcheck.leniency import Leniency
from linkcheck.model import Failure, FailureKind, Finding, Recurrence, Severity, Verdict
from linkcheck.tolerated import history
from linkcheck.tolerated.history import Policy, Record

if TYPE_CHECKING:
    from pathlib import Path

TODAY = date(2026, 11, 24)
POLICY = Policy()


def days_ago(count: int) -> date:
    return TODAY - timedelta(days=count)


def troubled(first: int, last: int, days: int, seen: int | None = None) -> history.History:
    found = samples.unreachable()
    day = None if seen is None else days_ago(seen)
    record = Record("https://x.example/", "x", day, days_ago(first), days_ago(last), days)
    return {found.citation.key: record}


def of(found: Finding, known: history.History, policy: Policy = POLICY) -> Recurrence | None:
    return history.mark(found, known, TODAY, policy).recurrence


def test_the_first_failure_is_told_and_fails_nothing() -> None:
    marked = history.mark(samples.unreachable(), {}, TODAY, POLICY)

    assert marked.recurrence == Recurrence(TODAY, 1, lasting=False)
    assert not any(marked.fails(threshold) for threshold in Severity)


@pytest.mark.parametrize(
    ("first", "last", "days", "lasting"),
    [
        (1, 1, 1, False),  # the second day
        (2, 1, 2, True),  # the third day in a row
        (14, 7, 2, True),  # three weekly runs
        (2, 0, 3, True),  # seen earlier today already
        (1, 0, 2, False),
        (0, 0, 1, False),
    ],
)
def test_the_third_day_over_three_days_fails(
    first: int,
    last: int,
    days: int,
    lasting: bool,  # noqa: FBT001 (a table)
) -> None:
    marked = history.mark(samples.unreachable(), troubled(first, last, days), TODAY, POLICY)

    assert marked.recurrence is not None
    assert marked.recurrence.lasting is lasting
    assert marked.fails(Severity.ERROR) is lasting
    assert marked.recurrence.first == days_ago(first)


def test_both_numbers_are_the_user_s() -> None:
    strict, patient = Policy(failures=1, days=1), Policy(failures=3, days=10)

    assert of(samples.unreachable(), {}, strict) == Recurrence(TODAY, 1, lasting=True)
    assert of(samples.unreachable(), troubled(5, 1, 9), patient) == Recurrence(
        days_ago(5), 10, lasting=False
    )


def seen(found: Finding) -> history.History:
    return {found.citation.key: Record("u", "l", seen=days_ago(1))}


@pytest.mark.parametrize(
    ("reason", "waits"),
    [("no-such-host", True), ("http-gone", True), ("soft-404", True), ("invented", False)],
)
def test_a_page_that_was_there_may_come_back(
    reason: str,
    waits: bool,  # noqa: FBT001 (a table)
) -> None:
    gone = replace(samples.gone(), reason=reason)

    assert (of(gone, seen(gone)) is not None) is waits
    assert of(gone, {}) is None


def test_other_findings_and_our_own_failures_do_not_pass_by_themselves() -> None:
    late = Failure("https://x.example/", FailureKind.OUT_OF_TIME, "over")
    found = [
        samples.verified(), samples.mismatch(), samples.incomplete(), samples.blocked(),
        replace(samples.unreachable(), outcome=late),
    ]  # fmt: skip

    assert [of(one, seen(one)) for one in found] == [None] * 5


def test_a_tolerated_finding_fails_no_run_however_long_it_lasts() -> None:
    lasting = Recurrence(TODAY, 9, lasting=True)

    assert not replace(samples.unreachable(), recurrence=lasting, known=True).fails(Severity.NOTICE)
    assert replace(samples.unreachable(), recurrence=lasting).fails(Severity.ERROR)


# --- what is written down -------------------------------------------------------------------


def later(known: history.History, *found: Finding, today: date = TODAY) -> history.History:
    return history.updated(known, samples.report(*found, samples.verified()), today)


def test_days_are_counted_and_not_runs() -> None:
    found = samples.unreachable()
    once = later({}, found)
    twice = later(once, found)
    next_day = later(twice, found, today=TODAY + timedelta(days=1))

    assert once[found.citation.key].days == twice[found.citation.key].days == 1
    assert next_day[found.citation.key].days == 2
    assert next_day[found.citation.key].first == TODAY


def test_a_clock_that_runs_back_counts_nothing() -> None:
    found = samples.unreachable()
    ahead = later({}, found, today=TODAY + timedelta(days=9))

    assert later(ahead, found) == ahead


def test_a_page_that_is_found_again_starts_anew() -> None:
    found = samples.unreachable()
    there = replace(samples.verified(), citation=found.citation)
    known = later(troubled(2, 1, 2), there)

    assert known[found.citation.key].seen == TODAY
    assert known[found.citation.key].days == 0


def test_what_is_neither_there_nor_in_passing_trouble_changes_nothing() -> None:
    known = later(troubled(2, 1, 2), samples.blocked(), samples.incomplete())
    (other,) = known.keys() - {samples.verified().citation.key}

    assert known[other].days == 2


def test_a_run_that_reached_nobody_says_nothing_of_the_pages() -> None:
    failure = Failure("https://a.example/", FailureKind.TIMEOUT, "slow")
    alone = samples.report(replace(samples.unreachable(), outcome=failure))

    assert alone.reached_nobody
    assert history.updated({}, alone, TODAY) == {}


def test_rows_that_nobody_has_seen_for_long_are_dropped() -> None:
    old = Record("u", "l", seen=days_ago(401))
    kept = Record("u", "l", seen=days_ago(400))

    assert later({"a": old, "b": kept}).keys() == {"b", samples.verified().citation.key}


# --- the file -------------------------------------------------------------------------------

days = st.dates(date(2020, 1, 1), date(2030, 1, 1))
records = st.one_of(
    st.builds(Record, st.text(), st.text(), days),
    st.builds(
        lambda url, label, seen, first, count: Record(url, label, seen, first, first, count),
        st.text(), st.text(), st.none() | days, days, st.integers(1, 99),
    ),
)  # fmt: skip


@given(known=st.dictionaries(st.text("0123456789abcdef"), records, max_size=3))
def test_a_history_that_is_written_is_read_again(
    known: history.History, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("h") / "history.json"
    path.write_text(history.write(known), "utf-8")

    assert history.load(path) == known


def test_a_file_that_is_not_there_yet_is_an_empty_history(tmp_path: Path) -> None:
    assert history.load(tmp_path / "new.json") == {}


ROW = {"key": "k", "seen": "2026-11-01"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "is no history"),
        ("[" * 100_000, "is no history"),
        ("[]", "is no history of version 1"),
        ('{"version": 2}', "is no history of version 1"),
        ('{"version": 1}', "is no history"),
        *(
            (json.dumps({"version": 1, "citations": [row]}), "is no history")
            for row in (
                7,
                {"key": "k"},
                ROW | {"days": 1},
                ROW | {"first": "2026-11-01", "days": 1},
                ROW | {"first": "yesterday", "last": "2026-11-01", "days": 1},
                ROW | {"days": "three"},
            )
        ),
    ],
)
def test_what_is_no_history_is_told(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "h.json"
    path.write_text(text, "utf-8")

    with pytest.raises(ReadError) as caught:
        history.load(path)

    assert message in caught.value.message
    assert "Name a file that does not exist yet" in caught.value.hint


def test_a_folder_is_no_history(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="cannot be read: it is a folder"):
        history.load(tmp_path)


def test_a_history_of_a_stranger_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "h.json").write_text("damaged", "utf-8")
    config = Config(history=tmp_path / "h.json", untrusted=True)
    found = samples.unreachable()

    assert Leniency(config).apply(samples.report().documents[0], found) == found


def test_the_day_is_an_argument(tmp_path: Path) -> None:
    found = samples.unreachable()
    document = samples.report().documents[0]
    (tmp_path / "h.json").write_text(history.write(troubled(2, 1, 2)), "utf-8")
    lenient = Leniency(Config(history=tmp_path / "h.json"), TODAY)
    today = Leniency(Config(history=tmp_path / "new.json")).apply(document, found)

    assert lenient.apply(document, found).recurrence == Recurrence(days_ago(2), 3, lasting=True)
    assert today.recurrence == Recurrence(datetime.now(UTC).date(), 1, lasting=False)
    assert today.verdict is Verdict.UNREACHABLE
