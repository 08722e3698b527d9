"""From articles to a report: what ``check`` and ``pin`` have in common.

Only imported when a command runs, since it loads everything.
"""

from __future__ import annotations

import asyncio
import logging
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from linkcheck import progress
from linkcheck.cli.output import Telling, language_for, print_text
from linkcheck.errors import ConfigError
from linkcheck.reporters import ledger
from linkcheck.reporters.order import worst_first
from linkcheck.verifier import Verifier

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linkcheck.config import Config
    from linkcheck.model import Document, Report


def verify(documents: Sequence[Document], chosen: Config, telling: Telling) -> Report:
    """Verify the citations of articles, with progress on standard error."""
    if telling.verbose:
        _log_to_stderr()
    if chosen.jobs is None:
        chosen = replace(chosen, jobs=0)
    with progress.shown(
        sys.stderr,
        language=language_for(telling.language),
        quiet=telling.quiet,
        retries=telling.verbose,
    ) as listener:
        return asyncio.run(Verifier(chosen, listener=listener).verify(documents, partial=True))


def explain(report: Report, number: int, telling: Telling) -> None:
    """Print the account of one finding, by its number in the terminal report."""
    findings = worst_first(report)
    if not 0 < number <= len(findings):
        raise ConfigError(
            f"--explain {number}: there are {len(findings)} findings", "Findings count from 1."
        )
    options = telling.options
    print_text("\n" + ledger.render(number, findings[number - 1], options), colour=options.colour)


def _log_to_stderr() -> None:
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(levelname)s %(name)s: %(message)s"))
    logger = logging.getLogger("linkcheck")
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
