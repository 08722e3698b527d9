"""The words of the URL's path: sites name their pages there, often in the author's language."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import unquote

from linkcheck.matchers import tokens
from linkcheck.matchers.weights import evidence
from linkcheck.matchers.wording import overlap, site_words
from linkcheck.urls import split

if TYPE_CHECKING:
    from collections.abc import Iterable

    from linkcheck.matchers.claim import Claim
    from linkcheck.model import Evidence, Page

_EXTENSION = re.compile(r"\.[a-z]{2,5}$", re.IGNORECASE)
_FEWEST = 2
"""Words; a path with fewer names a section, not a page."""


def weigh(claim: Claim, page: Page) -> Iterable[Evidence]:
    """Compare the label with the words of the path that the page was finally found under."""
    slug = slug_of(page.url)
    named = [token for token in tokens.tokens(slug) if token.weight and token.folded.isalpha()]
    if len(named) < _FEWEST:
        return
    found = overlap(tokens.tokens(claim.text), slug, site_words(page))
    shared = tokens.whole(
        claim.text,
        (t.written for t in found.shared if t.weight >= 0.4),  # noqa: PLR2004 (more than a common word)
    )
    if shared:
        yield evidence("slug-words", found.both, words=shared)


@lru_cache(maxsize=1024)
def slug_of(url: str) -> str:
    """The last telling part of a URL's path, as words; "" if there is none."""
    address = split(url)
    if address is None:
        return ""
    parts = [_EXTENSION.sub("", unquote(part)) for part in address.path.split("/")]
    spoken = [re.sub(r"[-_+.,]+", " ", part) for part in parts]
    return max(spoken[-2:], key=lambda part: sum(char.isalpha() for char in part), default="")
