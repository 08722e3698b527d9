"""How much of a page's markup may be parsed, so that no page can eat time or memory.

The HTML standard makes some markup quadratic for every parser that keeps to it: formatting
elements that are never closed are opened anew in each paragraph (33 KB of ``<font a=1><font a=2>…
<p>x<p>x…`` become 9 million nodes, measured), nesting is searched from the top for each element,
and each attribute is compared with all before it. Pages in the wild are far from all of that, so
the check costs next to nothing for them; others are cut where they begin to be unreasonable.
"""

from __future__ import annotations

import re
from collections import Counter

MAX_MARKUP = 1_000_000
"""Characters of markup that are parsed; what a page says of itself stands at its beginning."""

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
_TOKEN = re.compile(r"<!--[\s\S]*?(?:-->|\Z)|<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_LONG_TAG = re.compile(r"<[a-zA-Z][^<>]{" + str(_WINDOW) + ",}")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_VOID = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
})  # fmt: skip


def parseable(markup: str) -> str:
    """The beginning of the markup that may be parsed: nearly always all of it."""
    markup = markup[:MAX_MARKUP]
    if _has_long_run(markup):
        markup = _cut_long_tag(markup)
    many = markup.count("<") > _FEW_TAGS or len(set(_STYLED.findall(markup))) > _FEW_STYLES
    return markup[: _reasonable_end(markup)] if many else markup


def _has_long_run(markup: str) -> bool:
    """Tell whether some stretch has no tag in it: a long script, a picture, or a long tag."""
    return any(
        markup.find("<", start, start + _WINDOW) < 0 for start in range(0, len(markup), _WINDOW)
    )


def _cut_long_tag(markup: str) -> str:
    for found in _LONG_TAG.finditer(markup):
        if len(_QUOTED.sub("", found[0])) > _MAX_ATTRIBUTES:
            return markup[: found.start()]
    return markup


def _reasonable_end(markup: str) -> int:
    """Where nesting or unclosed formatting gets out of hand, else the end."""
    opened: Counter[str] = Counter()
    depth = unclosed = 0
    for found in _TOKEN.finditer(markup):
        name = (found[2] or "").lower()
        if not name or name in _VOID:
            continue
        change = -1 if found[1] else 1
        if change < 0 and not opened[name]:
            continue
        opened[name] += change
        depth += change
        unclosed += change * (name in _FORMATTING)
        if depth > _MAX_DEPTH or unclosed > _MAX_UNCLOSED:
            return found.start()
    return len(markup)
