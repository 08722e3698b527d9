"""Domains taken over: where an institution spoke, somebody now sells gambling, loans or pills.

News about these trades are articles as others are. What gives such a page away is that it speaks
to customers: a title that advertises, and several more phrases of that kind below it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkcheck.model import Signal, SignalKind
from linkcheck.pages.signals import phrases
from linkcheck.text import clean, fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linkcheck.pages.signals.seen import Seen

_TABLE = "usurped"
_ENOUGH = 3
"""Different phrases of advertising, one of them in title or heading."""
_BEGINNING = 1_500
_DETAIL = 120


def detect(seen: Seen) -> Iterator[Signal]:
    """Find a page that advertises what those sell who buy up old domains."""
    titled = _phrases("\n".join((seen.title, *seen.headings)))
    if titled and len(titled | _phrases(seen.text[:_BEGINNING])) >= _ENOUGH:
        yield Signal(SignalKind.USURPED, clean(seen.title or seen.headings[0], _DETAIL))


def _phrases(text: str) -> set[str]:
    found = phrases.pattern(_TABLE, "phrases").finditer(fold(text))
    return {one[0] for one in found}
