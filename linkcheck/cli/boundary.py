"""Where exceptions end: each becomes one message on standard error and an exit code."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import click

from linkcheck.cli.exit_codes import ExitCode
from linkcheck.cli.speech import Speech
from linkcheck.errors import LinkcheckError

if TYPE_CHECKING:
    from collections.abc import Sequence

_log = logging.getLogger(__name__)
_HELP = getattr(click.exceptions, "NoArgsIsHelpError", ())
"""How click, from 8.2 on, shows the help where nothing was asked."""


def run(command: click.Command, args: Sequence[str]) -> int:
    """Run a command; never raise. A command returns its exit code, or ``None`` for 0."""
    speech = Speech(args)
    try:
        returned = command.main(
            list(args), prog_name="linkcheck", standalone_mode=False, obj=speech
        )
    except click.ClickException as error:
        return _tell_usage(error, speech)
    except (click.Abort, KeyboardInterrupt):
        return _tell_interrupted(speech)
    except Exception as error:  # noqa: BLE001 (the last boundary: whatever it is ends here)
        return _tell_error(error, speech)
    return returned or ExitCode.OK


# What follows imports where it tells: words are loaded when there is something to be said.


def _tell_usage(error: click.ClickException, speech: Speech) -> ExitCode:
    if isinstance(error, _HELP):
        error.show()
        return ExitCode.USAGE
    from linkcheck.cli import mistakes  # noqa: PLC0415 (see above)

    context = getattr(error, "ctx", None)
    if context is not None:
        click.echo(context.get_usage(), err=True)
    return _tell_error(mistakes.of(error), speech)


def _tell_error(error: Exception, speech: Speech) -> ExitCode:
    mistake = _mistake(error)
    if mistake:
        _tell(mistake, speech)
        return ExitCode.USAGE
    _log.info("internal error", exc_info=error)
    _tell(LinkcheckError.of("bug", detail=f"{type(error).__name__}: {error}"), speech)
    return ExitCode.INTERNAL_ERROR


def _tell_interrupted(speech: Speech) -> ExitCode:
    from linkcheck.wording import say_id  # noqa: PLC0415 (see above)

    click.echo(say_id("errors.interrupted", speech.language), err=True)
    return ExitCode.INTERRUPTED


def _mistake(error: BaseException) -> LinkcheckError | None:
    """The mistake of the user that an exception is, or that a group of them holds."""
    if isinstance(error, BaseExceptionGroup):
        return next(filter(None, map(_mistake, error.exceptions)), None)
    return error if isinstance(error, LinkcheckError) else None


def _tell(mistake: LinkcheckError, speech: Speech) -> None:
    """Message and hint, each on its line; what they quote of files cannot command a terminal."""
    from linkcheck.reporters.layout import disarm, visible  # noqa: PLC0415 (see above)
    from linkcheck.wording import say_id  # noqa: PLC0415 (see above)

    for key, told in zip(("error", "hint"), mistake.told(speech.language), strict=True):
        if told:
            word = say_id(f"errors.{key}", speech.language)
            click.echo(disarm(f"{word}: {visible(told, _MAX_TOLD)}"), err=True)


_MAX_TOLD = 2_000
