"""The article's text with its citations marked: what an editor checks the reading by.

Citations know their lines and columns, and lines their blocks; a label is found again in its
lines word by word, since brackets, marks and words about the access were taken out of it.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from linkcheck.citations.entries import is_named
from linkcheck.citations.found import OUTSIDE
from linkcheck.citations.mentions import is_address
from linkcheck.model import Mark, Passage

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linkcheck.citations.found import Found
    from linkcheck.citations.lines import Line
    from linkcheck.citations.mentions import Mention
    from linkcheck.model import Citation

_MAX_TEXT = 100_000
"""Characters kept of lines that cite nothing, in one article."""
_MAX_LINE = 4_000
_REACH = 40
"""Citations that may begin before a line and still go on in it."""
_GAP = 40
"""Characters that may lie between two words of a label: what was taken out of it."""
_SKIPPED = 3
"""Words at a label's beginning that may not be found as written."""

Place = tuple[int, int]


@dataclass(slots=True)
class _Marking:
    """Citations by where they begin, how many words of each label were found, which have ended."""

    citations: Sequence[Citation]
    order: list[int]
    starts: list[Place]
    words: dict[int, int] = field(default_factory=dict)
    ended: set[int] = field(default_factory=set)

    def on(self, begin: Place, end: Place) -> list[int]:
        """The citations that stand between two places, by their index, in the article's order."""
        last = bisect_right(self.starts, end)
        return [
            index
            for index in self.order[max(0, last - _REACH) : last]
            if _end(self.citations[index]) > begin and index not in self.ended
        ]


def of(
    lines: Sequence[Line], found: Sequence[Found], citations: Sequence[Citation]
) -> tuple[Passage, ...]:
    """The article, line by line; the parts of a page that are not the article are counted only."""
    order = sorted(range(len(citations)), key=lambda index: _start(citations[index]))
    marking = _Marking(citations, order, [_start(citations[index]) for index in order])
    cited = {(id(line.block), line.end) for one in found for line in one.lines}
    headings = {(one.section.line, one.section.heading) for one in found if one.section.heading}
    passages = list(_passages(lines, cited, headings, marking))
    rest = tuple(index + 1 for index in order if index not in marking.ended)
    if rest:
        number = citations[rest[0] - 1].span.line
        passages.append(Passage(number, "", cited=rest))
    return tuple(passages)


def renumbered(passages: Sequence[Passage], kept: Sequence[int]) -> tuple[Passage, ...]:
    """The same text where only some citations are kept: these numbers, in their new order."""
    places = {number: place for place, number in enumerate(kept, start=1)}
    return tuple(
        replace(
            passage,
            marks=tuple(
                replace(mark, number=places[mark.number])
                for mark in passage.marks
                if mark.number in places
            ),
            cited=tuple(places[number] for number in passage.cited if number in places),
        )
        for passage in passages
    )


def _passages(
    lines: Sequence[Line],
    cited: set[tuple[int, int]],
    headings: set[tuple[int, str]],
    marking: _Marking,
) -> Iterator[Passage]:
    room, hidden = _MAX_TEXT, 0
    for line in lines:
        number = line.block.position(line.start)[0]
        if (id(line.block), line.end) in cited:
            passage = _cited(line, number, marking)
        else:
            shown = line.block.region not in OUTSIDE and room > 0
            passage = Passage(number, line.text[:_MAX_LINE] if shown else "", hidden=int(not shown))
            room -= len(passage.text)
        if passage.hidden:
            hidden += 1
            continue
        if hidden:
            yield Passage(number, "", hidden=hidden)
            hidden = 0
        yield _headed(passage, headings)
    if hidden:
        yield Passage(0, "", hidden=hidden)


def _headed(passage: Passage, headings: set[tuple[int, str]]) -> Passage:
    if not any(passage.line == line and heading in passage.text for line, heading in headings):
        return passage
    return Passage(passage.line, passage.text, passage.marks, passage.cited, heading=True)


def _cited(line: Line, number: int, marking: _Marking) -> Passage:
    span = line.block.span(line.start, line.end)
    begin, end = (span.line, span.column), (span.end_line, span.end_column)
    here = marking.on(begin, end)
    marks: list[Mark] = []
    for index in here:
        marks.extend(_marks(index, line, marks, marking))
    ends = tuple(index + 1 for index in here if _end(marking.citations[index]) <= end)
    marking.ended.update(number - 1 for number in ends)
    kept = tuple(sorted((one for one in marks if one.end <= _MAX_LINE), key=lambda one: one.start))
    return Passage(number, line.text[:_MAX_LINE], kept, ends)


def _marks(index: int, line: Line, taken: Sequence[Mark], marking: _Marking) -> Iterator[Mark]:
    """Where a citation's address and label stand in a line."""
    citation, number = marking.citations[index], index + 1
    own = [one for one in line.mentions if _is_of(one, line, citation)]
    addresses = [
        Mark(one.start - line.start, one.end - line.start, number, address=_is_shown(one))
        for one in own[:1]
        if not is_named(one) and one.end > one.start
    ]
    yield from addresses
    for found in _label(
        citation, index, line.text[:_MAX_LINE], [*taken, *addresses], marking.words
    ):
        yield Mark(*found, number)


def _is_shown(mention: Mention) -> bool:
    """Tell whether a person sees the address itself, rather than "here" with a link behind it."""
    return not mention.anchor or is_address(mention.anchor)


def _is_of(mention: Mention, line: Line, citation: Citation) -> bool:
    if mention.written != citation.written_url:
        return False
    place = line.block.position(mention.start)
    return _start(citation) <= place < _end(citation)


def _label(
    citation: Citation, index: int, text: str, taken: Sequence[Mark], found: dict[int, int]
) -> Iterator[tuple[int, int]]:
    """Where the words of a label stand that were not found in the lines before."""
    said = citation.label.split()
    free = max((one.end for one in taken if one.number != index + 1), default=0)
    start = -1
    for word in range(found.get(index, 0), min(found.get(index, 0) + _SKIPPED, len(said))):
        start = _free(text, said[word], free, taken)
        if start >= 0:
            found[index] = word
            break
    while start >= 0:
        end, following = _run(text, start, said, found[index], taken)
        found[index] = following
        yield start, end
        # What is marked already, such as "here", may stand in the middle of a label.
        start = _free(text, said[following], end, taken) if following < len(said) else -1
        start = start if 0 <= start - end <= _GAP else -1


def _run(
    text: str, start: int, said: Sequence[str], first: int, taken: Sequence[Mark]
) -> tuple[int, int]:
    """How far a label's words follow each other closely: where they end, and the next word."""
    end, following = start + len(said[first]), first + 1
    stop = min((one.start for one in taken if one.start >= end), default=len(text))
    while following < len(said):
        at = text.find(said[following], end, min(end + _GAP + len(said[following]), stop))
        if at < 0:
            break
        end, following = at + len(said[following]), following + 1
    return end, following


def _free(text: str, word: str, start: int, taken: Sequence[Mark]) -> int:
    """Where a word stands outside of what is marked already, or -1."""
    at = text.find(word, start)
    while at >= 0:
        over = next((one for one in taken if one.start <= at < one.end), None)
        if over is None:
            return at
        at = text.find(word, over.end)
    return -1


def _start(citation: Citation) -> Place:
    return (citation.span.line, citation.span.column)


def _end(citation: Citation) -> Place:
    return (citation.span.end_line, citation.span.end_column)
