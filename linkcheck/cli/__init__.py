"""The command line. A new command is a line here and a module of its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from linkcheck._version import __version__
from linkcheck.cli import boundary
from linkcheck.cli.group import Group

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

COMMANDS: Mapping[str, str] = {
    "check": "Verify the sources that articles cite (the default).",
    "extract": "List the sources that articles cite, without any network.",
    "pin": "Write down the titles found now, so that a later run tells a changed page.",
    "config": "Show each setting, its value, and where that comes from.",
    "explain": "Say what a verdict's reason means and what to do about it.",
    "completion": "Print what bash, zsh or fish need to complete words.",
}
"""Commands by name, with the summary that each gives of itself."""


@click.group(
    cls=Group,
    summaries=COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="`linkcheck FILE` is `linkcheck check FILE`. `linkcheck COMMAND --help` says more.",
)
@click.version_option(__version__, message="%(prog)s %(version)s")
def group() -> None:
    """Verify the sources an article cites.

    Does each link still lead to what its label says?
    """


def run(args: Sequence[str]) -> int:
    """Run the command line on arguments and return its exit code."""
    return boundary.run(group, args)
