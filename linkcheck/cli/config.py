"""``linkcheck config``: each setting, its value, and where that comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from linkcheck.cli import options
from linkcheck.cli.group import Command
from linkcheck.cli.output import print_text
from linkcheck.reference import reference

if TYPE_CHECKING:
    from pathlib import Path


@click.command(
    cls=Command,
    examples={
        "linkcheck config": "What is in force in this folder.",
        "linkcheck config --lang de --no-config > linkcheck.toml": "With options, as a file.",
        "linkcheck config --schema > linkcheck.schema.json": "For editors that complete TOML.",
    },
)
@options.reading
@options.expecting
@options.meaning
@options.judging
@options.seen
@options.fail_on
@options.language
@options.network
@options.configuration
@options.option(
    "General",
    "--schema",
    is_flag=True,
    help="Print the JSON Schema of linkcheck.toml instead.",
)
def config(
    *,
    schema: bool,
    config: Path | None,
    no_config: bool,
    **settings: Any,  # noqa: ANN401 (values of any option)
) -> int:
    """Show each setting, its value, and where that comes from.

    What is printed is TOML again: with the options you use every time, it is your configuration.
    """
    from linkcheck.cli import showing  # noqa: PLC0415 (loads much: --help must not)

    text = (
        reference("linkcheck.schema.json")
        if schema
        else showing.configuration(settings, config, search=not no_config)
    )
    print_text(text, colour=False)
    return 0
