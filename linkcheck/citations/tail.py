"""Articles whose last paragraph is simply a list of links, without any heading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkcheck import urls
from linkcheck.citations import labels
from linkcheck.citations.entries import is_named
from linkcheck.citations.found import OUTSIDE, Found, cites_elsewhere
from linkcheck.citations.headings import Heading, invites, kind_of
from linkcheck.citations.lines import is_prose
from linkcheck.model import BlockKind, Section

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linkcheck.citations.lines import Line

SIGNATURE = "--"
"""What parts a letter from its signature (RFC 3676, section 4.3)."""
_MIN = 2
"""Addresses that make a list."""
_LONG = 250
"""Characters; a longer line is no entry of a list."""


def find(lines: Sequence[Line], base_url: str) -> tuple[Found, ...]:
    """Find the list of links that an article ends with.

    Only where the format has no parts of a page: the last links of a whole web page are its own.
    """
    if any(line.block.region for line in lines):
        return ()
    start = len(lines)
    while start and _is_entry(lines, start - 1):
        start -= 1
    above = lines[start - 1].text if start else ""
    if above.rstrip() == SIGNATURE or kind_of(above) is Heading.STOP:
        return ()
    listed = tuple(lines[start:])
    cited = [mention.url for line in listed for mention in line.mentions if mention.url]
    deep = sum(not urls.is_home(url) for url in cited)
    if len(set(cited)) < _MIN or deep * 2 < len(cited) or not cites_elsewhere(listed, base_url):
        return ()
    number = listed[0].block.position(listed[0].start)[0]
    return (Found(Section("", number), listed),)


def _is_entry(lines: Sequence[Line], index: int) -> bool:
    line = lines[index]
    block = line.block
    if block.region in OUTSIDE or block.kind is BlockKind.HEADING or len(line.text) > _LONG:
        return False
    if line.mentions:
        return not (is_prose(line) or invites(line.text) or _is_sentence(line))
    if line.block.links and line.text.strip().isdecimal():
        return True  # the number of a note, whose link leads back to the text
    follower = lines[index + 1] if index + 1 < len(lines) else None
    return follower is not None and _is_bare(follower) and follower.block is block


def _is_sentence(line: Line) -> bool:
    """Whether several links stand in one sentence, which even its last words may be."""
    several = len(line.mentions) > 1 and all(map(is_named, line.mentions))
    return several and line.text.rstrip().endswith((".", "!", "?", "。", "！", "？"))


def _is_bare(line: Line) -> bool:
    """Whether a line is only an address, so that the line above it may be its label."""
    mentions = line.mentions
    if len(mentions) != 1 or labels.tidy(mentions[0].anchor) != "":
        return False
    outside = (
        line.block.text[line.start : mentions[0].start]
        + line.block.text[mentions[0].end : line.end]
    )
    return not labels.tidy(outside)
