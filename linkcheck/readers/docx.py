"""DOCX: the text of Word and of programs that write its format, with all its kinds of links.

A link is a relationship (``w:hyperlink``), a simple field or a complex one (``HYPERLINK "…"``).
Positions count paragraphs as lines; footnotes and endnotes are counted on after the text.
Deleted text of tracked changes is left out, inserted text is read.
Source: ECMA-376 part 1, sections 17.3, 17.11 and 17.16.
"""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from linkcheck.model import Article, BlockKind
from linkcheck.readers import tree
from linkcheck.readers.archive import Archive
from linkcheck.readers.builder import BlockBuilder
from linkcheck.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linkcheck.readers.tree import Node

_DOCUMENT = "word/document.xml"
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")
_HEADING = re.compile(
    r"^(?:heading|überschrift|titre|título|titolo|nagłówek)\s?(\d)", re.IGNORECASE
)
_TITLES = frozenset({"title", "titel", "subtitle"})
_LISTS = re.compile(r"^(?:list|liste|aufz|lista)", re.IGNORECASE)
_INSTRUCTION = re.compile(
    r"""^\s*HYPERLINK\s+(?:\\l\s+)?"([^"]{1,4000})"|^\s*HYPERLINK\s+([^\s"\\]{1,4000})"""
)
_LOCAL = re.compile(r"^\s*HYPERLINK\s+\\l\b")
_SKIPPED = frozenset({"pPr", "rPr", "Fallback", "delText", "del", "moveFrom", "instrText", "tblPr",
                      "sectPr", "sdtPr", "drawing", "pict", "object"})  # fmt: skip
_OFF = frozenset({"0", "false", "none", "off"})


def read(name: str, data: bytes) -> Article:
    """Read the text, then its footnotes and endnotes."""
    archive = Archive(name, data)
    body = tree.parse(name, archive.read(_DOCUMENT))
    walk = _Walk(_styles(name, archive))
    walk.read(body, _targets(name, archive, _DOCUMENT))
    for part in _NOTES:
        if part in archive:
            targets = _targets(name, archive, part)
            for note in tree.parse(name, archive.read(part)).walk():
                if not isinstance(note, str) and note.name in {"footnote", "endnote"}:
                    walk.read_note(note, targets)
    title, language = _core(name, archive)
    return Article(tuple(walk.builder.blocks), title=title, language=language)


def _targets(name: str, archive: Archive, part: str) -> Mapping[str, str]:
    """The addresses that a part's relationships name, by their ids."""
    folder, file = posixpath.split(part)
    member = f"{folder}/_rels/{file}.rels"
    if member not in archive:
        return {}
    return {
        one.get("Id"): one.get("Target")
        for one in tree.parse(name, archive.read(member)).all("Relationship")
        if one.get("Type").endswith("/hyperlink")
    }


def _core(name: str, archive: Archive) -> tuple[str, str]:
    """Title and language of the document's properties."""
    if "docProps/core.xml" not in archive:
        return ("", "")
    said = {
        node.name: node.text
        for node in tree.parse(name, archive.read("docProps/core.xml")).walk()
        if not isinstance(node, str)
    }
    return (clean(said.get("title", "")), clean(said.get("language", ""), 35))


class _Style:
    """What a paragraph's style makes of it."""

    __slots__ = ("bold", "is_list", "level")

    def __init__(self, node: Node) -> None:
        name = (node.find("name") or node).get("val")
        outline = node.find("pPr", "outlineLvl")
        found = _HEADING.match(name)
        self.level = int(found[1]) if found else int(name.lower() in _TITLES)
        if not self.level and outline is not None and outline.get("val").isdecimal():
            self.level = int(outline.get("val")) + 1
        self.is_list = bool(node.find("pPr", "numPr")) or bool(_LISTS.match(name))
        self.bold = _is_bold(node)


def _styles(name: str, archive: Archive) -> Mapping[str, _Style]:
    if "word/styles.xml" not in archive:
        return {}
    styles = tree.parse(name, archive.read("word/styles.xml"))
    return {one.get("styleId"): _Style(one) for one in styles.all("style")}


def _is_bold(node: Node) -> bool:
    bold = node.find("rPr", "b")
    return bold is not None and bold.get("val") not in _OFF


class _Walk:
    """One pass over the paragraphs, numbered as lines."""

    def __init__(self, styles: Mapping[str, _Style]) -> None:
        self.builder = BlockBuilder()
        self._styles = styles
        self._line = 0
        self._column = 1
        self._bold = False
        self._note = False
        self._targets: Mapping[str, str] = {}
        self._fields: list[list[str] | None] = []
        """Complex fields that are open: the pieces of their instruction, ``None`` after it."""

    def read(self, node: Node, targets: Mapping[str, str]) -> None:
        """Read all paragraphs and rows below a node."""
        self._targets = targets
        self._children(node)

    def read_note(self, note: Node, targets: Mapping[str, str]) -> None:
        """Read one note; the lines that Word draws above notes are notes to it as well."""
        if not note.get("type"):
            self._note = True
            self.read(note, targets)

    def _children(self, node: Node) -> None:
        for child in node.children():
            if child.name == "p":
                self._paragraph(child)
            elif child.name == "tr":
                self._row(child)
            elif child.name not in _SKIPPED:
                self._children(child)

    def _paragraph(self, node: Node) -> None:
        self._line += 1
        self._column = 1
        kind, level, bold = self._kind(node)
        self._runs(node, bold=bold)
        self.builder.finish(kind, level=level)
        for box in _boxes(node):
            self._children(box)

    def _row(self, row: Node) -> None:
        """A row is one block; its cells stand apart by tabulators, their paragraphs by lines.

        A cell that holds another table is no cell but a frame around it.
        """
        if next(row.all("tbl"), None):
            for cell in row.children("tc"):
                self._children(cell)
            return
        for cell in row.children("tc"):
            for index, paragraph in enumerate(cell.all("p")):
                self._line += 1
                self._column = 1
                if not self.builder.is_empty:
                    self._add("\n" if index else "\t", bold=True)
                self._runs(paragraph, bold=False)
        self.builder.finish(BlockKind.CELL)

    def _kind(self, node: Node) -> tuple[BlockKind, int, bool]:
        said = node.find("pPr")
        named = said.find("pStyle") if said else None
        style = self._styles.get(named.get("val")) if named else None
        numbered = said.find("numPr") if said else None
        if self._note:
            return (BlockKind.FOOTNOTE, 0, False)
        if style and style.level:
            return (BlockKind.HEADING, style.level, False)
        if numbered or (style and style.is_list):
            depth = numbered.find("ilvl") if numbered else None
            level = depth.get("val") if depth else ""
            return (BlockKind.LIST_ITEM, int(level) + 1 if level.isdecimal() else 1, False)
        return (BlockKind.PARAGRAPH, 0, bool(style and style.bold))

    def _runs(self, node: Node, *, bold: bool) -> None:
        for child in node.children():
            if child.name == "hyperlink":
                self._link(child, self._targets.get(child.get("id"), ""), bold=bold)
            elif child.name == "fldSimple":
                self._link(child, _address(child.get("instr")), bold=bold)
            elif child.name == "r":
                self._run(child, bold=bold or _is_bold(child))
            elif child.name not in _SKIPPED:
                self._runs(child, bold=bold)

    def _link(self, node: Node, address: str, *, bold: bool) -> None:
        if address:
            self.builder.open_link(address, (self._line, self._column))
        self._runs(node, bold=bold)
        if address:
            self.builder.close_link((self._line, self._column))

    def _run(self, run: Node, *, bold: bool) -> None:
        for child in run.children():
            if child.name == "t":
                self._add(child.text, bold=bold)
            elif child.name == "fldChar":
                self._field(child.get("fldCharType"))
            elif child.name == "instrText":
                self._instruct(child.text)
            elif child.name in {"br", "cr"}:
                self._add("\n", bold=True)
            elif child.name == "tab":
                self._add("\t", bold=True)
            elif child.name == "noBreakHyphen":
                self._add("-", bold=bold)

    def _add(self, text: str, *, bold: bool) -> None:
        self.builder.text(text, (self._line, self._column), bold=bold)
        self._column += len(text)

    def _field(self, kind: str) -> None:
        """Begin, separate or end a complex field; its result is the link's anchor."""
        if kind == "begin":
            self._fields.append([])
        elif kind == "separate" and self._fields and self._fields[-1] is not None:
            address = _address("".join(self._fields[-1]))
            if address:
                self.builder.open_link(address, (self._line, self._column))
            self._fields[-1] = None if address else self._fields[-1]
        elif kind == "end" and self._fields and self._fields.pop() is None:
            self.builder.close_link((self._line, self._column))

    def _instruct(self, text: str) -> None:
        if self._fields and self._fields[-1] is not None:
            self._fields[-1].append(text)


def _boxes(node: Node) -> Iterator[Node]:
    """The text boxes that hang on a paragraph; what older programs are shown instead is no second.

    Nested boxes are found when the outer one is read.
    """
    stack = [node]
    while stack:
        one = stack.pop()
        if one.name == "txbxContent":
            yield one
        elif one.name != "Fallback":
            stack.extend(reversed(tuple(one.children())))


def _address(instruction: str) -> str:
    """The address that a field's instruction leads to, "" for a place in the same document."""
    found = None if _LOCAL.match(instruction) else _INSTRUCTION.match(instruction)
    return (found[1] or found[2]) if found else ""
