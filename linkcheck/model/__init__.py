"""The vocabulary of linkcheck: frozen values that every other module speaks in.

Standard library only. Collections are tuples; ``None`` has one meaning, said at its field.
Text that comes from articles and pages is hostile: it was cleaned and bounded where it was
read (``linkcheck.text.clean``), and every reporter escapes it once more for its medium.
"""

from __future__ import annotations

from linkcheck.model.answer import OUR_OWN, Failure, FailureKind, Hop, Outcome, Response
from linkcheck.model.article import (
    Article,
    Bibliography,
    Block,
    BlockKind,
    Citation,
    Defect,
    Document,
    LeftOut,
    Link,
    Mark,
    Passage,
    Section,
    Span,
)
from linkcheck.model.finding import (
    INTERNAL_ERROR,
    Acceptance,
    Expectation,
    Finding,
    Known,
    Lapse,
    Recurrence,
    Repair,
    RepairKind,
    Report,
    Severity,
    Snapshot,
    Verdict,
)
from linkcheck.model.message import Message, Value
from linkcheck.model.page import Evidence, Match, Page, Signal, SignalKind, Title, TitleSource

__all__ = [
    "INTERNAL_ERROR",
    "OUR_OWN",
    "Acceptance",
    "Article",
    "Bibliography",
    "Block",
    "BlockKind",
    "Citation",
    "Defect",
    "Document",
    "Evidence",
    "Expectation",
    "Failure",
    "FailureKind",
    "Finding",
    "Hop",
    "Known",
    "Lapse",
    "LeftOut",
    "Link",
    "Mark",
    "Match",
    "Message",
    "Outcome",
    "Page",
    "Passage",
    "Recurrence",
    "Repair",
    "RepairKind",
    "Report",
    "Response",
    "Section",
    "Severity",
    "Signal",
    "SignalKind",
    "Snapshot",
    "Span",
    "Title",
    "TitleSource",
    "Value",
    "Verdict",
]
