"""Examples of the docs are run, parsed, or held against what they talk about."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
import tomllib
from typing import TYPE_CHECKING, Any

import click
import pytest
import yaml
from reporters import samples
from test_integrations import ROOT, action, bash, component, hook, shim

from linkcheck.cli import COMMANDS, group
from linkcheck.reporters import REPORTERS, RenderOptions

if TYPE_CHECKING:
    from pathlib import Path

PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(language: str, pages: list[Path] = PAGES) -> list[Any]:
    return [
        pytest.param(code, id=f"{page.stem}-{number}")
        for page in pages
        for number, (name, code) in enumerate(_BLOCK.findall(page.read_text("utf-8")))
        if name == language
    ]


def page(name: str) -> str:
    return (ROOT / "docs" / name).read_text("utf-8")


def example(name: str, language: str, number: int = 0) -> str:
    found: list[str] = [code for kind, code in _BLOCK.findall(page(name)) if kind == language]
    return found[number]


def told_inputs(name: str) -> dict[str, str]:
    """Inputs and their defaults, as a table of a how-to tells them."""
    row = re.compile(r"^\| `([\w-]+)` \| `?([^`|]+?)`? \|", re.MULTILINE)
    return dict(row.findall(page(name)))


@pytest.mark.parametrize("code", blocks("toml"))
def test_toml_parses(code: str) -> None:
    assert tomllib.loads(code) or code.startswith("#")


@pytest.mark.parametrize("code", blocks("yaml"))
def test_yaml_parses(code: str) -> None:
    assert yaml.safe_load(code)


@pytest.mark.parametrize("code", blocks("python"))
def test_python_compiles(code: str) -> None:
    assert compile(code, "example", "exec").co_names


@pytest.mark.parametrize("code", blocks("sh"))
def test_commands_have_the_options_they_are_shown_with(code: str) -> None:
    context = click.Context(group)
    for line in code.splitlines():
        words = shlex.split(line.partition("|")[0], comments=True)
        while words and words[0] not in ("linkcheck", ".venv/bin/linkcheck"):
            words.pop(0)
        if not words:
            continue
        name = next((word for word in words[1:] if word in COMMANDS), "check")
        command = group.get_command(context, name)
        assert command is not None
        known = {opt for one in command.params for opt in one.opts}
        used = {word.partition("=")[0] for word in words if word.startswith("-") and word != "-"}
        assert used <= known | {"--help", "--version", "-h"}, line


def test_the_tutorial_does_what_it_says(tmp_path: Path) -> None:
    (tmp_path / "fixtures").symlink_to(ROOT / "fixtures")
    shim(tmp_path / "bin" / "linkcheck")
    _, *steps = [code for kind, code in _BLOCK.findall(page("tutorial/first-article.md"))]
    ran = [bash(code, tmp_path, PATH=f"{tmp_path / 'bin'}:{os.environ['PATH']}") for code in steps]

    assert [one.returncode for one in ran] == [0, 1, 0, 1, 1, 0]
    assert [one.stderr for one in ran] == [""] * 6
    extract, check, explain, account, _, repaired = (one.stdout for one in ran)
    assert "4 citations" in extract
    assert "4 citations: 1 incomplete, 1 gone, 2 match" in check
    assert "http-gone" in explain
    assert "Finding 3: ✓ Matches" in account
    assert (tmp_path / "report.html").is_file()
    assert "☑ Accepted: asked the embassy for the page" in repaired
    assert "1 incomplete, 3 match" in repaired


def test_the_workflow_gives_the_action_inputs_that_it_has() -> None:
    jobs = yaml.safe_load(example("how-to/github.md", "yaml"))["jobs"]
    given = jobs["linkcheck"]["steps"][1]["with"]
    inputs = action()["inputs"]

    assert given.keys() <= inputs.keys()
    told = dict(
        re.findall(r"^\| `([\w-]+)` \| `?([^`|]+?)`? \|", page("how-to/github.md"), re.MULTILINE)
    )
    assert told == {name: one["default"] or "none" for name, one in inputs.items()}


def test_the_pipeline_gives_the_component_inputs_that_it_has() -> None:
    included = yaml.safe_load(example("how-to/gitlab.md", "yaml"))["include"]
    inputs, jobs = component()
    bare = yaml.safe_load(example("how-to/gitlab.md", "yaml", 1))["linkcheck"]

    assert included[0]["inputs"].keys() <= inputs.keys()
    told = dict(
        re.findall(r"^\| `([\w-]+)` \| `?([^`|]+?)`? \|", page("how-to/gitlab.md"), re.MULTILINE)
    )
    assert told == {name: one["default"] or "none" for name, one in inputs.items()}
    assert bare["artifacts"] == jobs["linkcheck"]["artifacts"]


def test_the_hook_of_the_example_is_the_one_there_is() -> None:
    repos = yaml.safe_load(example("how-to/pre-commit.md", "yaml"))["repos"]

    assert [one["id"] for one in repos[0]["hooks"]] == [hook()["id"]]


def test_the_problem_matcher_reads_every_annotation() -> None:
    task = json.loads(example("how-to/editors.md", "json"))["tasks"][0]
    pattern = re.compile(task["problemMatcher"]["pattern"]["regexp"])
    text = REPORTERS["github"](samples.life_with_findings(), RenderOptions())
    found = [pattern.match(line) for line in text.splitlines() if line.startswith("::")]

    assert found
    assert all(one and one[2] == samples.NAME and int(one[3]) for one in found)


def test_the_report_format_of_the_how_to_works() -> None:
    names: dict[str, Any] = {}
    code = example("how-to/write-a-matcher.md", "python")
    exec(compile(code, "chat", "exec", dont_inherit=True), names)  # noqa: S102 (our own example)
    text = names["render"](samples.report(samples.verified(), samples.gone()), RenderOptions("de"))

    assert text.startswith("Nicht mehr da: Gemeinsame Erklärung")
    assert text.endswith("1 nicht mehr da, 1 stimmt\n")


def test_one_line_in_the_registry_adds_a_format(tmp_path: Path) -> None:
    """The module of the how-to, and its line: help, choice, suffixless output all know it."""
    (tmp_path / "chat.py").write_text(example("how-to/write-a-matcher.md", "python"), "utf-8")
    article = ROOT / "fixtures" / "articles" / "seed" / "article.txt"
    script = f"""
import sys
import linkcheck.reporters as family
family.__path__.append({str(tmp_path)!r})
family.REPORTERS["chat"] = family._reporter("chat")
from linkcheck.cli import run
options = ["--replay", {str(ROOT / "fixtures" / "web-today")!r}, "--no-config"]
run(["check", "--help"])
run([{str(article)!r}, *options, "-f", "chat", "-o", "chat:chat.out"])
"""
    ran = subprocess.run(  # noqa: S603 (our own interpreter)
        [sys.executable, "-c", script],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )

    helped, _, shown = ran.stdout.partition("Incomplete: ")
    assert "|chat]" in helped, ran.stderr
    assert f"Incomplete: {shown}" == (tmp_path / "chat.out").read_text("utf-8")
    assert shown.endswith("1 incomplete, 1 gone, 2 match\n")


def test_formats_of_the_reference_are_those_there_are() -> None:
    told = re.findall(r"^\| `(\w+)` \|", page("reference/formats.md"), re.MULTILINE)

    assert set(told) == set(REPORTERS)


def test_the_site_leads_to_every_page() -> None:
    site = (ROOT / "mkdocs.yml").read_text("utf-8")
    listed = set(re.findall(r"^ +- ([\w./-]+\.md)$", site, re.MULTILINE))

    assert listed == {str(path.relative_to(ROOT / "docs")) for path in ROOT.glob("docs/**/*.md")}
