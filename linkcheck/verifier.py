"""The flow of one article: citation, fetch, page, match, ruling, repairs, finding.

This is the only orchestration. Everything it calls is either pure or the fetcher.
"""

from __future__ import annotations

import asyncio
import logging
import sys
import time
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from linkcheck import fetch, repairs, sources, urls, verdicts
from linkcheck._version import __version__
from linkcheck.config import Config
from linkcheck.describing import Describer, processes
from linkcheck.errors import LinkcheckError
from linkcheck.events import Checked, Finished, Started, silence
from linkcheck.fetch.policy import DOMAIN
from linkcheck.fetch.validators import validators
from linkcheck.leniency import Leniency
from linkcheck.looking import Means, look, renewing, substitutes, tipping
from linkcheck.looking.company import Company, in_company
from linkcheck.looking.findings import conclude
from linkcheck.matchers import Claim
from linkcheck.model import Defect, Finding, Message, Report, Verdict
from linkcheck.pace import collector, outlook, turns
from linkcheck.pace.running import to_its_end
from linkcheck.verdicts import Facts, judge

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from linkcheck.events import Listener
    from linkcheck.fetch import Fetches
    from linkcheck.looking.account import Account
    from linkcheck.looking.company import Held
    from linkcheck.matchers.meaning import Model
    from linkcheck.model import Citation, Document, Expectation, Repair
    from linkcheck.stored.cache import Cache
    from linkcheck.stored.journal import Journal

    Job = tuple[Document, Citation]

_log = logging.getLogger(__name__)

_PLACES = 6
"""Citations of one host under way at once, for each request that the host gets at once: some
wait to ask again, some are being read."""
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
    return to_its_end(Verifier(chosen, listener=listener).verify(documents))


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
            _expectations(self._config.expect) if self._config.expect else {}
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
        ahead. Findings come in the order in which they are finished. The listener hears what lies
        ahead as far as it was read (:class:`linkcheck.Ahead`), and of each finding.
        """

        def keep(_number: int, finding: Finding) -> None:
            tell(finding)
            self._listener(Checked(finding))

        ahead = outlook.Stream(self._config.fetch.delay_of, self._listener)
        await self._run(jobs, keep, sys.maxsize, ahead)

    def _started(self, jobs: Sequence[Job]) -> Started:
        turns = ((self._waits_at(citation), citation.url or "") for _, citation in jobs)
        return outlook.whole(turns, self._config.fetch.delay_of)

    async def _means(self, stack: AsyncExitStack, count: int) -> Means:
        describer = Describer(
            processes(1 if self._config.jobs is None else self._config.jobs, count)
        )
        file = self._config.resume
        return Means(
            describer=await stack.enter_async_context(describer),
            fetcher=fetch.Watched(await self._fetcher(stack, describer)),
            journal=stack.enter_context(_journal(file, self._config)) if file else None,
            cache=self._cache(stack),
            allowance=self._config.fetch.allowance,
            is_live=self._given is not None or self._config.replay is None,
        )

    def _cache(self, stack: AsyncExitStack) -> Cache | None:
        file = self._config.cache
        if file is None or self._config.untrusted or self._config.record:
            return None  # a recording is to hold every page
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
        self,
        jobs: Iterable[Job],
        keep: Callable[[int, Finding], None],
        count: int,
        ahead: turns.Ahead = turns.nobody,
    ) -> None:
        """Start jobs host by host, the host with most work first, and keep what they find."""
        async with AsyncExitStack() as stack:
            means = await self._means(stack, count)
            stack.enter_context(collector.resting())

            company = Company()

            def tell(held: Held, finding: Finding) -> None:
                keep(held.number, self._leniency.apply(held.document, finding))

            async def work(number: int, job: Job) -> None:
                company.join(number, job[0], await self._settled(*job, means))
                while company.ready:
                    held = company.ready.popleft()
                    told = held.finding
                    try:
                        told = await self._again(held, means)
                    finally:
                        tell(held, told)

            def places(host: str) -> int:
                return _PLACES * self._config.fetch.per_host_of(host)

            try:
                await turns.in_turn(
                    jobs, work, host=lambda job: self._waits_at(job[1]), places=places, ahead=ahead
                )
            finally:
                for held in company.leave():
                    tell(held, held.finding)

    def _waits_at(self, citation: Citation) -> str:
        """The host, or domain, by which a citation waits its turn, "" if nobody is asked."""
        address = urls.split(citation.url) if citation.url else None
        if not address or not citation.url or _UNFETCHABLE.intersection(citation.defects):
            return ""
        if not self._config.wants(citation.url, citation.section):
            return ""
        is_shared = self._config.fetch.polite_to == DOMAIN
        return urls.registrable_host(address.host) if is_shared else address.host

    async def _settled(self, document: Document, citation: Citation, means: Means) -> Finding:
        """What the journal knows, or what is found now, committed before anybody hears of it."""
        journal = means.journal
        known = journal.find(document, citation) if journal else None
        if known is not None:
            return known
        means = replace(means, fetcher=means.fetcher.anew())
        finding = await self._check(document, citation, means)
        if journal and not means.fetcher.cut:
            journal.keep(document, finding)
        return finding

    async def _lately(
        self, document: Document, citation: Citation, means: Means
    ) -> tuple[Finding | None, Means]:
        """What the cache knows and may still be said; and the means to find out what it does not.

        A finding that its server confirms is kept anew, from the day on which its page was read.
        """
        cache, url = means.cache, citation.url
        if cache is None or url is None:
            return None, means
        expected = self._expected.get(urls.request_key(url))
        known = cache.find(document, citation, expected)
        stale = None if known else cache.stale(document, citation, expected)
        if stale is None:
            return known, means
        claim = self._claim(document, citation, expected)
        found, means = await renewing.renewed(stale, claim, document, means)
        if found:
            cache.keep(document, found, stale.validators, stale.read)
        return found, means

    async def _check(self, document: Document, citation: Citation, means: Means) -> Finding:
        """One citation behind a barrier: a bug of ours is a finding, and stops nothing else."""
        try:
            return await self._find(document, citation, means)
        except LinkcheckError:
            raise
        except Exception as error:  # noqa: BLE001 (the one barrier against bugs of our own)
            _log.exception("internal error at %s", citation.url)
            ruling = verdicts.internal_error(error)
            return conclude(document, Facts(citation), ruling, ())

    async def _again(self, held: Held, means: Means) -> Finding:
        """A finding, judged again if others turned out to lead to its page."""
        if not held.signals:
            return held.finding
        try:
            account = means.account
            if held.finding.outcome:
                account.charge(held.finding.outcome)
            facts = await in_company(held, account)
            ruling = judge(facts)
            proposed = await self._repairs(held.document, facts, ruling.verdict, means, account)
            return conclude(held.document, facts, ruling, proposed)
        except LinkcheckError:
            raise
        except Exception:  # noqa: BLE001 (the same barrier: the finding stays as it was)
            _log.exception("internal error at %s", held.finding.citation.url)
            return held.finding

    async def _find(self, document: Document, citation: Citation, means: Means) -> Finding:
        known, means = await self._lately(document, citation, means)
        if known is not None:
            return known
        account = means.account
        facts = await self._gather(document, citation, account)
        ruling = judge(facts)
        if self._model is not None and tipping.is_open(facts, ruling):
            claim = self._claim(document, citation, facts.expected)
            facts = await tipping.tipped(facts, claim, self._model)
            ruling = judge(facts)
        proposed = await self._repairs(document, facts, ruling.verdict, means, account)
        finding = conclude(document, facts, ruling, proposed)
        if means.cache and not means.fetcher.cut:
            means.cache.keep(document, finding, validators(facts.outcome))
        return finding

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


def _expectations(file: Path) -> Mapping[str, Expectation]:
    from linkcheck import expectations  # noqa: PLC0415 (few runs have any)

    return expectations.load(file)


def _model(name: str) -> Model:
    from linkcheck.matchers.meaning import Model  # noqa: PLC0415 (few runs have one)

    return Model(name)


def _journal(file: Path, config: Config) -> Journal:
    from linkcheck.stored.journal import Journal  # noqa: PLC0415 (loads SQLite, which few runs need)

    return Journal(file, config)
