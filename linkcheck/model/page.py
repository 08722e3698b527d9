"""What a page says of itself, and how it compares with a label."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from linkcheck.model.message import Message


class TitleSource(StrEnum):
    """Where a page says its title."""

    OG = "og"
    HEADING = "h1"
    TITLE = "title"
    JSON_LD = "json-ld"
    CITATION = "citation_title"
    DUBLIN_CORE = "dc.title"
    TWITTER = "twitter"
    PDF = "pdf"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Title:
    """One candidate for the page's title."""

    text: str
    source: TitleSource


class SignalKind(StrEnum):
    """What makes a page look like something else than a cited document."""

    NOT_FOUND_TITLE = "not-found-title"
    NOT_FOUND_HEADING = "not-found-heading"
    NOT_FOUND_TEXT = "not-found-text"
    REDIRECT_HOME = "redirect-home"
    LOST_PATH = "lost-path"
    SITE_NAME_ONLY = "site-name-only"
    SIBLING_ALIKE = "sibling-alike"
    ECHO = "echo"
    FRAMED = "framed"
    SHARED_TARGET = "shared-target"
    OVERVIEW = "overview"
    ERROR_PAGE = "error-page"
    PARKED = "parked"
    USURPED = "usurped"
    CHALLENGE = "challenge"
    WALL = "wall"
    LOGIN = "login"
    CONSENT = "consent"
    PAYWALL = "paywall"
    ALMOST_NO_TEXT = "almost-no-text"
    NEEDS_SCRIPT = "needs-script"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Signal:
    """One signal; ``detail`` quotes what was seen, cleaned and bounded."""

    kind: SignalKind
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says of itself. Titles come best first; ``lead`` is the main text's beginning.

    ``author`` and ``site``, which is its publisher, are "" where the page names none. ``persons``
    and ``places`` are those that its title and first words name, as far as they were told.
    """

    url: str
    titles: tuple[Title, ...] = ()
    language: str = ""
    published: date | None = None
    canonical: str = ""
    site: str = ""
    lead: str = ""
    signals: tuple[Signal, ...] = ()
    refresh: str = ""
    author: str = ""
    persons: tuple[str, ...] = ()
    places: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """The title to show, "" if the page has none."""
        return self.titles[0].text if self.titles else ""

    def has(self, *kinds: SignalKind) -> bool:
        """Tell whether any of these signals was seen."""
        return any(signal.kind in kinds for signal in self.signals)


# --- the judgement --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason for or against: weight in log-odds, positive for a match; source is its id."""

    message: Message
    weight: float
    source: str
    contradicts: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """All matchers together. ``score``: 0 to 1, how likely the page is what the label promises."""

    score: float
    evidence: tuple[Evidence, ...] = ()

    @property
    def contradictions(self) -> tuple[Evidence, ...]:
        """Evidence that no similarity can outweigh."""
        return tuple(item for item in self.evidence if item.contradicts)
