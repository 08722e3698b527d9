"""Verdicts whose time is over, and servers that say whether their page is what it was."""

from __future__ import annotations

import asyncio
import sqlite3
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from web import SILENCE, Answer

from linkcheck import Citation, Config, Document, FetchPolicy, Finding, Response, Span, Verdict
from linkcheck.fetch.secrets import Secret
from linkcheck.stored.cache import TRUSTED
from linkcheck.verifier import Verifier

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from web import Request, Web

URL = "https://amt.lab/hafen"
LABEL = "Bericht über den Hafen und seine Brücken"
PAGE = (
    '<html lang="de"><head><title>{title} | Amt</title></head><body><main><h1>{title}</h1><p>'
    + "Das Amt berichtet ausführlich über den Hafen und seine Brücken. " * 20
    + "</p></main></body></html>"
)
HERE = Answer(PAGE.format(title=LABEL), headers={"ETag": '"v1"'})
OTHER = Answer(PAGE.format(title="Jahresabschluss der Sparkasse"), headers={"ETag": '"v2"'})
UNCHANGED = Answer(status=304, headers={"ETag": '"v1"'})
CITATION = Citation(LABEL, URL, Span(1, 1, 1, 2))
ARTICLE = Document("a.txt", "de", citations=(CITATION,))


def settings(web: Web, tmp_path: Path, **changes: Any) -> Config:  # noqa: ANN401 (any field)
    policy = FetchPolicy(connect_to=web.address, ca_file=web.ca_file, delay=0.0)
    return Config(fetch=policy, cache=tmp_path / "c", **changes)


def verified(config: Config, article: Document = ARTICLE) -> tuple[Finding, ...]:
    return asyncio.run(Verifier(config).verify([article])).findings


def changed(config: Config, statement: str, *values: object) -> None:
    assert config.cache is not None
    with sqlite3.connect(config.cache) as database:
        database.execute(statement, values)
    database.close()


def age(config: Config) -> None:
    """Let the time of everything that is kept be over."""
    changed(config, "UPDATE findings SET until = 0")


def conditions(web: Web) -> list[str | None]:
    return [request.headers.get("if-none-match") for request in web.requests]


def by_condition(answer: Answer, otherwise: Answer = UNCHANGED) -> Any:  # noqa: ANN401 (a route)
    def tell(request: Request) -> Answer:
        return otherwise if "if-none-match" in request.headers else answer

    return tell


def test_a_verdict_holds_on_where_the_page_has_not_changed(web: Web, tmp_path: Path) -> None:
    web.add(URL, by_condition(HERE))
    config = settings(web, tmp_path)

    (first,) = verified(config)
    age(config)
    (second,) = verified(config)
    (third,) = verified(config)

    assert first.verdict is Verdict.VERIFIED
    assert conditions(web) == [None, '"v1"']  # and the third was told from the cache
    assert isinstance(first.outcome, Response)
    assert isinstance(second.outcome, Response)
    assert first.outcome.fetched_at is not None
    assert second.outcome.fetched_at is not None
    assert second.outcome.fetched_at > first.outcome.fetched_at
    assert second == third
    assert replace(second, outcome=None) == replace(first, outcome=None)


def test_a_page_that_has_changed_is_judged_anew_with_one_request(web: Web, tmp_path: Path) -> None:
    web.add(URL, HERE, OTHER)
    config = settings(web, tmp_path)

    (first,) = verified(config)
    age(config)
    (second,) = verified(config)

    assert (first.verdict, second.verdict) == (Verdict.VERIFIED, Verdict.MISMATCH)
    assert conditions(web) == [None, '"v1"']


def test_what_decided_otherwise_is_asked_without_condition(web: Web, tmp_path: Path) -> None:
    web.add(URL, by_condition(HERE))
    config = settings(web, tmp_path)
    verified(config)
    age(config)

    other_label = replace(CITATION, label="Jahresabschluss der Sparkasse Musterstadt")
    verified(config, replace(ARTICLE, citations=(other_label,)))
    verified(replace(config, fetch=replace(config.fetch, attempts=1)))
    verified(config, replace(ARTICLE, language="en"))

    assert conditions(web) == [None] * 4


def test_two_labels_of_one_page_share_its_confirmation_and_nothing_else(
    web: Web, tmp_path: Path
) -> None:
    web.add(URL, by_condition(HERE))
    config = settings(web, tmp_path)
    second = replace(CITATION, label="Hafen und Brücken: der Bericht")
    verified(config, replace(ARTICLE, citations=(CITATION, second)))
    age(config)
    third = replace(CITATION, label="Jahresabschluss der Sparkasse Musterstadt")

    found = verified(config, replace(ARTICLE, citations=(CITATION, second, third)))

    assert sorted(conditions(web), key=str) == ['"v1"', None, None]
    assert [one.verdict for one in found][2] is Verdict.MISMATCH
    assert found[0].verdict is Verdict.VERIFIED


def test_the_condition_belongs_to_the_end_of_the_redirects(web: Web, tmp_path: Path) -> None:
    web.redirect("https://amt.lab/alt", URL, status=301)
    web.add(URL, by_condition(HERE))
    config = settings(web, tmp_path)
    article = replace(ARTICLE, citations=(replace(CITATION, url="https://amt.lab/alt"),))

    (first,) = verified(config, article)
    age(config)
    (second,) = verified(config, article)

    assert first.verdict is second.verdict is Verdict.MOVED
    assert second.repairs == first.repairs
    assert conditions(web) == [None, None, None, '"v1"']


def test_another_way_to_the_same_page_is_judged_anew(web: Web, tmp_path: Path) -> None:
    web.redirect("https://amt.lab/alt", URL, status=302)
    web.add(URL, by_condition(HERE))
    config = settings(web, tmp_path)
    article = replace(ARTICLE, citations=(replace(CITATION, url="https://amt.lab/alt"),))

    (first,) = verified(config, article)
    age(config)
    web.redirect("https://amt.lab/alt", URL, status=301)
    (second,) = verified(config, article)

    assert (first.verdict, second.verdict) == (Verdict.VERIFIED, Verdict.MOVED)
    assert conditions(web) == [None, None, None, '"v1"', None, None]


def test_304_is_no_page_where_nothing_was_asked(web: Web, tmp_path: Path) -> None:
    web.add(URL, UNCHANGED)
    config = settings(web, tmp_path)

    for _ in range(2):
        (finding,) = verified(config)
        assert (finding.verdict, finding.reason) == (Verdict.UNREACHABLE, "http-error")
    assert conditions(web) == [None, None]


def test_a_304_of_another_address_confirms_nothing(web: Web, tmp_path: Path) -> None:
    web.add(URL, HERE)
    config = settings(web, tmp_path)
    verified(config)
    age(config)
    web.redirect(URL, "https://amt.lab/sonst")
    web.add("https://amt.lab/sonst", UNCHANGED)

    (finding,) = verified(config)

    assert finding.verdict is Verdict.UNREACHABLE
    assert web.requests_to("https://amt.lab/sonst")[0].headers.get("if-none-match") is None


def test_a_server_that_confirms_another_page_is_asked_plainly(web: Web, tmp_path: Path) -> None:
    web.add(URL, by_condition(OTHER, Answer(status=304, headers={"ETag": '"v2"'})))
    config = settings(web, tmp_path)
    web.add(URL, HERE, by_condition(OTHER, Answer(status=304, headers={"ETag": '"v2"'})))
    verified(config)
    age(config)

    (finding,) = verified(config)

    assert finding.verdict is Verdict.MISMATCH
    assert conditions(web) == [None, '"v1"', None]


def test_a_server_that_chokes_on_conditions_is_asked_plainly(web: Web, tmp_path: Path) -> None:
    web.add(URL, by_condition(HERE, Answer(status=412)))
    config = settings(web, tmp_path)
    verified(config)
    age(config)

    (finding,) = verified(config)

    assert finding.verdict is Verdict.VERIFIED
    assert conditions(web) == [None, '"v1"', None]


def test_no_server_is_believed_for_ever(web: Web, tmp_path: Path) -> None:
    web.add(URL, by_condition(HERE))
    config = settings(web, tmp_path)
    verified(config)
    changed(config, "UPDATE findings SET until = 0, read = read - ?", TRUSTED - 60)
    verified(config)
    changed(config, "UPDATE findings SET until = 0, read = read - 61")
    verified(config)
    changed(config, "UPDATE findings SET until = 0, read = read + 9000")  # from the future
    verified(config)

    assert conditions(web) == [None, '"v1"', None, None]


def test_what_was_put_into_a_cache_by_others_is_not_sent(web: Web, tmp_path: Path) -> None:
    web.add(URL, by_condition(HERE))
    config = settings(web, tmp_path)
    verified(config)
    age(config)
    changed(config, "UPDATE findings SET etag = '\"v1\"' || char(13, 10) || 'X-Evil: 1'")

    (finding,) = verified(config)

    assert finding.verdict is Verdict.VERIFIED
    assert conditions(web) == [None, None]
    assert not any("x-evil" in request.headers for request in web.requests)


def test_a_damaged_row_is_judged_anew(web: Web, tmp_path: Path) -> None:
    web.add(URL, by_condition(HERE))
    config = settings(web, tmp_path)
    for old, new in (("Finding", "Nothing"), ("Response", "Nobody")):
        verified(config)
        age(config)
        changed(config, "UPDATE findings SET finding = replace(finding, ?, ?)", old, new)

    assert verified(config)[0].verdict is Verdict.VERIFIED
    assert conditions(web) == [None, None, None]


def test_what_a_secret_opens_is_asked_for_in_full(web: Web, tmp_path: Path) -> None:
    web.add(URL, by_condition(HERE))
    config = settings(web, tmp_path)
    secret = Secret("amt.lab", "Cookie", "who=me")
    config = replace(config, fetch=replace(config.fetch, secrets=(secret,)))
    verified(config)
    age(config)
    verified(config)

    assert conditions(web) == [None, None]


def test_an_unreachable_page_does_not_end_what_is_kept_of_it(web: Web, tmp_path: Path) -> None:
    web.add(URL, HERE, Answer(status=500), by_condition(HERE))
    config = settings(web, tmp_path)
    config = replace(config, fetch=replace(config.fetch, attempts=1))
    verified(config)
    age(config)

    found = [verified(config)[0].verdict for _ in range(2)]

    assert found == [Verdict.UNREACHABLE, Verdict.VERIFIED]
    assert conditions(web) == [None, '"v1"', '"v1"']


def test_a_run_whose_time_is_over_confirms_nothing(web: Web, tmp_path: Path) -> None:
    web.add(URL, HERE, SILENCE)
    config = settings(web, tmp_path)
    verified(config)
    age(config)

    (finding,) = verified(replace(config, budget=0.3))

    assert finding.verdict is Verdict.UNREACHABLE
    assert conditions(web) == [None, '"v1"']


def test_a_budget_confirms_what_it_has_time_for(web: Web, tmp_path: Path) -> None:
    web.add(URL, by_condition(HERE))
    config = settings(web, tmp_path)
    verified(config)
    age(config)

    (finding,) = verified(replace(config, budget=60.0))

    assert finding.verdict is Verdict.VERIFIED
    assert conditions(web) == [None, '"v1"']


def test_untrusted_runs_and_recordings_ask_for_everything(web: Web, tmp_path: Path) -> None:
    web.add(URL, by_condition(HERE))
    config = settings(web, tmp_path)
    verified(config)

    verified(replace(config, record=tmp_path / "recorded"))
    age(config)
    verified(replace(config, untrusted=True))
    replayed = verified(replace(config, replay=tmp_path / "recorded"))

    assert conditions(web) == [None, None, None]
    assert replayed[0].verdict is Verdict.VERIFIED


def test_rules_for_robots_hold_for_conditions_too(web: Web, tmp_path: Path) -> None:
    web.add(URL, by_condition(HERE))
    web.add("https://amt.lab/robots.txt", Answer("", 404), Answer("User-agent: *\nDisallow: /"))
    config = settings(web, tmp_path)
    config = replace(config, fetch=replace(config.fetch, robots="always"))
    verified(config)
    age(config)

    (finding,) = verified(config)

    assert (finding.verdict, finding.reason) == (Verdict.BLOCKED, "robots")
    assert len(web.requests_to(URL)) == 1


def test_a_cache_of_another_shape_is_emptied_and_used(web: Web, tmp_path: Path) -> None:
    config = settings(web, tmp_path)
    web.add(URL, HERE)
    assert config.cache is not None
    with sqlite3.connect(config.cache) as old:
        old.execute("CREATE TABLE findings (key TEXT PRIMARY KEY, until REAL, finding TEXT)")
        old.execute("INSERT INTO findings VALUES ('x', 9e99, 'y')")
        old.execute(f"PRAGMA application_id = {0x6C6B6363}")
    old.close()

    verified(config)
    verified(config)

    assert conditions(web) == [None]
    with sqlite3.connect(config.cache) as database:
        assert database.execute("SELECT count(*) FROM findings").fetchone() == (1,)
    database.close()


def test_a_page_dated_long_ago_is_confirmed_by_its_date(web: Web, tmp_path: Path) -> None:
    long_ago: Mapping[str, str] = {"Last-Modified": "Mon, 02 Jan 2023 10:00:00 GMT"}
    web.add(URL, replace(HERE, headers=long_ago), Answer(status=304))
    config = settings(web, tmp_path)
    verified(config)
    age(config)

    (finding,) = verified(config)

    assert finding.verdict is Verdict.VERIFIED
    assert [one.headers.get("if-modified-since") for one in web.requests] == [
        None,
        "Mon, 02 Jan 2023 10:00:00 GMT",
    ]
