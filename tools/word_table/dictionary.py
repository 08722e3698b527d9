"""Which words mean the same: concepts of the Open Multilingual Wordnet, and of our glossary.

Read from a checkout of https://github.com/omwn/omw-data: what was taken from Wiktionary there
(CC BY-SA 3.0), and the wordnets of Italian (MultiWordNet, CC BY 3.0), Portuguese (OpenWN-PT,
CC BY-SA 4.0), Dutch (Open Dutch WordNet, CC BY-SA 4.0), Chinese (Chinese Open Wordnet) and Polish
(plWordNet), both under licences like WordNet's own.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from tools.word_table.vocabulary import concepts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

WIKTIONARY = {
    "en": "eng", "de": "deu", "fr": "fra", "es": "spa", "it": "ita", "pt": "por", "nl": "nld",
    "pl": "pol", "cs": "ces", "ru": "rus", "uk": "ukr", "ja": "jpn", "zh": "cmn", "ko": "kor",
    "sv": "swe",
}  # fmt: skip
WORDNETS = {
    "it": "ita/wn-data-ita.tab", "pt": "por/wn-data-por.tab", "nl": "nld/wn-data-nld.tab",
    "zh": "cow/wn-data-cmn.tab", "pl": "pol/wn-data-pol.tab",
}  # fmt: skip

Concept = frozenset[tuple[str, str]]
"""Words that mean the same, each with its language."""


def read(folder: Path) -> list[Concept]:
    """The concepts of a checkout that have two words or more."""
    members: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for language, name in WIKTIONARY.items():
        for concept, word in _lemmas(folder / "wns" / "wikt" / f"wn-wikt-{name}.tab"):
            members[concept].add((word, language))
    for language, path in WORDNETS.items():
        for concept, word in _lemmas(folder / "wns" / path):
            members[concept].add((word.replace("+", ""), language))
    return [frozenset(one) for one in members.values() if len(one) > 1]


def words(found: Iterable[Concept]) -> list[tuple[str, str]]:
    """All words of some concepts."""
    return sorted({member for concept in found for member in concept})


def own() -> list[Concept]:
    """The lines of our glossary."""
    return [frozenset(line) for line in concepts()]


def _lemmas(path: Path) -> Iterator[tuple[str, str]]:
    for line in path.read_text("utf-8", "replace").splitlines():
        cells = line.split("\t")
        if len(cells) > 2 and cells[1].endswith("lemma") and not line.startswith("#"):  # noqa: PLR2004 (concept, kind, word)
            yield cells[0], cells[2].strip().lower()
