"""EPUB: an article for every chapter, in the order in which the book is read.

Positions are those of the chapter's own file within the book.
Source: EPUB 3.3, sections 4 (container) and 5 (package document); EPUB 2 is alike in these.
"""

from __future__ import annotations

import posixpath
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from linkcheck import dates
from linkcheck.errors import ReadError
from linkcheck.readers import html, tree
from linkcheck.readers.archive import Archive
from linkcheck.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linkcheck.model import Article
    from linkcheck.readers.tree import Node

_CONTAINER = "META-INF/container.xml"
_CHAPTERS = frozenset({"application/xhtml+xml", "text/html", "application/x-dtbook+xml"})


def read(name: str, data: bytes) -> tuple[Article, ...]:
    """Read the chapters; the table of contents is none, nor is a page without text."""
    archive = Archive(name, data)
    root = tree.parse(name, archive.read(_CONTAINER)).find("container", "rootfiles", "rootfile")
    path = root.get("full-path") if root else ""
    package = tree.parse(name, archive.read(path)).find("package")
    if package is None:
        raise ReadError.of("no-contents", name=name)
    said = {one.name: one.text for one in (package.find("metadata") or package).children()}
    chapters = (
        replace(
            article,
            title=article.title or clean(said.get("title", "")),
            language=article.language or clean(said.get("language", ""), 35),
            published=article.published or dates.parse_iso(said.get("date", "")),
            base_url="",
            name=PurePosixPath(member).stem,
        )
        for member in _members(package, posixpath.dirname(path))
        if member in archive
        for article in (html.read(member, archive.read(member)),)
    )
    return tuple(chapter for chapter in chapters if chapter.blocks)


def _members(package: Node, folder: str) -> Iterator[str]:
    """The files of the chapters, as the spine orders them."""
    files = {
        item.get("id"): posixpath.normpath(posixpath.join(folder, unquote(item.get("href"))))
        for item in package.all("item")
        if item.get("media-type") in _CHAPTERS and "nav" not in item.get("properties").split()
    }
    spine = dict.fromkeys(reference.get("idref") for reference in package.all("itemref"))
    return (files[one] for one in spine if one in files)
