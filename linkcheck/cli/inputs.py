"""What commands work on: the configuration, and the articles that arguments name.

Only imported when a command runs, since it loads much.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from linkcheck import config, sources
from linkcheck.cli.output import language_for
from linkcheck.cli.trust import comes_from_a_fork
from linkcheck.config import SETTINGS, Config
from linkcheck.model import Message
from linkcheck.wording import say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from linkcheck.model import Document


_STORED = frozenset({"resume"})
"""Settings that name what earlier runs stored; a fork could have written it."""


def configure(
    settings: Mapping[str, object],
    file: Path | None,
    *,
    search: bool,
    environ: Mapping[str, str] = os.environ,
) -> Config:
    """Compose the configuration from a file and from the options that were given.

    With ``--untrusted``, and for changes from a fork, no file is read and nothing stored is used.
    """
    given = {
        key: value
        for key in SETTINGS
        if (value := settings.get(key.replace("-", "_"))) not in (None, ())
    }
    if not settings.get("untrusted") and not comes_from_a_fork(environ):
        return config.load(given, file=file, start=Path() if search else None)
    chosen = config.load({key: value for key, value in given.items() if key not in _STORED})
    note = say(Message.of("progress.untrusted"), language_for(chosen.language, environ))
    sys.stderr.write(f"{note}\n")
    return chosen


def read(paths: Sequence[str], chosen: Config, stdin_filename: str) -> tuple[Document, ...]:
    """Read the articles that arguments name; ``-`` is standard input."""
    found = sources.documents(paths, chosen, stdin=sys.stdin.buffer, stdin_filename=stdin_filename)
    return tuple(found)
