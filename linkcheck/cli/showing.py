"""The configuration as text: TOML that says of each key where its value comes from."""

from __future__ import annotations

import os
import re
from collections import Counter
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from linkcheck import config
from linkcheck.cli.inputs import configure, given
from linkcheck.cli.speech import language_for
from linkcheck.config import SETTINGS
from linkcheck.fetch import secrets
from linkcheck.fetch.paces import Pace, Paces
from linkcheck.model import Acceptance
from linkcheck.reporters import layout
from linkcheck.tolerated import accepted
from linkcheck.wording import say_id

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linkcheck.fetch.secrets import Secret

_VALUE_COLUMN = 18
_ORIGIN_COLUMN = 44


def configuration(
    settings: Mapping[str, object],
    file: Path | None,
    *,
    search: bool,
    environ: Mapping[str, str] = os.environ,
) -> str:
    """All settings in force, as TOML with comments. Secrets are counted, never shown."""
    chosen = configure(settings, file, search=search, environ=environ)
    origins = config.origins(given(settings), file=file, start=Path() if search else None)
    language = language_for(chosen.language, environ)
    lines = [_line(key, config.value_of(chosen, key), origins[key], language) for key in SETTINGS]
    return "\n".join([*lines, *_secrets(chosen.fetch.secrets, language)]) + "\n"


def _line(key: str, value: object, origin: str, language: str) -> str:
    """One key; one that is not set stands in a comment, since TOML has no word for nothing."""
    if value is None or value == "":
        return f"{f'# {key}':<{_VALUE_COLUMN}} {say_id('cli.not_set', language)}"
    told = f"{key:<{_VALUE_COLUMN}} = {toml(value)}"
    known = {"": "cli.by_default", "option": "cli.by_option"}
    where = say_id(known[origin], language) if origin in known else layout.visible(origin)
    return f"{told:<{_ORIGIN_COLUMN}} # {where}"


def toml(value: object) -> str:  # noqa: PLR0911 (a case a kind of value)
    """A value of the configuration as TOML that the configuration reads back."""
    match value:
        case int() | float():
            return str(value).lower()  # TOML's true and false
        case date():
            return value.isoformat()
        case re.Pattern():
            return _text(value.pattern)
        case Path():
            return _text(value.absolute().as_posix())
        case Acceptance():
            return _table(accepted.to_table(value))
        case Paces():
            return _table({_text(host): _of_a_host(pace) for host, pace in value.of})
        case dict():
            return _table(value)
        case (str() as host, int() as port):
            return _text(f"[{host}]:{port}" if ":" in host else f"{host}:{port}")
        case tuple() | list():
            return "[" + ", ".join(map(toml, value)) + "]"
    return _text(str(value))


def _of_a_host(pace: Pace) -> Mapping[str, object]:
    said = {"per-host": pace.per_host, "delay": pace.delay}
    return {key: one for key, one in said.items() if one is not None}


def _table(pairs: Mapping[str, object]) -> str:
    inside = ", ".join(f"{key} = {toml(one)}" for key, one in pairs.items())
    return f"{{ {inside} }}" if inside else "{}"


def _text(text: str) -> str:
    """A basic string; what does not print is written as an escape."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(map(_escape, escaped)) + '"'


def _escape(char: str) -> str:
    return char if char.isprintable() else f"\\U{ord(char):08x}"


def _secrets(known: tuple[Secret, ...], language: str) -> Iterator[str]:
    hosts = Counter(one.host for one in known)
    for host, count in hosts.items():
        names = {"headers": secrets.HEADERS, "cookies": secrets.COOKIES}
        yield f"# {say_id('cli.secrets', language, host=host, count=count, **names)}"
