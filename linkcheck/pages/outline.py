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
"""Characters kept of one passage."""
_MAX_JOINED = 100_000
"""Characters of a passage that are looked at: most of what is written is sometimes space."""
ENOUGH = 5_000
"""Characters of text, from the headline or the page's main part on, after which a walk ends."""

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
_OF_A_LINK = 2
"""Characters that each one of a link takes from what a passage adds to the text."""
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


# Hundreds of these are made for each page: ``_make`` costs half of what naming the fields does.
_frame, _passage = _Frame._make, Passage._make


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
        self._tags: dict[int, str] = {}
        self._pieces: list[str] = []
        self._linked = 0
        self._scopes = 0
        self._anchored = False
        self._gathered = 0

    def run(self, body: LexborNode) -> None:
        """Walk from the body's first child to its end, or to a limit."""
        frame = _Frame(body.tag or "body", "", 0, main=False)
        opened: list[tuple[LexborNode, _Frame]] = []
        pieces = self._pieces
        node = body.child
        for _ in range(MAX_NODES):
            if node is None:
                if not opened or self._gathered > ENOUGH:
                    break
                parent, outer = opened.pop()
                if pieces and frame is not outer and frame.block:
                    self._flush(frame)
                node, frame = parent.next, outer
            elif (text := node.text_content) is not None:
                if pieces or not text.isspace():
                    self._add(text, frame)
                node = node.next
            elif (inner := self._enter(node, frame)) and (child := node.child) is not None:
                opened.append((node, frame))
                node, frame = child, inner
            else:
                node = node.next
        self._flush(frame)

    def _enter(self, node: LexborNode, frame: _Frame) -> _Frame | None:
        """Take an element in; the frame for what is inside it, ``None`` if that is not looked at.

        Comments and processing instructions have no tag, or one with a sign in front.
        """
        number = node.tag_id
        # The name is made anew each time it is asked for; names of one page are few.
        tag = self._tags.get(number) or self._tags.setdefault(number, node.tag or "-")
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
            return _frame((*frame[:4], False, True))
        return frame

    def _open(self, tag: str, attributes: dict[str, str | None], frame: _Frame) -> _Frame | None:
        if self._pieces:
            self._flush(frame)
        outer_tag, outer_region, scope, main, _, link = frame
        # Everything inside a heading is the heading.
        held = outer_tag if outer_tag in HEADINGS and tag not in HEADINGS else tag
        if not attributes and tag not in _SCOPES:
            return _frame((held, outer_region, scope, main, True, link))
        region = regions.region_of(tag, attributes)
        if region in _DOUBTFUL and self._doubtful:
            region = ""
        elif region in _ELSEWHERE and not self._whole:
            return None
        main = main or region == regions.MAIN
        if region in _SCOPES:
            if not scope:
                self._scopes = scope = self._scopes + 1
            region = ""
        return _frame((held, outer_region or region, scope, main, True, link))

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
        pieces = self._pieces
        if not pieces:
            return
        joined = pieces[0] if len(pieces) == 1 else "".join(pieces)
        text = " ".join(joined[:_MAX_JOINED].split())[:MAX_PASSAGE]
        if text:
            tag, region, scope, main, _, _ = frame
            self.passages.append(_passage((tag, text, self._linked, region, scope, main)))
            self._anchored = self._anchored or tag == "h1" or scope > 0
            if self._anchored and not self._whole:
                # What has a link or two in it is text, and a menu is nothing but links.
                self._gathered += max(0, len(text) - _OF_A_LINK * self._linked)
        pieces.clear()
        self._linked = 0


def _glued(before: str, after: str) -> bool:
    """Tell whether two runs of a heading meet without the space that the layout shows.

    Kickers are set above headlines by CSS: "Economy" and "Prices rise" have nothing between.
    """
    return (
        bool(before and after)
        and after[0].isupper()
        and (before[-1].islower() or before[-1] in ":!?.")
    )
