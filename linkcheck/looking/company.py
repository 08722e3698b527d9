"""Citations of one article that end at the same page, though they cite different ones.

A site that has lost its old pages often sends all of their addresses to one. Seen alone, each
might be a page that moved; seen together, they show that it is none of them. Findings that may be
such are held back until the last citation of their article on the same site is there, so that it
does not matter which came first; all others pass at once.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from linkcheck import urls
from linkcheck.looking.control import controlled, is_doubtful
from linkcheck.model import Response, Signal, SignalKind, Verdict
from linkcheck.text import clean, fold
from linkcheck.verdicts import Facts, convincing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from linkcheck.looking.account import Account
    from linkcheck.model import Citation, Document, Finding, Page

_OPEN = frozenset({Verdict.REVIEW, Verdict.MISMATCH})
"""Verdicts that company may change."""
_AT_MOST = 0.5
"""A page that is more likely than not what a label promises may be where several pages went."""
_ALIKE = 80
"""From which likeness on (of 100) two labels name one page: nobody wonders that both lead there."""
_MOST, _LOOKED_AT = 3, 50
_DETAIL = 120


@dataclass(frozen=True, slots=True)
class Held:
    """A finding with its place in the run, and what else leads to its page."""

    number: int
    document: Document
    finding: Finding
    signals: tuple[Signal, ...] = ()


@dataclass(slots=True)
class _Group:
    """The citations of one article on one site: how many are to come, and who waits for them."""

    left: int
    held: list[Held] = field(default_factory=list)


@dataclass(slots=True)
class _Article:
    """An article under way, kept until its last citation is there; groups by site."""

    document: Document
    left: int
    groups: dict[str, _Group]


class Company:
    """Holds findings back while company may come; ``ready`` are those that may be told."""

    def __init__(self) -> None:
        self._articles: dict[int, _Article] = {}
        self.ready: deque[Held] = deque()

    def join(self, number: int, document: Document, finding: Finding) -> None:
        """Take a finding in; every one of a run must come, whatever was found."""
        held = Held(number, document, finding)
        if len(document.citations) <= 1:
            self.ready.append(held)
            return
        key = id(document)
        article = self._articles.get(key) or self._articles.setdefault(key, _begun(document))
        article.left -= 1
        if not article.left:
            del self._articles[key]
        self._seat(held, article.groups)

    def leave(self) -> Iterator[Held]:
        """All that are still waiting, as they are: the run is over, and nobody else will come."""
        yield from self.ready
        for article in self._articles.values():
            for group in article.groups.values():
                yield from group.held

    def _seat(self, held: Held, groups: dict[str, _Group]) -> None:
        site = _site(held.finding.citation)
        group = groups.get(site)
        waits = group is not None and _may_be_lost(held.finding)
        (group.held if group and waits else self.ready).append(held)
        if group is None:
            return
        group.left -= 1
        if not group.left:
            del groups[site]
            self.ready.extend(_told(group.held))


def _begun(document: Document) -> _Article:
    sites = Counter(map(_site, document.citations))
    several = {site: _Group(count) for site, count in sites.items() if site and count > 1}
    return _Article(document, len(document.citations), several)


def _site(citation: Citation) -> str:
    """A key for the site of a citation, "" for none; made for each one of a long run, twice."""
    rest = (citation.url or "").partition("://")[2]
    return _domain(rest.partition("/")[0].rpartition("@")[2].partition(":")[0].lower())


@lru_cache(maxsize=4096)
def _domain(host: str) -> str:
    return urls.registrable_host(host) if host else ""


def _may_be_lost(finding: Finding) -> bool:
    """Tell whether a redirect led to a page that is not known to be the right one."""
    outcome, match = finding.outcome, finding.match
    return (
        finding.verdict in _OPEN
        and isinstance(outcome, Response)
        and bool(outcome.redirects)
        and finding.page is not None
        and bool(finding.citation.label)
        and not urls.same_page(outcome.url, outcome.final_url)
        and not convincing(match)
        and (match is None or match.score < _AT_MOST)
    )


def _told(held: Sequence[Held]) -> Iterator[Held]:
    """Each finding with the others that lead to its page, whatever the order they came in."""
    by_target: dict[str, list[Held]] = defaultdict(list)
    for one in sorted(held, key=lambda one: (one.finding.citation.label, one.number)):
        by_target[_target(one)].append(one)
    for one in held:
        others = by_target[_target(one)][:_LOOKED_AT]
        yield replace(one, signals=tuple(_others(one, others)))


def _others(held: Held, group: Sequence[Held]) -> Iterator[Signal]:
    """What else leads to the page of a finding, told by label: other addresses, other words."""
    told = [held]
    for other in group:
        if all(map(_differs(other), told)):
            told.append(other)
            label = clean(other.finding.citation.label, _DETAIL)
            yield Signal(SignalKind.SHARED_TARGET, label)
        if len(told) > _MOST:
            return


def _differs(other: Held) -> Callable[[Held], bool]:
    mine = other.finding.citation

    def differs(one: Held) -> bool:
        its = one.finding.citation
        alike = fuzz.token_set_ratio(fold(mine.label), fold(its.label)) >= _ALIKE
        return not alike and not urls.same_page(mine.url or "", its.url or "")

    return differs


def _target(held: Held) -> str:
    page: Page | None = held.finding.page
    return urls.request_key(page.url) if page else ""


async def in_company(held: Held, account: Account) -> Facts:
    """What is known of a finding, with the others that lead to its page.

    They are a hint that the page is none: if nothing else was, an invented address is asked for,
    with what the citation's account has left.
    """
    finding = held.finding
    page, outcome, match = finding.page, finding.outcome, finding.match
    assert page is not None  # noqa: S101 (findings without a page are not held back)
    assert isinstance(outcome, Response)  # noqa: S101 (the same)
    known = is_doubtful(outcome.url, page, match)
    page = replace(page, signals=(*page.signals, *held.signals))
    if not (known or account.is_spent or held.signals[1:]):
        page = await controlled(outcome, page, match, account)
    return Facts(finding.citation, finding.expected, outcome=outcome, page=page, match=match)
