from __future__ import annotations

import asyncio
import sqlite3
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from linkcheck import (
    Citation,
    Config,
    Document,
    Event,
    Expectation,
    Failure,
    FailureKind,
    FetchPolicy,
    Finding,
    Message,
    Outcome,
    Response,
    Span,
    Verdict,
    Verifier,
)
from linkcheck.errors import CacheError
from linkcheck.events import Warned, silence
from linkcheck.fetch.paces import Pace, Paces
from linkcheck.model import INTERNAL_ERROR
from linkcheck.stored.cache import LIFETIMES, Cache

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

CITATION = Citation("Bericht", "https://amt.lab/1", Span(1, 1, 1, 2))
DOCUMENT = Document("a.txt", "de", citations=(CITATION,))
ANSWER = Response("https://amt.lab/1", "https://amt.lab/1", 404, {}, b"")
DAY = 86_400.0


def finding(verdict: Verdict = Verdict.GONE, outcome: Outcome | None = ANSWER) -> Finding:
    message = Message.of("x.y", status=404)
    return Finding("a.txt", CITATION, verdict, "http-gone", message, 0.9, outcome=outcome)


class Clock:
    def __init__(self) -> None:
        self.now = 1e9

    def __call__(self) -> float:
        return self.now


def opened(file: Path, config: Config | None = None, clock: Clock | None = None) -> Cache:
    return Cache(file, config or Config(), silence, clock or Clock())


class Counting:
    """Answers every fetch with 404, and counts them."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    async def fetch(self, url: str, *, languages: Sequence[str] = (), **_: object) -> Outcome:
        self.asked.append(url)
        return Response(url, url, 404, {"x-languages": str(len(languages))}, b"")


def test_a_finding_serves_other_articles_with_the_same_citation(tmp_path: Path) -> None:
    moved = replace(CITATION, span=Span(9, 1, 9, 2), section="Quellen")
    other = replace(DOCUMENT, name="b.txt")
    with opened(tmp_path / "c") as cache:
        cache.keep(DOCUMENT, finding())
    gentle = FetchPolicy(delay=9.0, per_host=1, hosts=Paces((("amt.lab", Pace(1)),)))
    with opened(tmp_path / "c", Config(gentle, jobs=3, budget=9.0, language="de")) as cache:
        found = cache.find(other, moved, None)

    assert found == replace(finding(), document="b.txt", citation=moved)


def test_what_decided_otherwise_is_another_finding(tmp_path: Path) -> None:
    with opened(tmp_path / "c") as cache:
        cache.keep(DOCUMENT, finding())

        assert cache.find(DOCUMENT, replace(CITATION, label="Anders"), None) is None
        assert cache.find(DOCUMENT, replace(CITATION, url="https://amt.lab/2"), None) is None
        assert cache.find(replace(DOCUMENT, language="en"), CITATION, None) is None
        assert cache.find(DOCUMENT, CITATION, Expectation("Titel", "x.csv, line 2")) is None
    with opened(tmp_path / "c", Config(fetch=FetchPolicy(attempts=1))) as cache:
        assert cache.find(DOCUMENT, CITATION, None) is None


@pytest.mark.parametrize("verdict", list(Verdict))
def test_a_verdict_holds_for_its_time_and_no_longer(tmp_path: Path, verdict: Verdict) -> None:
    clock, life = Clock(), LIFETIMES.get(verdict, 0.0)
    with opened(tmp_path / "c", clock=clock) as cache:
        cache.keep(DOCUMENT, finding(verdict))
        clock.now += life - 1
        assert (cache.find(DOCUMENT, CITATION, None) is not None) is (life > 0)
        clock.now += 2
        assert cache.find(DOCUMENT, CITATION, None) is None
    with opened(tmp_path / "c", clock=clock) as cache:
        assert cache._run("SELECT key FROM findings") == []


def test_what_says_nothing_of_the_page_is_not_kept(tmp_path: Path) -> None:
    with opened(tmp_path / "c") as cache:
        cache.keep(DOCUMENT, finding(outcome=None))
        cache.keep(DOCUMENT, replace(finding(Verdict.REVIEW), reason=INTERNAL_ERROR))

        assert cache.find(DOCUMENT, CITATION, None) is None
        assert Verdict.UNREACHABLE not in LIFETIMES


@pytest.mark.parametrize("damaged", ["", "{}", "[1]", '{"value":"Finding","of":{}}'])
def test_a_damaged_row_is_asked_anew(tmp_path: Path, damaged: str) -> None:
    with opened(tmp_path / "c") as cache:
        cache.keep(DOCUMENT, finding())
        cache._run("UPDATE findings SET finding = ?", damaged)

        assert cache.find(DOCUMENT, CITATION, None) is None


def test_what_is_no_cache_is_not_written_into(tmp_path: Path) -> None:
    text, other = tmp_path / "a.txt", tmp_path / "other.db"
    text.write_text("An article about the harbour. " * 50)
    with sqlite3.connect(other) as database:
        database.execute("CREATE TABLE mine (x)")
    database.close()

    for file in (text, other, tmp_path, tmp_path / "missing" / "c"):
        with pytest.raises(CacheError, match="cannot be used") as caught:
            opened(file)
        assert caught.value.hint
    assert text.read_text().startswith("An article")


def test_trouble_while_a_run_goes_on_is_told_once_and_stops_nothing(tmp_path: Path) -> None:
    events: list[Event] = []
    with Cache(tmp_path / "c", Config(), events.append, Clock()) as cache:
        cache._database.execute("DROP TABLE findings")
        cache.keep(DOCUMENT, finding())
        cache.keep(DOCUMENT, finding())

        assert cache.find(DOCUMENT, CITATION, None) is None
    assert [type(event) for event in events] == [Warned]


def test_two_runs_may_use_one_cache_at_once(tmp_path: Path) -> None:
    with opened(tmp_path / "c") as one, opened(tmp_path / "c") as other:
        one.keep(DOCUMENT, finding())

        assert other.find(DOCUMENT, CITATION, None) == finding()


def test_a_second_run_asks_nothing_that_was_found_lately(tmp_path: Path) -> None:
    config = Config(cache=tmp_path / "c", fetch=FetchPolicy(delay=0))
    no_url = Citation("Ohne", None, Span(2, 1, 2, 2))
    document = replace(DOCUMENT, citations=(CITATION, no_url))
    first, second = Counting(), Counting()

    before = asyncio.run(Verifier(config, fetcher=first).verify([document]))
    after = asyncio.run(Verifier(config, fetcher=second).verify([document]))

    assert (first.asked, second.asked) == (["https://amt.lab/1"], [])
    assert after.findings == before.findings


def test_an_untrusted_run_believes_no_cache(tmp_path: Path) -> None:
    config = Config(cache=tmp_path / "c", fetch=FetchPolicy(delay=0))
    asyncio.run(Verifier(config, fetcher=Counting()).verify([DOCUMENT]))
    asked = Counting()

    asyncio.run(Verifier(replace(config, untrusted=True), fetcher=asked).verify([DOCUMENT]))

    assert asked.asked == ["https://amt.lab/1"]


def test_an_unreachable_page_is_asked_for_again(tmp_path: Path) -> None:
    class Silent(Counting):
        async def fetch(self, url: str, *, languages: Sequence[str] = (), **_: object) -> Outcome:
            await super().fetch(url, languages=languages)
            return Failure(url, FailureKind.TIMEOUT, "silent")

    config, silent = Config(cache=tmp_path / "c", fetch=FetchPolicy(delay=0)), Silent()
    for _ in range(2):
        asyncio.run(Verifier(config, fetcher=silent).verify([DOCUMENT]))

    assert len(silent.asked) == 2
    assert LIFETIMES[Verdict.GONE] == DAY
