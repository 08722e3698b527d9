"""A section that was found, and what makes lines a list of sources rather than the site's links."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from linkcheck import urls

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linkcheck.citations.lines import Line
    from linkcheck.model import Section

OUTSIDE = frozenset(
    {
        "nav",
        "comments",
        "related",
        "share",
        "footer",
        "dialog",
        "ad",
        "tags",
        "header",
        "form",
        "sidebar",
    }
)
"""Regions of a page whose headings and links are the site's, not the article's."""
_BLOGROLL = 5
"""Front pages in a list; fewer may well be the sources of a short article."""


@dataclass(frozen=True, slots=True)
class Found:
    """One section and its lines, the heading left out; ``inline``: all on the heading's line."""

    section: Section
    lines: tuple[Line, ...]
    inline: bool = False
    notes: bool = False


def cites_elsewhere(lines: Sequence[Line], base_url: str) -> bool:
    """Tell whether what stands under an unsure heading ("Links", "Info") is a list of sources.

    A list of the site's own pages is a menu, and a list of front pages is a blogroll.
    """
    cited = [mention.url for line in lines for mention in line.mentions if mention.url]
    if not cited:
        return lines[0].text.rstrip().endswith((":", "："))
    own = _site(base_url)
    foreign = [url for url in cited if not own or _site(url) != own]
    fronts = sum(urls.is_home(urls.unarchived(url)) for url in cited)
    return len(foreign) * 2 > len(cited) and (fronts * 2 <= len(cited) or len(cited) < _BLOGROLL)


def _site(url: str) -> str:
    address = urls.split(url)
    return urls.registrable_host(address.host) if address else ""
