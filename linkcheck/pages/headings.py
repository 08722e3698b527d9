"""Headlines in the body: every ``h1`` and what else is marked as one, with where it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from linkcheck.pages import regions
from linkcheck.pages.outline import heading_text
from linkcheck.text import clean

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_MAX_HEADINGS = 12
_MAX_LINKS = 40
_MAX_ANCESTORS = 40
_NEAR = 3
_MAX_NAMES = 400
_LOGO = re.compile(r"logo|brand|site[-_]?(?:title|name)|masthead", re.IGNORECASE)
MARKED = (
    "[itemprop~=headline],.entry-title,.post-title,.article-title,.article__title,.headline,"
    ".article-headline,.page-title"
)
"""What themes and schema.org mark as the headline, where there is no ``h1``."""
_ELSEWHERE = frozenset({regions.ASIDE, regions.OVERLAY, regions.LOOKS_ASIDE, regions.HIDDEN})
_MENUS = _ELSEWHERE | {"header"}
_OUT_OF_SIGHT = frozenset({regions.OVERLAY, regions.HIDDEN})
_SCOPES = frozenset({regions.MAIN, regions.ARTICLE})


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading. ``aside``: in a menu, sidebar or overlay, or hidden; ``logo``: the site's name."""

    text: str
    tag: str
    aside: bool
    main: bool
    logo: bool


def read(tree: LexborHTMLParser, selector: str = "h1") -> tuple[Heading, ...]:
    """The headings of a kind, in the order of the page."""
    body = tree.body
    if body is None:
        return ()
    found = (_heading(node) for node in body.css(selector)[:_MAX_HEADINGS])
    return tuple(heading for heading in found if heading.text)


def shown(tree: LexborHTMLParser, selector: str) -> int:
    """How many elements of a kind stand in the page itself, not in an overlay and not hidden."""
    nodes = tree.css(selector)[:_MAX_HEADINGS]
    return sum(not _around(node)[1] & _OUT_OF_SIGHT for node in nodes)


def links(tree: LexborHTMLParser) -> tuple[str, ...]:
    """Where the links of the page's own part lead, outside menus and footers; each but once."""
    own = (
        node.attributes.get("href") or ""
        for node in tree.css("body a[href]")[:_MAX_LINKS]
        if not _around(node)[1] & _MENUS
    )
    return tuple(dict.fromkeys(href.strip() for href in own))


def _heading(node: LexborNode) -> Heading:
    names, places = _around(node)
    return Heading(
        text=clean(heading_text(node)),
        tag=node.tag or "",
        aside=bool(places & _ELSEWHERE),
        main=bool(places & _SCOPES),
        logo=bool(_LOGO.search(names)),
    )


def _around(node: LexborNode) -> tuple[str, set[str]]:
    """The names of the nearest elements around a heading, and the regions it lies in."""
    names, places = [], set()
    around: LexborNode | None = node
    for step in range(_MAX_ANCESTORS):
        if around is None or around.tag in {"body", "html"}:
            break
        attributes = around.attributes
        places.add(regions.region_of(around.tag or "", attributes))
        if step < _NEAR:
            names += [attributes.get("class") or "", attributes.get("id") or ""]
        around = around.parent
    return " ".join(names)[:_MAX_NAMES], places
