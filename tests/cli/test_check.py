from __future__ import annotations

import io
import json
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from linkcheck.cli import run

if TYPE_CHECKING:
    from web import Web

ROOT = Path(__file__).parents[2]
Capture = pytest.CaptureFixture[str]


def verdicts(text: str) -> list[str]:
    report: dict[str, Any] = json.loads(text)
    return [found["verdict"] for one in report["documents"] for found in one["findings"]]


def test_an_article_is_verified_and_told_worst_first(
    article: str, network: list[str], capsys: Capture
) -> None:
    code = run([article, *network, "--lang", "de"])
    shown = capsys.readouterr()

    assert code == 1
    assert shown.err == ""
    heads = [line.split(" · ")[0] for line in shown.out.splitlines() if line[:1].isdigit()]
    assert heads[:3] == ["1  ✎ Unvollständig", "2  ✗ Nicht mehr da", "3  ✓ Stimmt"]
    assert "3 Quellenangaben: 1 unvollständig, 1 nicht mehr da, 1 stimmt" in shown.out


def test_json_goes_to_standard_output_and_reports_into_files(
    article: str, network: list[str], capsys: Capture, tmp_path: Path
) -> None:
    code = run(["check", article, *network, "-f", "json", "-o", "a.json", "-o", "terminal:b"])

    out = capsys.readouterr().out
    assert code == 1
    assert verdicts(out) == ["verified", "gone", "incomplete"]
    assert verdicts((tmp_path / "a.json").read_text("utf-8")) == verdicts(out)
    assert "✗ Gone" in (tmp_path / "b").read_text("utf-8")


def test_what_was_recorded_is_replayed_without_the_network(
    article: str, network: list[str], capsys: Capture, web: Web
) -> None:
    assert run([article, *network, "--record", "web", "-f", "json"]) == 1
    recorded, asked = capsys.readouterr().out, len(web.requests)

    assert run([article, "--replay", "web", "-f", "json"]) == 1

    assert verdicts(capsys.readouterr().out) == verdicts(recorded)
    assert len(web.requests) == asked


def test_an_answer_that_was_not_recorded_is_an_error(
    article: str, capsys: Capture, tmp_path: Path
) -> None:
    (tmp_path / "web").mkdir()

    assert run([article, "--replay", "web"]) == 2

    shown = capsys.readouterr()
    assert shown.err.startswith("Error: ")
    assert "www." in shown.err
    assert shown.out == ""


def test_standard_input_is_read_under_its_name(
    network: list[str], article: str, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = Path(article).read_bytes()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))

    code = run(["-", "--stdin-filename", "aus.txt", *network, "-f", "json"])

    assert code == 1
    assert json.loads(capsys.readouterr().out)["documents"][0]["name"] == "aus.txt"


def test_settings_come_from_the_nearest_file_unless_told_otherwise(
    article: str, network: list[str], capsys: Capture, tmp_path: Path
) -> None:
    (tmp_path / "linkcheck.toml").write_text('exclude = ["gone"]\nlang = "de"', "utf-8")

    run([article, *network])
    assert "übersprungen" in capsys.readouterr().out

    run([article, *network, "--lang", "en"])
    assert "skipped" in capsys.readouterr().out

    run([article, *network, "--no-config"])
    assert "1 gone" in capsys.readouterr().out


def test_a_named_configuration_file_is_read(
    article: str, network: list[str], capsys: Capture, tmp_path: Path
) -> None:
    (tmp_path / "other.toml").write_text('section = "^Literatur"', "utf-8")

    assert run([article, *network, "--config", "other.toml"]) == 3
    assert "No sources found in artikel.txt." in capsys.readouterr().out


def test_an_article_without_sources_is_no_silent_pass(capsys: Capture, tmp_path: Path) -> None:
    (tmp_path / "kurz.txt").write_text("Nur ein Satz.", "utf-8")

    assert run(["kurz.txt"]) == 3
    assert "--section all" in capsys.readouterr().out


def test_a_title_that_was_expected_and_has_changed_is_told(
    article: str, network: list[str], capsys: Capture, tmp_path: Path
) -> None:
    (tmp_path / "titles.csv").write_text(
        "url,title\nhttps://www.ministry.lab/x,Annual Budget of the Ministry\n", "utf-8"
    )

    assert run([article, *network, "--expect", "titles.csv", "-f", "json"]) == 1

    finding = json.loads(capsys.readouterr().out)["documents"][0]["findings"][0]
    assert finding["verdict"] == "mismatch"
    assert finding["expected"]["source"] == "titles.csv:2"


def test_fail_on_decides_about_the_exit_code(network: list[str], tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Quellen:\nhttps://www.ministry.lab/x\n", "utf-8")

    assert run(["a.txt", *network]) == 0
    assert run(["a.txt", *network, "--fail-on", "notice"]) == 1


def test_explain_adds_the_account_of_one_finding(
    article: str, network: list[str], capsys: Capture
) -> None:
    assert run([article, *network, "--explain", "3", "--color", "never"]) == 1

    account = capsys.readouterr().out.partition("\nFinding 3: ")[2]
    assert "Decided by the rule “matches”" in account
    assert "Together: " in account


@pytest.mark.parametrize("number", ["0", "4"])
def test_explain_needs_a_finding(
    article: str, network: list[str], capsys: Capture, number: str
) -> None:
    assert run([article, *network, "--explain", number]) == 2
    assert "there are 3 findings" in capsys.readouterr().err


def test_quiet_tells_only_what_is_not_fine(
    article: str, network: list[str], capsys: Capture
) -> None:
    run([article, *network, "-q"])

    assert "✓" not in capsys.readouterr().out


def test_verbose_tells_retries_on_standard_error(
    article: str, network: list[str], capsys: Capture, web: Web
) -> None:
    from web import Answer  # noqa: PLC0415 (for its type only elsewhere)

    web.add("https://www.gone.lab/y", Answer(status=503), Answer("later"))

    run([article, *network, "-v", "--attempts", "2"])

    assert "after attempt 1: https://www.gone.lab/y" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--per-host", "0"], "--per-host must be a whole number of at least 1, not 0"),
        (["--per-host", "x"], "--per-host must be a whole number of at least 1, not 'x'"),
        (["--delay", "-1"], "--delay must be a number of seconds, 0 or more"),
        (["--date", "May"], "--date must be a date such as 2023-05-12, not 'May'"),
        (["--section", "("], "--section must be a regular expression"),
        (["--exclude", "["], "--exclude must be a regular expression"),
        (["--connect-to", "here"], "--connect-to must be HOST:PORT"),
        (["--expect", "missing.csv"], "missing.csv cannot be read"),
        (["--config", "missing.toml"], "missing.toml cannot be read"),
        (["--replay", "missing"], "missing"),
        (["--record", "a", "--replay", "b"], "record and replay cannot both be given"),
        (["-o", "report.xyz"], "“report.xyz” does not tell its format"),
        (["--format", "pdf"], "--format must be one of terminal, json"),
        (["--colour"], "There is no option --colour"),
        (["missing.txt"], "missing.txt does not exist"),
    ],
)
def test_a_mistake_is_told_on_standard_error_with_exit_code_2(
    article: str, capsys: Capture, options: list[str], message: str
) -> None:
    assert run([article, *options]) == 2

    shown = capsys.readouterr()
    assert message in shown.err
    assert shown.out == ""


def test_an_output_that_cannot_be_written_is_told(
    article: str, network: list[str], capsys: Capture
) -> None:
    assert run([article, *network, "-o", "missing/a.json"]) == 2
    assert "missing/a.json cannot be written" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no SIGINT for one process")
def test_an_interruption_leaves_a_partial_report(
    article: str, network: list[str], web: Web
) -> None:
    from web import Answer  # noqa: PLC0415 (for its type only elsewhere)

    gate = web.gate()
    web.add("https://www.gone.lab/y", Answer("late", gate=gate))
    script = "import sys; from linkcheck.cli import run; sys.exit(run(sys.argv[1:]))"
    with subprocess.Popen(  # noqa: S603 (our own interpreter)
        [sys.executable, "-c", script, article, *network, "-f", "json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={"PYTHONPATH": str(ROOT)},
    ) as process:
        web.wait_for(
            lambda: (
                bool(web.requests_to("https://www.gone.lab/y"))
                and bool(web.requests_to("https://www.ministry.lab/x"))
            )
        )
        process.send_signal(signal.SIGINT)
        out, _ = process.communicate(timeout=20)
    gate.open()

    assert process.returncode == 130
    assert json.loads(out)["interrupted"] is True
    assert "gone" not in verdicts(out)
