"""Names of persons and organisations: the label's, sought in the titles and in the text.

A name is a capitalised word that is neither common nor a place nor a type of document. German
capitalises every noun; hence a missing word counts against a page only if it is surely a name.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from linkcheck.matchers import doubts, eastern, organisations, persons, sounds, tokens, vectors
from linkcheck.matchers.propernames import NOUN_ENDINGS, names
from linkcheck.matchers.weights import evidence
from linkcheck.matchers.wording import same_language, site_words
from linkcheck.text import fold, words
from linkcheck.urls import registrable_host, split

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from linkcheck.matchers.claim import Claim
    from linkcheck.matchers.persons import Person
    from linkcheck.matchers.propernames import Name
    from linkcheck.model import Evidence, Page

_UNSURE = 0.4
"""What a word that may be no name is worth, where names are counted."""
_RARE = 7.4
_PART_OF_HOST = 4
_SHORTEST_SITE = 3
_BEGINNING = 1500
_AFTER_LATIN = "\u0370"
_LATIN = re.compile(r"[a-z]")


def weigh(claim: Claim, page: Page) -> Iterable[Evidence]:
    """Seek each name in the titles, then in the text."""
    site = site_words(page)
    publisher = _publisher(claim.text, page)
    if publisher:
        yield evidence("names-site", site=publisher)
    bodies, instead = organisations.compare(claim.text, page)
    if bodies:
        share = len(bodies) / (len(bodies) + bool(instead))
        listed = tokens.listed(one.written for one in bodies)
        yield evidence("names-organisation", share, names=listed)
    if instead:
        yield evidence("names-different", label=instead[0].written, page=instead[1].written)
    told = {word for one in (*bodies, *instead[:1]) for word in words(one.written)}
    promised = tuple(
        name
        for name in _promised(claim, page)
        if name.spoken not in site
        and fold(name.written) not in told
        and not any(_is_part(name.spoken, word) for word in site)
    )
    if not promised:
        return
    titles = tokens.titles(page)
    shown = doubts.people(page)
    in_title = [
        name
        for name in promised
        if any(_in_title(name, title) for title in titles) or _is_among(name, shown)
    ]
    rest = [name for name in promised if name not in in_title]
    in_text = [name for name in rest if page.lead and _in_text(name, page.lead)]
    spelled = [name for name in in_title if any(_is_spelled(name, title) for title in titles)]
    heard = [name for name in in_title if name not in spelled]
    if spelled:
        yield evidence(
            "names-title", _strength(spelled, promised), names=_list(spelled, claim.text)
        )
    if heard:
        yield evidence("names-across", _strength(heard, promised), names=_list(heard, claim.text))
    if in_text:
        yield evidence("names-text", _strength(in_text, promised), names=_list(in_text, claim.text))
    missing = [name for name in rest if name not in in_text]
    yield from doubts.weigh(claim, page, missing, in_title, [*in_title, *in_text])


def _is_part(name: str, host: str) -> bool:
    """Tell whether a host is written together from a name and others: munhakilbo."""
    return len(name) >= _PART_OF_HOST and len(host) > len(name) and name in host


def _promised(claim: Claim, page: Page) -> tuple[Name, ...]:
    """The names of the label; between German texts the sure ones, the nouns being wording's."""
    found = names(claim.text, claim.tongue)
    if claim.tongue != "de":
        return found
    if same_language(claim, page):
        return tuple(name for name in found if name.sure)
    # Where there is a text to seek them in, nouns that mean something are left to the words.
    return tuple(n for n in found if n.sure or not (page.lead and _is_word(n.written)))


def _is_word(written: str) -> bool:
    """Tell whether a German noun is one that has a meaning, and hence another word elsewhere."""
    return _is_known(written) and not _is_spelled_alike(written)


def _is_spelled_alike(written: str) -> bool:
    """Tell whether a word may stay as it is in other languages: it is rare and has no ending."""
    return vectors.terms(written)[0].weight >= _RARE and not fold(written).endswith(NOUN_ENDINGS)


def _publisher(text: str, page: Page) -> str:
    """The site as the label names it, by its own name or its host's, whole; "" if it does not."""
    said = [token.folded for token in tokens.tokens(text)]
    address = split(page.url)
    host = registrable_host(address.host).partition(".")[0] if address else ""
    for name in filter(None, (page.site, host)):
        wanted = [token.folded for token in tokens.tokens(name) if token.weight > 0]
        if wanted and set(wanted) <= set(said) and sum(map(len, wanted)) >= _SHORTEST_SITE:
            return tokens.whole(
                text, [t.written for t in tokens.tokens(text) if t.folded in wanted]
            )
    return ""


def _strength(found: list[Name], promised: tuple[Name, ...]) -> float:
    """A single name may be an accident, three together are none."""
    share = sum(map(_worth, found)) / sum(map(_worth, promised))
    return min(1.0, 0.4 + 0.2 * len(found)) * share


def _worth(name: Name) -> float:
    """A word that may be no name at all is hardly missed."""
    return 1.0 if name.sure else _UNSURE


def _is_among(name: Name, people: Sequence[Person]) -> bool:
    """Tell whether a name is a part of one of some persons'."""
    person = name.person
    return person is not None and any(persons.same(person, one) for one in people)


def _list(found: Iterable[Name], text: str) -> str:
    return tokens.whole(text, [name.written for name in found])


def _in_title(name: Name, title: str) -> bool:
    bare = _without_genitive(name.spoken)
    means = name.mere and _is_latin(name.written) and _is_known(name.written)
    spelled = any(
        (bare == word if means else sounds.same(bare, word, loosely=name.sure))
        or (not name.mere and sounds.inflected(bare, word))
        for word in _latin_words(title)
    )
    # The short names of Korea and China sound like any word: they are sought with the given name.
    short = name.person is not None and bool(name.person.given)
    heard = not short and any(sounds.same(bare, other) for other in sounds.foreign(title))
    return spelled or heard or _by_table(bare, title) or _is_heard(name, title)


def _is_known(written: str) -> bool:
    """Tell whether a dictionary has a word as it stands."""
    known = vectors.terms(written)
    return bool(known) and all(term.worth == 1 for term in known)


@lru_cache(maxsize=1024)
def _latin_words(title: str) -> tuple[str, ...]:
    """The words of a title in Latin letters, without a genitive's s."""
    return tuple(
        _without_genitive(sounds.latin(token.written))
        for token in tokens.tokens(title)
        if token.folded[0] < _AFTER_LATIN
    )


def _is_spelled(name: Name, title: str) -> bool:
    """Tell whether a name stands in a title in its own script, where wording sees it too."""
    return _is_latin(name.written) == _is_latin(title) or fold(name.written) in fold(title)


def _is_latin(text: str) -> bool:
    return text.isascii() or all(char < _AFTER_LATIN for char in fold(text))


def _in_text(name: Name, lead: str) -> bool:
    bare = _without_genitive(name.spoken)
    if tokens.has_word(lead, name.spoken) or tokens.has_word(lead, bare):
        return True
    if _mostly_latin(lead):
        return not _is_latin(name.written) and any(
            sounds.same(form, word)
            for form in _readings(name)
            for word in _capitalised(lead[:_BEGINNING])
        )
    return (
        any(sounds.same(bare, other) for other in sounds.foreign(lead))
        or _by_table(bare, lead)
        or _is_heard(name, lead)
    )


def _readings(name: Name) -> tuple[str, ...]:
    return name.person.families if name.person else (_without_genitive(name.spoken),)


@lru_cache(maxsize=64)
def _capitalised(text: str) -> frozenset[str]:
    """The capitalised words of a text, in Latin letters, without a genitive's s."""
    return frozenset(
        _without_genitive(sounds.latin(token.written))
        for token in tokens.tokens(text)
        if token.capital
    )


def _is_heard(name: Name, text: str) -> bool:
    """Tell whether a text in Hangul or Han names a person by family and given name."""
    person = name.person
    if person is None or not person.given:
        return False
    return any(eastern.is_heard(family, person.given, text) for family in person.families)


def _by_table(bare: str, text: str) -> bool:
    return any(spelling in text for spelling in sounds.table().get(bare, ()))


@lru_cache(maxsize=64)
def _mostly_latin(text: str) -> bool:
    start = fold(text[:400])
    return len(_LATIN.findall(start)) * 2 > len(start.replace(" ", ""))


def _without_genitive(name: str) -> str:
    return name[:-1] if name.endswith("s") and len(name) > 4 else name  # noqa: PLR2004 (Hans, Ross)
