"""Plain text: a block for each paragraph; its lines stay lines.

Letters are text as well: marks of quotation are no part of a line, and text that was sent as
quoted-printable is read as it was before (RFC 2045, section 6.7).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from linkcheck.model import Article, BlockKind
from linkcheck.readers.builder import BlockBuilder
from linkcheck.readers.decode import decode

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|$)")
_QUOTED = re.compile(r"(?:[ \t]{0,3}>)+[ \t]?")
_ESCAPE = re.compile(r"(?:=[0-9A-F]{2})+")
_DECLARED = re.compile(r"content-transfer-encoding:\s*quoted-printable\s*$", re.IGNORECASE)
_HEAD = 100
"""Lines at the beginning of a letter that may be its header."""
_MIN_SOFT = 2
"""Lines that end in ``=`` before a text is taken for quoted-printable."""
_RULE = re.compile(r"\s*[-–—=_*~#·]{2,}\s*")


def read(_name: str, data: bytes) -> Article:
    """Read plain text; it says neither title nor language of itself."""
    lines = tuple(found[0].rstrip("\r\n") for found in _LINE.finditer(decode(data)))
    reading = _Reading(soft=_is_quoted_printable(lines))
    for number, line in enumerate(lines, 1):
        reading.line(line, number)
    reading.builder.finish(BlockKind.PARAGRAPH)
    return Article(tuple(reading.builder.blocks))


def _is_quoted_printable(lines: Sequence[str]) -> bool:
    """Tell by the header, or by soft line breaks and escapes together.

    Either alone stands in many a text.
    """
    if any(_DECLARED.match(line) for line in lines[:_HEAD]):
        return True
    soft = sum(line.endswith("=") and not _RULE.fullmatch(line) for line in lines)
    return soft >= _MIN_SOFT and any(map(_ESCAPE.search, lines))


class _Reading:
    """Lines to paragraphs."""

    def __init__(self, *, soft: bool) -> None:
        self.builder = BlockBuilder()
        self._soft = soft
        self._goes_on = False

    def line(self, line: str, number: int) -> None:
        """Add a line: an empty one ends the paragraph, a rule stands for itself."""
        quoted = _QUOTED.match(line) if ">" in line else None
        start = quoted.end() if quoted else 0
        text = line[start:]
        if not text.strip() or _RULE.fullmatch(text):
            self.builder.finish(BlockKind.PARAGRAPH)
            if text.strip():
                self.builder.text(text, (number, start + 1))
                self.builder.finish(BlockKind.PARAGRAPH)
            self._goes_on = False
            return
        broken = self._soft and text.endswith("=")
        if not self.builder.is_empty and not self._goes_on:
            self.builder.text("\n", (number, max(start, 0)))
        self._add(text[:-1] if broken else text, number, start + 1)
        self._goes_on = broken

    def _add(self, text: str, number: int, column: int) -> None:
        pieces = _pieces(text) if self._soft else ((0, text),)
        for offset, piece in pieces:
            self.builder.text(piece, (number, column + offset))


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """A line of quoted-printable text: what is escaped is decoded, and knows where it stood."""
    position = 0
    for found in _ESCAPE.finditer(text):
        yield (position, text[position : found.start()])
        yield (found.start(), bytes.fromhex(found[0].replace("=", "")).decode("utf-8", "replace"))
        position = found.end()
    yield (position, text[position:])
