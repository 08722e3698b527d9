"""Configuration: the parts' policies composed, read from a file and from options.

Defaults give way to the nearest ``linkcheck.toml`` (or ``[tool.linkcheck]`` in
``pyproject.toml``), and that to options. Keys are those of :data:`SETTINGS`, which
``docs/reference/configuration.md`` describes one by one.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING, Any

from linkcheck import accepted, archives
from linkcheck.citations.policy import ALL, AUTO, CitationPolicy
from linkcheck.errors import ConfigError, did_you_mean
from linkcheck.fetch import proxies
from linkcheck.fetch.policy import ROBOTS, FetchPolicy
from linkcheck.model import Severity
from linkcheck.wording import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linkcheck.fetch.proxies import Proxy
    from linkcheck.model import Acceptance


@dataclass(frozen=True, slots=True)
class Config:
    """Everything a user may decide about a run."""

    fetch: FetchPolicy = field(default_factory=FetchPolicy)
    citations: CitationPolicy = field(default_factory=CitationPolicy)
    language: str = ""
    """The language of reports, "en" or "de"; "": the locale's."""
    fail_on: Severity = Severity.ERROR
    """The least severity of a finding that makes the run fail."""
    expect: Path | None = None
    """A file of expected titles (:mod:`linkcheck.expectations`); ``None``: labels are compared."""
    published: date | None = None
    """The date of the articles, which gives labels their year; ``None``: as the articles say."""
    record: Path | None = None
    """A folder that every answer is kept in; ``None``: nothing is kept."""
    replay: Path | None = None
    """A folder of recorded answers used in place of the network; ``None``: the network."""
    jobs: int | None = None
    """Processes that read pages; 1: none but this one, 0: as many as are worth it. ``None``: 0
    for the command line, 1 for programs, since starting a process runs a program's main module
    once more."""
    resume: Path | None = None
    """A journal of findings (:mod:`linkcheck.journal`), kept and gone on with; ``None``: none."""
    cache: Path | None = None
    """A cache of verdicts (:mod:`linkcheck.lately`), used and kept; ``None``: none."""
    budget: float | None = None
    """Seconds that a run may spend on fetching; ``None``: as long as it takes."""
    archives: tuple[str, ...] = ()
    """Web archives (:mod:`linkcheck.archives`) that are asked for copies of lost pages."""
    include: tuple[re.Pattern[str], ...] = ()
    """Fetch only addresses in which one of these is found; empty: all."""
    exclude: tuple[re.Pattern[str], ...] = ()
    """Do not fetch addresses in which one of these is found."""
    exclude_section: tuple[re.Pattern[str], ...] = ()
    """Do not fetch what stands under a heading in which one of these is found."""
    include_file: tuple[str, ...] = ()
    """Read only files whose path one of these patterns matches; empty: all."""
    exclude_file: tuple[str, ...] = ()
    """Do not read files whose path one of these patterns matches."""
    accepted: tuple[Acceptance, ...] = ()
    """Exceptions (:mod:`linkcheck.accepted`), besides those that articles hold."""
    baseline: Path | None = None
    """A file of known findings (:mod:`linkcheck.baseline`); ``None``: all findings are new."""
    untrusted: bool = False
    """The articles come from strangers: exceptions that they hold do not count."""

    def wants(self, url: str, section: str = "") -> bool:
        """Tell whether an address under a heading is to be fetched."""
        included = not self.include or any(one.search(url) for one in self.include)
        excluded = any(one.search(url) for one in self.exclude) or any(
            one.search(section) for one in self.exclude_section
        )
        return included and not excluded

    def wants_file(self, path: str) -> bool:
        """Tell whether a file is to be read; in patterns, ``*`` matches across folders."""
        included = not self.include_file or _matches(path, self.include_file)
        return included and not _matches(path, self.exclude_file)


def _matches(path: str, patterns: tuple[str, ...]) -> bool:
    plain = path.removeprefix("./")
    return any(fnmatchcase(plain, one) or fnmatchcase(plain, f"*/{one}") for one in patterns)


def origins(
    options: Mapping[str, object], *, file: Path | None = None, start: Path | None = None
) -> Mapping[str, str]:
    """Where each key's value comes from, as :func:`load` composes them: a file, "option", or ""."""
    chosen = file or (nearest(start) if start else None)
    in_file = _settings_of(chosen) if chosen is not None else {}
    return {
        key: "option" if key in options else str(chosen) if key in in_file else ""
        for key in SETTINGS
    }


def value_of(config: Config, key: str) -> object:
    """The value of a key, as :class:`Config` and its parts hold it."""
    setting = SETTINGS[key]
    return getattr(getattr(config, setting.part) if setting.part else config, setting.field)


def load(
    options: Mapping[str, object] | None = None,
    *,
    file: Path | None = None,
    start: Path | None = None,
) -> Config:
    """Compose the configuration: defaults, then a file, then options by key.

    ``file`` names the configuration file; without it, the nearest one is looked for from the
    folder ``start`` upwards, and none is read if ``start`` is ``None`` too. Raises
    :class:`ConfigError` for an unknown key, a wrong value or a file that cannot be read.
    """
    config = Config()
    chosen = file or (nearest(start) if start else None)
    if chosen is not None:
        config = _apply(config, _settings_of(chosen), f"{chosen}: ", chosen.parent)
    config = _apply(config, options or {}, "--", Path())
    if config.record and config.replay:
        raise ConfigError(
            "record and replay cannot both be given", "Record from the network, then replay."
        )
    return config


def nearest(start: Path) -> Path | None:
    """The nearest configuration file from a folder upwards, to the root of its repository."""
    for folder in (start.resolve(), *start.resolve().parents):
        for name in ("linkcheck.toml", "pyproject.toml"):
            path = folder / name
            if path.is_file() and (name != "pyproject.toml" or "linkcheck" in _tools(path)):
                return path
        if (folder / ".git").exists():
            return None
    return None


def _tools(path: Path) -> Mapping[str, Any]:
    tools = _parse(path).get("tool", {})
    return tools if isinstance(tools, dict) else {}


def _settings_of(path: Path) -> Mapping[str, object]:
    settings = _tools(path).get("linkcheck", {}) if path.name == "pyproject.toml" else _parse(path)
    if not isinstance(settings, dict):
        raise ConfigError(f"{path}: tool.linkcheck is not a table", "Write [tool.linkcheck].")
    return settings


def _parse(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise ConfigError(f"{path} cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise ConfigError(f"{path} is not TOML: {error}") from error


_MAY_HOLD_SECRETS = frozenset({"proxy"})


def _apply(config: Config, values: Mapping[str, object], where: str, base: Path) -> Config:
    for key, value in values.items():
        setting = SETTINGS.get(key)
        if setting is None:
            raise ConfigError(f"{where}{key} is no setting", did_you_mean(key, SETTINGS))
        try:
            parsed = setting.parse(value, base)
        except ValueError as error:
            written = "what was given" if key in _MAY_HOLD_SECRETS else repr(value)
            raise ConfigError(f"{where}{key} must be {error}, not {written}") from error
        config = _set(config, setting, parsed)
    return config


def _set(config: Config, setting: Setting, value: object) -> Config:
    change: dict[str, Any] = {setting.field: value}
    match setting.part:
        case "fetch":
            return replace(config, fetch=replace(config.fetch, **change))
        case "citations":
            return replace(config, citations=replace(config.citations, **change))
        case _:
            return replace(config, **change)


# --- reading values: each raises ValueError with what the value must be ----------------------


def _integer(least: int) -> _Parse:
    def parse(value: object, _base: Path) -> int:
        if isinstance(value, int) and not isinstance(value, bool) and value >= least:
            return value
        raise ValueError(f"a whole number of at least {least}")

    return parse


def _seconds(value: object, _base: Path) -> float:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        seconds = float(value)
        if math.isfinite(seconds) and seconds >= 0:
            return seconds
    raise ValueError("a number of seconds, 0 or more")


def _some_seconds(value: object, base: Path) -> float:
    seconds = _seconds(value, base)
    if not seconds:
        raise ValueError("a number of seconds above 0")
    return seconds


def _duration(value: object, base: Path) -> float:
    """Seconds, or a number with a unit: ``90s``, ``5m``, ``1.5h``."""
    found = _DURATION.fullmatch(value) if isinstance(value, str) else None
    try:
        return _some_seconds(float(found[1]) * _UNITS[found[2]] if found else value, base)
    except ValueError:
        raise ValueError("a time such as 90s, 5m or 1h") from None


_DURATION = re.compile(r"([0-9]{1,9}(?:\.[0-9]{1,3})?)([smh]?)")
_UNITS = {"": 1.0, "s": 1.0, "m": 60.0, "h": 3600.0}


def _switch(value: object, _base: Path) -> bool:
    if isinstance(value, bool):
        return value
    raise ValueError("true or false")


def _line(value: object, _base: Path) -> str:
    if isinstance(value, str) and value.isprintable():
        return value
    raise ValueError("a text of one line")


def _path(value: object, base: Path) -> Path:
    if isinstance(value, (str, Path)) and str(value):
        return base / Path(value).expanduser()
    raise ValueError("a path")


def _day(value: object, _base: Path) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value if isinstance(value, str) else "")
    except ValueError:
        raise ValueError("a date such as 2023-05-12") from None


def _language(value: object, _base: Path) -> str:
    if isinstance(value, str) and value in LANGUAGES:
        return value
    raise ValueError(f"one of {', '.join(LANGUAGES)}")


def _proxy(value: object, _base: Path) -> Proxy:
    if isinstance(value, str):
        return proxies.parse(value)
    raise ValueError("http://HOST:PORT")


def _robots(value: object, _base: Path) -> str:
    if isinstance(value, str) and value in ROBOTS:
        return value
    raise ValueError(f"one of {', '.join(ROBOTS)}")


def _severity(value: object, _base: Path) -> Severity:
    if value in FAILING:
        return Severity(value)
    raise ValueError(f"one of {', '.join(FAILING)}")


def _patterns(value: object, _base: Path) -> tuple[re.Pattern[str], ...]:
    if isinstance(value, (list, tuple)) and all(isinstance(one, str) for one in value):
        return tuple(map(_compile, value))
    raise ValueError("a list of regular expressions")


def _texts(value: object, _base: Path) -> tuple[str, ...]:
    if isinstance(value, (list, tuple)) and all(isinstance(one, str) for one in value):
        return tuple(value)
    raise ValueError("a list of patterns such as drafts/*.md")


def _archives(value: object, _base: Path) -> tuple[str, ...]:
    known = archives.archives()
    if isinstance(value, (list, tuple)) and all(one in known for one in value):
        return tuple(dict.fromkeys(value))
    raise ValueError(f"names of web archives: {', '.join(known)}")


def _acceptances(value: object, _base: Path) -> tuple[Acceptance, ...]:
    if not isinstance(value, list):
        raise ValueError("a list of tables ([[accepted]])")  # noqa: TRY004 (as all settings)
    return tuple(
        accepted.from_table(table, f"accepted {number}")
        for number, table in enumerate(value, start=1)
    )


def _compile(pattern: str) -> re.Pattern[str]:
    try:
        return re.compile(pattern)
    except re.error as error:
        raise ValueError(f"a regular expression ({error})") from error


def _section(value: object, base: Path) -> str:
    pattern = _line(value, base)
    if pattern not in (AUTO, ALL):
        _compile(pattern)
    return pattern


def _endpoint(value: object, base: Path) -> tuple[str, int]:
    host, _, port = _line(value, base).rpartition(":")
    if host and port.isdecimal() and 0 < int(port) <= _LAST_PORT:
        return host.removeprefix("[").removesuffix("]"), int(port)
    raise ValueError("HOST:PORT")


_LAST_PORT = 65535

FAILING = tuple(severity.value for severity in Severity if severity > Severity.OK)
"""The severities that a run may be told to fail on."""

_Parse = Callable[[object, Path], object]


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a key's value goes: a field of a part's policy, or of :class:`Config` itself ("")."""

    part: str
    field: str
    parse: _Parse


def _fetch_settings() -> Iterator[tuple[str, Setting]]:
    """The keys of the fetch policy are its fields' names."""
    for name, parse in {
        "attempts": _integer(1),
        "timeout": _some_seconds,
        "deadline": _some_seconds,
        "per_host": _integer(1),
        "delay": _seconds,
        "concurrency": _integer(1),
        "max_redirects": _integer(0),
        "max_requests": _integer(1),
        "max_body": _integer(1),
        "max_retry_after": _seconds,
        "user_agent": _line,
        "contact": _line,
        "allow_private": _switch,
        "connect_to": _endpoint,
        "ca_file": _path,
        "robots": _robots,
        "proxy": _proxy,
    }.items():
        yield name.replace("_", "-"), Setting("fetch", name, parse)


SETTINGS: Mapping[str, Setting] = {
    "section": Setting("citations", "section", _section),
    "date": Setting("", "published", _day),
    "expect": Setting("", "expect", _path),
    "include": Setting("", "include", _patterns),
    "exclude": Setting("", "exclude", _patterns),
    "exclude-section": Setting("", "exclude_section", _patterns),
    "include-file": Setting("", "include_file", _texts),
    "exclude-file": Setting("", "exclude_file", _texts),
    "archive": Setting("", "archives", _archives),
    "accepted": Setting("", "accepted", _acceptances),
    "baseline": Setting("", "baseline", _path),
    "lang": Setting("", "language", _language),
    "fail-on": Setting("", "fail_on", _severity),
    "record": Setting("", "record", _path),
    "replay": Setting("", "replay", _path),
    "resume": Setting("", "resume", _path),
    "cache": Setting("", "cache", _path),
    "budget": Setting("", "budget", _duration),
    "jobs": Setting("", "jobs", _integer(0)),
    **dict(_fetch_settings()),
}
"""Every key of a configuration file, and of the options of the same name."""
