"""How fast, how right, how small: linkcheck, and lychee if it is there, on one loopback internet.

::

    python benchmarks/speed.py              # the table; takes some minutes
    python benchmarks/speed.py --seeds 3    # the first two comparisons on three internets
    python benchmarks/speed.py --smoke      # the same in small, under 20 s, with limits (for CI)
    python benchmarks/speed.py --stream 1000000   # only that: a million citations, by tenths

``BENCH_LYCHEE`` names lychee's program if it is not on the path. Compare ratios and CPU seconds,
not wall seconds, on a machine that others use too. Everything stays on 127.0.0.0/8.

“x limit” is the wall time over the least that anybody takes who knows beforehand what each link
will do; “x in order” is that over what a checker takes that knows nothing, and costs nothing
itself. Linkcheck is measured as it is installed: compiled, as an installer leaves it.
"""

from __future__ import annotations

import argparse
import asyncio
import atexit
import compileall
import json
import os
import platform
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import internet
from internet import Web, in_order, limit, link

from linkcheck import Citation, Config, Document, FetchPolicy, Span, Verifier
from linkcheck.fetch import Fetcher
from linkcheck.model import Response
from linkcheck.pace import collector
from linkcheck.pages import read_page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PER_HOST = 6
"""Requests at once to one host: lychee is told the same, and the limit assumes it."""
_LONG = 100_000
"""Links from which on a run tells how far it is."""
_DEAD = {"gone", "unreachable", "blocked", "skipped", "invalid", "incomplete"}
_ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Run:
    """What one run of a program took, and what it said of each link: alive or not."""

    seconds: float
    cpu: float
    memory: float
    said: dict[int, bool]


# --- side by side ----------------------------------------------------------------------------


def compare(web: Web) -> Iterator[dict[str, Any]]:
    """Run each program on an internet of its own; yield the rows of the table."""
    least, unknowing = limit(web, PER_HOST), in_order(web, PER_HOST)
    for name, run in (("linkcheck", run_linkcheck), ("lychee", run_lychee)):
        with origin(web) as seen:
            took = run(web)
        if took is None:
            continue
        truth = [link(web, number) for number in range(web.links)]
        right = sum(took.said.get(one.number) is one.alive for one in truth)
        wrong = sorted({one.kind for one in truth if took.said.get(one.number) is not one.alive})
        yield {
            "program": name,
            "links": web.links,
            "seed": web.seed,
            "wall s": round(took.seconds, 2),
            "x limit": round(took.seconds / least, 2),
            "x in order": round(took.seconds / unknowing, 2),
            "right %": round(100 * right / web.links, 2),
            "CPU ms/link": round(1000 * took.cpu / web.links, 2),
            "peak MB": round(took.memory),
            "requests": seen["requests"],
            "peak/host": seen["peak"],
            "early": seen.get("early", 0),
            "wrong": ", ".join(wrong),
        }


def run_linkcheck(web: Web) -> Run | None:
    command = [
        sys.executable, "-m", "linkcheck", "check", "article.txt", "--no-config", "--format",
        "json", "--allow-private", "--delay", "0", "--per-host", str(PER_HOST),
    ]  # fmt: skip
    seconds, cpu, memory, told = _measured(command, web)
    findings = json.loads(told)["documents"][0]["findings"]
    said = {_number(one["url"]): one["verdict"] not in _DEAD for one in findings}
    return Run(seconds, cpu, memory, said)


def run_lychee(web: Web) -> Run | None:
    program = os.environ.get("BENCH_LYCHEE") or shutil.which("lychee")
    if not program:
        return None
    command = [
        program, "--no-progress", "--format", "json", "-vv", "--max-concurrency", "1000",
        "--host-concurrency", str(PER_HOST), "--host-request-interval", "0ms", "article.txt",
    ]  # fmt: skip
    seconds, cpu, memory, told = _measured(command, web)
    report = json.loads(told)
    said = {}
    for key, alive in (("success_map", True), ("error_map", False), ("timeout_map", False)):
        for found in report.get(key, {}).values():
            said.update({_number(one["url"]): alive for one in found})
    return Run(seconds, cpu, memory, said)


def _number(url: str) -> int:
    return int(url.partition("?")[0].rpartition("/")[2])


def _measured(command: list[str], web: Web) -> tuple[float, float, float, str]:
    environment = _installed()
    with tempfile.TemporaryDirectory() as folder:
        lines = [
            f"{internet.title(one.page)}: {one.url}"
            for one in (link(web, number) for number in range(web.links))
        ]
        Path(folder, "article.txt").write_text("\n".join(["An article", "", "Info:", *lines]))
        out = Path(folder, "out")
        started = time.perf_counter()
        with out.open("wb") as stream:
            process = subprocess.Popen(  # noqa: S603 (the programs that are compared)
                command,
                stdout=stream,
                stderr=subprocess.DEVNULL,
                cwd=folder,
                env=environment,
            )
            _, _, used = os.wait4(process.pid, 0)
            process.returncode = 0
        seconds = time.perf_counter() - started
        return seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, out.read_text()


@cache
def _installed() -> dict[str, str]:
    """The environment of what is measured: a copy of this source, compiled as installers do."""
    folder = tempfile.mkdtemp(prefix="linkcheck-compiled-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    shutil.copytree(_ROOT / "linkcheck", Path(folder, "linkcheck"))
    compileall.compile_dir(folder, quiet=2)
    return {**os.environ, "PYTHONPATH": folder}


@contextmanager
def origin(web: Web) -> Iterator[dict[str, int]]:
    """Serve a web; what it saw is there afterwards."""
    seen: dict[str, int] = {}
    command = [sys.executable, internet.__file__, json.dumps(astuple(web))]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 (ours)
        assert process.stdout is not None  # noqa: S101 (for the type checker)
        if process.stdout.readline().strip() != "ready":
            raise SystemExit("the origin did not start")
        try:
            yield seen
        finally:
            process.terminate()
            seen.update(json.loads(process.stdout.readline()))


# --- from inside, each measurement in a process of its own -------------------------------------


def inside(what: str, web: Web) -> dict[str, Any]:
    """Measure this process: CPU a link, peak memory, the longest pause of the event loop.

    A pause is told by the clock, and by what the loop's thread computed meanwhile: on a busy
    machine, other programs make most of the former.
    """
    measure: Callable[[Web], Any] = _MEASURES[what]
    pauses = [0.0, 0.0]
    started, before = time.perf_counter(), _cpu()
    if what == "describe":  # a Verifier loads its tables in a thread, before its first page
        read_page(Response("http://a.example/", "http://a.example/", 200, {}, b"<title>A"))

    async def story() -> None:
        ticking = asyncio.create_task(_tick(pauses))
        await measure(web)
        ticking.cancel()

    asyncio.run(story())
    seconds = time.perf_counter() - started
    return {
        "links": web.links,
        "hosts": web.hosts,
        "wall s": round(seconds, 1),
        "CPU ms/link": round(1000 * (_cpu() - before) / web.links, 3),
        "peak MB": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "longest pause ms": round(1000 * pauses[0]),
        "of it computing": round(1000 * pauses[1]),
    }


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


async def _tick(pauses: list[float]) -> None:
    while True:
        before, busy = time.perf_counter(), time.thread_time()
        await asyncio.sleep(0.005)
        pauses[0] = max(pauses[0], time.perf_counter() - before - 0.005)
        pauses[1] = max(pauses[1], time.thread_time() - busy)


def _policy() -> FetchPolicy:
    return FetchPolicy(per_host=PER_HOST, delay=0, allow_private=True)


async def _fetch(web: Web, *, describe: bool = False) -> None:
    """Fetch, and read one page between two looks at the network, as a Verifier does."""
    async with Fetcher(_policy()) as fetcher:
        room, reading = asyncio.Semaphore(200), asyncio.Semaphore(1)

        async def one(number: int) -> None:
            async with room:
                outcome = await fetcher.fetch(link(web, number).url)
                if describe and isinstance(outcome, Response):
                    async with reading:
                        read_page(outcome)
                        await asyncio.sleep(0)

        with collector.resting():
            async with asyncio.TaskGroup() as tasks:
                for number in range(web.links):
                    tasks.create_task(one(number))
                    if not number % 100:  # five thousand at once are a pause of their own
                        await asyncio.sleep(0)


async def _describe(web: Web) -> None:
    await _fetch(web, describe=True)


async def _stream(web: Web) -> None:
    """Verify a stream of citations; nothing but their number is kept."""
    document = Document("stream", "en")
    started, before = time.perf_counter(), _cpu()
    told = 0

    def tell(_finding: object) -> None:
        nonlocal told
        told += 1
        if web.links >= _LONG and not told % (web.links // 10):
            _tell_tenth(told, started, before)

    def citations() -> Iterator[tuple[Document, Citation]]:
        for number in range(web.links):
            one = link(web, number)
            span = Span(number + 1, 1, number + 1, 2)
            yield document, Citation(internet.title(one.page), one.url, span)

    await Verifier(Config(fetch=_policy())).stream(citations(), tell)
    if told != web.links:
        raise SystemExit(f"{web.links - told} findings are missing")


def _tell_tenth(told: int, started: float, before: float) -> None:
    """Say how far a long run is, on standard error: seconds, CPU and memory until now."""
    seconds, cpu = time.perf_counter() - started, _cpu() - before
    memory = int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    print(
        f"{told:>9,} told after {seconds:7.1f} s, {cpu:7.1f} s of CPU; {memory / 2**20:.0f} MB now",
        file=sys.stderr,
        flush=True,
    )


async def _report(web: Web) -> None:
    """Verify one document; the report keeps every finding."""
    numbers = (link(web, number) for number in range(web.links))
    citations = tuple(
        Citation(internet.title(one.page), one.url, Span(one.number + 1, 1, one.number + 1, 2))
        for one in numbers
    )
    await Verifier(Config(fetch=_policy())).verify([Document("a", "en", citations=citations)])


_MEASURES = {"fetch": _fetch, "describe": _describe, "judge": _stream, "report": _report}


def apart(what: str, web: Web) -> dict[str, Any]:
    """Measure in a process of its own, so that its memory is its own."""
    command = [sys.executable, __file__, "--inside", what, json.dumps(astuple(web))]
    with origin(web):
        done = subprocess.run(  # noqa: S603 (this file)
            command,
            stdout=subprocess.PIPE,
            text=True,
            check=True,
            env=_installed(),
        )
    return {"measured": what, **json.loads(done.stdout)}


# --- telling ---------------------------------------------------------------------------------


def show(heading: str, rows: list[dict[str, Any]]) -> None:
    print(f"\n{heading}\n", flush=True)
    columns = list(rows[0])
    print("| " + " | ".join(columns) + " |\n|" + " --- |" * len(columns))
    for row in rows:
        print("| " + " | ".join(str(row[column]) for column in columns) + " |", flush=True)


def machine() -> str:
    parts = [f"Python {platform.python_version()}", f"{os.cpu_count()} cores", platform.machine()]
    parts += [f"{name} {version(name)}" for name in ("httpx", "selectolax", "tenacity")]
    parts.append(f"load {os.getloadavg()[0]:.1f}")
    return ", ".join(parts)


def smoke() -> int:
    """Small, fast, and red if something is far off."""
    rows = list(compare(Web(links=120, hosts=40, silent=False)))
    show("120 links over 40 hosts, no silent servers", rows)
    small = apart("judge", Web(links=600, hosts=60, fast=True))
    show("From inside", [small])
    ours = rows[0]
    faults = [
        f"{ours['right %']} % right, not 99" if ours["right %"] < 99 else "",
        f"{ours['early']} retries before their time" if ours["early"] else "",
        f"{ours['peak/host']} at once on a host" if ours["peak/host"] > PER_HOST else "",
        f"{ours['x limit']} times the limit" if ours["x limit"] > 3 else "",
        f"{small['CPU ms/link']} ms of CPU a link" if small["CPU ms/link"] > 15 else "",
    ]
    for fault in filter(None, faults):
        print(f"FAILED: {fault}")
    return int(any(faults))


def stream(links: int) -> int:
    """Nothing but a long stream of citations of small pages."""
    many = Web(links=links, hosts=2_000, fast=True, bytes=2_000)
    show(f"{links:,} citations of small pages as a stream", [apart("judge", many)])
    return 0


def table(*, seeds: int) -> int:
    """Everything, at leisure."""
    for heading, silent in (
        ("1,000 links over 150 hosts, latency and trouble", True),
        ("The same without silent servers", False),
    ):
        webs = [Web(1_000, 150, silent=silent, seed=seed) for seed in range(1, seeds + 1)]
        show(heading, [row for web in webs for row in compare(web)])
    quick = Web(links=5_000, hosts=100, fast=True)
    rows = [apart(what, quick) for what in ("fetch", "describe", "judge")]
    show("An origin that answers at once: fetched, and described, and judged", rows)
    many = Web(links=100_000, hosts=2_000, fast=True)
    rows = [apart(what, many) for what in ("judge", "report")]
    show("100,000 citations, as a stream and in one report", rows)
    return 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--smoke", action="store_true", help="small, with limits")
    parser.add_argument("--stream", type=int, metavar="N", help="nothing but N citations")
    parser.add_argument("--seeds", type=int, default=1, help="internets that are compared on")
    parser.add_argument("--inside", nargs=2, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.inside:
        what, web = chosen.inside
        print(json.dumps(inside(what, Web(*json.loads(web)))))
        return 0
    print(machine())
    if chosen.stream:
        return stream(chosen.stream)
    return smoke() if chosen.smoke else table(seeds=chosen.seeds)


if __name__ == "__main__":
    sys.exit(main())
