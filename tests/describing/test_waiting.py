from __future__ import annotations

import asyncio
import tempfile

import pytest

from linkcheck.describing.waiting import LARGE, Waiting
from linkcheck.model import Response

URL = "http://a.example/"


def _response(size: int) -> Response:
    return Response(URL, URL, 200, {}, bytes(size))


@pytest.mark.parametrize(("size", "lies"), [(LARGE, True), (LARGE - 1, False)])
def test_large_pages_wait_on_the_disk_and_come_back_whole(size: int, *, lies: bool) -> None:
    async def story() -> tuple[bool, Response]:
        waiting = Waiting(_response(size))
        await waiting.lie_down()
        return not waiting._response.body, await waiting.get_up()

    assert asyncio.run(story()) == (lies, _response(size))


def test_where_the_disk_is_full_a_page_waits_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    closed: list[bool] = []

    class Full:
        def write(self, _data: bytes) -> None:
            raise OSError(28, "No space left on device")

        def close(self) -> None:
            closed.append(True)

    monkeypatch.setattr(tempfile, "TemporaryFile", Full)

    async def story() -> Response:
        waiting = Waiting(_response(LARGE))
        await waiting.lie_down()
        return await waiting.get_up()

    assert asyncio.run(story()) == _response(LARGE)
    assert closed == [True]
