"""Notes of web pages and books: what is one, and what in it is there for the browser only."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from linkcheck.readers.elements import Element

_ID = re.compile(
    r"^(?:user-content-)?(?:fn|ftnt|footnote|endnote|easy-footnote-bottom|cite[_-]note|_?ftn|_?edn"
    r"|sdfootnote|sdendnote|nb(?=\d))[\W_]?\w*\d",
    re.IGNORECASE,
)
"""How programs name their notes: wikis, kramdown, Word, LibreOffice, SPIP, WordPress."""
_CLASSES = frozenset({
    "footnote", "footnotes", "footnote-content", "footnote-item", "footnotes-list", "footnote-text",
    "footnote-body", "endnote", "endnotes", "wp-block-footnotes", "modern-footnotes-list",
    "notes-list",
})  # fmt: skip
_TYPES = frozenset({
    "footnote", "endnote", "rearnote", "doc-footnote", "doc-endnote", "doc-endnotes",
})  # fmt: skip
_BACK = re.compile(
    r"^#(?:user-content-)?(?:cite[_-]?ref|fn:?ref|fn-?back|ftnt_ref|_ftnref|_ednref|rf\d|nh\d|ref-fn"
    r"|footnote-?(?:ref|anchor|back)|endnote-?ref|sd(?:foot|end)note\d+anc|easy-footnote-\d)"
    r"|^#[\w-]{8,}-link$",
    re.IGNORECASE,
)
"""Where the link of a note leads that goes back to the text."""
_UNSEEN = frozenset({
    "mw-editsection", "mw-cite-backlink", "headerlink", "header-anchor", "heading-anchor",
    "anchor-link", "anchorjs-link", "footnote-backref", "footnote-back", "footnote-return",
    "footnote-backlink", "reversefootnote", "ReferenceList-backLink", "screen-reader-text",
    "sr-only", "visually-hidden", "visuallyhidden", "show-for-sr",
})  # fmt: skip


def is_note(tag: Element) -> bool:
    """Tell notes by their id, EPUB's own attribute, the role of DPUB-ARIA, or their classes."""
    said = {*(tag.get("epub:type") or "").split(), tag.get("role") or ""}
    classes = (tag.get("class") or "").split()
    return (
        bool(_ID.match(tag.get("id") or ""))
        or not said.isdisjoint(_TYPES)
        or not _CLASSES.isdisjoint(classes)
    )


def leads_back(tag: Element) -> bool:
    """A note's link back to its place in the text; its letter or arrow is no part of the note."""
    return tag.name == "a" and bool(_BACK.match(tag.get("href") or ""))


def is_for_machines(tag: Element) -> bool:
    """Tell whether an element is for screen readers and the browser, or for editing a heading."""
    return not _UNSEEN.isdisjoint((tag.get("class") or "").split())
