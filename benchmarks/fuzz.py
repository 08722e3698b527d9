"""Fuzzing what eats bytes from the network, with atheris (coverage-guided; not among our extras).

::

    python benchmarks/fuzz.py --seconds 600 wire     # or: body, head, html, jsonld, pdf, robots, …
    python benchmarks/fuzz.py --again                # run all kept inputs once, without atheris

Inputs that taught the fuzzer something are kept under ``benchmarks/.fuzz/<target>``. A target may
raise nothing but what its contract names; whatever else it raises is a bug, and its input belongs
into ``tests/fetch/fuzzed/<target>``, which the suite runs.
"""

from __future__ import annotations

import argparse
import sys
import time
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(_ROOT), str(_ROOT / "tests")]


def _targets() -> dict[str, Callable[[bytes], None]]:
    from fetch import fuzzing  # noqa: PLC0415 (atheris has to be told before)

    return dict(fuzzing.TARGETS)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("targets", nargs="*")
    options.add_argument("--seconds", type=int, default=600)
    options.add_argument("--again", action="store_true")
    chosen = options.parse_args()
    if chosen.again:
        _again(chosen.targets)
        return
    atheris = import_module("atheris")  # only needed to fuzz, and no dependency

    with atheris.instrument_imports(include=["linkcheck", "protego"]):
        target = _targets()[chosen.targets[0]]

    corpus = _ROOT / "benchmarks/.fuzz" / chosen.targets[0]
    corpus.mkdir(parents=True, exist_ok=True)
    flags = [
        f"-max_total_time={chosen.seconds}",
        "-timeout=20",
        "-max_len=20000",
        "-print_final_stats=1",
    ]
    seeds = _ROOT / "tests/fetch/fuzzed" / chosen.targets[0]
    folders = [str(corpus), *([str(seeds)] if seeds.is_dir() else [])]
    atheris.Setup([sys.argv[0], *flags, f"-artifact_prefix={corpus.parent}/", *folders], target)
    atheris.Fuzz()


def _again(wanted: list[str]) -> None:
    for name, target in _targets().items():
        if wanted and name not in wanted:
            continue
        files = sorted((_ROOT / "benchmarks/.fuzz" / name).glob("*"))
        slowest = 0.0
        for file in files:
            started = time.process_time()
            target(file.read_bytes())
            slowest = max(slowest, time.process_time() - started)
        print(f"{name:12}{len(files):6} inputs, slowest {slowest * 1000:.1f} ms")


if __name__ == "__main__":
    main()
