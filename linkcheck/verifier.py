"""The flow of one article: citation, fetch, page, match, ruling, repairs, finding.

This is the only orchestration. Everything it calls is either pure or the fetcher.
"""

from __future__ import annotations

import asyncio
import logging
import sys
import time
from collections import Counter
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from linkcheck import expectations, fetch, repairs, sources, urls, verdicts
from linkcheck._version import __version__
from linkcheck.config import Config
from linkcheck.describing import Describer, processes
from linkcheck.errors import LinkcheckError
from linkcheck.events import Checked, Finished, Started, silence
from linkcheck.fetch.policy import DOMAIN
from linkcheck.leniency import Leniency
from linkcheck.looking import Means, look, substitutes, tipping
from linkcheck.matchers import Claim
from linkcheck.model import Defect, Failure, Finding, Message, Report, Verdict
from linkcheck.pace import collector, turns
from linkcheck.verdicts import Facts, judge

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from linkcheck.events import Listener
    from linkcheck.fetch import Fetches
    from linkcheck.looking.account import Account
    from linkcheck.matchers.meaning import Model
    from linkcheck.model import Citation, Document, Expectation, Outcome, Repair
    from linkcheck.stored.cache import Cache
    from linkcheck.stored.journal import Journal
    from linkcheck.verdicts import Ruling

    Job = tuple[Document, Citation]

_log = logging.getLogger(__name__)

_PLACES = 6
"""Citations of one host under way at once, for each request that the host gets at once: some
wait to ask again, some are being read."""
_LEAD_KEPT = 100
"""Characters of a page's text that its finding keeps."""
_HEADERS_KEPT = ("content-type", "last-modified")
_UNFETCHABLE = frozenset({Defect.NO_URL, Defect.OFFLINE_WORK, Defect.TRUNCATED_URL})
_REPAIRABLE = frozenset({Verdict.GONE, Verdict.MOVED, Verdict.MISMATCH, Verdict.UNREACHABLE})
_ARCHIVED = frozenset({Verdict.GONE, Verdict.MISMATCH, Verdict.UNREACHABLE, Verdict.BLOCKED})
"""Verdicts at which archives are asked for a copy."""


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

        self._model = _model(self._config.meaning) if self._config.meaning else None
        self._leniency = Leniency(self._config)

    async def verify(self, documents: Sequence[Document], *, partial: bool = False) -> Report:
        """Verify every citation of the documents; findings keep their order.

        ``partial``: when cancelled, report what is finished instead of raising.
        """
        started, clock = datetime.now(UTC), time.monotonic()
        jobs = [(document, citation) for document in documents for citation in document.citations]
        found: list[Finding | None] = [None] * len(jobs)

        def keep(number: int, finding: Finding) -> None:
            found[number] = finding
            self._listener(Checked(finding))

        self._listener(self._started(jobs))
        interrupted = False
        try:
            await self._run(jobs, keep, len(jobs))
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
            report = replace(report, better=self._leniency.better(documents, report.findings))
        self._listener(Finished(report))
        return report

    async def stream(self, jobs: Iterable[Job], tell: Callable[[Finding], None]) -> None:
        """Verify citations as they come, and tell each finding once it is there.

        Nothing is kept, so memory stays flat however many they are; some thousands are read
        ahead. Findings come in the order in which they are finished.
        """
        await self._run(jobs, lambda _number, finding: tell(finding), sys.maxsize)

    def _started(self, jobs: Sequence[Job]) -> Started:
        hosts = Counter(host for _, citation in jobs if (host := self._waits_at(citation)))
        waiting = tuple(hosts.most_common())
        slowest, count = waiting[0] if waiting else ("", 0)
        least = count * self._config.fetch.delay
        return Started(len(jobs), len(hosts), slowest, least, waiting)

    async def _means(self, stack: AsyncExitStack, count: int) -> Means:
        describer = Describer(
            processes(1 if self._config.jobs is None else self._config.jobs, count)
        )
        file = self._config.resume
        return Means(
            describer=await stack.enter_async_context(describer),
            fetcher=await self._fetcher(stack, describer),
            journal=stack.enter_context(_journal(file, self._config)) if file else None,
            cache=self._cache(stack),
            allowance=self._config.fetch.allowance,
            is_live=self._given is not None or self._config.replay is None,
        )

    def _cache(self, stack: AsyncExitStack) -> Cache | None:
        file = self._config.cache
        if file is None or self._config.untrusted:
            return None
        from linkcheck.stored.cache import Cache  # noqa: PLC0415 (loads SQLite, which few runs need)

        return stack.enter_context(Cache(file, self._config, self._listener))

    async def _fetcher(self, stack: AsyncExitStack, describer: Describer) -> Fetches:
        """The fetcher of this run: the given one, a recording, or the network (and a recorder)."""
        if self._given is not None:
            return self._given
        if self._config.replay is not None:
            return fetch.Replayer(self._config.replay)
        network: Fetches = await stack.enter_async_context(
            fetch.Fetcher(self._config.fetch, listener=self._listener, room=describer.room)
        )
        if self._config.budget is not None:
            network = fetch.Budget(network, self._config.budget)
        return fetch.Recorder(network, self._config.record) if self._config.record else network

    async def _run(
        self, jobs: Iterable[Job], keep: Callable[[int, Finding], None], count: int
    ) -> None:
        """Start jobs host by host, the host with most work first, and keep what they find."""
        async with AsyncExitStack() as stack:
            means = await self._means(stack, count)
            stack.enter_context(collector.resting())

            async def work(number: int, job: Job) -> None:
                keep(number, self._leniency.apply(job[0], await self._settled(*job, means)))

            places = _PLACES * self._config.fetch.per_host
            await turns.in_turn(jobs, work, host=lambda job: self._waits_at(job[1]), places=places)

    def _waits_at(self, citation: Citation) -> str:
        """The host, or domain, by which a citation waits its turn, "" if nobody is asked."""
        address = urls.split(citation.url) if citation.url else None
        if not address or _UNFETCHABLE.intersection(citation.defects):
            return ""
        is_shared = self._config.fetch.polite_to == DOMAIN
        return urls.registrable_host(address.host) if is_shared else address.host

    async def _settled(self, document: Document, citation: Citation, means: Means) -> Finding:
        """What the journal knows, or what is found now, committed before anybody hears of it."""
        journal = means.journal
        known = journal.find(document, citation) if journal else None
        if known is not None:
            return known
        finding = await self._lately(document, citation, means)
        if journal:
            journal.keep(document, finding)
        return finding

    async def _lately(self, document: Document, citation: Citation, means: Means) -> Finding:
        """What the cache knows, or what is found now."""
        cache, url = means.cache, citation.url
        if cache is None or url is None:
            return await self._check(document, citation, means)
        known = cache.find(document, citation, self._expected.get(urls.request_key(url)))
        if known is not None:
            return known
        finding = await self._check(document, citation, means)
        cache.keep(document, finding)
        return finding

    async def _check(self, document: Document, citation: Citation, means: Means) -> Finding:
        """One citation behind a barrier: a bug of ours is a finding, and stops nothing else."""
        try:
            return await self._find(document, citation, means)
        except LinkcheckError:
            raise
        except Exception as error:  # noqa: BLE001 (the one barrier against bugs of our own)
            _log.exception("internal error at %s", citation.url)
            ruling = verdicts.internal_error(error)
            return _finding(document, Facts(citation), ruling, ())

    async def _find(self, document: Document, citation: Citation, means: Means) -> Finding:
        account = means.account
        facts = await self._gather(document, citation, account)
        ruling = judge(facts)
        if self._model is not None and tipping.is_open(facts, ruling):
            claim = self._claim(document, citation, facts.expected)
            facts = await tipping.tipped(facts, claim, self._model)
            ruling = judge(facts)
        proposed = await self._repairs(document, facts, ruling.verdict, means, account)
        return _finding(document, facts, ruling, proposed)

    async def _repairs(
        self, document: Document, facts: Facts, verdict: Verdict, means: Means, account: Account
    ) -> tuple[Repair, ...]:
        """What could stand in a citation's place; archives are asked where nothing else will do."""
        lost, names = verdict in _REPAIRABLE, self._config.archives
        claim = self._claim(document, facts.citation, facts.expected)
        tried = await substitutes.moves(document, claim, account) if lost else []
        found = repairs.suggest(facts, tried) if lost or facts.citation.unwrapped_url else ()
        if verdict not in _ARCHIVED or any(repair.safe for repair in found):
            return found
        copies = await substitutes.copies(names, facts, document, claim, means)
        return repairs.suggest(facts, tried, copies)

    async def _gather(self, document: Document, citation: Citation, account: Account) -> Facts:
        url = citation.url
        if url is None or _UNFETCHABLE.intersection(citation.defects) or not urls.split(url):
            return Facts(citation)
        expected = self._expected.get(urls.request_key(url))
        if not self._config.wants(url, citation.section):
            return Facts(citation, expected, excluded=Message.of("reasons.excluded_by_user"))
        claim = self._claim(document, citation, expected)
        outcome, page, matched = await look(url, claim, document, account)
        return Facts(citation, expected, outcome=outcome, page=page, match=matched)

    def _claim(self, document: Document, citation: Citation, expected: Expectation | None) -> Claim:
        facts = citation.bibliography
        return Claim(
            text=expected.title if expected else citation.label,
            title=facts.title if facts and not expected else "",
            url=citation.url or "",
            language=document.language,
            published=document.published,
            strict=expected is not None,
        )


def _model(name: str) -> Model:
    from linkcheck.matchers.meaning import Model  # noqa: PLC0415 (few runs have one)

    return Model(name)


def _journal(file: Path, config: Config) -> Journal:
    from linkcheck.stored.journal import Journal  # noqa: PLC0415 (loads SQLite, which few runs need)

    return Journal(file, config)


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
