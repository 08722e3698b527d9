"""What is kept of a citation once it is judged: a run may have a hundred thousand of them."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from linkcheck.model import Failure, Finding

if TYPE_CHECKING:
    from collections.abc import Mapping

    from linkcheck.model import Citation, Document, Outcome, Repair
    from linkcheck.verdicts import Facts, Ruling

_LEAD_KEPT = 100
"""Characters of a page's text that its finding keeps."""
_HEADERS_KEPT = ("content-type", "last-modified")


def conclude(
    document: Document, facts: Facts, ruling: Ruling, proposed: tuple[Repair, ...]
) -> Finding:
    """The finding on one citation, without what nobody asks for once it is judged."""
    return Finding(
        document=document.name,
        citation=facts.citation,
        verdict=ruling.verdict,
        reason=ruling.reason,
        message=ruling.message,
        confidence=ruling.confidence,
        evidence=facts.match.evidence if facts.match else (),
        outcome=_slim(facts.outcome, facts.citation),
        page=replace(facts.page, lead=facts.page.lead[:_LEAD_KEPT]) if facts.page else None,
        match=facts.match,
        expected=facts.expected,
        repairs=proposed,
    )


def _slim(outcome: Outcome | None, citation: Citation) -> Outcome | None:
    """What a finding keeps of an answer: a run may have a hundred thousand of them."""
    url = citation.url or ""
    if outcome is None or outcome.url != url or isinstance(outcome, Failure):
        return outcome
    kept = tuple((name, outcome.headers[name]) for name in _HEADERS_KEPT if name in outcome.headers)
    final = url if outcome.final_url == url else outcome.final_url
    return replace(outcome, url=url, final_url=final, body=b"", headers=_shared(kept))


@lru_cache(maxsize=500)
def _shared(headers: tuple[tuple[str, str], ...]) -> Mapping[str, str]:
    """The same headers once in memory, however many answers have them."""
    return MappingProxyType(dict(headers))
