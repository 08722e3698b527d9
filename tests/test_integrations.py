"""The action, the component, the hook and the image, run or read as their platforms do."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from reporters.validators import VALIDATORS

from linkcheck.cli import run

if TYPE_CHECKING:
    import pytest

ROOT = Path(__file__).parents[1]
SEED = ROOT / "fixtures" / "articles" / "seed" / "article.txt"
REPLAY = ["--replay", str(ROOT / "fixtures" / "web-today")]


def action() -> Any:  # noqa: ANN401 (a tree of YAML)
    return yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))


def component() -> tuple[Any, Any]:
    spec, jobs = yaml.safe_load_all((ROOT / "templates" / "linkcheck.yml").read_text("utf-8"))
    return spec["spec"]["inputs"], jobs


def shim(path: Path) -> None:
    """A linkcheck that runs from here, wherever it is called."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m linkcheck "$@"\n', "utf-8")
    path.chmod(0o755)


def bash(script: str, folder: Path, **environ: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 (our own scripts)
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],  # noqa: S607 (the platform's)
        cwd=folder,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **environ},
        capture_output=True,
        text=True,
        check=False,
    )


# --- GitHub ---------------------------------------------------------------------------------


def step(name: str) -> Any:  # noqa: ANN401 (a tree of YAML)
    return next(one for one in action()["runs"]["steps"] if one.get("name") == name)


def check_step(folder: Path, paths: str, args: str) -> tuple[str, dict[str, str]]:
    """Run the action's own script as GitHub's runner does; what it printed and put out."""
    shim(folder / "linkcheck" / "venv" / "bin" / "linkcheck")
    outputs = folder / "outputs"
    ran = bash(
        step("Check")["run"],
        ROOT,
        PATHS=paths,
        ARGS=args,
        FAIL_ON="error",
        RUNNER_TEMP=str(folder),
        GITHUB_OUTPUT=str(outputs),
        GITHUB_ACTIONS="true",
        GITHUB_STEP_SUMMARY=str(folder / "summary.md"),
    )
    assert ran.returncode in (0, 2), ran.stderr
    written = outputs.read_text("utf-8").splitlines()
    return ran.stdout, dict(line.split("=", 1) for line in written)


def test_the_action_s_check_annotates_summarises_and_reports(tmp_path: Path) -> None:
    args = "\n".join(REPLAY)
    shown, outputs = check_step(tmp_path, "fixtures/articles/seed\n", f"{args}\n")

    assert outputs["exit-code"] == "1"
    assert [line.split()[0] for line in VALIDATORS["github"](shown)] == ["::error"] * 2
    VALIDATORS["sarif"](Path(outputs["sarif-file"]).read_text("utf-8"))
    VALIDATORS["html"](Path(outputs["html-file"]).read_text("utf-8"))
    VALIDATORS["markdown"]((tmp_path / "summary.md").read_text("utf-8"))


def test_the_action_takes_no_path_for_an_option_or_a_command(tmp_path: Path) -> None:
    shown, outputs = check_step(tmp_path, "--help\n$(touch owned)\n", "")

    assert outputs["exit-code"] == "2"
    assert "Usage" not in shown
    assert not (ROOT / "owned").exists()


def test_the_action_s_result_is_linkcheck_s_exit_code(tmp_path: Path) -> None:
    assert bash(step("Result")["run"], tmp_path, CODE="3").returncode == 3


def test_the_action_pins_others_by_commit_and_puts_no_input_into_a_script() -> None:
    for one in action()["runs"]["steps"]:
        assert re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", one.get("uses", "a@" + "0" * 40))
        assert "${{" not in one.get("run", "")


# --- GitLab ---------------------------------------------------------------------------------


def test_the_component_s_command_writes_what_its_artifacts_name(tmp_path: Path) -> None:
    inputs, jobs = component()
    (job,) = jobs.values()
    values = {name: one["default"] for name, one in inputs.items()}
    values |= {"paths": str(SEED), "args": shlex.join(REPLAY)}
    script = job["script"][0].replace("/tmp/linkcheck/bin/", "")  # noqa: S108 (as it is written)
    command = re.sub(r"\$\[\[ inputs\.(\w+) \]\]", lambda found: values[found[1]], script)
    shim(tmp_path / "bin" / "linkcheck")

    ran = bash(command, tmp_path, PATH=f"{tmp_path / 'bin'}:{os.environ['PATH']}", GITLAB_CI="true")

    assert ran.returncode == 1, ran.stderr
    reports = job["artifacts"]["reports"]
    VALIDATORS["gitlab"]((tmp_path / reports["codequality"]).read_text("utf-8"))
    assert 'file="' in (tmp_path / reports["junit"]).read_text("utf-8")
    for path in job["artifacts"]["paths"]:
        VALIDATORS["html"]((tmp_path / path).read_text("utf-8"))


def test_the_component_uses_every_input_it_asks_for() -> None:
    inputs, jobs = component()

    used = re.findall(r"inputs\.(\w+)", yaml.safe_dump(jobs))
    assert set(used) == set(inputs)


# --- pre-commit -----------------------------------------------------------------------------


def hook() -> Any:  # noqa: ANN401 (a tree of YAML)
    (found,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    return found


def test_the_hook_passes_files_without_sources_and_fails_on_broken_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "README.md").write_text("No sources.\n", "utf-8")
    program, *arguments = hook()["entry"].split()

    assert program == "linkcheck"
    assert run([*arguments, *REPLAY, "README.md"]) == 0
    assert run([*arguments, *REPLAY, "README.md", str(SEED)]) == 1


# --- Docker and just ------------------------------------------------------------------------


def test_the_image_copies_what_is_there_and_runs_as_nobody() -> None:
    dockerfile = (ROOT / "Dockerfile").read_text("utf-8")
    copied = [
        name
        for line in re.findall(r"^COPY (?!--from)(.+)$", dockerfile, re.MULTILINE)
        for name in line.split()[:-1]
    ]

    assert copied
    assert all((ROOT / name).exists() for name in copied)
    assert re.search(r"^USER 65534:65534$", dockerfile, re.MULTILINE)


def test_the_wheel_s_extra_files_reach_the_image() -> None:
    pyproject = (ROOT / "pyproject.toml").read_text("utf-8")

    for name in re.findall(r'^"(docs/[^"]+)" = "linkcheck/', pyproject, re.MULTILINE):
        assert name.startswith("docs/reference/")
        assert (ROOT / name).is_file()


def test_the_recipes_call_scripts_that_are_there() -> None:
    justfile = (ROOT / "justfile").read_text("utf-8")

    for name in re.findall(r"(?:tools/\w+\.py|\.ci/run)", justfile):
        assert (ROOT / name).is_file()
