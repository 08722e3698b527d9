"""Markdown, with footnotes, tables, definition lists and the HTML people mix into it.

pyromark tells for every event which bytes of the source it comes from, so positions are exact.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Any

import pyromark

from linkcheck.model import Article, Block, BlockKind
from linkcheck.readers import frontmatter
from linkcheck.readers.builder import BlockBuilder
from linkcheck.readers.decode import decode
from linkcheck.readers.html import read_fragment
from linkcheck.readers.positions import Positions, Utf8Offsets

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from linkcheck.readers.builder import Position

_OPTIONS = (
    pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_DEFINITION_LIST
    | pyromark.Options.ENABLE_HEADING_ATTRIBUTES
    | pyromark.Options.ENABLE_STRIKETHROUGH
)
_LEVELS = {f"H{level}": level for level in range(1, 7)}
_KINDS = {
    "Paragraph": BlockKind.PARAGRAPH,
    "Item": BlockKind.LIST_ITEM,
    "DefinitionListTitle": BlockKind.TERM,
    "DefinitionListDefinition": BlockKind.DEFINITION,
    "TableRow": BlockKind.CELL,
    "TableHead": BlockKind.CELL,
    "CodeBlock": BlockKind.PREFORMATTED,
    "BlockQuote": BlockKind.QUOTE,
}
_CELL = "TableCell"
_MAX_DEPTH = 100
"""Levels looked at; deeper nesting is no article's."""
_HOSTILE_RUN = re.compile(r"(?:[\[\]>*_!`~][ \t]?){8,}")
_MAX_RUN = 100
"""Characters of markup in a row that no article has; each would be an event of its own."""
_BREAK = re.compile(r"<br\s*/?>\s*\n?", re.IGNORECASE)
_DEFINITION = re.compile(
    r"""^ {0,3}\[(?!\^)([^\[\]\n]{1,200})\]:[ \t]{0,9}<?(https?://[^\s>]{1,2000})>?"""
    r"""(?:[ \t]{1,9}["'(]([^\n"]{1,300})["')])?[ \t]*$""",
    re.MULTILINE,
)
_ANCHOR = re.compile(r"""<a\s[^>]*?href\s*=\s*["']?([^"'\s>]+)""", re.IGNORECASE)


def read(name: str, data: bytes) -> Article:
    """Read Markdown; title, language and date come from its front matter or its dated name."""
    text = decode(data)
    front = frontmatter.parse(name, text)
    blocks = _Walk(text, front.length).blocks()
    return Article(blocks, title=front.title, language=front.language, published=front.published)


def _blank(run: re.Match[str]) -> str:
    return " " * len(run[0]) if len(run[0]) >= _MAX_RUN else run[0]


class _Walk:
    """One pass over the events of a document."""

    def __init__(self, text: str, skip: int) -> None:
        body = _HOSTILE_RUN.sub(_blank, text[skip:])
        self._data = body.encode("utf-8", "replace")
        self._skip = skip
        self._position = Positions(text)
        self._offset = Utf8Offsets(self._data)
        self._builder = BlockBuilder()
        self._kinds: list[tuple[BlockKind, int]] = []
        self._bold = 0
        self._html: list[tuple[str, int]] = []
        self._text_of_body = self._data.decode("utf-8")
        self._code_spans: list[tuple[int, int]] = []

    def blocks(self) -> tuple[Block, ...]:
        events = pyromark.events_with_range(self._text_of_body, options=_OPTIONS)
        for event, where in events:
            name, value = next(iter(event.items())) if isinstance(event, dict) else (event, None)
            handle = self._HANDLERS.get(name)
            if handle is not None:
                handle(self, value, where["start"], where["end"])
        self._finish()
        self._read_definitions()
        return tuple(self._builder.blocks)

    def _read_definitions(self) -> None:
        """Definitions of links that the text never uses: a reader of the source sees them.

        Each becomes a paragraph at its place, called by its name or by the title it gives.
        """
        blocks = self._builder.blocks
        used = {link.url for block in blocks for link in block.links}
        for found in _DEFINITION.finditer(self._text_of_body):
            name, url, title = found.groups()
            offset = found.start(1)
            if url in used or name.isdecimal() or self._is_code(offset):
                continue
            at = self._position(self._skip + offset)
            builder = BlockBuilder()
            builder.open_link(html.unescape(url), at)
            builder.text(title or name, at)
            builder.close_link(self._position(self._skip + found.end()))
            builder.finish(BlockKind.PARAGRAPH)
            place = bisect_right(blocks, at, key=lambda block: block.position(0))
            blocks[place:place] = builder.blocks

    def _is_code(self, offset: int) -> bool:
        return any(start <= offset < end for start, end in self._code_spans)

    def _at(self, byte: int) -> Position:
        return self._position(self._skip + self._offset(byte))

    def _finish(self) -> None:
        kind, level = self._kinds[-1] if self._kinds else (BlockKind.PARAGRAPH, 0)
        self._builder.finish(kind, level=level)

    def _start(self, value: Any, start: int, end: int) -> None:  # noqa: ANN401 (pyromark's events)
        name, detail = next(iter(value.items())) if isinstance(value, dict) else (value, {})
        if name == "CodeBlock":
            self._code_spans.append((self._offset(start), self._offset(end)))
        if name in {"Strong", "Emphasis"}:
            self._bold += name == "Strong"
        elif name == "Link":
            self._builder.open_link(detail["dest_url"], self._at(start))
        elif name == _CELL:
            self._break("\t", start)
        elif name == "Image":
            self._kinds.append((BlockKind.PARAGRAPH, -1))
        else:
            self._enter(name, detail)

    def _enter(self, name: str, detail: Any) -> None:  # noqa: ANN401 (pyromark's events)
        if name == "Heading":
            self._open_block(BlockKind.HEADING, _LEVELS[detail["level"]])
        elif name == "FootnoteDefinition":
            self._open_block(BlockKind.FOOTNOTE, 0)
        elif name == "List":
            self._finish()
        elif name in _KINDS:
            self._bold += name == "TableHead"
            self._open_block(*self._nested(_KINDS[name]))

    def _nested(self, kind: BlockKind) -> tuple[BlockKind, int]:
        """A paragraph inside an item, a footnote or a definition belongs to it."""
        outer = [one for one, _ in self._kinds[-_MAX_DEPTH:] if one is not BlockKind.QUOTE]
        if kind is BlockKind.PARAGRAPH and outer:
            return self._kinds[-1]
        depth = outer.count(BlockKind.LIST_ITEM) + 1 if kind is BlockKind.LIST_ITEM else 0
        return (kind, depth)

    def _open_block(self, kind: BlockKind, level: int) -> None:
        self._finish()
        self._kinds.append((kind, level))

    def _end(self, value: Any, _start: int, end: int) -> None:  # noqa: ANN401 (pyromark's events)
        name = next(iter(value)) if isinstance(value, dict) else value
        if name == "Strong":
            self._bold -= 1
        elif name == "Link":
            self._builder.close_link(self._at(end))
        elif name == "Image":
            self._kinds.pop()
        elif name == "HtmlBlock":
            self._read_html()
        elif name in _KINDS or name in {"Heading", "FootnoteDefinition"}:
            self._finish()
            self._kinds.pop()
            self._bold -= name == "TableHead"

    def _text(self, value: str, start: int, _end: int) -> None:
        if not (self._kinds and self._kinds[-1][1] < 0):
            self._builder.text(value, self._at(start), bold=self._bold > 0)

    def _code(self, value: str, start: int, end: int) -> None:
        ticks = (end - start - len(value.encode("utf-8", "replace"))) // 2
        self._text(value, start + max(ticks, 0), end)

    def _line_break(self, _value: None, start: int, _end: int) -> None:
        self._break("\n", start)

    def _break(self, character: str, start: int) -> None:
        if not self._builder.is_empty:
            self._builder.text(character, self._at(start), bold=True)

    def _inline_html(self, value: str, start: int, end: int) -> None:
        anchor = _ANCHOR.match(value)
        if _BREAK.fullmatch(value):
            self._break("\n", start)
        elif anchor:
            self._builder.open_link(html.unescape(anchor[1]), self._at(start))
        elif value.lower().startswith("</a"):
            self._builder.close_link(self._at(end))
        elif re.match(r"</?(?:strong|b)\b", value, re.IGNORECASE):
            self._bold += -1 if value.startswith("</") else 1

    def _rule(self, _value: None, start: int, _end: int) -> None:
        self._finish()
        self._builder.text("---", self._at(start))
        self._builder.finish(BlockKind.PARAGRAPH)

    def _html_line(self, value: str, start: int, _end: int) -> None:
        self._html.append((value, start))

    def _read_html(self) -> None:
        self._finish()
        start = self._html[0][1]
        fragment = "".join(value for value, _ in self._html)
        line, column = self._at(start)
        self._builder.blocks.extend(read_fragment(fragment, line, column))
        self._html.clear()

    _HANDLERS: Mapping[str, Callable[[_Walk, Any, int, int], None]] = {
        "Start": _start,
        "End": _end,
        "Text": _text,
        "Code": _code,
        "SoftBreak": _line_break,
        "HardBreak": _line_break,
        "InlineHtml": _inline_html,
        "Rule": _rule,
        "Html": _html_line,
    }
