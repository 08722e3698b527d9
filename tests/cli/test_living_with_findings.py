"""Exceptions, baselines, changed citations and exit codes, as a user has them."""

from __future__ import annotations

import json
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from reporters.validators import VALIDATORS

from linkcheck.cli import run

if TYPE_CHECKING:
    from web import Web

Capture = pytest.CaptureFixture[str]
REPAIRED = "Kommuniqué nach dem Besuch:\n"


def edit(path: str, before: str, after: str) -> None:
    file = Path(path)
    text = file.read_text("utf-8")
    assert before in text
    file.write_text(text.replace(before, after), "utf-8")


def report(text: str) -> Any:  # noqa: ANN401 (a tree of JSON)
    return json.loads(text)


def findings(text: str) -> list[dict[str, Any]]:
    return [one for document in report(text)["documents"] for one in document["findings"]]


def accept(path: str) -> None:
    edit(
        path,
        "https://www.gone.lab/y\n",
        "https://www.gone.lab/y\nlinkcheck: accept=gone because=printed copy by=mm\n",
    )
    edit(path, REPAIRED, REPAIRED + "linkcheck: accept=incomplete because=not yet online\n")


def test_accepted_findings_keep_their_verdicts_and_fail_no_run(
    article: str, network: list[str], capsys: Capture
) -> None:
    accept(article)

    assert run([article, *network, "-f", "json"]) == 0

    shown = capsys.readouterr().out
    assert [one["verdict"] for one in findings(shown)] == ["verified", "gone", "incomplete"]
    assert findings(shown)[1]["accepted"] == {
        "because": "printed copy", "by": "mm", "until": None, "source": f"{article}:8",
    }  # fmt: skip
    assert report(shown)["counts"]["gone"] == 1
    assert report(shown)["tolerated"] == 2


def test_the_terminal_tells_who_accepted_what(
    article: str, network: list[str], capsys: Capture
) -> None:
    accept(article)

    assert run([article, *network]) == 0

    shown = capsys.readouterr().out
    assert "☑ Accepted by mm: printed copy" in shown
    assert "2 of them are accepted or known." in shown


def test_an_exception_that_ran_out_fails_again_and_says_so(
    article: str, network: list[str], capsys: Capture
) -> None:
    accept(article)
    edit(article, "because=printed", "until=2020-01-31 because=printed")

    assert run([article, *network]) == 1

    assert "The exception “printed copy” ran out on 31 January 2020." in capsys.readouterr().out


def test_an_exception_that_is_wrong_is_a_mistake_with_its_line(
    article: str, capsys: Capture
) -> None:
    edit(article, REPAIRED, REPAIRED + "linkcheck: accept=dead because=x\n")

    assert run([article]) == 2

    assert f"{article}:9: an exception must have a verdict" in capsys.readouterr().err


def test_a_baseline_lets_old_findings_pass_and_new_ones_fail(
    article: str, network: list[str], capsys: Capture
) -> None:
    assert run([article, *network, "--write-baseline", "known.json"]) == 0
    assert "2 findings written to known.json." in capsys.readouterr().err
    assert run([article, *network, "--baseline", "known.json"]) == 0

    edit(article, REPAIRED, f"{REPAIRED}Noch ein Kommuniqué:\n")

    assert run([article, *network, "--baseline", "known.json"]) == 1
    assert "Known already from the baseline." in capsys.readouterr().out


def test_what_got_better_since_the_baseline_is_told(
    article: str, network: list[str], capsys: Capture
) -> None:
    run([article, *network, "--write-baseline", "known.json", "-q"])
    edit(article, REPAIRED, "")
    capsys.readouterr()

    assert run([article, *network, "--baseline", "known.json", "-f", "json"]) == 0
    assert [one["label"] for one in report(capsys.readouterr().out)["better"]] == [
        "Kommuniqué nach dem Besuch"
    ]


def test_no_baseline_is_written_where_nobody_was_reached(article: str, tmp_path: Path) -> None:
    options = ["--connect-to", "127.0.0.1:1", "--attempts", "1", "--delay", "0"]
    run([article, *options, "--write-baseline", "known.json"])

    assert not (tmp_path / "known.json").exists()


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ([], 1),
        (["--exit-zero"], 0),
        (["--strict", "--exit-zero"], 0),
        (["--strict"], 1),
    ],
)
def test_findings_fail_or_not_as_told(
    article: str, network: list[str], options: list[str], code: int
) -> None:
    assert run([article, *network, *options]) == code


def test_strict_fails_on_a_notice(network: list[str]) -> None:
    Path("a.txt").write_text("Quellen:\nhttps://www.ministry.lab/x\n", "utf-8")

    assert run(["a.txt", *network]) == 0
    assert run(["a.txt", *network, "--strict"]) == 1


@pytest.mark.parametrize("options", [["--exit-zero"], []])
def test_exit_zero_forgives_findings_alone(options: list[str]) -> None:
    Path("empty.md").write_text("No sources here.\n", "utf-8")

    assert run(["empty.md", *options]) == 3
    assert run(["missing.md", *options]) == 2


def test_articles_without_sources_are_fine_where_that_is_allowed() -> None:
    Path("empty.md").write_text("No sources here.\n", "utf-8")

    assert run(["empty.md", "--allow-empty"]) == 0


def test_since_checks_what_changed_and_is_fine_with_nothing(
    article: str, network: list[str], capsys: Capture
) -> None:
    for command in (
        ["init", "-q"],
        ["add", "."],
        ["-c", "user.name=a", "-c", "user.email=a@a.example", "commit", "-qm", "first"],
    ):
        subprocess.run(["git", *command], check=True, capture_output=True)  # noqa: S603, S607 (a fixture)
    assert run([article, *network, "--since", "HEAD"]) == 0
    edit(article, REPAIRED, "Ein anderes Kommuniqué:\n")
    capsys.readouterr()

    assert run([article, *network, "--since", "HEAD", "-f", "json"]) == 1
    assert [one["label"] for one in findings(capsys.readouterr().out)] == ["Ein anderes Kommuniqué"]
    assert run([article, *network, "--since", "nowhere"]) == 2


def test_sections_and_files_can_be_left_out(
    article: str, network: list[str], capsys: Capture
) -> None:
    assert run([article, *network, "--exclude-section", "^Quellen", "-f", "json"]) == 1
    assert [one["verdict"] for one in findings(capsys.readouterr().out)] == [
        "skipped", "skipped", "incomplete",
    ]  # fmt: skip
    assert run([article, "--exclude-file", "*.txt", "--allow-empty"]) == 0
    assert run([article, "--include-file", "*.md", "--allow-empty"]) == 0


# --- trouble that may pass ------------------------------------------------------------------


@pytest.fixture
def shaky(network: list[str], web: Web) -> list[str]:
    """An article whose one page answers with a server's error, and the options to check it."""
    web.page("https://shaky.lab/", "<title>Busy</title>", status=500)
    Path("shaky.txt").write_text(
        "Quellen:\nStatistik der Behörde:\nhttps://shaky.lab/\n"
        "Joint Declaration von Annalena Baerbock und Radoslaw Sikorski in Warschau:\n"
        "https://www.ministry.lab/x\n",
        "utf-8",
    )
    return ["shaky.txt", *network, "--attempts", "1", "--history", "seen.json"]


def days_back(count: int) -> None:
    """Let the trouble that a history tells of have begun and been seen earlier."""
    value = report(Path("seen.json").read_text("utf-8"))
    for row in value["citations"]:
        if "first" in row:
            yesterday = datetime.now(UTC).date() - timedelta(days=1)
            row["last"] = yesterday.isoformat()
            row["first"] = (yesterday - timedelta(days=count - 1)).isoformat()
            row["days"] = count
    Path("seen.json").write_text(json.dumps(value), "utf-8")


def test_the_third_failure_over_three_days_fails_the_run(shaky: list[str], capsys: Capture) -> None:
    assert run([*shaky, "--fail-on", "warning"]) == 0
    assert "Seen for the first time on" in capsys.readouterr().out
    assert run([*shaky, "--fail-on", "warning"]) == 0
    days_back(1)
    assert run([*shaky, "-f", "json"]) == 0
    days_back(2)
    capsys.readouterr()

    assert run([*shaky, "-f", "json"]) == 1
    found = findings(capsys.readouterr().out)
    assert found[0]["verdict"] == "unreachable"
    assert found[0]["recurrence"]["days"] == 3
    assert found[0]["recurrence"]["lasting"] is True
    assert found[1]["recurrence"] is None


def test_a_page_that_was_there_is_waited_for(shaky: list[str], web: Web, capsys: Capture) -> None:
    web.page("https://shaky.lab/", "<title>Statistik der Behörde</title>" + "<p>Statistik " * 40)
    assert run(shaky) == 0
    web.page("https://shaky.lab/", "<title>Not found</title>", status=404)
    capsys.readouterr()

    assert run([*shaky, "--lang", "de"]) == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert "↻ Zum ersten Mal gesehen am" in shown
    assert "Einer davon kann vorübergehen" in shown
    assert run([one for one in shaky if one not in ("--history", "seen.json")]) == 1


def test_a_history_is_kept_by_no_stranger_and_no_recording(shaky: list[str]) -> None:
    assert run([*shaky, "--untrusted"]) == 0
    assert not Path("seen.json").exists()


def test_a_damaged_history_stops_the_run_before_anything_is_fetched(
    shaky: list[str], web: Web, capsys: Capture
) -> None:
    Path("seen.json").write_text("{", "utf-8")

    assert run(shaky) == 2
    assert "seen.json is no history" in capsys.readouterr().err
    assert not web.requests
    assert Path("seen.json").read_text("utf-8") == "{"


def test_every_format_tells_that_trouble_may_pass(shaky: list[str]) -> None:
    outputs = [f"-o{name}:{name}.out" for name in VALIDATORS]
    assert run([*shaky, *outputs]) == 0

    for name, validate in VALIDATORS.items():
        text = Path(f"{name}.out").read_text("utf-8")
        validate(text)
        assert "first time" in " ".join(text.split()) or '"recurrence": {' in text, name
