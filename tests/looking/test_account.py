from __future__ import annotations

import asyncio
import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
import web as lab

from linkcheck import Citation, Config, Document, FetchPolicy, Span, Verifier
from linkcheck.describing import Describer
from linkcheck.fetch.policy import Allowance
from linkcheck.looking import account as accounts
from linkcheck.looking.account import Account
from linkcheck.looking.control import sibling
from linkcheck.matchers import Claim
from linkcheck.model import Failure, FailureKind, Response, SignalKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from web import Web

    from linkcheck.model import Outcome

URL = "https://port.lab/reports/cranes.html"
PAGE = Response(URL, URL, 200, {"content-type": "text/html"}, b"<title>Cranes</title><p>Text.")
CLAIM = Claim("Cranes", URL, "en")
WHOLE = Allowance(40.0, 12)


class Source:
    """A source of a user's own that takes its time, as it says."""

    def __init__(self, elapsed: float) -> None:
        self.elapsed = elapsed
        self.allowed: list[Allowance | None] = []

    async def fetch(
        self, url: str, *, languages: Sequence[str] = (), allowance: Allowance | None = None
    ) -> Outcome:
        self.allowed.append(allowance)
        assert isinstance(languages, tuple)
        return Failure(url, FailureKind.TIMEOUT, "", 1, elapsed=self.elapsed)


def test_what_is_fetched_is_charged_and_the_rest_is_allowed() -> None:
    source = Source(15.0)

    async def story() -> bool:
        account = Account(source, Describer(), WHOLE)
        for _ in range(3):
            await account.fetch(URL)
        return account.is_spent

    assert asyncio.run(story())
    assert source.allowed == [None, Allowance(25.0, 11), Allowance(10.0, 10)]


@pytest.mark.parametrize("is_live", [True, False])
def test_a_page_waits_to_be_read_no_longer_than_the_citation_has_time(
    monkeypatch: pytest.MonkeyPatch,
    is_live: bool,  # noqa: FBT001 (a table)
) -> None:
    monkeypatch.setattr(accounts, "LEAST", 0.05)

    async def story() -> tuple[bool, bool]:
        async with Describer() as describer:
            account = Account(Source(39.99), describer, WHOLE, reading_counts=is_live)
            await account.fetch(URL)
            async with describer._turns:
                reading = asyncio.create_task(account.describe(PAGE, CLAIM))
                await asyncio.wait([reading], timeout=0.3)
                held = not reading.done()
            page, _ = await reading
            return held, page.has(SignalKind.UNREADABLE)

    assert asyncio.run(story()) == ((False, True) if is_live else (True, False))


def test_a_pdf_waits_for_its_reader_no_longer_than_the_citation_has_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(accounts, "LEAST", 0.05)
    file = replace(PAGE, body=b"%PDF-1.7\n")

    async def story() -> list[str]:
        async with Describer() as describer:
            account = Account(Source(39.99), describer, WHOLE)
            await account.fetch(URL)
            async with describer._cage_turn:
                page, _ = await account.describe(file, CLAIM)
            return [signal.detail for signal in page.signals]

    assert asyncio.run(story()) == ["TimeoutError"]


def test_reading_takes_from_the_time_that_is_left() -> None:
    async def story() -> float:
        async with Describer() as describer:
            account = Account(Source(0.0), describer, WHOLE)
            await account.describe(PAGE, CLAIM)
            return account._left.seconds

    assert 0 < 40.0 - asyncio.run(story()) < 20.0


def test_a_control_request_and_a_refresh_share_the_citations_time(web: Web) -> None:
    lost = "The page you are looking for could not be found here. " + "Ships come and go. " * 40
    markup = f"<title>News</title><meta http-equiv=refresh content='0;url=/n'><main><p>{lost}"
    web.page(URL, markup)
    web.add(sibling(URL), lab.SILENCE)
    web.add("https://port.lab/n", lab.SILENCE)
    policy = FetchPolicy(
        connect_to=web.address, ca_file=web.ca_file, delay=0.0, deadline=1.5, timeout=1.4
    )
    citation = Citation("Report on the new bridge of Lisbon", URL, Span(1, 1, 1, 2))
    document = Document("a.txt", "en", citations=(citation,))
    began = time.monotonic()

    asyncio.run(Verifier(Config(fetch=policy)).verify([document]))

    assert time.monotonic() - began < 2.8
    assert [request.url for request in web.requests] == [URL, sibling(URL)]
