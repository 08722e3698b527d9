"""The elements of an HTML article, each with its place in the source."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hr", "html", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table",
    "tbody", "tfoot", "thead", "tr", "ul",
})  # fmt: skip


class Element:
    """An element: ``source[start:inner]`` is its tag, ``content`` what follows up to its end.

    Content is elements, and texts as pairs of source offsets.
    """

    def __init__(
        self,
        name: str,
        number: int,
        parent: Element | None,
        place: tuple[int, int],
        attributes: Mapping[str, str],
    ) -> None:
        """Begin an element; ``number`` is its place in the document."""
        self.name = name
        self.number = number
        self.parent = parent
        self.start, self.inner = place
        self._attributes = attributes
        self.content: list[Element | tuple[int, int]] = []
        self.holds_landmark = False
        """Whether it holds a main heading or the article itself."""

    def get(self, name: str) -> str | None:
        """An attribute's value, "" if it has none; ``None`` if there is no such attribute."""
        return self._attributes.get(name)

    def ancestors(self) -> Iterator[Element]:
        """The elements around it, the nearest first."""
        parent = self.parent
        while parent is not None:
            yield parent
            parent = parent.parent

    def text(self, source: str) -> str:
        """All text inside."""
        pieces: list[str] = []
        stack = [iter(self.content)]
        while stack:
            piece = next(stack[-1], None)
            if piece is None:
                stack.pop()
            elif isinstance(piece, Element):
                stack.append(iter(piece.content))
            else:
                pieces.append(source[piece[0] : piece[1]])
        return html.unescape(" ".join(pieces))
