"""Where a redirect led: to the front page, or somewhere up or aside on the same site."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from linkcheck import urls
from linkcheck.model import Signal, SignalKind
from linkcheck.pages.sites import is_home_name
from linkcheck.text import clean, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linkcheck.pages.signals.seen import Seen
    from linkcheck.urls import Address

_ERROR_PATH = re.compile(
    r"/(?:(?:error|errors|fehler|erreur)?[-_/]?404|page[-_]?not[-_]?found|not[-_]?found|notfound"
    r"|seite[-_]nicht[-_]gefunden|errordoc|error)(?:[/._-]|$)",
    re.IGNORECASE,
)
_TELLING = 4
"""Letters from which a word of a path tells one page from another."""
_DETAIL = 200


def detect(seen: Seen) -> Iterator[Signal]:
    """Compare where we asked with where we ended."""
    url, final_url = seen.response.url, seen.response.final_url
    if final_url != url:
        yield from _moved(url, final_url)
    if _only_site_name(seen) and not urls.is_home(url):
        yield Signal(SignalKind.SITE_NAME_ONLY, clean(seen.titles[0].text, _DETAIL))


def _moved(url: str, final_url: str) -> Iterator[Signal]:
    asked, final = urls.split(url), urls.split(final_url)
    if asked is None or final is None or urls.is_home(url) or urls.same_page(url, final_url):
        return
    if urls.is_home(final_url):
        yield Signal(SignalKind.REDIRECT_HOME, clean(final_url, _DETAIL))
    elif _is_lost(asked, final):
        yield Signal(SignalKind.LOST_PATH, clean(final_url, _DETAIL))


def _is_lost(asked: Address, final: Address) -> bool:
    """Tell whether the path was given up: an error's address, an ancestor, or nothing in common."""
    if _ERROR_PATH.search(final.path) and not _ERROR_PATH.search(asked.path):
        return True
    if urls.registrable_host(asked.host) != urls.registrable_host(final.host):
        return False
    before, after = _steps(asked.path), _steps(final.path)
    if len(after) >= len(before) or asked.query or final.query:
        return False
    return after == before[: len(after)] or not _telling(before[-1]) & set().union(
        *map(_telling, after)
    )


def _steps(path: str) -> list[str]:
    return [step for step in path.lower().split("/") if step]


def _telling(step: str) -> set[str]:
    """The words and numbers of a step that tell pages apart."""
    return {word for word in words(step.rpartition(".")[0] or step) if len(word) >= _TELLING}


def _only_site_name(seen: Seen) -> bool:
    """Tell whether all that the page calls itself is the site's name, or "home"."""
    texts = [title.text for title in seen.titles]
    return bool(texts) and all(seen.site.is_name(text) or is_home_name(text) for text in texts)
