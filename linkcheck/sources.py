"""Where articles come from: files, folders, globs and standard input, each to a document."""

from __future__ import annotations

import glob
import re
from dataclasses import replace
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, BinaryIO

from linkcheck import citations, readers
from linkcheck.errors import ReadError, why
from linkcheck.readers import html, markdown, plain
from linkcheck.readers.decode import decode
from linkcheck.tolerated import accepted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linkcheck.config import Config
    from linkcheck.model import Document

STDIN = "-"
MAX_ARTICLE = 50_000_000
"""Bytes; what is larger is no article."""

_LINE_END = re.compile(r"\r\n|\n|\r")
_SOURCES = (plain.read, markdown.read, html.read)
"""Readers whose positions are lines and columns of the file's own text."""
_PACKED = (b"PK\x03\x04", b"%PDF-")
_MAX_LINES = 20
"""Lines kept of one citation."""
_MAX_LINE = 4_000
"""Characters kept of one line."""
_SKIPPED_FOLDERS = frozenset({"node_modules", "__pycache__", "venv", "site-packages"})


def documents(
    paths: Sequence[str],
    config: Config,
    *,
    stdin: BinaryIO | None = None,
    stdin_filename: str = "",
) -> Iterator[Document]:
    """Read the articles at these paths, in order, each once.

    A folder stands for the articles below it, a pattern (``*.md``, ``**``) for what it matches,
    ``-`` for standard input, read as the type that ``stdin_filename`` ends in. Raises
    :class:`ReadError` for what does not exist or cannot be read.
    """
    seen: set[str] = set()
    for path in paths:
        if path == STDIN:
            data = stdin.read(MAX_ARTICLE + 1) if stdin else b""
            yield from read(stdin_filename or STDIN, data, config)
            continue
        for file in _files(path):
            if file.as_posix() not in seen and config.wants_file(file.as_posix()):
                seen.add(file.as_posix())
                yield from read(file.as_posix(), _bytes(file), config)


def read(name: str, data: bytes, config: Config) -> Iterator[Document]:
    """The documents of one file; of several, each is named ``file#name``.

    Raises :class:`ReadError` for what is no article.
    """
    if len(data) > MAX_ARTICLE:
        raise ReadError.of("too-large", name=name, megabytes=MAX_ARTICLE // 1_000_000)
    if not readers.can_read(name, data):
        raise ReadError.of("no-text", name=name, suffixes=", ".join(readers.READERS))
    source = decode(data) if _has_lines(name, data) else ""
    markup = _has_comments(name)
    acceptances = tuple(accepted.in_article(name, source, markup=markup))
    if acceptances and not markup:
        data = accepted.blanked(source, markup=markup).encode()
    for article in readers.read_all(name, data):
        called = f"{name}#{article.name}" if article.name else name
        document = citations.find(called, article, config.citations)
        yield replace(
            document,
            acceptances=acceptances,
            lines=_lines(document, source) if source else (),
            published=config.published or document.published,
        )


def _has_lines(name: str, data: bytes) -> bool:
    """Tell whether an article is a text whose lines the positions of its citations count."""
    reader = _reader(name)
    return reader in _SOURCES if reader else not data.startswith(_PACKED)


def _has_comments(name: str) -> bool:
    """Tell whether an article's type has comments that its reader passes over."""
    return _reader(name) not in (None, plain.read)


def _reader(name: str) -> object:
    return readers.READERS.get(PurePath(name).suffix.lower())


def _lines(document: Document, text: str) -> tuple[tuple[int, str], ...]:
    """The lines of the source on which citations stand, each bounded."""
    wanted = sorted(
        {
            number
            for citation in document.citations
            for number in range(citation.span.line, citation.span.end_line + 1)[:_MAX_LINES]
        }
    )
    if not wanted:
        return ()
    lines = _LINE_END.split(text)
    return tuple(
        (number, lines[number - 1][:_MAX_LINE]) for number in wanted if number <= len(lines)
    )


def _bytes(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            return opened.read(MAX_ARTICLE + 1)
    except OSError as error:
        raise ReadError.of("unreadable", path=file.as_posix(), why=why(error)) from error


def _files(path: str) -> Iterator[Path]:
    plain = Path(path)
    if plain.is_dir():
        found = sorted(file for file in plain.rglob("*") if _is_article(file, plain))
        if not found:
            raise ReadError.of("no-article", path=path, suffixes=", ".join(readers.READERS))
        yield from found
    elif plain.exists():
        yield plain
    else:
        yield from _matching(path)


def _matching(pattern: str) -> Iterator[Path]:
    magic = glob.has_magic(pattern)
    # Path.glob takes no absolute pattern.
    found = sorted(glob.glob(pattern, recursive=True)) if magic else []  # noqa: PTH207
    if not found:
        raise ReadError.of("no-match" if magic else "no-file", path=pattern)
    for name in found:
        file = Path(name)
        if file.is_file():
            yield file


def _is_article(file: Path, folder: Path) -> bool:
    parts = file.relative_to(folder).parts
    hidden = any(part.startswith(".") or part in _SKIPPED_FOLDERS for part in parts)
    return not hidden and readers.knows(file.name) and file.is_file()
