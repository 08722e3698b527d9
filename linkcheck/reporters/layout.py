"""Laying text out for a terminal: escaping, measuring, wrapping, colouring. Pure.

Labels, titles, URLs and file names are hostile. Two things are kept from them here: to command
the terminal (control and bidi characters), and to command a CI system that reads our output:
GitHub acts on lines that begin with ``::``, blanks before it or not, and GitHub and Azure on
``##[`` and ``##vso[`` anywhere in a line.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_TEXT = 600
"""Characters shown of a sentence; longer ones end in an ellipsis."""
MAX_URL = 2000
"""Characters shown of an address, which is never wrapped so that it stays one to click."""

NO_BREAK = "\xa0"
"""Stands for a blank that no line may break at; :func:`wrap` makes it a blank again."""

_JOINER = "\u200d"
_DOUBLE_HASH = re.compile("#(?=#)")
_COMMAND = re.compile(r"\s*:(?=:)")
_OPENING, _CLOSING = "「『（【〈《〔［｛", "、。，．」』）】〉》〕］｝！？：；…ー々"
_CJK = "\u3041-\u30fe\u3400-\u9fff\uf900-\ufaff\uff10-\uff5a"
# What a line break may not fall into: one CJK letter, or a word of any other script, with the
# brackets that belong to it (the Japanese rule of kinsoku) and the blanks after it.
_PIECE = (
    rf"[{_OPENING}]*(?:[{_CJK}]|[^ {_CJK}{_OPENING}{_CLOSING}]+)[{_CLOSING}]* *"
    rf"|[{_OPENING}{_CLOSING}]+ *"
)

_STYLES = {
    "bold": "1", "dim": "2", "underline": "4",
    "red": "1;31", "yellow": "1;33", "cyan": "1;36", "green": "1;32",
}  # fmt: skip


def visible(text: str, limit: int = MAX_TEXT) -> str:
    """Make text safe to show on one line: blanks collapsed, control and bidi characters spelled.

    At most ``limit`` characters of the text are kept.
    """
    shortened = text if len(text) <= limit else text[: limit - 1] + "…"
    line = " ".join(shortened.split())
    return _DOUBLE_HASH.sub("# ", "".join(map(_spell, line)))


def _spell(char: str) -> str:
    if char.isprintable() or char == _JOINER:
        return char
    return f"\\x{ord(char):02x}" if ord(char) <= 0xFF else f"\\u{ord(char):04x}"  # noqa: PLR2004 (as Python spells them)


def columns(text: str) -> int:
    """The columns that text takes: two for East Asian wide letters, none for combining marks."""
    return len(text) if text.isascii() else sum(map(_columns_of, text))


def _columns_of(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def cut(text: str, width: int) -> str:
    """Cut text to a number of columns; a cut shows as an ellipsis."""
    if columns(text) <= width:
        return text
    return _head(text, max(width - 1, 0)).rstrip() + "…"


def _head(text: str, width: int) -> str:
    """The longest beginning of text that fits, at least one letter of it."""
    taken = 0
    for index, char in enumerate(text):
        taken += _columns_of(char)
        if taken > width and index:
            return text[:index]
    return text


def wrap(text: str, width: int, hanging: str = "") -> list[str]:
    """Wrap safe text to a number of columns; all lines but the first begin with ``hanging``.

    No line begins with ``::``, blanks before it or not.
    """
    lines: list[str] = []
    line = ""
    for piece in pieces(text, width - columns(hanging)):
        margin = hanging if lines else ""
        if line and columns(margin + line + piece.rstrip()) > width:
            lines.append(margin + line.rstrip())
            line = ""
        line += piece
    lines.append((hanging if lines else "") + line.rstrip())
    return [disarm(one.replace(NO_BREAK, " ")) for one in lines]


def pieces(text: str, width: int) -> Iterator[str]:
    """The pieces of safe text that a line may break after, none wider than ``width``."""
    for piece in re.findall(_PIECE, text):
        rest = piece
        while columns(rest.rstrip()) > width:
            head = _head(rest, width)
            yield head
            rest = rest[len(head) :]
        yield rest


def disarm(line: str) -> str:
    """Part the colons that would make a line a command for GitHub's runner."""
    found = _COMMAND.match(line)
    return f"{found[0]} {line[found.end() :]}" if found else line


def paint(text: str, style: str, *, colour: bool) -> str:
    """Put text in a style, if there is colour at all."""
    return f"\x1b[{_STYLES[style]}m{text}\x1b[0m" if colour and text else text
