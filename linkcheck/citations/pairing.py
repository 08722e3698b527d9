"""Pairing: the lines of a section to its citations."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

from linkcheck.citations import labels, mentions
from linkcheck.model import BlockKind, Citation, Defect, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linkcheck.citations.lines import Line
    from linkcheck.citations.mentions import Mention
    from linkcheck.citations.sections import Found
    from linkcheck.model import Block

_LONG = 300
"""Characters; a longer entry with several links is prose, and each anchor its own label."""
_WORK = re.compile(
    r"\b(?:isbn|verlag|press|editions?|édition|editorial|ediciones|hrsg|herausgegeben|s\.\s?\d|pp?\.\s?\d|pág|band\s\d"
    r"|vol\.|nr\.\s?\d|heft\s\d|in:\s|zeitschrift|journal|dissertation|universit\w+,)|\d+\s?\(\d+\)[,:]?\s?\d|\d+\s?[–-]\s?\d+\.?$",
    re.IGNORECASE,
)
_ECHO = 8
_IN_ADDRESS = re.compile(r"[/@_]|\w-\w|\w\.\w")
_DOI = re.compile(r"(?:doi:\s?)?10\.\d{4}", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d[a-z]?\b")
_CREDIT = re.compile(
    r"^(?:foto|bild|photo|image|fotos|grafik|titelbild|illustration|credit|写真|사진)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Entry:
    """Lines that belong together."""

    lines: tuple[Line, ...]

    @property
    def mentions(self) -> tuple[Mention, ...]:
        return tuple(mention for line in self.lines for mention in line.mentions)

    @property
    def label(self) -> str:
        """All text that is no address."""
        return labels.tidy(" ".join(_without_addresses(line) for line in self.lines))

    @property
    def promises(self) -> bool:
        """Whether the text ends as one does that an address should follow."""
        return self.lines[-1].text.rstrip().endswith((":", "：", "→", "->"))


class _Place(Enum):
    """What stands around an entry, which tells whether it lacks an address."""

    IN_LIST = "in-list"
    ABOVE_LIST = "above-list"
    ALONE = "alone"

    @classmethod
    def of(cls, entries: Sequence[_Entry], index: int) -> _Place:
        """Judge by the neighbours: those with addresses, in the same list or the same block."""
        block = entries[index].lines[0].block
        following = entries[index + 1].lines[0].block if index + 1 < len(entries) else None
        if (
            following
            and following.kind is BlockKind.LIST_ITEM
            and (block.kind is not BlockKind.LIST_ITEM or following.level > block.level)
        ):
            return cls.ABOVE_LIST
        peers = [entry for entry in entries if _are_peers(entry.lines[0].block, block)]
        cited = sum(bool(entry.mentions) for entry in peers)
        return cls.IN_LIST if cited * 2 >= len(peers) and cited > 1 else cls.ALONE


def _are_peers(one: Block, other: Block) -> bool:
    if one is other:
        return True
    return (
        one.kind is other.kind and one.level == other.level and one.kind is not BlockKind.PARAGRAPH
    )


def pair(found: Found) -> tuple[Citation, ...]:
    """Pair the labels of a section with its addresses, in the order of the article."""
    entries = _entries(found)
    return tuple(
        replace(citation, section=found.section.heading)
        for index, entry in enumerate(entries)
        for citation in _citations(entry, found, _Place.of(entries, index))
    )


def _entries(found: Found) -> list[_Entry]:
    """Group lines: an item or a note is one entry, elsewhere a label takes the next address."""
    groups: list[list[Line]] = []
    single = _one_entry_a_block(found.lines)
    for line in found.lines:
        if groups and (
            _continues(groups[-1], line) or (single and groups[-1][-1].block is line.block)
        ):
            groups[-1].append(line)
        else:
            groups.append([line])
    return _oriented([_Entry(tuple(group)) for group in groups])


def _one_entry_a_block(lines: Sequence[Line]) -> bool:
    """Tell whether paragraphs are the entries: then their line breaks mean nothing."""
    cited: dict[int, int] = {}
    for line in lines:
        cited[id(line.block)] = cited.get(id(line.block), 0) + len(line.mentions)
    return len(cited) > 2 and max(cited.values()) == 1  # noqa: PLR2004 (two paragraphs prove nothing)


def _continues(group: Sequence[Line], line: Line) -> bool:
    """Tell whether a line belongs to the entry before it."""
    last = group[-1]
    same_block = last.block is line.block
    if line.block.kind is BlockKind.DEFINITION:
        return last.block.kind is BlockKind.TERM or same_block
    if not same_block:
        return False
    if line.block.kind in {BlockKind.LIST_ITEM, BlockKind.FOOTNOTE}:
        return True
    return _is_wrapped(last, line)


def _is_wrapped(last: Line, line: Line) -> bool:
    """A line broken by its width goes on: it is long, ends in no mark, and has no address yet."""
    text = last.text.rstrip()
    width = max((len(part) for part in last.block.text.split("\n")), default=0)
    if last.mentions or text.endswith((":", "：", ".", "…")) or not 50 <= width <= 100:  # noqa: PLR2004 (columns of wrapped text)
        return False
    return len(text) >= width - 15 and not labels.tidy(line.text)[:1].isdigit()


def _oriented(entries: list[_Entry]) -> list[_Entry]:
    """Join entries that are only a label with those that are only an address."""
    lone = [_is_lone_address(entry) for entry in entries]
    bare = [not entry.mentions for entry in entries]
    label_first = sum(bare[i] and lone[i + 1] for i in range(len(entries) - 1))
    url_first = sum(lone[i] and bare[i + 1] for i in range(len(entries) - 1))
    starts_with_url = bool(entries) and lone[0] and bare[-1] and url_first > label_first
    joined: list[_Entry] = []
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
        joined.append(_Entry(tuple(line for entry in entries[index:end] for line in entry.lines)))
        index = end
    return joined


def _same(entries: Sequence[_Entry], index: int) -> bool:
    """Several addresses in one block below one label share it."""
    return entries[index].lines[0].block is entries[index - 1].lines[-1].block


def _may_join(one: _Entry, other: _Entry) -> bool:
    kinds = {one.lines[-1].block.kind, other.lines[0].block.kind}
    apart = one.lines[-1].block is not other.lines[0].block
    return not (apart and BlockKind.HEADING in kinds) and not (
        apart
        and kinds == {BlockKind.LIST_ITEM}
        and one.lines[-1].block.level == other.lines[0].block.level
    )


def _is_lone_address(entry: _Entry) -> bool:
    return bool(entry.mentions) and not entry.label and not any(_named(m) for m in entry.mentions)


def _named(mention: Mention) -> bool:
    """Whether the link's anchor says what the page is."""
    anchor = mention.anchor
    return bool(anchor) and not mentions.is_address(anchor) and not labels.is_generic(anchor)


def _without_addresses(line: Line) -> str:
    """The line's text; anchors are kept where they name something."""
    pieces, position = [], line.start
    targets = tuple(mention.url for mention in line.mentions if mention.anchor)
    for mention in line.mentions:
        pieces.append(_without_echoes(line.block.text[position : mention.start], targets))
        pieces.append(mention.anchor if _named(mention) else "")
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


def _citations(entry: _Entry, found: Found, place: _Place) -> Iterator[Citation]:
    distinct = _distinct(entry.mentions)
    if not distinct:
        yield from _without_url(entry, found, place)
    elif len(distinct) == 1 and len(entry.label) <= _LONG:
        label = entry.label
        anchor = distinct[0].anchor
        if found.inline and _named(distinct[0]):
            label = labels.tidy(anchor)
        yield _citation(entry, distinct[0], label)
    else:
        yield from _several(entry, distinct)


def _distinct(all_mentions: Sequence[Mention]) -> list[Mention]:
    """The same address twice in one entry (anchor and spelled out) is one citation."""
    kept: dict[str, Mention] = {}
    for mention in all_mentions:
        key = mention.url.rstrip("/").lower()
        if key not in kept or (_named(mention) and not _named(kept[key])):
            kept[key] = mention
    named = [mention for mention in kept.values() if _named(mention)]
    return sorted(
        (
            mention
            for mention in kept.values()
            if not (Defect.TRUNCATED_URL in mention.defects and named and not mention.anchor)
            and not _echoes(mention, named)
            and not (len(kept) > 1 and _DOI.match(mention.written))
        ),
        key=lambda mention: mention.start,
    )


def _echoes(mention: Mention, named: Sequence[Mention]) -> bool:
    """A bare address that only repeats the beginning of a named link's target is no second one."""
    if mention.anchor:
        return False
    bare = mention.written.rstrip("/")
    return any(bare in other.url for other in named if other is not mention)


def _several(entry: _Entry, distinct: Sequence[Mention]) -> Iterator[Citation]:
    """Several addresses in one entry: each is called by its anchor, or by the text before it."""
    shared = entry.label if len(entry.label) <= _LONG else ""
    before = ""
    position = entry.lines[0].start
    for mention in distinct:
        block = next(line.block for line in entry.lines if mention in line.mentions)
        text = block.text[position : mention.start] if position <= mention.start else ""
        own = labels.tidy(text)
        before = own or before
        label = labels.tidy(mention.anchor) if _named(mention) else before or shared
        yield _citation(entry, mention, label)
        position = mention.end


def _citation(entry: _Entry, mention: Mention, label: str) -> Citation:
    defects = list(mention.defects)
    if not label:
        defects.append(Defect.NO_LABEL)
    elif labels.is_truncated(label):
        defects.append(Defect.TRUNCATED_LABEL)
    return Citation(
        label=label,
        url=mention.url or None,
        span=_span(entry, mention),
        defects=tuple(defects),
        written_url=mention.written,
    )


def _span(entry: _Entry, mention: Mention) -> Span:
    """From the label's first letter, or the address if it comes first, to the end of the last."""
    first, last = entry.lines[0], entry.lines[-1]
    start = first.start + len(first.text) - len(first.text.lstrip())
    begin = first.block.span(start, start + 1)
    stop = last.end - (len(last.text) - len(last.text.rstrip()))
    end = last.block.span(max(stop - 1, 0), stop)
    if len(entry.mentions) > 1:
        block = next(line.block for line in entry.lines if mention in line.mentions)
        return block.span(mention.start, max(mention.end, mention.start + 1))
    return Span(begin.line, begin.column, end.end_line, end.end_column)


def _without_url(entry: _Entry, found: Found, place: _Place) -> Iterator[Citation]:
    """A label with nothing after it: incomplete, unless it names a printed work or is a remark."""
    label = entry.label
    text = " ".join(line.text for line in entry.lines).strip()
    if not label or _CREDIT.match(label) or entry.lines[0].block.kind is BlockKind.HEADING:
        return
    bracketed = text.startswith("[") and text.endswith("]")
    if place is _Place.ABOVE_LIST:
        return
    if entry.promises or bracketed:
        yield _incomplete(entry, label, Defect.NO_URL)
    elif _is_work(label):
        yield _incomplete(entry, label, Defect.OFFLINE_WORK)
    elif len(label) <= _LONG // 2 and (
        found.inline or (place is _Place.IN_LIST and not found.notes)
    ):
        yield _incomplete(entry, label, Defect.NO_URL)


def _is_work(label: str) -> bool:
    return bool(_WORK.search(label)) and bool(_YEAR.search(label))


def _incomplete(entry: _Entry, label: str, defect: Defect) -> Citation:
    first, last = entry.lines[0], entry.lines[-1]
    start = first.start + len(first.text) - len(first.text.lstrip())
    begin, end = first.block.position(start), last.block.position(max(last.end - 1, 0))
    return Citation(label, None, Span(*begin, end[0], end[1] + 1), defects=(defect,))
