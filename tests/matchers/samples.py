"""Short ways to write claims and pages for the tests of matchers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkcheck.matchers import Claim
from linkcheck.model import Page, Title, TitleSource

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from linkcheck.model import Evidence, Match


def claim(text: str, language: str = "de", published: date | None = None) -> Claim:
    return Claim(text, language=language, published=published)


def page(
    *titles: str,
    lead: str = "",
    language: str = "en",
    published: date | None = None,
    url: str = "https://www.example.org/x",
    site: str = "",
) -> Page:
    return Page(
        url=url,
        titles=tuple(Title(text, TitleSource.HEADING) for text in titles),
        language=language,
        published=published,
        lead=lead,
        site=site,
    )


def keys(found: Iterable[Evidence]) -> set[str]:
    """The ids of pieces of evidence, without their table."""
    return {one.message.id.partition(".")[2] for one in found}


def values(found: Match, key: str) -> dict[str, object]:
    """The values of one piece of evidence in a match."""
    return next(dict(e.message.values) for e in found.evidence if e.message.id.endswith(f".{key}"))
