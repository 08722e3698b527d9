"""What the detectors of signals look at: a page, taken apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from linkcheck.model import Response, Title
    from linkcheck.pages.jsonld import Thing
    from linkcheck.pages.sites import Site

TINY = 250
"""Letters of main text under which a page says almost nothing."""
SMALL = 600
"""The same, where the page has no menus to speak of either: walls stand alone."""
BARE = 1_200
"""Letters of all visible text, menus included, under which there are no menus to speak of."""
SHORT = 1_500
"""Letters of main text under which a sentence of it may speak for the whole page."""

TEASERS, PER_TEASER = 3, 500
"""From so many teasers on a page is an overview, if it says no more than this about each."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A page as the detectors see it.

    ``title`` is ``<title>`` without the site's name, ``segments`` its parts where a site's name
    may be left among them, ``headings`` the first headings outside menus, ``text`` the main
    text's beginning and ``size`` how many letters there are in all. ``whole`` is all visible
    text, menus and overlays too, and ``markup`` the markup's beginning; both are "" where the
    main text is not short. ``passwords`` counts the password fields shown, ``is_dated`` tells
    that the page calls itself an article, ``tier`` says whom it is for
    (``article:content_tier``), ``teasers`` counts headings that lead to other pages, and
    ``things`` are its JSON-LD objects.
    """

    response: Response
    site: Site
    titles: tuple[Title, ...]
    title: str
    segments: tuple[str, ...]
    headings: tuple[str, ...]
    text: str
    size: int
    whole: str
    markup: str
    passwords: int
    is_dated: bool
    tier: str
    teasers: int
    things: tuple[Thing, ...]

    @property
    def is_short(self) -> bool:
        """Tell whether a sentence of the text may speak for the whole page."""
        return self.size < SHORT

    @property
    def is_overview(self) -> bool:
        """Tell whether the page is a list of others: headings that lead on, and little beside."""
        return (
            self.teasers >= TEASERS and self.size < PER_TEASER * self.teasers and not self.is_dated
        )

    @property
    def is_tiny(self) -> bool:
        """Tell whether there is almost no text."""
        return self.size < TINY or (
            self.size < SMALL and len(self.whole) < BARE and not self.is_dated
        )
