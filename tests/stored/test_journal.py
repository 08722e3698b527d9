from __future__ import annotations

import asyncio
import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from linkcheck import (
    Checked,
    Citation,
    Config,
    Document,
    Event,
    Failure,
    FailureKind,
    FetchPolicy,
    Finding,
    Message,
    Outcome,
    Span,
    Verdict,
    Verifier,
)
from linkcheck.errors import JournalError
from linkcheck.model import INTERNAL_ERROR
from linkcheck.stored.journal import Journal

if TYPE_CHECKING:
    from collections.abc import Sequence

DOCUMENT = Document(
    "a.txt",
    "de",
    citations=tuple(
        Citation(f"Bericht {number}", f"https://amt.lab/{number}", Span(number, 1, number, 2))
        for number in range(1, 6)
    ),
)
FIRST = DOCUMENT.citations[0]


def finding(citation: Citation = FIRST, **changes: object) -> Finding:
    made = Finding("a.txt", citation, Verdict.GONE, "http-gone", Message.of("x.y", status=404), 0.9)
    return replace(made, **changes)  # type: ignore[arg-type]  # changes are a test's own


class Counting:
    """Fails every fetch, and counts them."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    async def fetch(self, url: str, *, languages: Sequence[str] = (), **_: object) -> Outcome:
        self.asked.append(url)
        return Failure(url, FailureKind.TIMEOUT, f"silent {len(languages)}")


def test_a_finding_is_found_again_by_all_that_decided_it(tmp_path: Path) -> None:
    file, config = tmp_path / "j", Config()
    with Journal(file, config) as journal:
        journal.keep(DOCUMENT, finding())
    with Journal(file, replace(config, budget=5.0, jobs=3)) as journal:
        assert journal.find(DOCUMENT, FIRST) == finding()
        assert journal.find(DOCUMENT, DOCUMENT.citations[1]) is None
        assert journal.find(replace(DOCUMENT, language="en"), FIRST) is None
        assert journal.find(DOCUMENT, replace(FIRST, label="Anders")) is None
    with Journal(file, replace(config, fetch=FetchPolicy(attempts=1))) as journal:
        assert journal.find(DOCUMENT, FIRST) is None


def test_what_a_later_run_may_find_better_is_not_kept(tmp_path: Path) -> None:
    late = Failure("https://amt.lab/1", FailureKind.OUT_OF_TIME, "over", attempts=0)
    with Journal(tmp_path / "j", Config()) as journal:
        journal.keep(DOCUMENT, finding(outcome=late))
        journal.keep(DOCUMENT, finding(reason=INTERNAL_ERROR))
        assert journal.find(DOCUMENT, FIRST) is None


def test_two_runs_on_one_journal_end_in_a_clear_error(tmp_path: Path) -> None:
    with (
        Journal(tmp_path / "j", Config()),
        pytest.raises(JournalError, match="in use by another run"),
    ):
        Journal(tmp_path / "j", Config())


def test_what_is_no_journal_is_not_written_into(tmp_path: Path) -> None:
    text, other = tmp_path / "a.txt", tmp_path / "other.db"
    text.write_text("An article about the harbour. " * 50)
    with sqlite3.connect(other) as database:
        database.execute("CREATE TABLE mine (x)")
    database.close()

    for file, why in ((text, "cannot be used"), (other, "something else"), (tmp_path, "cannot")):
        with pytest.raises(JournalError, match=why) as caught:
            Journal(file, Config())
        assert caught.value.hint
    assert text.read_text().startswith("An article")


def test_a_full_disk_ends_in_a_clear_error_and_loses_nothing(tmp_path: Path) -> None:
    with Journal(tmp_path / "j", Config()) as journal:
        journal.keep(DOCUMENT, finding())
        (pages,) = journal._database.execute("PRAGMA page_count").fetchone()
        journal._database.execute(f"PRAGMA max_page_count = {pages}")
        big = finding(DOCUMENT.citations[1], message=Message.of("x.y", text="x" * 100_000))
        with pytest.raises(JournalError, match="full") as caught:
            journal.keep(DOCUMENT, big)
        assert "Make room" in caught.value.hint
        assert journal.find(DOCUMENT, FIRST) == finding()


@pytest.mark.parametrize("damaged", ["", "{}", '{"value":"Finding","of":{}}', "[1]"])
def test_a_damaged_row_is_asked_anew(tmp_path: Path, damaged: str) -> None:
    with Journal(tmp_path / "j", Config()) as journal:
        journal.keep(DOCUMENT, finding())
        journal._database.execute("UPDATE findings SET finding = ?", (damaged,))
        assert journal.find(DOCUMENT, FIRST) is None


def test_a_second_run_asks_only_for_what_the_first_did_not_finish(tmp_path: Path) -> None:
    config = Config(resume=tmp_path / "j", fetch=FetchPolicy(delay=0))
    half = replace(DOCUMENT, citations=DOCUMENT.citations[:3])
    first, second, third = Counting(), Counting(), Counting()

    asyncio.run(Verifier(config, fetcher=first).verify([half]))
    events: list[Event] = []
    again = Verifier(config, fetcher=second, listener=events.append)
    report = asyncio.run(again.verify([DOCUMENT]))
    asyncio.run(Verifier(config, fetcher=third).verify([DOCUMENT]))

    assert len(first.asked) == 3
    assert sorted(second.asked) == ["https://amt.lab/4", "https://amt.lab/5"]
    assert third.asked == []
    assert [one.citation for one in report.findings] == list(DOCUMENT.citations)
    assert sum(isinstance(event, Checked) for event in events) == 5


VICTIM = """
import asyncio, sys
from pathlib import Path
from linkcheck import Checked, Citation, Config, Document, Failure, FailureKind, Span, Verifier

class Slow:
    async def fetch(self, url, *, languages=(), **_):
        await asyncio.sleep(0.001)
        return Failure(url, FailureKind.TIMEOUT, "silent")

def listen(event):
    if isinstance(event, Checked):
        print(event.finding.citation.url, flush=True)

document = Document("a.txt", citations=tuple(
    Citation(f"Bericht {n}", f"https://a{n % 50}.lab/{n}", Span(n, 1, n, 2)) for n in range(1, 5000)
))
config = Config(resume=Path(sys.argv[1]))
asyncio.run(Verifier(config, fetcher=Slow(), listener=listen).verify([document]))
"""


def test_kill_9_loses_no_finding_that_was_told(tmp_path: Path) -> None:
    told: set[str] = set()
    for _ in range(3):
        command = [sys.executable, "-c", textwrap.dedent(VICTIM), str(tmp_path / "j")]
        root = str(Path(__file__).parents[2])
        with subprocess.Popen(  # noqa: S603 (our own script)
            command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": root}
        ) as run:
            assert run.stdout is not None
            told |= {run.stdout.readline().strip() for _ in range(len(told) + 25)}
            run.send_signal(signal.SIGKILL)
            told |= {line.strip() for line in run.stdout if line.endswith("\n")}

    assert len(told) >= 75
    with sqlite3.connect(tmp_path / "j") as database:
        rows = database.execute("SELECT finding FROM findings").fetchall()
    database.close()
    kept = "".join(row[0] for row in rows)
    assert all(f'"{url}"' in kept for url in told)
