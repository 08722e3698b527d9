"""Phrases as data: how error pages, walls and doors speak, in many languages.

A line of a table is plain words, with ``(one|other)`` for alternatives, ``( word)?`` for what may
be missing, ``*`` for any ending, and ``…`` for up to 40 characters of the same sentence. Lines are
folded as texts are, so case, accents and widths make no difference.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from linkcheck.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_SYNTAX = {"*": r"\w*", "…": r"[^.!?。！？\n]{0,40}?", "(": "(?:", ")": ")", "|": "|", "?": "?"}
_PIECE = re.compile(r"[*…(|)?]|[^*…(|)?]+")
_LETTERS = re.compile(r"[^\W_]")


@cache
def table(name: str) -> Mapping[str, Mapping[str, list[str]]]:
    """Read a table of phrases: for each language its lists by name."""
    read: dict[str, dict[str, list[str]]] = tomllib.loads(
        files(__package__).joinpath(f"{name}.toml").read_text("utf-8")
    )
    return read


@cache
def pattern(name: str, kind: str, language: str = "") -> re.Pattern[str]:
    """One pattern for all lines of one kind of a table, or of a language, for folded text."""
    lists = [table(name)[language]] if language else table(name).values()
    return compiled(line for one in lists for line in one.get(kind, ()))


def compiled(phrases: Iterable[str]) -> re.Pattern[str]:
    """One pattern for many phrases, for folded text."""
    spaced: list[str] = []
    spaceless: list[str] = []
    for phrase in phrases:
        (spaceless if _is_spaceless(phrase) else spaced).append(expression(phrase))
    return re.compile(rf"(?<!\w){_branches(spaced)}|{_branches(spaceless)}")


def expression(phrase: str) -> str:
    """A phrase as a regular expression, ending at a word's end where its script has one."""
    body = _PIECE.sub(lambda hit: _SYNTAX.get(hit[0]) or re.escape(fold(hit[0])), phrase)
    return body if _is_spaceless(phrase) or phrase.endswith("*") else body + r"(?!\w)"


def _is_spaceless(phrase: str) -> bool:
    """Tell whether words do not begin at a space: in Thai, Chinese, Japanese and Korean."""
    return any("\u0e00" <= char <= "\u0e7f" or "\u3041" <= char <= "\ud7a3" for char in phrase)


def _branches(expressions: Iterable[str]) -> str:
    """Alternatives sorted by first letter: nearly all places of a text fail at once."""
    by_letter: dict[str, list[str]] = {}
    for one in expressions:
        first = one[0] if one[0].isalnum() else ""
        by_letter.setdefault(first, []).append(one[len(first) :])
    joined = "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in sorted(by_letter.items()))
    return f"(?:{joined or '(?!)'})"


def find(phrases: re.Pattern[str], text: str) -> str:
    """The first phrase in a text, folded as it stands there; "" if there is none."""
    found = phrases.search(fold(text))
    return found[0] if found else ""


def coverage(
    folded: str, spans: Iterable[tuple[int, int]], fillers: re.Pattern[str] | None = None
) -> float:
    """How much of a folded text lies in the spans; fillers ("oops", "error") count for nothing."""
    inside = list(folded)
    spoken = 0
    for start, end in spans:
        spoken += letters("".join(inside[start:end]))
        inside[start:end] = " " * (end - start)
    rest = "".join(inside)
    if fillers:
        rest = fillers.sub(" ", rest)
    return spoken / max(1, spoken + letters(rest))


def letters(text: str) -> int:
    """How many letters and digits a text has."""
    return len(_LETTERS.findall(text))
