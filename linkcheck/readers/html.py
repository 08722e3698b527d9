"""HTML: whole saved pages and exports of a CMS, however broken.

Beautiful Soup reads what no validator would and tells where each tag stands; the text between
tags is found again in the source, so that positions are exact to the column.
"""

from __future__ import annotations

import html
import re
import warnings
from typing import TYPE_CHECKING

from bs4 import BeautifulSoup, Comment, MarkupResemblesLocatorWarning, ParserRejectedMarkup, Tag
from bs4.element import NavigableString, PreformattedString

from linkcheck.model import Article, Block, BlockKind
from linkcheck.readers import head
from linkcheck.readers.builder import BlockBuilder
from linkcheck.readers.decode import decode
from linkcheck.readers.positions import Positions
from linkcheck.readers.regions import region_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_HIDDEN = frozenset({
    "head", "script", "style", "template", "noscript", "svg", "iframe", "object", "select",
    "button", "textarea", "math", "audio", "video", "canvas",
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
_BLOCKS = frozenset({
    "address", "article", "aside", "body", "details", "div", "dl", "fieldset", "figcaption",
    "figure", "footer", "form", "header", "hr", "html", "main", "nav", "ol", "p", "section",
    "summary", "table", "tbody", "tfoot", "thead", "ul", "center", *_KINDS,
})  # fmt: skip
_BOLD = frozenset({"b", "strong", "th"})
_NOTE = re.compile(
    r"^(?:fn|footnote|endnote|cite_note|_ftn|_edn|sdfootnote)[\W_]?\w*\d", re.IGNORECASE
)
_NOTE_TYPES = frozenset(
    {"footnote", "endnote", "rearnote", "doc-footnote", "doc-endnote"}
)
_TAG_END = re.compile(r"""<(?:[^>"']|"[^"]*+"|'[^']*+')*+>""")
_EMPTY_LINES = re.compile(r"\n[ \t\r]*\n\s*")
_WORD = re.compile(r"\S+")
_TOKEN = re.compile(r"[^\s<]++")
_CHARACTER = re.compile(r"&(?:#\w{1,8}|\w{1,32});?|.", re.DOTALL)
_BETWEEN = re.compile(
    r"(?:\s++|</[^>]*+>|<!--(?:(?!-->).)*+-->|&(?:nbsp|ensp|emsp|thinsp|#160|#xa0|#8239);?)*+",
    re.DOTALL | re.IGNORECASE,
)
"""What may stand between two words of a text without being seen."""
_SEARCH = 4_000
"""Characters of source searched for a word that does not follow at once (broken markup)."""
_MAX_DEPTH = 200


def read(_name: str, data: bytes) -> Article:
    """Read a page; title, language and date come from its head."""
    source = decode(data)
    soup = _parse(source)
    said = head.read(soup)
    return Article(
        blocks=tuple(_Walk(source, Positions(source)).blocks(soup)),
        title=said.title,
        language=said.language,
        published=said.published,
        base_url=said.address,
    )


def read_fragment(
    source: str, line: int, column: int, lines: bool = False  # noqa: FBT001, FBT002 (one of a tuple)
) -> tuple[Block, ...]:
    """Read HTML that stands inside another text, at a line and column of it.

    ``lines`` says that line ends are breaks, and empty lines part paragraphs, as in the classic
    editor of WordPress.
    """
    walk = _Walk(source, Positions(source, line, column), lines=lines)
    return tuple(walk.blocks(_parse(source)))


def _parse(source: str) -> BeautifulSoup:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", MarkupResemblesLocatorWarning)
        markup = _bounded(source)
        try:
            return BeautifulSoup(markup, "html.parser")
        except ParserRejectedMarkup:
            # Only a malformed marked section ("<![x") is ever rejected.
            return BeautifulSoup(markup.replace("<![", "  ["), "html.parser")


def _bounded(source: str) -> str:
    """Drop an unclosed comment or tag at the end, as browsers do.

    html.parser would look for its end again from every ``<`` in it, in quadratic time.
    """
    unclosed = source.find("<!--", source.rfind("-->") + 1)
    source = source if unclosed < 0 else source[:unclosed]
    unclosed = source.find("<", source.rfind(">") + 1)
    return source if unclosed < 0 else source[:unclosed]


class _Walk:
    """One pass over the tree in document order, with a cursor in the source."""

    def __init__(self, source: str, positions: Positions, *, lines: bool = False) -> None:
        self._source = source
        self._keeps_lines = lines
        self._position = positions
        self._lines = [0, *(found.end() for found in re.finditer("\n", source))]
        self._cursor = 0
        self._builder = BlockBuilder()

    def blocks(self, soup: BeautifulSoup) -> list[Block]:
        """Walk without recursion: hostile pages nest deeper than Python's stack."""
        stack: list[tuple[Tag, Iterator[object], _Context]] = [
            (soup, iter(soup.contents), _Context())
        ]
        while stack:
            tag, children, context = stack[-1]
            child = next(children, None)
            if child is None:
                stack.pop()
                self._leave(tag, context)
            elif isinstance(child, Tag):
                if child.name in _HIDDEN or _is_hidden(child) or len(stack) >= _MAX_DEPTH:
                    self._skip_element(child)
                else:
                    stack.append((child, iter(child.contents), self._enter(child, context)))
            elif isinstance(child, NavigableString):
                self._string(child, context)
        self._builder.finish(BlockKind.PARAGRAPH)
        return self._builder.blocks

    def _enter(self, tag: Tag, outer: _Context) -> _Context:
        self._cursor = self._offset(tag)
        if tag.name in _BLOCKS:
            self._finish(outer)
            self._skip_tag()
            return outer.inside(tag)
        at = self._position(self._cursor)
        self._skip_tag()
        if tag.name == "br":
            self._break("\n", at)
        elif tag.name in {"td", "th"}:
            self._break("\t", at)
        elif tag.name == "a" and isinstance(href := tag.get("href"), str):
            self._builder.open_link(href.strip(), at)
        return outer.bolder() if tag.name in _BOLD else outer

    def _leave(self, tag: Tag, context: _Context) -> None:
        if tag.name in _BLOCKS:
            self._finish(context)
        elif tag.name == "a":
            self._builder.close_link(self._position(self._cursor))

    def _finish(self, context: _Context) -> None:
        self._builder.finish(
            context.kind, level=context.level, region=context.region, path=context.path
        )

    def _break(self, character: str, at: tuple[int, int]) -> None:
        if not self._builder.is_empty:
            self._builder.text(character, at, bold=True)

    def _string(self, string: NavigableString, context: _Context) -> None:
        if isinstance(string, Comment):
            end = self._source.find("-->", self._cursor)
            self._cursor = end + 3 if end >= 0 else self._cursor
        elif not isinstance(string, PreformattedString):
            self._text(str(string), context)

    def _text(self, text: str, context: _Context) -> None:
        """Add text word by word, white space collapsed as a browser does, each where it stands."""
        if context.kind is BlockKind.PREFORMATTED:
            self._preformatted(text, context)
        elif self._keeps_lines:
            self._lined(text, context)
        else:
            self._words(text, context)

    def _lined(self, text: str, context: _Context) -> None:
        """Text of the classic editor: line ends are breaks, empty lines end the paragraph."""
        for index, paragraph in enumerate(_EMPTY_LINES.split(text)):
            if index:
                self._finish(context)
            for number, line in enumerate(paragraph.splitlines() or [paragraph]):
                if number:
                    self._break("\n", self._position(self._cursor))
                self._words(line, context)

    def _words(self, text: str, context: _Context) -> None:
        spaced = text[:1].isspace()
        for word in _WORD.finditer(text):
            at = self._find(word[0])
            if (spaced or word.start()) and not self._builder.ends_in_space:
                self._builder.text(" ", self._position(max(at - 1, 0)), bold=True)
            self._builder.text(word[0], self._position(at), bold=context.bold)
            spaced = True
        if text[-1:].isspace() and not self._builder.ends_in_space:
            self._builder.text(" ", self._position(self._cursor), bold=True)

    def _preformatted(self, text: str, context: _Context) -> None:
        for line in text.splitlines(keepends=True):
            indent = len(line) - len(line.lstrip())
            at = self._find(line.strip()) - indent if line.strip() else self._cursor
            self._builder.text(line, self._position(at), bold=context.bold)

    def _find(self, word: str) -> int:
        """Where a word stands, at or after the cursor; the cursor moves behind it."""
        between = _BETWEEN.match(self._source, self._cursor)
        at = between.end() if between else self._cursor
        if not self._source.startswith(word, at):
            written = _TOKEN.match(self._source, at)
            if written and html.unescape(written[0]).startswith(word):
                self._cursor = at + _written_length(written[0], len(word))
                return at
            at = self._source.find(word, self._cursor, self._cursor + _SEARCH)
        if at < 0:
            return self._cursor
        self._cursor = at + len(word)
        return at

    def _offset(self, tag: Tag) -> int:
        """The source offset of a tag's ``<``."""
        line, column = tag.sourceline, tag.sourcepos
        if line is None or column is None or line > len(self._lines):
            return self._cursor
        return self._lines[line - 1] + column

    def _skip_element(self, tag: Tag) -> None:
        self._cursor = self._offset(tag)
        end = self._source.find(f"</{tag.name}", self._cursor) if tag.contents else -1
        if end >= 0:
            self._cursor = end
        else:
            self._skip_tag()

    def _skip_tag(self) -> None:
        found = _TAG_END.match(self._source, self._cursor)
        if found:
            self._cursor = found.end()


def _written_length(written: str, length: int) -> int:
    """How much of the source, with entities, makes up so many characters of text."""
    pieces = _CHARACTER.finditer(written)
    end = seen = 0
    while seen < length and (piece := next(pieces, None)):
        seen += len(html.unescape(piece[0]))
        end = piece.end()
    return end


class _Context:
    """What the elements around a text make of it."""

    __slots__ = ("bold", "kind", "level", "path", "region")

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

    def inside(self, tag: Tag) -> _Context:
        """The context inside a block element."""
        region = self.region or region_of(tag)
        path = (*self.path, id(tag))
        kind = _KINDS.get(tag.name)
        if kind is BlockKind.HEADING:
            return _Context(kind, int(tag.name[1]), region, path, bold=False)
        if _NOTE.match(str(tag.get("id") or "")) or _is_note(tag):
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
        return _Context(self.kind, self.level, self.region, self.path, bold=True)


def _is_note(tag: Tag) -> bool:
    """Notes of books: EPUB's own attribute, or the role of DPUB-ARIA."""
    said = {*str(tag.get("epub:type") or "").split(), str(tag.get("role") or "")}
    return not said.isdisjoint(_NOTE_TYPES)


def _is_hidden(tag: Tag) -> bool:
    return tag.has_attr("hidden") or tag.get("aria-hidden") == "true"
