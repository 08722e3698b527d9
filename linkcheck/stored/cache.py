"""A cache of verdicts: what was found lately need not be asked again, which spares servers.

Unlike a journal, which goes on with one run, a cache serves any runs, also at once, and only as
long as a verdict can be trusted to hold (:data:`LIFETIMES`). A finding is known by what decided it:
label, address, the article's language and date, what was expected, settings and version. One whose
time is over may hold on, if its server says that the page is what it was (:meth:`Cache.stale`). A
cache must never stop a run: trouble with it while the run goes on is told once; then it is left
alone.
"""

from __future__ import annotations

import hashlib
import sqlite3
import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Self

from linkcheck._version import __version__
from linkcheck.errors import CacheError
from linkcheck.events import Warned
from linkcheck.fetch.paces import Paces
from linkcheck.fetch.policy import HOST
from linkcheck.fetch.validators import Validators
from linkcheck.frozen import freeze, thaw
from linkcheck.model import INTERNAL_ERROR, Finding, Message, Response, Severity, Verdict

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

RENEWABLE = frozenset({Verdict.VERIFIED, Verdict.MOVED, Verdict.MISMATCH, Verdict.REVIEW})
"""Verdicts on what a page says: they hold on while the page does. What is gone may be back, and
what is blocked may be open, without any page having changed."""
TRUSTED = 30 * _DAY
"""Seconds since a page was read for which its server is believed that it has not changed."""

_APPLICATION = 0x6C6B6363
"""SQLite's application_id of our caches ("lkcc"): no other database is written into."""
_SHAPE = 2
"""SQLite's user_version of our caches. What has another shape is of another version of linkcheck,
which serves us nothing: it is emptied."""
_TABLE = (
    "CREATE TABLE IF NOT EXISTS findings (key TEXT PRIMARY KEY, until REAL NOT NULL,"
    " finding TEXT NOT NULL, read REAL NOT NULL, etag TEXT NOT NULL, modified TEXT NOT NULL)"
    " WITHOUT ROWID"
)
_TIDY = (
    "DELETE FROM findings WHERE until <= ?1"
    " AND (etag = '' AND modified = '' OR read <= ?1 - ?2 OR read > ?1)"
)
_PATIENCE = 2.0
"""Seconds that another run's writing is waited for."""


@dataclass(frozen=True, slots=True)
class Stale:
    """A finding whose time is over, and by what its server can tell that it still holds.

    ``read`` is when the page was read, in seconds since 1970.
    """

    finding: Finding
    validators: Validators
    read: float


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
        found = _thawed(rows[0][0], citation) if rows else None
        return found and replace(
            found, document=document.name, citation=citation, expected=expected
        )

    def stale(
        self, document: Document, citation: Citation, expected: Expectation | None
    ) -> Stale | None:
        """What was found earlier and may hold on, as :meth:`find`; ``None`` if nothing may."""
        key, now = self._key(document, citation, expected), self._now()
        rows = self._run(
            "SELECT finding, read, etag, modified FROM findings WHERE key = ? AND until <= ?"
            " AND read > ? AND read <= ?",
            key, now, now - TRUSTED, now,
        )  # fmt: skip
        if not rows:
            return None
        text, read, etag, modified = rows[0]
        found = _thawed(text, citation)
        outcome = found.outcome if found and found.verdict in RENEWABLE else None
        if found is None or not isinstance(outcome, Response):
            return None
        known = Validators(outcome.final_url, str(etag), str(modified))
        here = replace(found, document=document.name, citation=citation, expected=expected)
        return Stale(here, known, float(read)) if known.is_usable else None

    def keep(
        self,
        document: Document,
        finding: Finding,
        validators: Validators | None = None,
        read: float | None = None,
    ) -> None:
        """Keep a finding as long as its verdict holds, if it does.

        ``validators`` are those of its page, ``read`` when that was read; ``None``: now.
        """
        life = LIFETIMES.get(finding.verdict, 0.0)
        if not life or finding.outcome is None or finding.reason == INTERNAL_ERROR:
            return
        key = self._key(document, finding.citation, finding.expected)
        now = self._now()
        known = validators if finding.verdict in RENEWABLE else None
        etag, modified = (known.etag, known.modified) if known else ("", "")
        self._run(
            "INSERT OR REPLACE INTO findings VALUES (?, ?, ?, ?, ?, ?)",
            key, now + life, freeze(finding), now if read is None else read, etag, modified,
        )  # fmt: skip

    def _open(self) -> None:
        run = self._database.execute
        (application,) = run("PRAGMA application_id").fetchone()
        (tables,) = run("SELECT count(*) FROM sqlite_master").fetchone()
        if application != _APPLICATION and tables:
            raise self._error("it is a database of something else")
        run("PRAGMA journal_mode = WAL")
        run("PRAGMA synchronous = NORMAL")
        run("BEGIN IMMEDIATE")
        (shape,) = run("PRAGMA user_version").fetchone()
        if shape != _SHAPE:
            run("DROP TABLE IF EXISTS findings")
        run(_TABLE)
        run(f"PRAGMA application_id = {_APPLICATION}")
        run(f"PRAGMA user_version = {_SHAPE}")
        run(_TIDY, (self._now(), TRUSTED))
        run("COMMIT")

    def _run(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
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


def _thawed(text: object, citation: Citation) -> Finding | None:
    """A finding as it was kept; one that is damaged, or made up, is mended by asking anew."""
    try:
        found = thaw(str(text))
    except ValueError:
        return None
    same = isinstance(found, Finding) and found.citation.url == citation.url
    return found if same else None


def _settings(config: Config) -> str:
    """What decides findings besides the citation; which addresses are wanted, others decide.

    How fast a run asks decides none.
    """
    fetching = replace(
        config.fetch, per_host=1, delay=0.0, hosts=Paces(), polite_to=HOST, concurrency=1
    )
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
        fetch=fetching,
    )
    return repr((__version__, whole))
