"""Where a page sends its reader on without a redirect: meta refresh and plain scripts.

Only the address is read; whether and how to go there is not decided here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from linkcheck import urls

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

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
_CONDITION = re.compile(r"\b(?:if|function|onclick|addEventListener|=>)")


def read(tree: LexborHTMLParser, base: str, size: int) -> str:
    """The address a page sends on to, "" if it sends nowhere; ``size`` is its main text's."""
    target = _by_meta(tree) or (_by_script(tree) if size < _SHORT_TEXT else "")
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
    for node in tree.css("script:not([src])")[:20]:
        script = node.text()
        if len(script) > _MAX_SCRIPT:
            continue
        found = _LOCATION.search(script)
        # A location set in a function or on a condition may never be gone to.
        if found and not _CONDITION.search(script[: found.start()]):
            return found[1]
    return ""
