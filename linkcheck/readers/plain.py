"""Plain text: a block for each paragraph; its lines stay lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from linkcheck.model import Article, BlockKind
from linkcheck.readers.builder import BlockBuilder
from linkcheck.readers.decode import decode

if TYPE_CHECKING:
    from collections.abc import Iterator

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|$)")


def read(_name: str, data: bytes) -> Article:
    """Read plain text; it says neither title nor language of itself."""
    builder = BlockBuilder()
    for number, line in enumerate(_lines(decode(data)), 1):
        if line.strip():
            builder.text(("" if builder.is_empty else "\n") + line, _at(number, builder))
        else:
            builder.finish(BlockKind.PARAGRAPH)
    builder.finish(BlockKind.PARAGRAPH)
    return Article(tuple(builder.blocks))


def _at(number: int, builder: BlockBuilder) -> tuple[int, int]:
    """Where a line begins; a line break before it stands one column to its left."""
    return (number, 1 if builder.is_empty else 0)


def _lines(text: str) -> Iterator[str]:
    return (found[0].rstrip("\r\n") for found in _LINE.finditer(text))
