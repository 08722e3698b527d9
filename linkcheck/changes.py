"""What has changed in articles since a revision of git: the citations that are new since then."""

from __future__ import annotations

import subprocess
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from linkcheck import sources
from linkcheck.citations import passages
from linkcheck.errors import ConfigError
from linkcheck.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable

    from linkcheck.config import Config
    from linkcheck.model import Document

_PATIENCE = 30
"""Seconds for one call of git."""


def since(revision: str, documents: Iterable[Document], config: Config) -> tuple[Document, ...]:
    """Leave only citations whose label or address is not in the article of that revision.

    What moved within its article has not changed. An article that git does not know at that
    revision, and standard input, are new as a whole. Raises :class:`ConfigError` where git is
    missing or knows no such revision.
    """
    return tuple(_changed(revision, document, config) for document in documents)


def _changed(revision: str, document: Document, config: Config) -> Document:
    path = _file_of(document)
    folder = path.parent
    if document.name == sources.STDIN or not folder.is_dir():
        return document
    _resolve(revision, folder)
    before = _git(folder, "show", "--end-of-options", f"{revision}:./{path.name}")
    if before is None:
        return document
    old = {one.name: one for one in sources.read(path.as_posix(), before, config)}
    known = old[document.name].citations if document.name in old else ()
    counts = Counter(citation.key for citation in known)
    kept = []
    for number, citation in enumerate(document.citations, start=1):
        counts[citation.key] -= 1
        if counts[citation.key] < 0:
            kept.append(number)
    return replace(
        document,
        citations=tuple(document.citations[number - 1] for number in kept),
        partial=True,
        passages=passages.renumbered(document.passages, kept),
    )


def _file_of(document: Document) -> Path:
    """The file of a document, which may be one of several in it (``file#name``)."""
    path = Path(document.name)
    return path if path.exists() else Path(document.name.partition("#")[0])


def _resolve(revision: str, folder: Path) -> None:
    if _git(folder, "rev-parse", "--verify", "--end-of-options", f"{revision}^{{commit}}") is None:
        raise ConfigError.of("no-revision", revision=clean(revision), folder=str(folder))


def _git(folder: Path, *arguments: str) -> bytes | None:
    """What git prints; ``None`` if it fails."""
    try:
        ran = subprocess.run(  # noqa: S603 (a fixed command; what users name follows --end-of-options)
            ["git", "-C", str(folder), *arguments],  # noqa: S607 (the user's git)
            capture_output=True,
            check=False,
            timeout=_PATIENCE,
        )
    except FileNotFoundError:
        raise ConfigError.of("no-git") from None
    except subprocess.TimeoutExpired:
        raise ConfigError.of("slow-git", seconds=_PATIENCE) from None
    return ran.stdout if ran.returncode == 0 else None
