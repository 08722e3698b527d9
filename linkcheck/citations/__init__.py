"""Citations: the blocks of an article to its sections of sources, labels paired with URLs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from linkcheck.citations import addresses, pairing, sections
from linkcheck.citations.lines import lines_of
from linkcheck.citations.policy import CitationPolicy
from linkcheck.languages import guess
from linkcheck.model import Document

if TYPE_CHECKING:
    from collections.abc import Iterable

    from linkcheck.citations.lines import Line
    from linkcheck.model import Article

__all__ = ["CitationPolicy", "find"]

_SAMPLE = 20_000
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")


def find(name: str, article: Article, policy: CitationPolicy | None = None) -> Document:
    """Find the citations of an article; a document without any has no sections either."""
    wanted = (policy or CitationPolicy()).section
    lines = lines_of(article)
    found = sections.find(lines, wanted, article.base_url, whole=article.whole)
    citations = addresses.judge(citation for one in found for citation in pairing.pair(one))
    return Document(
        name=name,
        language=article.language or _language(article),
        published=article.published,
        citations=citations,
        sections=tuple(one.section for one in found),
        left_out=_count(lines) - sum(_count(one.lines) for one in found),
    )


def _count(lines: Iterable[Line]) -> int:
    return sum(len(line.mentions) for line in lines)


def _language(article: Article) -> str:
    sample = " ".join(block.text for block in article.blocks if not block.region)
    return guess(_ADDRESS.sub(" ", sample[:_SAMPLE]))
