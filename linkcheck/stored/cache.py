"""A cache of verdicts: what was found lately need not be asked again, which spares servers.

Unlike a journal, which goes on with one run, a cache serves any runs, also at once, and only as
long as a verdict can be trusted to hold (:data:`LIFETIMES`). A finding is known by what decided it:
label, address, the article's language and date, what was expected, settings and version. A cache
must never stop a run: trouble with it while the run goes on is told once; then it is left alone.
"""

from __future__ import annotations

import hashlib
import sqlite3
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Self

from linkcheck._version import __version__
from linkcheck.errors import CacheError
from linkcheck.events import Warned
from linkcheck.frozen import freeze, thaw
from linkcheck.model import INTERNAL_ERROR, Finding, Message, Severity, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path
    from types import TracebackType

    from linkcheck.config import Config
    from linkcheck.events import Listener
    from linkcheck.model import Citation, Document, Expectation

_DAY = 86_400.0
LIFETIMES: Mapping[Verdict, float] = {
    Verdict.VERIFIED: 7 * _DAY,
    Verdict.MOVED: 7 * _DAY,
    Verdict.MISMATCH: _DAY,
    Verdict.REVIEW: _DAY,
    Verdict.GONE: _DAY,
    Verdict.BLOCKED: _DAY / 24,
}
"""Seconds for which a verdict holds. Others are not kept: an unreachable server may be back, and
what asked nobody costs nothing."""

_APPLICATION = 0x6C6B6363
"""SQLite's application_id of our caches ("lkcc"): no other database is written into."""
_TABLE = (
    "CREATE TABLE IF NOT EXISTS findings"
    " (key TEXT PRIMARY KEY, until REAL NOT NULL, finding TEXT NOT NULL) WITHOUT ROWID"
)
_PATIENCE = 2.0
"""Seconds that another run's writing is waited for."""


class Cache:
    """A cache in a file; a context manager. ``now`` is the time in seconds since 1970.

    Raises :class:`CacheError` when the file cannot be opened as one.
    """

    def __init__(
        self, file: Path, config: Config, listener: Listener, now: Callable[[], float] = time.time
    ) -> None:
        self._file, self._listener, self._now = file, listener, now
        self._settings = _settings(config)
        self._usable = True
        try:
            self._database = sqlite3.connect(file, timeout=_PATIENCE, isolation_level=None)
        except sqlite3.Error as error:
            raise self._error(str(error)) from error
        try:
            self._open()
        except (sqlite3.Error, CacheError) as error:
            self._database.close()
            raise error if isinstance(error, CacheError) else self._error(str(error)) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._database.close()

    def find(
        self, document: Document, citation: Citation, expected: Expectation | None
    ) -> Finding | None:
        """What was found lately, as a finding of this article; ``None`` if that must be asked."""
        key = self._key(document, citation, expected)
        rows = self._run(
            "SELECT finding FROM findings WHERE key = ? AND until > ?", key, self._now()
        )
        try:
            found = thaw(rows[0][0]) if rows else None
        except ValueError:
            return None  # damaged, or made up: asking anew mends it
        if not isinstance(found, Finding) or found.citation.url != citation.url:
            return None
        return replace(found, document=document.name, citation=citation, expected=expected)

    def keep(self, document: Document, finding: Finding) -> None:
        """Keep a finding as long as its verdict holds, if it does."""
        life = LIFETIMES.get(finding.verdict, 0.0)
        if not life or finding.outcome is None or finding.reason == INTERNAL_ERROR:
            return
        key = self._key(document, finding.citation, finding.expected)
        until = self._now() + life
        self._run("INSERT OR REPLACE INTO findings VALUES (?, ?, ?)", key, until, freeze(finding))

    def _open(self) -> None:
        run = self._database.execute
        (application,) = run("PRAGMA application_id").fetchone()
        (tables,) = run("SELECT count(*) FROM sqlite_master").fetchone()
        if application != _APPLICATION and tables:
            raise self._error("it is a database of something else")
        run("PRAGMA journal_mode = WAL")
        run("PRAGMA synchronous = NORMAL")
        run("BEGIN IMMEDIATE")
        run(_TABLE)
        run(f"PRAGMA application_id = {_APPLICATION}")
        run("DELETE FROM findings WHERE until <= ?", (self._now(),))
        run("COMMIT")

    def _run(self, statement: str, *values: object) -> list[tuple[str]]:
        if not self._usable:
            return []
        try:
            return self._database.execute(statement, values).fetchall()
        except sqlite3.Error as error:
            self._usable = False
            about = Message.of("progress.cache", file=str(self._file), why=str(error))
            self._listener(Warned(about))
            return []

    def _key(self, document: Document, citation: Citation, expected: Expectation | None) -> str:
        title = expected.title if expected else None
        about = (
            citation.label, citation.url, citation.defects, document.language, document.published,
            title, self._settings,
        )  # fmt: skip
        return hashlib.sha256(repr(about).encode("utf-8", "replace")).hexdigest()

    def _error(self, why: str) -> CacheError:
        return CacheError.of("cache", path=str(self._file), why=why)


def _settings(config: Config) -> str:
    """What decides findings besides the citation; which addresses are wanted, others decide."""
    whole = replace(
        config,
        fail_on=Severity.ERROR,
        resume=None,
        cache=None,
        budget=None,
        jobs=None,
        record=None,
        expect=None,
        baseline=None,
        accepted=(),
        published=None,
        language="",
        include_file=(),
        exclude_file=(),
    )
    return repr((__version__, whole))
