"""The outline of a page: its visible text as passages, in one linear walk over the tree.

Headlines, main text, dates beside the headline and the signals all read these passages, so the
tree is walked once. The walk keeps its own stack and sees a bounded number of nodes: neither
depth nor size of hostile markup matters.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from linkcheck.pages import regions

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

MAX_NODES = 60_000
MAX_PASSAGE = 4_000
ENOUGH = 5_000
"""Characters of text, from the headline or the page's main part on, after which a walk ends."""
"""Characters kept of one passage."""

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_SKIPPED = frozenset({
    "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "canvas", "video",
    "audio", "select", "button", "textarea", "datalist", "head", "map",
})  # fmt: skip
_BLOCKS = HEADINGS | frozenset({
    "p", "div", "section", "article", "main", "header", "footer", "nav", "aside", "ul", "ol", "li",
    "dl", "dt", "dd", "table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th", "blockquote",
    "pre", "form", "fieldset", "figure", "figcaption", "address", "details", "summary", "dialog",
    "body", "center", "hgroup", "search", "legend",
})  # fmt: skip
_MAX_MOMENT = 60
_SCOPES = frozenset({regions.MAIN, regions.ARTICLE, "nav", "aside", "footer", "header", "dialog"})
_DOUBTFUL = frozenset({regions.LOOKS_ASIDE, regions.HIDDEN})
_ELSEWHERE = _DOUBTFUL | {regions.ASIDE, regions.OVERLAY}


class Passage(NamedTuple):
    """A run of text that stands on its own: a paragraph, a heading, a cell.

    ``linked`` counts the characters that are links. ``region`` is one of those of
    ``linkcheck.pages.regions``, or "". ``scope`` numbers the ``main`` or ``article`` it lies in,
    0 for none; ``main`` tells that it is the page's ``main``. A tuple, since hundreds of them are
    made for each page.
    """

    tag: str
    text: str
    linked: int
    region: str
    scope: int
    main: bool


@dataclass(frozen=True, slots=True)
class Outline:
    """A page's passages, and its ``time`` elements as (index of the passage, datetime)."""

    passages: tuple[Passage, ...] = ()
    times: tuple[tuple[int, str], ...] = ()


class _Frame(NamedTuple):
    """What holds for everything inside an element."""

    tag: str
    region: str
    scope: int
    main: bool
    block: bool = True
    link: bool = False


def outline(body: LexborNode | None, *, whole: bool = False, doubtful: bool = False) -> Outline:
    """Collect the passages of a page's body, in the order of the markup.

    Menus, footers, sidebars and overlays are left out, and the walk ends when there is enough
    text, unless the ``whole`` page is asked for. ``doubtful``: regions that only a class names
    are not left out, but taken for the page itself.
    """
    if body is None:
        return Outline()
    walk = _Walk(whole=whole, doubtful=doubtful)
    walk.run(body)
    return Outline(tuple(walk.passages), tuple(walk.times))


def heading_text(node: LexborNode) -> str:
    """The text of a heading as one line: kickers, breaks and drawings inside it considered."""
    return " ".join(passage.text for passage in outline(node, whole=True).passages)


class _Walk:
    """One walk, depth first; what it gathers is read when it is over."""

    def __init__(self, *, whole: bool, doubtful: bool) -> None:
        self.passages: list[Passage] = []
        self.times: list[tuple[int, str]] = []
        self._whole = whole
        self._doubtful = doubtful
        self._pieces: list[str] = []
        self._linked = 0
        self._scopes = 0
        self._anchored = False
        self._gathered = 0

    def run(self, body: LexborNode) -> None:
        """Walk from the body's first child to its end, or to a limit."""
        frame = _Frame(body.tag or "body", "", 0, main=False)
        opened: list[tuple[LexborNode, _Frame]] = []
        node = body.child
        for _ in range(MAX_NODES):
            if node is None:
                if not opened or self._gathered > ENOUGH:
                    break
                parent, outer = opened.pop()
                if frame is not outer and frame.block:
                    self._flush(frame)
                node, frame = parent.next, outer
                continue
            inner = self._enter(node, frame)
            child = node.child if inner is not None else None
            if inner is not None and child is not None:
                opened.append((node, frame))
                node, frame = child, inner
            else:
                node = node.next
        self._flush(frame)

    def _enter(self, node: LexborNode, frame: _Frame) -> _Frame | None:
        """Take a node in; the frame for what is inside it, ``None`` if that is not looked at."""
        tag = node.tag or ""
        if tag == "-text":
            text = node.text_content
            if text and (self._pieces or not text.isspace()):
                self._add(text, frame)
            return None
        if tag in _BLOCKS:
            return self._open(tag, node.attributes, frame)
        if tag in _SKIPPED or tag[0] in "-_!":
            return None
        if tag == "br":
            self._break(frame)
            return None
        if tag == "time" and (moment := node.attributes.get("datetime")):
            self.times.append((len(self.passages), moment[:_MAX_MOMENT]))
        if tag == "a" and not frame.link:
            return _link(frame)
        return frame

    def _open(self, tag: str, attributes: dict[str, str | None], frame: _Frame) -> _Frame | None:
        if self._pieces:
            self._flush(frame)
        if not attributes and tag not in _SCOPES:
            return _Frame(
                _held(tag, frame), frame.region, frame.scope, frame.main, True, frame.link
            )
        region = regions.region_of(tag, attributes)
        if region in _DOUBTFUL and self._doubtful:
            region = ""
        elif region in _ELSEWHERE and not self._whole:
            return None
        scope, main = frame.scope, frame.main or region == regions.MAIN
        if region in _SCOPES:
            if not scope:
                self._scopes = scope = self._scopes + 1
            region = ""
        region = frame.region or region
        return _Frame(_held(tag, frame), region, scope, main, True, frame.link)

    def _add(self, text: str, frame: _Frame) -> None:
        if frame.tag in HEADINGS and self._pieces and _glued(self._pieces[-1], text):
            self._pieces.append(" ")
        self._pieces.append(text)
        if frame.link:
            self._linked += len(text)

    def _break(self, frame: _Frame) -> None:
        if frame.tag in HEADINGS:
            self._pieces.append(" ")
        else:
            self._flush(frame)

    def _flush(self, frame: _Frame) -> None:
        if not self._pieces:
            return
        text = " ".join("".join(self._pieces).split())[:MAX_PASSAGE]
        if text:
            self.passages.append(
                Passage(frame.tag, text, self._linked, frame.region, frame.scope, frame.main)
            )
            self._anchored = self._anchored or frame.tag == "h1" or frame.scope > 0
            if self._anchored and not self._linked and not self._whole:
                self._gathered += len(text)
        self._pieces.clear()
        self._linked = 0


def _link(frame: _Frame) -> _Frame:
    return _Frame(frame.tag, frame.region, frame.scope, frame.main, False, True)


def _held(tag: str, frame: _Frame) -> str:
    """Everything inside a heading is the heading."""
    return frame.tag if frame.tag in HEADINGS and tag not in HEADINGS else tag


def _glued(before: str, after: str) -> bool:
    """Tell whether two runs of a heading meet without the space that the layout shows.

    Kickers are set above headlines by CSS: "Economy" and "Prices rise" have nothing between.
    """
    return (
        bool(before and after)
        and after[0].isupper()
        and (before[-1].islower() or before[-1] in ":!?.")
    )
