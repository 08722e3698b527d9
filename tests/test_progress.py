from __future__ import annotations

import io
import re
from dataclasses import replace

import pytest
from reporters import samples

from linkcheck import progress
from linkcheck.events import Ahead, Checked, Event, Finished, Listener, Retrying, Started, Warned
from linkcheck.model import Failure, FailureKind, Message
from linkcheck.progress import Progress

RETRY = Retrying("https://busy.example/a\x1b[2J", attempt=1, wait=2.2, why="status 503")


class Terminal(io.StringIO):
    """A stream that somebody watches."""

    def isatty(self) -> bool:
        return True


class Clock:
    """A clock that moves on by hand."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def drawn(stream: io.StringIO) -> list[str]:
    return re.split(r"[\r\n]+", stream.getvalue().replace("\x1b[K", "").strip("\r"))


def hear(listener: Listener, *events: Event) -> None:
    for event in events:
        listener(event)


def test_one_line_counts_what_is_checked_and_names_the_host() -> None:
    stream, clock = Terminal(), Clock()
    listener = Progress(stream, clock=clock)

    listener(Started(citations=40, hosts=12))
    clock.now += 1
    listener(Checked(samples.verified()))
    clock.now += 1
    listener(Checked(samples.gone()))

    assert drawn(stream) == [
        "Checking 40 citations on 12 servers …",
        "1 of 40 checked · www.oecd.example",
        "2 of 40 checked · 1 with findings · www.regierung.example",
    ]


def test_it_names_the_hosts_that_are_awaited_most_and_the_time_that_is_left(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stream, clock = Terminal(), Clock()
    listener = Progress(stream, clock=clock)
    waiting = (("slow.example", 30), ("www.oecd.example", 8), ("c.example", 2))

    monkeypatch.setenv("COLUMNS", "120")
    needs = (("slow.example", 59.0), ("www.oecd.example", 4.0), ("c.example", 1.0))
    listener(Started(40, 3, "slow.example", 59.0, waiting, needs))
    for _ in range(8):
        clock.now += 1
        listener(Checked(samples.verified()))

    lines = drawn(stream)
    assert lines[1] == "1 of 40 checked · waiting for slow.example (30), www.oecd.example (7)"
    assert lines[5] == (
        "5 of 40 checked · about 59 s left · waiting for slow.example (30), www.oecd.example (3)"
    )
    assert lines[8] == (
        "8 of 40 checked · about 59 s left · waiting for slow.example (30), c.example (2)"
    )


def test_a_long_time_is_told_in_minutes() -> None:
    stream, clock = Terminal(), Clock()
    listener = Progress(stream, clock=clock)

    listener(Started(100, 9))
    for _ in range(5):
        clock.now += 10
        listener(Checked(samples.verified()))

    assert drawn(stream)[5] == "5 of 100 checked · about 16 min left · www.oecd.example"


def test_the_time_that_is_left_follows_the_pace_of_the_run() -> None:
    stream, clock = Terminal(), Clock()
    listener = Progress(stream, language="de", clock=clock)

    one = "www.oecd.example"
    listener(Started(10, 1, one, 1.0, ((one, 10),), ((one, 1.0),)))
    for _ in range(10):
        clock.now += 2
        listener(Checked(samples.verified()))

    lines = drawn(stream)
    assert lines[6] == "6 von 10 geprüft · noch etwa 8 s · es fehlen www.oecd.example (4)"
    assert lines[10] == "10 von 10 geprüft · www.oecd.example"


def test_a_warning_stands_on_a_line_of_its_own_and_commands_no_terminal() -> None:
    stream = io.StringIO()
    message = Message.of("progress.cache", file="c\x1b[2J", why="disk I/O error")

    Progress(stream, live=False)(Warned(message))

    assert stream.getvalue().startswith("The cache c")
    assert stream.getvalue().endswith("disk I/O error.\n")
    assert "\x1b" not in stream.getvalue()


def test_it_speaks_the_reader_s_language() -> None:
    stream = Terminal()

    Progress(stream, language="de")(Started(citations=1, hosts=1))

    assert drawn(stream) == ["Prüfe 1 Quellenangabe …"]


def test_a_citation_without_address_names_no_host() -> None:
    stream = Terminal()

    Progress(stream)(Checked(samples.incomplete()))

    assert drawn(stream) == ["1 checked · 1 with findings"]


def test_it_redraws_at_most_ten_times_a_second() -> None:
    stream, clock = Terminal(), Clock()
    listener = Progress(stream, clock=clock)

    for _ in range(100):
        listener(Checked(samples.verified()))
        clock.now += 0.03125

    assert 25 <= stream.getvalue().count("\r") <= 32


def test_the_line_fits_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "20")
    stream = Terminal()

    Progress(stream)(Checked(samples.gone()))

    assert drawn(stream) == ["1 checked · 1 with…"]


def test_the_line_is_wiped_at_the_end() -> None:
    stream = Terminal()

    hear(Progress(stream), Started(2, 1), Finished(samples.every_verdict()))

    assert stream.getvalue().endswith("\r\x1b[K")


def test_retries_are_told_on_lines_of_their_own_and_disarmed() -> None:
    stream = Terminal()

    Progress(stream, retries=True)(RETRY)

    assert stream.getvalue() == (
        "\r\x1b[KAgain in 2 s, after attempt 1: https://busy.example/a\\x1b[2J (status 503)\n"
    )


def test_retries_are_not_told_unless_asked_for() -> None:
    stream = Terminal()

    Progress(stream)(RETRY)

    assert stream.getvalue() == ""


def test_a_run_that_will_take_long_says_so_before_it_starts() -> None:
    stream = io.StringIO()

    with progress.shown(stream, environ={"CI": "1"}) as listener:
        hear(listener, Started(99, 2, "big.example", 10_800.0), Started(99, 2, "b.example", 59.0))

    assert stream.getvalue() == "big.example alone takes about 3 h at this pace.\n"


def test_other_hosts_that_take_long_are_named_too() -> None:
    stream = io.StringIO()
    needs = (("a.lab", 5_400.0), ("b.lab", 5_399.0), ("c\x1b.lab", 60.0), ("d.lab", 60.0))

    Progress(stream, live=False)(Started(99, 4, "a.lab", 5_400.0, needs=needs))
    Progress(stream, live=False, language="de")(Started(99, 4, "b.lab", 89.0, needs=needs[3:]))

    assert stream.getvalue() == (
        "a.lab alone takes about 2 h at this pace; others that take long: b.lab (90 min),"
        " c\\x1b.lab (60 s).\n"
        "Allein b.lab braucht bei diesem Tempo etwa 89 s.\n"
    )


def test_a_stream_says_what_it_knows_so_far(monkeypatch: pytest.MonkeyPatch) -> None:
    stream, clock, host = Terminal(), Clock(), "www.oecd.example"
    listener = Progress(stream, clock=clock)
    monkeypatch.setenv("COLUMNS", "120")

    for count in (400, 900):
        seconds = count / 2
        so_far = Started(count, 1, host, seconds, ((host, count),), ((host, seconds),))
        listener(Ahead(so_far))
        for _ in range(6):
            clock.now += 1
            listener(Checked(samples.verified()))

    assert drawn(stream)[0] == "www.oecd.example alone takes about 3 min at this pace."
    assert drawn(stream)[6] == "6 checked · waiting for www.oecd.example (394, 3 min)"
    assert drawn(stream)[7] == "www.oecd.example alone takes about 8 min at this pace."
    assert drawn(stream)[13] == "12 checked · waiting for www.oecd.example (894, 7 min)"


def test_the_names_of_a_domain_count_where_the_domain_waits() -> None:
    stream, clock = Terminal(), Clock()
    listener = Progress(stream, clock=clock)

    listener(Started(3, 1, "oecd.example", 1.5, (("oecd.example", 3),), (("oecd.example", 1.5),)))
    clock.now += 1
    listener(Checked(samples.verified()))

    assert drawn(stream)[1] == "1 of 3 checked · waiting for oecd.example (2)"


def test_what_there_was_no_time_for_is_told_with_the_worst_hosts() -> None:
    stream = io.StringIO()

    with progress.shown(stream, language="de", environ={}) as listener:
        for host in ("a", "b", "b", "c", "c", "c", "d", "d"):
            late = Failure(f"https://{host}.example/", FailureKind.OUT_OF_TIME, "over", 0)
            listener(Checked(replace(samples.gone(), outcome=late)))
        listener(Finished(samples.every_verdict()))

    assert stream.getvalue() == (
        "Die Zeit war um: 8 Quellenangaben wurden nicht abgerufen, die meisten von"
        " c.example, b.example, d.example.\n"
    )


def test_a_terminal_is_drawn_on_and_wiped_even_after_an_error() -> None:
    stream = Terminal()

    def fail() -> None:
        with progress.shown(stream, environ={}) as listener:
            listener(Started(3, 2))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()

    assert "Checking 3 citations" in stream.getvalue()
    assert stream.getvalue().endswith("\r\x1b[K")


@pytest.mark.parametrize(
    ("stream", "environ", "quiet"),
    [
        (io.StringIO(), {}, False),
        (Terminal(), {"CI": "true"}, False),
        (Terminal(), {"TERM": "dumb"}, False),
        (Terminal(), {}, True),
    ],
)
def test_nothing_is_drawn_for_files_ci_and_quiet(
    stream: io.StringIO,
    environ: dict[str, str],
    quiet: bool,  # noqa: FBT001 (a parameter of the test)
) -> None:
    with progress.shown(stream, environ=environ, quiet=quiet) as listener:
        hear(listener, Started(3, 2), Checked(samples.gone()), RETRY)

    assert stream.getvalue() == ""


def test_retries_are_told_in_ci_too() -> None:
    stream = io.StringIO()

    with progress.shown(stream, environ={"CI": "1"}, retries=True) as listener:
        hear(listener, Started(3, 2), RETRY, replace(RETRY, attempt=2))

    assert stream.getvalue().count("\n") == 2
    assert "\r" not in stream.getvalue()
