"""HTML to elements, however broken, each with its place in the source.

Browsers read any text as HTML, and so does this: what closes nothing is ignored, what is never
closed ends with the page, and paragraphs, items and cells end where the next one begins. The
source is cut by one regular expression, so that every text knows where it stands, in time linear
in the length of the page.
Source: the WHATWG's HTML standard, sections 13.1.2.4 (optional tags) and 13.2.5 (tokens).
"""

from __future__ import annotations

import html
import re
from collections import Counter
from functools import cache, cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hr", "html", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table",
    "tbody", "tfoot", "thead", "tr", "ul",
})  # fmt: skip
_VOID = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
})  # fmt: skip
_RAW = frozenset({"script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"})
"""Elements that hold text only."""
_ENDS: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (frozenset({"li"}), frozenset({"ul", "ol", "menu"})),
    "dt": (frozenset({"dt", "dd"}), frozenset({"dl"})),
    "dd": (frozenset({"dt", "dd"}), frozenset({"dl"})),
    "tr": (frozenset({"tr"}), frozenset({"table"})),
    "td": (frozenset({"td", "th"}), frozenset({"tr", "table"})),
    "th": (frozenset({"td", "th"}), frozenset({"tr", "table"})),
    "option": (frozenset({"option"}), frozenset({"select"})),
    "a": (frozenset({"a"}), BLOCKS),
}
"""By the name of a new element: which open ones it ends, and what it never looks beyond."""
_ENDS_PARAGRAPH = BLOCKS - {"body", "html", "li", "dd", "dt", "tr", "tbody", "thead", "tfoot"}
_LOOKED = 30
"""Open elements looked at for one that a new element ends."""
_TOKEN = re.compile(
    r"<(?:!--(?P<comment>-?>|[^-]*+(?:-(?!->)[^-]*+)*+(?:-->|$))"
    r"""|(?P<close>/?)(?P<name>[a-zA-Z][^\s/>]*+)(?P<rest>(?:[^<>"'=]++|=\s*+(?:"[^"]*+"|'[^']*+')?|["'])*+)>"""
    r"|[!?/][^<>]*+>)"
)
"""No tag goes beyond a ``<`` outside of quotes: looking further would take quadratic time."""
_ATTRIBUTE = re.compile(
    r"""([^\s"'>/=][^\s>/=]*+)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s>"']*+)))?"""
)
_BARE_ENTITY = re.compile(r"&(?=[a-zA-Z]++[=\w])(?![a-zA-Z]++;)")
_MAX_ATTRIBUTES = 20_000
"""Characters of a tag that are read for its attributes."""
_LANDMARKS = frozenset({"h1", "article", "main"})


class Element:
    """An element: ``source[start:inner]`` is its tag, ``content`` what follows up to its end.

    Content is elements, and texts as pairs of source offsets.
    """

    def __init__(
        self, name: str, number: int, parent: Element | None, tag: tuple[int, int, str]
    ) -> None:
        """Begin an element; ``number`` is its place in the document."""
        self.name = name
        self.number = number
        self.parent = parent
        self.start, self.inner, self._written = tag
        self.content: list[Element | tuple[int, int]] = []
        self.holds_landmark = False
        """Whether it holds a main heading or the article itself."""

    @cached_property
    def _attributes(self) -> Mapping[str, str]:
        found: dict[str, str] = {}
        for name, double, single, bare in _ATTRIBUTE.findall(self._written[:_MAX_ATTRIBUTES]):
            found.setdefault(name.lower(), _value(double or single or bare))
        return found

    def get(self, name: str) -> str | None:
        """An attribute's value, "" if it has none; ``None`` if there is no such attribute."""
        return self._attributes.get(name) if self._written else None

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


def _value(written: str) -> str:
    """An attribute's value; ``&copy=`` in an address is no sign, as browsers have it."""
    return html.unescape(_BARE_ENTITY.sub("&amp;", written)) if "&" in written else written


@cache
def _raw_end(name: str) -> re.Pattern[str]:
    return re.compile(f"</{name}(?=[\\s/>])", re.IGNORECASE)


def parse(source: str) -> tuple[Element, list[Element]]:
    """Cut a page into elements: the root, and all of them in the order of the source."""
    building = _Building(source)
    position = 0
    while found := _TOKEN.search(source, position):
        building.text(position, found.start())
        position = found.end()
        if name := found["name"]:
            position = building.tag(name.lower(), found)
    building.text(position, len(source))
    return (building.root, building.elements)


class _Building:
    """The elements that are open, outermost first."""

    def __init__(self, source: str) -> None:
        self.root = Element("", 0, None, (0, 0, ""))
        self.elements: list[Element] = []
        self._source = source
        self._open = [self.root]
        self._counts: Counter[str] = Counter()

    def text(self, start: int, end: int) -> None:
        if start < end:
            self._open[-1].content.append((start, end))

    def tag(self, name: str, found: re.Match[str]) -> int:
        """Begin or end an element; the offset from which to go on."""
        if found["close"]:
            self._close(name)
            return found.end()
        self._end_implied(name)
        written = found["rest"]
        element = Element(
            name, len(self.elements) + 1, self._open[-1], (found.start(), found.end(), written)
        )
        self.elements.append(element)
        self._open[-1].content.append(element)
        if name in _LANDMARKS:
            self._mark()
        if name in _VOID or written.endswith("/"):
            return found.end()
        if name in _RAW:
            return self._raw(element)
        self._open.append(element)
        self._counts[name] += 1
        return found.end()

    def _mark(self) -> None:
        for outer in reversed(self._open):
            if outer.holds_landmark:
                break
            outer.holds_landmark = True

    def _raw(self, element: Element) -> int:
        """The end of an element that holds text only, wherever its own end tag stands."""
        closing = _raw_end(element.name).search(self._source, element.inner)
        end = closing.start() if closing else len(self._source)
        element.content.append((element.inner, end))
        return end

    def _close(self, name: str) -> None:
        if not self._counts[name]:
            return
        while self._pop() != name:
            pass

    def _pop(self) -> str:
        name = self._open.pop().name
        self._counts[name] -= 1
        return name

    def _end_implied(self, name: str) -> None:
        """End what a new element ends: an item the one before, a block the paragraph."""
        if name in _ENDS_PARAGRAPH and self._counts["p"]:
            self._end(frozenset({"p"}), BLOCKS)
        if name in _ENDS:
            self._end(*_ENDS[name])

    def _end(self, names: frozenset[str], limits: frozenset[str]) -> None:
        for back in range(1, min(_LOOKED, len(self._open) - 1) + 1):
            one = self._open[-back].name
            if one in names:
                for _ in range(back):
                    self._pop()
                return
            if one in limits:
                return
