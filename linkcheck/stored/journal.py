"""A journal of findings: a run that was killed goes on where it ended.

Each finding is committed to an SQLite file before anybody hears of it, with ``synchronous=FULL``:
neither kill -9 nor a power cut loses one that was told. A journal belongs to one run at a time.
Findings are kept by everything that decided them, so that a changed article, label, setting or
version of linkcheck asks anew.
"""

from __future__ import annotations

import hashlib
import sqlite3
from dataclasses import replace
from typing import TYPE_CHECKING, Self

from linkcheck._version import __version__
from linkcheck.errors import JournalError
from linkcheck.frozen import freeze, thaw
from linkcheck.model import INTERNAL_ERROR, Failure, FailureKind, Finding

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

    from linkcheck.config import Config
    from linkcheck.model import Citation, Document

_APPLICATION = 0x6C6B6368
"""SQLite's application_id of our journals ("lkch"): no other database is written into."""
_TABLE = "CREATE TABLE IF NOT EXISTS findings (key TEXT PRIMARY KEY, finding TEXT) WITHOUT ROWID"
_FULL = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR)
_IN_USE = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


class Journal:
    """A journal in a file; a context manager. Raises :class:`JournalError` when it cannot be."""

    def __init__(self, file: Path, config: Config) -> None:
        self._file = file
        self._settings = _settings(config)
        try:
            self._database = sqlite3.connect(file, timeout=0, isolation_level=None)
        except sqlite3.Error as error:
            raise self._trouble(error) from error
        try:
            self._open()
        except sqlite3.Error as error:
            self._database.close()
            raise self._trouble(error) from error
        except JournalError:
            self._database.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file, and let another run have it."""
        self._database.close()

    def find(self, document: Document, citation: Citation) -> Finding | None:
        """What an earlier run found of a citation, ``None`` if that must be asked anew."""
        key = self._key(document, citation)
        try:
            row = self._database.execute(
                "SELECT finding FROM findings WHERE key = ?", (key,)
            ).fetchone()
            found = thaw(row[0]) if row else None
        except sqlite3.Error as error:
            raise self._trouble(error) from error
        except ValueError:
            return None  # damaged, or made up: asking anew mends it
        return found if isinstance(found, Finding) and found.citation == citation else None

    def keep(self, document: Document, finding: Finding) -> None:
        """Commit a finding. What another run may find better is left out."""
        outcome = finding.outcome
        unfinished = isinstance(outcome, Failure) and outcome.kind is FailureKind.OUT_OF_TIME
        if unfinished or finding.reason == INTERNAL_ERROR:
            return
        row = (self._key(document, finding.citation), freeze(finding))
        try:
            self._database.execute("INSERT OR REPLACE INTO findings VALUES (?, ?)", row)
        except sqlite3.Error as error:
            raise self._trouble(error) from error

    def _open(self) -> None:
        run = self._database.execute
        (application,) = run("PRAGMA application_id").fetchone()
        (tables,) = run("SELECT count(*) FROM sqlite_master").fetchone()
        if application != _APPLICATION and tables:
            raise JournalError.of("other-database", path=str(self._file))
        run("PRAGMA locking_mode = EXCLUSIVE")
        run("PRAGMA journal_mode = WAL")
        run("PRAGMA synchronous = FULL")
        run("BEGIN IMMEDIATE")
        run(_TABLE)
        run(f"PRAGMA application_id = {_APPLICATION}")
        run("COMMIT")

    def _key(self, document: Document, citation: Citation) -> str:
        about = (
            document.name, document.language, document.published, citation, self._settings,
        )  # fmt: skip
        return hashlib.sha256(repr(about).encode("utf-8", "replace")).hexdigest()

    def _trouble(self, error: sqlite3.Error) -> JournalError:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in _IN_USE:
            return JournalError.of("journal-in-use", path=str(self._file))
        if code in _FULL:
            return JournalError.of("journal-full", path=str(self._file), detail=str(error))
        return JournalError.of("journal-unusable", path=str(self._file), detail=str(error))


def _settings(config: Config) -> str:
    """What decides findings besides the article: everything that is not about this run alone."""
    own = replace(config, resume=None, cache=None, budget=None, jobs=None, history=None)
    return repr((__version__, own))
