"""HTML: whole saved pages and exports of a CMS, however broken, with exact positions."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from linkcheck.model import Article, Block, BlockKind
from linkcheck.readers import head, notes
from linkcheck.readers.builder import BlockBuilder
from linkcheck.readers.decode import decode
from linkcheck.readers.elements import BLOCKS, Element
from linkcheck.readers.positions import Positions
from linkcheck.readers.regions import region_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_HIDDEN = frozenset({
    "head", "script", "style", "template", "noscript", "svg", "iframe", "object", "select",
    "button", "textarea", "math", "audio", "video", "canvas", "title", "xmp", "noembed", "noframes",
})  # fmt: skip
_KINDS = {
    **{f"h{level}": BlockKind.HEADING for level in range(1, 7)},
    "li": BlockKind.LIST_ITEM,
    "dt": BlockKind.TERM,
    "dd": BlockKind.DEFINITION,
    "tr": BlockKind.CELL,
    "pre": BlockKind.PREFORMATTED,
    "blockquote": BlockKind.QUOTE,
}
_BOLD = frozenset({"b", "strong", "th"})
_INVISIBLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_EMPTY_LINES = re.compile(r"\n[ \t\r]*\n\s*")
_LINE = re.compile(r"[^\n]+")
_RUN = re.compile(r"[^\s&]++(?: [^\s&]++)*+|&(?:#\w{1,8}|\w{1,32});?|&|\s++")
"""Words with single spaces between them, an entity, or white space."""
_MAX_DEPTH = 200
_MAX_CARD = 40
"""Elements and texts in a card; a link that holds more was never closed."""


def read(_name: str, data: bytes) -> Article:
    """Read a page; title, language and date come from its head."""
    source = decode(data)
    root, found = _parse(source)
    said = head.read(source, found)
    return Article(
        blocks=tuple(_Walk(source, Positions(source)).blocks(root)),
        title=said.title,
        language=said.language,
        published=said.published,
        base_url=said.address,
        whole=any(map(_makes_page, found)),
    )


def _makes_page(element: Element) -> bool:
    """What only pages of the web have: word processors write neither scripts nor links to style."""
    return element.name == "script" or "stylesheet" in (element.get("rel") or "")


def read_fragment(source: str, line: int, column: int, *, lines: bool = False) -> tuple[Block, ...]:
    """Read HTML that stands inside another text, at a line and column of it.

    ``lines`` says that line ends are breaks, and empty lines part paragraphs, as in the classic
    editor of WordPress.
    """
    walk = _Walk(source, Positions(source, line, column), lines=lines)
    return tuple(walk.blocks(_parse(source)[0]))


def _parse(source: str) -> tuple[Element, list[Element]]:
    from linkcheck.readers import soup  # noqa: PLC0415 (bs4 takes 60 ms that text never needs)

    return soup.parse(source)


class _Walk:
    """One pass over the elements in document order."""

    def __init__(self, source: str, positions: Positions, *, lines: bool = False) -> None:
        self._source = source
        self._position = positions
        self._keeps_lines = lines
        self._builder = BlockBuilder()
        self._note = False
        """Whether the block begins with a link that leads back to the text."""

    def blocks(self, root: Element) -> list[Block]:
        """Walk without recursion: hostile pages nest deeper than Python's stack."""
        stack: list[tuple[Element, Iterator[Element | tuple[int, int]], _Context]] = [
            (root, iter(root.content), _Context())
        ]
        while stack:
            element, content, context = stack[-1]
            child = next(content, None)
            if child is None:
                stack.pop()
                self._leave(element, context)
            elif not isinstance(child, Element):
                self._text(*child, context)
            elif notes.leads_back(child):
                self._note = self._note or self._builder.is_empty
            elif not _is_hidden(child) and len(stack) < _MAX_DEPTH:
                stack.append((child, iter(child.content), self._enter(child, context)))
        self._builder.finish(BlockKind.PARAGRAPH)
        return self._builder.blocks

    def _enter(self, element: Element, outer: _Context) -> _Context:
        name = element.name
        if name in BLOCKS and outer.card:
            self._break(" ", element.start)
        elif name in BLOCKS:
            self._finish(outer)
            return outer.inside(element)
        if name == "br":
            self._break("\n", element.start)
        elif name in {"td", "th"}:
            self._break("\t", element.start)
        elif name == "a" and (href := element.get("href")) is not None:
            self._builder.open_link(href.strip(), self._position(element.start))
            return outer.on_card() if _is_card(element) else outer
        return outer.bolder() if name in _BOLD else outer

    def _leave(self, element: Element, context: _Context) -> None:
        if element.name in BLOCKS:
            if not context.card:
                self._finish(context)
        elif element.name == "a":
            end = element.content[-1] if element.content else element
            offset = end.inner if isinstance(end, Element) else end[1]
            self._builder.close_link(self._position(offset))

    def _finish(self, context: _Context) -> None:
        note = self._note and context.kind is BlockKind.PARAGRAPH
        self._builder.finish(
            BlockKind.FOOTNOTE if note else context.kind,
            level=context.level,
            region=context.region,
            path=context.path,
        )
        self._note = False

    def _break(self, character: str, offset: int) -> None:
        if not self._builder.is_empty:
            self._builder.text(character, self._position(offset), bold=True)

    def _text(self, start: int, end: int, context: _Context) -> None:
        """Add text, white space collapsed as a browser does, each piece where it stands."""
        if context.kind is BlockKind.PREFORMATTED:
            self._preformatted(start, end, context)
        elif self._keeps_lines:
            self._lined(start, end, context)
        else:
            self._words(start, end, context)

    def _words(self, start: int, end: int, context: _Context) -> None:
        builder, position = self._builder, self._position
        for run in _RUN.finditer(self._source, start, end):
            text = run[0]
            if text[0] == "&":
                text = html.unescape(text)
            if not text.isspace():
                builder.text(text, position(run.start()), bold=context.bold)
            elif not builder.ends_in_space:
                builder.text(" ", position(run.start()), bold=True)

    def _lined(self, start: int, end: int, context: _Context) -> None:
        """Text of the classic editor: line ends are breaks, empty lines end the paragraph."""
        while gap := _EMPTY_LINES.search(self._source, start, end):
            self._broken(start, gap.start(), context)
            self._finish(context)
            start = gap.end()
        self._broken(start, end, context)

    def _broken(self, start: int, end: int, context: _Context) -> None:
        for line in _LINE.finditer(self._source, start, end):
            if line.start() > start:
                self._break("\n", line.start() - 1)
            self._words(line.start(), line.end(), context)
        if self._source.endswith("\n", start, end):
            self._break("\n", end - 1)

    def _preformatted(self, start: int, end: int, context: _Context) -> None:
        for run in _RUN.finditer(self._source, start, end):
            text = html.unescape(run[0]) if run[0][0] == "&" else run[0]
            self._builder.text(text, self._position(run.start()), bold=context.bold)


class _Context:
    """What the elements around a text make of it."""

    __slots__ = ("bold", "card", "kind", "level", "path", "region")

    def __init__(
        self,
        kind: BlockKind = BlockKind.PARAGRAPH,
        level: int = 0,
        region: str = "",
        path: tuple[int, ...] = (),
        *,
        bold: bool = False,
    ) -> None:
        self.kind = kind
        self.level = level
        self.region = region
        self.path = path
        self.bold = bold
        self.card = False

    def inside(self, tag: Element) -> _Context:
        """The context inside a block element."""
        region = self.region or region_of(tag)
        path = (*self.path, tag.number)
        kind = _KINDS.get(tag.name)
        if kind is BlockKind.HEADING:
            return _Context(kind, int(tag.name[1]), region, path, bold=False)
        if notes.is_note(tag):
            return _Context(BlockKind.FOOTNOTE, 0, region, path)
        if kind is BlockKind.LIST_ITEM:
            note = self.kind is BlockKind.FOOTNOTE
            return _Context(BlockKind.FOOTNOTE if note else kind, self.level + 1, region, path)
        inherits = self.kind in {BlockKind.LIST_ITEM, BlockKind.FOOTNOTE, BlockKind.DEFINITION}
        return _Context(
            kind or (self.kind if inherits else BlockKind.PARAGRAPH),
            self.level if inherits else 0,
            region,
            path,
        )

    def bolder(self) -> _Context:
        """The same context in bold type."""
        made = _Context(self.kind, self.level, self.region, self.path, bold=True)
        made.card = self.card
        return made

    def on_card(self) -> _Context:
        """The same context inside of a link that holds blocks."""
        made = _Context(self.kind, self.level, self.region, self.path, bold=self.bold)
        made.card = True
        return made


def _is_card(link: Element) -> bool:
    """Tell whether a link is a small card: its title, summary and picture are blocks inside it."""
    looked, holds_block = 0, False
    stack = [link]
    while stack:
        for child in stack.pop().content:
            looked += 1
            if looked > _MAX_CARD or (isinstance(child, Element) and child.name == "a"):
                return False
            if isinstance(child, Element):
                holds_block = holds_block or child.name in BLOCKS
                stack.append(child)
    return holds_block


def _is_hidden(tag: Element) -> bool:
    return (
        tag.name in _HIDDEN
        or tag.get("hidden") is not None
        or tag.get("aria-hidden") == "true"
        or bool(_INVISIBLE.search(tag.get("style") or ""))
        or notes.is_for_machines(tag)
    )
