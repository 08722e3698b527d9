"""How much of a page's markup may be parsed, so that no page can eat time or memory.

The HTML standard makes some markup quadratic for every parser that keeps to it: formatting
elements that are never closed are opened anew in each paragraph (33 KB of ``<font a=1><font a=2>…
<p>x<p>x…`` become 9 million nodes, measured), nesting is searched from the top for each element,
and each attribute is compared with all before it. Pages in the wild are far from all of that, so
the check costs next to nothing for them; others are cut where they begin to be unreasonable.
"""

from __future__ import annotations

import re
from itertools import islice

MAX_MARKUP = 1_000_000
"""Characters of markup that are parsed; what a page says of itself stands at its beginning."""

MAX_SIGNS = 80_000
"""Tags and attributes that are parsed, counted by ``<`` and ``=``: each takes some 300 bytes. The
largest of 349 real pages has a fifth as many."""
_FEW_TAGS = 3_000
_FEW_STYLES = 40
_MAX_DEPTH = 800
_MAX_UNCLOSED = 60
_WINDOW = 10_000
_MAX_ATTRIBUTES = 30_000
"""Characters of one tag's attributes outside quotation marks."""

_FORMATTING = frozenset(
    {"b", "big", "code", "em", "font", "i", "s", "small", "strike", "strong", "tt", "u"}
)
_STYLED = re.compile(r"<[bceifstuBCEIFSTU](?i:ig|ode|m|ont|mall|trike|trong|t)?[\s/][^<>]{0,200}")
_SIGN = re.compile("[<=]")
_TOKEN = re.compile(r"<!--[\s\S]*?(?:-->|\Z)|<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_LONG_TAG = re.compile(r"<[a-zA-Z][^<>]{" + str(_WINDOW) + ",}")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_VOID = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
})  # fmt: skip


def parseable(markup: str) -> str:
    """The beginning of the markup that may be parsed: nearly always all of it."""
    markup = _cut_long_tag(_cut_many_tags(markup[:MAX_MARKUP]))
    many = markup.count("<") > _FEW_TAGS or len(set(_STYLED.findall(markup))) > _FEW_STYLES
    return markup[: _reasonable_end(markup)] if many else markup


def _cut_many_tags(markup: str) -> str:
    """Cut before there are more tags and attributes than there is memory for."""
    if markup.count("<") + markup.count("=") <= MAX_SIGNS:
        return markup
    last = next(islice(_SIGN.finditer(markup), MAX_SIGNS, None)).start()
    return markup[: max(0, markup.rfind("<", 0, last))]


def _cut_long_tag(markup: str) -> str:
    """Cut before a tag of endless attributes.

    Where a stretch has no tag in it (a long script, a picture), such a tag may have begun before.
    """
    looked_at = -1
    for start in range(0, len(markup), _WINDOW):
        if markup.find("<", start, start + _WINDOW) >= 0:
            continue
        opened = markup.rfind("<", 0, start)
        if opened == looked_at:
            continue
        looked_at = opened
        found = _LONG_TAG.match(markup, opened)
        if found and len(_QUOTED.sub("", found[0])) > _MAX_ATTRIBUTES:
            return markup[:opened]
    return markup


def _reasonable_end(markup: str) -> int:
    """Where nesting or unclosed formatting gets out of hand, else the end."""
    opened: dict[str, int] = {}
    depth = unclosed = 0
    for token in _TOKEN.finditer(markup):  # not all at once: a million characters make 40 MB
        closes, name = token[1], (token[2] or "").lower()
        if not name or name in _VOID:
            continue
        change = -1 if closes else 1
        already = opened.get(name, 0)
        if change < 0 and not already:
            continue
        opened[name] = already + change
        depth += change
        if name in _FORMATTING:
            unclosed += change
        if depth > _MAX_DEPTH or unclosed > _MAX_UNCLOSED:
            return token.start()
    return len(markup)
