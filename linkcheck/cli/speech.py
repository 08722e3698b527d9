"""In which language the command line speaks, even before it knows what is configured."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from linkcheck import configfile
from linkcheck.cli.trust import comes_from_a_fork
from linkcheck.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import click


def language_for(chosen: str, environ: Mapping[str, str] = os.environ) -> str:
    """The language of sentences: as chosen, else the locale's (POSIX 8.2), else English."""
    names = (environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    locale = next(filter(None, names), "")
    return chosen or ("de" if locale.lower().startswith("de") else "en")


LANGUAGES = ("de", "en")
"""What ``--lang`` takes. A test holds it against the catalogues, which load too much for help."""


@dataclass
class Speech:
    """The language of help and mistakes, by the arguments as they were typed.

    It is found out when something is said first: most runs never ask.
    """

    args: Sequence[str] = ()
    environ: Mapping[str, str] = field(default_factory=lambda: os.environ)

    @cached_property
    def language(self) -> str:
        """The language of ``--lang``, else of the configuration, else of the locale."""
        given = self._given("--lang")
        chosen = given if given in LANGUAGES else self._configured()
        return language_for(chosen, self.environ)

    def _given(self, option: str) -> str:
        """The value of an option; what is wrong about it is somebody else's to tell."""
        values = [word.partition("=")[2] for word in self.args if word.startswith(f"{option}=")]
        pairs = zip(self.args, self.args[1:], strict=False)
        values += [value for word, value in pairs if word == option]
        return values[-1] if values else ""

    def _configured(self) -> str:
        outside = "--untrusted" in self.args or comes_from_a_fork(self.environ)
        if outside or "--no-config" in self.args:
            return ""
        named = self._given("--config")
        try:
            file = Path(named) if named else configfile.nearest(Path())
            chosen = configfile.settings_of(file).get("lang") if file else ""
        except ConfigError:
            return ""
        return str(chosen) if chosen in LANGUAGES else ""


def speech_of(context: click.Context) -> Speech:
    """The speech of a run; English for contexts that belong to none."""
    found = context.find_root().obj
    return found if isinstance(found, Speech) else Speech(("--lang", "en"))


def translated(context: click.Context, key: str, english: str) -> str:
    """A text of ``--help`` in the run's language; the English one where it has no other."""
    language = speech_of(context).language
    if language == "en":
        return english
    from linkcheck.wording import guide  # noqa: PLC0415 (English needs no catalogue)

    return guide(language).get(key, english)
