"""Asking a model of sentences about pages that the rules leave undecided."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from linkcheck.matchers import combine
from linkcheck.matchers.meaning import weigh

if TYPE_CHECKING:
    from linkcheck.matchers import Claim
    from linkcheck.matchers.meaning import Model
    from linkcheck.verdicts import Facts, Ruling

_UNDECIDED = "undecided"


def is_open(facts: Facts, ruling: Ruling) -> bool:
    """Tell whether a model may speak: label and page were compared, and nothing decided."""
    return ruling.reason == _UNDECIDED and facts.match is not None and facts.page is not None


async def tipped(facts: Facts, claim: Claim, model: Model) -> Facts:
    """The facts with what the model says; it computes in a thread, as it takes a while."""
    match, page = facts.match, facts.page
    if match is None or page is None:
        return facts
    evidence = await asyncio.to_thread(weigh, claim, page, match.evidence, model)
    return replace(facts, match=combine(evidence))
