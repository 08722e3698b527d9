"""What is known of one citation when it is judged, and what a rule answers."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from linkcheck.model import (
    Citation,
    Expectation,
    Match,
    Message,
    Outcome,
    Page,
    Response,
    SignalKind,
    Verdict,
)


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything known of one citation. ``None``: not given, not fetched, not read, not compared.

    ``excluded`` says why configuration keeps the citation from being checked.
    """

    citation: Citation
    expected: Expectation | None = None
    excluded: Message | None = None
    outcome: Outcome | None = None
    page: Page | None = None
    match: Match | None = None

    @property
    def response(self) -> Response | None:
        """The server's answer, ``None`` if there was none."""
        return self.outcome if isinstance(self.outcome, Response) else None

    def shows(self, *kinds: SignalKind) -> bool:
        """Tell whether the page shows any of these signals."""
        return self.page is not None and self.page.has(*kinds)

    @property
    def title(self) -> str:
        """The page's title, "" if it has none or was not read."""
        return self.page.title if self.page else ""


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a rule decided: ``reason`` is its id, ``confidence`` how sure it is, 0 to 1."""

    verdict: Verdict
    reason: str
    message: Message
    confidence: float


Rule = Callable[[Facts], Ruling | None]
"""A rule decides, or leaves the citation to the rules after it (``None``)."""


_WORDS = frozenset({"wording", "words"})
"""Several words agree there; a date, a place or a number is one thing that many pages have."""


@cache
def thresholds() -> dict[str, float]:
    """From which score on a page is verified or a mismatch (``verdicts.toml``)."""
    read = tomllib.loads(files(__package__).joinpath("verdicts.toml").read_text("utf-8"))
    return {key: float(value) for key, value in read["thresholds"].items()}


def convincing(match: Match | None) -> bool:
    """Tell whether enough independent evidence says that the page is the one, and none against.

    The URL's own words are no witness: an address promises, the page must keep it.
    """
    if match is None or match.contradictions or match.score < thresholds()["verified"]:
        return False
    table = thresholds()
    if any(one.weight <= -table["doubt"] for one in match.evidence):
        return False  # however much agrees, somebody should look at what does not
    speaking: dict[str, float] = defaultdict(float)
    for one in match.evidence:
        if one.weight > 0 and one.source != "slug":
            speaking[one.source] += one.weight
    if max(speaking.values(), default=0.0) < table["leading"]:
        return False  # many small things are no evidence
    leading = {source for source, weight in speaking.items() if weight >= table["leading"]}
    heard = table["beside-place" if leading == {"places"} else "heard"]
    return sum(weight >= heard for weight in speaking.values()) > 1 or any(
        weight >= table["strong-words" if source in _WORDS else "strong"]
        for source, weight in speaking.items()
    )
