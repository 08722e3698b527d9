from __future__ import annotations

import asyncio
from itertools import permutations
from typing import TYPE_CHECKING, TypedDict

import pytest

from linkcheck import Citation, Config, Document, FetchPolicy, Finding, Span, Verdict, Verifier
from linkcheck.errors import LinkcheckError
from linkcheck.fetch import Fetches
from linkcheck.looking.company import Company
from linkcheck.looking.control import sibling
from linkcheck.model import Hop, Match, Message, Page, Response, SignalKind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Unpack

    from web import Web

    from linkcheck.fetch.policy import Allowance
    from linkcheck.model import Outcome

HOST = "https://port.lab"
ENDED = f"{HOST}/service/overview.html"
LABELS = (
    "Report on the new crane of the northern quay",
    "Minister opens school for young musicians",
    "Budget for lighthouses falls by half",
    "Herring prices reach record in spring",
)
NEWS = (
    "<html lang='en'><title>Town services</title><h1>Town services</h1><main><p>"
    + "The counter in the old hall is open on weekdays and gives advice on parking and waste. " * 12
    + "</p></main>"
)


class Options(TypedDict, total=False):
    """Where a page was finally found, and what was made of it."""

    final: str
    score: float
    verdict: Verdict


def cited(label: str, path: str) -> Citation:
    return Citation(label, f"{HOST}/{path}", Span(1, 1, 1, 2))


def article(*citations: Citation, name: str = "a.txt") -> Document:
    return Document(name, "en", citations=citations)


def finding(document: Document, citation: Citation, **options: Unpack[Options]) -> Finding:
    url, final = citation.url or "", options.get("final", ENDED)
    verdict, score = options.get("verdict", Verdict.REVIEW), options.get("score", 0.3)
    hops = (Hop(302, url),) if final != url else ()
    return Finding(
        document.name, citation, verdict, "undecided", Message.of("reasons.undecided"), 0.5,
        outcome=Response(url, final, 200, {}, b"", hops), page=Page(final), match=Match(score),
    )  # fmt: skip


def joined(document: Document, findings: list[Finding]) -> dict[str, list[str]]:
    """For each citation's label, the labels of the others that lead to its page."""
    company = Company()
    for number, one in enumerate(findings):
        company.join(number, document, one)
    told = {
        held.finding.citation.label: [signal.detail for signal in held.signals]
        for held in company.ready
    }
    assert len(company.ready) == len(list(company.leave())) == len(findings)
    return told


def test_citations_of_different_pages_that_end_at_one_tell_of_each_other() -> None:
    citations = [cited(label, f"{number}.html") for number, label in enumerate(LABELS[:2])]
    document = article(*citations)
    told = joined(document, [finding(document, one) for one in citations])
    assert told == {LABELS[0]: [LABELS[1]], LABELS[1]: [LABELS[0]]}


def test_it_does_not_matter_which_citation_came_first() -> None:
    citations = [cited(label, f"{number}.html") for number, label in enumerate(LABELS[:3])]
    document = article(*citations, cited(LABELS[3], "3.html"))
    last = finding(document, document.citations[3], final=f"{HOST}/3.html")
    found = [*(finding(document, one) for one in citations), last]
    told = [joined(document, list(order)) for order in permutations(found)]
    assert told[0][LABELS[0]] == sorted(LABELS[1:3])
    assert told[0][LABELS[3]] == []
    assert all(one == told[0] for one in told)


def test_what_cannot_change_passes_at_once() -> None:
    citations = [cited(label, f"{number}.html") for number, label in enumerate(LABELS[:3])]
    document = article(*citations)
    company = Company()
    company.join(0, document, finding(document, citations[0], verdict=Verdict.GONE))
    assert [held.number for held in company.ready] == [0]
    company.join(1, document, finding(document, citations[1]))
    assert [held.number for held in company.ready] == [0]
    company.join(2, document, finding(document, citations[2], final=f"{HOST}/2.html"))
    assert [held.number for held in company.ready] == [0, 2, 1]


@pytest.mark.parametrize(
    ("label", "path", "options"),
    [
        (LABELS[0] + ", 3 May 2023", "1.html", {}),
        (LABELS[1], "0.html#part-two", {}),
        (LABELS[1], "0.html?utm_source=mail", {}),
        (LABELS[1], "1.html", {"final": f"{HOST}/1.html"}),
        (LABELS[1], "1.html", {"final": f"{HOST}/another.html"}),
        (LABELS[1], "1.html", {"score": 0.6}),
        (LABELS[1], "1.html", {"verdict": Verdict.VERIFIED}),
        ("", "1.html", {}),
    ],
    ids=["alike", "fragment", "tracked", "not-sent-on", "elsewhere", "likely", "sure", "no-label"],
)
def test_company_is_other_pages_under_other_labels_that_are_not_right_there(
    label: str, path: str, options: Options
) -> None:
    first, second = cited(LABELS[0], "0.html"), cited(label, path)
    document = article(first, second)
    other = finding(document, second, **options)
    assert joined(document, [finding(document, first), other]) == {LABELS[0]: [], label: []}


def test_other_articles_and_other_sites_are_no_company() -> None:
    here = article(cited(LABELS[0], "0.html"), cited(LABELS[3], "3.html"))
    there = article(cited(LABELS[1], "1.html"), cited(LABELS[2], "2.html"), name="b.txt")
    company = Company()
    company.join(0, here, finding(here, here.citations[0]))
    company.join(1, there, finding(there, there.citations[0]))
    company.join(2, here, finding(here, here.citations[1], final=f"{HOST}/3.html"))
    company.join(3, there, finding(there, there.citations[1], final=f"{HOST}/2.html"))
    assert [held.signals for held in company.ready] == [()] * 4


def test_a_citation_without_an_address_or_alone_in_its_article_waits_for_nobody() -> None:
    alone = article(cited(LABELS[0], "0.html"))
    bare = Citation(LABELS[1], None, Span(2, 1, 2, 2))
    two = article(cited(LABELS[0], "0.html"), bare)
    company = Company()
    company.join(0, alone, finding(alone, alone.citations[0]))
    company.join(1, two, finding(two, two.citations[0]))
    company.join(2, two, finding(two, bare, final=f"{HOST}/x"))
    assert [held.number for held in company.ready] == [0, 1, 2]


def test_who_waits_when_a_run_ends_is_told_as_it_is() -> None:
    document = article(cited(LABELS[0], "0.html"), cited(LABELS[1], "1.html"))
    company = Company()
    company.join(0, document, finding(document, document.citations[0]))
    assert not company.ready
    assert [held.signals for held in company.leave()] == [()]


def checked(web: Web, count: int) -> list[Finding]:
    citations = [cited(label, f"docs/{number}.html") for number, label in enumerate(LABELS[:count])]
    for citation in citations:
        web.redirect(citation.url or "", ENDED)
    web.page(ENDED, NEWS)
    config = Config(
        archives=(), fetch=FetchPolicy(connect_to=web.address, ca_file=web.ca_file, delay=0.0)
    )
    return list(asyncio.run(Verifier(config).verify([article(*citations)])).findings)


def test_three_pages_that_became_one_are_gone(web: Web) -> None:
    findings = checked(web, 3)
    assert [one.verdict for one in findings] == [Verdict.GONE] * 3
    assert {one.reason for one in findings} == {"soft-404"}
    assert all(one.page and one.page.has(SignalKind.SHARED_TARGET) for one in findings)


def test_of_two_an_invented_address_decides(web: Web) -> None:
    for number in range(2):
        web.redirect(sibling(f"{HOST}/docs/{number}.html"), ENDED)
    findings = checked(web, 2)
    assert [one.verdict for one in findings] == [Verdict.GONE] * 2
    assert all(one.page and one.page.has(SignalKind.SIBLING_ALIKE) for one in findings)


def test_two_pages_that_became_one_on_a_site_that_knows_its_addresses_stay_open(web: Web) -> None:
    for number in range(2):
        web.page(sibling(f"{HOST}/docs/{number}.html"), "<title>Not found</title>", status=404)
    findings = checked(web, 2)
    assert all(one.verdict is not Verdict.GONE for one in findings)
    assert all(one.page and one.page.has(SignalKind.SHARED_TARGET) for one in findings)


class Sending(Fetches):
    """A site that sends every address to one page, and of which the other addresses break."""

    def __init__(self, *, error: Exception | None = None) -> None:
        self._error = error

    async def fetch(
        self, url: str, *, languages: Sequence[str] = (), allowance: Allowance | None = None
    ) -> Outcome:
        del languages, allowance
        if self._error and "/docs/0." not in url and "/docs/1." not in url:
            raise self._error
        return Response(
            url, ENDED, 200, {"content-type": "text/html"}, NEWS.encode(), (Hop(302, url),)
        )


def sent(fetcher: Fetches) -> list[Finding]:
    document = article(*(cited(label, f"docs/{at}.html") for at, label in enumerate(LABELS[:2])))
    verifier = Verifier(Config(archives=()), fetcher=fetcher)
    return list(asyncio.run(verifier.verify([document])).findings)


def test_a_bug_while_judging_again_leaves_the_findings_as_they_were() -> None:
    findings = sent(Sending(error=ZeroDivisionError("a bug")))
    assert all(one.verdict is not Verdict.GONE for one in findings)
    assert not any(one.page and one.page.has(SignalKind.SHARED_TARGET) for one in findings)


def test_what_the_user_can_put_right_ends_the_run_there_too() -> None:
    with pytest.raises(LinkcheckError):
        sent(Sending(error=LinkcheckError("no recording")))


def test_a_site_that_sends_invented_addresses_there_too_has_none_of_the_pages() -> None:
    assert [one.verdict for one in sent(Sending())] == [Verdict.GONE] * 2
