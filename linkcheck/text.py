"""Words: cleaning hostile text, folding it for comparison, cutting it into words."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

MAX_LABEL = 300
"""Characters kept of a label or a title; more is never shown or compared."""

_ZERO_WIDTH_JOINER = "\u200d"
_COMBINING = re.compile("[\u0300-\u036f]")
_SPACES = re.compile(r"\s+")
# Letters that NFKD leaves whole, in the spelling that other languages give them.
_LETTERS = {
    "ß": "ss", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "æ": "ae", "œ": "oe", "ı": "i",
    "’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'",
}  # fmt: skip
_WHOLE = re.compile(f"[{''.join(_LETTERS)}]")
_WORD = re.compile(
    "[\u3400-\u9fff\uf900-\ufaff々〆]+"  # Han
    "|[\u3041-\u309f]+"  # hiragana
    "|[\u30a1-\u30ffｦ-ﾟ]+"  # katakana
    "|[\uac00-\ud7a3]+"  # Hangul
    "|[^\\W_\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff\uac00-\ud7a3々〆]+"  # alphabets and digits
)


def clean(text: str, limit: int = MAX_LABEL) -> str:
    """Make text from outside fit to keep: NFC, one line, no control or bidi characters, bounded.

    Joiners inside emoji stay, everything else of Unicode's Cc, Cf, Cs, Co and Cn goes: it can
    reorder, hide or command (terminal escapes, bidi overrides, zero-width marks).
    """
    shortened = text[: 4 * limit]
    # Printable text has nothing of category C, and no space but the plain one: nearly all text.
    kept = (
        shortened
        if shortened.isprintable()
        else "".join(
            " " if char.isspace() else char
            for char in shortened
            if char.isspace() or char == _ZERO_WIDTH_JOINER or unicodedata.category(char)[0] != "C"
        )
    )
    line = _SPACES.sub(" ", unicodedata.normalize("NFC", kept)).strip()
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def fold(text: str) -> str:
    """Fold for comparison: compatibility forms, case, accents of Latin, Greek and Cyrillic.

    Kana keep their voicing marks and Hangul its syllables, since those tell words apart.
    """
    if text.isascii():  # most of most texts: nothing but case and the backtick can be folded
        return text.lower().replace("`", "'")
    stripped = _COMBINING.sub("", unicodedata.normalize("NFKD", text))
    folded = unicodedata.normalize("NFC", stripped).casefold()
    return _WHOLE.sub(lambda hit: _LETTERS[hit[0]], folded)


def words(text: str) -> list[str]:
    """Cut folded words out of a text: letters and digits; runs of one script in CJK text."""
    return list(_words_of_title(text)) if len(text) <= MAX_LABEL else _WORD.findall(fold(text))


@lru_cache(maxsize=1024)
def _words_of_title(text: str) -> tuple[str, ...]:
    """The words of a short text: a dozen times is a title asked for them."""
    return tuple(_WORD.findall(fold(text)))


def is_cjk(word: str) -> bool:
    """Tell whether a word is written in Han, kana or Hangul, which put no spaces between words."""
    return bool(word) and "\u3041" <= word[0] <= "\ud7a3"
