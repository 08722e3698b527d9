"""Names across scripts: a rough key that a name keeps however it is transliterated.

Vowels go, consonants that languages exchange fall together: Zelensky, Selenskyj, Зеленский and
ゼレンスキー all become ``srnsk``. Names in Han need a table (``names.toml``), since nothing in
their letters says how they are read.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from anyascii import anyascii
from rapidfuzz import fuzz

from linkcheck.text import fold

if TYPE_CHECKING:
    from collections.abc import Mapping

_FOREIGN = re.compile(
    "[\u30a1-\u30ffー]{2,}|[А-ЯЁІЇЄҐ][а-яёіїєґ'’]+|[Α-ΩΆ-Ώ][α-ωά-ώ]+|[\uac00-\ud7a3]{2,}"
)
_HAN_OR_HANGUL = re.compile("[\u3400-\u9fff\uac00-\ud7a3]")
_GROUPS = (
    (re.compile("shch|tsch|sch|tch|ch|sh|ts|tz|cz|zh|sz"), "s"),
    (re.compile("ph"), "f"), (re.compile("ck|[cqg]"), "k"), (re.compile("x"), "ks"),
    (re.compile("[wv]"), "b"), (re.compile("l"), "r"), (re.compile("z"), "s"),
    (re.compile("m"), "n"), (re.compile("[aeiouyjh]"), ""), (re.compile(r"(.)\1+"), r"\1"),
)  # fmt: skip
_SURE, _ENOUGH = 3, 62.0
_ALIKE = 80.0
_SHORTEST = 4
_SHORTEST_INFLECTED, _LONGEST_ENDING = 4, 4


@lru_cache(maxsize=8192)
def key(name: str) -> str:
    """The consonants of a name in Latin letters, folded together."""
    rest = fold(name)
    for pattern, plain in _GROUPS:
        rest = pattern.sub(plain, rest)
    return rest


@lru_cache(maxsize=8192)
def latin(name: str) -> str:
    """A name in Latin letters, folded, kana as they sound."""
    return fold(anyascii(name)).replace("-", "").replace("'", "")


def same(one: str, other: str, *, loosely: bool = True) -> bool:
    """Tell whether two names in Latin letters may be one name; loosely, also if only alike."""
    if one == other:
        return True
    if min(len(one), len(other)) < _SHORTEST:
        return False
    alike = fuzz.ratio(one, other)
    if loosely and alike >= _ALIKE:
        return True
    spoken = key(one)
    return len(spoken) >= _SURE and spoken == key(other) and alike >= _ENOUGH / 2


def likeness(one: str, other: str) -> float:
    """How alike two names in Latin letters are spelled, in per cent."""
    return fuzz.ratio(one, other)


def inflected(one: str, other: str) -> bool:
    """Tell whether one name is the other with the ending of a case: McEnany, McEnanyová."""
    short, long = sorted((one, other), key=len)
    return (
        len(short) >= _SHORTEST_INFLECTED
        and len(long) - len(short) <= _LONGEST_ENDING
        and long.startswith(short[:-1] if len(short) > _SHORTEST_INFLECTED else short)
    )


@lru_cache(maxsize=256)
def foreign(text: str) -> Mapping[str, str]:
    """The names of a text in kana, Cyrillic, Greek, Hangul and (by table) Han: Latin to written."""
    return {**{latin(hit): hit for hit in _FOREIGN.findall(text)}, **dict(by_table(text))}


@lru_cache(maxsize=256)
def by_table(text: str) -> tuple[tuple[str, str], ...]:
    """The names of a text that the table has, in Latin letters and as they are written there."""
    if not _HAN_OR_HANGUL.search(text):  # what the table has is written in no other letters
        return ()
    return tuple(
        (name, spelling)
        for name, spellings in table().items()
        for spelling in spellings
        if spelling in text
    )


@cache
def table() -> Mapping[str, tuple[str, ...]]:
    """Names in Latin letters to how they are written in Han and Hangul."""
    read = tomllib.loads(files(__package__).joinpath("names.toml").read_text("utf-8"))
    return {
        name: tuple(spellings.split()) for part in read.values() for name, spellings in part.items()
    }
