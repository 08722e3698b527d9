"""Where an article's sections of sources begin and end."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from linkcheck.citations import tail
from linkcheck.citations.found import OUTSIDE, Found, cites_elsewhere
from linkcheck.citations.headings import (
    Heading,
    announces,
    inline_rest,
    invites,
    is_stop,
    kind_of,
    names_topic,
    presents,
    within_prose,
)
from linkcheck.citations.lines import is_prose
from linkcheck.citations.policy import ALL, AUTO
from linkcheck.model import BlockKind, Section

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from linkcheck.citations.lines import Line

_PROSE = 160
"""Characters; a longer line without an address is prose, not a label."""
_TOLD = 60
"""Characters of a sentence that presents somebody, below a head such as "About us"."""
_MAX_SENTENCES = 20_000
"""Characters of a paragraph that is searched for sources in its sentences."""
_NEAR = 20
"""Lines before a rule that tell whether it ends a list or parts its entries."""
_AT_ONCE = 2
"""Lines below an announcement of which one holds an address."""
_TRIES = 8
"""Times that each line may be looked at for headings which turn out to be none."""
_RULE = re.compile(r"\s*[-–—=_*~#·.]{2,}\s*")
_COLON = re.compile("[:：]")
_IN_LIST = frozenset({BlockKind.LIST_ITEM, BlockKind.CELL, BlockKind.TERM, BlockKind.DEFINITION})


def find(
    lines: Sequence[Line], wanted: str = AUTO, base_url: str = "", *, whole: bool = False
) -> tuple[Found, ...]:
    """Find the sections, in order. ``wanted`` as in :class:`CitationPolicy`.

    ``whole``: of a whole web page, whose last links are no sources.

    Lines such as "Quelle: dpa" count only in an article without a section of its own: elsewhere
    they credit a picture or a quotation.
    """
    if wanted == ALL:
        return _everything(lines)
    judge = _judge_by(wanted)
    found: list[Found] = []
    spare = _TRIES * len(lines)
    title = _title(lines)
    index = 0
    while index < len(lines):
        line = lines[index]
        heading = judge(lines, index) if _is_inside(line) else None
        if heading is None or spare < 0:
            found.extend(_within_prose(line) if wanted == AUTO and _is_inside(line) else ())
            index += 1
            continue
        end = index + 1 if heading.inline else _end(lines, index)
        body = heading.lines or _without_remarks(lines[index + 1 : end])
        menu = not heading.sure and index < title
        if body and not menu and (heading.sure or cites_elsewhere(body, base_url)):
            found.append(Found(heading.section, body, inline=heading.inline))
            index = end
        else:
            spare -= end - index
            index += 1
    headed = [one for one in found if not one.inline]
    notes = _footnotes(lines, headed)
    announced = headed or (() if notes else found)
    if not (announced or notes):
        return () if whole else tail.find(lines, base_url)
    return (*announced, *notes)


def _title(lines: Sequence[Line]) -> int:
    """The index of the article's title: a list above it that is called "Links" is a menu."""
    for index, line in enumerate(lines):
        if line.block.kind is BlockKind.HEADING and line.block.level == 1 and _is_inside(line):
            return index
        if line.block.kind is BlockKind.PARAGRAPH and len(line.text) > _PROSE:
            break
    return 0


def _without_remarks(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Below a list of sources, notes at the file's end that remark upon something are not of it."""
    listed = any(line.mentions for line in lines if line.block.kind is not BlockKind.FOOTNOTE)
    return tuple(
        line
        for line in lines
        if not (listed and line.block.kind is BlockKind.FOOTNOTE and is_prose(line))
    )


def _is_inside(line: Line) -> bool:
    """Whether a heading may stand here; a line of tags may well begin with "Quelle: …"."""
    return line.block.region not in OUTSIDE or line.block.region == "tags"


@dataclass(frozen=True, slots=True)
class _Heading:
    section: Section
    sure: bool
    inline: bool = False
    lines: tuple[Line, ...] = ()


def _judge_by(wanted: str) -> Callable[[Sequence[Line], int], _Heading | None]:
    if wanted == AUTO:
        return _known_heading
    pattern = re.compile(wanted, re.IGNORECASE)

    def matches(lines: Sequence[Line], index: int) -> _Heading | None:
        line = lines[index]
        if _stands_alone(line) and pattern.search(line.text):
            return _Heading(_section(line), sure=True)
        return None

    return matches


def _known_heading(lines: Sequence[Line], index: int) -> _Heading | None:
    line = lines[index]
    if _stands_alone(line):
        kind = kind_of(line.text)
        if kind in {Heading.SOURCES, Heading.PERHAPS}:
            return _Heading(_section(line), sure=kind is Heading.SOURCES and _is_marked(line))
        if kind is None and (_is_topic(lines, index) or _is_announcement(lines, index)):
            return _Heading(_section(line), sure=False)
    return _inline_heading(line)


def _is_announcement(lines: Sequence[Line], index: int) -> bool:
    """A line such as "Here are the sources:" counts where addresses follow at once."""
    line = lines[index]
    last_of_block = index + 1 == len(lines) or lines[index + 1].block is not line.block
    return (
        announces(line.text)
        and (line.opens_block or last_of_block)
        and any(one.mentions for one in lines[index + 1 : index + 1 + _AT_ONCE])
    )


def _is_topic(lines: Sequence[Line], index: int) -> bool:
    """A heading of sources for something counts where a list follows."""
    following = lines[index + 1 : index + 2]
    return names_topic(lines[index].text) and any(
        line.block.kind is BlockKind.LIST_ITEM for line in following
    )


def _inline_heading(line: Line) -> _Heading | None:
    """A line such as "Quelle: dpa, https://…"; a caption's credit is none."""
    if line.block.kind is BlockKind.HEADING or line.block.region == "caption":
        return None
    parts = inline_rest(line.text)
    if parts is None or line.block.kind is BlockKind.FOOTNOTE:
        return None
    term, offset = parts
    rest = line.after(offset)
    named = not line.mentions and len(rest.text) <= _PROSE
    if not (rest.mentions or named):
        return None
    number = line.block.position(line.start)[0]
    return _Heading(Section(term, number), sure=True, inline=True, lines=(rest,))


def _within_prose(line: Line) -> Iterator[Found]:
    """Sources that a sentence names in brackets or behind it, with their address."""
    if not line.mentions or line.block.region == "caption" or len(line.text) > _MAX_SENTENCES:
        return
    for term, begin, end in within_prose(line.text):
        closing = next(
            (one.end for one in line.mentions if one.start <= line.start + end < one.end), 0
        )
        part = line.part(begin, max(end, closing - line.start))
        if part.mentions and len(part.text) <= _PROSE + sum(len(m.written) for m in part.mentions):
            number = line.block.position(part.start)[0]
            yield Found(Section(term, number), (part,), inline=True)


def _section(line: Line) -> Section:
    return Section(line.text.strip().rstrip(":：").rstrip(), line.block.position(line.start)[0])


def _stands_alone(line: Line) -> bool:
    """A heading of the markup, or a short line of its own without an address."""
    links = line.block.links
    before = bisect_left(links, line.end, key=lambda link: link.start) - 1
    if before >= 0 and links[before].end > line.start:
        return line.block.kind is BlockKind.HEADING
    if line.mentions:
        return False
    if line.block.kind in {BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.QUOTE, BlockKind.TERM}:
        return True
    return line.block.kind is BlockKind.LIST_ITEM and line.text.rstrip().endswith((":", "："))


def _is_marked(line: Line) -> bool:
    """Marked as a heading: by the markup, by bold type, by a colon, or by standing alone."""
    return (
        line.block.kind is BlockKind.HEADING
        or line.block.bold
        or line.text.rstrip().endswith((":", "："))
        or line.text.strip() == line.block.text.strip()
    )


def _end(lines: Sequence[Line], start: int) -> int:
    """The index of the first line that belongs to the section no more."""
    heading = lines[start]
    scope = _scope(lines, start)
    in_list = start + 1 < len(lines) and lines[start + 1].block.kind in _IN_LIST
    marked = heading.block.kind is BlockKind.HEADING
    for index in range(start + 1, len(lines)):
        line = lines[index]
        following = lines[index + 1] if index + 1 < len(lines) else None
        if line.block.path[: len(scope)] != scope or _leaves(heading, line, following):
            return index
        if _is_rule(line) and _parts(lines, start, index):
            return index
        if index > start + 1 and line.block.kind is not BlockKind.LIST_ITEM and invites(line.text):
            return index
        if marked:
            continue
        if in_list and _ends_list(line, following):
            return index
        if index > start + 1 and _is_text_again(lines, start, index):
            return index
    return len(lines)


def _is_rule(line: Line) -> bool:
    return bool(_RULE.fullmatch(line.text))


def _parts(lines: Sequence[Line], start: int, index: int) -> bool:
    """Tell whether a rule ends the section: a signature's, or one before lines without address.

    Below a heading it only underlines, and after each single entry it only parts them.
    """
    first = start + 2 if _is_rule(lines[start + 1]) else start + 1
    before = lines[max(first, index - _NEAR) : index]
    if sum(len(line.mentions) for line in before) > 1 and not any(map(_is_rule, before)):
        return True
    if lines[index].text.rstrip() == tail.SIGNATURE:
        return True
    following = lines[index + 1 : index + 3]
    return not any(line.mentions for line in following)


def _is_text_again(lines: Sequence[Line], start: int, index: int) -> bool:
    """Below a bare heading, the article goes on where prose follows what is no prose."""
    line = lines[index]
    if not line.mentions:
        return len(line.text) > _PROSE
    return (
        line.block is not lines[start].block and is_prose(line) and not is_prose(lines[start + 1])
    )


def _scope(lines: Sequence[Line], start: int) -> tuple[int, ...]:
    """The innermost element that holds both the heading and what follows it."""
    path = lines[start].block.path
    following = next(
        (
            line.block.path
            for line in lines[start + 1 : start + 1 + _AT_ONCE]
            if line.block.region not in OUTSIDE
        ),
        path,
    )
    common = 0
    while common < min(len(path), len(following)) and path[common] == following[common]:
        common += 1
    return path[:common]


def _leaves(heading: Line, line: Line, following: Line | None) -> bool:
    """Tell whether a line is the first of something else: a part of the page, another heading."""
    if line.block.region != heading.block.region and line.block.region in OUTSIDE:
        return True
    if line.block.kind is BlockKind.FOOTNOTE and heading.block.kind is not BlockKind.FOOTNOTE:
        return bool(line.block.path == () and kind_of(heading.text) is None)
    if line.block.kind is BlockKind.HEADING:
        bare = heading.block.kind is not BlockKind.HEADING
        return bare or line.block.level <= heading.block.level or _is_heading(line)
    if is_stop(_COLON.split(line.text[:_PROSE], maxsplit=1)[0]):
        return not _groups(line, following)
    if following is not None and line.block.kind is BlockKind.PARAGRAPH and line.opens_block:
        told = len(following.text) > _TOLD and following.text.count(" ") > _TOLD // 10
        if told and not line.mentions and presents(line.text):
            return True
    marked = line.opens_block or _is_marked(line)
    return _stands_alone(line) and marked and _is_heading(line)


def _groups(line: Line, following: Line | None) -> bool:
    """Whether a line is an item of which those below it are parts."""
    return (
        line.block.kind is BlockKind.LIST_ITEM
        and following is not None
        and following.block.kind is BlockKind.LIST_ITEM
        and following.block.level > line.block.level
    )


def _is_heading(line: Line) -> bool:
    return kind_of(line.text) in {Heading.SOURCES, Heading.STOP}


def _ends_list(line: Line, following: Line | None) -> bool:
    """Below a bare heading, a list of sources ends where text follows that announces no list."""
    if line.block.kind in _IN_LIST:
        return False
    return following is None or following.block.kind not in _IN_LIST or len(line.text) > _PROSE


def _footnotes(lines: Sequence[Line], found: Sequence[Found]) -> tuple[Found, ...]:
    """Footnotes that no heading announces are a section of their own.

    Beside an announced one, notes that remark upon something with links in their words are none.
    """
    taken = {id(line) for one in found for line in one.lines}
    notes = tuple(
        line
        for line in lines
        if line.block.kind is BlockKind.FOOTNOTE
        and id(line) not in taken
        and not (found and is_prose(line))
    )
    if not any(line.mentions for line in notes):
        return ()
    number = notes[0].block.position(notes[0].start)[0]
    return (Found(Section("", number), notes, notes=True),)


def _everything(lines: Sequence[Line]) -> tuple[Found, ...]:
    """Every line of the article that holds an address."""
    cited = tuple(line for line in lines if line.mentions and line.block.region not in OUTSIDE)
    if not cited:
        return ()
    return (Found(Section("", cited[0].block.position(cited[0].start)[0]), cited, inline=True),)
