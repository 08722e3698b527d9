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
    assert out.startswith("artikel.txt\n3 Quellenangaben · Sprache: de\n")
    assert " 8 │ [3] Kommuniqué nach dem Besuch" in out
    assert "   │   ! Es fehlt die Adresse" in out


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


BOOKISH = """\
## Quellen

- Meier, Anna: Ein Hafen für alle. In: Küstenblatt, 12. Mai 2023 (abgerufen am 3. Juni 2023): https://kuestenblatt.example.org/hafen

## Mehr zum Thema

- [Was die Flut kostete](https://blatt.example.org/1)
"""


def test_facts_of_entries_are_in_every_format(capsys: Capture, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(BOOKISH, "utf-8")

    assert run(["extract", "a.md", "-f", "json", "-o", "a.csv", "-o", "b.md"]) == 0

    (document,) = json.loads(capsys.readouterr().out)["documents"]
    assert document["findings"][0]["bibliography"] == {
        "title": "Ein Hafen für alle",
        "authors": ["Meier, Anna"],
        "publisher": "Küstenblatt",
        "published": "2023-05-12",
        "accessed": "2023-06-03",
    }
    assert document["left_out"] == [
        {"heading": "Mehr zum Thema", "region": None, "line": 5, "links": 1, "listed": True}
    ]
    row = (tmp_path / "a.csv").read_text("utf-8").splitlines()[1]
    assert row.endswith(',Ein Hafen für alle,"Meier, Anna",Küstenblatt,2023-05-12,2023-06-03')
    assert "   - Title: Ein Hafen für alle" in (tmp_path / "b.md").read_text("utf-8")


def test_a_list_that_was_left_out_is_taken_in_as_the_hint_says(
    capsys: Capture, tmp_path: Path
) -> None:
    (tmp_path / "a.md").write_text(BOOKISH, "utf-8")

    assert run(["extract", "a.md"]) == 0
    assert "– 1 link under “Mehr zum Thema” (line 5)" in capsys.readouterr().out

    assert run(["extract", "a.md", "--include-section", "^Mehr zum Thema"]) == 0
    out = capsys.readouterr().out
    assert "https://blatt.example.org/1" in out
    assert "Left out" not in out


def test_a_section_that_is_no_regular_expression_is_refused(
    capsys: Capture, tmp_path: Path
) -> None:
    (tmp_path / "a.md").write_text(BOOKISH, "utf-8")

    assert run(["extract", "a.md", "--include-section", "("]) == 2
    assert "include-section" in capsys.readouterr().err
