"""Write ``docs/reference/cli.md`` from the commands themselves; with ``--check``, compare only."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from linkcheck.cli import COMMANDS, group
from linkcheck.cli.group import Command

if TYPE_CHECKING:
    from collections.abc import Iterator

REFERENCE = Path(__file__).parents[1] / "docs" / "reference" / "cli.md"

_HEAD = """\
# Command line

<!-- Written by tools/cli_reference.py from the commands; do not edit. -->

`linkcheck FILE` is `linkcheck check FILE`. Reports go to standard output, everything else to
standard error. What the exit codes mean: [exit codes](exit-codes.md). What a configuration file
can set: [configuration](configuration.md).

"""


def reference() -> str:
    """The whole page."""
    return _HEAD + "\n".join(line for name in COMMANDS for line in _command(name))


def _command(name: str) -> Iterator[str]:
    context = click.Context(group, info_name="linkcheck", **group.context_settings)
    command = group.get_command(context, name)
    if not isinstance(command, Command):
        raise TypeError(name)
    own = click.Context(command, info_name=name, parent=context)
    yield f"## linkcheck {name}\n"
    yield f"```text\n{command.get_usage(own).removeprefix('Usage: ')}\n```\n"
    yield _prose(command.help or "") + "\n"
    for section, options in command.sections(own).items():
        yield f"### {section}\n"
        yield from (_row(one, own) for one in options)
        yield ""
    yield "### Examples\n"
    yield from (f"- `{line}`: {meaning}" for line, meaning in command.examples.items())
    yield ""


def _prose(text: str) -> str:
    """Paragraphs, each on one line."""
    return "\n\n".join(" ".join(part.split()) for part in text.split("\n\n"))


def _row(option: click.Parameter, context: click.Context) -> str:
    names, text = option.get_help_record(context) or ("", "")
    return f"- `{' '.join(names.split())}`: {' '.join(text.split())}"


def main() -> None:
    """Write the page, or tell that it is not what the commands say."""
    text = reference()
    if "--check" not in sys.argv:
        REFERENCE.write_text(text, "utf-8")
    elif REFERENCE.read_text("utf-8") != text:
        sys.exit(f"{REFERENCE} is stale: run python tools/cli_reference.py")


if __name__ == "__main__":
    main()
