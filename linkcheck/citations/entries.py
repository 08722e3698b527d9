"""Entries: the lines of a section grouped by what belongs together."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from linkcheck.citations import labels, mentions
from linkcheck.model import BlockKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from linkcheck.citations.found import Found
    from linkcheck.citations.lines import Line
    from linkcheck.citations.mentions import Mention

_ECHO = 8
"""Characters; shorter words of a label may well stand in an address by chance."""
_MAX_ECHOED = 100
"""Links of one line whose addresses may be spelled out behind them."""
_IN_ADDRESS = re.compile(r"[/@_]|\w-\w|\w\.\w")
_MARKED = re.compile(
    r"\s*(?:\(?\d{1,3}[.)．）、](?!\d)|\[\^?\w{1,4}\](?!\()|[-–—*•·・▪►○●■◆※]\s|[•·・▪►○●■◆※]|[¹²³⁰⁴-⁹]+)"
)
"""A number or bullet at the beginning of an entry."""
_BULLETED = -1
_FEW_WORDS = 3
_PAIR = 2
_TITLED = re.compile('[,:：–—"“”„«»《「『]')
"""What stands between the parts of a source's entry, or around its title."""
_SHORT = 120
"""Characters of a paragraph that may be a label without its address."""
_CELL_NUMBER = re.compile(r"\s*\d{1,3}\s*\t")
_WRAPPED = range(50, 101)
"""Columns of text that was wrapped by its width."""
_COLUMN = range(28, 50)
"""Columns of narrower text; there a line goes on only if its next word did not fit."""
_RAGGED = 15
"""Columns by which a wrapped line may fall short of the widest."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Lines that belong together: a label and its addresses, or one of the two."""

    lines: tuple[Line, ...]
    mentions: tuple[Mention, ...]
    """All addresses, in order."""
    label: str
    """All text that is no address."""
    homes: Mapping[int, Line]
    """The line of each mention, by its ``id``."""
    said: str
    """The same as the label, still with what says who, when and how the page was reached."""

    @classmethod
    def of(cls, lines: Sequence[Line]) -> Entry:
        """Make an entry of its lines."""
        said = " ".join(_without_addresses(line) for line in lines)
        return cls(
            lines=tuple(lines),
            mentions=tuple(mention for line in lines for mention in line.mentions),
            homes={id(mention): line for line in lines for mention in line.mentions},
            label=labels.tidy(said),
            said=said,
        )

    @property
    def promises(self) -> bool:
        """Whether the text is written as one that an address should follow: "X:", "[X]"."""
        first = self.lines[0].text.strip()
        last = labels.without_emoji(self.lines[-1].text).rstrip()
        return last.endswith((":", "：", "→", "->")) or (first[:1] + last[-1:] == "[]")


class Place(Enum):
    """What stands around an entry, which tells whether it lacks an address."""

    IN_LIST = "in-list"
    ABOVE_LIST = "above-list"
    ALONE = "alone"


def places_of(entries: Sequence[Entry]) -> list[Place]:
    """Judge each entry's place by its neighbours: those in the same list or the same block."""
    single = _one_a_paragraph(entries)
    keys = [
        (BlockKind.PARAGRAPH, _BULLETED) if single and _is_label(entry) else _peers(entry)
        for entry in entries
    ]
    peers = Counter(
        key for key, entry in zip(keys, entries, strict=True) if not labels.says_why(entry.label)
    )
    cited = Counter(key for key, entry in zip(keys, entries, strict=True) if entry.mentions)
    followers: list[Entry | None] = [*entries[1:], None]
    return [
        Place.ABOVE_LIST
        if _is_above_list(entry, follower)
        else Place.IN_LIST
        if (cited[key] > 1 or _is_pair(entry, peers[key])) and cited[key] * 2 >= peers[key]
        else Place.ALONE
        for key, entry, follower in zip(keys, entries, followers, strict=False)
    ]


def _is_pair(entry: Entry, peers: int) -> bool:
    """Whether an entry is one of a list's two, and reads like a source's: "Office: Report"."""
    listed = entry.lines[0].block.kind is BlockKind.LIST_ITEM
    titled = len(entry.label.split()) >= _FEW_WORDS and bool(_TITLED.search(entry.label))
    return listed and peers == _PAIR and titled


def _one_a_paragraph(entries: Sequence[Entry]) -> bool:
    """Tell whether each paragraph is an entry, and nearly all of them have an address."""
    blocks = Counter(id(entry.lines[0].block) for entry in entries)
    paragraphs = all(entry.lines[0].block.kind is BlockKind.PARAGRAPH for entry in entries)
    bare = sum(not entry.mentions for entry in entries)
    return paragraphs and max(blocks.values(), default=0) == 1 and bare * 3 <= len(entries)


def _is_label(entry: Entry) -> bool:
    """Whether a paragraph may be a label: cited, or short, no sentence and nobody's credit."""
    label = entry.label
    asian = sum(char >= "\u3041" for char in label)
    long = len(label.split()) >= _FEW_WORDS or asian >= _FEW_WORDS * 2
    return bool(entry.mentions) or (
        (long or labels.is_truncated(label))
        and len(label) <= _SHORT
        and not set(":：") & set(label)
        and not entry.lines[-1].text.rstrip().endswith((".", "!", "?", "。", "！", "？", "다."))
    )


def _is_above_list(entry: Entry, follower: Entry | None) -> bool:
    """A label right above a list, or above a deeper item, groups what is below it."""
    if follower is None or follower.lines[0].block.kind is not BlockKind.LIST_ITEM:
        return False
    block = entry.lines[0].block
    return block.kind is not BlockKind.LIST_ITEM or follower.lines[0].block.level > block.level


def _peers(entry: Entry) -> tuple[BlockKind, int]:
    """What an entry is measured by: all items of its depth, or the lines of its paragraph.

    Paragraphs that begin with a bullet or number, as in plain text, are items.
    """
    block = entry.lines[0].block
    if block.kind is not BlockKind.PARAGRAPH:
        return (block.kind, block.level)
    marked = bool(_MARKED.match(entry.lines[0].text))
    return (block.kind, _BULLETED if marked else id(block))


def entries_of(found: Found) -> list[Entry]:
    """Group lines: an item or a note is one entry, elsewhere a label takes the next address."""
    groups: list[list[Line]] = []
    single = _one_entry_a_block(found.lines)
    widths = {id(line.block): 0 for line in found.lines}
    for line in found.lines:
        widths[id(line.block)] = max(widths[id(line.block)], *map(len, line.text.split("\n")))
    marked = _marked_blocks(found.lines)
    for line in found.lines:
        last = groups[-1][-1] if groups else None
        if last and last.block is line.block and id(line.block) in marked:
            joins = not _MARKED.match(line.text)
        else:
            joins = bool(last) and _joins(last, line, widths, single=single)
        if joins:
            groups[-1].append(line)
        else:
            groups.append([line])
    return _oriented([Entry.of(group) for group in groups])


def _marked_blocks(lines: Sequence[Line]) -> frozenset[int]:
    """Blocks whose entries are numbered or have bullets: only there a new one begins."""
    counts: Counter[int] = Counter()
    begun: dict[int, bool] = {}
    for line in lines:
        mark = bool(_MARKED.match(line.text))
        counts[id(line.block)] += mark
        begun.setdefault(id(line.block), mark)
    return frozenset(block for block, count in counts.items() if count > 1 and begun[block])


def _joins(last: Line | None, line: Line, widths: Mapping[int, int], *, single: bool) -> bool:
    if last is None:
        return False
    if single and last.block is line.block:
        return True
    return _continues(last, line, widths[id(last.block)])


def _one_entry_a_block(lines: Sequence[Line]) -> bool:
    """Tell whether paragraphs are the entries: then their line breaks mean nothing."""
    cited: dict[int, int] = {}
    for line in lines:
        cited[id(line.block)] = cited.get(id(line.block), 0) + len(line.mentions)
    return len(cited) > 2 and max(cited.values()) == 1  # noqa: PLR2004 (two paragraphs prove nothing)


def _continues(last: Line, line: Line, width: int) -> bool:
    """Tell whether a line belongs to the entry of the line before it."""
    same_block = last.block is line.block
    if line.block.kind is BlockKind.DEFINITION:
        return last.block.kind is BlockKind.TERM or same_block
    if not same_block:
        return False
    if line.block.kind in {BlockKind.LIST_ITEM, BlockKind.FOOTNOTE}:
        return True
    return _is_wrapped(last, line, width)


def _is_wrapped(last: Line, line: Line, width: int) -> bool:
    """A line broken by its width goes on: it is long, ends in no mark, and has no address yet."""
    text = last.text.rstrip()
    if text.count("(") > text.count(")") or text.count("[") > text.count("]"):
        return width in _WRAPPED
    if last.mentions or text.endswith((":", "：", ".", "…")):
        return False
    if width in _COLUMN:
        first = line.text.split(maxsplit=1)[0]
        fits = len(text) + 1 + len(first) <= width
        return not fits and " " in line.text.strip() and not _MARKED.match(line.text)
    if width not in _WRAPPED:
        return False
    return len(text) >= width - _RAGGED and not _MARKED.match(line.text)


def _oriented(entries: list[Entry]) -> list[Entry]:
    """Join entries that are only a label with those that are only an address."""
    lone = [_is_lone_address(entry) for entry in entries]
    bare = [not entry.mentions for entry in entries]
    label_first = sum(bare[i] and lone[i + 1] for i in range(len(entries) - 1))
    url_first = sum(lone[i] and bare[i + 1] for i in range(len(entries) - 1))
    starts_with_url = bool(entries) and lone[0] and bare[-1] and url_first > label_first
    joined: list[Entry] = []
    index = 0
    while index < len(entries):
        here = entries[index]
        following = entries[index + 1 : index + 2]
        takes = lone if starts_with_url else bare
        gives = bare if starts_with_url else lone
        end = index + 1
        if following and takes[index] and gives[index + 1] and _may_join(here, following[0]):
            end = index + 2
            while not starts_with_url and end < len(entries) and lone[end] and _same(entries, end):
                end += 1
        joined.append(_join(entries[index:end]))
        index = end
    return joined


def _join(entries: Sequence[Entry]) -> Entry:
    if len(entries) == 1:
        return entries[0]
    return Entry.of([line for entry in entries for line in entry.lines])


def _same(entries: Sequence[Entry], index: int) -> bool:
    """Several addresses in one block below one label share it."""
    return entries[index].lines[0].block is entries[index - 1].lines[-1].block


def _may_join(one: Entry, other: Entry) -> bool:
    kinds = {one.lines[-1].block.kind, other.lines[0].block.kind}
    apart = one.lines[-1].block is not other.lines[0].block
    return not (apart and BlockKind.HEADING in kinds) and not (
        apart
        and kinds == {BlockKind.LIST_ITEM}
        and one.lines[-1].block.level == other.lines[0].block.level
    )


def _is_lone_address(entry: Entry) -> bool:
    return bool(entry.mentions) and not entry.label and not any(is_named(m) for m in entry.mentions)


def is_named(mention: Mention) -> bool:
    """Whether the link's anchor says what the page is."""
    anchor = mention.anchor
    return bool(anchor) and not mentions.is_address(anchor) and not labels.is_generic(anchor)


def _without_addresses(line: Line) -> str:
    """The line's text; anchors are kept where they name something."""
    pieces, position = [], line.start
    if line.block.kind is BlockKind.CELL and (number := _CELL_NUMBER.match(line.text)):
        position += number.end()
    targets = tuple(mention.url for mention in line.mentions[:_MAX_ECHOED] if mention.anchor)
    for mention in line.mentions:
        pieces.append(_without_echoes(line.block.text[position : mention.start], targets))
        pieces.append(mention.anchor if is_named(mention) else "")
        position = max(position, mention.end)
    pieces.append(_without_echoes(line.block.text[position : line.end], targets))
    return "".join(pieces)


def _without_echoes(text: str, targets: Sequence[str]) -> str:
    """Drop pieces of an address that was spelled out behind its link and broken by spaces."""
    if not targets:
        return text
    return " ".join(
        word
        for word in text.split(" ")
        if not (
            len(word) >= _ECHO
            and _IN_ADDRESS.search(word)
            and any(word.rstrip(".,;") in target for target in targets)
        )
    )
