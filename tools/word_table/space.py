"""Vectors in which words of all languages that mean the same lie close together."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tools.word_table.dictionary import Concept
    from tools.word_table.vocabulary import Word

Vectors = Any
"""An array of numpy's, one row a word."""
RIDGE, TURNS = 200, 2
ROUNDS, OWN = 4, 0.55
"""How often words are drawn to their concepts, and how much of its own vector a word keeps."""
GLOSSARY_WEIGHT = 3.0
WITHOUT_ENDINGS = ("ja", "zh")
BEGINNING, BEGINNING_KO, SHARED = 4, 2, 0.6
"""Letters that an inflected form has in common with its lemma, at least, and the share of them."""
FORM_NEAR, FORM_OWN = 0.6, 0.35
"""How near a form's vector must be to its lemma's, and how much of it remains."""


def unit(rows: Vectors) -> Vectors:
    """Rows of length one."""
    return rows / (np.linalg.norm(rows, axis=-1, keepdims=True) + 1e-9)


def strongest(rows: Vectors, count: int) -> Vectors:
    """The strongest directions of some rows."""
    return np.linalg.svd(rows[::7], full_matrices=False)[2][:count]


@dataclass(frozen=True)
class Links:
    """Which word (by its row) belongs to which concept, and how much the concept counts."""

    word: Vectors
    concept: Vectors
    weight: Vectors
    count: int


def links(words: Sequence[Word], concepts: Sequence[Concept], own: Sequence[Concept]) -> Links:
    """Concepts with two known words or more, as links."""
    index = {one.key: row for row, one in enumerate(words)}
    found: list[tuple[int, int, float]] = []
    count = 0
    for weight, group in ((1.0, concepts), (GLOSSARY_WEIGHT, own)):
        for concept in group:
            members = sorted({index[word] for word, _ in concept if word in index})
            if len(members) > 1:
                found += [(row, count, weight) for row in members]
                count += 1
    word, concept_, weights = map(np.array, zip(*found, strict=True))
    return Links(word, concept_, weights, count)


def mapped(rows: Vectors, words: Sequence[Word], concepts: Sequence[Concept]) -> Vectors:
    """Centre each language and map it on English, by the words that a dictionary pairs."""
    languages = np.array([one.language for one in words])
    present = sorted(set(languages))
    rows = rows.copy()
    for language in present:
        rows[languages == language] -= rows[languages == language].mean(0)
    common = strongest(rows, 2)
    rows = unit(rows - rows @ common.T @ common)
    result = rows.copy()
    for language, pairs in _pairs(words, concepts).items():
        ours, english = rows[pairs[:, 0]], rows[pairs[:, 1]]
        sure = np.maximum(0.05, (ours * english).sum(1))[:, None]
        for _ in range(TURNS):
            weighed = ours * sure
            u, _s, vt = np.linalg.svd(weighed.T @ english)
            turn = np.linalg.solve(
                weighed.T @ ours + RIDGE * np.eye(rows.shape[1]),
                weighed.T @ english + RIDGE * (u @ vt),
            ).astype(np.float32)
            sure = np.maximum(0.02, (unit(ours @ turn) * english).sum(1))[:, None] ** 2
        result[languages == language] = unit(rows[languages == language] @ turn)
    return result


def _pairs(words: Sequence[Word], concepts: Sequence[Concept]) -> dict[str, Vectors]:
    """By language: the rows of its words with those of English ones that mean the same."""
    index = {(one.key, one.language): row for row, one in enumerate(words)}
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for concept in concepts:
        members = [(index[member], member[1]) for member in concept if member in index]
        english = [row for row, language in members if language == "en"]
        for row, language in members:
            if language != "en":
                found[language] += [(row, other) for other in english]
    return {language: np.array(pairs) for language, pairs in sorted(found.items())}


def drawn_together(rows: Vectors, linked: Links) -> Vectors:
    """Draw each word towards the means of its concepts, most towards the one it is nearest to."""
    word, concept = linked.word, linked.concept
    share = 1 / np.sqrt(np.bincount(word, minlength=len(rows)))[word].astype(np.float32)
    result = rows
    for _ in range(ROUNDS):
        means = np.zeros((linked.count, rows.shape[1]), np.float32)
        np.add.at(means, concept, result[word] * share[:, None])
        means = unit(means)
        near = np.maximum(0.0, np.einsum("ij,ij->i", rows[word], means[concept])) ** 3
        near = (near * linked.weight + 1e-4).astype(np.float32)
        whole = np.bincount(word, weights=near, minlength=len(rows)).astype(np.float32)
        pull = np.zeros_like(rows)
        np.add.at(pull, word, means[concept] * (near / whole[word])[:, None])
        linked_rows = whole > 0
        result = rows.copy()
        result[linked_rows] = unit(OWN * rows[linked_rows] + (1 - OWN) * pull[linked_rows])
    return result


def with_forms(rows: Vectors, drawn: Vectors, words: Sequence[Word], linked: Links) -> Vectors:
    """Let the inflected forms that no dictionary has follow the word that they are a form of."""
    listed = set(linked.word.tolist())
    lemmas: dict[tuple[str, str], list[int]] = defaultdict(list)
    for row in sorted(listed):
        lemmas[_beginning(words[row])].append(row)
    result = drawn.copy()
    for row, one in enumerate(words):
        if row in listed or one.language in WITHOUT_ENDINGS:
            continue
        among = [at for at in lemmas[_beginning(one)] if _is_form(one.key, words[at].key, one)]
        if among:
            near = rows[among] @ rows[row]
            best = int(near.argmax())
            if near[best] > FORM_NEAR:
                lemma = drawn[among[best]]
                result[row] = unit(FORM_OWN * rows[row] + (1 - FORM_OWN) * lemma)
    return result


def _least(word: Word) -> int:
    return BEGINNING_KO if word.language == "ko" else BEGINNING


def _beginning(word: Word) -> tuple[str, str]:
    return word.language, word.key[: _least(word)]


def _is_form(one: str, other: str, word: Word) -> bool:
    pairs = zip(one, other, strict=False)
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    if word.language == "ko":
        return shared >= BEGINNING_KO
    return shared >= max(BEGINNING, SHARED * max(len(one), len(other)))
