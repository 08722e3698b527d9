"""What an HTML article says of itself: title, language, date and address."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from linkcheck import dates
from linkcheck.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from linkcheck.readers.elements import Element

_DATES = ("article:published_time", "datepublished", "date", "dc.date.issued", "dcterms.date")
_LD_DATE = re.compile(r'"datePublished"\s*:\s*"([^"]{8,40})"')
_MAX_LD = 100_000
_TOLD = ("html", "title", "h1", "meta", "link", "time", "script")


@dataclass(frozen=True, slots=True)
class Head:
    """Empty or ``None`` where the page says nothing."""

    title: str
    language: str
    published: date | None
    address: str


def read(source: str, elements: Iterable[Element]) -> Head:
    """Read what the elements of a page say of it, in one pass."""
    tags: dict[str, list[Element]] = {name: [] for name in _TOLD}
    for tag in elements:
        if tag.name in tags:
            tags[tag.name].append(tag)
    metas = _metas(tags["meta"])
    titles = (
        metas.get("og:title", ""),
        *_texts(source, tags["h1"]),
        *_texts(source, tags["title"]),
    )
    languages = (*_values(tags["html"], "lang"), metas.get("og:locale", ""))
    canonical = (
        href
        for tag in tags["link"]
        if (href := tag.get("href")) and "canonical" in (tag.get("rel") or "").lower().split()
    )
    return Head(
        title=clean(next(filter(None, titles), "")),
        language=clean(next(filter(None, languages), ""), 35).replace("_", "-"),
        published=_published(source, metas, tags),
        address=next(canonical, metas.get("og:url", "")),
    )


def _metas(tags: list[Element]) -> Mapping[str, str]:
    """The first content of each name, whatever attribute names it."""
    found: dict[str, str] = {}
    for tag in tags:
        content = (tag.get("content") or "").strip()
        for key in ("property", "name", "itemprop"):
            if content and (name := tag.get(key)):
                found.setdefault(name.lower(), content)
    return found


def _texts(source: str, tags: list[Element]) -> Iterator[str]:
    return (tag.text(source).strip() for tag in tags[:1])


def _values(tags: list[Element], attribute: str) -> Iterator[str]:
    return (tag.get(attribute) or "" for tag in tags)


def _published(
    source: str, metas: Mapping[str, str], tags: Mapping[str, list[Element]]
) -> date | None:
    """The date by meta, then JSON-LD, then the first ``<time>``."""
    stated = [metas[name] for name in _DATES if name in metas]
    linked = (
        found[1]
        for tag in tags["script"]
        if tag.get("type") == "application/ld+json"
        and (found := _LD_DATE.search(tag.text(source)[:_MAX_LD]))
    )
    stamps = _values(tags["time"], "datetime")
    parsed = (dates.parse_iso(text) for source in (stated, linked, stamps) for text in source)
    return next(filter(None, parsed), None)
