"""Verifies that the sources an article cites still are what their labels say.

::

    from linkcheck import Verdict, say, verify

    report = verify(["article.md"])
    for finding in report.findings:
        if finding.verdict is Verdict.GONE:
            print(finding.citation.label, say(finding.message))

The names below are the public interface; everything else may change. They are imported when
first used, so that ``import linkcheck`` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from linkcheck._version import __version__

if TYPE_CHECKING:
    from linkcheck.citations.policy import CitationPolicy
    from linkcheck.config import Config
    from linkcheck.errors import ConfigError, LinkcheckError, ReadError, ReplayError
    from linkcheck.events import (
        Ahead,
        Checked,
        Event,
        Finished,
        Listener,
        Retrying,
        Started,
        Warned,
    )
    from linkcheck.fetch import Fetches, FetchPolicy
    from linkcheck.model import (
        Acceptance,
        Bibliography,
        Citation,
        Defect,
        Document,
        Evidence,
        Expectation,
        Failure,
        FailureKind,
        Finding,
        Hop,
        Known,
        Lapse,
        LeftOut,
        Mark,
        Match,
        Message,
        Outcome,
        Page,
        Passage,
        Recurrence,
        Repair,
        RepairKind,
        Report,
        Response,
        Section,
        Severity,
        Signal,
        SignalKind,
        Span,
        Title,
        TitleSource,
        Verdict,
    )
    from linkcheck.reporters import REPORTERS, RenderOptions
    from linkcheck.sources import documents
    from linkcheck.verifier import Verifier, verify
    from linkcheck.wording import say

_HOMES = {
    "CitationPolicy": "citations.policy",
    "Config": "config",
    **dict.fromkeys(("ConfigError", "LinkcheckError", "ReadError", "ReplayError"), "errors"),
    **dict.fromkeys(
        ("Ahead", "Checked", "Event", "Finished", "Listener", "Retrying", "Started", "Warned"),
        "events",
    ),
    "FetchPolicy": "fetch.policy",
    "Fetches": "fetch.fetches",
    **dict.fromkeys(
        (
            "Acceptance", "Bibliography", "Citation", "Defect", "Document", "Evidence",
            "Expectation", "Failure", "FailureKind", "Finding", "Hop", "Known", "Lapse", "LeftOut",
            "Mark", "Match", "Message", "Outcome", "Page", "Passage", "Recurrence", "Repair",
            "RepairKind", "Report", "Response", "Section", "Severity", "Signal", "SignalKind",
            "Span", "Title", "TitleSource", "Verdict",
        ),
        "model",
    ),
    **dict.fromkeys(("REPORTERS", "RenderOptions"), "reporters"),
    "documents": "sources",
    **dict.fromkeys(("Verifier", "verify"), "verifier"),
    "say": "wording",
}  # fmt: skip

__all__ = [
    "REPORTERS",
    "Acceptance",
    "Ahead",
    "Bibliography",
    "Checked",
    "Citation",
    "CitationPolicy",
    "Config",
    "ConfigError",
    "Defect",
    "Document",
    "Event",
    "Evidence",
    "Expectation",
    "Failure",
    "FailureKind",
    "FetchPolicy",
    "Fetches",
    "Finding",
    "Finished",
    "Hop",
    "Known",
    "Lapse",
    "LeftOut",
    "LinkcheckError",
    "Listener",
    "Mark",
    "Match",
    "Message",
    "Outcome",
    "Page",
    "Passage",
    "ReadError",
    "Recurrence",
    "RenderOptions",
    "Repair",
    "RepairKind",
    "ReplayError",
    "Report",
    "Response",
    "Retrying",
    "Section",
    "Severity",
    "Signal",
    "SignalKind",
    "Span",
    "Started",
    "Title",
    "TitleSource",
    "Verdict",
    "Verifier",
    "Warned",
    "__version__",
    "documents",
    "say",
    "verify",
]


def __getattr__(name: str) -> object:
    """Import a public name from its module, once."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """The public names."""
    return sorted(__all__)
