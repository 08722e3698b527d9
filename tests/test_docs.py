"""Docs that lie fail."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from linkcheck import Verdict, readers
from linkcheck.citations.headings import Heading, kind_of
from linkcheck.matchers import MATCHERS
from linkcheck.reporters import REPORTERS

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
_LINK = re.compile(r"\]\((?!https?:)([^)#\s]+)(?:#([\w-]+))?\)")


def _anchors(page: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading).lower().replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    for target, anchor in _LINK.findall(page.read_text("utf-8")):
        file = page.parent / target
        assert file.exists(), target
        assert not anchor or anchor in _anchors(file), f"{target}#{anchor}"


@pytest.mark.parametrize("script", ["cli_reference", "config_schema", "man_page", "pictures"])
def test_what_is_generated_is_up_to_date(script: str) -> None:
    ran = subprocess.run(  # noqa: S603 (our own scripts)
        [sys.executable, str(ROOT / "tools" / f"{script}.py"), "--check"],
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": str(ROOT)},
    )

    assert (ran.returncode, ran.stderr) == (0, "")


def test_the_man_page_is_one_that_groff_sets_without_complaint() -> None:
    groff = shutil.which("groff")
    if groff is None:
        pytest.skip("groff is not installed")
    page = str(ROOT / "docs" / "linkcheck.1")
    ran = subprocess.run(  # noqa: S603 (a typesetter)
        [groff, "-man", "-Tutf8", "-ww", "-P-cbou", page],
        capture_output=True,
        text=True,
        check=False,
    )

    assert (ran.returncode, ran.stderr) == (0, "")
    assert "--write-baseline" in ran.stdout.replace("‐", "-").replace("−", "-")


@pytest.mark.parametrize(
    "command", [["man", "--warnings", "--local-file"], ["mandoc", "-Tlint", "-Werror"]]
)
def test_the_man_page_is_one_that_readers_of_man_pages_show(command: list[str]) -> None:
    program = shutil.which(command[0])
    if program is None:
        pytest.skip(f"{command[0]} is not installed")
    ran = subprocess.run(  # noqa: S603 (a reader of man pages)
        [program, *command[1:], str(ROOT / "docs" / "linkcheck.1")],
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "MANWIDTH": "80"},
    )

    assert (ran.returncode, ran.stderr) == (0, "")
    assert command[0] == "mandoc" or "LINKCHECK CHECK" in ran.stdout


def test_the_readme_names_every_verdict_with_its_severity() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")

    rows = dict(re.findall(r"^\| ([\w-]+) \| [^|]+ \| (\w+) \|$", readme, re.MULTILINE))
    assert {name: rows.get(name) for name in Verdict} == {
        verdict: verdict.severity.value for verdict in Verdict
    }


def test_the_readme_shows_two_commands_that_set_everything_up() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    commands = re.findall(r"^python3 -m venv .+$", readme, re.MULTILINE)

    assert len(commands) == 2
    assert "--replay fixtures/web" in commands[0]
    assert "pytest" in commands[1]


@pytest.mark.parametrize(
    "path",
    re.findall(
        r"`((?:linkcheck|fixtures|docs|tests)/[\w./-]+)`",
        ROOT.joinpath("CONTRIBUTING.md").read_text("utf-8"),
    ),
)
def test_contributing_points_at_what_is_there(path: str) -> None:
    assert (ROOT / path).exists()


def test_registries_are_where_contributing_says() -> None:
    assert readers.READERS
    assert MATCHERS
    assert REPORTERS
    assert kind_of("Quellen") is Heading.SOURCES
