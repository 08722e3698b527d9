"""What the head of a page says: ``meta``, ``link``, ``html lang`` and JSON-LD, read once.

Sources: Open Graph, Highwire (``citation_*``), Dublin Core, schema.org. Names are lower case;
each has the values in the order of the page, cleaned and bounded when they are asked for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from linkcheck.pages import jsonld
from linkcheck.text import clean

if TYPE_CHECKING:
    from collections.abc import Mapping

    from selectolax.lexbor import LexborHTMLParser, LexborNode

DATES = (
    "article:published_time", "article:published", "og:article:published_time",
    "og:published_time", "datepublished", "citation_publication_date", "citation_date",
    "citation_online_date", "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.date",
    "dc.date.created", "dcterms.created", "dc:date", "parsely-pub-date", "sailthru.date", "pubdate",
    "publish-date", "publishdate", "publication_date", "publicationdate", "article.published",
    "published-date", "published_date", "rnews:datepublished", "cxenseparse:recs:publishtime",
    "date", "creation_date", "article_date_original", "last-published",
)  # fmt: skip
"""Names under which publication dates come, the most reliable first."""
AUTHORS = (
    "citation_author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator",
    "dc:creator", "author", "article:author_name", "article:author",
)  # fmt: skip
"""Names under which authors come, the most reliable first; the last is an address as often."""
MAX_VALUE, MAX_AUTHOR = 500, 200
_MAX_METAS = 400
_MAX_THINGS = 60
_LANGUAGE = re.compile(r"([a-z]{2,3})(?:[-_]([a-z]{4}))?(?:[-_]([a-z]{2}|\d{3}))?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Metadata:
    """The facts of a page's head. ``things`` are the JSON-LD objects, flattened."""

    title: str
    metas: Mapping[str, tuple[str, ...]]
    things: tuple[jsonld.Thing, ...]
    canonical: str
    base: str
    language: str

    def first(self, *names: str) -> str:
        """The first value of the first name that has one, "" if none has."""
        return next(iter(self.all(*names)), "")

    def all(self, *names: str) -> tuple[str, ...]:
        """Every value of these names, in the order of the names."""
        values = (clean(value, MAX_VALUE) for name in names for value in self.metas.get(name, ()))
        return tuple(value for value in values if value)

    @property
    def author(self) -> str:
        """Who wrote the page, by JSON-LD, else by meta; "" if nobody is named."""
        said = [thing.text("author") for thing in self.things if thing.is_article]
        named = (one for one in (*said, *self.all(*AUTHORS)) if one and "/" not in one)
        return next(named, "")[:MAX_AUTHOR]

    @property
    def is_dated(self) -> bool:
        """Tell whether the page calls itself an article, or says when it was published.

        Error pages, walls and doors do neither.
        """
        return (
            any(thing.is_article for thing in self.things)
            or self.first("og:type").lower() == "article"
            or bool(self.all(*DATES))
        )


def read(tree: LexborHTMLParser) -> Metadata:
    """Read a page's metadata."""
    metas = _metas(tree)
    things = tuple(_things(tree))
    return Metadata(
        title=_title(tree),
        metas=metas,
        things=things,
        canonical=_href(tree, 'link[rel~="canonical" i][href]'),
        base=_href(tree, "base[href]"),
        language=_language(tree, metas, things),
    )


def _metas(tree: LexborHTMLParser) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for node in tree.css("meta")[:_MAX_METAS]:
        attributes = node.attributes
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop")
        # Some pages write value= for content=.
        value = attributes.get("content") or attributes.get("value")
        if name and value:
            key = name.strip().lower()
            found[key] = (*found.get(key, ()), value)
    return found


def _title(tree: LexborHTMLParser) -> str:
    """The first ``title`` that is the page's own: drawings have titles too."""
    for node in tree.css("title")[:10]:
        parent = node.parent
        if parent is not None and parent.tag in {"head", "body", "html"}:
            text = clean(node.text())
            if text:
                return text
    return ""


def _things(tree: LexborHTMLParser) -> list[jsonld.Thing]:
    things: list[jsonld.Thing] = []
    for node in tree.css('script[type="application/ld+json" i]')[:20]:
        things += jsonld.read(node.text(), _MAX_THINGS - len(things))
    return things


def _href(tree: LexborHTMLParser, selector: str) -> str:
    node = tree.css_first(selector)
    return (node.attributes.get("href") or "").strip() if node is not None else ""


def _language(
    tree: LexborHTMLParser, metas: Mapping[str, tuple[str, ...]], things: tuple[jsonld.Thing, ...]
) -> str:
    said = [_root_language(tree.root)]
    said += [metas.get(name, ("",))[0] for name in ("content-language", "og:locale", "dc.language")]
    said += [thing.text("inLanguage") for thing in things if thing.is_article]
    return next((tag for tag in map(language_tag, said) if tag), "")


def _root_language(root: LexborNode | None) -> str:
    attributes = root.attributes if root is not None else {}
    return attributes.get("lang") or attributes.get("xml:lang") or ""


def language_tag(text: str) -> str:
    """A BCP 47 tag as it should be written (``de-AT``), "" if the text names no language."""
    found = _LANGUAGE.match(text.strip())
    if not found or found[1].lower() in {"und", "mul", "zxx"}:
        return ""
    parts = (found[1].lower(), (found[2] or "").title(), (found[3] or "").upper())
    return "-".join(part for part in parts if part)
