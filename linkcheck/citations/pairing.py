"""Pairing: the entries of a section to its citations."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from linkcheck import urls
from linkcheck.citations import addresses, bibliography, labels, names
from linkcheck.citations.entries import Entry, Place, entries_of, is_named, places_of
from linkcheck.model import BlockKind, Citation, Defect, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from linkcheck.citations.found import Found
    from linkcheck.citations.mentions import Mention

_LONG = 300
"""Characters; a longer entry with several links is prose, and each anchor its own label."""
_MAX_ECHOED = 100
"""Links of one entry whose addresses may be spelled out beside them."""
_SENTENCE = 1_000
"""Characters looked at on each side of a link for the sentence around it."""
_SENTENCE_END = re.compile(r"[.!?。！？…][)\]\"”“»]?(?:\s+|(?<=[。！？]))")
_DOI = re.compile(r"(?:doi:\s?)?10\.\d{4}", re.IGNORECASE)


def pair(found: Found) -> tuple[Citation, ...]:
    """Pair the labels of a section with its addresses, in the order of the article."""
    named = names.read(found.lines[0]) if len(found.lines) == 1 and not found.notes else ()
    if named:
        return tuple(replace(one, section=found.section.heading) for one in named)
    entries = entries_of(found)
    return tuple(
        replace(citation, section=found.section.heading)
        for citation in _without_cards(
            citation
            for entry, place in zip(entries, places_of(entries), strict=True)
            for citation in _citations(entry, found, place)
        )
    )


def _without_cards(citations: Iterable[Citation]) -> Iterator[Citation]:
    """Below a bare address, blogs show a card of the page: both are one citation, named by it."""
    before: Citation | None = None
    for citation in citations:
        same = before is not None and citation.url is not None and before.url == citation.url
        if before is not None and not (same and not before.label):
            yield before
        before = citation
    if before is not None:
        yield before


def _citations(entry: Entry, found: Found, place: Place) -> Iterator[Citation]:
    distinct = _distinct(entry.mentions)
    if not distinct:
        yield from _without_url(entry, found, place)
    elif len(distinct) == 1 and labels.was_shortened(entry.label):
        yield _citation(entry, distinct[0], _sentence(entry, distinct[0]))
    elif len(distinct) == 1:
        label = entry.label
        anchor = distinct[0].anchor
        if found.inline and is_named(distinct[0]):
            label = labels.tidy(anchor)
        yield _citation(entry, distinct[0], label)
    else:
        yield from _several(entry, distinct)


def _sentence(entry: Entry, mention: Mention) -> str:
    """In a long paragraph, the sentence that the link stands in says what the page is."""
    line = entry.homes[id(mention)]
    begin = max(line.start, mention.start - _SENTENCE)
    text = line.block.text[begin : min(line.end, mention.end + _SENTENCE)]
    ends = [begin + found.end() for found in _SENTENCE_END.finditer(text)]
    start = max((end for end in ends if end <= mention.start), default=begin)
    end = min((end for end in ends if end >= mention.end), default=begin + len(text))
    return labels.tidy(line.block.text[start:end])


def _distinct(all_mentions: Sequence[Mention]) -> list[Mention]:
    """The same address twice in one entry (anchor and spelled out) is one citation."""
    kept: dict[str, Mention] = {}
    for mention in all_mentions:
        key = mention.url.rstrip("/").lower()
        if key not in kept or (is_named(mention) and not is_named(kept[key])):
            kept[key] = mention
    named = [mention for mention in kept.values() if is_named(mention)]
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
    return any(bare in other.url for other in named[:_MAX_ECHOED] if other is not mention)


def _several(entry: Entry, distinct: Sequence[Mention]) -> Iterator[Citation]:
    """Several addresses in one entry: each is called by its anchor, or by the text before it."""
    shared = entry.label if len(entry.label) <= _LONG else ""
    before = ""
    position = entry.lines[0].start
    for mention, following in zip(distinct, [*distinct[1:], None], strict=True):
        block = entry.homes[id(mention)].block
        text = block.text[position : mention.start] if position <= mention.start else ""
        own = labels.tidy(text)
        before = own or before
        label = labels.tidy(mention.anchor) if is_named(mention) else before or shared
        said = _text_around(entry, mention, position, following)
        yield _citation(entry, mention, label, said)
        position = mention.end


def _text_around(entry: Entry, mention: Mention, start: int, following: Mention | None) -> str:
    """What is said of one of several addresses: from the one before it to the next one's words."""
    line = entry.homes[id(mention)]
    before = line.block.text[max(start, line.start) : mention.start]
    within = following is not None and entry.homes[id(following)] is line
    end = following.start if following is not None and within else line.end
    return f"{before}{mention.anchor}{line.block.text[mention.end : end]}"


def _citation(entry: Entry, mention: Mention, label: str, said: str = "") -> Citation:
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
        bibliography=bibliography.read(said or entry.said, mention.anchor),
    )


def _span(entry: Entry, mention: Mention) -> Span:
    """From the label's first letter, or the address if it comes first, to the end of the last."""
    first, last = entry.lines[0], entry.lines[-1]
    start = first.start + len(first.text) - len(first.text.lstrip())
    begin = first.block.span(start, start + 1)
    stop = last.end - (len(last.text) - len(last.text.rstrip()))
    end = last.block.span(max(stop - 1, 0), stop)
    if len(entry.mentions) > 1:
        block = entry.homes[id(mention)].block
        return block.span(mention.start, max(mention.end, mention.start + 1))
    return Span(begin.line, begin.column, end.end_line, end.end_column)


def _without_url(entry: Entry, found: Found, place: Place) -> Iterator[Citation]:
    """A label with nothing after it: incomplete, unless it names a printed work or is a remark."""
    label = entry.label
    if not label or place is Place.ABOVE_LIST or _is_remark(entry, label):
        return
    listed = found.inline or (place is Place.IN_LIST and not found.notes)
    if labels.is_pending(label):
        yield _incomplete(entry, labels.without_pending(label), Defect.NO_URL)
    elif entry.promises:
        yield _incomplete(entry, label, Defect.NO_URL)
    elif labels.is_printed_work(label):
        yield _incomplete(entry, label, Defect.OFFLINE_WORK)
    elif (listed and len(label) <= _LONG // 2) or (
        found.notes
        and place is Place.IN_LIST
        and (labels.names_pages(label) or addresses.names_document(label))
    ):
        yield _incomplete(entry, label, Defect.NO_URL)


def _is_remark(entry: Entry, label: str) -> bool:
    """A sub-heading, a table's head, a picture's credit or a mail address cites no page."""
    block = entry.lines[0].block
    return (
        block.kind is BlockKind.HEADING
        or (block.kind is BlockKind.CELL and block.bold)
        or labels.is_credit(label)
        or labels.repeats(label)
        or _has_other_link(entry)
    )


def _has_other_link(entry: Entry) -> bool:
    """A link that cites no page (mail, telephone, a button to share) still leads somewhere."""
    return any(
        urls.scheme_of(link.url) not in {"", "http", "https"} or addresses.shares_article(link.url)
        for line in entry.lines
        for link in line.block.links
        if line.start <= link.start < line.end
    )


def _incomplete(entry: Entry, label: str, defect: Defect) -> Citation:
    first, last = entry.lines[0], entry.lines[-1]
    start = first.start + len(first.text) - len(first.text.lstrip())
    begin, end = first.block.position(start), last.block.position(max(last.end - 1, 0))
    span = Span(*begin, end[0], end[1] + 1)
    facts = bibliography.read(entry.said)
    return Citation(label, None, span, defects=(defect,), bibliography=facts)
