"""What is read: an article, its blocks, and its citations."""

from __future__ import annotations

import hashlib
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from linkcheck.model.finding import Acceptance


@dataclass(frozen=True, slots=True)
class Bibliography:
    """What a bibliographic entry says of its page; "" or () where it says nothing.

    ``published`` and ``accessed`` are dates as far as the entry tells them, in the way of ISO 8601:
    ``2023``, ``2023-05`` or ``2023-05-12``. ``accessed`` is the day on which the author looked.
    """

    title: str = ""
    authors: tuple[str, ...] = ()
    publisher: str = ""
    published: str = ""
    accessed: str = ""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Links that stand in no section of sources: how many, and where they stand together.

    ``heading`` is what they stand under, "" if nothing; ``region`` is the part of the page
    ("nav", "comments", "related" …), "" for the article itself. ``listed`` tells that they are a
    list, as sources are, rather than links in the words of a text.
    """

    heading: str
    region: str
    line: int
    links: int
    listed: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """``text[start:end]`` of a passage is a citation's label or address.

    ``number`` is the citation's place in its document, from 1.
    """

    start: int
    end: int
    number: int
    address: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """One line of an article as a person sees it, with the citations that stand in it.

    ``line`` is its number, in formats without lines its paragraph's. ``cited`` are the numbers of
    the citations that end here. ``heading`` tells that a section of sources begins with it.
    ``hidden`` counts lines whose text was not kept, for their number: then there is no text.
    """

    line: int
    text: str
    marks: tuple[Mark, ...] = ()
    cited: tuple[int, ...] = ()
    heading: bool = False
    hidden: int = 0


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Where something stands in an article: 1-based lines and columns, the end exclusive.

    Columns count code points. Formats without lines (DOCX …) count paragraphs as lines.
    """

    line: int
    column: int
    end_line: int
    end_column: int


class BlockKind(StrEnum):
    """What a block is in its article's layout."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list-item"
    FOOTNOTE = "footnote"
    TERM = "term"
    DEFINITION = "definition"
    CELL = "cell"
    QUOTE = "quote"
    PREFORMATTED = "preformatted"


@dataclass(frozen=True, slots=True)
class Link:
    """A link of the markup: ``text[start:end]`` of its block is the anchor, ``url`` as written."""

    start: int
    end: int
    url: str
    span: Span


@dataclass(frozen=True, slots=True)
class Block:
    """One block of an article's text, as a reader yields it.

    ``text`` is what a person sees, with a newline where a line breaks (soft breaks too).
    ``marks`` maps offsets of ``text`` to the source: (offset, line, column), ascending; between
    two marks, one character of text is one column. ``level`` is the depth of a heading or of a
    list item, 0 elsewhere. ``region`` names the part of a page that the block belongs to
    ("nav", "footer", "comments" …); "" is the article itself. ``path`` names the elements that
    hold the block, outermost first, in formats that nest.
    """

    kind: BlockKind
    text: str
    marks: tuple[tuple[int, int, int], ...]
    links: tuple[Link, ...] = ()
    level: int = 0
    region: str = ""
    bold: bool = False
    path: tuple[int, ...] = ()

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column, 1-based, of the character at an offset of the text."""
        # A shorter tuple sorts before a longer one that begins alike: no key is needed.
        index = bisect_left(self.marks, (offset + 1,)) - 1
        if index < 0:
            return (1, 1)
        start, line, column = self.marks[index]
        return (line, column + offset - start)

    def span(self, start: int, end: int) -> Span:
        """The span of ``text[start:end]`` in the article."""
        line, column = self.position(start)
        end_line, end_column = self.position(max(start, end - 1))
        return Span(line, column, end_line, end_column + 1)


@dataclass(frozen=True, slots=True)
class Article:
    """What a reader makes of a file: its blocks and what its metadata say.

    ``name`` tells the articles of one file apart (a post's slug); "" where it holds only one.
    ``whole`` tells a web page as it was saved: its last links are the site's own.
    """

    blocks: tuple[Block, ...]
    title: str = ""
    language: str = ""
    published: date | None = None
    base_url: str = ""
    name: str = ""
    whole: bool = False


class Defect(StrEnum):
    """What is wrong with a citation before anything is fetched."""

    NO_URL = "no-url"
    NO_LABEL = "no-label"
    TRUNCATED_URL = "truncated-url"
    TRUNCATED_LABEL = "truncated-label"
    SPLIT_URL = "split-url"
    MALFORMED_URL = "malformed-url"
    OFFLINE_WORK = "offline-work"
    WRAPPED_URL = "wrapped-url"
    TRACKING_URL = "tracking-url"
    PREVIEW_URL = "preview-url"
    PRIVATE_URL = "private-url"
    FRONT_PAGE_URL = "front-page-url"
    SHARED_URL = "shared-url"


@dataclass(frozen=True, slots=True)
class Section:
    """A section of sources: its heading as written ("" where it has none) and its line."""

    heading: str
    line: int


@dataclass(frozen=True, slots=True)
class Citation:
    """One entry of a section of sources.

    ``label`` is what the author says the page is, "" if nothing is said. ``url`` is the address
    made ready to fetch, ``None`` if the entry has none; ``written_url`` is how it stands in the
    article. ``section`` is the heading it stands under. ``unwrapped_url`` is the page's own
    address where the written one wraps or decorates it, "" elsewhere. ``bibliography`` is what
    the entry says of title, authors, publisher and dates, ``None`` where it is a label and no more.
    """

    label: str
    url: str | None
    span: Span
    section: str = ""
    defects: tuple[Defect, ...] = ()
    written_url: str = ""
    unwrapped_url: str = ""
    bibliography: Bibliography | None = None

    @property
    def key(self) -> str:
        """A stable name for this citation: 16 hex digits over label and URL."""
        words = f"{self.label}\x00{self.url or ''}".encode("utf-8", "replace")
        return hashlib.sha256(words).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Document:
    """One article: its name (a path, or ``-``), what it says of itself, and its citations.

    ``language`` is a BCP 47 tag or ""; ``published`` is ``None`` when the article has no date.
    ``left_out`` counts the links of the article that stand in no section of sources, and
    ``elsewhere`` tells where they stand; the whole article is cited with
    ``CitationPolicy(section="all")``, lists of links with ``include_section``.
    ``acceptances`` are the exceptions written down in the article. ``lines`` are the lines of
    its source on which citations stand, by number, for formats that count columns otherwise.
    ``partial`` tells that citations were left out because nobody asked for them. ``passages`` is
    the article's text with its citations marked, () unless ``CitationPolicy(marked=True)``.
    """

    name: str
    language: str = ""
    published: date | None = None
    citations: tuple[Citation, ...] = ()
    sections: tuple[Section, ...] = ()
    left_out: int = 0
    acceptances: tuple[Acceptance, ...] = ()
    lines: tuple[tuple[int, str], ...] = ()
    partial: bool = False
    elsewhere: tuple[LeftOut, ...] = ()
    passages: tuple[Passage, ...] = ()

    def line(self, number: int) -> str | None:
        """The text of a line, bounded; ``None`` for lines that hold no citation."""
        index = bisect_right(self.lines, number, key=lambda line: line[0]) - 1
        found = self.lines[index] if index >= 0 else (0, "")
        return found[1] if found[0] == number else None
