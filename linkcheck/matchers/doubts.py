"""What speaks against a page that does not have a name of the label: another has its place.

Somebody else in the same office, beside the same first name, in the same place of the sentence, or
at least another person where the label's is nowhere. If nobody is, the missing name alone tells.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from linkcheck.matchers import persons, rivals, sounds, tokens, vectors
from linkcheck.matchers.claim import spoken
from linkcheck.matchers.propernames import names
from linkcheck.matchers.weights import evidence
from linkcheck.matchers.wording import same_language
from linkcheck.text import is_cjk

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from linkcheck.matchers.claim import Claim
    from linkcheck.matchers.persons import Person
    from linkcheck.matchers.propernames import Name
    from linkcheck.model import Evidence, Page

_HALF = 0.5
"""What a name is worth that is nowhere on a page which names others of the label."""
_FEWEST_LETTERS = 2
_DATELINE = 200
_LEAD_ENOUGH = 500
_LATIN = re.compile(r"[a-z]")


def weigh(
    claim: Claim,
    page: Page,
    missing: Sequence[Name],
    in_title: Sequence[Name],
    present: Sequence[Name],
) -> Iterable[Evidence]:
    """Evidence on the names of a label that a page does not have.

    ``in_title`` are those that its titles have, ``present`` those that it has at all.
    """
    if rivalry := _contradiction(claim, page, missing, in_title):
        yield rivalry
    elif someone := _someone_else(claim, page, missing, present):
        one, other = someone
        yield evidence("names-different", label=one.written, page=other.written)
    else:
        yield from _lacking(claim, page, missing, in_title)


def _contradiction(
    claim: Claim, page: Page, missing: Sequence[Name], in_title: Sequence[Name]
) -> Evidence | None:
    for name in missing:
        for key, rival in (
            ("names-other", _rival(name, page)),
            ("names-instead", _instead(claim, name, in_title, page)),
            ("names-instead", _supplanted(claim, name, page)),
        ):
            if rival:
                return evidence(key, contradicts=True, label=name.written, page=rival)
    return None


def _lacking(
    claim: Claim, page: Page, missing: Sequence[Name], in_title: Sequence[Name]
) -> Iterable[Evidence]:
    foreign = not same_language(claim, page)
    sure = [
        name
        for name in missing
        if name.sure and _LATIN.match(name.spoken) and not (foreign and _may_differ(name, page))
    ]
    if not sure or not page.titles:
        return
    read = len(page.lead) >= _LEAD_ENOUGH
    listed = tokens.whole(claim.text, [name.written for name in sure])
    if any(name.sure for name in in_title) and read:
        yield evidence("names-absent", _HALF, names=listed)
    elif in_title and not read:
        yield evidence("names-some", len(sure) / (len(sure) + len(in_title)), names=listed)
    else:
        yield evidence("names-absent" if read else "names-missing", names=listed)


def _may_differ(name: Name, page: Page) -> bool:
    """Tell whether a name may be another word elsewhere, or stand where no table reads it."""
    return (persons.is_common(name.written) and not name.person) or _hides_names(page)


def people(page: Page) -> tuple[Person, ...]:
    """The persons that the titles surely name."""
    return tuple(
        one
        for title in tokens.titles(page)
        for one in persons.people(title, spoken(title, page.language))
    )


def _someone_else(
    claim: Claim, page: Page, missing: Sequence[Name], present: Sequence[Name]
) -> tuple[Person, Person] | None:
    """A person of the label who is nowhere, and whom the title names that the label does not."""
    promised, shown = persons.people(claim.text, claim.tongue), people(page)
    missed = [name.person for name in missing]
    absent = [one for one in promised if one in missed and _is_absent(one, shown, present)]
    if not absent or not shown:
        return None
    said = [sounds.latin(token.written) for token in tokens.tokens(claim.text)]
    for other in shown:
        if not any(persons.same(one, other) for one in promised) and (
            other.given
            or not any(sounds.same(one, word) for one in other.families for word in said)
        ):
            return absent[0], other
    return None


def _is_absent(person: Person, shown: Sequence[Person], present: Sequence[Name]) -> bool:
    """Tell whether a page has nothing of a person's family, or only a namesake."""
    if person.given and any(one.given and persons.are_akin(person, one) for one in shown):
        return True
    return not any(
        name.person == person
        and (is_cjk(name.written) or any(persons.alike(name.spoken, f) for f in person.families))
        for name in present
    )


def _hides_names(page: Page) -> bool:
    """Tell whether a page is in Han or kana, where a name may stand that no table reads."""
    start = page.title + page.lead[:_DATELINE]
    return sum("\u3040" <= char <= "\u9fff" for char in start) * 2 > len(start)


def _rival(name: Name, page: Page) -> str | None:
    """Who holds the same office in the title, where the label names somebody else in it."""
    if not name.role:
        return None
    for title in tokens.titles(page):
        for other in names(title, page.language):
            alike = sounds.same(name.spoken, other.spoken)
            if other.role == name.role and not alike and other.sure:
                return other.written
    return None


def _instead(claim: Claim, name: Name, in_title: Sequence[Name], page: Page) -> str | None:
    """Who stands in a title beside the same first name, or in the same place of the sentence."""
    label = [token for token in tokens.tokens(claim.text) if not token.cjk]
    at = next((index for index, t in enumerate(label) if t.written == name.written), None)
    if at is None or not name.sure or (claim.tongue == "de" and vectors.terms(name.written)):
        return None  # "Verteidiger Okafor" is no rival of "Daniel Okafor"
    if any(tokens.contains(title, label[at]) for title in tokens.titles(page)):
        return None  # a second title of the page may speak of something else beside it
    claimed = [token.written for token in label]
    adjacent = {sounds.latin(one.written) for one in label[max(0, at - 1) : at + 2]}
    partners = [one.spoken for one in in_title if one.spoken in adjacent]
    for title in tokens.titles(page):
        surely = {one.spoken for one in names(title, spoken(title, page.language)) if one.sure}
        beside = (rivals.beside(one, name.spoken, title, claimed) for one in partners)
        rival = next(filter(None, beside), None)
        if rival is None and same_language(claim, page):
            rival = rivals.in_same_place(label[at], label, title)
        if rival and (sounds.latin(rival) in surely or any(map(_is_no_word, partners))):
            return rival
    return None


def _supplanted(claim: Claim, name: Name, page: Page) -> str | None:
    """Whom the title names, where a well-known person of the label is nowhere on the page."""
    if (
        len(name.written) < _FEWEST_LETTERS
        or name.spoken not in sounds.table()
        or len(page.lead) < _LEAD_ENOUGH
        or _hides_names(page)
    ):
        return None
    claimed = [sounds.latin(token.written) for token in tokens.tokens(claim.text)]
    for title in tokens.titles(page):
        for other in names(title, spoken(title, page.language)):
            known = other.sure and not persons.is_common(other.written)
            if known and not any(sounds.same(other.spoken, one) for one in claimed):
                return other.written
    return None


def _is_no_word(name: str) -> bool:
    """Tell whether a name is no ordinary word of any language, so that it can only be a name."""
    return not any(term.worth == 1 for term in vectors.terms(name))
