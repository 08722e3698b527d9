"""The authors of a bibliographic entry, as the styles write them. Pure."""

from __future__ import annotations

import re

from linkcheck.citations import wordlists
from linkcheck.text import fold, is_cjk

_MOST = 240
_LONGEST = 70
_MOST_WORDS = 8
_SEVERAL = re.compile(
    r"\s*(?:;|\s[/&]\s|(?<=[\w.])/(?=\w)|&|，|、|\s(?:and|und|et|y|e|i|og|och|en|и)\s)\s*"
)
_LARGE = "[^\\W\\d_a-zß-ÿа-яё\u3041-\ud7a3]"
_INITIALS = rf"(?:{_LARGE}\.?[\s‐-]?){{1,4}}(?:de|van|von|da|di)?"
_FULL_STOP = re.compile(r"(?<=[^\W\d_]{2})\.$")
"""One behind a word; behind a single letter it is an initial's."""
_IS_ONE = re.compile(r"\s(?:für|for|of|pour|para|per)\s(?!.*[;/])")
"""In the name of an office, "and" parts no authors: "Ministry for Ports and Coasts"."""
_OF = frozenset({"de", "du", "des", "del", "della", "di", "da", "do", "dos", "das"})
_ONLY_INITIALS = re.compile(rf"{_INITIALS}$")
_WITH_INITIALS = re.compile(r"[^\W\d_][\w'’-]+(?:\s[^\W\d_][\w'’-]+)?\s[^\W\d_a-zа-я]{1,3}$")
_IN_BRACKETS = re.compile(r"\s*[(\[（][^()\[\]（）]{1,20}[)\]）]\s*$")
_EDITOR = re.compile(r"[(\[](?:Hg|Hrsg|Eds?|dir|coord)\.?[)\]]\s*$", re.IGNORECASE)
_FORENAMES = 3
_FEWEST = 2
_ACRONYM = re.compile(r"[A-ZÄÖÜ&-]{2,8}$")


def read(text: str) -> tuple[str, ...]:
    """The authors that a text names and nothing else, as written; () if it says anything else."""
    bare = _FULL_STOP.sub("", _without_role(text.strip(" ,:;：，、–—-")))
    if not bare or len(bare) > _MOST:
        return ()
    body = _IS_ONE.search(bare)
    found = [
        name
        for part in ([bare] if body else _SEVERAL.split(bare))
        for name in _of_list([one.strip() for one in part.strip(" ,").split(",") if one.strip()])
    ]
    return tuple(found) if found and all(map(_is_name, found)) else ()


def are_surely(text: str) -> bool:
    """Tell whether a text can be nothing but authors: surnames first, several words, an acronym.

    One word before a colon ("Analyse: …") may well begin a title.
    """
    found = read(text)
    if found and _EDITOR.search(text):
        return True
    return bool(found) and all(
        "," in name or len(name.split()) >= _FEWEST or _ACRONYM.match(name) or is_cjk(name)
        for name in found
    )


def _without_role(text: str) -> str:
    """A text without "(Hg.)", "et al." and such behind it."""
    pattern = re.compile(
        rf"[\s,(\[（]*(?:{wordlists.alternatives('roles')})[)\]）]*$", re.IGNORECASE
    )
    return pattern.sub("", _IN_BRACKETS.sub("", text)).strip(" ,;")


def _of_list(parts: list[str]) -> list[str]:
    """Names between commas: surnames followed by forenames or initials are put together."""
    if len(parts) == _FEWEST and _is_surname_first(*parts):
        return [", ".join(parts)]
    names: list[str] = []
    index = 0
    while index < len(parts):
        following = parts[index + 1 : index + 2]
        if following and _ONLY_INITIALS.fullmatch(following[0]):
            names.append(f"{parts[index]}, {following[0]}")
            index += 2
        else:
            names.append(parts[index])
            index += 1
    return names


def _is_surname_first(surname: str, forenames: str) -> bool:
    if is_cjk(surname) or _WITH_INITIALS.match(surname):
        return False
    core = [word for word in surname.split() if fold(word) not in wordlists.words("particles")]
    return len(core) <= 1 and len(forenames.split()) <= _FORENAMES and _begins_large(forenames)


def _begins_large(text: str) -> bool:
    return text[:1].isupper() or is_cjk(text)


def _is_name(name: str) -> bool:
    said = name.replace(",", " ").split()
    if (
        not said
        or len(name) > _LONGEST
        or len(said) > _MOST_WORDS
        or not any(map(str.isalpha, name))
    ):
        return False
    if fold(said[0]).rstrip(":") in wordlists.words("kinds") or any(map(str.isdigit, name)):
        return False
    small = wordlists.words("particles")
    return (_begins_large(said[0]) or fold(said[0]) in small) and all(
        _begins_large(word.lstrip("'’\"(„“")) or fold(word) in small or before in _OF
        for before, word in zip(["", *said], said, strict=False)
    )
