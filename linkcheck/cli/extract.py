"""``linkcheck extract``: list the sources that articles cite."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from linkcheck.cli import options
from linkcheck.cli.exit_codes import ExitCode
from linkcheck.cli.group import Command
from linkcheck.cli.output import Output, Telling, outputs_in
from linkcheck.reporters import CITATION_REPORTERS

if TYPE_CHECKING:
    from pathlib import Path


@click.command(
    cls=Command,
    examples={
        "linkcheck extract article.md": "What is found, and where.",
        "linkcheck extract drafts/ -f csv > sources.csv": "All sources of a folder as a table.",
    },
)
@options.paths
@options.reading
@options.option(
    "Output",
    "-f",
    "--format",
    "format_",
    type=click.Choice(list(CITATION_REPORTERS)),
    default="terminal",
    help="The list on standard output.  [default: terminal]",
)
@options.option(
    "Output",
    "-o",
    "--output",
    "outputs",
    callback=outputs_in(CITATION_REPORTERS),
    multiple=True,
    metavar="[FORMAT:]PATH",
    help="Write the list into a file too; its suffix tells the format. Can be repeated.",
)
@options.language
@options.colour
@options.configuration
def extract(  # noqa: PLR0913 (the options that are not settings)
    paths: tuple[str, ...],
    *,
    stdin_filename: str,
    format_: str,
    outputs: tuple[Output, ...],
    color: str,
    config: Path | None,
    no_config: bool,
    **settings: Any,  # noqa: ANN401 (values of any option, which config types)
) -> int:
    """List the sources that articles cite, without any network.

    PATH is an article, a folder, a pattern such as 'drafts/*.md', or - for standard input.
    Exit code 3 says that none were found.
    """
    from linkcheck.cli import inputs  # noqa: PLC0415 (loads much: --help must not)

    chosen = inputs.configure(settings, config, search=not no_config, marked=True)
    telling = Telling(chosen.language, color)
    documents = inputs.read(paths, chosen, stdin_filename)
    telling.print(CITATION_REPORTERS[format_], documents)
    telling.write(CITATION_REPORTERS, documents, outputs)
    found = any(document.citations for document in documents)
    return ExitCode.OK if found else ExitCode.NOTHING_VERIFIED
