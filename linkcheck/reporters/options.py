"""What a surface may ask of a reporter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from linkcheck.model import Severity

if TYPE_CHECKING:
    from linkcheck.model import Document, Finding, Report

QUIET, NORMAL, VERBOSE = -1, 0, 1


@dataclass(frozen=True, slots=True)
class RenderOptions:
    """How to render: the language of sentences, colour, columns, and how much to tell.

    ``verbosity`` is :data:`QUIET` (only what needs an editor), :data:`NORMAL` or
    :data:`VERBOSE` (every finding in full). ``fail_on`` is the severity that makes the run
    fail, for formats that tell failures from the rest. ``ci`` names the system that will read
    the report ("github", "gitlab" or ""), for formats with dialects. ``max_bytes`` bounds
    Markdown; ``None``: as long as it gets. ``docs_url`` is where the documentation is served.
    """

    language: str = "en"
    colour: bool = False
    width: int = 80
    verbosity: int = NORMAL
    fail_on: Severity = Severity.ERROR
    ci: str = ""
    max_bytes: int | None = None
    docs_url: str = ""


Reporter = Callable[["Report", RenderOptions], str]
CitationReporter = Callable[[Sequence["Document"], RenderOptions], str]


@dataclass(frozen=True, slots=True)
class Stream:
    """A format that is written while a run goes on: a piece for each finding, and an end."""

    finding: Callable[[Finding, RenderOptions], str]
    end: Callable[[Report, RenderOptions], str]
