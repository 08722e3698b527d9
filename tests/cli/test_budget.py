"""Runs whose time is over: they end, say so of each citation, and name the worst hosts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from web import SILENCE

from linkcheck.cli import run

if TYPE_CHECKING:
    from web import Web

Capture = pytest.CaptureFixture[str]

LABEL = "Bericht über den Hafen und seine Brücken"
TEXT = "Das Amt berichtet ausführlich über den Hafen und seine Brücken. " * 20
PAGE = f"<html lang=de><title>{LABEL}</title><h1>{LABEL}</h1><p>{TEXT}</html>"
LOST = (
    "<html lang=de><title>Amt</title><h1>Amt</h1>"
    "<p>Die Seite wurde nicht gefunden. Bitte nutzen Sie die Suche.</html>"
)


def written(*urls: str) -> str:
    lines = [f"{LABEL}\n{url}\n" for url in urls]
    Path("late.txt").write_text("Der Hafen\n\nQuellen:\n\n" + "".join(lines), "utf-8")
    return "late.txt"


@pytest.fixture
def options(web: Web, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.chdir(tmp_path)
    host, port = web.address
    return [
        "--no-config", f"--connect-to={host}:{port}", f"--ca-file={web.ca_file}",
        "--delay=0", "--jobs=1", "--budget=1.5s",
    ]  # fmt: skip


@pytest.fixture
def late(web: Web) -> str:
    web.page("https://amt.lab/hafen", PAGE)
    web.site("langsam.lab", SILENCE)
    web.site("zaeh.lab", SILENCE)
    slow = [f"https://langsam.lab/{number}" for number in range(9)]
    return written("https://zaeh.lab/a", "https://amt.lab/hafen", *slow, "https://zaeh.lab/b")


def test_the_report_names_the_hosts_that_took_the_time(
    late: str, options: list[str], capsys: Capture
) -> None:
    assert run([late, *options, "--lang", "en", "-o", "r.json", "-o", "r.md", "-o", "r.html"]) == 0

    shown = capsys.readouterr()
    told = "Out of time: 11 citations were not fetched, most of them on langsam.lab, zaeh.lab."
    report: dict[str, Any] = json.loads(Path("r.json").read_text("utf-8"))
    assert told in " ".join(shown.out.split())
    assert shown.err == ""  # told once
    assert told in Path("r.md").read_text("utf-8").replace("\\", "")
    assert told in Path("r.html").read_text("utf-8")
    assert report["unfetched"] == [
        {"host": "langsam.lab", "citations": 9},
        {"host": "zaeh.lab", "citations": 2},
    ]
    assert report["counts"]["verified"] == 1
    assert report["counts"]["unreachable"] == 11
    assert report["elapsed"] < 10  # silent servers would have taken three times 20 s


def test_other_formats_leave_it_to_standard_error(
    late: str, options: list[str], capsys: Capture
) -> None:
    run([late, *options, "--lang", "en", "-f", "csv"])

    assert capsys.readouterr().err == (
        "Out of time: 11 citations were not fetched, most of them on langsam.lab, zaeh.lab.\n"
    )


def test_a_later_run_goes_on_with_what_was_not_fetched(
    web: Web, late: str, options: list[str], capsys: Capture
) -> None:
    run([late, *options, "--resume", "j"])
    for number in range(9):
        web.page(f"https://langsam.lab/{number}", PAGE)
    web.page("https://zaeh.lab/a", PAGE)
    web.page("https://zaeh.lab/b", PAGE)
    capsys.readouterr()

    run([late, *options, "--budget=60s", "--resume", "j", "-f", "json"])

    report = json.loads(capsys.readouterr().out)
    assert (report["counts"]["verified"], report["unfetched"]) == (12, [])
    assert len(web.requests_to("https://amt.lab/hafen")) == 1


def test_what_lacked_a_control_request_is_neither_kept_nor_resumed(
    web: Web, options: list[str], capsys: Capture
) -> None:
    """A page like an error page is held against an invented address, if there is time."""
    web.page("https://amt.lab/hafen", LOST)
    web.site("amt.lab", SILENCE)
    article = written("https://amt.lab/hafen")
    kept = ["--resume", "j", "--cache", "c", "-f", "json"]

    run([article, *options, *kept])
    first = capsys.readouterr().out
    asked = len(web.requests)
    run([article, *options, *kept])
    capsys.readouterr()

    assert asked == 2
    assert len(web.requests) == 4
    assert json.loads(first)["unfetched"] == []
