"""Addresses that are not the page's own (data: ``addresses.toml``): wrapped, private, shared.

What is said here is a defect with, where it can be known, the address that should stand there.
Nothing is fetched: shorteners and other redirects are followed when the citation is verified.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING
from urllib.parse import unquote

from linkcheck import urls
from linkcheck.model import Defect
from linkcheck.text import fold, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from linkcheck.model import Citation

_SCHEME = re.compile(r"^https?://", re.IGNORECASE)
_WEB = ("http://", "https://")
_UNREADABLE = frozenset({Defect.TRUNCATED_URL, Defect.MALFORMED_URL, Defect.PRIVATE_URL})
_ALIKE = 0.34
"""Share of common words from which two labels may well name one page."""
_TITLE = 100
"""Characters of what a note names; more are a remark."""
_MANY_WORDS = 3
"""A label of fewer words may well name a whole site."""


@dataclass(frozen=True, slots=True)
class _Facts:
    redirects: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]
    paths: re.Pattern[str]
    amp: re.Pattern[str]
    proxies: re.Pattern[str]
    tracking: re.Pattern[str]
    session: re.Pattern[str]
    preview: re.Pattern[str]
    private: re.Pattern[str]
    placeholders: frozenset[str]
    documents: re.Pattern[str]
    sharing: re.Pattern[str]


@cache
def _facts() -> _Facts:
    table = tomllib.loads(files(__package__).joinpath("addresses.toml").read_text("utf-8"))
    document = "|".join(re.escape(fold(word)) for word in table["documents"]["words"])
    return _Facts(
        redirects=tuple(
            (_compiled(one["pattern"]), tuple(one["parameters"])) for one in table["redirects"]
        ),
        paths=_compiled(*table["paths"]["patterns"]),
        amp=_compiled(*table["amp"]["patterns"]),
        proxies=_compiled(table["proxies"]["pattern"]),
        tracking=_compiled(*table["tracking"]["parameters"]),
        session=_compiled(table["tracking"]["path"]),
        preview=_compiled(*table["preview"]["patterns"]),
        private=_compiled(*table["private"]["patterns"]),
        placeholders=frozenset(table["placeholders"]["hosts"]),
        documents=re.compile(document),
        sharing=_compiled(*table["sharing"]["patterns"]),
    )


def _compiled(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


def shares_article(url: str) -> bool:
    """Tell whether an address is a button's that shares the article itself."""
    return bool(_facts().sharing.match(_SCHEME.sub("", url)))


def judge(citations: Iterable[Citation]) -> tuple[Citation, ...]:
    """Add to citations what their addresses show without any network."""
    return tuple(_shared([_judged(citation) for citation in citations]))


def _judged(citation: Citation) -> Citation:
    url = citation.url
    if url is None or not _UNREADABLE.isdisjoint(citation.defects):
        return citation
    if _is_placeholder(url):
        return replace(citation, url=None, defects=(Defect.NO_URL,))
    defect, target = _wrapping(url) if urls.unarchived(url) == url else (None, "")
    if defect is None and _lacks_path(citation.label, url):
        defect = Defect.FRONT_PAGE_URL
    if defect is None:
        return citation
    return replace(citation, defects=(*citation.defects, defect), unwrapped_url=target)


def _wrapping(url: str) -> tuple[Defect | None, str]:
    """What is wrong with an address, and the page's own address where it can be known."""
    if not url.lower().startswith(_WEB):
        return (Defect.PRIVATE_URL if url.lower().startswith("file:") else None, "")
    facts, rest = _facts(), _SCHEME.sub("", url)
    target = _redirected(rest) if "?" in rest else ""
    target = target or _embedded(rest)
    if target and urls.split(target):
        return (Defect.WRAPPED_URL, target)
    if facts.private.match(rest):
        return (Defect.PRIVATE_URL, "")
    if facts.preview.match(rest):
        return (Defect.PREVIEW_URL, "")
    untracked = _untracked(url)
    return (None, "") if untracked == url else (Defect.TRACKING_URL, untracked)


def _redirected(rest: str) -> str:
    """The address that a redirecting service is given as a parameter."""
    for pattern, names in _facts().redirects:
        if pattern.match(rest):
            pairs = [pair.partition("=") for pair in rest.partition("?")[2].split("&")]
            given = {name: unquote(value) for name, _, value in pairs}
            return next((given[name] for name in names if _is_web(given.get(name, ""))), "")
    return ""


def _is_web(text: str) -> bool:
    return text.lower().startswith(_WEB)


def _embedded(rest: str) -> str:
    """The address that another one holds in its path or its host."""
    facts = _facts()
    found = facts.paths.match(rest) or (facts.amp.match(rest) if "amp" in rest.lower() else None)
    if found:
        return f"https://{next(filter(None, found.groups()))}"
    proxied = facts.proxies.match(rest)
    if proxied is None:
        return ""
    host = proxied[1].replace("--", "\0").replace("-", ".").replace("\0", "-")
    return f"https://{host}{proxied[2] or '/'}"


def _untracked(url: str) -> str:
    """An address without the parameters that follow its reader around."""
    facts = _facts()
    if ";" in url:
        url = facts.session.sub("", url)
    if "?" not in url:
        return url
    address, mark, fragment = url.partition("#")
    base, _, query = address.partition("?")
    kept = [part for part in query.split("&") if not _is_tracking(part)]
    if len(kept) == query.count("&") + 1:
        return url
    return base + ("?" + "&".join(kept) if kept else "") + mark + fragment


def _is_tracking(part: str) -> bool:
    found = _facts().tracking.match(part)
    return bool(found) and (found is not None and part[found.end() : found.end() + 1] in {"", "="})


def _is_placeholder(url: str) -> bool:
    host = _SCHEME.sub("", url).partition("/")[0].lower().removeprefix("www.")
    return host in _facts().placeholders and urls.is_home(url)


def _lacks_path(label: str, url: str) -> bool:
    """Tell whether a label names a document, and the address only a site."""
    path = _SCHEME.sub("", url).partition("/")[2]
    if path or "?" in url or len(words(label)) < _MANY_WORDS:
        return False
    return bool(_facts().documents.search(fold(label)))


def names_document(label: str) -> bool:
    """Tell whether a label reads like a source's: who, then a document, and no sentence."""
    who, comma, what = label.partition(", ") if ", " in label else label.partition(": ")
    short = bool(comma) and len(who.split()) < _MANY_WORDS + 2 and len(what) < _TITLE
    return (
        short
        and not label.rstrip().endswith((".", "!", "?"))
        and bool(_facts().documents.search(fold(what)))
    )


def _shared(citations: list[Citation]) -> Iterator[Citation]:
    """Mark an address that stood under quite another label before: probably a slip."""
    labels: dict[str, list[frozenset[str]]] = {}
    for citation in citations:
        said = frozenset(words(citation.label))
        if citation.url is None or not said:
            yield citation
            continue
        before = labels.setdefault(citation.url, [])
        slipped = bool(before) and not any(_alike(said, one) for one in before)
        before.append(said)
        del before[_MANY_WORDS:]
        defects = (*citation.defects, Defect.SHARED_URL)
        yield replace(citation, defects=defects) if slipped else citation


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) > _ALIKE * min(len(one), len(other))
