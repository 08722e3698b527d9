"""The site's name, and titles without it.

``<title>`` and ``og:title`` carry the site's name in front or behind, parted by one of a dozen
signs. The name is known from metadata and from the host; what is left is the page's own title.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from linkcheck import urls
from linkcheck.text import is_cjk, words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from linkcheck.pages.metadata import Metadata

_CJK = "\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3"
_SEPARATOR = re.compile(
    r"\s+(?:[-–—|·•⋅:/~«»‹›⋆*→>←<=]|--|::|//|>>)(?=\s)|\s*[|｜│¦‖]|\s+[–—]|[–—](?=\s)|::"
    rf"|(?<=\w)[_＿](?=\w)|[：／]|(?<=[{_CJK}）」』])\s*[-–—―－]|[-–—―－](?=[{_CJK}])|[:,](?=\s)"
)
_WEAK = frozenset(":,：")
_TRAIL = frozenset(">›»/→")
"""Signs of a breadcrumb trail that begins at the front page."""
_SECTIONS = frozenset("|｜│¦_＿<‹»")
"""Signs behind which channels and sections stand more often than a part of the headline."""
_SECTION_WORDS, _SECTION_CHARS = 2, 24
_HEADLINE_WORDS, _HEADLINE_CHARS = 4, 8
HOME = frozenset({
    "home", "homepage", "startseite", "start", "accueil", "inicio", "home page", "pagina iniziale",
    "pagina principal", "página inicial", "index", "welcome", "willkommen", "strona glowna",
    "strona główna", "forside", "startsida", "etusivu", "hem", "hjem", "ホーム", "トップページ",
    "トップ", "홈", "首页", "首頁", "главная",
})  # fmt: skip
"""What front pages are called where they are not called like their site."""
"""Signs that part a headline's own halves as often as they part it from the site."""
_NAME_WORDS = 7
_LIKE = 0.6
_NAME_METAS = ("og:site_name", "application-name", "apple-mobile-web-app-title", "dc.publisher",
               "dcterms.publisher", "copyright", "twitter:site", "al:ios:app_name",
               "citation_journal_title")  # fmt: skip
_ORGANISATIONS = ("website", "organization", "newsmediaorganization", "governmentorganization",
                  "corporation", "blog")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a title, where it stands, and the sign before it, "" for the first.

    ``weak``: only a colon or comma stands before it.
    """

    text: str
    start: int
    end: int
    weak: bool = False
    sign: str = ""


@dataclass(frozen=True, slots=True)
class Site:
    """A site's names as it writes them, the best first, and their keys; ``label`` is its host's.

    ``steps`` are the keys of the steps that lead to the page on its site: sections, for most.
    """

    names: tuple[str, ...]
    keys: frozenset[str]
    label: str
    steps: frozenset[str] = frozenset()

    @property
    def name(self) -> str:
        """The name to show, "" if the site says none."""
        return self.names[0] if self.names else ""

    def is_name(self, text: str) -> bool:
        """Tell whether a text is nothing but the site's name."""
        joined = key(text)
        return bool(joined) and (
            joined in self.keys or any(_alike(joined, name) for name in self.keys)
        )

    def carries_name(self, text: str) -> bool:
        """Tell whether a text is the site's name with a claim or an institution's long form."""
        found = words(text[: _NAME_WORDS * 20])
        if not found or len(found) > _NAME_WORDS:
            return False
        return self.is_name(text) or self.label in {found[0], found[-1]}

    def strip(self, title: str) -> str:
        """A title without the site's name at its end or front; as it is if nothing is left."""
        parts = _without_trail(segments(title))
        whole = len(parts)
        for start in range(1, whole):
            if self._is_tail(title, parts[start:]):
                parts = parts[:start]
                break
        while len(parts) > 1 and self._is_front(parts):
            parts = parts[1:]
        if whole > _SECTION_WORDS:
            parts = self._without_sections(parts)
        return title[parts[0].start : parts[-1].end]

    def _without_sections(self, parts: tuple[Segment, ...]) -> tuple[Segment, ...]:
        """A headline without the sections that follow it ("… | Inland | Nachrichten")."""
        if not _is_headline(parts[0].text):
            return parts
        while len(parts) > 1 and _is_section(parts[-1].text) and (
            parts[-1].sign in _SECTIONS
            or (not parts[-1].weak and key(parts[-1].text) in self.steps)
        ):  # fmt: skip
            parts = parts[:-1]
        return parts

    def _is_tail(self, title: str, parts: tuple[Segment, ...]) -> bool:
        """Tell whether a title ends here: with the name, or with the name and what follows it."""
        if self.is_name(title[parts[0].start : parts[-1].end]):
            return True
        return not parts[0].weak and self.carries_name(parts[0].text)

    def _is_front(self, parts: tuple[Segment, ...]) -> bool:
        if not parts[1].weak and is_home_name(parts[0].text):
            return True
        if parts[1].weak:
            return key(parts[0].text) in self.keys
        return self.carries_name(parts[0].text)


def read(metadata: Metadata, url: str, logos: Iterable[str] = ()) -> Site:
    """What a page calls its site, by metadata, by its logos, and by its host."""
    named = [*metadata.all(*_NAME_METAS)[:8]]
    for thing in metadata.things:
        named.append(thing.text("publisher"))
        if thing.is_a(*_ORGANISATIONS):
            named += [thing.text("name"), thing.text("alternateName")]
    named += list(logos)[:3]
    names = tuple(dict.fromkeys(name.lstrip("@©").strip() for name in named if name.strip()))
    address = urls.split(url)
    host = address.host if address else ""
    label = urls.registrable_host(host).partition(".")[0].replace("-", "") if host else ""
    keys = {key(name) for name in names} | {label, key(host.removeprefix("www."))}
    steps = map(key, address.path.split("/")[:-1]) if address else ()
    return Site(names, frozenset(one for one in keys if len(one) > 1), label, frozenset(steps))


def is_home_name(text: str) -> bool:
    """Tell whether a text is what front pages are called, whatever their site."""
    return " ".join(words(text[:_SECTION_CHARS])) in HOME


def _without_trail(parts: tuple[Segment, ...]) -> tuple[Segment, ...]:
    """The end of a breadcrumb trail that opens with the front page; else all parts."""
    trail = len(parts) > 1 and is_home_name(parts[0].text)
    return parts[-1:] if trail and all(one.sign in _TRAIL for one in parts[1:]) else parts


def _is_section(text: str) -> bool:
    found = words(text)
    return (
        len(text) <= _SECTION_CHARS
        and (len(found) <= _SECTION_WORDS or all(map(is_cjk, text)))
        and not any(map(str.isdigit, text))
    )


def _is_headline(text: str) -> bool:
    wide = sum(map(is_cjk, text))
    return wide >= _HEADLINE_CHARS or len(words(text)) >= max(_HEADLINE_WORDS, wide)


@lru_cache(maxsize=2048)
def key(text: str) -> str:
    """A text for comparison: its folded words, joined."""
    return "".join(words(text))


@lru_cache(maxsize=512)
def segments(title: str) -> tuple[Segment, ...]:
    """The segments of a title; all of it if nothing parts it."""
    parts: list[Segment] = []
    sign, start = "", 0
    for found in _SEPARATOR.finditer(title):
        _append(parts, title, start, found.start(), sign)
        sign, start = found[0].strip(), found.end()
    _append(parts, title, start, len(title), sign)
    return tuple(parts) or (Segment(title, 0, len(title)),)


def strong_parts(title: str) -> list[str]:
    """The parts of a title between its stronger signs; colons and commas hold parts together."""
    parts: list[str] = []
    for segment in segments(title):
        if segment.weak and parts:
            parts[-1] = f"{parts[-1]}: {segment.text}"
        else:
            parts.append(segment.text)
    return parts


def _append(parts: list[Segment], title: str, start: int, end: int, sign: str) -> None:
    text = title[start:end].strip()
    if text:
        begin = title.index(text, start)
        parts.append(Segment(text, begin, begin + len(text), sign in _WEAK, sign))


def _alike(one: str, other: str) -> bool:
    """Tell whether two names are one, with an article or a domain's ending more or less."""
    short, long = sorted((one, other), key=len)
    return len(short) >= max(3, _LIKE * len(long)) and (
        long.startswith(short) or long.endswith(short)
    )
