"""What a user may decide about the finding of citations."""

from __future__ import annotations

from dataclasses import dataclass

AUTO = "auto"
ALL = "all"


@dataclass(frozen=True, slots=True)
class CitationPolicy:
    """``section``: "auto" finds the sections by heading, "all" takes every link of the article.

    Anything else is a regular expression, searched in the article's headings.
    """

    section: str = AUTO
