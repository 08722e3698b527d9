"""The flow of one article: citation, fetch, page, match, ruling, repairs, finding.

This is the only orchestration. Everything it calls is either pure or the fetcher.
"""

from __future__ import annotations

import asyncio
import logging
import time
from contextlib import AsyncExitStack, suppress
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from linkcheck import (
    accepted,
    baseline,
    expectations,
    fetch,
    repairs,
    sources,
    successors,
    urls,
    verdicts,
)
from linkcheck._version import __version__
from linkcheck.config import Config
from linkcheck.errors import LinkcheckError, ReplayError
from linkcheck.events import Checked, Finished, Started, silence
from linkcheck.matchers import Claim, match
from linkcheck.model import Defect, Failure, Finding, Hop, Message, Report, Response, Verdict
from linkcheck.pages import read_page
from linkcheck.verdicts import Facts, judge

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from linkcheck.events import Listener
    from linkcheck.fetch import Fetches
    from linkcheck.model import (
        Citation,
        Document,
        Expectation,
        Known,
        Match,
        Outcome,
        Page,
        Repair,
    )
    from linkcheck.verdicts import Ruling

_log = logging.getLogger(__name__)

_WINDOW = 1_000
"""Citations under way at once; most of them wait for their host's turn."""
_UNFETCHABLE = frozenset({Defect.NO_URL, Defect.OFFLINE_WORK, Defect.TRUNCATED_URL})
_REPAIRABLE = frozenset({Verdict.GONE, Verdict.MOVED, Verdict.MISMATCH, Verdict.UNREACHABLE})
_LARGE = 400_000
"""Bytes; describing a smaller page takes a few milliseconds, and done at once it holds back the
reading of more pages, so that they never pile up. A larger one would be felt by the others."""
_MAX_REFRESHES = 3


def verify(
    paths: Sequence[str], config: Config | None = None, *, listener: Listener = silence
) -> Report:
    """Verify the citations of the articles at these paths and wait for the result.

    Raises :class:`linkcheck.LinkcheckError` for what the user can put right; trouble on the
    network is a finding.
    """
    chosen = config or Config()
    documents = tuple(sources.documents(paths, chosen))
    return asyncio.run(Verifier(chosen, listener=listener).verify(documents))


class Verifier:
    """Verifies documents, by a configuration, with a fetcher of its own or a given one."""

    def __init__(
        self,
        config: Config | None = None,
        *,
        fetcher: Fetches | None = None,
        listener: Listener = silence,
    ) -> None:
        """Read what the configuration names; nothing is fetched before :meth:`verify`."""
        self._config = config or Config()
        self._given = fetcher
        self._listener = listener
        self._expected: Mapping[str, Expectation] = (
            expectations.load(self._config.expect) if self._config.expect else {}
        )

        self._known: Mapping[tuple[str, str], Known] = (
            baseline.load(self._config.baseline) if self._config.baseline else {}
        )

    async def verify(self, documents: Sequence[Document], *, partial: bool = False) -> Report:
        """Verify every citation of the documents; findings keep their order.

        ``partial``: when cancelled, report what is finished instead of raising.
        """
        started, clock = datetime.now(UTC), time.monotonic()
        jobs = [(document, citation) for document in documents for citation in document.citations]
        found: list[Finding | None] = [None] * len(jobs)
        self._listener(Started(len(jobs), _count_hosts(jobs)))
        interrupted = False
        try:
            async with AsyncExitStack() as stack:
                await self._run(jobs, found, await self._fetcher(stack))
        except asyncio.CancelledError:
            if not partial:
                raise
            interrupted = True
        report = Report(
            documents=tuple(documents),
            findings=tuple(finding for finding in found if finding is not None),
            started=started,
            elapsed=time.monotonic() - clock,
            version=__version__,
            interrupted=interrupted,
        )
        if not interrupted:
            outdone = baseline.better(self._known, documents, report.findings)
            report = replace(report, better=outdone)
        self._listener(Finished(report))
        return report

    async def _fetcher(self, stack: AsyncExitStack) -> Fetches:
        """The fetcher of this run: the given one, a recording, or the network (and a recorder)."""
        if self._given is not None:
            return self._given
        if self._config.replay is not None:
            return fetch.Replayer(self._config.replay)
        network = await stack.enter_async_context(
            fetch.Fetcher(self._config.fetch, listener=self._listener)
        )
        return fetch.Recorder(network, self._config.record) if self._config.record else network

    async def _run(
        self,
        jobs: Sequence[tuple[Document, Citation]],
        found: list[Finding | None],
        fetcher: Fetches,
    ) -> None:
        window = asyncio.Semaphore(_WINDOW)

        async def work(index: int, document: Document, citation: Citation) -> None:
            try:
                finding = self._tolerated(document, await self._check(document, citation, fetcher))
            finally:
                window.release()
            found[index] = finding
            self._listener(Checked(finding))

        try:
            async with asyncio.TaskGroup() as tasks:
                for index, (document, citation) in enumerate(jobs):
                    await window.acquire()
                    tasks.create_task(work(index, document, citation))
        except ExceptionGroup as group:
            raise group.exceptions[0] from None

    def _tolerated(self, document: Document, finding: Finding) -> Finding:
        """What people have decided about a finding: exceptions, and the baseline."""
        today = datetime.now(UTC).date()
        finding = accepted.apply(finding, document, self._config.accepted, today)
        return baseline.mark(finding, self._known)

    async def _check(self, document: Document, citation: Citation, fetcher: Fetches) -> Finding:
        """One citation behind a barrier: a bug of ours is a finding, and stops nothing else."""
        try:
            return await self._find(document, citation, fetcher)
        except LinkcheckError:
            raise
        except Exception as error:  # noqa: BLE001 (the one barrier against bugs of our own)
            _log.exception("internal error at %s", citation.url)
            ruling = verdicts.internal_error(error)
            return _finding(document, Facts(citation), ruling, ())

    async def _find(self, document: Document, citation: Citation, fetcher: Fetches) -> Finding:
        facts = await self._gather(document, citation, fetcher)
        ruling = judge(facts)
        proposed: tuple[Repair, ...] = ()
        if ruling.verdict in _REPAIRABLE:
            proposed = await self._repairs(document, facts, fetcher)
        return _finding(document, facts, ruling, proposed)

    async def _gather(self, document: Document, citation: Citation, fetcher: Fetches) -> Facts:
        url = citation.url
        if url is None or _UNFETCHABLE.intersection(citation.defects) or not urls.split(url):
            return Facts(citation)
        expected = self._expected.get(urls.request_key(url))
        if not self._config.wants(url, citation.section):
            return Facts(citation, expected, excluded=Message.of("reasons.excluded_by_user"))
        claim = self._claim(document, citation, expected)
        outcome, page, matched = await _look(url, claim, document, fetcher)
        return Facts(citation, expected, outcome=outcome, page=page, match=matched)

    def _claim(self, document: Document, citation: Citation, expected: Expectation | None) -> Claim:
        return Claim(
            text=expected.title if expected else citation.label,
            url=citation.url or "",
            language=document.language,
            published=document.published,
            strict=expected is not None,
        )

    async def _repairs(
        self, document: Document, facts: Facts, fetcher: Fetches
    ) -> tuple[Repair, ...]:
        """Try where the page may have gone; only what was fetched and matches is called safe."""
        citation = facts.citation
        claim = self._claim(document, citation, facts.expected)
        tried = []
        for candidate in successors.candidates(citation.url or "", document.published):
            # A recording need not hold what was never cited; without it, nothing is proposed.
            with suppress(ReplayError):
                tried.append((candidate, *await _look(candidate, claim, document, fetcher)))
        return repairs.suggest(facts, tried)


async def _look(
    url: str,
    claim: Claim,
    document: Document,
    fetcher: Fetches,
    refreshes: int = _MAX_REFRESHES,
) -> tuple[Outcome, Page | None, Match | None]:
    """Fetch a page, read it and hold it against the claim; its own refreshes are followed."""
    outcome = await fetcher.fetch(url, languages=_tongues(claim, document))
    if isinstance(outcome, Failure):
        return outcome, None, None
    if len(outcome.body) > _LARGE:
        page, matched = await asyncio.to_thread(_describe, outcome, claim)
    else:
        page, matched = _describe(outcome, claim)
    if page.refresh and refreshes and not urls.same_page(page.refresh, outcome.final_url):
        second = await _look(page.refresh, claim, document, fetcher, refreshes - 1)
        return _after(outcome, second[0]), *second[1:]
    return replace(outcome, body=b""), page, matched


def _describe(response: Response, claim: Claim) -> tuple[Page, Match | None]:
    page = read_page(response)
    return page, match(claim, page)


def _after(first: Response, second: Outcome) -> Outcome:
    """What a page's own refresh led to, told as one more redirect."""
    hops = (*first.redirects, Hop(first.status, first.final_url), *second.redirects)
    elapsed = first.elapsed + second.elapsed
    attempts = max(first.attempts, second.attempts)
    return replace(second, url=first.url, redirects=hops, elapsed=elapsed, attempts=attempts)


def _tongues(claim: Claim, document: Document) -> tuple[str, ...]:
    """The languages to ask for: the label's, the article's, then English."""
    tags = (claim.tongue, document.language, "en")
    return tuple(dict.fromkeys(tag for tag in tags if tag))


def _count_hosts(jobs: Sequence[tuple[Document, Citation]]) -> int:
    addresses = (urls.split(citation.url) for _, citation in jobs if citation.url)
    return len({address.host for address in addresses if address})


def _finding(
    document: Document, facts: Facts, ruling: Ruling, proposed: tuple[Repair, ...]
) -> Finding:
    return Finding(
        document=document.name,
        citation=facts.citation,
        verdict=ruling.verdict,
        reason=ruling.reason,
        message=ruling.message,
        confidence=ruling.confidence,
        evidence=facts.match.evidence if facts.match else (),
        outcome=facts.outcome,
        page=facts.page,
        match=facts.match,
        expected=facts.expected,
        repairs=proposed,
    )
