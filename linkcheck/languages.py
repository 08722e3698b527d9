"""Guessing the language of a short text: by script, then by its commonest words.

Only ever a hint (for ``Accept-Language``, for the reading of dates): under five words no
method is reliable, so no verdict may depend on it.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from linkcheck.text import words

if TYPE_CHECKING:
    from collections.abc import Mapping

_SCRIPTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("ja", re.compile("[\u3041-\u30ff]")),
    ("ko", re.compile("[\uac00-\ud7a3]")),
    ("zh", re.compile("[\u3400-\u9fff]")),
    ("uk", re.compile("[іїєґ]", re.IGNORECASE)),
    ("ru", re.compile("[а-яё]", re.IGNORECASE)),
    ("el", re.compile("[α-ω]", re.IGNORECASE)),
    ("ar", re.compile("[\u0621-\u064a]")),
    ("he", re.compile("[\u05d0-\u05ea]")),
)

_COMMON: Mapping[str, frozenset[str]] = {
    language: frozenset(line.split())
    for language, line in {
        "de": "der die das und von mit nach dem den des zur zum im am fur uber ist bei ein eine auf"
        " nicht auch wird sich zu vom als durch gegen zwischen",
        "en": "the of and to in on for with at by from is are that this as an be was it not",
        "fr": "le la les de un des du et en au aux sur pour dans une est par que qui avec ce",
        "es": "el la los las de un del y en por para con una es que se su al lo como mas sobre",
        "it": "il lo la di un gli della dei delle di e che per con una nel sul alla sono da si",
        "pt": "o os de um as do da dos das e em no na para com uma que por se ao sobre",
        "nl": "de het een van en in op met voor is dat te zijn bij aan naar door over tussen",
        "pl": "i w z na do sie nie o jest po za od przez dla oraz ze przed miedzy",
    }.items()
}

_SPEAKING: Mapping[str, tuple[str, ...]] = {
    word: tuple(language for language, common in _COMMON.items() if word in common)
    for word in frozenset().union(*_COMMON.values())
}
"""The languages that have a word among their commonest."""


def guess(text: str, default: str = "") -> str:
    """Guess a text's language as a BCP 47 primary tag, ``default`` when nothing tells."""
    scripts = () if text.isascii() else _SCRIPTS
    for language, script in scripts[:2]:
        if len(script.findall(text)) >= 3:  # noqa: PLR2004 (three kana or Hangul are no accident)
            return language
    for language, script in scripts:
        if len(script.findall(text)) * 4 >= len(text.replace(" ", "")):
            return language
    counted = Counter(language for word in words(text) for language in _SPEAKING.get(word, ()))
    ranked = counted.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return default
    return ranked[0][0]
