"""Readers: the bytes of a file to articles: blocks of text, with links and exact positions.

A reader is a function ``read(name, data) -> Article``; one of a format that holds many articles
(an export, a feed, a book) answers a tuple of them. Registering either is one line below.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import PurePath
from typing import TYPE_CHECKING

from linkcheck.model import Article
from linkcheck.readers import feed, html, markdown, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Found = Article | tuple[Article, ...]
    Reader = Callable[[str, bytes], Found]


def _packed(module: str) -> Reader:
    """A reader of files that are no text, loaded when first needed: few articles are such."""

    def read_packed(name: str, data: bytes) -> Found:
        found: Found = import_module(f"{__name__}.{module}").read(name, data)
        return found

    return read_packed


_DOCX, _ODT, _PDF, _EPUB = map(_packed, ("docx", "odt", "pdf", "epub"))

READERS: Mapping[str, Reader] = {
    ".txt": plain.read,
    ".text": plain.read,
    ".eml": plain.read,
    ".md": markdown.read,
    ".markdown": markdown.read,
    ".mdown": markdown.read,
    ".html": html.read,
    ".htm": html.read,
    ".xhtml": html.read,
    ".docx": _DOCX,
    ".odt": _ODT,
    ".pdf": _PDF,
    ".epub": _EPUB,
    ".xml": feed.read,
    ".rss": feed.read,
    ".atom": feed.read,
}

_SNIFFED = 2_000
_SAMPLE = 8_000
_ARCHIVE_MARK = b"PK\x03\x04"
_PDF_MARK = b"%PDF-"


def read(name: str, data: bytes) -> Article:
    """Read a file as one article: of a file that holds many, the first."""
    found = read_all(name, data)
    return found[0] if found else Article(())


def read_all(name: str, data: bytes) -> tuple[Article, ...]:
    """Read all articles of a file, by the ending of its name; without a known one it is sniffed.

    Raises :class:`linkcheck.errors.ReadError` for what is damaged or unpacks without end.
    """
    reader = READERS.get(PurePath(name).suffix.lower()) or _sniff(data)
    found = reader(name, data)
    return (found,) if isinstance(found, Article) else found


def knows(name: str) -> bool:
    """Tell whether a name ends in a type that has a reader of its own."""
    return PurePath(name).suffix.lower() in READERS


def can_read(name: str, data: bytes) -> bool:
    """Tell whether there is a reader: by the name, or because the bytes are text or a known kind.

    Zeros in every place make UTF-16 no more likely: text has them in every other place only.
    """
    return (
        knows(name)
        or data.startswith((_ARCHIVE_MARK, _PDF_MARK))
        or b"\x00\x00" not in data[:_SAMPLE]
    )


def _sniff(data: bytes) -> Reader:
    head = data[:_SNIFFED].lstrip()
    if head.startswith(_ARCHIVE_MARK):
        return _archived(data)
    if head.startswith(_PDF_MARK):
        return _PDF
    if head.startswith(b"<") and feed.is_feed(head):
        return feed.read
    lowered = head.lower()
    markup = lowered.startswith((b"<!doctype html", b"<html", b"<?xml")) or b"</p>" in lowered
    return html.read if markup or b"<a href" in lowered else plain.read


def _archived(data: bytes) -> Reader:
    """Which archive it is: ODT and EPUB must name their type first, uncompressed."""
    head = data[:_SNIFFED]
    if b"application/epub+zip" in head:
        return _EPUB
    return _ODT if b"application/vnd.oasis.opendocument.text" in head else _DOCX
