"""Somebody else: another name beside the same one, or in the same place of the same sentence.

"Donald Tusk" is not "Donald Trump", and "Tusk greets guests" not "Macron greets guests".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkcheck.matchers import doctypes, sounds, tokens, vectors

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linkcheck.matchers.tokens import Token

_SHORTEST = 3
_SYNONYMS = 0.7
"""How near two words are in meaning from which on they may stand for one another."""


def beside(one: str, other: str, title: str, claimed: Sequence[str]) -> str | None:
    """What a title has beside ``one`` where the label has ``other`` beside it, if anything.

    ``claimed`` are all the words of the label: what it names elsewhere is no rival.
    """
    if min(len(one), len(other)) < _SHORTEST:
        return None
    runs = [token for token in tokens.tokens(title) if not token.cjk]
    for index, token in enumerate(runs):
        if sounds.latin(token.written) != one:
            continue
        around = [*runs[max(0, index - 1) : index], *runs[index + 1 : index + 2]]
        near = [two for two in around if _adjoin(title, token, two) and _may_stand_in(two)]
        if near and not any(_is_claimed(two, claimed) for two in around):
            return near[-1].written if _may_replace(near[-1], other, claimed) else None
    return None


def in_same_place(name: Token, label: Sequence[Token], title: str) -> str | None:
    """The capitalised word that a title has where the label has a name, between equal words."""
    at = label.index(name)
    before = label[at - 1].folded if at else ""
    after = label[at + 1].folded if at + 1 < len(label) else ""
    further = label[at + 2].folded if at + 2 < len(label) else ""
    runs = tokens.tokens(title)
    claimed = [token.folded for token in label]
    for index, token in enumerate(runs):
        words = [one.folded for one in runs[max(0, index - 1) : index + 3]]
        left = (words[:1] == [before]) if index else not before
        right = words[1 if not index else 2 :][:2]
        same = left and bool(after) and right[:1] == [after]
        if (
            same
            and (before or right == [after, further])
            and _may_replace(token, name.written, claimed)
        ):
            return token.written
    return None


def _may_replace(token: Token, name: str, claimed: Sequence[str]) -> bool:
    if not _may_stand_in(token) or _is_claimed(token, claimed):
        return False
    meant, said = vectors.terms(name.lower()), vectors.terms(token.written.lower())
    return vectors.aligned(meant, said).near < _SYNONYMS


def _may_stand_in(token: Token) -> bool:
    return (
        token.capital
        and len(token.folded) >= _SHORTEST
        and token.weight > 0.4  # noqa: PLR2004 (more than a common word)
        and not doctypes.is_kind(token.folded)
    )


def _is_claimed(token: Token, claimed: Sequence[str]) -> bool:
    spoken = sounds.latin(token.written)
    return any(
        sounds.same(spoken, other) or sounds.inflected(spoken, other)
        for other in map(sounds.latin, claimed)
    )


def _adjoin(text: str, one: Token, other: Token) -> bool:
    first, second = sorted((one, other), key=lambda token: token.start)
    return text[first.start + len(first.written) : second.start] in (" ", "-")
