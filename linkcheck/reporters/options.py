"""What a surface may ask of a reporter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from linkcheck.model import Document, Report

QUIET, NORMAL, VERBOSE = -1, 0, 1


@dataclass(frozen=True, slots=True)
class RenderOptions:
    """How to render: the language of sentences, colour, columns, and how much to tell.

    ``verbosity`` is :data:`QUIET` (only what needs an editor), :data:`NORMAL` or
    :data:`VERBOSE` (every finding in full). Formats for machines heed the language alone.
    """

    language: str = "en"
    colour: bool = False
    width: int = 80
    verbosity: int = NORMAL


Reporter = Callable[["Report", RenderOptions], str]
CitationReporter = Callable[[Sequence["Document"], RenderOptions], str]
