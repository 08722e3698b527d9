"""From articles to a report: what ``check`` and ``pin`` have in common.

Only imported when a command runs, since it loads everything.
"""

from __future__ import annotations

import logging
import sys
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from linkcheck import progress
from linkcheck.cli.output import Telling, print_text, write
from linkcheck.cli.speech import language_for
from linkcheck.describing import memory
from linkcheck.errors import ConfigError
from linkcheck.events import Checked, Event, Finished, Listener, silence
from linkcheck.model import Severity
from linkcheck.pace.running import to_its_end
from linkcheck.reporters import REPORTERS, ledger, stream
from linkcheck.reporters.order import worst_first
from linkcheck.tolerated import baseline, history
from linkcheck.verifier import Verifier
from linkcheck.wording import say_id

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from linkcheck.config import Config
    from linkcheck.model import Document, Report


def verify_and_print(
    documents: Sequence[Document], chosen: Config, telling: Telling, format_: str
) -> Report:
    """Verify, and report on standard output: while the run goes on if the format can be streamed.

    Lines are flushed one by one, so that a program that reads them hears of each finding at once.
    """
    streamed, options = stream(format_), telling.options
    if streamed is None:
        report = verify(documents, chosen, telling, remarks=format_ != "terminal")
        telling.print(REPORTERS[format_], report)
        return report

    def tell(event: Event) -> None:
        match event:
            case Checked(finding):
                print_text(streamed.finding(finding, options), colour=False)
            case Finished(report):
                print_text(streamed.end(report, options), colour=False)

    return verify(documents, chosen, telling, tell)


def verify(
    documents: Sequence[Document],
    chosen: Config,
    telling: Telling,
    listener: Listener = silence,
    *,
    remarks: bool = True,
) -> Report:
    """Verify the citations of articles, with progress on standard error.

    ``remarks``: tell there what a report on the terminal tells by itself.
    """
    if telling.verbose:
        _log_to_stderr()
    memory.return_large_blocks()
    _leave_out_httpx_program()
    if chosen.jobs is None:
        chosen = replace(chosen, jobs=0)
    with progress.shown(
        sys.stderr,
        language=language_for(telling.language),
        quiet=telling.quiet,
        retries=telling.verbose,
    ) as shown:

        def hear(event: Event) -> None:
            if remarks or not isinstance(event, Finished):
                shown(event)
            listener(event)

        return to_its_end(Verifier(chosen, listener=hear).verify(documents, partial=True))


def write_baseline(report: Report, path: Path, telling: Telling) -> None:
    """Write the findings of a run into a baseline, unless the run knows too little for one."""
    if report.interrupted or report.reached_nobody:
        return
    write(path, baseline.write(report))
    if not telling.quiet:
        count = sum(found.severity > Severity.OK for found in report.findings)
        line = say_id("cli.baseline", language_for(telling.language), count=count, path=str(path))
        click.echo(line, err=True)


def keep_history(report: Report, chosen: Config) -> None:
    """Write down what a run saw, if it has a history and saw the network itself.

    The file is read anew, so that a run beside this one is not forgotten.
    """
    file = chosen.history
    if file is None or chosen.replay or chosen.untrusted:
        return
    seen = history.updated(history.load(file), report, datetime.now(UTC).date())
    write(file, history.write(seen))


def explain(report: Report, number: int, telling: Telling) -> None:
    """Print the account of one finding, by its number in the terminal report."""
    findings = worst_first(report)
    if not 0 < number <= len(findings):
        raise ConfigError.of("no-finding", number=number, count=len(findings))
    options = telling.options
    print_text("\n" + ledger.render(number, findings[number - 1], options), colour=options.colour)


def _leave_out_httpx_program() -> None:
    """Have httpx imported without its own command line, as where that is not installed.

    It comes along wherever rich and pygments happen to be installed, and takes as long as all
    the rest of httpx.
    """
    sys.modules.setdefault("httpx._main", None)  # type: ignore[arg-type]  # None bars an import


def _log_to_stderr() -> None:
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(levelname)s %(name)s: %(message)s"))
    logger = logging.getLogger("linkcheck")
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
