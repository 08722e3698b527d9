"""What lets a finding pass: people's exceptions, a baseline, and trouble that may be over soon."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from linkcheck.tolerated import accepted, baseline, history

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from linkcheck.config import Config
    from linkcheck.model import Document, Finding, Known


class Leniency:
    """What a configuration says of findings. Of an untrusted repository, nothing is read."""

    def __init__(self, config: Config, today: date | None = None) -> None:
        """Read the files that are configured; ``today`` is the day exceptions are held against."""
        self._config = config
        self._today = today
        stored = not config.untrusted
        self._known = baseline.load(config.baseline) if config.baseline and stored else {}
        self._history = history.load(config.history) if config.history and stored else {}

    def apply(self, document: Document, finding: Finding) -> Finding:
        """The finding with what has been decided about it."""
        if self._config.untrusted:
            return finding
        today = self._today or datetime.now(UTC).date()
        finding = accepted.apply(finding, document, self._config.accepted, today)
        if self._config.history:
            finding = history.mark(finding, self._history, today, self._config.lasting)
        return baseline.mark(finding, self._known)

    def better(
        self, documents: Sequence[Document], findings: Sequence[Finding]
    ) -> tuple[Known, ...]:
        """What the baseline has and a run found no more, or milder."""
        return baseline.better(self._known, documents, findings)
