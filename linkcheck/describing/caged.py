"""Reading what parsers written in Python cannot be trusted with, in a process of little means.

A PDF of some kilobytes can ask for hundreds of megabytes or for minutes. It is read in a process
of its own, which gets two seconds of computing and some memory, holds none of our environment's
secrets, and is killed should it not answer. What it answers is data (:mod:`linkcheck.frozen`),
never a pickle: a reader that was taken over could not run anything here.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import signal
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, BinaryIO

from linkcheck.frozen import freeze, thaw
from linkcheck.model import Page, Response, Signal, SignalKind
from linkcheck.pages import media, read_page

if TYPE_CHECKING:
    from types import FrameType

_log = logging.getLogger(__name__)

CPU_SECONDS = 2.0
"""Seconds of computing for one file; the PDFs that articles cite take a tenth of one."""
_AGAIN = 0.5
"""Seconds until time is up once more, should a parser have caught that; long enough to answer."""
PATIENCE = 15.0
"""Seconds that an answer is waited for, should the process not even be able to give up."""
MEMORY = 52_000_000
"""Bytes of memory of its own that the process may have (not on every system)."""
_WORDS = "from linkcheck.describing.caged import main; main()"
_MAX_ANSWER = 4_000_000
_PASSED_ON = frozenset({"PATH", "SYSTEMROOT", "LD_LIBRARY_PATH", "PYTHONHOME", "TEMP", "TMPDIR"})


def needs_cage(response: Response) -> bool:
    """Tell whether a body is of a kind that is read in a cage."""
    return media.media_type(response) == media.PDF


class Cage:
    """A process that reads one file after the other; started when first needed."""

    def __init__(self) -> None:
        self._process: asyncio.subprocess.Process | None = None
        self._turn = asyncio.Lock()

    async def read(self, url: str, body: bytes) -> Page:
        """Describe a file; one that takes too much is a page that could not be read."""
        async with self._turn:
            used = self._process is not None
            page = await self._patiently(url, body)
            if used and _lacked_memory(page):  # what was read before may be to blame
                await self._end()
                page = await self._patiently(url, body)
            return page

    async def _patiently(self, url: str, body: bytes) -> Page:
        try:
            async with asyncio.timeout(PATIENCE):
                return await self._ask(url, body)
        except (OSError, ValueError, EOFError, asyncio.LimitOverrunError) as error:
            _log.info("%s broke its reader: %r", url, error)
            await self._end()
            return _unreadable(url, type(error).__name__)
        except BaseException:
            await self._end()
            raise

    async def aclose(self) -> None:
        """End the process."""
        async with self._turn:
            await self._end()

    async def _ask(self, url: str, body: bytes) -> Page:
        if self._process is None or self._process.returncode is not None:
            self._process = await _started()
        to, back = self._process.stdin, self._process.stdout
        assert to is not None  # noqa: S101 (for the type checker)
        assert back is not None  # noqa: S101 (the same)
        to.write(json.dumps({"url": url, "size": len(body)}).encode() + b"\n")
        to.write(body)
        await to.drain()
        page = thaw((await back.readuntil(b"\n")).decode("ascii"))
        if not isinstance(page, Page):
            raise ValueError("the answer is no page")  # noqa: TRY004 (it is data from outside)
        if _lacked_memory(page):
            await self._end()  # the next file gets a process with all its memory
        return page

    async def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        with suppress(ProcessLookupError):
            process.kill()
        if process.stdin is not None:
            process.stdin.close()
        await process.wait()


async def _started() -> asyncio.subprocess.Process:
    words = f"import sys; sys.path[:] = {sys.path!r}; {_WORDS}"
    return await asyncio.create_subprocess_exec(
        sys.executable, "-c", words,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env={name: os.environ[name] for name in _PASSED_ON if name in os.environ},
        limit=_MAX_ANSWER,
    )  # fmt: skip


# --- inside ------------------------------------------------------------------------------------


class _TooSlowError(BaseException):
    """Time is up; no parser's ``except Exception`` stops this one."""


def main() -> None:
    """Serve standard input until it ends, or until a file has used up what there is."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that we work for
    _limit_memory()
    serve(sys.stdin.buffer, sys.stdout.buffer)


def serve(asked: BinaryIO, answered: BinaryIO) -> None:
    """Answer each file with a page, as a line of JSON."""
    while head := asked.readline():
        about = json.loads(head)
        page = describe(about["url"], asked.read(about["size"]))
        answered.write(freeze(page).encode("ascii") + b"\n")
        answered.flush()


def describe(url: str, body: bytes) -> Page:
    """Describe a file within the time."""
    _start_clock(CPU_SECONDS)
    try:
        return read_page(Response(url, url, 200, {"content-type": media.PDF}, body))
    except _TooSlowError:
        return _unreadable(url, TimeoutError.__name__)
    except MemoryError:
        return _unreadable(url, MemoryError.__name__)
    finally:
        _start_clock(0)


def _start_clock(seconds: float) -> None:
    """Have :class:`_TooSlowError` raised after so much computing, and again if it is caught."""
    if hasattr(signal, "setitimer"):
        signal.signal(signal.SIGPROF, _give_up)
        signal.setitimer(signal.ITIMER_PROF, seconds, _AGAIN)


def _give_up(_number: int, _frame: FrameType | None) -> None:
    raise _TooSlowError


def _limit_memory() -> None:
    with suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 (not on Windows)

        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))


def _lacked_memory(page: Page) -> bool:
    return any(signal.detail == MemoryError.__name__ for signal in page.signals)


def _unreadable(url: str, why: str) -> Page:
    return Page(url, signals=(Signal(SignalKind.UNREADABLE, why),))
