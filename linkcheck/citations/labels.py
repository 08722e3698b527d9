"""Labels as a reader reads them: without bullets, numbers, marks and phrases about the access."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from linkcheck.text import clean, fold

if TYPE_CHECKING:
    from collections.abc import Mapping

_BULLET = re.compile(
    r"^(?:[-–—*•·・◦▪▸►→»›○●■□◆◇★☆☞✓+]+\s+|[•·・◦▪▸►→○●■□◆◇★☆☞✓]+|\[\^?\w{1,4}\]:?\s*|\(?\d{1,3}[.)]\s+|[¹²³⁰⁴-⁹₀-₉]+\s*"
    r"|\*+\s*|\^+\s*|↑\s*|※\s*|↩︎?\s*)+"
)
_SOURCE_WORD = re.compile(
    r"^(?:quelle|source|fuente|fonte|źródło|bron|出典|출처)\s*[:：]\s*", re.IGNORECASE
)
_EMPTY = re.compile(r"[(\[<{«»„“”\"']\s*[)\]>}«»„“”\"']")
_EDGES = " \t\n\u00a0:：,;|–—-→>/<=*_↩↑^\ufe0e"
_LOOSE_END = re.compile(r"[\s:：,;]+[.。、]+$")
_ROUNDS = 2
"""An access date may hide an "available at" before it."""
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d[a-z]?\b")
_NUMBER = re.compile(r"\W*\d{0,3}\W*")
_ELLIPSIS_END = re.compile(r"(?:…|\.\.\.|\[(?:…|\.{3})\])\s*[\"“”»)]?$")


@cache
def _lists() -> Mapping[str, list[str]]:
    return tomllib.loads(files(__package__).joinpath("labels.toml").read_text("utf-8"))


@cache
def _folded(name: str) -> frozenset[str]:
    return frozenset(map(fold, _lists()[name]))


@cache
def _asides() -> tuple[re.Pattern[str], ...]:
    """What the end of a label may say about the access, and no more about the page."""
    accessed, available, pointing = (
        "|".join(re.escape(words).replace(r"\ ", r"\s+") for words in _lists()[name])
        for name in ("accessed", "available", "pointing")
    )
    patterns = (
        rf"(?:^|[(\[,;.–-]|(?<=\s)-)\s*(?:{accessed})\s*:?\s*[\w .,/:-]{{4,40}}?\s*[)\]]?[\s.;,]*$",
        r"[(（\[,;.–-]?\s*\d{4}[年.]\s?\d{1,2}[月.]\s?\d{1,2}日?\s*(?:閲覧|アクセス|접속)[)）\]\s.]*$",
        r"\s*[\[(]\s*(?:stand\s*:?\s*)?\d{1,2}\.\s?\d{1,2}\.\s?\d{2,4}\s*[\])][\s.]*$",
        rf"[,;.(\s–-]*\b(?:{available})(?:\s+(?:\w{{1,8}}\s+)?\w{{1,8}})?\s*[:.]?[)\]\s.]*$",
        rf"[,;.(\s]*(?:^|(?<=[\s(,;.]))(?:{pointing})\s*[:=]?$",
    )
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)


def tidy(text: str) -> str:
    """Make a label of raw text: bounded, one line, nothing about how the page was reached."""
    label = clean(text, 600).strip(_EDGES)
    label = _BULLET.sub("", label)
    for _ in range(_ROUNDS):
        for aside in _asides():
            label = aside.sub("", label)
        label = _LOOSE_END.sub("", _EMPTY.sub("", label).strip(_EDGES))
    label = _SOURCE_WORD.sub("", label)
    label = clean(_unwrapped(label).strip(_EDGES))
    return "" if is_generic(label) or not any(map(str.isalnum, label)) else label


def _unwrapped(label: str) -> str:
    """Take off brackets around the whole label, and one that was never closed."""
    for opening, closing in ("()", "[]"):
        if label.startswith(opening) and label.endswith(closing) and label.count(opening) == 1:
            label = label[1:-1]
        if label.endswith(opening):
            label = label[:-1]
        if label.startswith(closing):
            label = label[1:]
    return label


def is_generic(text: str) -> bool:
    """Tell whether an anchor names nothing ("hier", "here", "link", 「こちら」)."""
    bare = fold(text).strip(" .:»«>→[]()")
    return bare in _folded("generic") or bool(_NUMBER.fullmatch(bare))


def is_truncated(label: str) -> bool:
    """Tell whether a label breaks off: an ellipsis, or a connecting word at its end."""
    if _ELLIPSIS_END.search(label):
        return True
    said = fold(label).split()
    return len(said) > 2 and said[-1] in _folded("connecting")  # noqa: PLR2004 (two words may be a name: "Bon de")


def is_credit(label: str) -> bool:
    """Tell whether a line credits a picture ("Foto: dpa")."""
    said = fold(label).replace("\uff1a", ":").partition(":")[0].strip()
    return said in _folded("credits")


@cache
def _printed() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in _lists()["printed"])
    pages = (
        r"\b(?:s|pp?|pág|nr|vol|bd|heft|band)\.?\s?\d|\d\s?\(\d+\)[,:]?\s?\d|\d\s?[–-]\s?\d+\.?$"
    )
    return re.compile(rf"\b(?:{words})\b|\bin:\s|{pages}", re.IGNORECASE)


def is_printed_work(label: str) -> bool:
    """Tell whether a label names a book or a printed article: a year, and a publisher or pages."""
    return bool(_YEAR.search(label) and _printed().search(label))
