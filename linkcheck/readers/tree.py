"""XML to a small tree, with the position of every element; without DTD and entities.

A document type could define entities that grow without bound or name other files, and no
article needs one: a file that has one is refused, and nothing is ever fetched.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.parsers import expat

from linkcheck.errors import ReadError
from linkcheck.readers.decode import decode

if TYPE_CHECKING:
    from collections.abc import Iterator

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_MAX_DEPTH = 400
_MAX_NODES = 1_000_000


class Node:
    """An element: ``name`` without prefix, ``space`` its namespace, content in order.

    ``line`` and ``column`` (1-based) say where the content begins that is text.
    """

    __slots__ = ("attributes", "column", "content", "line", "name", "space", "verbatim")

    def __init__(self, name: str, attributes: dict[str, str], line: int, column: int) -> None:
        """Begin an element; expat joins namespace and name by a space."""
        self.space, _, self.name = name.rpartition(" ")
        self.attributes = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        self.content: list[Node | str] = []
        self.line = line
        self.column = column
        self.verbatim = False
        """Whether its text stands in the file as it is (a CDATA section)."""

    @property
    def text(self) -> str:
        """All text inside, in order."""
        return "".join(piece for piece in self.walk() if isinstance(piece, str))

    def walk(self) -> Iterator[Node | str]:
        """Everything inside, in the order of the document."""
        stack = [iter(self.content)]
        while stack:
            piece = next(stack[-1], None)
            if piece is None:
                stack.pop()
                continue
            yield piece
            if isinstance(piece, Node):
                stack.append(iter(piece.content))

    def children(self, *names: str) -> Iterator[Node]:
        """The elements right below, of these names or all."""
        for piece in self.content:
            if isinstance(piece, Node) and (not names or piece.name in names):
                yield piece

    def find(self, *path: str) -> Node | None:
        """The first element at a path of names."""
        node: Node | None = self
        for name in path:
            node = next(node.children(name), None) if node else None
        return node

    def all(self, name: str) -> Iterator[Node]:
        """Every element of a name inside, at any depth."""
        return (one for one in self.walk() if isinstance(one, Node) and one.name == name)

    def get(self, attribute: str) -> str:
        """An attribute's value whatever its prefix, "" if it is missing."""
        return self.attributes.get(attribute, "")


def parse(name: str, data: bytes) -> Node:
    """Parse XML; raises :class:`ReadError` for what is not well-formed, and for a DTD.

    Control characters, which XML forbids and exports of WordPress hold all the same, are spaces.
    """
    building = _Building(name)
    text = _FORBIDDEN.sub(" ", decode(data))
    try:
        building.parser.Parse(text.encode("utf-8", "replace"), True)
    except expat.ExpatError as error:
        raise ReadError.of("no-xml", name=name, line=error.lineno) from error
    return building.root


class _Building:
    """The handlers of one parse."""

    def __init__(self, name: str) -> None:
        self.parser = expat.ParserCreate("utf-8", namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._characters
        self.parser.StartCdataSectionHandler = self._cdata
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.root = Node("", {}, 1, 1)
        self._name = name
        self._open = [self.root]
        self._count = 0

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if len(self._open) > _MAX_DEPTH or self._count > _MAX_NODES:
            raise ReadError.of("too-deep", name=self._name)
        line, column = self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1
        node = Node(name, attributes, line, column)
        self._open[-1].content.append(node)
        self._open.append(node)

    def _end(self, _name: str) -> None:
        self._open.pop()

    def _characters(self, text: str) -> None:
        self._open[-1].content.append(text)

    def _cdata(self) -> None:
        node = self._open[-1]
        if not node.verbatim and not any(isinstance(p, str) and p.strip() for p in node.content):
            node.content.clear()
            node.verbatim = True
            node.line = self.parser.CurrentLineNumber
            node.column = self.parser.CurrentColumnNumber + 1 + len("<![CDATA[")

    def _doctype(self, *_declared: object) -> None:
        raise ReadError.of("doctype", name=self._name)
