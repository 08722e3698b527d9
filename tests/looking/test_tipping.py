from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from linkcheck import Citation, Config, Document, FetchPolicy, Span, Verdict, Verifier
from linkcheck.errors import ConfigError
from linkcheck.looking.tipping import tipped
from linkcheck.matchers import Claim
from linkcheck.matchers.meaning import Model
from linkcheck.verdicts import Facts

if TYPE_CHECKING:
    from web import Web

    from linkcheck import Finding

LABEL = "Ein Abend am Meer"
PLACED = "Spaziergang durch Lissabon"
TITLE = "Nightfall over water"
PLACED_TITLE = "Streets of Portugal"
PAGE = '<html lang="en"><title>{0}</title><main><h1>{0}</h1><p>{1}</p></main>'
TEXT = "Waves and birds are all that one hears once the lamps are out along the pier. " * 5


def check(
    web: Web, meaning: str, label: str = LABEL, text: str = TEXT, title: str = TITLE
) -> Finding:
    web.page("https://amt.lab/x", PAGE.format(title, text))
    policy = FetchPolicy(connect_to=web.address, ca_file=web.ca_file, delay=0.0)
    citation = Citation(label, "https://amt.lab/x", Span(1, 1, 1, 2))
    verifier = Verifier(Config(fetch=policy, meaning=meaning))
    report = asyncio.run(verifier.verify([Document("a.txt", "de", citations=(citation,))]))
    (finding,) = report.findings
    return finding


@pytest.mark.parametrize(
    ("label", "title", "model", "verdict"),
    [
        (LABEL, TITLE, "", Verdict.REVIEW),
        (PLACED, PLACED_TITLE, "", Verdict.REVIEW),
        (LABEL, TITLE, "matchers.embedding:alike", Verdict.VERIFIED),
        (PLACED, PLACED_TITLE, "matchers.embedding:unlike", Verdict.MISMATCH),
    ],
)
def test_a_model_tips_what_is_undecided_either_way(
    web: Web, label: str, title: str, model: str, verdict: Verdict
) -> None:
    found = check(web, model, label, title=title)
    assert found.verdict is verdict
    assert found.match is not None
    assert [one.source for one in found.match.evidence].count("meaning") == bool(model)


def test_a_model_is_not_asked_where_a_contradiction_decided(web: Web) -> None:
    text = "Berlin, 12 May 2023. " + TEXT
    label, title = "Ein Abend am Meer, 3. Juli 2020", "Lamps along the pier"
    found = check(web, "matchers.embedding:never", label, text, title)
    assert found.verdict is Verdict.MISMATCH


def test_a_model_is_not_asked_where_the_rest_verified(web: Web) -> None:
    assert check(web, "matchers.embedding:never", TITLE).verdict is Verdict.VERIFIED


def test_facts_without_a_page_stay_as_they_are() -> None:
    facts = Facts(Citation("A", None, Span(1, 1, 1, 2)))
    model = Model("matchers.embedding:never")
    assert asyncio.run(tipped(facts, Claim("A"), model)) is facts


def test_a_model_that_is_not_there_is_told_before_anything_is_fetched() -> None:
    with pytest.raises(ConfigError, match="there is no model"):
        Verifier(Config(meaning="no_such_module:embed"))
