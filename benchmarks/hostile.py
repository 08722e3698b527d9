"""A hostile web of our own, and what linkcheck does in it: one run of the command line, defaults.

::

    python benchmarks/hostile.py                # all cases: some two minutes
    python benchmarks/hostile.py --only bombs   # groups whose names hold a word

Everything runs in a network namespace of its own (Linux; no rights are needed), in which *every*
address of the world is this machine's: names resolve as they would outside, the guard is the real
one, and a connection to an address that is not public is seen, not missed. Nothing leaves it.

Measured for each case: whether it was answered, how long after its first sign on the network, and
whether the verdict can be true; for all: memory, forbidden connections, retries before their time.
"""

from __future__ import annotations

import argparse
import ipaddress
import json
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hostile_cases import Case, cases

if TYPE_CHECKING:
    from collections.abc import Iterator

_ROOT = Path(__file__).parents[1]
LIMIT = 45.0
"""Seconds in which a case has to be answered."""
MEMORY = 200.0
"""MB of all processes of a run together, at most (proportional set size)."""
_NUMBER = re.compile(r"(?:Statement|Conference|Report|Declaration) (\d+) on ")
_SLACK = 0.05
_NAMESPACE = """
ip link set lo up &&
ip route add local 0.0.0.0/0 dev lo &&
ip -6 route add local ::/0 dev lo &&
mount --bind "$1/resolv.conf" /etc/resolv.conf &&
mount --bind "$1/hosts" /etc/hosts && shift && exec "$@"
"""


@dataclass
class Seen:
    """What was seen of one case."""

    first: float | None = None
    answered: float | None = None
    finding: dict[str, Any] = field(default_factory=dict)
    requests: list[float] = field(default_factory=list)

    @property
    def took(self) -> float:
        """Seconds from the first sign to the answer."""
        return (self.answered or 0) - self.first if self.first and self.answered else 0.0


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--only", default="")
    options.add_argument("--inside", type=Path)
    options.add_argument("--keep", type=Path, help="keep the logs in this folder")
    chosen = options.parse_args()
    if chosen.inside:
        return _run(chosen.inside, chosen.only)
    with tempfile.TemporaryDirectory() as name:
        folder = chosen.keep or Path(name)
        folder.mkdir(exist_ok=True)
        (folder / "resolv.conf").write_text("nameserver 127.0.0.1\noptions timeout:3 attempts:2\n")
        (folder / "hosts").write_text("127.0.0.1 localhost\n::1 localhost ip6-localhost\n")
        inside = [sys.executable, __file__, "--inside", str(folder), "--only", chosen.only]
        command = ["unshare", "-rnm", "sh", "-c", _NAMESPACE, "sh", str(folder), *inside]
        return subprocess.run(command, check=False).returncode  # noqa: S603 (our own words)


def _run(folder: Path, only: str) -> int:
    everything = cases()
    chosen = [case for case in everything if only in case.group]
    article = folder / "article.txt"
    body = "".join(f"{case.label}:\n{case.url}\n\n" for case in chosen)
    article.write_text(f"What was said\n\nA text.\n\nSources:\n\n{body}", "utf-8", "replace")
    with (folder / "origin.jsonl").open("wb") as log:
        origin = subprocess.Popen(  # noqa: S603 (our own words)
            [sys.executable, str(_ROOT / "benchmarks/hostile_origin.py"), str(folder)], stdout=log
        )
        try:
            while b"ready" not in (folder / "origin.jsonl").read_bytes():
                time.sleep(0.1)
            seen, memory, seconds = _checked(article, folder)
        finally:
            origin.terminate()
            origin.wait()
    forbidden = _read_log(folder / "origin.jsonl", seen)
    return _report(chosen, seen, forbidden, memory, seconds)


def _checked(article: Path, folder: Path) -> tuple[dict[int, Seen], float, float]:
    """Run linkcheck as a user does; answer what it said, its memory in MB, and its seconds."""
    environment = {
        **os.environ,
        "SSL_CERT_FILE": str(folder / "ca.pem"),
        "LANG": "en_US.UTF-8",
        **json.loads(os.environ.get("X", "{}")),
    }
    seen: dict[int, Seen] = defaultdict(Seen)
    started = time.monotonic()
    with (
        (folder / "stderr.txt").open("wb") as errors,
        (folder / "findings.jsonl").open("wb") as kept,
    ):
        run = subprocess.Popen(  # noqa: S603 (our own words)
            [sys.executable, "-m", "linkcheck", str(article), "-f", "jsonl", "--no-config"],
            cwd=_ROOT, env=environment, stdout=subprocess.PIPE, stderr=errors,
        )  # fmt: skip
        watch = _Memory(run.pid)
        assert run.stdout is not None  # noqa: S101 (for the type checker)
        for line in run.stdout:
            kept.write(line)
            finding = json.loads(line)
            number = _NUMBER.search(finding.get("label") or "")
            if finding["type"] == "finding" and number:
                one = seen[int(number[1])]
                one.answered, one.finding = time.monotonic(), finding
        run.wait()
    print(f"linkcheck ended with exit code {run.returncode}")
    return seen, watch.stop(), time.monotonic() - started


class _Memory(threading.Thread):
    """Watches the memory of a process and all that it starts."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._pid, self._peak, self._ended = pid, 0.0, False
        self._parts: list[float] = []
        self.start()

    def run(self) -> None:
        """Look ten times a second."""
        while not self._ended:
            # A process that is just being started still shares all with the one that starts it.
            parts = list(dict.fromkeys(_megabytes(pid) for pid in _family(self._pid)))
            if sum(parts) > self._peak:
                self._peak, self._parts = sum(parts), parts
            time.sleep(0.1)

    def stop(self) -> float:
        """The most that was seen, in MB."""
        self._ended = True
        print("at the peak, MB by process:", *(f"{part:.0f}" for part in self._parts))
        return self._peak


def _family(pid: int) -> Iterator[int]:
    yield pid
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            found = children.read_text().split()
        except OSError:
            continue
        for child in found:
            yield from _family(int(child))


def _megabytes(pid: int) -> float:
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0.0
    found = re.search(r"^Pss:\s+(\d+)", rollup, re.MULTILINE)
    return int(found[1]) / 1024 if found else 0.0


def _read_log(file: Path, seen: dict[int, Seen]) -> list[str]:
    """Fill in what the servers saw; answer the connections that must not be."""
    forbidden = []
    for line in file.read_text().splitlines():
        entry = json.loads(line)
        if entry["event"] == "connection":
            address = ipaddress.ip_address(entry["address"])
            if (
                entry["case"] is None
                or not address.is_global
                or entry["port"] not in (80, 443, 8000, 8080, 8443)
            ):
                forbidden.append(f"{address} port {entry['port']}")
        if entry["case"] is not None:
            one = seen[entry["case"]]
            one.first = one.first or entry["at"]
            if entry["event"] == "request":
                one.requests.append(entry["at"])
    return forbidden


def _faults(case: Case, seen: Seen) -> Iterator[str]:
    verdict = seen.finding.get("verdict", "")
    if not verdict:
        yield "not answered"
        return
    if seen.took > LIMIT:
        yield f"took {seen.took:.1f} s"
    if case.good is False and verdict in ("verified", "moved"):
        yield f"{verdict}, wrongly"
    if case.good is True and verdict not in ("verified", "moved"):
        yield f"{verdict} ({seen.finding['reason']}), though good"
    if seen.finding["reason"] == "internal-error":
        yield "internal error"
    if len(seen.requests) > case.most:
        yield f"{len(seen.requests)} requests"
    if case.wait is None and len(seen.requests) > 1:
        yield "asked again"
    gaps = [after - before for before, after in zip(seen.requests, seen.requests[1:], strict=False)]
    if case.wait and gaps and min(gaps) < case.wait - _SLACK:
        yield f"asked again after {min(gaps):.2f} s, not {case.wait:g}"


def _report(
    chosen: list[Case], seen: dict[int, Seen], forbidden: list[str], memory: float, seconds: float
) -> int:
    groups: dict[str, list[Case]] = defaultdict(list)
    for case in chosen:
        groups[case.group].append(case)
    bad = 0
    print(f"{'group':22}{'cases':>6}{'faulty':>7}{'longest':>9}  verdicts")
    for name, members in groups.items():
        faults = [(case, fault) for case in members for fault in _faults(case, seen[case.number])]
        longest = max(seen[case.number].took for case in members)
        said = Counter(seen[case.number].finding.get("verdict", "-") for case in members)
        bad += len({case.number for case, _ in faults})
        told = ", ".join(f"{count} {verdict}" for verdict, count in said.most_common())
        faulty = len({case.number for case, _ in faults})
        print(f"{name:22}{len(members):6}{faulty:7}{longest:8.1f}s  {told}")
        for case, fault in faults:
            print(f"    {case.number} {case.what[:60]!a}: {fault}")
    print(f"\n{len(chosen)} cases in {len(groups)} groups: {bad} with faults, in {seconds:.0f} s")
    print(f"peak memory {memory:.0f} MB; forbidden connections: {len(forbidden)} {forbidden[:5]}")
    return int(bad > 0 or bool(forbidden) or memory > MEMORY)


if __name__ == "__main__":
    sys.exit(main())
