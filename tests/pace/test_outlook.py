from __future__ import annotations

from typing import TYPE_CHECKING

from linkcheck.events import Ahead, Event, Started
from linkcheck.pace import outlook, turns

if TYPE_CHECKING:
    import pytest

DELAYS = {"slow.lab": 10.0}


def delay_of(host: str) -> float:
    return DELAYS.get(host, 0.5)


def test_the_slowest_host_is_the_one_that_needs_longest() -> None:
    turns_of_all = [("many.lab", f"/{n}") for n in range(9)] + [("slow.lab", "/"), ("", "/")]

    assert outlook.whole(turns_of_all, delay_of) == Started(
        citations=11,
        hosts=2,
        slowest="slow.lab",
        least=10.0,
        waiting=(("many.lab", 9), ("slow.lab", 1)),
        needs=(("slow.lab", 10.0), ("many.lab", 4.5)),
    )


def test_a_page_that_is_cited_again_takes_no_time() -> None:
    seen = outlook.whole([("a.lab", "/1")] * 7 + [("a.lab", "/2")], delay_of)

    assert (seen.waiting, seen.least) == ((("a.lab", 8),), 1.0)


def test_a_run_that_asks_nobody_has_no_slowest_host() -> None:
    assert outlook.whole([("", ""), ("", "")], delay_of) == Started(2, 0)


def test_a_stream_is_told_at_first_and_when_it_looks_twice_as_long() -> None:
    heard: list[Event] = []
    stream = outlook.Stream(delay_of, heard.append)

    for count in (30_000, 40_000, 59_999, 60_000, 20_000):
        stream({"a.lab": count, "": 9}, count + 9)

    assert [event.so_far.least for event in heard if isinstance(event, Ahead)] == [15_000, 30_000]
    assert next(event.so_far.citations for event in heard if isinstance(event, Ahead)) == 30_009


def test_a_stream_that_ends_at_once_is_a_run_like_any_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    heard: list[Event] = []
    monkeypatch.setattr(turns, "READY", 9)

    outlook.Stream(delay_of, heard.append)({"a.lab": 8}, 8)
    outlook.Stream(delay_of, heard.append)({"a.lab": 9}, 9)

    assert heard[0] == Started(8, 1, "a.lab", 4.0, (("a.lab", 8),), (("a.lab", 4.0),))
    assert isinstance(heard[1], Ahead)
