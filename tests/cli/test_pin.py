from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from reporters import samples

from linkcheck.cli import pinning, run
from linkcheck.config import Config

if TYPE_CHECKING:
    from pathlib import Path

    from web import Web

Capture = pytest.CaptureFixture[str]
TITLE = "Joint Declaration of the Foreign Ministers"


@pytest.mark.parametrize("suffix", ["csv", "toml", "json"])
def test_a_pinned_title_tells_a_page_that_has_changed(
    article: str, network: list[str], web: Web, capsys: Capture, suffix: str
) -> None:
    titles = f"titles.{suffix}"

    assert run(["pin", article, *network, "-o", titles]) == 0
    assert f"1 title written to {titles}." in capsys.readouterr().err

    assert run([article, *network, "--expect", titles, "--exclude", "gone", "-f", "json"]) == 1
    first = json.loads(capsys.readouterr().out)["documents"][0]["findings"][0]
    assert (first["verdict"], first["expected"]["title"]) == ("verified", TITLE)

    web.page(
        "https://www.ministry.lab/x", "<title>Win a holiday in the sun</title><p>" + "Play! " * 99
    )
    assert run([article, *network, "--expect", titles, "-f", "json"]) == 1
    first = json.loads(capsys.readouterr().out)["documents"][0]["findings"][0]
    assert first["verdict"] == "mismatch"


def test_titles_are_printed_where_no_file_is_named(
    article: str, network: list[str], capsys: Capture
) -> None:
    assert run(["pin", article, *network, "--lang", "de"]) == 0

    shown = capsys.readouterr()
    assert shown.out == f"url,title\nhttps://www.ministry.lab/x,{TITLE}\n"
    assert shown.err.splitlines() == [
        "Ausgelassen: artikel.txt:6:1 (Nicht mehr da): Bericht der Kommission",
        "Ausgelassen: artikel.txt:8:1 (Unvollständig): Kommuniqué nach dem Besuch",
    ]


def test_quiet_does_not_tell_what_was_left_out(
    article: str, network: list[str], capsys: Capture
) -> None:
    assert run(["pin", article, *network, "-q", "-o", "t.csv"]) == 0
    assert capsys.readouterr().err == "1 title written to t.csv.\n"


def test_where_nothing_matches_nothing_is_written(
    network: list[str], capsys: Capture, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text("Quellen:\nBericht:\nhttps://www.gone.lab/y\n", "utf-8")

    assert run(["pin", "a.txt", *network, "-o", "t.csv"]) == 3

    assert "no page was verified" in capsys.readouterr().err
    assert not (tmp_path / "t.csv").exists()


def test_a_file_of_no_known_shape_is_refused_before_anything_is_fetched(
    article: str, capsys: Capture
) -> None:
    assert run(["pin", article, "-o", "titles.xlsx"]) == 2
    assert "end in .csv, .toml or .json" in capsys.readouterr().err


def test_titles_pinned_earlier_do_not_decide_about_those_pinned_now(
    article: str, network: list[str], tmp_path: Path, capsys: Capture
) -> None:
    (tmp_path / "linkcheck.toml").write_text('expect = "titles.csv"', "utf-8")

    assert run(["pin", article, *network, "-o", "titles.csv"]) == 0
    assert TITLE in (tmp_path / "titles.csv").read_text("utf-8")
    assert capsys.readouterr().out == ""


def test_only_pages_that_match_are_pinned_unless_all_that_were_read_are_wanted() -> None:
    report = samples.every_verdict()

    pinned, left_out = pinning.titles(report, every=False)
    everything, _ = pinning.titles(report, every=True)

    assert list(pinned) == [
        found.citation.url for found in (samples.verified(), samples.pinned(), samples.moved())
    ]
    assert len(pinned) + len(left_out) == len(report.findings)
    assert set(everything) - set(pinned) == {
        samples.review().citation.url, samples.mismatch().citation.url,
    }  # fmt: skip


def test_expectations_are_taken_out_of_the_configuration(tmp_path: Path) -> None:
    assert pinning.without_expectations(Config(expect=tmp_path)) == Config()
