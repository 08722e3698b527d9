"""Readers: the bytes of an article to blocks of text, with links and exact positions.

A reader is a function ``read(name, data) -> Article``; registering it is one line below.
"""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from linkcheck.readers import html, markdown, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from linkcheck.model import Article

READERS: Mapping[str, Callable[[str, bytes], Article]] = {
    ".txt": plain.read,
    ".text": plain.read,
    ".md": markdown.read,
    ".markdown": markdown.read,
    ".mdown": markdown.read,
    ".html": html.read,
    ".htm": html.read,
    ".xhtml": html.read,
}

_SNIFFED = 2_000


def read(name: str, data: bytes) -> Article:
    """Read an article by the ending of its name; a name without a known one is sniffed."""
    reader = READERS.get(PurePath(name).suffix.lower()) or _sniff(data)
    return reader(name, data)


def knows(name: str) -> bool:
    """Tell whether a name ends in a type that has a reader of its own."""
    return PurePath(name).suffix.lower() in READERS


def _sniff(data: bytes) -> Callable[[str, bytes], Article]:
    head = data[:_SNIFFED].lstrip().lower()
    markup = head.startswith((b"<!doctype html", b"<html", b"<?xml")) or b"</p>" in head
    return html.read if markup or b"<a href" in head else plain.read
