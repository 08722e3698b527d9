"""What a user may decide about the finding of citations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import re

AUTO = "auto"
ALL = "all"


@dataclass(frozen=True, slots=True)
class CitationPolicy:
    """``section``: "auto" finds the sections by heading, "all" takes every link of the article.

    Anything else is a regular expression, searched in the article's headings. ``include_section``
    takes in lists of links besides, under a heading in which one of these is found, or in a part
    of the page so called ("related", "comments" …). ``marked`` keeps the article's text with its
    citations marked, for reports that show it.
    """

    section: str = AUTO
    include_section: tuple[re.Pattern[str], ...] = ()
    marked: bool = False
