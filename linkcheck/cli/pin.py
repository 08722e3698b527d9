"""``linkcheck pin``: write down the titles that cited pages have now."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from linkcheck.cli import options
from linkcheck.cli.exit_codes import ExitCode
from linkcheck.cli.group import Command
from linkcheck.cli.output import Telling, print_text, write


@click.command(
    cls=Command,
    examples={
        "linkcheck pin article.md -o titles.csv": "Write down what the pages are called now.",
        "linkcheck article.md --expect titles.csv": "Later: tell the pages that have changed.",
    },
)
@options.paths
@options.reading
@options.judging
@options.option(
    "Output",
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="The file to write: .csv, .toml or .json.  [default: CSV on standard output]",
)
@options.option(
    "Judging",
    "--all",
    "every",
    is_flag=True,
    help="Write down titles that do not match their labels too: you have looked at the pages.",
)
@options.telling
@options.network
@options.configuration
def pin(  # noqa: PLR0913 (the options that are not settings)
    paths: tuple[str, ...],
    *,
    stdin_filename: str,
    output: Path | None,
    every: bool,
    color: str,
    quiet: bool,
    verbose: bool,
    config: Path | None,
    no_config: bool,
    **settings: Any,  # noqa: ANN401 (values of any option, which config types)
) -> int:
    """Write down the titles found now, so that a later run tells a changed page.

    Only pages that match their labels are written down. Exit code 3 says that there were none.
    """
    from linkcheck import expectations  # noqa: PLC0415 (loads much: --help must not)
    from linkcheck.cli import inputs, pinning, running  # noqa: PLC0415 (loads everything)

    chosen = pinning.without_expectations(inputs.configure(settings, config, search=not no_config))
    text_of = expectations.writer(output or Path("titles.csv"))
    telling = Telling(chosen.language, color, quiet=quiet, verbose=verbose)
    documents = inputs.read(paths, chosen, stdin_filename)
    report = running.verify(documents, chosen, telling)
    pinned, left_out = pinning.titles(report, every=every)
    if pinned and output:
        write(output, text_of(pinned.items()))
    elif pinned:
        print_text(text_of(pinned.items()), colour=False)
    pinning.tell(pinned, left_out, output, telling)
    if pinned and not report.interrupted:
        return ExitCode.OK
    return ExitCode.INTERRUPTED if report.interrupted else ExitCode.NOTHING_VERIFIED
