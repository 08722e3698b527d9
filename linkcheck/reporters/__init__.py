"""Reporters: pure functions from one finished report to text. A new one is a line here.

A member is imported when it renders, so that the command line can name all formats at once and
still start fast.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from linkcheck.reporters.options import NORMAL, QUIET, VERBOSE, RenderOptions

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from linkcheck.model import Document, Report
    from linkcheck.reporters.options import CitationReporter, Reporter

__all__ = [
    "CITATION_REPORTERS", "NORMAL", "QUIET", "REPORTERS", "VERBOSE", "RenderOptions",
]  # fmt: skip


def _reporter(module: str) -> Reporter:
    def render(report: Report, options: RenderOptions) -> str:
        member = import_module(f"{__name__}.{module}")
        text: str = member.render(report, options)
        return text

    return render


def _citation_reporter(module: str) -> CitationReporter:
    def render(documents: Sequence[Document], options: RenderOptions) -> str:
        member = import_module(f"{__name__}.{module}")
        text: str = member.render_citations(documents, options)
        return text

    return render


REPORTERS: Mapping[str, Reporter] = {
    "terminal": _reporter("terminal"),
    "json": _reporter("json"),
}
"""Reports of verified articles, by the name of ``--format``."""

CITATION_REPORTERS: Mapping[str, CitationReporter] = {
    "terminal": _citation_reporter("terminal"),
    "json": _citation_reporter("json"),
    "csv": _citation_reporter("csv"),
}
"""Citations before anything is verified (``linkcheck extract``), by the name of ``--format``."""

SUFFIXES: Mapping[str, str] = {".txt": "terminal", ".json": "json", ".csv": "csv"}
"""The format that a file's suffix asks for, where its family has it."""
