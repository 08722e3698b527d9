"""HTML and XHTML: the parts of this package put together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser

from linkcheck import urls
from linkcheck.model import Page, Title, TitleSource
from linkcheck.pages import (
    charset,
    guard,
    headings,
    lead,
    metadata,
    published,
    refresh,
    signals,
    sites,
    titles,
)  # fmt: skip
from linkcheck.pages.outline import HEADINGS, outline
from linkcheck.pages.signals.seen import SHORT, TINY, Seen
from linkcheck.text import clean

if TYPE_CHECKING:
    from linkcheck.model import Response
    from linkcheck.pages.headings import Heading
    from linkcheck.pages.lead import MainText
    from linkcheck.pages.metadata import Metadata
    from linkcheck.pages.outline import Outline
    from linkcheck.pages.sites import Site

_MARKUP = 100_000
_WHOLE = 4_000
_SHOWN_HEADINGS = 3
_OPENING = 8
"""Passages of the main text in which its first headings are looked for."""
_OPENING_LINE = 120
"""Characters of a line that may be the headline of a page without one."""
_LEADS_ON = 0.6
"""How much of a heading is a link where it is the teaser of another page."""
_SUMMARIES = ("og:description", "description", "dc.description", "twitter:description")


@dataclass(frozen=True, slots=True)
class _Parts:
    """A page taken apart, before it is put together again as what it says of itself."""

    response: Response
    markup: str
    tree: LexborHTMLParser
    facts: Metadata
    headings: tuple[Heading, ...]
    site: Site
    titles: tuple[Title, ...]
    outline: Outline
    text: MainText

    @property
    def base(self) -> str:
        """The address that the page's references are relative to."""
        url = self.response.final_url
        return (urls.join(url, self.facts.base) if self.facts.base else None) or url


def parse(response: Response) -> Page:
    """Describe an HTML page. Bad markup is read as browsers read it, hostile markup in part."""
    parts = _take_apart(response)
    facts, url = parts.facts, response.final_url
    headline = parts.titles[0].text if parts.titles else ""
    return Page(
        url,
        titles=parts.titles,
        language=facts.language,
        published=published.read(facts, parts.outline, headline, url),
        canonical=_canonical(parts),
        site=parts.site.name,
        lead=parts.text.lead or facts.first(*_SUMMARIES),
        signals=signals.detect(_seen(parts)),
        author=facts.author,
        refresh=refresh.read(parts.tree, parts.base, parts.text),
    )


def _take_apart(response: Response) -> _Parts:
    content_type = response.headers.get("content-type", "")
    markup = guard.parseable(charset.decode(response.body, content_type))
    tree = LexborHTMLParser(markup)
    facts = metadata.read(tree)
    found = headings.read(tree)
    logos = (heading.text for heading in found if heading.logo)
    site = sites.read(facts, response.final_url, logos)
    named = titles.read(tree, facts, found, site)
    outlined, text = _text(tree, named[0].text if named else "")
    named = named or _opening(text)
    return _Parts(response, markup, tree, facts, found, site, named, outlined, text)


def _text(tree: LexborHTMLParser, headline: str) -> tuple[Outline, MainText]:
    """The main text; where nearly nothing is left of it, what looked like menus is read too."""
    outlined = outline(tree.body)
    text = lead.read(outlined, published.headline_place(outlined, headline))
    if text.size >= TINY:
        return outlined, text
    whole = outline(tree.body, doubtful=True)
    return whole, lead.read(whole, published.headline_place(whole, headline))


def _opening(text: MainText) -> tuple[Title, ...]:
    """The line that a page without any title opens with, if a longer text follows it."""
    if not text.passages[1:]:
        return ()
    first, second = text.passages[0], text.passages[1]
    if len(first.text) > _OPENING_LINE or first.text.endswith((".", ":", ",")):
        return ()
    leads = len(second.text) > len(first.text) and not first.linked
    return (Title(clean(first.text), TitleSource.TEXT),) if leads else ()


def _seen(parts: _Parts) -> Seen:
    size = parts.text.size
    own = [heading.text for heading in parts.headings if not (heading.aside or heading.logo)]
    opening = parts.text.passages[:_OPENING]
    own += [clean(passage.text) for passage in opening if passage.tag in HEADINGS]
    title = parts.site.strip(parts.facts.title)
    return Seen(
        response=parts.response,
        site=parts.site,
        titles=parts.titles,
        title=title,
        segments=tuple(sites.strong_parts(title)),
        headings=tuple(dict.fromkeys(own))[:_SHOWN_HEADINGS],
        text=parts.text.lead,
        size=size,
        whole=_whole(parts) if size < SHORT else "",
        markup=parts.markup[:_MARKUP] if size < SHORT else "",
        passwords=headings.shown(parts.tree, 'input[type="password" i]'),
        is_dated=parts.facts.is_dated,
        teasers=_teasers(parts.outline),
        tier=parts.facts.first("article:content_tier").lower(),
        things=parts.facts.things,
    )


def _teasers(outlined: Outline) -> int:
    """How many headings of the page's own part lead to other pages."""
    return sum(
        passage.tag in HEADINGS and passage.linked > _LEADS_ON * len(passage.text)
        for passage in outlined.passages
        if not passage.region
    )


def _whole(parts: _Parts) -> str:
    passages = outline(parts.tree.body, whole=True).passages
    return "\n".join(passage.text for passage in passages)[:_WHOLE]


def _canonical(parts: _Parts) -> str:
    said = parts.facts.canonical or parts.facts.first("og:url")
    joined = urls.join(parts.base, said) if said else None
    address = urls.split(joined) if joined else None
    return address.href if address else ""
