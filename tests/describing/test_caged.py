from __future__ import annotations

import asyncio
import io
import json
import resource
import signal
import subprocess
import sys
import zlib
from typing import TYPE_CHECKING, Any

import pytest
from pdfs import joined, pdf_with, simple

from linkcheck.describing import caged
from linkcheck.describing.caged import Cage, describe, needs_cage, serve
from linkcheck.frozen import freeze, thaw
from linkcheck.model import Page, Response, SignalKind

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

URL = "http://a.example/paper.pdf"
BOMB = pdf_with(zlib.compress(bytes(300_000_000), 9))
"""A page that unpacks to 300 MB."""


def _play(story: Callable[[Cage], Awaitable[Any]]) -> Any:  # noqa: ANN401 (a story's own)
    async def whole() -> object:
        cage = Cage()
        try:
            return await story(cage)
        finally:
            await cage.aclose()

    return asyncio.run(whole())


def _why(page: Page) -> list[str]:
    return [signal.detail for signal in page.signals if signal.kind is SignalKind.UNREADABLE]


@pytest.mark.parametrize(
    ("body", "kind", "needed"),
    [
        (b"%PDF-1.7", "text/html", True),
        (b"x", "application/pdf", True),
        (b"<!doctype html><p>", "application/pdf", False),
        (b"<title>x", "text/html", False),
    ],
)
def test_only_pdf_is_read_in_a_cage(body: bytes, kind: str, *, needed: bool) -> None:
    assert needs_cage(Response(URL, URL, 200, {"content-type": kind}, body)) is needed


def test_one_process_reads_file_after_file() -> None:
    async def story(cage: Cage) -> tuple[list[str], int]:
        titles = [(await cage.read(URL, simple(title))).title for title in ("One paper", "Another")]
        first = cage._process
        await cage.read(URL, simple("A third"))
        return titles, int(cage._process is first)

    assert _play(story) == (["One paper", "Another"], 1)


def test_a_bomb_is_a_page_that_could_not_be_read_and_the_next_file_is_read() -> None:
    async def story(cage: Cage) -> list[Page]:
        return [await cage.read(URL, body) for body in (simple("Before"), BOMB, simple("After"))]

    before, bomb, after = _play(story)

    assert (before.title, after.title) == ("Before", "After")
    assert not bomb.lead
    assert _why(bomb)


def test_a_process_that_does_not_answer_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(caged, "PATIENCE", 0.05)
    monkeypatch.setattr(caged, "_WORDS", "import time; time.sleep(600)")

    async def story(cage: Cage) -> tuple[Page, object]:
        return await cage.read(URL, simple("Never")), cage._process

    page, process = _play(story)

    assert _why(page) == ["TimeoutError"]
    assert process is None


@pytest.mark.parametrize(
    "words", ["", "print(1)", "print('{}')", "print('x' * 9_000_000)", "import os; os._exit(3)"]
)
def test_what_answers_nonsense_is_not_believed(monkeypatch: pytest.MonkeyPatch, words: str) -> None:
    monkeypatch.setattr(caged, "_WORDS", words)

    page = _play(lambda cage: cage.read(URL, simple("Never")))

    assert _why(page)


def test_the_process_does_not_know_our_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LINKCHECK_HEADERS", "a.example Authorization: Bearer secret")
    monkeypatch.setattr(
        caged,
        "_WORDS",
        "import os; from linkcheck.frozen import freeze; from linkcheck.model import Page;"
        " print(freeze(Page(' '.join(os.environ))))",
    )

    page = _play(lambda cage: cage.read(URL, simple("x")))

    assert "LINKCHECK_HEADERS" not in page.url


def test_being_cancelled_ends_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(caged, "_WORDS", "import time; time.sleep(600)")

    async def story(cage: Cage) -> object:
        reading = asyncio.create_task(cage.read(URL, simple("x")))
        while cage._process is None:  # noqa: ASYNC110 (nobody tells when a process has started)
            await asyncio.sleep(0.01)
        reading.cancel()
        await asyncio.gather(reading, return_exceptions=True)
        return cage._process

    assert _play(story) is None


def test_lack_of_memory_left_by_another_file_is_not_blamed_on_this_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told = iter(["first", "MemoryError", "third"])
    answers = {
        "first": Page("first"),
        "MemoryError": caged._unreadable("second", "MemoryError"),
        "third": Page("third"),
    }

    async def ask(self: Cage, _url: str, _body: bytes) -> Page:
        self._process = self._process or await asyncio.create_subprocess_exec(
            sys.executable, "-c", ""
        )
        return answers[next(told)]

    monkeypatch.setattr(Cage, "_ask", ask)

    async def story(cage: Cage) -> list[str]:
        return [(await cage.read(URL, b"")).url for _ in range(2)]

    assert _play(story) == ["first", "third"]


# inside


def test_files_are_served_one_after_the_other() -> None:
    bodies = [simple("One"), b"%PDF-1.7 nothing"]
    asked = b"".join(
        json.dumps({"url": URL, "size": len(body)}).encode() + b"\n" + body for body in bodies
    )
    answered = io.BytesIO()

    serve(io.BytesIO(asked), answered)

    first, second = (thaw(line) for line in answered.getvalue().decode().splitlines())
    assert first == describe(URL, bodies[0])
    assert second.has(SignalKind.UNREADABLE)


def test_a_file_gets_so_much_computing_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(caged, "CPU_SECONDS", 0.002)

    assert _why(describe(URL, simple("x", b"1 0 0 1 0 0 cm " * 26_000))) == ["TimeoutError"]


_LIMITED = """
from linkcheck.describing.caged import main
main()
import resource
print(resource.getrlimit(resource.RLIMIT_DATA))
"""


def test_ctrl_c_is_not_for_the_process_that_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    limits: list[object] = []
    handlers: list[object] = []
    monkeypatch.setattr(resource, "setrlimit", lambda *limit: limits.append(limit))
    monkeypatch.setattr(signal, "signal", lambda *handler: handlers.append(handler))
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO()))
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO()))

    caged.main()

    assert handlers == [(signal.SIGINT, signal.SIG_IGN)]
    assert limits == [(resource.RLIMIT_DATA, (caged.MEMORY, caged.MEMORY))]


def test_the_process_limits_its_memory_and_serves_until_its_input_ends() -> None:
    done = subprocess.run(  # noqa: S603 (our own words)
        [sys.executable, "-c", _LIMITED],
        input=b"", capture_output=True, check=True,
    )  # fmt: skip

    assert done.stdout.decode().strip() == str((caged.MEMORY, caged.MEMORY))


def test_an_answer_is_data() -> None:
    assert thaw(freeze(describe(URL, simple("A paper")))).title == "A paper"
    assert joined([b"<< >>"]).startswith(b"%PDF")
