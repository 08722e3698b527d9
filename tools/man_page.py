"""Write ``docs/linkcheck.1``, the man page, from the commands; with ``--check``, compare only."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from linkcheck._version import __version__
from linkcheck.cli import COMMANDS, group
from linkcheck.cli.exit_codes import ExitCode
from linkcheck.cli.group import Command

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

PAGE = Path(__file__).parents[1] / "docs" / "linkcheck.1"

_CODES = {
    ExitCode.OK: "Nothing at or above the severity to fail on.",
    ExitCode.FINDINGS: "Findings.",
    ExitCode.USAGE: "A mistake in options, configuration or articles.",
    ExitCode.NOTHING_VERIFIED: "Nothing could be verified: no citation found, no server reached.",
    ExitCode.INTERNAL_ERROR: "An error of linkcheck itself.",
    ExitCode.INTERRUPTED: "Interrupted; the report tells what was finished.",
}
_FILES = {
    "linkcheck.toml, pyproject.toml": "The nearest one upwards configures linkcheck.",
}
_VARIABLES = {
    "LINKCHECK_HEADERS, LINKCHECK_COOKIES": "Secrets for single hosts, a line for each.",
    "NO_COLOR, FORCE_COLOR": "Whether the terminal report has colours.",
    "LC_ALL, LC_MESSAGES, LANG": "The language of reports, English or German.",
}


def page() -> str:
    """The whole page, in the man macros."""
    return "\n".join([
        f'.TH LINKCHECK 1 "" "linkcheck {__version__}" "User Commands"',
        ".SH NAME",
        r"linkcheck \- verify the sources an article cites",
        ".SH SYNOPSIS",
        r".B linkcheck",
        r"[\fICOMMAND\fR] [\fIOPTIONS\fR] [\fIARGUMENTS\fR]",
        ".SH DESCRIPTION",
        _roff("Does each link still lead to what its label says?"),
        *_paragraphs("linkcheck FILE is linkcheck check FILE."),
        *(line for name in COMMANDS for line in _command(name)),
        *_list("EXIT STATUS", {str(int(code)): text for code, text in _CODES.items()}),
        *_list("ENVIRONMENT", _VARIABLES),
        *_list("FILES", _FILES),
    ]) + "\n"  # fmt: skip


def _command(name: str) -> Iterator[str]:
    context = click.Context(group, info_name="linkcheck", **group.context_settings)
    command = group.get_command(context, name)
    if not isinstance(command, Command):
        raise TypeError(name)
    own = click.Context(command, info_name=name, parent=context)
    yield f".SH {_roff(f'linkcheck {name}').upper()}"
    yield rf"\fB{_roff(command.get_usage(own).removeprefix('Usage: '))}\fR"
    yield from _paragraphs(command.help or "")
    for section, options in command.sections(own).items():
        yield f".SS {_roff(section)}"
        records = (one.get_help_record(own) or ("", "") for one in options)
        yield from _items(dict(records))
    yield ".SS Examples"
    yield from _items(command.examples)


def _paragraphs(text: str) -> Iterator[str]:
    for part in text.split("\n\n"):
        yield ".PP"
        yield _roff(part)


def _list(heading: str, items: dict[str, str]) -> Iterator[str]:
    yield f".SH {heading}"
    yield from _items(items)


def _items(items: Mapping[str, str]) -> Iterator[str]:
    for name, text in items.items():
        yield ".TP"
        yield rf"\fB{_roff(name)}\fR"
        yield _roff(text)


def _roff(text: str) -> str:
    """Text on one line in which nothing is a request or an escape."""
    escaped = " ".join(text.split()).replace("\\", r"\e").replace("-", r"\-").replace("'", r"\(aq")
    plain = "".join(char if char.isascii() else f"\\[u{ord(char):04X}]" for char in escaped)
    return rf"\&{plain}" if plain.startswith(".") else plain


def main() -> None:
    """Write the page, or tell that it is not what the commands say."""
    text = page()
    if "--check" not in sys.argv:
        PAGE.write_text(text, "utf-8")
    elif PAGE.read_text("utf-8") != text:
        sys.exit(f"{PAGE} is stale: run python tools/man_page.py")


if __name__ == "__main__":
    main()
