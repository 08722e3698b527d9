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
    from linkcheck.reporters.options import CitationReporter, Reporter, Stream

__all__ = [
    "CITATION_REPORTERS", "NORMAL", "QUIET", "REPORTERS", "STREAMED", "SUFFIXES", "VERBOSE",
    "RenderOptions", "stream",
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
    "jsonl": _reporter("jsonl"),
    "html": _reporter("html"),
    "markdown": _reporter("markdown"),
    "csv": _reporter("csv"),
    "junit": _reporter("junit"),
    "sarif": _reporter("sarif"),
    "github": _reporter("github"),
    "gitlab": _reporter("gitlab"),
    "rdjson": _reporter("rdjson"),
}
"""Reports of verified articles, by the name of ``--format``."""


def stream(name: str) -> Stream | None:
    """How a format is written while a run goes on; ``None`` for one that needs the whole report."""
    if name not in STREAMED:
        return None
    found: Stream = import_module(f"{__name__}.{name}").STREAM
    return found


CITATION_REPORTERS: Mapping[str, CitationReporter] = {
    "terminal": _citation_reporter("terminal"),
    "json": _citation_reporter("json"),
    "csv": _citation_reporter("csv"),
    "markdown": _citation_reporter("markdown_article"),
}
"""Citations before anything is verified (``linkcheck extract``), by the name of ``--format``."""

STREAMED = ("jsonl",)
"""Reports that can be written while the run goes on: their modules have a ``STREAM``."""

SUFFIXES: Mapping[str, str] = {
    ".txt": "terminal",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".html": "html",
    ".htm": "html",
    ".md": "markdown",
    ".csv": "csv",
    ".xml": "junit",
    ".sarif": "sarif",
    ".rdjson": "rdjson",
}
"""The format that a file's suffix asks for, where its family has it."""
