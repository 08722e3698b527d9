"""ODT: text of LibreOffice and others. Positions count paragraphs as lines; notes come last.

Source: OASIS OpenDocument 1.3 part 3, chapters 5 and 6.
"""

from __future__ import annotations

from linkcheck.model import Article, BlockKind
from linkcheck.readers import tree
from linkcheck.readers.archive import Archive
from linkcheck.readers.builder import BlockBuilder
from linkcheck.readers.tree import Node
from linkcheck.text import clean

_SKIPPED = frozenset({"tracked-changes", "annotation", "annotation-end", "sequence-decls",
                      "table-of-content", "forms", "note-citation", "bookmark"})  # fmt: skip
_MAX_SPACES = 100


def read(name: str, data: bytes) -> Article:
    """Read the text, then its notes."""
    archive = Archive(name, data)
    content = tree.parse(name, archive.read("content.xml"))
    walk = _Walk(_bold_styles(content))
    text = content.find("document-content", "body", "text")
    walk.read(text or Node("", {}, 1, 1))
    title, language = _meta(name, archive)
    return Article(tuple(walk.builder.blocks), title=title, language=language)


def _meta(name: str, archive: Archive) -> tuple[str, str]:
    if "meta.xml" not in archive:
        return ("", "")
    meta = tree.parse(name, archive.read("meta.xml"))
    said = {node.name: node.text for node in meta.walk() if isinstance(node, Node)}
    return (clean(said.get("title", "")), clean(said.get("language", ""), 35))


def _bold_styles(content: Node) -> frozenset[str]:
    return frozenset(
        style.get("name")
        for style in content.all("style")
        if any(one.get("font-weight") == "bold" for one in style.children("text-properties"))
    )


class _Walk:
    """One pass over the paragraphs; notes are kept until the text ends."""

    def __init__(self, bold: frozenset[str]) -> None:
        self.builder = BlockBuilder()
        self._bold_styles = bold
        self._line = 0
        self._column = 1
        self._notes: list[Node] = []

    def read(self, text: Node) -> None:
        """Read all paragraphs of the text, then those of its notes."""
        self._children(text, BlockKind.PARAGRAPH, 0)
        for note in self._notes:
            self._children(note, BlockKind.FOOTNOTE, 0)

    def _children(self, node: Node, kind: BlockKind, level: int) -> None:
        for child in node.children():
            if child.name == "h":
                depth = child.get("outline-level")
                heading = int(depth) if depth.isdecimal() else 1
                self._paragraph(child, BlockKind.HEADING, heading)
            elif child.name == "p":
                self._paragraph(child, kind, level)
            elif child.name == "table-row":
                self._row(child)
            elif child.name in {"list-item", "list-header"}:
                note = kind is BlockKind.FOOTNOTE
                self._children(child, kind if note else BlockKind.LIST_ITEM, level + 1)
            elif child.name not in _SKIPPED:
                self._children(child, kind, level)

    def _paragraph(self, node: Node, kind: BlockKind, level: int) -> None:
        self._next_line()
        self._inline(node, bold=node.get("style-name") in self._bold_styles)
        self.builder.finish(kind, level=level)

    def _row(self, row: Node) -> None:
        for cell in row.children("table-cell"):
            for index, paragraph in enumerate(cell.all("p")):
                self._next_line()
                if not self.builder.is_empty:
                    self._add("\n" if index else "\t", bold=True)
                self._inline(paragraph, bold=False)
        self.builder.finish(BlockKind.CELL)

    def _next_line(self) -> None:
        self._line += 1
        self._column = 1

    def _inline(self, node: Node, *, bold: bool) -> None:
        for piece in node.content:
            if isinstance(piece, str):
                self._add(piece, bold=bold)
            else:
                self._element(piece, bold=bold)

    def _element(self, node: Node, *, bold: bool) -> None:
        if node.name == "a":
            self.builder.open_link(node.get("href"), (self._line, self._column))
            self._inline(node, bold=bold)
            self.builder.close_link((self._line, self._column))
        elif node.name == "span":
            self._inline(node, bold=bold or node.get("style-name") in self._bold_styles)
        elif node.name == "note":
            self._notes.extend(node.children("note-body"))
        elif node.name in {"line-break", "tab", "s"}:
            self._add(_space(node), bold=True)
        elif node.name not in _SKIPPED:
            self._inline(node, bold=bold)

    def _add(self, text: str, *, bold: bool) -> None:
        self.builder.text(text, (self._line, self._column), bold=bold)
        self._column += len(text)


def _space(node: Node) -> str:
    if node.name == "s":
        count = node.get("c")
        return " " * (min(int(count), _MAX_SPACES) if count.isdecimal() else 1)
    return "\n" if node.name == "line-break" else "\t"
