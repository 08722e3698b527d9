"""Whom and what a page names in its title and its first words: persons and places.

Facts for people who look at a finding, found by what is at hand: the table of places, and a first
name beside a family name, or an office before it ("Minister Okafor"). So some persons stay untold.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from linkcheck import dates
from linkcheck.matchers import doctypes, places, tokens, vectors
from linkcheck.matchers.propernames import roles
from linkcheck.text import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linkcheck.matchers.tokens import Token
    from linkcheck.model import Page

BEGINNING = 100
"""Characters of text that are looked at; whom a page is about stands there or in its title."""
_MOST = 6
_LONGEST = 3
"""Words of a person's name."""
_TITLE_CASE, _SHORT = 0.6, 3
_COMMON = 0.4
_FIRST, _FAMILY = 6.3, 7.0
"""Weights from which on a word of the table is a name as often as not ("Andy Murray")."""
_SHORTEST_COMPOUND = 9


def named(page: Page) -> Page:
    """The page, with the persons and places that its title and first words name."""
    texts = (page.title, page.lead[:BEGINNING].rpartition(" ")[0])
    found = [one for text in texts for one in places.find(text)]
    located = {word for one in found for word in words(one.written)}
    compounds = page.language.startswith("de")
    persons = (one for text in texts for one in _persons(text, located, compounds=compounds))
    written = (one.written for one in found if not one.adjective and len(one.written) > 1)
    return replace(
        page,
        persons=tuple(dict.fromkeys(persons))[:_MOST],
        places=tuple(dict.fromkeys(written))[:_MOST],
    )


def _persons(text: str, located: set[str], *, compounds: bool) -> Iterator[str]:
    runs = [one for one in tokens.tokens(text) if not one.cjk]
    if sum(one.capital for one in runs) > _TITLE_CASE * len(runs) > _SHORT:
        return  # a title in which every word is written like a name
    index = 0
    while index < len(runs):
        size = _size(text, runs, index, located)
        chosen = runs[index : index + size]
        if _is_person(chosen, runs[index - 1] if index else None, compounds=compounds):
            yield text[chosen[0].start : _end(chosen[-1])]
        index += max(1, size)


def _size(text: str, runs: list[Token], index: int, located: set[str]) -> int:
    """How many words from one on may be a name, side by side."""
    size = 0
    for at in range(index, min(index + _LONGEST, len(runs))):
        beside = at == index or text[_end(runs[at - 1]) : runs[at].start] == " "
        if not beside or runs[at].folded in located or not _may_be_name(runs[at]):
            break
        size += 1
    return size


def _may_be_name(token: Token) -> bool:
    return (
        token.capital
        and token.weight > _COMMON
        and token.written[1:].islower()
        and not doctypes.is_kind(token.folded)
        and token.folded not in dates.month_numbers()
        and token.folded not in roles()
    )


def _is_person(chosen: list[Token], before: Token | None, *, compounds: bool) -> bool:
    """Tell whether an office goes before a name, or first names before a family name.

    Both are rare words, if words at all: first names less so, since many people share them.
    """
    if chosen and before is not None and before.folded in roles():
        return True
    if len(chosen) < 2:  # noqa: PLR2004 (a first name and a family name)
        return False
    *first, last = chosen
    return _is_rare(last, _FAMILY, compounds=compounds) and all(
        _is_rare(one, _FIRST, compounds=compounds) for one in first
    )


def _is_rare(token: Token, weight: float, *, compounds: bool) -> bool:
    """Tell whether no dictionary has a word as it stands, or as one that is rarer than this."""
    known = vectors.terms(token.written.lower())
    if len(known) > 1:
        # Two German words make a third, if it is long enough; elsewhere it is chance.
        return not compounds or len(token.written) < _SHORTEST_COMPOUND
    return all(one.worth < 1 or one.weight >= weight for one in known)


def _end(token: Token) -> int:
    return token.start + len(token.written)
