"""Labels as a reader reads them: without bullets, numbers, marks and phrases about the access."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from linkcheck.citations import access
from linkcheck.text import MAX_LABEL, clean, fold

if TYPE_CHECKING:
    from collections.abc import Mapping

_BULLET = re.compile(
    r"^(?:[-–—*•·・◦▪▸►→»›○●■□◆◇★☆☞✓+]+\s+|[•·・◦▪▸►→○●■□◆◇★☆☞✓]+|\[\^?\w{1,4}\]:?\s*|\(?\d{1,3}[.)]\s+|\(?\d{1,3}[.)．）、](?=[《「『“〈【\u3041-\u9fff\uac00-\ud7a3])|[¹²³⁰⁴-⁹₀-₉]+\s*"
    r"|\*+\s*|\^+\s*|↑\s*|※\s*|↩︎?\s*)+"
)
_CITED_FROM = re.compile(rf"^\W*[↑^]+\s*{access.PLACES}")
_SOURCE_WORD = re.compile(
    r"^(?:quelle|source|fuente|fonte|źródło|bron|出典|출처)\s*[:：]\s*", re.IGNORECASE
)
_EMPTY = re.compile(
    r"\(\s*\)|\[\s*\]|<\s*>|\{\s*\}|„\s*[“”\"]|“\s*”|«\s*»|(?<!\w)(?:\"\s*\"|'\s*'|»\s*«)"
)
_EMOJI = re.compile(r"(?<!\w):[a-z][a-z_]{2,30}(?::(?!\w)|$)")
"""Emoji as blogs write them: ":smile:", and cut off at the end of a line."""
_EDGES = " \t\n\u00a0:：,;、，；|–—-→>/<=*_↩↑^\ufe0e"
_LOOSE_END = re.compile(r"[\s:：,;，]+[.。、]+$|[，、]+$")
_PAGES = re.compile(r",\s*(?:S|pp?|pág|Seite|page|p\.)\.?\s?\d{1,4}\W*$", re.IGNORECASE)
_RAGGED = 30
_WORDS = re.compile(r"\w+")
_DATED = re.compile(rf"\d\s*[\])）]|{access.SEEN}")
_MAX_ASIDE = 120
"""Characters at the end of a label that may say how the page was reached."""
_ROUNDS = 2
"""An access date may hide an "available at" before it."""
_YEAR = re.compile(r"(?<![\w-])(?:1[89]|20)\d\d(?:[a-z]\b|(?!\w)|(?=[年년]))")
_NUMBER = re.compile(r"\W*\d{0,3}\W*")
_ELLIPSIS_END = re.compile(r"(?:…|\.\.\.|\[(?:…|\.{3})\])\s*[\"“”»)]?$")


@cache
def _lists() -> Mapping[str, list[str]]:
    return tomllib.loads(files(__package__).joinpath("labels.toml").read_text("utf-8"))


@cache
def _folded(name: str) -> frozenset[str]:
    return frozenset(map(fold, _lists()[name]))


@cache
def accessing() -> re.Pattern[str]:
    """Words that come before the date on which the author looked."""
    spelled = sorted(_lists()["accessed"], key=len, reverse=True)
    phrases = "|".join(re.escape(words).replace(r"\ ", r"\s+") for words in spelled)
    return re.compile(rf"(?<!\w)(?:{phrases})", re.IGNORECASE)


@cache
def _asides() -> tuple[re.Pattern[str], ...]:
    """What the end of a label may say about the access, and no more about the page."""
    accessed, available, pointing = (
        "|".join(re.escape(words).replace(r"\ ", r"\s+") for words in _lists()[name])
        for name in ("accessed", "available", "pointing")
    )
    patterns = (
        (
            r"(?:^|[(\[,;.–-]|(?<=\s)-|(?<=[\"”»“]\s))"
            rf"\s*(?:{accessed})\s*:?\s*[\w .,/:-]{{4,40}}?\s*[)\]]?[\s.;,]*$"
        ),
        *access.PATTERNS,
        rf"[,;.(\s–-]*\b(?:{accessed})\s[\w .,/]{{4,40}},?\s(?:{access.FROM})\s*:?$",
        r"\s*[\[(]\s*(?:stand\s*:?\s*)?\d{1,2}\.\s?\d{1,2}\.\s?\d{2,4}\s*[\])][\s.]*$",
        rf"[,;.(\s–-]*\b(?:{available})(?:\s+(?:\w{{1,8}}\s+)?\w{{1,8}})?\s*[:.]?[)\]\s.]*$",
        rf"[,;.(，。；（\s]*(?:^|(?<=[\s(,;.，。；（\]]))(?:{pointing})\s*[:：=]?$",
        r"[,;.]\s*(?:in|unter|auf|bei)\s*:?$",
    )
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)


@cache
def _hints() -> frozenset[str]:
    """Words of which a label must hold one before any of the asides can match it."""
    phrases = (
        phrase for name in ("accessed", "available", "pointing") for phrase in _lists()[name]
    )
    first = (re.split(r"\W", phrase)[0] for phrase in phrases)
    return frozenset({*first, "in", "unter", "auf", "bei"})


def _may_have_aside(label: str) -> bool:
    """Tell it by the last words alone: nearly all labels have none, and patterns are slow."""
    end = label[-_MAX_ASIDE:].lower()
    return not _hints().isdisjoint(_WORDS.findall(end)) or bool(_DATED.search(end))


def without_emoji(text: str) -> str:
    """A text without emoji in the spelling of blogs (":smile:")."""
    return _EMOJI.sub("", text) if ":" in text else text


def without_source_word(text: str) -> str:
    """A text without "Quelle:" before it."""
    return _SOURCE_WORD.sub("", text)


def without_marks(text: str) -> str:
    """A text without bullets, numbers and marks of notes before it."""
    return _BULLET.sub("", _CITED_FROM.sub("", text).strip(_EDGES))


def tidy(text: str) -> str:
    """Make a label of raw text: bounded, one line, nothing about how the page was reached."""
    label = _CITED_FROM.sub("", without_emoji(clean(text, 600))).strip(_EDGES)
    label = _BULLET.sub("", label)
    for _ in range(_ROUNDS if _may_have_aside(label) else 1):
        for aside in _asides() if _may_have_aside(label) else ():
            label = aside.sub("", label)
        label = _LOOSE_END.sub("", _EMPTY.sub("", label).strip(_EDGES))
    label = without_source_word(label)
    label = clean(_unwrapped(label).strip(_EDGES))
    return "" if is_generic(label) or not any(map(str.isalnum, label)) else label


def _unwrapped(label: str) -> str:
    """Take off brackets around the whole label, and one that was never closed."""
    for opening, closing in ("()", "[]", "（）", "【】"):
        if label.startswith(opening) and label.endswith(closing) and label.count(opening) == 1:
            label = label[1:-1]
        if label.endswith(opening):
            label = label[:-1]
        if label.startswith(closing):
            label = label[1:]
        if label.endswith(closing) and opening not in label:
            label = label[:-1]
    return label


def is_generic(text: str) -> bool:
    """Tell whether an anchor names nothing ("hier", "here", "link", 「こちら」)."""
    bare = fold(text).strip(" .:»«>→[]()")
    return bare in _folded("generic") or bool(_NUMBER.fullmatch(bare))


def was_shortened(label: str) -> bool:
    """Tell whether it was us who cut a label, for its length."""
    return label.endswith("…") and len(label) > MAX_LABEL - _RAGGED


def is_pending(label: str) -> bool:
    """Tell whether a label says that its address is still to come ("Link folgt", "tba")."""
    return bool(_pending().search(fold(label)))


def without_pending(label: str) -> str:
    """A label without the words that stand in for its address."""
    found = _pending().search(fold(label))
    if found is None or len(fold(label)) != len(label):
        return label
    return label[: found.start()].rstrip(" ([–-:,;") or label[found.end() :].strip() or label


@cache
def _pending() -> re.Pattern[str]:
    phrases = "|".join(re.escape(fold(phrase)) for phrase in _lists()["pending"])
    return re.compile(rf"(?:^|[(（\[<:：,;–-]|\s-)\s*(?:{phrases})\W*$|^(?:{phrases})\s?[:：]\s")


def names_pages(label: str) -> bool:
    """Tell whether a label refers to a page or a session of a work: "…, Session 1, S. 15"."""
    return bool(_PAGES.search(label))


def is_truncated(label: str) -> bool:
    """Tell whether a label breaks off: an ellipsis, or a connecting word at its end."""
    if was_shortened(label):
        return False
    if _ELLIPSIS_END.search(label):
        return True
    said = fold(label).split()
    if len(said) == 2:  # noqa: PLR2004 (two words may be a name: "Bon de")
        return said[-1] in _folded("leading")
    return len(said) > 2 and said[-1] in _folded("connecting")  # noqa: PLR2004


def repeats(label: str) -> bool:
    """Tell whether an entry only points back to another one, or into the text: "Ibid., p. 4"."""
    return bool(_repeating().match(fold(label)))


def says_why(label: str) -> bool:
    """Tell whether an entry says itself why it has no address: it points back, or it follows."""
    return repeats(label) or is_pending(label)


@cache
def _repeating() -> re.Pattern[str]:
    phrases = "|".join(re.escape(fold(phrase)) for phrase in _lists()["repeating"])
    return re.compile(rf"(?:{phrases})(?![\w])(?!.*(?:19|20)\d\d)")


def is_credit(label: str) -> bool:
    """Tell whether a line credits a picture ("Foto: dpa")."""
    said = fold(label).replace("\uff1a", ":").partition(":")[0].strip()
    return said in _folded("credits")


@cache
def _printed() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in _lists()["printed"])
    publishers = "|".join(_lists()["publishers"])
    pages = (
        r"(?<!['’])\b(?:s|pp?|pág|nr|vol|bd|heft|band)\.?\s?\d"
        r"|\d\s?\(\d+\)[,:]?\s?\d|\d\s?[–-]\s?\d+\.?$"
        r"|,\s[^,:]{2,20}:\s?[^,:]{2,30},\s?(?:19|20)\d\d\W{0,3}$"  # ", place: publisher, year"
    )
    return re.compile(rf"\b(?:{words})\b|{publishers}|\bin:\s|{pages}", re.IGNORECASE)


def is_printed_work(label: str) -> bool:
    """Tell whether a label names a book or a printed article: a year, and a publisher or pages."""
    return bool(_YEAR.search(label) and _printed().search(label))
