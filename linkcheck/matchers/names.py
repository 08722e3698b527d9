"""Names of persons and organisations: the label's, sought in the titles and in the text.

A name is a capitalised word that is neither common nor a place nor a type of document. German
capitalises every noun; hence a missing word counts against a page only if it is surely a name.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from linkcheck import dates
from linkcheck.matchers import doctypes, numerals, places, rivals, sounds, tokens, vectors
from linkcheck.matchers.claim import spoken
from linkcheck.matchers.weights import evidence
from linkcheck.matchers.wording import same_language, site_words
from linkcheck.text import fold, words
from linkcheck.urls import registrable_host, split

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from linkcheck.matchers.claim import Claim
    from linkcheck.matchers.tokens import Token
    from linkcheck.model import Evidence, Page

_NOUN_ENDINGS = (
    "ung", "ungen", "heit", "keit", "schaft", "tion", "tionen", "ismus", "nis", "konferenz",
    "treffen", "gipfel", "besuch", "bericht", "ministerium", "gesetz", "politik", "rat", "tag",
    "amt", "kommission", "regierung", "prasident", "minister", "krieg", "wahl",
)  # fmt: skip
_ARTICLES = frozenset(
    [
        "der",
        "die",
        "das",
        "den",
        "dem",
        "des",
        "ein",
        "eine",
        "einer",
        "einem",
        "einen",
        "zur",
        "zum",
        "im",
        "am",
        "beim",
        "ins",
        "vom",
        "ans",
    ]
)
_HALF = 0.5
"""What a name is worth that is nowhere on a page which names others of the label."""
_RARE, _ORDINARY = 7.4, 7.2
_WHERE = frozenset(["bei", "in", "aus", "nach", "von", "fur", "gegen", "mit"])
"""After these a German word that no dictionary has is a name."""
_FEWEST_LETTERS, _PART_OF_HOST = 2, 4
_SHORTEST_SITE = 3
_MEASURES = frozenset([
    "milliarde", "milliarden", "million", "millionen", "billion", "billionen", "tausend",
    "prozent", "euro", "euros", "dollar", "dollars", "pfund", "yen", "franken", "kilometer",
    "meter", "hektar", "tonnen", "grad", "uhr",
])  # fmt: skip
_DATELINE = 200
_TITLE_CASE = 0.8
_FEWEST_WORDS = 4
_LEAD_ENOUGH = 500
_AFTER_LATIN = "\u0370"
_LATIN = re.compile(r"[a-z]")


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a label: as written, in folded Latin letters, and whether it surely is one."""

    written: str
    spoken: str
    sure: bool
    role: str = ""


def weigh(claim: Claim, page: Page) -> Iterable[Evidence]:
    """Seek each name in the titles, then in the text."""
    site = site_words(page)
    publisher = _publisher(claim.text, page)
    if publisher:
        yield evidence("names-site", site=publisher)
    promised = tuple(
        name
        for name in _promised(claim, page)
        if name.spoken not in site and not any(_is_part(name.spoken, word) for word in site)
    )
    if not promised:
        return
    titles = tokens.titles(page)
    in_title = [name for name in promised if any(_in_title(name, title) for title in titles)]
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
    yield from _doubts(claim, [name for name in rest if name not in in_text], in_title, page)


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
    return vectors.terms(written)[0].weight >= _RARE and not fold(written).endswith(_NOUN_ENDINGS)


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
    return min(1.0, 0.4 + 0.2 * len(found)) * len(found) / len(promised)


def _doubts(
    claim: Claim, missing: list[Name], in_title: list[Name], page: Page
) -> Iterable[Evidence]:
    for name in missing:
        for key, rival in (
            ("names-other", _rival(name, page)),
            ("names-instead", _instead(claim, name, in_title, page)),
            ("names-instead", _supplanted(claim, name, page)),
        ):
            if rival:
                yield evidence(key, contradicts=True, label=name.written, page=rival)
                return
    foreign = not same_language(claim, page)
    sure = [
        name for name in missing
        if name.sure and _LATIN.match(name.spoken)
        and not (foreign and (_is_common(name.written) or _hides_names(page)))
    ]  # fmt: skip
    if not sure or not page.titles:
        return
    if any(name.sure for name in in_title) and len(page.lead) >= _LEAD_ENOUGH:
        yield evidence("names-absent", _HALF, names=_list(sure, claim.text))
    elif in_title and len(page.lead) < _LEAD_ENOUGH:
        yield evidence(
            "names-some", len(sure) / (len(sure) + len(in_title)), names=_list(sure, claim.text)
        )
    elif len(page.lead) >= _LEAD_ENOUGH:
        yield evidence("names-absent", names=_list(sure, claim.text))
    else:
        yield evidence("names-missing", names=_list(sure, claim.text))


def _is_common(written: str) -> bool:
    """Tell whether a word is an ordinary one ("Office"), which another language translates."""
    known = vectors.terms(written.lower())
    return len(known) == 1 and known[0].worth == 1 and known[0].weight < _ORDINARY


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


def _instead(claim: Claim, name: Name, in_title: list[Name], page: Page) -> str | None:
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
            known = other.sure and not _is_common(other.written)
            if known and not any(sounds.same(other.spoken, one) for one in claimed):
                return other.written
    return None


def _is_no_word(name: str) -> bool:
    """Tell whether a name is no ordinary word of any language, so that it can only be a name."""
    return not any(term.worth == 1 for term in vectors.terms(name))


def _list(found: Iterable[Name], text: str) -> str:
    return tokens.whole(text, [name.written for name in found])


@lru_cache(maxsize=2048)
def names(text: str, language: str) -> tuple[Name, ...]:
    """The names in a short text, each once."""
    runs = tokens.tokens(text)
    latin = [token for token in runs if not token.cjk]
    shouting = language != "de" and len(latin) == len(runs) and _is_title_case(latin)
    located = {word for place in places.find(text) for word in words(place.written)}
    found: dict[str, Name] = {}
    for index, token in enumerate(latin):
        if token.folded in located or not _may_be_name(token):
            continue
        before = latin[index - 1] if index else None
        after = latin[index + 1] if index + 1 < len(latin) else None
        role = _roles().get(before.folded, "") if before else ""
        sure = not shouting and _is_sure(token, before, after, language)
        spoken = sounds.latin(token.written)
        found.setdefault(spoken, Name(token.written, spoken, sure or bool(role), role))
    for spoken, written in sounds.foreign(text).items():
        if written not in located and not places.find(written) and not doctypes.kinds(written):
            found.setdefault(spoken, Name(written, spoken, sure=False))
    return tuple(found.values())


def _may_be_name(token: Token) -> bool:
    return (
        token.capital
        and len(token.folded) > 1
        and token.weight > 0.4  # noqa: PLR2004 (more than a common word)
        and token.folded not in _roles()
        and token.folded not in _MEASURES
        and token.folded not in dates.month_numbers()
        and not doctypes.is_kind(token.folded)
        and not numerals.is_numeral(token.folded)
    )


def _is_sure(token: Token, before: Token | None, after: Token | None, language: str) -> bool:
    """Tell whether a capitalised word is surely a name, by its neighbours."""
    if language not in ("de", ""):
        return before is not None
    if token.folded.endswith(_NOUN_ENDINGS) or (before and before.folded in _ARTICLES):
        return False
    if before and before.folded in _WHERE and not vectors.terms(token.written):
        return True
    neighbours = [other for other in (before, after) if other]
    return any(
        _may_be_name(other) and not other.folded.endswith(_NOUN_ENDINGS) and _adjoin(token, other)
        for other in neighbours
    )


def _adjoin(one: Token, other: Token) -> bool:
    """Tell whether only a space is between two words."""
    first, second = sorted((one, other), key=lambda token: token.start)
    return second.start - first.start - len(first.written) == 1


def _is_title_case(runs: list[Token]) -> bool:
    telling = [token for token in runs if token.weight > 0 and not token.folded.isdigit()]
    if len(telling) < _FEWEST_WORDS:
        return False
    return sum(token.capital for token in telling) >= _TITLE_CASE * len(telling)


def _in_title(name: Name, title: str) -> bool:
    bare = _without_genitive(name.spoken)
    means = not name.sure and _is_latin(name.written) and _is_known(name.written)
    spelled = any(
        (bare == word if means else sounds.same(bare, word, loosely=name.sure))
        or (name.sure and sounds.inflected(bare, word))
        for word in _latin_words(title)
    )
    heard = any(sounds.same(bare, other) for other in sounds.foreign(title))
    return spelled or heard or _by_table(bare, title)


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
    return all(char < _AFTER_LATIN for char in fold(text))


def _in_text(name: Name, lead: str) -> bool:
    bare = _without_genitive(name.spoken)
    if tokens.has_word(lead, name.spoken) or tokens.has_word(lead, bare):
        return True
    if _mostly_latin(lead):
        return False
    return any(sounds.same(bare, other) for other in sounds.foreign(lead)) or _by_table(bare, lead)


def _by_table(bare: str, text: str) -> bool:
    return any(spelling in text for spelling in sounds.table().get(bare, ()))


@lru_cache(maxsize=64)
def _mostly_latin(text: str) -> bool:
    start = fold(text[:400])
    return len(_LATIN.findall(start)) * 2 > len(start.replace(" ", ""))


def _without_genitive(name: str) -> str:
    return name[:-1] if name.endswith("s") and len(name) > 4 else name  # noqa: PLR2004 (Hans, Ross)


@cache
def _roles() -> Mapping[str, str]:
    read = tomllib.loads(files(__package__).joinpath("roles.toml").read_text("utf-8"))
    return {word: role for role, line in read["roles"].items() for word in line.split()}
