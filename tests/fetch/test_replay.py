from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkcheck.errors import ReplayError
from linkcheck.fetch import Recorder, Replayer
from linkcheck.fetch.recording import (
    Recording,
    compose,
    extension_of,
    folder_of,
    parse,
    stem_of,
)
from linkcheck.model import Failure, FailureKind, Hop, Response

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from linkcheck.model import Outcome

URL = "https://www.nato.lab/cps/en/opinions_211294.htm"
PAGE = Response(
    url=URL,
    final_url="https://www.nato.lab/new",
    status=200,
    headers={"content-type": "text/html; charset=utf-8", "set-cookie": "secret=1"},
    body="<title>Erklärung</title>".encode(),
    redirects=(Hop(301, URL),),
    attempts=2,
    elapsed=0.25,
    fetched_at=datetime(2023, 1, 31, 12, 0, tzinfo=UTC),
    truncated=True,
    retry_after=90.0,
)


class Source:
    """Answers everything with one outcome, and counts."""

    def __init__(self, outcome: Outcome) -> None:
        self.outcome = outcome
        self.asked = 0

    async def fetch(self, url: str, *, languages: Sequence[str] = (), **_: object) -> Outcome:  # noqa: ARG002 (the protocol's)
        self.asked += 1
        return self.outcome


def record(outcome: Outcome, folder: Path, *urls: str) -> None:
    async def story() -> None:
        recorder = Recorder(Source(outcome), folder)
        for url in urls or (outcome.url,):
            await recorder.fetch(url)

    asyncio.run(story())


def replay(folder: Path, url: str) -> Outcome:
    return asyncio.run(Replayer(folder).fetch(url))


def test_an_answer_is_kept_in_files_that_a_person_can_read(tmp_path: Path) -> None:
    record(PAGE, tmp_path)

    stem = "cps-en-opinions-211294-htm-" + stem_of(URL)[-8:]
    files = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.*"))
    assert files == ["www.nato.lab", f"www.nato.lab/{stem}.html", f"www.nato.lab/{stem}.toml"]
    assert (tmp_path / "www.nato.lab" / f"{stem}.toml").read_text("utf-8") == (
        f'url = "{URL}"\n'
        'final_url = "https://www.nato.lab/new"\n'
        "status = 200\n"
        "fetched_at = 2023-01-31T12:00:00+00:00\n"
        "truncated = true\n"
        "retry_after = 90.0\n"
        "attempts = 2\n"
        "elapsed = 0.25\n"
        f'body = "{stem}.html"\n'
        "\n"
        "[headers]\n"
        '"content-type" = "text/html; charset=utf-8"\n'
        "\n"
        "[[redirects]]\n"
        "status = 301\n"
        f'url = "{URL}"\n'
    )


def test_what_was_recorded_is_answered_again_without_its_secrets(tmp_path: Path) -> None:
    record(PAGE, tmp_path)

    found = replay(tmp_path, f"{URL}#part")

    assert isinstance(found, Response)
    assert found.url == f"{URL}#part"
    assert found.headers == {"content-type": "text/html; charset=utf-8"}
    assert (found.body, found.redirects, found.fetched_at) == (
        PAGE.body,
        PAGE.redirects,
        PAGE.fetched_at,
    )
    assert (found.truncated, found.retry_after, found.attempts) == (True, 90.0, 2)
    assert b"secret" not in b"".join(path.read_bytes() for path in tmp_path.rglob("*.*ml"))


def test_a_failure_is_kept_as_well(tmp_path: Path) -> None:
    failure = Failure(URL, FailureKind.TLS, "expired \x1b[31m “x”", 1, (Hop(302, URL),), 0.5)
    record(failure, tmp_path)

    assert replay(tmp_path, URL) == failure
    assert b"\x1b" not in next(tmp_path.rglob("*.toml")).read_bytes()


def test_a_url_is_recorded_once(tmp_path: Path) -> None:
    source = Source(PAGE)

    async def story() -> None:
        recorder = Recorder(source, tmp_path)
        await recorder.fetch(URL)
        source.outcome = replace(PAGE, status=500)
        await recorder.fetch(f"{URL}#again")

    asyncio.run(story())
    found = replay(tmp_path, URL)

    assert source.asked == 2
    assert isinstance(found, Response)
    assert found.status == 200


def test_what_was_not_recorded_is_an_error_that_says_so(tmp_path: Path) -> None:
    record(PAGE, tmp_path)

    with pytest.raises(ReplayError, match=r"no recording of https://other\.lab/") as error:
        replay(tmp_path, "https://other.lab/")

    assert "--record" in error.value.hint


def test_a_folder_that_does_not_exist_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ReplayError, match="no folder of recordings"):
        replay(tmp_path / "missing", URL)


def test_two_recordings_of_one_url_are_an_error(tmp_path: Path) -> None:
    for name in ("one.toml", "two.toml"):
        (tmp_path / name).write_text(f'url = "{URL}"\nstatus = 200\n')

    with pytest.raises(ReplayError, match=r"Both .*one.toml and .*two.toml"):
        replay(tmp_path, URL)


def test_a_missing_body_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "one.toml").write_text(f'url = "{URL}"\nstatus = 200\nbody = "one.html"\n')

    with pytest.raises(ReplayError, match="cannot be read"):
        replay(tmp_path, URL)


def test_a_recording_that_is_not_in_utf_8_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "one.toml").write_bytes(b'url = "\xff"')

    with pytest.raises(ReplayError, match="not in UTF-8"):
        replay(tmp_path, URL)


def test_a_folder_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(ReplayError, match="cannot be recorded"):
        record(PAGE, tmp_path / "file")


def test_the_least_recording_is_an_address_and_a_status(tmp_path: Path) -> None:
    (tmp_path / "one.toml").write_text(f'url = "{URL}"\nstatus = 404\n')

    assert replay(tmp_path, URL) == Response(URL, URL, 404, {}, b"")


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("url = ", "it is no TOML"),
        ('url = "u"', "either a status or a"),
        ('url = "u"\nstatus = 200\n[failure]\nkind = "tls"', "either a status or a"),
        ("status = 200", "“url” is missing"),
        ('url = "u"\nstatus = "200"', "“status” must be a whole number"),
        ('url = "u"\nstatus = true', "“status” must be a whole number"),
        ('url = "u"\nstatus = 200\nelapsed = "long"', "“elapsed” must be a number"),
        (
            'url = "u"\nstatus = 200\nfetched_at = 2023-01-31',
            "“fetched_at” must be a date and time",
        ),
        ('url = "u"\nstatus = 200\nstat = 1', "unknown key “stat”"),
        ('url = "u"\nstatus = 200\nbody = "../x.html"', "same folder"),
        ('url = "u"\nstatus = 200\nbody = "/etc/passwd"', "same folder"),
        ('url = "u"\nstatus = 200\nbody = ".."', "same folder"),
        ('url = "u"\nstatus = 200\nbody = 1', "same folder"),
        ('url = "u"\nstatus = 200\nredirects = [1]', "list of tables"),
        ('url = "u"\nstatus = 200\n[[redirects]]\nstatus = 301', "“url” is missing"),
        ('url = "u"\nstatus = 200\n[headers]\na = 1', "“a” must be a text"),
        ('url = "u"\n[failure]\nkind = "rain"', "“rain” is no kind of failure"),
    ],
)
def test_a_damaged_recording_says_what_is_wrong(text: str, complaint: str) -> None:
    with pytest.raises(ReplayError, match=complaint) as error:
        parse(text, "one.toml")

    assert "one.toml" in error.value.message


def test_seconds_may_be_written_without_a_point() -> None:
    assert parse('url = "u"\nstatus = 200\nelapsed = 2', "x").outcome.elapsed == 2.0


def test_a_time_without_zone_is_universal_time() -> None:
    outcome = parse('url = "u"\nstatus = 200\nfetched_at = 2023-01-31T12:00:00', "x").outcome

    assert isinstance(outcome, Response)
    assert outcome.fetched_at == datetime(2023, 1, 31, 12, 0, tzinfo=UTC)


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
HOPS = st.lists(st.builds(Hop, st.integers(300, 399), TEXT), max_size=3).map(tuple)
RESPONSES = st.builds(
    Response,
    url=TEXT,
    final_url=TEXT,
    status=st.integers(0, 999),
    headers=st.dictionaries(TEXT.map(str.lower).map(lambda name: f"x-{name}"), TEXT, max_size=4),
    body=st.just(b""),
    redirects=HOPS,
    attempts=st.integers(0, 20),
    elapsed=st.floats(0, 100).map(lambda seconds: round(seconds, 3)),
    fetched_at=st.none()
    | st.datetimes(timezones=st.just(UTC)).map(lambda t: t.replace(microsecond=0)),
    truncated=st.booleans(),
    retry_after=st.none() | st.floats(0, 10**9),
)
FAILURES = st.builds(
    Failure,
    url=TEXT,
    kind=st.sampled_from(FailureKind),
    detail=TEXT,
    attempts=st.integers(0, 20),
    redirects=HOPS,
    elapsed=st.floats(0, 100).map(lambda seconds: round(seconds, 3)),
)


@given(RESPONSES | FAILURES, st.none() | st.just("page-1.html"))
def test_writing_and_reading_a_recording_is_the_identity(
    outcome: Outcome, body: str | None
) -> None:
    recording = Recording(outcome, body)

    assert parse(compose(recording), "x") == recording


@given(st.text())
def test_what_a_terminal_would_obey_stands_escaped(text: str) -> None:
    written = compose(Recording(Failure("u", FailureKind.TLS, text)))

    assert all(char.isprintable() or char == "\n" for char in written)
    assert parse(written, "x").outcome.url == "u"


@pytest.mark.parametrize(
    ("url", "folder", "stem"),
    [
        ("https://a.lab/", "a.lab", "index"),
        ("https://a.lab/../../etc/passwd", "a.lab", "etc-passwd"),
        ("https://a.lab/%2e%2e%2f..%5c", "a.lab", "2e-2e-2f-5c"),
        ("https://A.lab/Ab_c.html?q=1&r=ü", "a.lab", "ab-c-html-q-1-r-c3-bc"),
        ("https://[2606:4700::1]/x", "2606-4700-1", "x"),
        ("mailto:x@y.lab", "other", "index"),
    ],
)
def test_names_of_files_are_words_and_a_hash(url: str, folder: str, stem: str) -> None:
    assert folder_of(url) == folder
    assert stem_of(url)[:-9] == stem


@given(st.text(max_size=300), st.text(max_size=300))
def test_no_url_leads_out_of_the_folder(host: str, path: str) -> None:
    for url in (f"https://{host}/{path}", path):
        for name in (folder_of(url), stem_of(url)):
            assert name.strip(".-")
            assert len(name) <= 100
            assert not set(name) & set("/\\:\0")


@pytest.mark.parametrize(
    ("kind", "extension"),
    [
        ("text/html; charset=utf-8", ".html"),
        ("APPLICATION/PDF", ".pdf"),
        ("text/plain", ".txt"),
        ("image/png", ".bin"),
        ("", ".bin"),
    ],
)
def test_the_extension_tells_what_a_body_is(kind: str, extension: str) -> None:
    assert extension_of({"content-type": kind}) == extension
    assert extension_of({}) == ".bin"
