"""Which part of a page an element is: navigation, footer, cookie banner … or the page itself.

By its tag and role (HTML and ARIA say it), else by the words of its class and id, which is what
most sites go by. A word counts only as a whole (``site-footer`` does, ``has-sidebar`` does not).
"""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files

MAIN = "main"
"""The page itself, said in so many words: ``main``, ``role=main``."""
ARTICLE = "article"
ASIDE = "aside"
"""Said by tag or role to be no part of the page's own text."""
LOOKS_ASIDE = "looks-aside"
"""Said only by a class: wrong often enough that it is doubted when nothing else is left."""
HIDDEN = "hidden"
"""Not shown, by attribute, style or class; scripts may show it yet."""
OVERLAY = "overlay"
"""Cookie banners and dialogs: never the page."""

_TAGS = {
    "main": MAIN,
    "article": ARTICLE,
    "nav": ASIDE,
    "aside": ASIDE,
    "footer": ASIDE,
    "header": "header",
    "dialog": OVERLAY,
}
_ROLES = {
    "main": MAIN,
    "article": ARTICLE,
    "navigation": ASIDE,
    "complementary": ASIDE,
    "contentinfo": ASIDE,
    "search": ASIDE,
    "menu": ASIDE,
    "menubar": ASIDE,
    "banner": "header",
    "dialog": OVERLAY,
    "alertdialog": OVERLAY,
}
_NOT_ITSELF = frozenset({"has", "no", "not", "with", "without", "is", "show", "hide", "js"})
_PARTS = re.compile(r"[-_]+")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_HIDDEN_WORDS = frozenset({"hidden", "hide", "d-none", "invisible"})
_MAX_NAMES = 300


def region_of(tag: str, attributes: dict[str, str | None]) -> str:
    """The region that an element opens, "" if it opens none."""
    if not attributes:
        return _TAGS.get(tag, "")
    if is_hidden(attributes):
        return HIDDEN
    role = attributes.get("role")
    if role and (said := _ROLES.get(role.lower())):
        return said
    if said := _TAGS.get(tag):
        return said
    names, own = attributes.get("class") or "", attributes.get("id")
    if own:
        names = f"{names} {own}"
    return _by_names(names[:_MAX_NAMES]) if names else ""


def is_hidden(attributes: dict[str, str | None]) -> bool:
    """Tell whether an element is plainly not shown."""
    if "hidden" in attributes:
        return True
    style = attributes.get("style")
    return bool(style and _HIDDEN.search(style[:_MAX_NAMES]))


@cache
def _names() -> tuple[frozenset[str], tuple[str, ...]]:
    read = tomllib.loads(files(__package__).joinpath("regions.toml").read_text("utf-8"))
    return frozenset(read["aside"]), tuple(read["overlay"])


@lru_cache(maxsize=8192)
def _by_names(names: str) -> str:
    asides, overlays = _names()
    for name in names.lower().split():
        if name in _HIDDEN_WORDS:
            return HIDDEN
        parts = _PARTS.split(name)
        if parts[0] in _NOT_ITSELF:
            continue
        if any(part.startswith(overlays) for part in parts):
            return OVERLAY
        if name in asides or parts[-1] in asides:
            return LOOKS_ASIDE
    return ""
