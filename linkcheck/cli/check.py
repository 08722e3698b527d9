"""``linkcheck check``: verify the sources that articles cite."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from linkcheck.cli import options
from linkcheck.cli.exit_codes import exit_code
from linkcheck.cli.group import Command
from linkcheck.cli.output import Output, Telling, must_be_writable, outputs_in
from linkcheck.reporters import REPORTERS

if TYPE_CHECKING:
    from pathlib import Path


@click.command(
    cls=Command,
    examples={
        "linkcheck article.md": "Verify one article and report to the terminal.",
        "linkcheck check drafts/ --lang de -o report.json": "A folder, in German, and a JSON file.",
        "pandoc a.docx -t html | linkcheck - --stdin-filename a.html": "From standard input.",
        "linkcheck check drafts/ --since origin/main": "Only what is new on this branch.",
        "linkcheck a.txt --section '^Zum Weiterlesen'": "Sources under a heading of your own.",
        "linkcheck a.txt --explain 1": "Everything that was weighed for the first finding.",
    },
)
@options.paths
@options.reading
@options.changed
@options.expecting
@options.meaning
@options.judging
@options.known
@options.seen
@options.failing
@options.option(
    "Output",
    "-f",
    "--format",
    "format_",
    type=click.Choice(list(REPORTERS)),
    default="terminal",
    help="The report on standard output.  [default: terminal]",
)
@options.option(
    "Output",
    "-o",
    "--output",
    "outputs",
    callback=outputs_in(REPORTERS),
    multiple=True,
    metavar="[FORMAT:]PATH",
    help="Write a report into a file too; its suffix tells the format. Can be repeated.",
)
@options.option(
    "Output",
    "--explain",
    type=int,
    metavar="N",
    help="Add everything that was weighed for finding number N.",
)
@options.telling
@options.network
@options.configuration
def check(  # noqa: PLR0913 (the options that are not settings)
    paths: tuple[str, ...],
    *,
    stdin_filename: str,
    since: str | None,
    write_baseline: Path | None,
    strict: bool,
    exit_zero: bool,
    allow_empty: bool,
    format_: str,
    outputs: tuple[Output, ...],
    explain: int | None,
    color: str,
    quiet: bool,
    verbose: bool,
    config: Path | None,
    no_config: bool,
    **settings: Any,  # noqa: ANN401 (values of any option, which config types)
) -> int:
    """Verify the sources that articles cite (the default).

    PATH is an article, a folder, a pattern such as 'drafts/*.md', or - for standard input.
    Each link of the section of sources is fetched and compared with its label. Exit codes:
    0 all is well, 1 findings, 2 usage, 3 nothing could be verified.
    """
    from linkcheck.cli import inputs, running  # noqa: PLC0415 (loads everything: --help must not)

    if strict:
        settings["fail_on"] = "notice"
    marked = "html" in (format_, *(output.format for output in outputs))
    chosen = inputs.configure(settings, config, search=not no_config, marked=marked)
    telling = Telling(
        chosen.language,
        color,
        quiet=quiet,
        verbose=verbose,
        fail_on=chosen.fail_on,
        docs_url=chosen.docs_url,
    )
    later = (*(one.path for one in outputs), write_baseline, chosen.history)
    must_be_writable(path for path in later if path is not None)
    documents = inputs.read(paths, chosen, stdin_filename, since=since)
    report = running.verify_and_print(documents, chosen, telling, format_)
    telling.write(REPORTERS, report, outputs)
    if "github" in (format_, *(output.format for output in outputs)):
        telling.add_job_summary(report)
    if explain is not None:
        running.explain(report, explain, telling)
    running.keep_history(report, chosen)
    if write_baseline is not None:
        running.write_baseline(report, write_baseline, telling)
    return exit_code(
        report,
        chosen.fail_on,
        forgiving=exit_zero or write_baseline is not None,
        allow_empty=allow_empty or since is not None,
    )
