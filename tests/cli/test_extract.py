from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from linkcheck.cli import run

if TYPE_CHECKING:
    from pathlib import Path

Capture = pytest.CaptureFixture[str]


def test_citations_are_listed_without_any_network(article: str, capsys: Capture) -> None:
    assert run(["extract", article, "--lang", "de"]) == 0

    out = capsys.readouterr().out
    assert "artikel.txt:8:1\n   Kommuniqué nach dem Besuch\n   ! Es fehlt die Adresse" in out
    assert out.endswith("3 Quellenangaben\n")


def test_json_and_csv_tell_the_same_citations(
    article: str, capsys: Capture, tmp_path: Path
) -> None:
    assert run(["extract", article, "-f", "json", "-o", "a.csv"]) == 0

    found = json.loads(capsys.readouterr().out)["documents"][0]["findings"]
    lines = (tmp_path / "a.csv").read_text("utf-8").splitlines()
    assert len(found) == len(lines) - 1 == 3
    assert lines[1].startswith("artikel.txt,4,1,")
    assert found[0]["url"] in lines[1]


def test_every_link_is_listed_on_request(capsys: Capture, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("Ein [Link](https://example.org/a) im Text.", "utf-8")

    assert run(["extract", "a.md"]) == 3
    assert "No sources found in a.md." in capsys.readouterr().out

    assert run(["extract", "a.md", "--section", "all"]) == 0
    assert "https://example.org/a" in capsys.readouterr().out


def test_a_report_format_that_citations_lack_is_refused(article: str, capsys: Capture) -> None:
    assert run(["extract", article, "-f", "html"]) == 2
    assert "linkcheck extract knows no format “html”" in capsys.readouterr().err
