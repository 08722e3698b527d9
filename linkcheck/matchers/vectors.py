"""Words across languages: ``words.bin`` tells how near two words are in meaning.

Each word has a code of signs; the fewer of them differ, the nearer the words. The file is
mapped when the first word is looked up and read only where a word stands. Its header says what
it was made from, ``tools/word_table`` how.
"""

from __future__ import annotations

import math
import mmap
import re
import unicodedata
import zlib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import as_file, files
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from linkcheck.matchers import tokens
from linkcheck.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_PAGE = 64
_SHELVES = 1 << 16
_FAR, _NEAR = 0.3, 0.8
"""Cosines: below, words have nothing in common; above, they are translations."""
_RARITY = 30.0
"""One unit of weight, in the steps that the file counts rarity in."""
_MOST_TERMS = 40
_LONGEST_CJK = 8
_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_PART = re.compile(
    "[\u3040-\u30ff\u3400-\u9fff々]+|[\uac00-\ud7a3]+|[^\u3040-\u30ff\u3400-\u9fff々\uac00-\ud7a3]+"
)
_PARTICLES = (
    "에서는", "에서", "으로", "까지", "부터", "에게", *"은는이가을를의에와과도로만들",
)  # fmt: skip
"""Korean ones that stay attached to nouns, the longest first."""
_ENDINGS = (
    "ern", "en", "er", "em", "es", "e", "n", "s", "ami", "ach", "ych", "ego", "emu", "ů",
    "ями", "ами", "ого", "его", "ому", "ему", "ыми", "ими", "ых", "их", "ой", "ей", "ом", "ем",
    "ов", "ев", "ам", "ям", "ах", "ях", "ая", "яя", "ое", "ее", "ые", "ие", "ый", "ий", "ую",
    "юю", "а", "я", "о", "е", "ы", "и", "у", "ю", "ь",
)  # fmt: skip
"""German and Slavic ones; what remains must have four letters and be known."""
_SHORTEST_STEM, _SHORTEST_HALF, _SHORTEST_TAIL, _SHORTEST_BEGINNING = 4, 4, 3, 5
_JOINTS = ("", "s", "es", "n", "en")
"""What German puts between the halves of a compound."""
_INFLECTED, _PART_OF = 0.9, 0.7
"""What a word is worth that is known only without its ending, or only in part."""


class Term(NamedTuple):
    """A known word of a text, as its code; ``written`` is the word of the text it comes from.

    ``weight`` grows with rarity, ``worth`` (0 to 1) says how much of the word is known. A tuple,
    since they are compared and hashed by the hundred for each page.
    """

    key: str
    written: str
    code: int
    weight: float
    worth: float = 1.0


@dataclass(frozen=True, slots=True)
class Alignment:
    """How near two texts are, 0 to 1, each word with the nearest on the other side.

    ``pairs`` are the words that carried it, the heaviest first: ours, theirs and how near.
    """

    near: float
    pairs: tuple[tuple[Term, Term, float], ...] = ()


@dataclass(frozen=True, slots=True)
class _Table:
    """The file's parts, as ``tools/word_table`` writes them; read only where a word stands.

    Words are found by the CRC-32 of their letters: its first half names a shelf, ``starts`` says
    where that begins, and ``remainders`` has the second halves in order.
    """

    starts: memoryview
    remainders: memoryview
    rarities: memoryview
    meanings: memoryview
    codes: memoryview
    size: int
    """Bytes of one code."""

    def find(self, word: str) -> int:
        """The row of a word, -1 if it is not in the table (one stranger in 15,000 is)."""
        shelf, wanted = divmod(zlib.crc32(word.encode()), _SHELVES)
        first, end = _number(self.starts, shelf, 4), _number(self.starts, shelf + 1, 4)
        rows = (row for row in range(first, end) if _number(self.remainders, row, 2) == wanted)
        return next(rows, -1)

    def code(self, row: int) -> int:
        """The signs of a row's meaning; words that mean the same share them."""
        return _number(self.codes, _number(self.meanings, row, 3), self.size)


def _number(part: memoryview, index: int, size: int) -> int:
    return int.from_bytes(part[index * size : (index + 1) * size], "little")


@cache
def _table() -> _Table:
    with as_file(files(__package__).joinpath("words.bin")) as path, path.open("rb") as file:
        mapped = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    header = bytes(mapped[:2048]).partition(b"\n\n")[0]
    fields = dict(line.split(b": ", 1) for line in header.split(b"\n") if b": " in line)
    count, size = int(fields[b"words"]), int(fields[b"bits"]) // 8
    parts, start = [], _padded(len(header) + 2)
    for length in (4 * (_SHELVES + 1), 2 * count, count, 3 * count):
        parts.append(mapped[start : start + length])
        start += _padded(length)
    starts, remainders, rarities, meanings = parts
    return _Table(starts, remainders, rarities, meanings, mapped[start:], size)


def _padded(size: int) -> int:
    return -(-size // _PAGE) * _PAGE


@cache
def _likeness() -> tuple[float, ...]:
    """How near two words are by the number of signs that differ."""
    bits = _table().size * 8
    cosines = (math.cos(math.pi * differing / bits) for differing in range(bits + 1))
    return tuple(min(1.0, max(0.0, (one - _FAR) / (_NEAR - _FAR))) for one in cosines)


@lru_cache(maxsize=8192)
def _looked_up(key: str) -> tuple[int, float] | None:
    """The code and the weight of a word."""
    table = _table()
    row = table.find(key)
    if row < 0:
        return None
    return table.code(row), table.rarities[row] / _RARITY


@lru_cache(maxsize=1024)
def terms(text: str) -> tuple[Term, ...]:
    """The known words of a text, each once; at most forty."""
    line = unicodedata.normalize("NFKC", text).replace("’", "'")
    found: dict[str, Term] = {}
    for term in chain.from_iterable(map(_terms_of, _WORD.findall(line))):
        found.setdefault(term.key, term)
        if len(found) == _MOST_TERMS:
            break
    return tuple(found.values())


@lru_cache(maxsize=8192)
def _terms_of(word: str) -> tuple[Term, ...]:
    """The known words of a word as a text has it, with its hyphens and apostrophes."""
    known = ((*piece, _looked_up(piece[1])) for piece in _keys(word))
    return tuple(Term(key, written, *found, worth) for written, key, worth, found in known if found)


def _keys(word: str) -> Iterator[tuple[str, str, float]]:
    empty = tokens.common_words()[0]
    whole = word.lower()
    if _looked_up(whole) and tokens.folded_word(whole) not in empty:
        yield word, whole, 1.0
        return
    for one in re.split("['-]", word):
        for part in _PART.findall(one):
            if tokens.folded_word(part) not in empty:
                yield from _pieces(part)


@lru_cache(maxsize=8192)
def _pieces(word: str) -> tuple[tuple[str, str, float], ...]:
    """The known words that a word consists of: as written, as looked up, and what each is worth."""
    lower = word.lower()
    if _looked_up(lower):
        return ((word, lower, 1.0),)
    if "\u3040" <= word[0] <= "\u9fff":
        return tuple((part, part, 1.0) for part in _longest_known(word))
    if "\uac00" <= word[0] <= "\ud7a3":
        return tuple((part, part, 1.0) for part in _korean(word))
    return tuple((word, key, worth) for key, worth in _alphabetic(lower))


def _longest_known(run: str) -> Iterator[str]:
    """The longest known words of a run without spaces, from its beginning on."""
    index = 0
    while index < len(run):
        longest = min(_LONGEST_CJK, len(run) - index)
        size = next((n for n in range(longest, 0, -1) if _looked_up(run[index : index + n])), 0)
        if size:
            yield run[index : index + size]
        index += size or 1


def _korean(word: str) -> tuple[str, ...]:
    """A Korean word without its particle; else its longest known beginning, and the rest."""
    for particle in _PARTICLES:
        noun = word.removesuffix(particle)
        if noun and noun != word and _looked_up(noun):
            return (noun,)
    for cut in range(len(word) - 1, 1, -1):
        if _looked_up(word[:cut]):
            rest = word[cut:]
            further = (rest,) if _looked_up(rest) else _korean(rest)
            return (word[:cut], *(further if len(rest) > 1 else ()))
    return ()


def _alphabetic(word: str) -> tuple[tuple[str, float], ...]:
    """A word without accents, without its ending, as a compound, or only a part of it."""
    plain = fold(word)
    if _looked_up(plain):
        return ((plain, 1.0),)
    for ending in _ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= _SHORTEST_STEM:
            base = next((one for one in (stem, f"{stem}e", f"{stem}а") if _looked_up(one)), "")
            if base:
                return ((base, _INFLECTED),)
    halves = _compound(word)
    if halves:
        return tuple((half, 1.0) for half in halves)
    for cut in range(len(word) - 1, _SHORTEST_BEGINNING - 1, -1):
        if _looked_up(word[:cut]):
            return ((word[:cut], _PART_OF),)
    for cut in range(3, len(word) - _SHORTEST_BEGINNING + 1):
        if _looked_up(word[cut:]):
            return ((word[cut:], _PART_OF),)
    return ()


def _compound(word: str) -> tuple[str, ...]:
    """The two known words that a German compound consists of, the longest first one."""
    for cut in range(len(word) - _SHORTEST_TAIL, _SHORTEST_HALF - 1, -1):
        tail = next((one for one in _uninflected(word[cut:]) if _looked_up(one)), "")
        if tail:
            head = next((one for one in _heads(word[:cut]) if _looked_up(one)), "")
            if head:
                return head, tail
    return ()


def _heads(word: str) -> Iterator[str]:
    """What the first half of a compound may be by itself: without a joint, or a plural."""
    for joint in _JOINTS:
        head = word.removesuffix(joint)
        if len(head) >= _SHORTEST_HALF and (head != word or not joint):
            yield head
            yield f"{head}en"
            yield f"{head}e"


def _uninflected(word: str) -> Iterator[str]:
    yield word
    for ending in ("es", "en", "s", "n", "e"):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= _SHORTEST_TAIL:
            yield stem


def aligned(ours: tuple[Term, ...], theirs: tuple[Term, ...]) -> Alignment:
    """Align each word with the nearest one of the other side, rare words counting more."""
    if not ours or not theirs:
        return Alignment(0.0)
    matrix = _matrix(ours, theirs)
    columns = list(map(max, zip(*matrix, strict=True)))
    there, back = _share(ours, map(max, matrix)), _share(theirs, columns)
    near = ((there + back) / 2 + 0.1 * max(there, back)) / 1.1
    return Alignment(near, _pairs(ours, theirs, matrix))


def covered(ours: tuple[Term, ...], theirs: tuple[Term, ...]) -> Alignment:
    """Tell how much of our words another, longer text has."""
    if not ours or not theirs:
        return Alignment(0.0)
    pairs = _pairs(ours, theirs, _matrix(ours, theirs))
    share = _share([one for one, _, _ in pairs], [near for _, _, near in pairs])
    return Alignment(share, pairs)


def _matrix(ours: tuple[Term, ...], theirs: tuple[Term, ...]) -> list[list[float]]:
    """How near each of our words is to each of theirs."""
    table = _likeness()
    codes = [(two.code, two.worth) for two in theirs]
    return [
        [table[(code ^ other).bit_count()] * worth * half for other, half in codes]
        for code, worth in ((one.code, one.worth) for one in ours)
    ]


def _pairs(
    ours: tuple[Term, ...], theirs: tuple[Term, ...], matrix: list[list[float]]
) -> tuple[tuple[Term, Term, float], ...]:
    """Each of our words with the nearest of theirs, the heaviest pairs first."""
    rows = [(row, max(row)) for row in matrix]
    pairs = [
        (one, theirs[row.index(best)], best) for one, (row, best) in zip(ours, rows, strict=True)
    ]
    pairs.sort(key=lambda pair: -pair[2] * pair[0].weight)
    return tuple(pairs)


def _share(terms_: Iterable[Term], near: Iterable[float]) -> float:
    weighed = [(term.weight * term.worth, one) for term, one in zip(terms_, near, strict=True)]
    return sum(weight * one for weight, one in weighed) / sum(weight for weight, _ in weighed)
