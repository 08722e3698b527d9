from __future__ import annotations

import asyncio
import re
import tracemalloc
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from web import SILENCE, Answer

from linkcheck import (
    Ahead,
    Checked,
    Citation,
    CitationPolicy,
    Config,
    Defect,
    Document,
    Event,
    Failure,
    FailureKind,
    FetchPolicy,
    Finding,
    Finished,
    Hop,
    Outcome,
    RepairKind,
    Report,
    Response,
    Severity,
    Span,
    Started,
    Verdict,
    Verifier,
    verify,
)
from linkcheck.wording import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from web import Request, Web

PAGE = (
    '<html lang="de"><head><title>{title} | Amt</title><meta property="og:title" content="{title}">'
    "</head><body><main><h1>{title}</h1><p>{text}</p></main></body></html>"
)
TEXT = "Das Amt berichtet ausführlich über den Hafen und seine Brücken. " * 20
LABEL = "Bericht über den Hafen und seine Brücken"


def _page(title: str, text: str = TEXT) -> str:
    return PAGE.format(title=title, text=text)


def _citation(url: str | None, label: str = LABEL, *defects: Defect) -> Citation:
    return Citation(label, url, Span(1, 1, 1, 2), defects=defects)


def _document(*citations: Citation, name: str = "a.txt") -> Document:
    return Document(name, "de", citations=citations)


def _within(web: Web, **limits: Any) -> Config:  # noqa: ANN401 (any field of the policy)
    config = _config(web)
    return replace(config, fetch=replace(config.fetch, **limits))


def _config(web: Web, **changes: object) -> Config:
    policy = FetchPolicy(connect_to=web.address, ca_file=web.ca_file, delay=0.0)
    return Config(fetch=policy, **changes)  # type: ignore[arg-type]  # changes are a test's own


def _verify(config: Config, *documents: Document) -> Report:
    return asyncio.run(Verifier(config).verify(documents))


def test_a_page_that_is_what_its_label_says_is_verified(web: Web) -> None:
    web.page("https://amt.lab/hafen", _page(LABEL))
    (finding,) = _verify(_config(web), _document(_citation("https://amt.lab/hafen"))).findings

    assert finding.verdict is Verdict.VERIFIED
    assert finding.page is not None
    assert finding.page.title == LABEL
    assert isinstance(finding.outcome, Response)
    assert finding.outcome.body == b""


def test_findings_keep_the_order_of_documents_and_citations(web: Web) -> None:
    for number in range(6):
        web.page(f"https://amt{number}.lab/x", _page(LABEL))
    documents = [
        _document(*(_citation(f"https://amt{n}.lab/x") for n in group), name=str(group))
        for group in ((3, 1), (5, 0, 4))
    ]
    report = _verify(_config(web), *documents)

    assert [(one.document, one.citation.url) for one in report.findings] == [
        (document.name, citation.url) for document in documents for citation in document.citations
    ]
    assert [len(report.of(document)) for document in documents] == [2, 3]


@pytest.mark.parametrize(
    ("url", "defects", "verdict"),
    [
        (None, (Defect.NO_URL,), Verdict.INCOMPLETE),
        (None, (Defect.OFFLINE_WORK,), Verdict.SKIPPED),
        ("https://amt.lab/cut", (Defect.TRUNCATED_URL,), Verdict.INCOMPLETE),
        ("https://ex ample.lab/", (Defect.MALFORMED_URL,), Verdict.INVALID),
        ("ftp://amt.lab/x", (), Verdict.INVALID),
    ],
)
def test_what_cannot_be_fetched_is_judged_without_the_network(
    web: Web, url: str | None, defects: tuple[Defect, ...], verdict: Verdict
) -> None:
    (finding,) = _verify(_config(web), _document(_citation(url, LABEL, *defects))).findings

    assert finding.verdict in {verdict, Verdict.SKIPPED}
    assert web.connections == 0


def test_what_the_user_excludes_is_not_fetched(web: Web, tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text("Quellen:\nEins: https://amt.lab/a\n", "utf-8")
    policy = FetchPolicy(connect_to=web.address)
    config = Config(policy, exclude=(re.compile("amt"),))
    (finding,) = verify([str(article)], config).findings

    assert (finding.verdict, finding.reason) == (Verdict.SKIPPED, "excluded")
    assert web.connections == 0


def test_one_address_is_fetched_once_however_often_it_is_cited(web: Web) -> None:
    web.page("https://amt.lab/hafen", _page(LABEL))
    urls = ["https://amt.lab/hafen", "https://amt.lab/hafen#teil", "HTTPS://AMT.LAB:443/hafen"]
    report = _verify(_config(web), _document(*map(_citation, urls)))

    assert report.counts[Verdict.VERIFIED] == 3
    assert len(web.requests) == 1


def test_a_page_that_sends_its_readers_on_is_followed(web: Web) -> None:
    web.page(
        "https://amt.lab/alt", '<meta http-equiv="refresh" content="0; url=/neu"><p>weiter</p>'
    )
    web.page("https://amt.lab/neu", _page(LABEL))
    (finding,) = _verify(_config(web), _document(_citation("https://amt.lab/alt"))).findings

    assert finding.page is not None
    assert finding.page.title == LABEL
    assert finding.outcome is not None
    assert [hop.url for hop in finding.outcome.redirects] == ["https://amt.lab/alt"]


def test_a_page_that_sends_its_readers_round_in_circles_ends(web: Web) -> None:
    for here, there in (("a", "b"), ("b", "a")):
        web.page(
            f"https://amt.lab/{here}",
            f'<meta http-equiv="refresh" content="0; url=/{there}"><p>x</p>',
        )
    report = _verify(_config(web), _document(_citation("https://amt.lab/a")))

    assert report.counts[Verdict.VERIFIED] == 0


def test_a_successor_is_proposed_when_the_page_there_matches(web: Web) -> None:
    old = "https://www.whitehouse.gov/briefing-room/statements-releases/2023/04/26/hafen/"
    new = "https://bidenwhitehouse.archives.gov/briefing-room/statements-releases/2023/04/26/hafen/"
    web.page(old, _page("Page not found", "Nothing is here."), status=404)
    web.page(new, _page(LABEL))
    (finding,) = _verify(_config(web), _document(_citation(old))).findings

    assert finding.verdict is Verdict.GONE
    assert [(repair.url, repair.safe) for repair in finding.repairs] == [(new, True)]


def _copy(web: Web, url: str, body: str, archive: str = "web.archive.org/web") -> str:
    """Keep a copy in an archive that answers by a redirect; where a person sees it."""
    web.redirect(
        f"https://{archive}/20230503120000id_/{url}", f"/web/20230504101500id_/{url}", status=302
    )
    web.page(f"https://{archive}/20230504101500id_/{url}", body)
    return f"https://{archive}/20230504101500/{url}"


def test_an_archive_is_asked_for_a_copy_of_a_page_that_is_gone(web: Web) -> None:
    url = "https://amt.lab/hafen"
    web.page(url, _page("Page not found", "Nothing is here."), status=404)
    shown = _copy(web, url, _page(LABEL))
    config = replace(_config(web), archives=("wayback",))
    document = replace(_document(_citation(url)), published=date(2023, 5, 3))
    (finding,) = _verify(config, document).findings

    assert finding.verdict is Verdict.GONE
    assert [(one.kind, one.url, one.safe) for one in finding.repairs] == [
        (RepairKind.SNAPSHOT, shown, True)
    ]


@pytest.mark.parametrize("body", [_page("Weather", "It rains."), None])
def test_an_archive_that_holds_another_page_or_nothing_proposes_nothing(
    web: Web, body: str | None
) -> None:
    url = "https://amt.lab/hafen"
    web.page(url, _page("Page not found", "Nothing is here."), status=404)
    if body:
        _copy(web, url, body)
    else:
        web.page(f"https://web.archive.org/web/20230503120000id_/{url}", "none", status=404)
    config = replace(_config(web), archives=("wayback",))
    document = replace(_document(_citation(url)), published=date(2023, 5, 3))

    assert _verify(config, document).findings[0].repairs == ()


def test_no_archive_is_asked_about_a_page_that_is_right(web: Web) -> None:
    web.page("https://amt.lab/hafen", _page(LABEL))
    config = replace(_config(web), archives=("wayback", "arquivo"))
    (finding,) = _verify(config, _document(_citation("https://amt.lab/hafen"))).findings

    assert finding.verdict is Verdict.VERIFIED
    assert {one.host for one in web.requests} == {"amt.lab"}


class _Broken:
    """A fetcher of somebody else's, with a bug."""

    async def fetch(self, url: str, *, languages: Sequence[str] = (), **_: object) -> Outcome:
        if "bug" in url:
            raise RuntimeError(f"no {languages}")
        return Failure(url, FailureKind.TIMEOUT, "silent")


def test_a_bug_is_a_finding_and_stops_nothing_else(caplog: pytest.LogCaptureFixture) -> None:
    urls = ["https://amt.lab/bug", "https://amt.lab/x"]
    verifier = Verifier(fetcher=_Broken())
    report = asyncio.run(verifier.verify([_document(*map(_citation, urls))]))

    assert [one.verdict for one in report.findings] == [Verdict.REVIEW, Verdict.UNREACHABLE]
    assert report.findings[0].reason == "internal-error"
    assert report.fails(Severity.WARNING)
    assert "RuntimeError" in caplog.text


class _Endless:
    """A fetcher that answers one address and leaves the others waiting."""

    async def fetch(self, url: str, *, languages: Sequence[str] = (), **_: object) -> Outcome:
        if not url.endswith("/0"):
            await asyncio.Event().wait()
        return Failure(url, FailureKind.TIMEOUT, f"silent {len(languages)}")


@pytest.mark.parametrize("partial", [True, False])
def test_a_cancelled_run_reports_what_is_finished_if_asked(partial: bool) -> None:  # noqa: FBT001 (a table)
    async def interrupted() -> Report:
        events: list[Event] = []
        finished = asyncio.Event()

        def listen(event: Event) -> None:
            events.append(event)
            if isinstance(event, Checked):
                finished.set()

        verifier = Verifier(fetcher=_Endless(), listener=listen)
        document = _document(*(_citation(f"https://amt.lab/{n}") for n in range(3)))
        run = asyncio.create_task(verifier.verify([document], partial=partial))
        await finished.wait()
        run.cancel()
        return await run

    if partial:
        report = asyncio.run(interrupted())
        assert report.interrupted
        assert [one.citation.url for one in report.findings] == ["https://amt.lab/0"]
    else:
        with pytest.raises(asyncio.CancelledError):
            asyncio.run(interrupted())


def test_a_listener_hears_the_run_in_order(web: Web) -> None:
    web.page("https://amt.lab/hafen", _page(LABEL))
    events: list[Event] = []
    verifier = Verifier(_config(web), listener=events.append)
    citations = (_citation("https://amt.lab/hafen"), _citation(None, LABEL, Defect.NO_URL))
    report = asyncio.run(verifier.verify([_document(*citations)]))

    waiting = (("amt.lab", 1),)
    assert events[0] == Started(2, 1, "amt.lab", 0.0, waiting, needs=(("amt.lab", 0.0),))
    heard = [one.finding for one in events if isinstance(one, Checked)]
    assert sorted(heard, key=report.findings.index) == list(report.findings)
    assert events[-1] == Finished(report)


def test_a_thousand_citations_over_a_hundred_hosts_are_all_reported_politely(web: Web) -> None:
    def answer(request: Request) -> Answer:
        return Answer(_page(f"Bericht {request.target[1:]}", TEXT * 20))

    for host in range(100):
        web.site(f"amt{host}.lab", answer)
    urls = [f"http://amt{n % 100}.lab/{n}" for n in range(1_000)]
    policy = FetchPolicy(connect_to=web.address, delay=0.02)
    document = _document(*(_citation(url, f"Bericht {url.rpartition('/')[2]}") for url in urls))
    report = _verify(Config(policy), document)

    assert len(report.findings) == 1_000
    assert report.counts[Verdict.VERIFIED] + report.counts[Verdict.REVIEW] == 1_000
    assert len(web.requests) == 1_000
    for host in range(100):
        starts = web.starts(f"amt{host}.lab")
        assert web.peak(f"amt{host}.lab") <= policy.per_host
        assert starts[-1] - starts[0] >= policy.delay * (len(starts) - 1) * 0.8


def test_memory_does_not_grow_with_the_pages_read(web: Web) -> None:
    body = f"{_page(LABEL)}<!--{'x' * 390_000}-->"
    for host in range(20):
        web.site(f"amt{host}.lab", Answer(body))

    def peak(count: int) -> int:
        document = _document(*(_citation(f"http://amt{n % 20}.lab/{n}") for n in range(count)))
        tracemalloc.start()
        _verify(_config(web), document)
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    peak(20)
    few, many = peak(200), peak(400)

    assert many - few < 200 * len(body) / 4


def test_all_links_are_verified_when_asked(web: Web, tmp_path: Path) -> None:
    web.page("https://amt.lab/hafen", _page(LABEL))
    article = tmp_path / "a.md"
    article.write_text(f"Siehe [{LABEL}](https://amt.lab/hafen).", "utf-8")
    config = _config(web, citations=CitationPolicy("all"))

    assert verify([str(article)], config).counts[Verdict.VERIFIED] == 1


class _Instant:
    """Fails every fetch at once."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    async def fetch(self, url: str, *, languages: Sequence[str] = (), **_: object) -> Outcome:
        self.asked.append(url)
        await asyncio.sleep(0)
        return Failure(url, FailureKind.TIMEOUT, f"silent {len(languages)}")


def test_a_stream_is_read_only_a_little_ahead_and_all_of_it_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("linkcheck.pace.turns.READY", 300)
    monkeypatch.setattr("linkcheck.pace.turns.WINDOW", 50)
    document = _document()
    read = told = ahead = 0

    def jobs() -> Iterator[tuple[Document, Citation]]:
        nonlocal read, ahead
        for number in range(3_000):
            read += 1
            ahead = max(ahead, read - told)
            yield document, _citation(f"https://amt{number % 40}.lab/{number}")

    def tell(finding: Finding) -> None:
        nonlocal told
        told += finding.verdict is Verdict.UNREACHABLE

    events: list[Event] = []
    verifier = Verifier(fetcher=_Instant(), listener=events.append)
    asyncio.run(verifier.stream(jobs(), tell))

    assert told == sum(isinstance(event, Checked) for event in events) == 3_000
    assert isinstance(events[0], Ahead)
    assert (events[0].so_far.citations, events[0].so_far.hosts) == (400, 40)
    assert events[0].so_far.least == 5.0
    assert ahead <= 300 + 200 + 50 + 1


def test_the_host_with_most_citations_is_asked_first() -> None:
    fetcher = _Instant()
    few = [_citation(f"https://few{number}.lab/") for number in range(30)]
    many = [_citation(f"https://many.lab/{number}") for number in range(30)]

    asyncio.run(Verifier(fetcher=fetcher).verify([_document(*few, *many)]))

    assert all("many" in url for url in fetcher.asked[:20])


def test_a_run_that_is_out_of_time_says_so_of_each_citation(web: Web) -> None:
    web.page("https://amt.lab/hafen", _page(LABEL))
    web.add("https://langsam.lab/", SILENCE)
    citations = (_citation("https://amt.lab/hafen"), _citation("https://langsam.lab/"))

    report = _verify(_config(web, budget=0.5), _document(*citations))

    assert [one.verdict for one in report.findings] == [Verdict.VERIFIED, Verdict.UNREACHABLE]
    assert say(report.findings[1].message) == (
        "No answer from langsam.lab. The time given to this run was over."
    )


def test_pages_are_read_in_processes_of_their_own_if_asked(web: Web) -> None:
    web.page("https://amt.lab/hafen", _page(LABEL))
    report = _verify(_config(web, jobs=2), _document(_citation("https://amt.lab/hafen")))

    assert report.counts[Verdict.VERIFIED] == 1


def test_who_has_used_up_the_time_of_a_citation_sends_readers_nowhere(web: Web) -> None:
    web.page("https://amt.lab/hafen", '<meta http-equiv="refresh" content="0; url=/neu">Weiter')

    (finding,) = _verify(
        _within(web, deadline=0.9), _document(_citation("https://amt.lab/hafen"))
    ).findings

    assert finding.outcome is not None
    assert finding.outcome.redirects == ()


def test_refreshes_share_the_requests_of_one_citation(web: Web) -> None:
    web.page("https://amt.lab/hafen", '<meta http-equiv="refresh" content="0; url=/b">Weiter')
    web.page("https://amt.lab/b", '<meta http-equiv="refresh" content="0; url=/c">Weiter')

    (finding,) = _verify(
        _within(web, max_requests=2), _document(_citation("https://amt.lab/hafen"))
    ).findings

    assert [request.target for request in web.requests] == ["/hafen", "/b"]
    assert finding.outcome is not None
    assert len(finding.outcome.redirects) == 1


def test_a_page_after_a_refresh_has_the_rest_of_the_time(web: Web) -> None:
    web.page("https://amt.lab/hafen", '<meta http-equiv="refresh" content="0; url=/b">Weiter')
    web.add("https://amt.lab/b", SILENCE)

    (finding,) = _verify(
        _within(web, deadline=1.5), _document(_citation("https://amt.lab/hafen"))
    ).findings

    assert isinstance(finding.outcome, Failure)
    assert finding.outcome.kind is FailureKind.TIMEOUT
    assert finding.outcome.redirects == (Hop(200, "https://amt.lab/hafen"),)


def test_a_finding_keeps_little_of_its_page(web: Web) -> None:
    web.add("https://amt.lab/hafen", Answer(_page(LABEL), headers={"X-Long": "x" * 9_000}))

    (finding,) = _verify(_config(web), _document(_citation("https://amt.lab/hafen"))).findings

    assert isinstance(finding.outcome, Response)
    assert finding.outcome.headers == {"content-type": "text/html; charset=utf-8"}
    assert finding.page is not None
    assert 0 < len(finding.page.lead) <= 100
