"""The formats as a user gets them: streamed, several from one run, and in GitHub's job page."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from reporters.validators import VALIDATORS

from linkcheck.cli import run

if TYPE_CHECKING:
    from web import Web

ROOT = Path(__file__).parents[2]
Capture = pytest.CaptureFixture[str]


@pytest.mark.parametrize("name", sorted(VALIDATORS))
def test_each_format_of_a_real_run_is_valid(
    name: str, article: str, network: list[str], capsys: Capture
) -> None:
    assert run([article, *network, "-f", name, "-o", f"{name}:report"]) == 1

    VALIDATORS[name](capsys.readouterr().out)


def test_several_reports_come_from_one_run(
    article: str, network: list[str], web: Web, tmp_path: Path
) -> None:
    outputs = [f"-o{name}:{name}.out" for name in VALIDATORS]

    assert run([article, *network, *outputs]) == 1

    for name, validate in VALIDATORS.items():
        validate((tmp_path / f"{name}.out").read_text("utf-8"))
    assert len([one for one in web.requests if "ministry" in one.host]) == 1


def test_findings_are_streamed_while_others_are_still_awaited(
    article: str, network: list[str], web: Web
) -> None:
    """The incomplete citation needs no answer, so its line is there before any server answers."""
    command = [sys.executable, "-m", "linkcheck", article, *network, "-f", "jsonl"]
    environ = {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen(  # noqa: S603 (our own interpreter)
        command, stdout=subprocess.PIPE, text=True, env=environ
    ) as process:
        assert process.stdout is not None
        first = json.loads(process.stdout.readline())
        rest = process.stdout.read()

    assert first["verdict"] == "incomplete"
    assert [value["type"] for value in VALIDATORS["jsonl"](json.dumps(first) + "\n" + rest)] == [
        "finding", "finding", "finding", "summary",
    ]  # fmt: skip
    assert web.requests


@pytest.mark.parametrize("options", [["-f", "github"], ["-o", "github:annotations"]])
def test_under_github_the_job_gets_its_summary(
    options: list[str],
    article: str,
    network: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))

    assert run([article, *network, *options]) == 1

    summary = VALIDATORS["markdown"]((tmp_path / "summary.md").read_text("utf-8"))
    assert summary.count("| **Gone** |") == 1


def test_without_the_github_format_there_is_no_summary(
    article: str, network: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))

    assert run([article, *network]) == 1

    assert not (tmp_path / "summary.md").exists()


def test_junit_names_files_under_gitlab(
    article: str, network: list[str], capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITLAB_CI", "true")

    assert run([article, *network, "-f", "junit"]) == 1

    assert 'file="artikel.txt"' in capsys.readouterr().out


def test_sarif_of_a_real_article_places_its_fix_in_the_source(capsys: Capture) -> None:
    article = ROOT / "fixtures" / "articles" / "seed" / "article.txt"
    run([str(article), "--replay", str(ROOT / "fixtures" / "web-today"), "-f", "sarif"])
    results = json.loads(capsys.readouterr().out)["runs"][0]["results"]
    (change,) = next(one["fixes"] for one in results if "fixes" in one)[0]["artifactChanges"]
    region = change["replacements"][0]["deletedRegion"]
    line = article.read_text("utf-8").splitlines()[region["startLine"] - 1]

    assert line[region["startColumn"] - 1 : region["endColumn"] - 1].startswith("https://www.white")
