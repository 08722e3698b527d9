"""One citation on its way: hop after hop, each asked for in turn, until there is an outcome."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import httpx

from linkcheck import events, urls
from linkcheck.fetch.deadlines import Deadline
from linkcheck.fetch.exchange import REDIRECTS, Answer, Exchange
from linkcheck.fetch.guard import refusal
from linkcheck.fetch.headers import request_headers
from linkcheck.fetch.politeness import HostClosedError
from linkcheck.fetch.redirects import follow
from linkcheck.fetch.retry import TOO_MANY_REQUESTS, Patience, tries
from linkcheck.fetch.secrets import headers_for
from linkcheck.fetch.troubles import Trouble
from linkcheck.fetch.validators import Validators, conditions
from linkcheck.model import Failure, FailureKind, Hop, Response

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence
    from datetime import datetime

    from linkcheck.events import Listener
    from linkcheck.fetch.policy import FetchPolicy
    from linkcheck.fetch.politeness import Politeness
    from linkcheck.fetch.sharing import Sharing
    from linkcheck.model import Outcome
    from linkcheck.urls import Address

_MAX_COOKIES = 8_192
"""Bytes of a Cookie header; servers refuse more."""
_NO_BODY = httpx.ByteStream(b"")
"""Given to httpx, so that it does not work out headers for a body that there is not."""


async def anything(_address: Address) -> bool:
    """Allow every page: the robots.txt itself, for one."""
    return True


@dataclass(frozen=True, slots=True)
class Means:
    """What all trips of a fetcher share."""

    policy: FetchPolicy
    transport: httpx.AsyncBaseTransport
    room: Callable[[], Awaitable[None]]
    politeness: Politeness
    sharing: Sharing
    listener: Listener
    clock: Callable[[], float]
    sleep: Callable[[float], Awaitable[None]]
    random: Callable[[], float]
    now: Callable[[], datetime]
    allows: Callable[[Address], Awaitable[bool]] = anything


class Trip:
    """Fetches one URL once. Cookies live as long as the trip, which a cookie wall needs.

    ``known``: the page is asked for only if it is not the known one any more. ``begun``: others
    wait for what this leads to, so it goes before who has not begun.
    """

    def __init__(
        self,
        url: str,
        languages: Sequence[str],
        means: Means,
        known: Validators | None = None,
        *,
        begun: bool = False,
    ) -> None:
        self._url = url
        self._known = known
        self._begun = begun
        self._languages = languages
        self._means = means
        self._deadline = Deadline(means.policy.deadline)
        self._patience = Patience(means.policy, self._deadline, random=means.random, now=means.now)
        self._cookies: httpx.Cookies | None = None
        self._hops: list[Hop] = []
        self._seen: set[tuple[str, str]] = set()
        self._exchange: Exchange | None = None
        self._body = b""
        self._address = urls.split(url)
        self._turn = ""
        self._started = means.clock()
        self._queued = 0.0

    async def run(self) -> Outcome:
        """Fetch the URL; trouble is a value."""
        if self._address is None:
            return self._failed(
                Trouble(FailureKind.REFUSED_BY_POLICY, "this is no http or https URL")
            )
        try:
            async with self._deadline:
                return await self._follow(self._address)
        except TimeoutError:
            return self._out_of_time()
        finally:
            self._let_go()

    async def _follow(self, address: Address) -> Outcome:
        while True:
            self._address = address
            refused = refusal(address, self._means.policy)
            if refused:
                return self._failed(Trouble(FailureKind.REFUSED_BY_POLICY, refused))
            if not await self._means.allows(address):
                return self._failed(Trouble(FailureKind.ROBOTS, f"robots.txt of {address.host}"))
            got = await self._ask(address)
            if tries(got, self._means.policy) > 1:
                got = await self._again(got, address)
            if isinstance(got, Answer) and got.status not in REDIRECTS:
                return self._answered(got, self._body)
            step = got if isinstance(got, Trouble) else self._step(address, got)
            if isinstance(step, Trouble):
                return self._failed(step)
            address = step

    async def _again(self, first: Answer | Trouble, address: Address) -> Answer | Trouble:
        """Ask until the answer is good or patience ends; most citations never need this."""
        known = [first]

        async def ask() -> Answer | Trouble:
            return known.pop() if known else await self._ask(address)

        retrying = self._patience.retrying(sleep=self._means.sleep, tell=self._tell_retry)
        got: Answer | Trouble = await retrying(ask)
        return got

    def _step(self, address: Address, answer: Answer) -> Address | Trouble:
        """The next address of a chain of redirects, or why it ends here."""
        url = urls.without_fragment(address.href)
        self._hops.append(Hop(answer.status, url))
        target = follow(address, answer.status, answer.location)
        if isinstance(target, Trouble):
            return target
        too_many = FailureKind.TOO_MANY_REDIRECTS
        if self._state(target) in self._seen:
            return Trouble(too_many, "the redirects lead round in a circle")
        most = self._means.policy.max_redirects
        if len(self._hops) > most or self._patience.requests >= self._means.policy.max_requests:
            return Trouble(too_many, f"still redirected after {len(self._hops)} hops")
        return target

    async def _ask(self, address: Address) -> Answer | Trouble:
        """Take a turn on the host and send one request."""
        self._turn = await self._means.sharing.name(address.host)
        queued_at = self._means.clock()
        try:
            with self._deadline.standing_still():
                begun = self._begun or self._patience.requests > 0
                await self._means.politeness.enter(self._turn, asked=address.host, begun=begun)
        except HostClosedError as closed:
            return Answer(closed.status, {"retry-after": str(math.ceil(closed.wait))})
        finally:
            self._queued += self._means.clock() - queued_at
        try:
            if not begun:
                with self._deadline.standing_still():
                    await self._means.room()
            return await self._send(address)
        finally:
            self._means.politeness.leave(self._turn)

    async def _send(self, address: Address) -> Answer | Trouble:
        request = self._request(address)
        self._seen.add(self._state(address))
        self._patience.requests += 1
        self._exchange = exchange = Exchange(self._means.transport, self._means.policy)
        got = await exchange.run(request)
        if isinstance(got, Answer):
            self._cookies = exchange.keep_cookies(self._cookies)
            asked = self._patience.asked_wait(got)
            if asked is not None:
                self._means.politeness.slow_down(self._turn, asked, got.status)
            self._body = got.body
            return replace(got, body=b"")
        return got

    def _let_go(self) -> None:
        """Drop what was read.

        Tenacity's state and this trip refer to each other, so both live until the garbage
        collector comes by; no page may wait for that.
        """
        self._body = b""
        self._exchange = None

    def _state(self, address: Address) -> tuple[str, str]:
        """What makes asking a second time the same: a cookie wall redirects to itself, once."""
        cookie = "" if self._cookies is None else self._request(address).headers.get("cookie", "")
        return (urls.without_fragment(address.href), cookie)

    def _request(self, address: Address) -> httpx.Request:
        wait = self._means.policy.timeout
        authority, target = _authority_and_target(address)
        secret = headers_for(self._means.policy.secrets, address.scheme, address.host)
        # What a secret opens may be another page for the next secret, under the same validators.
        known = None if secret else self._known
        request = httpx.Request(
            "GET",
            f"{address.scheme}://{authority}{target}",
            headers=[
                *request_headers(self._means.policy, authority, self._languages),
                *secret,
                *conditions(known, urls.without_fragment(address.href)),
            ],
            stream=_NO_BODY,
            # "target": the path as browsers send it; httpx would quote some letters once more.
            extensions={
                "timeout": {"connect": wait, "read": wait, "write": wait, "pool": None},
                "target": target.encode("ascii"),
            },
        )
        if self._cookies is not None:
            self._cookies.set_cookie_header(request)
            if len(request.headers.get("cookie", "")) > _MAX_COOKIES:
                del request.headers["cookie"]
        return request

    def _tell_retry(self, outcome: Answer | Trouble, wait: float) -> None:
        why = outcome.detail if isinstance(outcome, Trouble) else f"status {outcome.status}"
        if isinstance(outcome, Answer) and outcome.status == TOO_MANY_REQUESTS:
            self._means.politeness.slow_down(self._turn, wait, outcome.status)
        self._means.listener(events.Retrying(self._url, self._patience.retries, wait, why))

    # outcomes

    def _answered(self, answer: Answer, body: bytes) -> Response:
        final = self._address.href if self._address else self._url
        return Response(
            url=self._url,
            final_url=urls.without_fragment(final),
            status=answer.status,
            headers=answer.headers,
            body=body,
            redirects=tuple(self._hops),
            attempts=self._attempts,
            elapsed=self._elapsed,
            fetched_at=self._means.now(),
            truncated=answer.truncated,
            retry_after=self._patience.unkept,
        )

    def _failed(self, trouble: Trouble) -> Failure:
        return Failure(
            url=self._url,
            kind=trouble.kind,
            detail=trouble.detail,
            attempts=self._attempts,
            redirects=tuple(self._hops),
            elapsed=self._elapsed,
        )

    def _out_of_time(self) -> Outcome:
        """Make the best of what came: a page that drips has often said its title by now."""
        partial = self._exchange.partial if self._exchange else None
        if partial is not None:
            return self._answered(partial, partial.body)
        seconds = self._means.policy.deadline
        return self._failed(Trouble(FailureKind.TIMEOUT, f"no whole answer within {seconds:g} s"))

    @property
    def _attempts(self) -> int:
        return min(self._patience.requests, self._patience.retries + 1)

    @property
    def _elapsed(self) -> float:
        return max(0.0, self._means.clock() - self._started - self._queued)


def _authority_and_target(address: Address) -> tuple[str, str]:
    rest = urls.without_fragment(address.href).partition("://")[2]
    authority, slash, target = rest.partition("/")
    return authority, slash + target
