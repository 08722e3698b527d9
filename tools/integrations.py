"""Run the pre-commit hook and the GitHub action as their users do: installed, from this commit.

Both install linkcheck from the repository by pip, so this asks the package index, unlike the test
suite; CI runs it. The action's own steps are run as GitHub's runner would, but for those that
belong to others (``uses``).
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[1]
ARTICLE = ROOT / "fixtures" / "articles" / "seed" / "article.txt"
REPLAY = ("--replay", str(ROOT / "fixtures" / "web-today"))
_EXPRESSION = re.compile(r"\$\{\{ ([\w.-]+) \}\}")


def main() -> None:
    """Try both, and say so; end with 1 at the first that does not do what it should."""
    with tempfile.TemporaryDirectory() as folder:
        try_hook(Path(folder) / "hook")
    with tempfile.TemporaryDirectory() as folder:
        try_action(Path(folder))


# --- pre-commit -----------------------------------------------------------------------------


def try_hook(repository: Path) -> None:
    """A repository with the hook refuses a commit with a dead source, and takes one without."""
    repository.mkdir()
    commit = _run("git", "rev-parse", "HEAD", folder=ROOT).stdout.strip()
    hook = {"id": "linkcheck", "args": [*REPLAY, "--no-config"]}
    settings = {"repos": [{"repo": str(ROOT), "rev": commit, "hooks": [hook]}]}
    (repository / ".pre-commit-config.yaml").write_text(yaml.safe_dump(settings), "utf-8")
    (repository / "notes.md").write_text("No sources in here.\n", "utf-8")
    for name, value in (("user.name", "a"), ("user.email", "a@a.example")):
        _run("git", "config", "--global", name, value, folder=repository)
    _run("git", "init", "--quiet", folder=repository)
    _run("pre-commit", "install", folder=repository)

    _run("git", "add", ".", folder=repository)
    _expect(0, _run("git", "commit", "-m", "notes", folder=repository), "Passed")
    shutil.copy(ARTICLE, repository / "article.txt")
    _run("git", "add", ".", folder=repository)
    _expect(1, _run("git", "commit", "-m", "article", folder=repository), "http-gone")
    print("pre-commit: a commit without sources passes, one with a dead source is refused")


# --- the action -----------------------------------------------------------------------------


def try_action(folder: Path) -> None:
    """The action installs linkcheck, checks, reports, and ends with linkcheck's exit code."""
    action = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    inputs = {name: str(one["default"]) for name, one in action["inputs"].items()}
    inputs |= {"paths": str(ARTICLE), "args": "\n".join(REPLAY)}
    known = {f"inputs.{name}": value for name, value in inputs.items()}
    known |= {
        "runner.temp": str(folder),
        "github.action_path": str(ROOT),
        "steps.python.outputs.python-path": sys.executable,
    }
    ran = [_step(one, known, folder) for one in action["runs"]["steps"] if "run" in one]

    _expect(1, ran[-1], "")
    for name in ("sarif-file", "html-file"):
        if not Path(known[f"steps.check.outputs.{name}"]).stat().st_size:
            sys.exit(f"the action's {name} is empty")
    print("action.yml: installs, annotates, reports, and ends with exit code 1 for a dead source")


def _step(
    step: dict[str, Any], known: dict[str, str], folder: Path
) -> subprocess.CompletedProcess[str]:
    """Run one step; what it puts out is known to those after it."""
    outputs = folder / "outputs"
    outputs.write_text("", "utf-8")
    given = {
        name: _EXPRESSION.sub(lambda found: known[found[1]], str(value))
        for name, value in step.get("env", {}).items()
    }
    ran = subprocess.run(  # noqa: S603 (our own action)
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],  # noqa: S607 (the platform's)
        cwd=folder,
        env={
            **os.environ, "RUNNER_TEMP": str(folder), "GITHUB_OUTPUT": str(outputs),
            "GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": str(folder / "summary.md"), **given,
        },
        capture_output=True,
        text=True,
        check=False,
    )  # fmt: skip
    for line in outputs.read_text("utf-8").splitlines():
        name, _, value = line.partition("=")
        known[f"steps.{step.get('id')}.outputs.{name}"] = value
    return ran


# --- running --------------------------------------------------------------------------------


def _run(*command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a command with settings of git and pre-commit that are ours alone."""
    home = str(folder.parent)
    environ = os.environ | {"PRE_COMMIT_HOME": f"{home}/pre-commit", "GIT_CONFIG_NOSYSTEM": "1"}
    environ["GIT_CONFIG_GLOBAL"] = f"{home}/gitconfig" if folder != ROOT else os.devnull
    return subprocess.run(  # noqa: S603 (git and pre-commit)
        command, cwd=folder, env=environ, capture_output=True, text=True, check=False
    )


def _expect(code: int, ran: subprocess.CompletedProcess[str], word: str) -> None:
    if ran.returncode != code or word not in ran.stdout + ran.stderr:
        sys.exit(f"expected exit code {code} and “{word}”, got:\n{ran.stdout}{ran.stderr}")


if __name__ == "__main__":
    main()
