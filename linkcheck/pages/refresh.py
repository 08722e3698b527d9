"""Where a page sends its reader on without a redirect: meta refresh, plain scripts, and stubs.

A stub says nothing but that its text is elsewhere now, and has one link to it.

Only the address is read; whether and how to go there is not decided here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from linkcheck import urls
from linkcheck.pages import headings
from linkcheck.pages.signals import phrases

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

    from linkcheck.pages.lead import MainText

_MAX_DELAY = 15
"""Seconds; pages that reload themselves for news wait longer."""
_SHORT_TEXT = 400
"""Letters of main text under which a script that sets the location is the page's only purpose."""
_MAX_SCRIPT = 5_000
_CONTENT = re.compile(
    r"\s*(\d{1,4})(?:\.\d*)?\s*[;,]\s*(?:url\s*=\s*)?[\"']?\s*([^\"'\s>]+)", re.IGNORECASE
)
_LOCATION = re.compile(
    r"(?:^|[;{}\s])(?:window\.|document\.|self\.|top\.)?location"
    r"(?:\.href\s*=|\.(?:replace|assign)\s*\(|\s*=)\s*[\"']([^\"'\\]{1,2000})[\"']"
)
_WRAPPED = re.compile(
    r"(?:window\.)?setTimeout\s*\(\s*(?:function\s*\(\s*\)\s*\{|\(\s*\)\s*=>\s*\{?|[\"'])"
    r"|(?:window|document|document\.body)\.onload\s*=\s*(?:function\s*\(\s*\)\s*\{|\(\s*\)\s*=>\s*\{?)"
    r"|\(\s*function\s*\(\s*\)\s*\{"
)
"""What only puts off for a moment what a script does in any case."""
_CONDITION = re.compile(r"\b(?:if|function|onclick|addEventListener|=>)")


def read(tree: LexborHTMLParser, base: str, text: MainText) -> str:
    """The address a page sends on to, "" if it sends nowhere."""
    target = _by_meta(tree)
    if not target and text.size < _SHORT_TEXT:
        target = _by_script(tree) or _by_words(tree, base, text)
    resolved = urls.join(base, target) if target else None
    address = urls.split(resolved) if resolved else None
    if address is None or urls.same_page(address.href, base):
        return ""
    return address.href


def _by_meta(tree: LexborHTMLParser) -> str:
    for node in tree.css('meta[http-equiv="refresh" i]')[:5]:
        parent = node.parent
        if parent is not None and parent.tag in {"noscript", "template"}:
            continue
        found = _CONTENT.match(node.attributes.get("content") or "")
        if found and int(found[1]) <= _MAX_DELAY:
            return found[2]
    return ""


def _by_script(tree: LexborHTMLParser) -> str:
    body = tree.body
    onload = (body.attributes.get("onload") or "") if body is not None else ""
    scripts = [node.text() for node in tree.css("script:not([src])")[:20]]
    for written in (onload, *scripts):
        if len(written) > _MAX_SCRIPT:
            continue
        script = _WRAPPED.sub(";", written)
        found = _LOCATION.search(script)
        # A location set in a function or on a condition may never be gone to.
        if found and not _CONDITION.search(script[: found.start()]):
            return found[1]
    return ""


def _by_words(tree: LexborHTMLParser, base: str, text: MainText) -> str:
    """The one link of a text that only says that the page has moved; front pages do not count."""
    title = tree.css_first("head > title")
    told = "\n".join((title.text() if title is not None else "", text.lead))
    if not phrases.find(phrases.pattern("moved", "phrases"), told):
        return ""
    joined = (urls.join(base, href) for href in headings.links(tree))
    targets = {
        address.href
        for url in joined
        if url and (address := urls.split(url)) and not urls.is_home(url)
    }
    return targets.pop() if len(targets) == 1 else ""
