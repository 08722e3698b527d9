"""HTML to elements by Beautiful Soup, however broken, each with its place in the source.

Browsers read any text as HTML, and so does this: what closes nothing is ignored, what is never
closed ends with the page, and paragraphs, items and cells end where the next one begins. Beautiful
Soup reads the page and tells where each tag stands; the texts between the tags are found by the
way, so that every word knows its place in the source.
Source: the WHATWG's HTML standard, section 13.1.2.4 (optional tags).
"""

from __future__ import annotations

import re
import warnings
from collections import Counter
from typing import TYPE_CHECKING

from bs4 import (
    BeautifulSoup,
    MarkupResemblesLocatorWarning,
    ParserRejectedMarkup,
    Tag,
    XMLParsedAsHTMLWarning,
)
from bs4.element import NavigableString, PreformattedString

from linkcheck.errors import ReadError
from linkcheck.readers.elements import BLOCKS, Element

if TYPE_CHECKING:
    from collections.abc import Mapping

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
MAX_TAGS = 400_000
"""Tags of a page; the largest saved pages have a tenth of it."""
_LOOKED = 30
"""Open elements looked at for one that a new element ends."""
# No group is possessive: before 3.11.5 Python goes wrong where one holds alternatives.
_TAG = re.compile(r"""<(?:[^>"']++|"[^"]*+"|'[^']*+')*>|<[^>]*+>""")
_HIDDEN = re.compile(r"</[^>]*+>|<!--.*?-->|<[!?][^>]*+>", re.DOTALL)
"""What may stand before a text without being seen."""
_OPENS = re.compile(r"<(?=[a-zA-Z/!?])")
_CLOSES = {name: re.compile(rf"</{name}[\s/>]", re.IGNORECASE) for name in ("script", "style")}
"""Where the text of an element ends that holds text only."""
_LANDMARKS = frozenset({"h1", "article", "main"})


def parse(source: str) -> tuple[Element, list[Element]]:
    """Read a page into elements: the root, and all of them in the order of the source."""
    building = _Building(source)
    stack = [iter(_soup(source).contents)]
    opened: list[Element | None] = [None]
    while stack:
        node = next(stack[-1], None)
        if node is None:
            stack.pop()
            building.end(opened.pop())
        elif isinstance(node, Tag):
            opened.append(building.start(node))
            stack.append(iter(node.contents))
        elif isinstance(node, NavigableString):
            building.text(node)
    return (building.root, building.elements)


def _checked(source: str) -> str:
    """Refuse what is hardly anything but tags: a tree of them would take minutes and gigabytes."""
    if source.count("<") > MAX_TAGS:
        raise ReadError.of("too-many-tags", count=MAX_TAGS)
    return source


def _soup(source: str) -> BeautifulSoup:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", MarkupResemblesLocatorWarning)
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        markup = _bounded(_checked(source))
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


class _Building:
    """The elements that are open, outermost first, and a cursor in the source."""

    def __init__(self, source: str) -> None:
        self.root = Element("", 0, None, (0, 0), {})
        self.elements: list[Element] = []
        self._source = source
        self._lines = [0, *(found.end() for found in re.finditer("\n", source))]
        self._cursor = 0
        self._texts: list[tuple[list[Element | tuple[int, int]], int]] = []
        """Where each text was added, in order: the content, and the place in it."""
        self._open = [self.root]
        self._numbers = {0}
        self._counts: Counter[str] = Counter()

    def start(self, tag: Tag) -> Element:
        """Begin an element where its tag stands."""
        start = self._offset(tag)
        if start < self._cursor:
            self._cut(start)
        found = _TAG.match(self._source, start)
        self._cursor = found.end() if found else start
        self._end_implied(tag.name)
        attributes = {name: _joined(value) for name, value in tag.attrs.items()}
        place = (start, self._cursor)
        element = Element(tag.name, len(self.elements) + 1, self._open[-1], place, attributes)
        self.elements.append(element)
        self._open[-1].content.append(element)
        if tag.name in _LANDMARKS:
            self._mark()
        self._open.append(element)
        self._numbers.add(element.number)
        self._counts[tag.name] += 1
        return element

    def end(self, element: Element | None) -> None:
        """End an element, unless a later one has ended it already."""
        if element is None or element.number not in self._numbers:
            return
        while self._pop() is not element:
            pass

    def text(self, string: NavigableString) -> None:
        """Add a text where it stands: at the cursor, behind end tags and comments."""
        if isinstance(string, PreformattedString):
            return
        start = self._cursor
        while hidden := _HIDDEN.match(self._source, start):
            start = hidden.end()
        stop = _CLOSES.get(self._open[-1].name, _OPENS).search(self._source, start)
        end = stop.start() if stop else len(self._source)
        self._cursor = end
        if start < end:
            content = self._open[-1].content
            self._texts.append((content, len(content)))
            content.append((start, end))

    def _offset(self, tag: Tag) -> int:
        """The source offset of a tag's ``<``."""
        line, column = tag.sourceline, tag.sourcepos
        if line is None or column is None or line > len(self._lines):
            return self._cursor
        return self._lines[line - 1] + column

    def _cut(self, stop: int) -> None:
        """Cut all texts where the next tag stands.

        Of a tag that never ends its quotes, html.parser and we see the end in different places.
        """
        while self._texts:
            content, index = self._texts[-1]
            text = content[index]
            if isinstance(text, Element) or text[1] <= stop:
                return
            content[index] = (min(text[0], stop), stop)
            if text[0] < stop:
                return
            self._texts.pop()

    def _mark(self) -> None:
        for outer in reversed(self._open):
            if outer.holds_landmark:
                break
            outer.holds_landmark = True

    def _pop(self) -> Element:
        element = self._open.pop()
        self._numbers.discard(element.number)
        self._counts[element.name] -= 1
        return element

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


def _joined(value: object) -> str:
    """An attribute's value as it stands: Beautiful Soup cuts classes and the like apart."""
    return " ".join(map(str, value)) if isinstance(value, list) else str(value)
