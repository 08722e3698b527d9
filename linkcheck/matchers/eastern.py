"""Persons in Hangul, Han and kana: where a name stands, and how it may be read.

Hangul and katakana say how a name sounds; Han letters are read in Chinese by their pinyin, in
Japanese by a table of family names. Where nothing sets a name apart from other words, an office
beside it does.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from anyascii import anyascii

from linkcheck.text import is_cjk

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any, TypeAlias

    _Found: TypeAlias = tuple[str, tuple[str, ...], str]

_CJK = re.compile("[\u3041-\ud7a3]")
_HAN = "\u3400-\u9fff々"
_RUN = re.compile("[\u30a1-\u30fa\u30fc]{3,}|[\uac00-\ud7a3]{2,}|[Α-ΩΆ-Ώ][α-ωά-ώ]{3,}")
_KANA_NAME = re.compile("[\u30a1-\u30fa\u30fc]{2,}(?:[・·＝][\u30a1-\u30fa\u30fc]{1,20}){1,3}")
_HAN_NAME = re.compile(f"[{_HAN}]{{1,6}}(?:[·•・][{_HAN}]{{1,6}}){{1,3}}")
_PARTICLES = "은는이가을를의과와도"
_SOUNDS = (
    (re.compile("ng"), "n"), (re.compile("[ckgq]h?"), "k"), (re.compile("[td]"), "t"),
    (re.compile("[bp]"), "p"), (re.compile("[jz]h?"), "j"), (re.compile("[lr]"), "r"),
    (re.compile("sh"), "s"), (re.compile("[aeiouywh'-]"), ""), (re.compile(r"(.)\1+"), r"\1"),
)  # fmt: skip
_FILLED = re.compile("([bcdfgkmpstz])u(?![aeiou])|(?<=[td])o(?![aeiou])")
_OPENING = re.compile("^u([eio])")
_WHOLE = 3
"""Letters of most names in Hangul and Han, with the family: 김민재."""
_NO_NAMES = frozenset([
    "전", "현", "새", "첫", "구", "각", "양", "두", "한", "신임", "차기", "역대", "여성", "당시",
])  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Table:
    korean: Mapping[str, tuple[str, ...]]
    chinese: Mapping[str, tuple[str, ...]]
    japanese: Mapping[str, tuple[str, ...]]
    japanese_readings: frozenset[str]
    by_reading: Mapping[str, tuple[str, ...]]
    """Family names in Latin letters to the letters of Hangul and Han that are read so."""


@dataclass(frozen=True, slots=True)
class _Patterns:
    called: re.Pattern[str]
    titled: re.Pattern[str]
    headline: re.Pattern[str]
    japanese_titled: re.Pattern[str]
    chinese_titled: re.Pattern[str]
    chinese_called: re.Pattern[str]
    chinese_doing: re.Pattern[str]


@lru_cache(maxsize=8192)
def skeleton(given: str) -> str:
    """The consonants of a given name as all romanisations have them: Chan-wook, ChanUg."""
    rest = given.lower()
    for pattern, plain in _SOUNDS:
        rest = pattern.sub(plain, rest)
    return rest


def variants(spoken: str) -> tuple[str, ...]:
    """How a word may have been spelled where it came from: puchin, putin."""
    changed = spoken.replace("chi", "ti").replace("tsu", "tu").replace("shi", "si")
    return tuple(dict.fromkeys((spoken, changed, spoken.replace("ng", "n"))))


def families() -> Mapping[str, tuple[str, ...]]:
    """Family names of Korea and China in Latin letters, to the letters that are read so."""
    return _table().by_reading


def is_family(word: str) -> bool:
    """Tell whether a folded word is a family name of East Asia in Latin letters."""
    return word in _table().by_reading or word in _table().japanese_readings


def given_of(name: str) -> str:
    """The given name of a whole name in Hangul or Han, as it is read; "" if that is unknown."""
    table = _table()
    whole = len(name) == _WHOLE and (name[0] in table.korean or name[0] in table.chinese)
    return _latin(name[1:]) if whole and name[:2] not in table.japanese else ""


@lru_cache(maxsize=512)
def runs(text: str) -> tuple[str, ...]:
    """Words in katakana, Hangul and Greek that may be names; Korean ones without particle."""
    found = _RUN.findall(text)
    bare = [run[:-1] for run in found if run[-1] in _PARTICLES and len(run) > 2]  # noqa: PLR2004 (a name and a particle)
    return tuple(dict.fromkeys((*found, *bare)))


@lru_cache(maxsize=512)
def people(text: str) -> tuple[_Found, ...]:
    """Persons in Hangul, Han and kana: as written, readings of the family, the given name's."""
    if not _CJK.search(text):
        return ()
    return tuple(dict.fromkeys((*_korean(text), *_japanese(text), *_chinese(text))))


def _korean(text: str) -> Iterable[_Found]:
    table, patterns = _table(), _patterns()
    hits = [hit for hit in patterns.titled.finditer(text) if hit[1] not in _NO_NAMES]
    for hit in (*hits, *patterns.called.finditer(text), *patterns.headline.finditer(text)):
        name = hit[1]
        yield name, table.korean[name[0]], _latin(name[1:])


def _japanese(text: str) -> Iterable[_Found]:
    for hit in _patterns().japanese_titled.finditer(text):
        name = hit[1]
        if is_kana(name):
            yield name, _heard(name), ""
        elif readings := _read_family(name):
            yield name, readings, ""
    for hit in _KANA_NAME.finditer(text):
        parts = re.split("[・·＝]", hit[0])  # the family is last, and first in East Asia
        yield hit[0], (*_heard(parts[-1]), *_heard(parts[0])), ""


def _heard(name: str) -> tuple[str, ...]:
    """A name in katakana as it sounds, and without the vowels that kana need: uesuto, west."""
    spoken = _latin(name)
    bare = _FILLED.sub(r"\1", _OPENING.sub(r"w\1", spoken))
    return (spoken, bare) if bare != spoken else (spoken,)


def _read_family(name: str) -> tuple[str, ...]:
    """How the family at the beginning of a name in kanji is read, the longest first."""
    table = _table().japanese
    for size in (3, 2, 1):
        if readings := table.get(name[:size]):
            return readings
    return ()


def is_kana(name: str) -> bool:
    """Tell whether a name is written in katakana."""
    return "\u30a1" <= name[0] <= "\u30fc"


def _chinese(text: str) -> Iterable[_Found]:
    table, patterns = _table(), _patterns()
    for hit in _HAN_NAME.finditer(text):
        yield hit[0], (_latin(re.split("[·•・]", hit[0])[-1]),), ""
    for pattern in (patterns.chinese_titled, patterns.chinese_called, patterns.chinese_doing):
        for hit in pattern.finditer(text):
            yield hit[1], table.chinese[hit[1][0]], _latin(hit[1][1:])


def is_heard(family: str, given: str, text: str) -> bool:
    """Tell whether a text in Hangul or Han names a person by family and given name."""
    for letter in _table().by_reading.get(family, ()):
        start = text.find(letter)
        while start >= 0:
            for size in (2, 1, 3):
                rest = text[start + len(letter) : start + len(letter) + size]
                if is_cjk(rest) and skeleton(_latin(rest)) == skeleton(given):
                    return True
            start = text.find(letter, start + 1)
    return False


@lru_cache(maxsize=8192)
def _latin(letters: str) -> str:
    return anyascii(letters).lower().replace(" ", "")


@cache
def read() -> Mapping[str, Any]:
    """What ``persons.toml`` has, as it stands there."""
    return tomllib.loads(files(__package__).joinpath("persons.toml").read_text("utf-8"))


@cache
def _table() -> _Table:
    korean = {letter: tuple(line.split()) for letter, line in read()["korean"].items()}
    chinese = _chinese_families(read()["chinese"])
    japanese: dict[str, tuple[str, ...]] = {}
    for entry in f"{read()['japanese']['single']} {read()['japanese']['names']}".split():
        letters, _, readings = entry.partition("=")
        japanese[letters] = tuple(readings.split(","))
    by_reading: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for letter, readings_of in (*korean.items(), *chinese.items()):
        for reading in readings_of:
            by_reading[reading] += (letter,)
    read_so = frozenset(reading for readings_of in japanese.values() for reading in readings_of)
    return _Table(korean, chinese, japanese, read_so, dict(by_reading))


@cache
def _patterns() -> _Patterns:
    """How names and what stands beside them follow each other; compiled for East Asia alone."""
    titles = {name: _either(line.split()) for name, line in read()["titles"].items()}
    hangul, single = "[\uac00-\ud7a3]", "".join(_table().korean)
    chinese = f"[{''.join(_table().chinese)}][{_HAN}]{{1,2}}"
    return _Patterns(
        called=re.compile(
            f"(?<!{hangul})(?:{titles['ko-before']}) ([{single}]{hangul}{{2}})(?!{hangul})"
        ),
        titled=re.compile(
            f"(?<!{hangul})([{single}]{hangul}{{0,2}}) ?"
            f"(?:{hangul}{{2,6}}(?:부|처|청|원|위원회) )?(?:{titles['ko']})(?!{hangul}{{3}})"
        ),
        headline=re.compile(f"^([{single}]{hangul}{{2}}), "),
        japanese_titled=re.compile(
            f"([\u30a1-\u30fa\u30fc]{{2,12}}|[{_HAN}\u3041-\u3096]{{1,6}}?) ?(?:{titles['ja']})"
        ),
        chinese_titled=re.compile(f"(?<![{_HAN}])({chinese})(?:{titles['zh']})"),
        chinese_called=re.compile(f"(?:{titles['zh-before']})({chinese})(?![{_HAN}])"),
        chinese_doing=re.compile(f"(?<![{_HAN}])({chinese})(?={titles['zh-after']})"),
    )


def _either(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


def _chinese_families(written: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """Families by letter: read as pinyin, and spelled as in Taiwan, Hong Kong and overseas."""
    families: dict[str, tuple[str, ...]] = {
        letter: (_latin(letter),) for letter in "".join(written["letters"].split())
    }
    for group, line in written["spellings"].items():
        for letter in group:
            families[letter] = (*families.get(letter, (_latin(letter),)), *line.split())
    return families
