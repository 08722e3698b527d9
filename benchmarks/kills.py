"""Killing linkcheck a hundred times, at any moment: no finding that was told may be lost.

::

    python benchmarks/kills.py            # 100 kills, some three minutes

One article of some hundred citations is checked with ``--resume``; each run is ended by SIGKILL
after a random time. Whatever any of them has told must come again from the journal, the same to the
letter, and its page must never be asked for again.
"""

from __future__ import annotations

import argparse
import json
import random
import signal
import subprocess
import sys
import tempfile
import threading
from collections import Counter
from pathlib import Path
from typing import Any

_ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(_ROOT / "tests"))

from web import Web  # noqa: E402 (found by the line above)

CITATIONS = 400
HOSTS = 40
_MARGIN = 100
"""Citations that are left unchecked at the end, or killing would stop short."""


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--kills", type=int, default=100)
    chosen = options.parse_args()
    dice = random.Random(1)  # noqa: S311 (no secret)
    with Web() as web, tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        urls = _article(web, folder / "article.txt")
        told: dict[str, dict[str, Any]] = {}
        kills = lost = changed = 0
        while kills < chosen.kills:
            if len(told) >= CITATIONS - _MARGIN:
                for file in folder.glob("journal*"):  # with SQLite's own beside it
                    file.unlink()
                told.clear()
            asked = len(web.requests)
            now, killed = _run(web, folder, dice.uniform(0.3, 2.5))
            kills += killed
            known = {url for url in told if url in now}
            changed += sum(told[url] != now[url] for url in known)
            again = Counter(request.url for request in web.requests[asked:])
            lost += sum(url in again for url in told)
            told.update(now)
        final, _ = _run(web, folder, None)
        lost += sum(url not in final for url in told)
        changed += sum(url in final and told[url] != final[url] for url in told)
    print(f"{kills} kills, {len(urls)} citations: {lost} findings lost, {changed} changed")
    return int(bool(lost or changed))


def _article(web: Web, file: Path) -> list[str]:
    urls = []
    lines = ["A title", "", "A text.", "", "Sources:", ""]
    for number in range(CITATIONS):
        url = f"http://h{number % HOSTS}.lab/documents/{number}"
        title = f"Annual Report {number} on Maritime Trade"
        web.page(url, f"<title>{title}</title><h1>{title}</h1><p>{'Ships and ports. ' * 40}")
        lines += [f"{title}:", url, ""]
        urls.append(url)
    file.write_text("\n".join(lines), "utf-8")
    return urls


def _run(web: Web, folder: Path, seconds: float | None) -> tuple[dict[str, dict[str, Any]], bool]:
    """Run until it ends or is killed; answer what it told, and whether it was killed."""
    host, port = web.address
    run = subprocess.Popen(  # noqa: S603 (our own words)
        [sys.executable, "-m", "linkcheck", str(folder / "article.txt"), "-f", "jsonl", "-q",
         "--no-config", "--connect-to", f"{host}:{port}", "--resume", str(folder / "journal")],
        cwd=_ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    timer = threading.Timer(seconds or 600, run.kill)
    timer.start()
    out, _ = run.communicate()
    timer.cancel()
    lines = [json.loads(line) for line in out.splitlines(keepends=True) if line.endswith(b"\n")]
    found = {line["url"]: line for line in lines if line["type"] == "finding"}
    return found, run.returncode == -signal.SIGKILL


if __name__ == "__main__":
    sys.exit(main())
