"""Running a story from a program that is not asynchronous."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Coroutine

T = TypeVar("T")


def to_its_end(story: Coroutine[None, None, T]) -> T:
    """What :func:`asyncio.run` does, whatever the size of the result.

    In the end asyncio looks at the handler of Ctrl-C. Python's ``signal`` then words an error that
    nobody sees, three times, with the ``repr`` of the task and of its result: for a report with a
    thousand findings that is 3.5 MB of text and 0.06 s each time, and so on in proportion.
    """
    results: list[T] = []

    async def kept() -> None:
        results.append(await story)

    asyncio.run(kept())
    return results[0]
