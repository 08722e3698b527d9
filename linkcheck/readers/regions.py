"""Which part of a web page an element is: menus, footers, comments … are not the article.

Judged by element, role, and the words of class and id. Wrappers of the whole page are never
judged by their class, and a word such as "sidebar" in "has-sidebar" describes the wrapper.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from linkcheck.readers.elements import Element

_BY_NAME = {"nav": "nav", "aside": "aside", "form": "form", "figcaption": "caption"}
_BY_ROLE = {
    "navigation": "nav",
    "contentinfo": "footer",
    "complementary": "aside",
    "search": "form",
    "banner": "header",
    "dialog": "dialog",
}
_BY_ID: Mapping[str, str] = {
    **dict.fromkeys(("header", "masthead", "topbar", "top-bar", "banner", "branding"), "header"),
    **dict.fromkeys(("footer", "bottom", "foot", "page-footer", "site-footer"), "footer"),
    **dict.fromkeys(("right", "left", "rightcol", "leftcol", "col-right", "col-left"), "sidebar"),
    **dict.fromkeys(("right-column", "left-column", "rightcolumn", "leftcolumn"), "sidebar"),
}
"""By the whole id, or a class that is all there is: how pages without landmarks name parts."""
_AUTHOR = frozenset({
    "author", "author-box", "author-bio", "author-info", "about-author", "about-the-author",
    "autor", "post-author", "entry-author", "wrap_author", "author_box", "post__author",
    "author-card",
})  # fmt: skip
_WRAPPERS = frozenset({"html", "body", "main", "article"})
_WORDS: Mapping[str, str] = {
    word: region
    for region, line in {
        "nav": "nav navi navigation navbar menu menue submenu breadcrumb breadcrumbs pagination"
        " pager toc skiplink skiplinks"
        " editsection topmenu catlinks",
        "comments": "comment comments commentlist kommentar kommentare disqus respond commentform",
        "related": "related relatedposts recommended recommendations recommendation teaser teasers"
        " teaserlist outbrain taboola upprev morelike weiterlesen crosslinks",
        "sidebar": "sidebar aside",
        "share": "share sharing sharedaddy shariff addthis social socialmedia",
        "footer": "siteinfo colophon impressum footernav",
        "dialog": "cookie cookies consent modal popup lightbox newsletter",
        "ad": "advert advertisement adsbygoogle sponsored anzeige",
        "caption": "caption",
        "author": "authorbox vcard byline",
        "tags": "tagcloud tag tags taglist",
    }.items()
    for word in line.split()
}
_SPLIT = re.compile(r"[\s_]+|(?<=[a-z])(?=[A-Z])|-")
_DESCRIBES = frozenset({"has", "with", "no", "without"})


def region_of(tag: Element) -> str:
    """Name the region that an element opens, "" if it opens none."""
    if tag.name in _WRAPPERS:
        return ""
    role = _BY_ROLE.get(tag.get("role") or "", "")
    return _BY_NAME.get(tag.name) or role or _page_part(tag) or _by_words(tag)


def _page_part(tag: Element) -> str:
    """A header or footer is the page's own only outside of the article."""
    if tag.name in {"header", "footer"} and not any(
        outer.name in {"article", "main"} for outer in tag.ancestors()
    ):
        return tag.name
    return ""


def _by_words(tag: Element) -> str:
    if tag.name not in {"div", "section", "ul", "ol", "p", "span", "table", "td", "h2", "h3", "h4"}:
        return ""
    whole = {(tag.get("id") or "").lower(), (tag.get("class") or "").lower().strip()}
    named = next((_BY_ID[name] for name in sorted(whole) if name in _BY_ID), "")
    if not named and not _AUTHOR.isdisjoint((tag.get("class") or "").lower().split()):
        named = "author"
    if named and not tag.holds_landmark:
        return named
    for name in (*(tag.get("class") or "").split(), tag.get("id") or ""):
        parts = [part.lower() for part in _SPLIT.split(name) if part]
        if _DESCRIBES.intersection(parts):
            continue
        region = next((_WORDS[part] for part in parts if part in _WORDS), "")
        if region and not tag.holds_landmark:
            return region
    return ""
