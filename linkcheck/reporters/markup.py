"""Building HTML in which nothing from outside can become markup.

:class:`Markup` is a string that was escaped or built here; the type checker lets no other string
into an element.
"""

from __future__ import annotations

import re
from html import escape
from typing import NewType

from linkcheck import urls
from linkcheck.reporters.plain import MAX_URL
from linkcheck.text import clean

Markup = NewType("Markup", str)

NOTHING = Markup("")

_VOID = frozenset({"br", "input", "meta"})
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")


def text(words: str, limit: int = 600) -> Markup:
    """Text from anywhere: one line, without control and bidi characters, escaped."""
    return Markup(escape(clean(words, limit)))


def tag(name: str, /, *children: Markup, **attributes: str | bool) -> Markup:
    """An element. A trailing ``_`` of an attribute's name is dropped, other ``_`` become ``-``.

    ``True`` writes the bare name; ``False`` and "" leave the attribute out.
    """
    written = "".join(
        f" {key.rstrip('_').replace('_', '-')}" + ("" if value is True else f'="{escape(value)}"')
        for key, value in attributes.items()
        if value
    )
    if name in _VOID:
        return Markup(f"<{name}{written}>")
    return Markup(f"<{name}{written}>{''.join(children)}</{name}>")


def join(*parts: Markup, by: str = "\n") -> Markup:
    """Parts after each other, those that are empty left out."""
    return Markup(by.join(filter(None, parts)))


def link(url: str) -> Markup:
    """An address: one to follow if it is on the web, else mere text.

    Nothing of the report is told to the site (``noreferrer``).
    """
    cleaned = clean(url, MAX_URL)
    shown = text(cleaned, MAX_URL)
    if urls.split(cleaned) is None:
        return tag("span", shown, class_="url")
    return tag("a", shown, class_="url", href=cleaned, rel="noreferrer noopener nofollow")


def quoted(words: str, language: str = "", limit: int = 600) -> Markup:
    """Words of an article or a page, in their own language and direction."""
    known = language if _LANGUAGE.fullmatch(language) else ""
    return tag("bdi", text(words, limit), lang=known)
