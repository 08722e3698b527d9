"""Labels and titles as weighed words, and whether a word is found in a text. Cached, pure."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz import fuzz

from linkcheck.text import fold, is_cjk

if TYPE_CHECKING:
    from collections.abc import Iterable

    from linkcheck.model import Page

_RUNS = re.compile(
    "[\u3400-\u9fff\uf900-\ufaff々〆]+|[\u3041-\u309f]+|[\u30a1-\u30ff]+|[\uac00-\ud7a3]+"
    "|[^\\W_\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff\uac00-\ud7a3々〆]+"
)
_ENDINGS = ("ern", "en", "er", "em", "ed", "e", "n", "а", "у", "ы", "и", "ом", "ов")
_KOREAN_PARTICLES = ("으로", "에서", "까지", "부터", *"은는이가을를의에와과도로")
_SHORTEST_STEM = 4
_SHORTEST_FUZZY = 5
_PART = 0.7
"""What a word is worth that is a part of the other's compound."""
_ALIKE = 84.0
"""Per cent; from here on two words of five letters or more are taken for one (Präsident)."""


_DIGITS = 0.29
"""Weight of a number: matchers of their own look at numbers and dates."""


class Token(NamedTuple):
    """A word as written, folded and stemmed. ``weight`` grows with how much the word tells.

    ``cjk``: it is written without spaces around it (Han, kana, Hangul). A tuple, since they are
    compared, hashed and asked by the hundred for each label.
    """

    written: str
    folded: str
    stem: str
    weight: float
    cjk: bool
    start: int
    capital: bool


_token = Token._make  # half the price of naming the fields


@lru_cache(maxsize=4096)
def tokens(text: str) -> tuple[Token, ...]:
    """The words of a short text in order; Han and hiragana in overlapping pairs of letters."""
    found: list[Token] = []
    for run in _RUNS.finditer(text):
        for offset, part in _parts(run[0]):
            start = run.start() + offset
            found.append(_token((part, *_known(part), start, part[0].isupper())))
    return tuple(found)


@lru_cache(maxsize=16384)
def _known(word: str) -> tuple[str, str, float, bool]:
    """A word folded, its stem, its weight, and whether it is written without spaces."""
    folded = folded_word(word)
    return folded, stem(folded), _weight(folded), is_cjk(folded)


@lru_cache(maxsize=16384)
def folded_word(word: str) -> str:
    """A word, folded, and remembered."""
    return fold(word)


def _parts(run: str) -> Iterable[tuple[int, str]]:
    hiragana, ideograph = "\u3041" <= run[0] <= "\u309f", run[0] >= "\u3400"
    hangul = "\uac00" <= run[0] <= "\ud7a3"
    if len(run) < 3 or hangul or not (hiragana or ideograph):  # noqa: PLR2004 (a pair is a part)
        return ((0, run),)
    return tuple((index, run[index : index + 2]) for index in range(len(run) - 1))


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """Cut off an s and one more ending, lightly: both sides of a comparison are cut alike."""
    endings = _KOREAN_PARTICLES if "\uac00" <= word[0] <= "\ud7a3" else _ENDINGS
    shortest = 2 if endings is _KOREAN_PARTICLES else _SHORTEST_STEM
    if word.endswith("s") and len(word) > _SHORTEST_STEM:
        word = word[:-1]
    if not word.endswith(endings):
        return word
    for ending in endings:
        if word.endswith(ending) and len(word) - len(ending) >= shortest:
            return word[: -len(ending)]
    return word


@cache
def common_words() -> tuple[frozenset[str], frozenset[str]]:
    """The words that tell nothing (articles …), and those that tell little (new, day …)."""
    read = tomllib.loads(files(__package__).joinpath("common.toml").read_text("utf-8"))
    empty, frequent = (
        frozenset(word for line in read[name].values() for word in line.split())
        for name in ("empty", "frequent")
    )
    return empty, frequent


def _weight(folded: str) -> float:
    """How much a word tells: a stand-in for its rarity, since longer words are rarer."""
    empty, frequent = common_words()
    if folded in empty or (len(folded) == 1 and not folded.isdigit()):
        return 0.0 if not is_cjk(folded) else 0.2
    if folded in frequent:
        return 0.4
    if is_cjk(folded):
        return 0.3 if folded[0] <= "\u309f" else 0.6 + 0.1 * min(len(folded), 6)
    if folded.isdigit():
        return _DIGITS
    return min(1.5, 0.5 + 0.1 * len(folded))


def likenesses(one: Token, others: Iterable[Token]) -> list[float]:
    """How alike a word is to each of some others."""
    if one.cjk or len(one.folded) < _SHORTEST_FUZZY:
        wanted = one.stem
        return [1.0 if other.stem == wanted else 0.0 for other in others]
    return [likeness(one, other) for other in others]


def likeness(one: Token, other: Token) -> float:
    """How alike two words are, 0 to 1: the same stem, a cognate, a part of a compound."""
    if one.stem == other.stem:
        return 1.0
    if len(one.folded) > len(other.folded):
        one, other = other, one
    short, long = one.folded, other.folded
    if len(short) < _SHORTEST_FUZZY or one.cjk or other.cjk:
        return 0.0
    if long.endswith(short):
        return _PART
    if short[0] != long[0]:
        return 0.0
    if long.startswith(one.stem):
        return _PART
    ratio = fuzz.ratio(short, long, score_cutoff=_ALIKE)
    return ratio / 100 if ratio else 0.0


@lru_cache(maxsize=64)
def folded(text: str) -> str:
    """A long text, folded."""
    return fold(text)


def has_word(text: str, word: str) -> bool:
    """Tell whether a folded word is one of the words of a long text."""
    return any(found == word for found in _beginning_with(word, folded(text)))


def has_stem(text: str, wanted: str) -> bool:
    """Tell whether a long text has a word with this stem."""
    return any(stem(found) == wanted for found in _beginning_with(wanted, folded(text)))


def _beginning_with(beginning: str, line: str) -> Iterable[str]:
    """The words of a folded text that begin so.

    A stem is the beginning of its word; so most words are seen to be missing without cutting the
    text into words, which takes longer than everything else that is asked of it.
    """
    at = line.find(beginning) if beginning else -1
    while at >= 0:
        before = _RUNS.match(line, at - 1) if at else None
        if (before is None or before.end() == at) and (run := _RUNS.match(line, at)):
            yield run[0]
        at = line.find(beginning, at + 1)


def contains(text: str, token: Token) -> bool:
    """Tell whether a long text has a word, in any of its forms."""
    return token.folded in folded(text) if token.cjk else has_stem(text, token.stem)


def as_written(text: str, phrase: str) -> str:
    """How a short text writes a folded phrase; the phrase itself where that cannot be told."""
    runs, wanted = tokens(text), phrase.split()
    for index in range(len(runs) - len(wanted) + 1):
        found = runs[index : index + len(wanted)]
        if [token.folded for token in found] == wanted:
            return text[found[0].start : found[-1].start + len(found[-1].written)]
    return phrase


def titles(page: Page) -> tuple[str, ...]:
    """The page's different titles, best first."""
    return tuple(dict.fromkeys(title.text for title in page.titles if title.text))


def whole(text: str, written: Iterable[str], limit: int = 4) -> str:
    """Words of a text for a sentence; what stands side by side there stays together."""
    wanted = list(dict.fromkeys(written))
    found: list[str] = []
    start = end = -1
    for token in tokens(text):
        if token.written not in wanted:
            continue
        adjoins = start >= 0 and (token.start <= end or text[end : token.start] == " ")
        start, end = (start if adjoins else token.start), token.start + len(token.written)
        found[-1:] = [text[start:end]] if adjoins else [*found[-1:], text[start:end]]
    told = [word for word in found if not any(word != one and word in one for one in found)]
    return listed(told or wanted, limit)


def listed(written: Iterable[str], limit: int = 4) -> str:
    """Words for a sentence, each once, at most ``limit`` of them."""
    unique = list(dict.fromkeys(written))
    return ", ".join(unique[:limit]) + (" …" if len(unique) > limit else "")
