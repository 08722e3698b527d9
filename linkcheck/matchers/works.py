"""Works' own titles inside a label: quoted ones, and runs of capitalised words.

A German label that says "Washington Declaration" means the text of that name.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from linkcheck.matchers import doctypes, organisations, tokens
from linkcheck.matchers.claim import spoken
from linkcheck.matchers.weights import evidence
from linkcheck.text import words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from linkcheck.matchers.claim import Claim
    from linkcheck.matchers.tokens import Token
    from linkcheck.model import Evidence, Page

_QUOTED = re.compile(
    '„([^„“”"]{3,120})[“”"]|“([^“”]{3,120})”|«([^«»]{3,120})»|»([^«»]{3,120})«'
    '|『([^『』]{2,80})』|「([^「」]{2,80})」|《([^《》]{2,80})》|"([^"]{3,120})"'
)
_JOINERS = frozenset(
    ["of", "for", "on", "the", "and", "de", "des", "du", "la", "del", "della", "di", "to", "in"]
)
_LEAD_ENOUGH = 300
_FEWEST = 2


def weigh(claim: Claim, page: Page) -> Iterable[Evidence]:
    """Seek each title that the label names in the page's titles and text."""
    titles, lead = tokens.titles(page), page.lead
    line = tuple(f" {' '.join(words(title))} " for title in titles)
    for work in quoted(claim.text):
        phrase = f" {' '.join(words(work))} "
        if any(phrase in title for title in line):
            yield evidence("works-title", work=work)
            return
        if phrase.strip() and phrase.strip() in tokens.folded(lead):
            yield evidence("works-text", work=work)
            return
        if len(lead) >= _LEAD_ENOUGH and spoken(work, "") == _language(page):
            yield evidence("works-missing", work=work)
            return
    yield from _runs(claim, page, line)


def _runs(claim: Claim, page: Page, line: tuple[str, ...]) -> Iterable[Evidence]:
    for work in named(claim.text):
        telling = _qualifiers(work)
        if not telling or (len(tokens.tokens(work)) <= _FEWEST and not doctypes.kinds(work)):
            continue
        phrase = f" {' '.join(words(work))} "
        if any(phrase in title for title in line):
            yield evidence("works-title", work=work)
            return
        if phrase.strip() in tokens.folded(page.lead):
            yield evidence("works-text", work=work)
            return
        rival = _rival(work, page)
        if rival:
            yield evidence("works-other", contradicts=True, label=work, page=rival)
            return
        if len(page.lead) >= _LEAD_ENOUGH and _is_quoted_from(work, claim, page):
            yield evidence("works-missing", work=work)
            return
        if claim.tongue != _language(page) and (lacking := _lacking(work, page)):
            yield evidence("works-part", work=work, lacking=lacking)
            return


def _is_quoted_from(work: str, claim: Claim, page: Page) -> bool:
    """Tell whether a work goes by a name in the page's language, in a label of another one."""
    theirs, ours = _language(page), claim.tongue
    return theirs != ours and any(
        doctypes.is_said_in(kind, theirs) and not doctypes.is_said_in(kind, ours)
        for kind in doctypes.kinds(work)
    )


def _language(page: Page) -> str:
    return spoken(page.title, page.language)


def _lacking(work: str, page: Page) -> str:
    """The last word of a longer work's title, if a page lacks it that has most of the others.

    That is the mark of a sibling: "Camp David Principles" is not "The Spirit of Camp David". A
    first word may be the author's own ("Bildhauer Tomás Quiroga").
    """
    telling = [token for token in tokens.tokens(work) if token.weight > 0.4]  # noqa: PLR2004 (more than a common word)
    titles = " ".join(tokens.titles(page))
    there = [token for token in telling if tokens.contains(titles, token)]
    if len(telling) <= _FEWEST or len(there) * 2 <= len(telling):
        return ""
    last = telling[-1]
    is_lacking = last not in there and page.lead and not tokens.contains(page.lead, last)
    return last.written if is_lacking else ""


def _rival(work: str, page: Page) -> str | None:
    """A document of the same type, by the same word, and another name; the label's is nowhere.

    The same word: "Strategisches Konzept" is a translation of "Strategic Concept", no rival.
    """
    own = _qualifiers(work)
    heads = {token.folded for token in tokens.tokens(work) if doctypes.is_kind(token.folded)}
    everywhere = " ".join((*tokens.titles(page), page.lead))
    if not own or not heads or any(tokens.contains(everywhere, token) for token in own):
        return None
    for title in tokens.titles(page):
        for other in named(title):
            alike = _organisations(work) & _organisations(other)
            if heads.intersection(words(other)) and _qualifiers(other) and not alike:
                return other
    return None


def _organisations(work: str) -> set[str]:
    return {one.id for one in organisations.find(work)}


def _qualifiers(work: str) -> tuple[Token, ...]:
    """The words that tell a work from others of its type."""
    return tuple(
        token
        for token in tokens.tokens(work)
        if token.weight > 0.4 and not doctypes.is_kind(token.folded)  # noqa: PLR2004 (more than a common word)
    )


def quoted(text: str) -> tuple[str, ...]:
    """What stands in quotation marks, two words at least (two letters in Han and kana)."""
    found = (next(filter(None, hit.groups())) for hit in _QUOTED.finditer(text))
    return tuple(work for work in found if len(tokens.tokens(work)) >= _FEWEST)


@lru_cache(maxsize=2048)
def named(text: str) -> tuple[str, ...]:
    """Runs of two and more capitalised words, with small joining words between them."""
    found: list[str] = []
    run: list[Token] = []
    for token in (*tokens.tokens(text), None):
        adjoins = bool(run) and token is not None and _adjoins(text, run[-1], token)
        if (token and token.capital and not token.cjk and (adjoins or not run)) or (
            token and run and adjoins and token.folded in _JOINERS
        ):
            run.append(token)
        else:
            found.extend(_closed(text, run))
            run = [token] if token and token.capital and not token.cjk else []
    return tuple(found)


def _adjoins(text: str, one: Token, other: Token) -> bool:
    return text[one.start + len(one.written) : other.start] in (" ", "-", "’", "'")


def _closed(text: str, run: list[Token]) -> Iterable[str]:
    while run and not run[-1].capital:
        run.pop()
    if sum(token.capital for token in run) >= _FEWEST:
        yield text[run[0].start : run[-1].start + len(run[-1].written)]
