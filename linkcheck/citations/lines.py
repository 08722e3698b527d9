"""The lines of an article: what pairing works on, whatever format the article came in."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from linkcheck.citations import addresses, mentions
from linkcheck.model import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from linkcheck.citations.mentions import Mention
    from linkcheck.model import Article, Block


_SPACES = re.compile(r"\s*")
_HYPHEN = re.compile("[\u00ad\u2010]\\s")
"""At the end of a line, where an address was broken as if it were a word."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of one block: ``block.text[start:end]``, and the addresses in it."""

    block: Block
    start: int
    end: int
    mentions: tuple[Mention, ...] = ()

    @property
    def text(self) -> str:
        """The line as a person sees it."""
        return self.block.text[self.start : self.end]

    @property
    def opens_block(self) -> bool:
        """Whether the block begins here."""
        first = _SPACES.match(self.block.text)
        return first is not None and first.end() >= self.start

    def after(self, offset: int) -> Line:
        """The rest of the line, from an offset within it."""
        return self.part(offset, self.end - self.start)

    def part(self, begin: int, stop: int) -> Line:
        """A part of the line, between two offsets within it."""
        start, end = self.start + begin, self.start + stop
        kept = tuple(mention for mention in self.mentions if start <= mention.start < end)
        return Line(self.block, start, end, kept)


def lines_of(article: Article) -> tuple[Line, ...]:
    """Cut all blocks into lines, empty ones left out; an address over a line's end joins them."""
    return tuple(
        line
        for block in article.blocks
        for line in _cut(block, tuple(_mentions(block, article.base_url)))
    )


def _mentions(block: Block, base_url: str) -> Iterator[Mention]:
    """The links of the markup and the bare addresses between them, in order."""
    found: list[Mention] = []
    for link in block.links:
        anchor = _anchor(block.text[link.start : link.end], link.url)
        mention = mentions.from_link(link, anchor, base_url)
        if mention is not None and not addresses.shares_article(mention.url):
            found.append(mention)
    starts = [link.start for link in block.links]
    for mention in mentions.find(block.text, every_scheme=True):
        before = bisect_left(starts, mention.end) - 1
        free = before < 0 or block.links[before].end <= mention.start
        if free and not addresses.shares_article(mention.url):
            found.append(mention)
    return iter(sorted(found, key=lambda mention: mention.start))


def _anchor(text: str, url: str) -> str:
    """The words of a link; an address that was broken over lines is put together again."""
    text = text.strip()
    joined = "".join(_HYPHEN.sub("", text).split())
    broken = joined != text and "/" in joined and joined in url
    return joined if broken else text


def _cut(block: Block, found: tuple[Mention, ...]) -> Iterator[Line]:
    start = taken = 0
    empty_counts = block.kind is BlockKind.LIST_ITEM
    # A link without any text is a picture's, except where it is all of an item.
    for end in _line_ends(block.text, found):
        first = taken
        # An item's last link may have no words at all: "Gazette. [](https://…)".
        stop = max(end + empty_counts, start + 1)
        while taken < len(found) and found[taken].start < stop:
            taken += 1
        if block.text[start:end].strip() or (empty_counts and found[first:taken]):
            yield Line(block, start, end, found[first:taken])
        start = end + 1


def _line_ends(text: str, found: Iterable[Mention]) -> Iterator[int]:
    """Where lines end; a line break within an address ends none."""
    inside = {offset for mention in found for offset in _newlines(text, mention.start, mention.end)}
    yield from (offset for offset in _newlines(text, 0, len(text)) if offset not in inside)
    yield len(text)


def _newlines(text: str, start: int, end: int) -> Iterator[int]:
    offset = text.find("\n", start, end)
    while offset >= 0:
        yield offset
        offset = text.find("\n", offset + 1, end)


_SENTENCE_ENDS = (".", "!", "?", "。", "！", "？", ".)", ".“", ".”", "다.")
_WORDS_TOGETHER = 20
_WORDS_AROUND = 12
"""Letters before and after a link in a sentence; fewer may be a bullet or an access date."""


def is_prose(line: Line) -> bool:
    """Tell whether a line is a sentence that has links in its words, rather than an entry."""
    if not line.mentions or not line.text.rstrip().endswith(_SENTENCE_ENDS):
        return False
    first, last = line.mentions[0], line.mentions[-1]
    before = line.block.text[line.start : max(first.start, line.start)]
    after = line.block.text[min(last.end, line.end) : line.end]
    named = all(
        mention.anchor and not mentions.is_address(mention.anchor) for mention in line.mentions
    )
    return (
        named and _letters(after) >= _WORDS_AROUND and _letters(before + after) >= _WORDS_TOGETHER
    )


def _letters(text: str) -> int:
    """Letters, those of CJK text counted thrice: each is half a word."""
    return sum(3 if char >= "\u3041" else 1 for char in text if char.isalpha())
