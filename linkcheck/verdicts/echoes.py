"""Rules about pages that repeat the label's words and are not what it promises.

Search pages, error pages and sites on lapsed domains put the words of the address they were asked
for into title and heading. So a title is believed only as long as nothing frames it, and as long
as the text of the page, where it has one, knows some of the words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkcheck.model import Message, SignalKind, Verdict
from linkcheck.text import fold, is_cjk, words
from linkcheck.verdicts.facts import Facts, Ruling, convincing

if TYPE_CHECKING:
    from collections.abc import Iterable

_ENOUGH_TEXT = 500
"""Characters of text, besides titles, that would know some of the title's words."""
_ENOUGH_WORDS, _FEW_WORDS = 3, 4
"""Words that a label shares with a title of its language; and fewer than tell anything. Of 123
real pages that say more, 1 knew none of its title's words."""
_STEM, _LONG = 6, 4
"""Letters that are compared of a word, so that endings do not matter; shorter ones tell little."""


def echo(facts: Facts) -> Ruling | None:
    """Title and label agree, but the page only repeats the words: a person has to look."""
    page = facts.page
    if page is None or not convincing(facts.match):
        return None
    for kind in (SignalKind.ECHO, SignalKind.FRAMED):
        seen = next((one for one in page.signals if one.kind is kind), None)
        if seen is not None and not _is_promised(seen.detail, facts):
            what = Message.of(f"signals.{kind}", detail=seen.detail)
            return _review(Message.of("reasons.echo", title=facts.title, what=what))
    if not _is_known_to_text(facts):
        return _review(Message.of("reasons.echo-apart", title=facts.title))
    return None


def _review(message: Message) -> Ruling:
    return Ruling(Verdict.REVIEW, "echo", message, 0.5)


def _is_promised(frame: str, facts: Facts) -> bool:
    """Tell whether the label says these words itself: it cites a search, or a page about one."""
    return fold(frame) in fold(facts.citation.label)


def _is_known_to_text(facts: Facts) -> bool:
    """Tell whether the text of the page knows what its title speaks of; also if it is too short."""
    assert facts.page is not None  # noqa: S101 (for the type checker)
    label, text = facts.citation.label, fold(facts.page.lead)
    for said in sorted({label, *(title.text for title in facts.page.titles)}, key=len)[::-1]:
        text = text.replace(fold(said), "")
    promised, title = _content(words(label)), _content(words(facts.title))
    shared = len(promised & title) >= _ENOUGH_WORDS
    # Words of the title alone may be what a site sells now; in another language they have to do.
    told = promised if shared else promised | title
    tells = len(promised if shared else title) >= _FEW_WORDS
    return len(text) < _ENOUGH_TEXT or not tells or any(word in text for word in told)


def _content(found: Iterable[str]) -> set[str]:
    """Words that tell something: beginnings of longer ones, pairs of signs where no spaces are."""
    told: set[str] = set()
    for word in found:
        if is_cjk(word):
            told |= {word[place : place + 2] for place in range(len(word) - 1)}
        elif len(word) >= _LONG and not word.isdigit():
            told.add(word[:_STEM])
    return told
