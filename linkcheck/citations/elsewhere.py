"""Links that stand in no section of sources: where, how many, and how to take them in.

Menus, comments, lists of related links, other sections: what looked like sources to a program may
be some to the author, who is told of them and decides.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from linkcheck.citations.found import Found
from linkcheck.citations.headings import kind_of
from linkcheck.citations.lines import is_prose
from linkcheck.model import BlockKind, LeftOut, Section
from linkcheck.text import clean

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

    from linkcheck.citations.lines import Line

_MOST = 40
"""Places told apart; the links of further ones are counted together."""
_LISTS = frozenset({BlockKind.LIST_ITEM, BlockKind.CELL, BlockKind.DEFINITION, BlockKind.FOOTNOTE})
_LABEL = 160
"""Characters; a longer line without an address is text."""
_WORDS_AROUND = 80
"""Letters beside its links from which a line is text."""


@dataclass(slots=True)
class _Group:
    heading: str
    region: str
    line: int
    text: bool = False
    lines: list[Line] = field(default_factory=list)

    @property
    def listed(self) -> bool:
        """Whether it is a list: in the article itself, half of its lines at least are links."""
        cited = sum(bool(line.mentions) for line in self.lines)
        return not self.text and (bool(self.region) or cited * 2 >= len(self.lines))

    @property
    def links(self) -> int:
        return sum(len(line.mentions) for line in self.lines)


def places(lines: Sequence[Line], found: Sequence[Found]) -> tuple[LeftOut, ...]:
    """Where links stand that no section has, in the article's order; those in the text last."""
    groups = [one for one in _groups(lines, found) if one.links]
    told = [
        LeftOut(one.heading, one.region, one.line, one.links, listed=one.listed)
        for one in groups
        if one.listed or one.region
    ]
    text = [one for one in groups if not (one.listed or one.region)]
    if text:
        first = min(one.line for one in text)
        told.append(LeftOut("", "", first, sum(one.links for one in text)))
    if len(told) <= _MOST:
        return tuple(told)
    rest = sum(one.links for one in told[_MOST:])
    return (*told[:_MOST], LeftOut("", "", told[_MOST].line, rest))


def included(
    lines: Sequence[Line], found: Sequence[Found], wanted: Sequence[re.Pattern[str]]
) -> tuple[Found, ...]:
    """The sections found, and those places besides whose heading or region is wanted."""
    if not wanted:
        return tuple(found)
    more = [
        Found(
            Section(one.heading, one.line),
            tuple(line for line in one.lines if line.mentions or (one.listed and _is_label(line))),
            inline=not one.listed,
        )
        for one in _groups(lines, found)
        if one.links and any(pattern.search(one.heading or one.region) for pattern in wanted)
    ]
    order = {_key(line): index for index, line in enumerate(lines)}
    return tuple(sorted((*found, *more), key=lambda one: order.get(_key(one.lines[0]), 0)))


def _groups(lines: Sequence[Line], found: Sequence[Found]) -> list[_Group]:
    """The lines that no section has, by what they stand under; links in the text are one group."""
    taken = {_key(line) for one in found for line in one.lines}
    text = _Group("", "", 0, text=True)
    groups: list[_Group] = []
    heads: dict[str, _Group] = {}
    for line in lines:
        region = line.block.region
        if _is_heading(line) and not line.mentions:
            heads[region] = _group(line, _heading(line))
            groups.append(heads[region])
        elif _key(line) in taken:
            heads.pop(region, None)
        elif not region and line.mentions and not _is_listed(line):
            text.line = text.line or _number(line)
            text.lines.append(line)
        else:
            if region not in heads:
                heads[region] = _group(line, "")
                groups.append(heads[region])
            heads[region].lines.append(line)
    return [*groups, text]


def _group(line: Line, heading: str) -> _Group:
    return _Group(heading, line.block.region, _number(line))


def _key(line: Line) -> tuple[int, int]:
    """A line, and the rest of it behind a heading such as "Quelle:", are the same."""
    return (id(line.block), line.end)


def _number(line: Line) -> int:
    return line.block.position(line.start)[0]


def _heading(line: Line) -> str:
    return clean(line.text).rstrip(":： ")


def _is_heading(line: Line) -> bool:
    if line.block.kind is BlockKind.HEADING:
        return True
    alone = line.text.strip() == line.block.text.strip() or line.text.rstrip().endswith((":", "："))
    return alone and kind_of(line.text) is not None


def _is_label(line: Line) -> bool:
    return len(line.text) <= _LABEL


def _is_listed(line: Line) -> bool:
    """Tell whether links are what a line is for, rather than words of its sentence."""
    if is_prose(line):
        return False
    linked = sum(min(one.end, line.end) - one.start for one in line.mentions)
    return line.block.kind in _LISTS or len(line.text) - linked <= _WORDS_AROUND
