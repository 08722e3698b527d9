from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from linkcheck.cli import run
from linkcheck.cli.completion import SHELLS, VARIABLE

ROOT = Path(__file__).parents[2]
Capture = pytest.CaptureFixture[str]


def completed(words: str) -> list[str]:
    """What bash is told to offer after these words, the last one unfinished."""
    environ = {
        VARIABLE: "bash_complete",
        "COMP_WORDS": words,
        "COMP_CWORD": str(len(words.split(" ")) - 1),
        "PYTHONPATH": str(ROOT),
    }
    ran = subprocess.run(
        [sys.executable, "-m", "linkcheck"],
        env=environ,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.stderr == ""
    return ran.stdout.splitlines()


def test_commands_and_files_are_completed_first() -> None:
    assert completed("linkcheck ex") == ["plain,extract", "plain,explain", "file,ex"]


def test_options_and_their_choices_are_completed() -> None:
    assert "plain,--write-baseline" in completed("linkcheck check --")
    assert completed("linkcheck check -f s") == ["plain,sarif"]
    assert completed("linkcheck --stric") == ["plain,--strict"]
    assert completed("linkcheck --vers") == ["plain,--version"]


def test_articles_are_completed_as_files() -> None:
    assert completed("linkcheck check dra") == ["file,dra"]


@pytest.mark.parametrize("shell", SHELLS)
def test_the_script_asks_linkcheck_by_its_variable(shell: str, capsys: Capture) -> None:
    assert run(["completion", shell]) == 0

    script = capsys.readouterr().out
    assert f"{VARIABLE}={shell}_complete" in script
    assert "linkcheck" in script


@pytest.mark.parametrize(
    ("shell", "options"), [("bash", ["-n"]), ("zsh", ["-n"]), ("fish", ["--no-execute"])]
)
def test_the_script_is_one_that_the_shell_reads(
    shell: str, options: list[str], capsys: Capture, tmp_path: Path
) -> None:
    program = shutil.which(shell)
    if program is None:
        pytest.skip(f"{shell} is not installed")
    run(["completion", shell])
    (tmp_path / "script").write_text(capsys.readouterr().out, "utf-8")

    ran = subprocess.run(  # noqa: S603 (a shell that only reads)
        [program, *options, str(tmp_path / "script")],
        env=os.environ | {"HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stderr) == (0, "")


def test_an_unknown_shell_is_a_mistake(capsys: Capture) -> None:
    assert run(["completion", "cmd"]) == 2
    assert "SHELL must be one of bash, zsh, fish, not 'cmd'" in capsys.readouterr().err


# What a shell offers after “linkcheck --stri” and after “linkcheck check -f s”, the script sourced.
ASKING = {
    "bash": """
        source {script}
        ask() {{ COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMPREPLY=()
                _linkcheck_completion linkcheck; printf '%s\\n' "${{COMPREPLY[@]}}"; }}
        complete -p linkcheck > /dev/null && ask linkcheck --stri && ask linkcheck check -f s
    """,
    "zsh": """
        compdef() {{ registered=1 }}
        _describe() {{ print -l -- "${{(P@)3}}" }}
        compadd() {{ print -l -- "${{(P@)@[-1]}}" }}
        source {script}
        ask() {{ words=("$@"); CURRENT=$#; _linkcheck_completion }}
        (( registered )) && ask linkcheck --stri && ask linkcheck check -f s
    """,
    "fish": """
        source {script}
        complete --do-complete 'linkcheck --stri'
        complete --do-complete 'linkcheck check -f s'
    """,
}


@pytest.mark.parametrize("shell", SHELLS)
def test_the_shell_that_sourced_the_script_offers_options_and_choices(
    shell: str, capsys: Capture, tmp_path: Path
) -> None:
    program = shutil.which(shell)
    if program is None:
        pytest.skip(f"{shell} is not installed")
    run(["completion", shell])
    (tmp_path / "script").write_text(capsys.readouterr().out, "utf-8")
    command = tmp_path / "bin" / "linkcheck"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m linkcheck "$@"\n', "utf-8")
    command.chmod(0o755)
    quiet = {"bash": ["--norc"], "zsh": ["-f"], "fish": ["--no-config"]}[shell]

    ran = subprocess.run(  # noqa: S603 (the user's shell)
        [program, *quiet, "-c", ASKING[shell].format(script=tmp_path / "script")],
        env={
            "PATH": f"{command.parent}:{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT),
            "HOME": str(tmp_path),
        },
        capture_output=True,
        text=True,
        check=False,
    )

    offered = {line.split("\t")[0].partition(":")[0] for line in ran.stdout.splitlines()}
    assert {"--strict", "sarif"} <= offered, ran.stdout + ran.stderr
