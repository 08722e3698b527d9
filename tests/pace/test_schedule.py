from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from linkcheck.pace.schedule import Schedule


def filled(places: int, *hosts: str) -> Schedule[int]:
    schedule: Schedule[int] = Schedule(lambda _host: places)
    for number, host in enumerate(hosts):
        schedule.add(host, number)
    return schedule


def test_the_host_with_most_work_left_goes_first() -> None:
    schedule = filled(9, "a", "b", "b", "c", "c", "c")

    order = [schedule.take() for _ in range(6)]

    assert order[0] == ("c", 3)
    assert {order[1], order[2]} == {("b", 1), ("c", 4)}
    assert schedule.take() is None


def test_a_host_gets_no_more_than_its_places_and_takes_none_from_others() -> None:
    schedule = filled(2, "slow", "slow", "slow", "slow", "fast")

    assert [schedule.take() for _ in range(4)] == [("slow", 0), ("slow", 1), ("fast", 4), None]
    assert len(schedule) == 2

    schedule.done("fast")
    assert schedule.take() is None
    schedule.done("slow")
    assert schedule.take() == ("slow", 2)


def test_what_asks_no_server_waits_for_nobody() -> None:
    schedule = filled(1, "", "", "")

    assert [schedule.take() for _ in range(3)] == [("", 0), ("", 1), ("", 2)]


def test_a_host_that_grows_while_it_waits_moves_up() -> None:
    schedule = filled(9, "a", "a", "b")
    for number in (7, 8, 9):
        schedule.add("b", number)

    assert [schedule.take() for _ in range(4)] == [("b", 2), ("b", 7), ("a", 0), ("b", 8)]


def test_a_stream_without_end_leaves_nothing_behind() -> None:
    schedule = filled(3, *(f"host {number % 40}" for number in range(400)))
    largest = 0

    for number in range(5_000):
        taken = schedule.take()
        assert taken is not None
        schedule.add(f"host {number % 40}", number)
        schedule.done(taken[0])
        largest = max(largest, len(schedule._heap))

    assert len(schedule) == 400
    assert largest <= 4 * 40 + 101


STEPS = st.lists(st.one_of(st.sampled_from(["a", "b", "c", ""]), st.none(), st.just(-1)))


@given(STEPS, st.integers(1, 3))
def test_every_job_is_given_out_once_and_in_its_hosts_order(
    steps: list[str | int | None], places: int
) -> None:
    schedule: Schedule[int] = Schedule(lambda _host: places)
    added: dict[str, list[int]] = {}
    given_out: dict[str, list[int]] = {}
    running: list[str] = []

    def take() -> bool:
        taken = schedule.take()
        if taken is None:
            return False
        running.append(taken[0])
        given_out.setdefault(taken[0], []).append(taken[1])
        return True

    for number, step in enumerate(steps):
        if isinstance(step, str):
            schedule.add(step, number)
            added.setdefault(step, []).append(number)
        elif step is None:
            take()
        elif running:
            schedule.done(running.pop(0))
        assert all(running.count(host) <= places for host in running if host)
    while take() or running:
        if running:
            schedule.done(running.pop(0))

    assert given_out == added
    assert len(schedule) == 0
