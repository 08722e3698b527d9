"""Places: countries and cities by their names in a dozen languages (``places.tsv``)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from linkcheck.matchers import persons, sounds, tokens
from linkcheck.matchers.claim import spoken
from linkcheck.matchers.weights import evidence
from linkcheck.text import fold, is_cjk, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from linkcheck.matchers.claim import Claim
    from linkcheck.matchers.tokens import Token
    from linkcheck.model import Evidence, Page

_MOST_WORDS = 5
_PART = 0.5
"""What a country is worth where its city was promised, and the other way round."""
_DATELINE, _BEGINNING = 200, 1500
_LEAD_ENOUGH = 300
_BOTH_NAMES_AND_UNION = frozenset({"EU", "BE"})
"""Brussels stands for the Union, and the Union's news come from Brussels."""
_AT_HOME: Mapping[str, frozenset[str]] = {
    language: frozenset(countries.split())
    for language, countries in {
        "en": "GB US AU CA IE NZ ZA IN SG NG GH KE UG ZM", "de": "DE AT CH LI",
        "fr": "FR BE CH CA LU MC MA TN DZ SN CI CM ML BF CD GA BJ TG NE MG HT",
        "es": "ES MX AR CO CL PE VE EC BO UY CU", "it": "IT CH", "pt": "PT BR AO MZ", "nl": "NL BE",
        "pl": "PL", "cs": "CZ", "sk": "SK", "ja": "JP", "ko": "KR", "zh": "CN TW HK SG",
        "ru": "RU BY", "uk": "UA", "sv": "SE", "da": "DK", "no": "NO", "nb": "NO", "fi": "FI",
        "tr": "TR", "el": "GR",
        "hu": "HU", "ro": "RO", "bg": "BG", "he": "IL", "vi": "VN", "id": "ID", "th": "TH",
    }.items()
}  # fmt: skip
"""Where a language is spoken: a page at home seldom says the name of its own country."""
_ADJECTIVE_ENDINGS = 4
_SHORTEST_HEARD = 4
_LONGEST_CJK = 10
_SHORTEST_SHOUTED = 3
"""Letters up to which a word in capitals is an abbreviation and no name."""
_FIRST_NAMES = frozenset(
    [
        "adelaide", "austin", "carolina", "charlotte", "florence", "georgia", "jordan", "lourdes",
        "regina", "savannah", "sofia", "sydney", "valencia", "victoria", "vienna",
    ]
)  # fmt: skip
"""Places that persons are called after."""
_CYRILLIC_ENDINGS = "аеиоуыьяюіїє"
_LETTERS = {
    "日": "JP", "韓": "KR", "韩": "KR", "米": "US", "美": "US", "中": "CN", "英": "GB", "仏": "FR",
    "法": "FR", "独": "DE", "德": "DE", "露": "RU", "俄": "RU", "印": "IN", "朝": "KP", "豪": "AU",
    "한": "KR", "미": "US", "일": "JP", "중": "CN", "북": "KP", "러": "RU", "台": "TW", "欧": "EU",
}  # fmt: skip
"""Countries by the one letter that stands for them beside another: 日米, 韓日, 한미."""


_FIRST_HALVES = {
    "franco": "FR", "anglo": "GB", "sino": "CN", "russo": "RU", "italo": "IT", "greco": "GR",
    "austro": "AT", "indo": "IN", "luso": "PT", "hispano": "ES", "polono": "PL", "germano": "DE",
    "nippo": "JP", "turco": "TR", "belgo": "BE", "israelo": "IL", "russko": "RU",
}  # fmt: skip
"""Countries as the first half of a compound in English and Romance languages: Franco-German."""


@dataclass(frozen=True, slots=True)
class Place:
    """A country (``id`` equals ``country``), a city, or by ``kind`` a region or a water.

    ``weak``: its name is often another's. A water lies in no country of its own: "~".
    """

    id: str
    country: str
    weak: bool
    names: tuple[str, ...]
    acronyms: tuple[str, ...] = ()
    kind: str = ""

    @property
    def is_city(self) -> bool:
        """Tell a city from a country."""
        return self.id != self.country

    def near(self, other: Place) -> bool:
        """Tell whether both are one place, or one lies in the other."""
        if self.is_city and other.is_city:
            return self.id == other.id
        return self.country == other.country

    def goes_with(self, other: Place) -> bool:
        """Tell whether one text may well name both for one thing: the Rhine and Cologne."""
        if self.near(other):
            return True
        if self.kind == other.kind:
            return False
        return "water" in (self.kind, other.kind) or (
            self.is_city and other.is_city and self.country == other.country
        )


@dataclass(frozen=True, slots=True)
class Named:
    """A place that a text names, and how it is written there."""

    place: Place
    written: str
    adjective: bool = False


@dataclass(frozen=True, slots=True)
class _Table:
    names: Mapping[str, Place]
    acronyms: Mapping[str, Place]
    adjectives: Mapping[str, Place]
    cjk: Mapping[str, Place]
    spaced: tuple[tuple[str, Place], ...]
    countries: Mapping[str, Place]
    openings: frozenset[str]
    """The first words of names that have several."""


def weigh(claim: Claim, page: Page) -> Iterable[Evidence]:
    """Seek the label's places in the titles, then in the text; a place instead contradicts."""
    promised = find(claim.text)
    if not promised:
        return
    named = tuple(one for title in tokens.titles(page) for one in find(title))
    pairs = [(one, two) for one in promised for two in named if one.place.near(two.place)]
    in_title = dict(sorted(pairs, key=lambda pair: pair[0].place.id == pair[1].place.id))
    heard = {one: one for one in promised if one not in in_title and _is_heard(one, page)}
    in_title.update(heard)
    telling = [one for one in promised if one.place.kind != "water" or one in in_title]
    yield from _titled(in_title, len(telling))
    rest = [one for one in promised if one not in in_title]
    in_text = [one for one in rest if is_named(one.place, page.lead)]
    if in_text:
        yield evidence("places-text", len(in_text) / len(promised), places=_list(in_text))
    yield from _doubts(promised, [one for one in rest if one not in in_text], named, page)


def _is_heard(one: Named, page: Page) -> bool:
    """Tell whether a title has a city in the case of another language, or as it sounds there."""
    if not one.place.is_city or one.adjective or not one.written.isalpha():
        return False
    name = sounds.latin(one.written)
    return len(name) >= _SHORTEST_HEARD and any(
        sounds.same(name, word) or sounds.inflected(name, word) or _is_inflected(name, word)
        for title in tokens.titles(page)
        for word in _foreign_words(title, spoken(title, page.language))
    )


def _is_inflected(name: str, word: str) -> bool:
    """Tell whether a word is a name with another vowel at its end: Brno, Brna."""
    stem = name.rstrip("aeo")
    return stem != name and word[:-1] == stem


@lru_cache(maxsize=512)
def _foreign_words(title: str, language: str) -> tuple[str, ...]:
    """The capitalised words of a title whose language inflects names or writes other letters."""
    inflects = language in persons.INFLECTING
    found = (token for token in tokens.tokens(title) if token.capital and not token.cjk)
    spelled = (sounds.latin(token.written) for token in found if inflects)
    return (*spelled, *(sounds.foreign(title)))


def _titled(in_title: Mapping[Named, Named], promised: int) -> Iterable[Evidence]:
    """Say which places the title names itself, and for which it names a country or a city."""
    exact = [one for one, two in in_title.items() if one.place.id == two.place.id]
    if exact:
        yield evidence("places-title", len(exact) / promised, places=_list(exact))
    akin = [(one, two) for one, two in in_title.items() if one not in exact]
    if akin:
        one, two = akin[0]
        strength = _PART * len(akin) / promised
        yield evidence("places-near", strength, label=one.written, page=two.written)


def _doubts(
    promised: tuple[Named, ...], missing: list[Named], named: tuple[Named, ...], page: Page
) -> Iterable[Evidence]:
    home = _at_home(page)
    begun = find(page.lead[:_BEGINNING]) if missing else ()
    absent = [
        one for one in missing
        if not one.place.weak and (one.place.is_city or one.place.country not in home)
        and not any(one.place.near(two.place) for two in begun)
    ]  # fmt: skip
    sure = [one for one in absent if not one.adjective]
    strange = [two for two in named if _is_strange(two, promised)]
    for one in absent:
        rivals = [two for two in strange if not two.place.goes_with(one.place)]
        rival = min(rivals, key=lambda two: two.place.is_city != one.place.is_city, default=None)
        alone = len(absent) == len(promised) == len({two.place.country for two in named})
        lacking = alone and len(page.lead) >= _LEAD_ENOUGH
        if rival and (_excludes(one, rival, lacking=lacking) or _is_exchanged(promised, named)):
            yield evidence("places-other", contradicts=True, label=one.written, page=rival.written)
            return
    if not sure:
        return
    strange += [two for two in find(page.lead[:_DATELINE]) if _is_strange(two, promised)]
    pairs = ((one, two) for one in sure for two in strange if not two.place.goes_with(one.place))
    if pair := next(pairs, None):
        yield evidence("places-different", label=pair[0].written, page=pair[1].written)
    else:
        gone = [one for one in sure if one.place.kind != "water"]
        if gone:
            yield evidence("places-missing", len(gone) / len(promised), places=_list(gone))


def _at_home(page: Page) -> frozenset[str]:
    """The countries that a page may leave unsaid, by its language."""
    return _AT_HOME.get(spoken(page.title, page.language), frozenset())


def _excludes(one: Named, rival: Named, *, lacking: bool) -> bool:
    """Tell whether a title's place stands instead of the label's, not only beside it.

    ``lacking``: the title has as many places as the label, and the text has none of the label's.
    """
    if _BOTH_NAMES_AND_UNION & {one.place.country, rival.place.country}:
        return False
    cities = one.place.is_city and rival.place.is_city
    if cities and one.place.kind != rival.place.kind:
        return False
    return (cities and not one.adjective) or (lacking and one.place.is_city == rival.place.is_city)


def _is_exchanged(promised: tuple[Named, ...], named: tuple[Named, ...]) -> bool:
    """Tell whether all places but one are the same: not Germany and France but Egypt and France."""
    different = dict.fromkeys(one.place.id for one in named)
    kept = [one for one in promised if any(one.place.near(two.place) for two in named)]
    return len(promised) == len(different) == len(kept) + 1 > 1


def _is_strange(named: Named, promised: tuple[Named, ...]) -> bool:
    """Tell whether a place is none of the promised ones, nor near one."""
    return not named.place.weak and not any(named.place.near(one.place) for one in promised)


def _list(named: Iterable[Named]) -> str:
    return tokens.listed(one.written for one in named)


@lru_cache(maxsize=2048)
def find(text: str) -> tuple[Named, ...]:
    """The places that a short text names, each once, in order."""
    found: dict[str, Named] = {}
    runs = tokens.tokens(text)
    index = 0
    while index < len(runs):
        place, used = _named_at(runs, index)
        adjective = (
            None if place else _adjective(runs[index].folded) or _first_half(text, runs[index])
        )
        if named := place or adjective:
            written = " ".join(token.written for token in runs[index : index + used])
            found.setdefault(named.id, Named(named, written, adjective=place is None))
        index += used
    for place, written in _in_scripts(text):
        found.setdefault(place.id, Named(place, written))
    return tuple(found.values())


def _named_at(runs: tuple[Token, ...], index: int) -> tuple[Place | None, int]:
    """The place named from one word on, the longest name first, and how many words name it."""
    table, first = _table(), runs[index]
    if first.cjk or not first.capital:
        return None, 1
    most = _MOST_WORDS if first.folded in table.openings else 1
    for size in range(min(most, len(runs) - index), 0, -1):
        phrase = " ".join(token.folded for token in runs[index : index + size])
        if size == 1 and _names_a_person(runs, index):
            return None, 1
        short = first.written.isupper() and len(phrase) <= _SHORTEST_SHOUTED
        found = table.names.get if size > 1 else _lookup
        place = None if size == 1 and short else found(phrase)
        if place:
            return place, size
    return (table.acronyms.get(first.folded) if first.written.isupper() else None), 1


def _names_a_person(runs: tuple[Token, ...], index: int) -> bool:
    """Tell whether a first name comes right before, or the family after: Sofia Lindqvist."""
    first, following = runs[index], runs[index + 1 : index + 2]
    if index and persons.is_given(runs[index - 1].folded) and _adjoin(runs[index - 1], first):
        return True
    is_first = first.folded in _FIRST_NAMES or persons.is_given(first.folded)
    return is_first and any(one.capital and _adjoin(first, one) for one in following)


def _adjoin(one: Token, other: Token) -> bool:
    return other.start - one.start - len(one.written) == 1


def _lookup(word: str) -> Place | None:
    """Look a name up as it is, with a genitive's s, or with the ending of a Slavic case."""
    names = _table().names
    if word in names:
        return names[word]
    if word.endswith("s") and word[:-1] in names and len(word) > 4:  # noqa: PLR2004 (shorter ones are other words)
        return names[word[:-1]]
    return _cyrillic_stems().get(_cyrillic_stem(word)) if word[0] >= "а" else None


def _adjective(word: str) -> Place | None:
    adjectives = _table().adjectives
    for cut in range(_ADJECTIVE_ENDINGS + 1):
        base = word[: len(word) - cut]
        if len(base) < 4:  # noqa: PLR2004 (no adjective of a country is shorter)
            return None
        if base in adjectives:
            return adjectives[base]
    return None


def _first_half(text: str, token: Token) -> Place | None:
    """The country of the first half of two: Franco-German."""
    end = token.start + len(token.written)
    country = _FIRST_HALVES.get(token.folded) if text[end : end + 1] in ("-", "–") else None
    return _table().countries[country] if country else None


def _in_scripts(text: str) -> Iterable[tuple[Place, str]]:
    """Places in Han, kana and Hangul, the longest name first; then letters that stand for two."""
    runs = [run for run in words(text) if is_cjk(run)]
    if not runs:
        return
    table = _table()
    line = fold(text)
    for name, place in table.spaced:
        if name in line:
            yield place, name
    for run in runs:
        index = 0
        while index < len(run):
            size = next(
                (n for n in range(min(_LONGEST_CJK, len(run) - index), 1, -1)
                 if run[index : index + n] in table.cjk), 0)  # fmt: skip
            if size:
                yield table.cjk[run[index : index + size]], run[index : index + size]
            elif run[index] in _LETTERS and run[index + 1 : index + 2] in _LETTERS:
                for letter in run[index : index + 2]:
                    yield table.countries[_LETTERS[letter]], letter
                size = 2
            index += size or 1


def is_named(place: Place, text: str) -> bool:
    """Tell whether a long text names a place, in any language."""
    if not text:
        return False
    line = tokens.folded(text)
    spelled = any(
        name in line if is_cjk(name) or " " in name else tokens.has_stem(text, tokens.stem(name))
        for name in place.names
    )
    return spelled or any(re.search(rf"\b{name}\b", text) for name in place.acronyms)


@cache
def _table() -> _Table:
    names: dict[str, Place] = {}
    acronyms: dict[str, Place] = {}
    adjectives: dict[str, Place] = {}
    cjk: dict[str, Place] = {}
    countries: dict[str, Place] = {}
    for line in files(__package__).joinpath("places.tsv").read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        id_, country, marks, written, stems = line.split("\t")
        all_names = tuple(written.split("|"))
        acronyms_ = tuple(name for name in all_names if name.isupper())
        spelled = tuple(name for name in all_names if name not in acronyms_)
        weak, _, kind = marks.rpartition(" ") if " " in marks else (marks, "", marks)
        place = Place(
            id_, country, weak == "weak", spelled, acronyms_, "" if kind == "weak" else kind
        )
        if not place.is_city:
            countries[id_] = place
        for name in all_names:
            table = cjk if is_cjk(name) else acronyms if name.isupper() else names
            table[name.casefold()] = place
        adjectives.update(dict.fromkeys(stems.split(), place))
    spaced = tuple((name, place) for name, place in cjk.items() if " " in name)
    openings = frozenset(name.partition(" ")[0] for name in names if " " in name)
    return _Table(names, acronyms, adjectives, cjk, spaced, countries, openings)


@cache
def _cyrillic_stems() -> Mapping[str, Place]:
    return {
        _cyrillic_stem(name): place
        for name, place in _table().names.items()
        if name[0] >= "а" and " " not in name and len(_cyrillic_stem(name)) >= 3  # noqa: PLR2004 (short ones collide)
    }


def _cyrillic_stem(word: str) -> str:
    """A folded name without the ending of a case: Хабаровска, Москвой, Лондоном."""
    if len(word) <= 4:  # noqa: PLR2004 (short ones collide)
        return word
    return word.removesuffix("ом").removesuffix("ем").rstrip(_CYRILLIC_ENDINGS)
