"""Sources named one after the other: "Quellen: Instagram, Good on You (Kritik), McKinsey"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from linkcheck.citations import labels
from linkcheck.citations.entries import is_named
from linkcheck.model import Citation, Defect

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linkcheck.citations.lines import Line
    from linkcheck.citations.mentions import Mention

_MARK = re.compile(r"[,;、，；|]|\s(?:und|and|et|y|e|sowie)\s|[()（）]")
_OPEN, _CLOSE = "(（", ")）"
_ONLY_JOINS = re.compile(r"[\s,;&+/()（）.]*(?:(?:und|and|et|y|e|sowie)[\s,;&+/()（）]*)*")
_MAX_NAME = 60
_MAX_WORDS = 6
_MAX_NAMES = 40
_MAX_LINE = 3_000
_ACRONYM = 5
"""Letters; agencies and papers write themselves small: dpa, taz."""


def read(line: Line) -> tuple[Citation, ...]:
    """Read a line that names sources, some linked and some not; () if it is none.

    It is one if each link is all there is between two commas, or stands in brackets behind a
    name: then what stands between commas without a link is a source as well, and lacks its
    address. Bibliographic entries, where commas part author and title, are none.
    """
    if not 0 < len(line.mentions) <= _MAX_NAMES or line.end - line.start > _MAX_LINE:
        return ()
    parts = tuple(_parts(line))
    linked = sum(bool(_within(line, *part)) for part in parts)
    if len(parts) < 2 or not linked or not all(map(is_named, line.mentions)):  # noqa: PLR2004 (a list)
        return ()
    found = [_citations(line, *part) for part in parts]
    if any(not citations for citations in found):
        return ()
    return tuple(citation for citations in found for citation in citations)


def _parts(line: Line) -> Iterator[tuple[int, int]]:
    """The spans between commas; those inside of links and brackets part nothing."""
    start, depth = line.start, 0
    for mark in _MARK.finditer(line.block.text, line.start, line.end):
        if any(mention.start <= mark.start() < mention.end for mention in line.mentions):
            continue
        if mark[0] in _OPEN:
            depth += 1
        elif mark[0] in _CLOSE:
            depth = max(depth - 1, 0)
        elif not depth:
            yield (start, mark.start())
            start = mark.end()
    yield (start, line.end)


def _within(line: Line, start: int, end: int) -> tuple[Mention, ...]:
    return tuple(mention for mention in line.mentions if start <= mention.start < end)


def _citations(line: Line, start: int, end: int) -> tuple[Citation, ...]:
    """The citations between two commas; none if what stands there is no name."""
    mentions = _within(line, start, end)
    text = line.block.text
    if not mentions:
        return _unlinked(line, start, end)
    name = labels.tidy(text[start : mentions[0].start].rstrip().rstrip(_OPEN))
    ends = [mention.end for mention in mentions]
    between = [text[a : b.start] for a, b in zip(ends, mentions[1:], strict=False)]
    if len(name) > _MAX_NAME or not all(
        map(_ONLY_JOINS.fullmatch, [*between, text[ends[-1] : end]])
    ):
        return ()
    if name and not text[start : mentions[0].start].rstrip().endswith(tuple(_OPEN)):
        return ()
    return tuple(
        Citation(
            label=f"{name} ({anchor})" if name else anchor,
            url=mention.url or None,
            span=line.block.span(mention.start, max(mention.end, mention.start + 1)),
            defects=mention.defects,
            written_url=mention.written,
        )
        for mention in mentions
        for anchor in (labels.tidy(mention.anchor),)
    )


def _unlinked(line: Line, start: int, end: int) -> tuple[Citation, ...]:
    written = line.block.text[start:end]
    label = labels.tidy(written)
    fits = 0 < len(label) <= _MAX_NAME and len(label.split()) <= _MAX_WORDS
    if not fits or not (label[0].isupper() or label[0] >= "\u3041" or len(label) <= _ACRONYM):
        return ()
    first = start + len(written) - len(written.lstrip())
    last = max(start + len(written.rstrip()), first + 1)
    return (Citation(label, None, line.block.span(first, last), defects=(Defect.NO_URL,)),)
