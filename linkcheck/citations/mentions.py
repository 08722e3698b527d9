"""Addresses as people type them into prose: where one begins, where it ends, what it means.

The end is the hard part: quotes and brackets of every language, sentence marks, footnote
digits, dashes, CJK text that follows without a space. Rules were settled on cases seen in
articles; each is one line below. Everything is linear in the length of the text.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from linkcheck import urls
from linkcheck.model import Defect, Link

_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
_STOPS = (
    r"\s<>\"`{}|\\^"
    "‹›«»„“”‟〈〉《》「」『』【】〔〕（）［］｛｝。、，；：！？…—→•\u2027"
    "¹²³⁰⁴-⁹₀-₉\x00-\x1f\x7f-\x9f"
)
"""Characters that no address goes beyond, as the inside of a character class."""
_WEB = frozenset({"http", "https"})
_ELSEWHERE = frozenset({"ftp", "ftps", "sftp", "gopher", "file"})
"""Schemes of files that no browser opens, or not from another computer: told, never fetched."""
_PROGRAMS = frozenset({"javascript", "data"})
"""Schemes of what the address itself holds: it leads nowhere."""
_FEW_WORDS = 3
_SCHEMES = r"(?:https?|hxxps?|ttps?|htps?|htttps?)"
_START = re.compile(
    r"(?P<scheme>" + _SCHEMES + r":[ \t]?/{1,3}[ \t]?(?=[^\s/])|(?<![\w@./-])https?://?(?=[\s…]|$))"
    r"|(?P<other>(?<![\w@./-])(?:(?:s?ftps?|gopher|file):/{2,3}(?=[^\s/])"
    r"|data:(?=[a-z]{2,20}/[\w.+-]{1,40}[;,])|javascript:(?=\w)))"
    r"|(?P<doi>doi:\s?(?=10\.\d{4}))"
    r"|(?P<bare_doi>(?<![\w./=-])(?=10\.\d{4,9}/[^\s]))"
    r"|(?P<www>(?<![\w@./-])www\.(?=\S))"
    r"|(?P<host>(?<![\w@./:=&?#%+-])(?=[a-z0-9][a-z0-9-]{0,62}(?:\.[a-z0-9-]{1,63}){0,4}\.[a-z]{2,12}/[^\s/]))",
    re.IGNORECASE,
)
_BODY = re.compile(f"[^{_STOPS}]{{0,{urls.MAX_URL + 1}}}")
_TRAILING = ".,;:!?'*_~’‘‚·(["
_CLOSERS = {")": "(", "]": "[", "}": "{"}
_CJK_TAIL = "[\u3000-\u30ff\u3400-\u9fff\uac00-\ud7a3\uff00-\uffef]"
"""Compiled when first needed, which takes two milliseconds."""
_FOOTNOTE = re.compile(r"\[\d{1,3}\]$")
_ENTITY = re.compile(r"&amp;", re.IGNORECASE)
_GLUED = re.compile(r"[,;|]?(?=https?://)", re.IGNORECASE)
_USUAL = re.compile(r"https?://(?!https?:)[\w.-]+(?:/[!#-%\x27-~]*)?")
"""An address that has nothing to repair: ASCII, no ``&``, one scheme with two slashes."""
_REPAIRS = (
    (re.compile(r"^hxxp", re.IGNORECASE), "http"),
    (re.compile(r"^(?:ttps|htps|htttps)(?=:)", re.IGNORECASE), "https"),
    (re.compile(r"^ttp(?=:)", re.IGNORECASE), "http"),
    (re.compile(r"^(https?:)\s?/{1,3}\s?", re.IGNORECASE), r"\1//"),
    (re.compile(r"^https?://(?=https?:/)", re.IGNORECASE), ""),
)
_ELLIPSIS = re.compile(r"(?:…|\.{3,}|\[(?:…|\.{3})\]|\((?:…|\.{3})\))$")
_FOLLOWING_ELLIPSIS = re.compile(r"\s?(?:…|\.{3}|\[(?:…|\.{3})\])")
_ALONE = re.compile(
    r"(?:https?:/?/?|(?:s?ftps?|gopher|file)://|www\.)\S*(?:\s?(?:…|\.\.\.))?$", re.IGNORECASE
)
_ALONE_DOI = re.compile(r"(?:doi:\s?)?10\.\d{4,9}/\S+$", re.IGNORECASE)
_TO_NOTE = re.compile(r"#(?:user-content-)?(?:footnote|endnote|fn|_ftn|_edn|cite_)[\w:.-]*$")
"""Where the number of a note leads, and the note's link back."""
_NUMBERS = re.compile(r"\W*\w{0,3}\W*")
_ALONE_HOST = re.compile(r"([\w.-]+\.[a-z]{2,12})(/\S*)?$", re.IGNORECASE)
_FILE = re.compile(
    r"\.(?:pdf|docx?|xlsx?|pptx?|od[tsp]|csv|zip|epub|txt|jpe?g|png|md|py|sh|ps|html?)$",
    re.IGNORECASE,
)
_REST_OF_LINE = re.compile(
    r"\n[ \t>]*(?P<rest>(?!https?:|www\.)[^\s<>\"„“«»\x27()\[\]]{2,300})[ \t]*(?=\n|$|[\[(>])",
    re.IGNORECASE,
)
_BROKEN_HOST = re.compile(r"https?://[\w-]+\s\.\w", re.IGNORECASE)
_SOUND = re.compile(
    r"https?://(?!xn--)(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.(?!xn--))+[a-z]{2,24}(?:[/?#][!-~]*)?"
)
"""An address that surely can be parsed: nearly all, and this is ten times as fast."""
_HALF_ESCAPE = re.compile(r"%[0-9a-f]?$", re.IGNORECASE)
_BARE_SCHEME = re.compile(r"https?:?/{0,2}", re.IGNORECASE)
_ARCHIVED = re.compile(r"/(?:web/\d+|https?:)[^/]*/$|[?&=][^/]*$|/$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mention:
    """An address in a text: ``text[start:end]`` as written, ``url`` ready to fetch."""

    start: int
    end: int
    written: str
    url: str
    defects: tuple[Defect, ...] = ()
    anchor: str = ""
    """What the link is called, where the markup has a name for it; "" for a bare address."""


def find(text: str, *, every_scheme: bool = False) -> tuple[Mention, ...]:
    """Find every web address in a text, in order. E-mail addresses are none.

    ``every_scheme`` takes in what no browser opens (``ftp:``, ``file:``, ``javascript:`` …).
    """
    if "/" not in text and not any(sign in text.lower() for sign in ("www.", "javascript:")):
        return ()
    mentions: list[Mention] = []
    position = 0
    while started := _START.search(text, position):
        wanted = every_scheme or started.lastgroup != "other"
        mention = _read(text, started) if wanted else None
        position = max(started.end(), started.start() + 1)
        if mention is not None:
            mentions.append(mention)
            position = max(position, mention.end)
    return tuple(mentions)


def from_link(link: Link, anchor: str, base_url: str = "") -> Mention | None:
    """Read a link of the markup; ``None`` for what cites no page (``#note``, ``mailto:``).

    Without the article's own address a relative link leads nowhere, and is none either.
    """
    written = _normal(link.url.strip())
    if not written:
        return Mention(link.start, link.end, "", "", (Defect.NO_URL,), anchor)
    url = written
    if not urls.scheme_of(written):
        joined = None if written.startswith("#") else urls.join(base_url, written)
        url = joined if base_url and joined else ""
    scheme = urls.scheme_of(url)
    if scheme in _PROGRAMS and len(anchor.split()) < _FEW_WORDS:
        return None  # a button, such as "print"
    known = scheme in _WEB or scheme in _ELSEWHERE or scheme in _PROGRAMS
    if not known or (_NUMBERS.fullmatch(anchor) and _TO_NOTE.search(url)):
        return None
    return Mention(link.start, link.end, link.url.strip(), url, _defects(url, cut=False), anchor)


def is_address(text: str) -> bool:
    """Tell whether a text is nothing but an address: such an anchor names nothing.

    The name of a file alone ("report.pdf") is a name.
    """
    text = text.strip()
    if _ALONE.match(text) or _ALONE_DOI.match(text):
        return True
    host = _ALONE_HOST.match(text)
    return bool(host and (host[2] or (not _FILE.search(text) and _is_host(host[1].lower()))))


def _read(text: str, started: re.Match[str]) -> Mention | None:
    kind, start = started.lastgroup, started.start()
    body_start = started.end()
    end = body_start + len(_body(text, body_start))
    body = text[body_start:end]
    rest = _REST_OF_LINE.match(text, end) if kind == "scheme" else None
    if rest and _goes_on(body, rest["rest"]):
        return _joined(text, start, end, rest)
    dots = _FOLLOWING_ELLIPSIS.match(text, end)
    before = text[max(0, start - 1) : start]
    plain = body[-1:].isalnum() and before != "("
    cut = bool(dots or (not plain and _ELLIPSIS.search(body)))
    trimmed = body if plain else _trim(_ELLIPSIS.sub("", body), before=before)
    body_end = body_start + len(trimmed)
    end = dots.end() if dots else end if cut else body_end
    if kind in {"scheme", "other"}:
        cut = cut or bool(_BROKEN_HOST.match(text, start))
        return _mention(start, end, text[start:end], _normal(text[start:body_end]), cut=cut)
    if not trimmed:
        return None
    if kind in {"doi", "bare_doi"}:
        return _mention(start, end, text[start:end], f"https://doi.org/{trimmed}", cut=cut)
    if kind == "host" and not _is_host(trimmed.partition("/")[0]):
        return None
    return _mention(start, end, text[start:end], f"http://{_normal(text[start:body_end])}", cut=cut)


def _goes_on(body: str, rest: str) -> bool:
    """Tell whether an address broken at a line's end goes on alone on the next line."""
    path_like = bool(re.search(r"[/.?=&%_\d-]", rest.rstrip(".,;:"))) and "/" in body
    last = body[-1:]
    host = body.partition("/")[0].rstrip(".")
    if "/" not in body and not urls.has_known_suffix(host) and "." in host + last:
        return "/" in rest
    return (last == "-" and rest[0].islower()) or (last in "-/=_&?" and path_like)


def _joined(text: str, start: int, end: int, rest: re.Match[str]) -> Mention:
    """The address in one piece; a quoted-printable ``=`` at the break is no part of it."""
    soft = text[end - 1] == "=" and "?" not in text[start:end]
    tail = _trim(rest["rest"], before="")
    url = _normal(text[start : end - 1 if soft else end] + tail)
    stop = rest.start("rest") + len(tail)
    return Mention(
        start, stop, text[start:stop], url, (*_defects(url, cut=False), Defect.SPLIT_URL)
    )


def _body(text: str, start: int) -> str:
    """All that could belong to the address; CJK text behind an ASCII path does not."""
    body = _BODY.match(text, start)
    found = body[0] if body else ""
    if "://" in found.lower():
        glued = (hit.start() for hit in _GLUED.finditer(found) if _is_glued(found, hit))
        found = found[: next(glued, len(found))]
    if found.isascii():
        return found
    tail = re.search(_CJK_TAIL, found)
    if tail and found[: tail.start()].isascii() and "/" in found[: tail.start()]:
        return found[: tail.start()]
    return found


def _is_glued(body: str, hit: re.Match[str]) -> bool:
    """Two addresses run together, unless the second is a part of the first (web archives)."""
    return hit.start() > 0 and (hit[0] != "" or not _ARCHIVED.search(body[: hit.end()]))


def _trim(body: str, before: str) -> str:
    """Take off what belongs to the sentence: marks, unbalanced brackets, footnote numbers."""
    while body:
        footnote = _FOOTNOTE.search(body) if body[-1] == "]" else None
        if footnote and "[" not in body[: footnote.start()] and "?" not in body:
            body = body[: footnote.start()]
        elif surplus := _surplus(body):
            body = body[:-surplus]
        else:
            break
    cut = body.find(")(") if before == "(" else -1
    return body if cut < 0 else body[:cut]


def _surplus(body: str) -> int:
    """How many of the last characters belong to the sentence around the address."""
    last = body[-1]
    if last in _CLOSERS:
        run = len(body) - len(body.rstrip(last))
        return max(min(run, body.count(last) - body.count(_CLOSERS[last])), 0)
    return int(
        last in _TRAILING or last in _INVISIBLE or unicodedata.category(last) in {"Pf", "Pi"}
    )


def _normal(written: str) -> str:
    """What the author meant: invisible marks out, entities read, mistyped schemes repaired."""
    if _USUAL.fullmatch(written):
        return written
    url = "".join(char for char in written if char not in _INVISIBLE)
    url = _ENTITY.sub("&", url)
    for pattern, repaired in _REPAIRS:
        url = pattern.sub(repaired, url)
    return url


def _mention(start: int, end: int, written: str, url: str, *, cut: bool) -> Mention:
    return Mention(start, end, written, url, _defects(url, cut=cut))


def _defects(url: str, *, cut: bool) -> tuple[Defect, ...]:
    if cut or is_truncated(url):
        return (Defect.TRUNCATED_URL,)
    if _SOUND.fullmatch(url) and len(url) <= urls.MAX_URL:
        return ()
    scheme = urls.scheme_of(url)
    if scheme in _PROGRAMS or (scheme in _WEB and urls.split(url) is None):
        return (Defect.MALFORMED_URL,)
    return (Defect.PRIVATE_URL,) if scheme == "file" else ()


def is_truncated(url: str) -> bool:
    """Tell whether an address was surely cut off: ellipsis, bare scheme or host, half an escape."""
    if url[-1:].isalnum() and "%" not in url[-2:] and "www" not in url.lower()[:12]:
        return False
    host = re.sub(r"^https?://", "", url, flags=re.IGNORECASE).partition("/")[0]
    return bool(
        _ELLIPSIS.search(url)
        or _BARE_SCHEME.fullmatch(url)
        or host.lower() in {"www", "www."}
        or url.endswith("-")
        or _HALF_ESCAPE.search(url)
        or (host.lower().startswith("www.") and host.count(".") == 1 and "/" not in url[8:])
    )


def _is_host(host: str) -> bool:
    """Only a name under a public suffix that exists is an address without a scheme."""
    return urls.has_known_suffix(host)
