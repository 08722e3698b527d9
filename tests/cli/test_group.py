from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from pathlib import Path

import click
import pytest

from linkcheck import __version__
from linkcheck.cli import COMMANDS, group, run
from linkcheck.cli.group import Command
from linkcheck.config import FAILING, SETTINGS, Config
from linkcheck.reporters import CITATION_REPORTERS, REPORTERS, SUFFIXES
from linkcheck.wording import LANGUAGES

ROOT = Path(__file__).parents[2]
HEAVY = ("httpx", "httpcore", "bs4", "selectolax", "asyncio", "tenacity", "anyio", "ada_url")


def command(name: str) -> Command:
    found = getattr(import_module(f"linkcheck.cli.{name}"), name)
    assert isinstance(found, Command)
    return found


def options(name: str) -> dict[str, click.Option]:
    return {
        one.opts[-1].removeprefix("--"): one
        for one in command(name).params
        if isinstance(one, click.Option)
    }


def helped(capsys: pytest.CaptureFixture[str], *args: str) -> str:
    assert run([*args, "--help"]) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("args", [["--help"], ["--version"], *([name, "-h"] for name in COMMANDS)])
def test_help_loads_no_heavy_module(args: list[str]) -> None:
    script = (
        "import sys; from linkcheck.cli import run; code = run(sys.argv[1:]);"
        f"print([name for name in {HEAVY} if name in sys.modules], code, file=sys.stderr)"
    )
    ran = subprocess.run(  # noqa: S603 (our own interpreter)
        [sys.executable, "-c", script, *args],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )

    assert ran.stderr == "[] 0\n"
    assert "linkcheck" in ran.stdout


def test_the_group_names_every_command_as_it_names_itself(
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = " ".join(helped(capsys).split())

    for name, summary in COMMANDS.items():
        assert summary in text
        assert (command(name).help or "").partition("\n")[0] == summary
    assert group.list_commands(click.Context(group)) == list(COMMANDS)


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out == f"linkcheck {__version__}\n"


def test_options_stand_in_groups_and_examples_at_the_end(
    capsys: pytest.CaptureFixture[str],
) -> None:
    lines = helped(capsys, "check").splitlines()
    headings = [line for line in lines if line.endswith(":") and not line.startswith(" ")]

    assert headings == [
        "Reading articles:", "Judging:", "Output:", "Network:", "General:", "Examples:",
    ]  # fmt: skip
    assert "  $ linkcheck article.md" in lines


@pytest.mark.parametrize("name", COMMANDS)
def test_every_example_parses(name: str) -> None:
    for line in command(name).examples:
        invocation = line.partition("linkcheck ")[2].split(" > ")[0].replace("'", "").split()
        known = invocation[0] in COMMANDS
        parsed = command(invocation[0] if known else "check")

        parsed.make_context("x", invocation[1:] if known else invocation)


def test_a_file_alone_is_checked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    missing = tmp_path / "missing.md"

    assert run([str(missing)]) == 2
    assert "missing.md does not exist" in capsys.readouterr().err


def test_options_before_a_file_belong_to_check(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--lang", "de", "--help"]) == 0
    assert "linkcheck check [OPTIONEN] PATH..." in capsys.readouterr().out


def test_nothing_at_all_shows_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([]) == 2
    shown = capsys.readouterr()
    assert "Usage: linkcheck" in shown.out + shown.err


def test_a_misspelt_command_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["extrakt", "a.md"]) == 2
    assert "Did you mean “extract”?" in capsys.readouterr().err


def test_a_word_that_is_like_no_command_is_taken_for_a_file(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["quellen"]) == 2
    assert "quellen does not exist" in capsys.readouterr().err


def test_an_unknown_command_is_none() -> None:
    assert group.get_command(click.Context(group), "serve") is None


def test_choices_are_those_of_the_registries() -> None:
    assert _choices("check", "format") == list(REPORTERS)
    assert _choices("extract", "format") == list(CITATION_REPORTERS)
    assert _choices("check", "fail-on") == list(FAILING)
    assert sorted(_choices("check", "lang")) == sorted(LANGUAGES)
    assert set(SUFFIXES.values()) <= REPORTERS.keys() | CITATION_REPORTERS.keys()


def _choices(name: str, option: str) -> list[str]:
    kind = options(name)[option].type
    assert isinstance(kind, click.Choice)
    return list(kind.choices)


def test_every_option_that_is_not_a_surface_s_is_a_setting() -> None:
    surface = {
        "stdin-filename", "format", "output", "explain", "color", "quiet", "verbose", "config",
        "no-config", "untrusted", "all", "since", "write-baseline", "strict", "exit-zero",
        "allow-empty",
    }  # fmt: skip

    for name in ("check", "extract", "pin"):
        assert options(name).keys() - surface <= SETTINGS.keys()


def test_help_tells_the_true_defaults() -> None:
    defaults = Config()
    for name, option in options("check").items():
        told = (option.help or "").partition("[default: ")[2].removesuffix("]")
        if name in SETTINGS and told and " " not in told:
            setting = SETTINGS[name]
            part = getattr(defaults, setting.part) if setting.part else defaults
            value = getattr(part, setting.field)
            assert told == (f"{value:g}" if isinstance(value, float) else str(value)), name


def test_the_reference_is_what_the_commands_say() -> None:
    ran = subprocess.run(  # noqa: S603 (our own script)
        [sys.executable, str(ROOT / "tools" / "cli_reference.py"), "--check"],
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": str(ROOT)},
    )

    assert (ran.returncode, ran.stderr) == (0, "")


@pytest.mark.parametrize("name", COMMANDS)
def test_the_reference_documents_every_option(name: str) -> None:
    reference = (ROOT / "docs" / "reference" / "cli.md").read_text("utf-8")
    section = reference.partition(f"## linkcheck {name}\n")[2].partition("\n## ")[0]

    for option in options(name).values():
        for spelling in option.opts:
            assert spelling in section
        assert option.help
