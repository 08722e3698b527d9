"""Mistakes in what was typed: each of click's errors as one of ours, which says what to do.

Only imported when there is one.
"""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

import click

from linkcheck.cli.group import DEFAULT, Mistake
from linkcheck.errors import ConfigError, UnfitError, did_you_mean
from linkcheck.model import Message
from linkcheck.reporters import REPORTERS
from linkcheck.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable

_ALIKE = 0.7
"""How alike an option and what was typed must be (difflib's ratio) for the one to be meant."""
_MAX_TOLD = 80
"""Characters of a value that are quoted."""


def of(error: click.ClickException) -> ConfigError:
    """What is to be told of an error of click's."""
    context = getattr(error, "ctx", None)
    command = _name(context)
    match error:
        case Mistake():
            return ConfigError.of(error.key, error.hint, **error.values | {"command": command})
        case click.NoSuchOption():
            return _no_option(error.option_name, context, command)
        case click.MissingParameter() if error.param is not None:
            return ConfigError.of("missing", argument=_called(error.param), command=command)
        case click.BadOptionUsage():
            return _bad_usage(error, context)
    return ConfigError.of("usage", detail=clean(error.format_message()), command=command)


def _name(context: click.Context | None) -> str:
    name = context.info_name if context is not None and context.parent is not None else ""
    return name or DEFAULT


def _no_option(option: str, context: click.Context | None, command: str) -> ConfigError:
    known = {opt for one in _parameters(context) for opt in one.opts if opt.startswith("-")}
    close = get_close_matches(option, known, n=1, cutoff=_ALIKE)
    hint = did_you_mean(option, close) if close else None
    return ConfigError.of("no-option", hint, option=clean(option), command=command)


def _bad_usage(error: click.BadOptionUsage, context: click.Context | None) -> ConfigError:
    found = next((one for one in _parameters(context) if error.option_name in one.opts), None)
    if not isinstance(found, click.Option) or found.is_flag or found.count:
        return ConfigError.of("takes-no-value", option=clean(error.option_name))
    return ConfigError.of("needs-value", option=error.option_name, metavar=_metavar(found))


def _parameters(context: click.Context | None) -> list[click.Parameter]:
    return context.command.get_params(context) if context else []


def _metavar(parameter: click.Parameter) -> str:
    """What stands for a value where help shows it."""
    if parameter.metavar is None and isinstance(parameter.type, click.Choice):
        return "|".join(map(str, parameter.type.choices))
    return parameter.metavar or parameter.human_readable_name.upper()


# --- values ---------------------------------------------------------------------------------


def wrong_value(parameter: click.Parameter, value: object, context: click.Context) -> Mistake:
    """What is wrong about a value that a parameter's type does not take."""
    match parameter.type:
        case click.Choice():
            return _wrong_choice(parameter, parameter.type, str(value), context)
        case click.Path():
            key = "not-a-file" if parameter.type.file_okay else "not-a-folder"
            return Mistake(key, context, option=_called(parameter), value=clean(str(value)))
    return _wrong(parameter, _what(_called(parameter).removeprefix("--"), value), value, context)


def _wrong(
    parameter: click.Parameter,
    what: Message,
    value: object,
    context: click.Context,
    hint: Message | None = None,
) -> Mistake:
    """A value that does not fit; without a hint of its own, the command's help has more."""
    told, called = clean(repr(value), _MAX_TOLD), _called(parameter)
    more = hint or Message.of("errors.usage_do", command=_name(context))
    return Mistake("wrong-value", context, more, setting=called, what=what, value=told)


def _called(parameter: click.Parameter) -> str:
    """The long name of an option, or what help calls an argument."""
    if isinstance(parameter, click.Option):
        return max(parameter.opts, key=len)
    return _metavar(parameter) if parameter.metavar else parameter.human_readable_name.upper()


def _what(key: str, value: object) -> Message:
    """What a setting's value must be: as its own reader says it, if it is a setting."""
    from linkcheck.config import SETTINGS  # noqa: PLC0415 (loads much)

    setting = SETTINGS.get(key)
    try:
        if setting is not None:
            setting.parse(value, Path())
    except UnfitError as unfit:
        return unfit.what
    return Message.of("fitting.number")


def _wrong_choice(
    parameter: click.Parameter, kind: click.Choice[str], value: str, context: click.Context
) -> Mistake:
    if parameter.name == "format_" and value in REPORTERS:
        return no_format(value, kind.choices, context)
    what = Message.of("fitting.choice", words=", ".join(kind.choices))
    close = get_close_matches(value, kind.choices)
    hint = did_you_mean(value, kind.choices) if close else None
    return _wrong(parameter, what, value, context, hint)


def no_format(name: str, known: Iterable[str], context: click.Context) -> Mistake:
    """A format that exists, but not for what this command has to tell."""
    called, formats = f"linkcheck {context.info_name}", ", ".join(known)
    return Mistake("no-format", context, format=name, formats=formats, called=called)
