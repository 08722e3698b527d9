"""How the tests of this folder fetch: from the loopback web, in time that does not pass."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from fetch.timeline import Timeline

from linkcheck.events import silence
from linkcheck.fetch.client import Fetcher
from linkcheck.fetch.policy import FetchPolicy
from linkcheck.model import Failure, Response

if TYPE_CHECKING:
    from collections.abc import Sequence

    from web import Web

    from linkcheck.events import Listener
    from linkcheck.model import Outcome


def policy(web: Web, **settings: Any) -> FetchPolicy:  # noqa: ANN401 (any field of the policy)
    return FetchPolicy(**{"connect_to": web.address, "ca_file": web.ca_file, **settings})


def fetch_all(
    web: Web,
    urls: Sequence[str],
    *,
    timeline: Timeline | None = None,
    listener: Listener = silence,
    **settings: Any,  # noqa: ANN401 (any field of the policy)
) -> list[Outcome]:
    time = timeline or Timeline()

    async def story() -> list[Outcome]:
        fetcher = Fetcher(
            policy(web, **settings),
            listener=listener,
            clock=time.clock,
            sleep=time.sleep,
            now=time.now,
            random=lambda: 0.5,
        )
        async with fetcher:
            return await asyncio.gather(*(fetcher.fetch(url) for url in urls))

    return time.play(story())


def answered(web: Web, url: str, **settings: Any) -> Response:  # noqa: ANN401 (the same)
    [outcome] = fetch_all(web, [url], **settings)
    assert isinstance(outcome, Response), outcome
    return outcome


def failed(web: Web, url: str, **settings: Any) -> Failure:  # noqa: ANN401 (the same)
    [outcome] = fetch_all(web, [url], **settings)
    assert isinstance(outcome, Failure), outcome
    return outcome
