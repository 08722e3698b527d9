"""Help and mistakes in the reader's language: whose it is, and that nothing is left out."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest

from linkcheck import wording
from linkcheck.cli import COMMANDS, group, run, speech
from linkcheck.cli.group import Command
from linkcheck.cli.speech import Speech
from linkcheck.wording import guide

if TYPE_CHECKING:
    from collections.abc import Iterator

Capture = pytest.CaptureFixture[str]
ENGLISH = re.compile(r"\b(?:the|of|and|with|is|are|for|this|each|from)\b")


def commands() -> Iterator[Command]:
    for name in COMMANDS:
        found = getattr(import_module(f"linkcheck.cli.{name}"), name)
        assert isinstance(found, Command)
        yield found


def long_name(option: click.Parameter) -> str:
    return max(option.opts, key=len).removeprefix("--")


def needed() -> set[str]:
    """What German help must have: a text for each that English code has."""
    keys = {"words.usage", "words.options", "words.commands", "words.epilog", "about.group"}
    keys |= {"headings.Options", "headings.Examples", "options.version"}
    for command in commands():
        keys |= {f"commands.{command.name}", f"about.{command.name}"}
        keys |= {f"examples.{line}" for line in command.examples}
        sections = command.sections(click.Context(command))
        keys |= {f"headings.{section}" for section in sections}
        keys |= {f"options.{long_name(one)}" for some in sections.values() for one in some}
    return keys


def test_german_help_has_each_option_example_and_heading() -> None:
    own = {key for key in guide("de") if re.match(r"options\.(?:extract|pin)-", key)}

    assert needed() == guide("de").keys() - own
    for key in own:
        name, _, option = key.removeprefix("options.").partition("-")
        command = next(one for one in commands() if one.name == name)
        assert option in {long_name(one) for one in command.params}


def test_german_help_is_german_and_english_is_where_it_is_defined() -> None:
    assert not [text for text in guide("de").values() if ENGLISH.search(text)]
    assert guide("en") == {}
    assert guide("fr") == {}


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_s_help_is_german_from_head_to_foot(
    name: str, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", "de_DE.UTF-8")

    assert run([name, "--help"]) == 0

    shown = capsys.readouterr().out
    assert shown.startswith(f"Aufruf: linkcheck {name} [OPTIONEN]")
    assert "Diese Hilfe zeigen." in shown
    assert not ENGLISH.search(re.sub(r"„[^“]*“|^  \$ .*$|'[^']*'", "", shown, flags=re.MULTILINE))


def test_the_defaults_that_german_help_tells_are_the_english_ones() -> None:
    for command in commands():
        for one in command.params:
            if isinstance(one, click.Option) and "[default: " in (one.help or ""):
                english = (one.help or "").partition("[default: ")[2].removesuffix("]")
                german = guide("de")[f"options.{long_name(one)}"].partition("[Standard: ")[2]
                assert " " in english or german.removesuffix("]") == english or "'" in english


def test_the_group_s_help_is_german(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "de_DE.UTF-8")

    assert run(["--help"]) == 0

    shown = capsys.readouterr().out
    assert not ENGLISH.search(shown)
    assert all(name in shown for name in COMMANDS)


def test_languages_are_those_of_the_catalogues() -> None:
    assert sorted(speech.LANGUAGES) == sorted(wording.LANGUAGES)


@pytest.mark.parametrize(
    ("args", "environ", "configured", "language"),
    [
        ([], {}, "", "en"),
        ([], {"LANG": "de_DE.UTF-8"}, "", "de"),
        ([], {}, "de", "de"),
        ([], {"LANG": "de_DE.UTF-8"}, "en", "en"),
        (["--lang", "en"], {"LANG": "de_DE"}, "de", "en"),
        (["--lang=de"], {}, "en", "de"),
        (["--lang", "fr"], {"LANG": "de_DE"}, "", "de"),
        (["--lang"], {}, "", "en"),
        (["--no-config"], {}, "de", "en"),
        (["--untrusted"], {}, "de", "en"),
        ([], {"GITHUB_EVENT_NAME": "pull_request"}, "de", "en"),
        (["--config", "other.toml"], {}, "", "de"),
        (["--config", "missing.toml"], {}, "de", "en"),
        ([], {}, "7", "en"),
    ],
)
def test_the_language_is_the_option_s_the_configuration_s_or_the_locale_s(  # noqa: PLR0913, PLR0917 (a table)
    args: list[str],
    environ: dict[str, str],
    configured: str,
    language: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("other.toml").write_text('lang = "de"\n', "utf-8")
    if configured:
        Path("linkcheck.toml").write_text(f'lang = "{configured}"\n', "utf-8")

    assert Speech(args, environ).language == language


def test_a_context_of_nobody_speaks_english() -> None:
    assert speech.translated(click.Context(group), "words.usage", "Usage") == "Usage"
