"""Asking whether a page has changed, by every kind of fetcher."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from fetch.fetching import policy
from web import Answer

from linkcheck.fetch import Budget, Fetcher, Watched
from linkcheck.fetch.validators import Validators
from linkcheck.model import Failure, FailureKind, Response

if TYPE_CHECKING:
    from collections.abc import Sequence

    from web import Request, Web

    from linkcheck.model import Outcome

URL = "https://amt.lab/1"
KNOWN = Validators(URL, '"v1"')


def answer(request: Request) -> Answer:
    return Answer(status=304) if request.headers.get("if-none-match") == '"v1"' else Answer("here")


class Plain:
    """A source of pages that knows of no conditions."""

    def __init__(self, outcome: Outcome | None = None) -> None:
        self.outcome = outcome or Response(URL, URL, 200, {}, b"here")

    async def fetch(self, url: str, *, languages: Sequence[str] = ()) -> Outcome:
        assert (url, list(languages)) == (URL, ["de"])
        return self.outcome


def statuses(*outcomes: Outcome | None) -> list[int | None]:
    return [one.status if isinstance(one, Response) else None for one in outcomes]


def test_one_condition_is_asked_once_and_answers_nobody_who_set_none(web: Web) -> None:
    web.add(URL, answer)

    async def story() -> list[Outcome]:
        async with Fetcher(policy(web, delay=0)) as fetcher:
            first = await asyncio.gather(
                fetcher.renew(URL, KNOWN), fetcher.renew(URL + "#part", KNOWN)
            )
            return [*first, await fetcher.renew(URL, KNOWN), await fetcher.fetch(URL)]

    outcomes = asyncio.run(story())

    assert statuses(*outcomes) == [304, 304, 304, 200]
    assert [one.url for one in outcomes[:2]] == [URL, URL + "#part"]
    assert len(web.requests) == 2


def test_a_page_that_is_under_way_or_known_is_not_asked_for_again(web: Web) -> None:
    web.add(URL, answer)

    async def story() -> list[Outcome]:
        async with Fetcher(policy(web, delay=0)) as fetcher:
            plain = asyncio.create_task(fetcher.fetch(URL))
            await asyncio.sleep(0)
            return [await fetcher.renew(URL, KNOWN), await plain, await fetcher.renew(URL, KNOWN)]

    assert statuses(*asyncio.run(story())) == [200, 200, 200]
    assert len(web.requests) == 1


def test_a_page_that_has_changed_serves_whoever_fetches_it(web: Web) -> None:
    web.add(URL, answer)

    async def story() -> list[Outcome]:
        async with Fetcher(policy(web, delay=0)) as fetcher:
            return [await fetcher.renew(URL, Validators(URL, '"v0"')), await fetcher.fetch(URL)]

    assert statuses(*asyncio.run(story())) == [200, 200]
    assert len(web.requests) == 1


def test_who_knows_of_no_conditions_is_asked_none() -> None:
    async def story() -> tuple[Outcome, Outcome | None]:
        return (
            await Budget(_Any(), 60.0).renew(URL, KNOWN, languages=["de"]),
            await Watched(_Any()).renew(URL, KNOWN, languages=["de"]),
        )

    in_full, nothing = asyncio.run(story())

    assert statuses(in_full) == [200]
    assert nothing is None


class _Any(Plain):
    async def fetch(
        self, url: str, *, languages: Sequence[str] = (), allowance: object = None
    ) -> Outcome:
        assert allowance is None
        return await super().fetch(url, languages=languages)


def test_what_there_was_no_time_for_is_seen_of_each_citation_apart() -> None:
    late = Plain(Failure(URL, FailureKind.OUT_OF_TIME, "over"))
    silent = Plain(Failure(URL, FailureKind.TIMEOUT, "silent"))

    async def cut(source: Plain) -> tuple[bool, bool]:
        watched = Watched(source)  # type: ignore[arg-type]  # a source that knows no allowance
        await watched.fetch(URL, languages=["de"])
        return watched.cut, watched.anew().cut

    assert asyncio.run(cut(late)) == (True, False)
    assert asyncio.run(cut(silent)) == (False, False)
