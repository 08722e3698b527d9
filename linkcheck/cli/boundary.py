"""Where exceptions end: each becomes one message on standard error and an exit code."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import click

from linkcheck.cli.exit_codes import ExitCode
from linkcheck.errors import LinkcheckError

if TYPE_CHECKING:
    from collections.abc import Sequence

_log = logging.getLogger(__name__)


def run(command: click.Command, args: Sequence[str]) -> int:
    """Run a command; never raise. A command returns its exit code, or ``None`` for 0."""
    try:
        returned = command.main(list(args), prog_name="linkcheck", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return ExitCode.USAGE
    except (click.Abort, KeyboardInterrupt):
        _tell("interrupted")
        return ExitCode.INTERRUPTED
    except Exception as error:  # noqa: BLE001 (the last boundary: whatever it is ends here)
        return _tell_error(error)
    return returned or ExitCode.OK


def _tell_error(error: Exception) -> ExitCode:
    mistake = _mistake(error)
    if mistake:
        _tell(mistake.message, mistake.hint)
        return ExitCode.USAGE
    _log.info("internal error", exc_info=error)
    _tell(
        f"linkcheck failed: {type(error).__name__}: {error}",
        "This is a bug. Please report it, with what -v prints.",
    )
    return ExitCode.INTERNAL_ERROR


def _mistake(error: BaseException) -> LinkcheckError | None:
    """The mistake of the user that an exception is, or that a group of them holds."""
    if isinstance(error, BaseExceptionGroup):
        return next(filter(None, map(_mistake, error.exceptions)), None)
    return error if isinstance(error, LinkcheckError) else None


def _tell(message: str, hint: str = "") -> None:
    click.echo(f"Error: {message}", err=True)
    if hint:
        click.echo(f"Hint: {hint}", err=True)
