"""How well and how fast articles are read.

    python benchmarks/reading.py [--data ../shared/data/articles] [--errors 20]

With a folder of labelled articles (``files/`` and ``truth.jsonl``) it prints recall and precision
of URLs, labels and incomplete citations as that folder's own ``score.py`` counts them; without
one, the same over ``fixtures/articles``. Then the speed of each reader, in megabytes a second on
one core, and the ratio of times when the input doubles (2.0 is linear).
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from linkcheck import citations, readers
from linkcheck.model import Defect

if TYPE_CHECKING:
    from collections.abc import Iterable

    from linkcheck.model import Citation, Document

ROOT = Path(__file__).resolve().parents[1]
INCOMPLETE = {Defect.NO_URL, Defect.TRUNCATED_LABEL, Defect.TRUNCATED_URL}
SOURCES_TEXT = "Bericht {n} des Amtes vom 3. Mai 2023: https://amt.example.org/berichte/{n}\n"
SHAPES = {
    ".txt": ("Quellen:\n", SOURCES_TEXT),
    ".md": ("## Quellen\n\n", "- [Bericht {n} des Amtes](https://amt.example.org/berichte/{n})\n"),
    ".html": (
        "<h2>Quellen</h2>\n<ul>\n",
        '<li>Amt: <a href="https://amt.example.org/berichte/{n}">Bericht {n} &uuml;ber</a></li>\n',
    ),
}
PROSE = (
    "Das Amt hat am Dienstag mitgeteilt, dass die Fähre wieder fährt, und zwar jede Stunde. " * 6
)
PARAGRAPHS = {".txt": f"{PROSE}\n\n", ".md": f"{PROSE}\n\n", ".html": f"<p>{PROSE}</p>\n"}
HOSTILE = {
    "brackets.md": "[",
    "quotes.md": "> ",
    "comments.html": "<!--",
    "tags.html": "<a ",
    "nested.html": "<div>",
    "tables.html": "<table><tr><td>",
    "links.html": "<a href=x>",
    "emphasis.md": "*a_",
    "rules.txt": "(a" * 30 + "\n",
    "zeros.txt": "\0",
    "line.txt": "x",
    "closers.txt": "https://a.example.org/" + ")" * 60 + " ",
    "dots.txt": "www.",
}


def read(path: Path) -> Document:
    return citations.find(path.name, readers.read(path.name, path.read_bytes()))


def is_incomplete(citation: Citation) -> bool:
    return bool(INCOMPLETE.intersection(citation.defects))


def score_folder(data: Path, errors: int) -> None:
    """Hand our answers to the folder's own scorer."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as answers:
        for path in sorted((data / "files").iterdir()):
            found = [
                {
                    "label": one.label,
                    "url": one.url,
                    "line": one.span.line,
                    "incomplete": is_incomplete(one),
                }
                for one in read(path).citations
                if Defect.OFFLINE_WORK not in one.defects
            ]
            answers.write(json.dumps({"file": path.name, "citations": found}) + "\n")
        answers.flush()
        command = [sys.executable, str(data / "score.py"), answers.name, "--errors", str(errors)]
        subprocess.run(command, check=True)  # noqa: S603 (the folder's own scorer)


def score_fixtures() -> None:
    """Share of the fixtures' citations that are read exactly as expected."""
    right = total = 0
    for path in sorted(ROOT.glob("fixtures/articles/*/article.*")):
        expected = json.loads(path.with_name("expected.json").read_text("utf-8"))
        documents = expected if isinstance(expected, list) else [expected]
        wanted = {
            (one["line"], one["label"], one["url"])
            for document in documents
            for one in document["citations"]
        }
        found = {
            (one.span.line, one.label, one.url)
            for article in readers.read_all(path.name, path.read_bytes())
            for one in citations.find(path.name, article).citations
        }
        right += len(wanted & found)
        total += len(wanted | found)
    print(f"fixtures: {right} of {total} citations exactly as expected")


def seconds(name: str, source: str) -> float:
    data = source.encode()
    started = time.perf_counter()
    citations.find(name, readers.read(name, data))
    return time.perf_counter() - started


def print_speed(entries: int) -> None:
    """An article of a megabyte with twenty sources, and one that is nothing but sources."""
    print(f"\n{'format':8} {'MB/s':>7} {'doubling':>9}   an article with 20 citations")
    for suffix in SHAPES:
        print_article(suffix, PARAGRAPHS[suffix] * (entries // 10), 20)
    print(f"\n{'format':8} {'MB/s':>7} {'doubling':>9}   {entries} citations in one article")
    for suffix in SHAPES:
        print_article(suffix, "", entries)


def print_article(suffix: str, prose: str, entries: int) -> None:
    head, entry = SHAPES[suffix]
    half, whole = (
        prose[: len(prose) // divisor]
        + head
        + "".join(entry.format(n=n) for n in range(entries // divisor))
        for divisor in (2, 1)
    )
    first, second = seconds(f"a{suffix}", half), seconds(f"a{suffix}", whole)
    print(f"{suffix:8} {len(whole.encode()) / 1e6 / second:7.1f} {second / first:9.2f}")


def print_hostile(size: int) -> None:
    print(f"\n{'hostile':14} {'MB/s':>7} {'doubling':>9}   {size / 1e6:.1f} MB")
    for name, piece in HOSTILE.items():
        whole = piece * (size // len(piece))
        first, second = seconds(name, whole[: size // 2]), seconds(name, whole)
        print(f"{name:14} {size / 1e6 / second:7.1f} {second / first:9.2f}")


def main(arguments: Iterable[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared/data/articles")
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--smoke", action="store_true", help="small sizes, for CI")
    options = parser.parse_args(None if arguments is None else list(arguments))
    if options.data.is_dir():
        score_folder(options.data, options.errors)
    score_fixtures()
    print_speed(500 if options.smoke else 20_000)
    print_hostile(100_000 if options.smoke else 1_000_000)


if __name__ == "__main__":
    main()
