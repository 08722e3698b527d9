"""What commands work on: the configuration, and the articles that arguments name.

Only imported when a command runs, since it loads much.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from linkcheck import changes, config, sources
from linkcheck.config import SETTINGS, Config

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from linkcheck.model import Document


def configure(settings: Mapping[str, object], file: Path | None, *, search: bool) -> Config:
    """Compose the configuration from a file and from the options that were given."""
    given = {
        key: value
        for key in SETTINGS
        if (value := settings.get(key.replace("-", "_"))) not in (None, ())
    }
    return config.load(given, file=file, start=Path() if search else None)


def read(
    paths: Sequence[str], chosen: Config, stdin_filename: str, *, since: str | None = None
) -> tuple[Document, ...]:
    """Read the articles that arguments name; ``-`` is standard input.

    ``since``: only their citations that changed since that revision of git.
    """
    found = sources.documents(paths, chosen, stdin=sys.stdin.buffer, stdin_filename=stdin_filename)
    return changes.since(since, found, chosen) if since else tuple(found)
