"""The titles of a page: every candidate with its source, the one to show first.

No single source is right: measured on 143 real pages, ``<title>`` equals the headline in 31 %,
``og:title`` in 58 %, the first ``h1`` in 74 %. So the headline is the ``h1`` that the page's
metadata agree with; only where none agrees, metadata speak for themselves.
"""

from __future__ import annotations

import html
from dataclasses import replace
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from linkcheck.model import Title, TitleSource
from linkcheck.pages import headings
from linkcheck.pages.sites import key
from linkcheck.text import clean, is_cjk, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from selectolax.lexbor import LexborHTMLParser

    from linkcheck.pages.headings import Heading
    from linkcheck.pages.metadata import Metadata
    from linkcheck.pages.sites import Site

_METAS = (
    (TitleSource.CITATION, ("citation_title", "eprints.title", "bepress_citation_title")),
    (TitleSource.OG, ("og:title", "og:headline")),
    (TitleSource.JSON_LD, ("headline",)),
    (TitleSource.DUBLIN_CORE, ("dc.title", "dcterms.title", "dc:title")),
    (
        TitleSource.TWITTER,
        ("twitter:title", "twitter:text:title", "parsely-title", "sailthru.title"),
    ),
)
_AGREES = 0.5
_DOUBT = 0.2
"""Taken off for a heading that stands in a menu or is called a logo."""
_SAME = 0.9
_MAX_TITLES = 12
_CUT = ("…", "...")
_DEFAULTS = frozenset({
    "untitled", "untitleddocument", "untitledpage", "untitled1", "newpage1", "newpage", "document",
    "unbenannt", "unbenanntesdokument", "neueseite1", "documentsansnom", "documentsanstitre",
    "nouvellepage1", "documentosintítulo", "documentosintitulo", "documentosenzatitolo",
    "documentosemtítulo", "documentosemtitulo", "naamloosdocument", "無題ドキュメント", "無題文書",
    "제목없음", "无标题文档", "無標題文件", "pagetitle", "inserttitlehere", "mywebsite",
})  # fmt: skip
"""What editors and generators write where nobody wrote a title."""
_MIN_LONE_WORDS = 3
_MIN_LONE_CHARS = 8


def read(
    tree: LexborHTMLParser, metadata: Metadata, found: tuple[Heading, ...], site: Site
) -> tuple[Title, ...]:
    """All titles of a page, the one to show first, what is only the site's name last."""
    said = _completed([Title(site.strip(title.text), title.source) for title in _said(metadata)])
    named = [title for title in said if not site.is_name(title.text)]
    headline = _headline(tree, found, named, site)
    ranked = [headline, *named] if headline else list(named)
    others = (Title(heading.text, TitleSource.HEADING) for heading in found if not heading.aside)
    return _distinct([*ranked, *others, *said])


def _said(metadata: Metadata) -> Iterator[Title]:
    """What the head says, the most trustworthy first; JSON-LD ranks behind Open Graph."""
    for source, names in _METAS:
        for value in metadata.all(*names)[:2]:
            yield Title(clean(html.unescape(value)), source)
        if source == TitleSource.OG:
            yield from _from_things(metadata)
    if metadata.title and key(metadata.title) not in _DEFAULTS:
        yield Title(metadata.title, TitleSource.TITLE)


def _completed(said: list[Title]) -> list[Title]:
    """Titles that were cut off, in the wording of another that goes on."""
    return [
        replace(title, text=next(_longer(title.text, said), title.text))
        if title.text.endswith(_CUT)
        else title
        for title in said
    ]


def _longer(text: str, said: list[Title]) -> Iterator[str]:
    begun = key(text)
    for other in said:
        whole = key(other.text)
        if len(begun) >= _MIN_LONE_CHARS and len(whole) > len(begun) and whole.startswith(begun):
            yield other.text


def _from_things(metadata: Metadata) -> Iterator[Title]:
    articles = [thing for thing in metadata.things if thing.is_article]
    for thing in articles[:2]:
        if text := thing.text("headline") or thing.text("name"):
            yield Title(text, TitleSource.JSON_LD)


def _headline(
    tree: LexborHTMLParser, found: tuple[Heading, ...], said: list[Title], site: Site
) -> Title | None:
    """The heading that is the page's headline, ``None`` if no heading can be trusted to be it."""
    likely = [heading for heading in found if not site.is_name(heading.text)]
    best = _supported(likely, said)
    if best is None:
        best = _marked(tree, likely, found, said)
    return Title(_shown(best.text, said, site), TitleSource.HEADING) if best else None


def _marked(
    tree: LexborHTMLParser,
    likely: list[Heading],
    found: tuple[Heading, ...],
    said: list[Title],
) -> Heading | None:
    """What is set as a headline where no ``h1`` agrees with what the page says of itself."""
    marked = headings.read(tree, headings.MARKED)
    if best := _supported(marked, said):
        return best
    second = headings.read(tree, "h2")
    return (
        (_supported(second, said, enough=_SAME) if said else None)
        or _lone(likely)
        or _second(second, found, said)
        or (None if said else _lone(marked))
    )


def _second(
    second: tuple[Heading, ...], found: tuple[Heading, ...], said: list[Title]
) -> Heading | None:
    """The ``h2`` that is the headline of an old page which has nothing else."""
    told = any(title.source != TitleSource.TITLE or _is_long(title.text) for title in said)
    return None if found or told else _lone(second)


def _supported(
    likely: Iterable[Heading], said: list[Title], enough: float = _AGREES
) -> Heading | None:
    """The heading that metadata agree with best, the first of equals; ``None`` if none does."""
    best, most = None, enough
    for heading in likely:
        agreed = max((_agreement(heading.text, title.text) for title in said), default=0.0)
        agreed -= _DOUBT * (heading.aside + heading.logo)
        if agreed > most or (best is None and agreed == most):
            best, most = heading, agreed
    return best


def _agreement(heading: str, title: str) -> float:
    """How far two titles agree, 0 to 1: by likeness, or one lying within the other."""
    one, other = key(heading), key(title)
    short, long = sorted((one, other), key=len)
    if not short:
        return 0.0
    if len(short) >= _MIN_LONE_CHARS and short in long:
        return 0.8 + 0.2 * len(short) / len(long)
    return fuzz.ratio(one, other) / 100


def _lone(likely: Iterable[Heading]) -> Heading | None:
    """The only heading of the page's own part, if it is long enough to be a headline."""
    own = [heading for heading in likely if not heading.aside and not heading.logo]
    inside = [heading for heading in own if heading.main] or own
    distinct = {key(heading.text) for heading in inside}
    if len(distinct) != 1:
        return None
    return inside[0] if _is_long(inside[0].text) else None


def _is_long(text: str) -> bool:
    found = words(text)
    return (
        len(found) >= _MIN_LONE_WORDS
        or sum(len(word) for word in found if is_cjk(word)) >= _MIN_LONE_CHARS
    )


def _shown(heading: str, said: list[Title], site: Site) -> str:
    """A headline without the kicker above it, where metadata show where the headline begins."""
    whole = key(heading)
    for title in said:
        part = key(title.text)
        if part != whole and whole.endswith(part) and len(words(title.text)) > _MIN_LONE_WORDS:
            return title.text
    return site.strip(heading)


def _distinct(titles: Iterable[Title]) -> tuple[Title, ...]:
    """Titles without repetition, folded; the first of equals keeps its source."""
    kept: dict[str, Title] = {}
    for title in titles:
        if title.text:
            kept.setdefault(key(title.text) or title.text, title)
    return tuple(kept.values())[:_MAX_TITLES]
