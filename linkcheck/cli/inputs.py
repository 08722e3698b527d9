"""What commands work on: the configuration, and the articles that arguments name.

Only imported when a command runs, since it loads much.
"""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from linkcheck import config, sources
from linkcheck.cli.speech import language_for
from linkcheck.cli.trust import comes_from_a_fork
from linkcheck.config import SETTINGS, Config
from linkcheck.errors import ConfigError
from linkcheck.fetch import proxies, secrets
from linkcheck.model import Message
from linkcheck.wording import say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from linkcheck.fetch.proxies import Proxy
    from linkcheck.model import Document


_STORED = frozenset({"baseline", "cache", "history", "resume"})
"""Settings that name what earlier runs stored; a fork could have written it."""


def configure(
    settings: Mapping[str, object],
    file: Path | None,
    *,
    search: bool,
    marked: bool = False,
    environ: Mapping[str, str] = os.environ,
) -> Config:
    """Compose the configuration from a file, the options that were given, and secrets.

    With ``--untrusted``, and for changes from a fork, no file is read, nothing stored is used,
    no secret is sent, and the environment's proxy is not asked. ``marked``: articles are read with
    their text, for reports that show it.
    """
    chosen = _composed(settings, file, search=search, environ=environ)
    return replace(chosen, citations=replace(chosen.citations, marked=True)) if marked else chosen


def _composed(
    settings: Mapping[str, object], file: Path | None, *, search: bool, environ: Mapping[str, str]
) -> Config:
    options = given(settings)
    if not settings.get("untrusted") and not comes_from_a_fork(environ):
        chosen = config.load(options, file=file, start=Path() if search else None)
        fetching = replace(
            chosen.fetch,
            secrets=secrets.read(environ),
            proxy=chosen.fetch.proxy or _proxy_of(environ),
        )
        if fetching.proxy and not fetching.connect_to and not chosen.replay:
            _note(Message.of("progress.proxy", proxy=str(fetching.proxy)), chosen, environ)
        return replace(chosen, fetch=fetching)
    kept = {key: value for key, value in options.items() if key not in _STORED}
    chosen = replace(config.load(kept), untrusted=True)
    _note(Message.of("progress.untrusted"), chosen, environ)
    return chosen


def _note(message: Message, chosen: Config, environ: Mapping[str, str]) -> None:
    sys.stderr.write(f"{say(message, language_for(chosen.language, environ))}\n")


def _proxy_of(environ: Mapping[str, str]) -> Proxy | None:
    try:
        return proxies.from_environment(environ)
    except ValueError as error:
        raise ConfigError.of("environment-proxy", form=str(error)) from None


def given(settings: Mapping[str, object]) -> Mapping[str, object]:
    """The options that were given, by the keys of the configuration."""
    return {
        key: value
        for key in SETTINGS
        if (value := settings.get(key.replace("-", "_"))) not in (None, ())
    }


def read(
    paths: Sequence[str], chosen: Config, stdin_filename: str, *, since: str | None = None
) -> tuple[Document, ...]:
    """Read the articles that arguments name; ``-`` is standard input.

    ``since``: only their citations that changed since that revision of git.
    """
    found = sources.documents(paths, chosen, stdin=sys.stdin.buffer, stdin_filename=stdin_filename)
    if not since:
        return tuple(found)
    from linkcheck import changes  # noqa: PLC0415 (few runs ask git)

    return changes.since(since, found, chosen)
