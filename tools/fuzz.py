"""Fuzz a reader with atheris (libFuzzer), from the project's own articles as seeds.

    pip install atheris
    python tools/fuzz.py .md --seconds 600 --found /tmp/found

Whatever the bytes: reading ends within ten seconds, raises nothing but ``ReadError``, and what is
found lies within bounds. What breaks one of these is written to ``--found``; make it small with
``-minimize_crash`` of libFuzzer and keep it in fixtures/hostile, whose files the tests read.

Of archives the text's own member is fuzzed and packed anew for each run: bytes flipped in a zip
file only ever show that zip files have checksums.
"""

from __future__ import annotations

import argparse
import io
import sys
import tempfile
import zipfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["linkcheck", "bs4", "html.parser", "pypdf"]):
    from linkcheck import citations, readers
    from linkcheck.errors import ReadError
    from linkcheck.readers import docx, epub, feed, html, markdown, odt, pdf, plain, soup
    from linkcheck.text import MAX_LABEL

ROOT = Path(__file__).resolve().parents[1]
MEMBERS = {".docx": "word/document.xml", ".odt": "content.xml", ".epub": "chapter.xhtml"}
"""The member that holds the text of an archive."""
ALIKE = {".xml": (".xml", ".rss", ".atom"), ".txt": (".txt", ".eml"), ".html": (".html", ".htm")}
AROUND = {
    ".epub": {
        "META-INF/container.xml": '<container><rootfiles><rootfile full-path="book.opf"/>'
        "</rootfiles></container>",
        "book.opf": '<package><metadata/><manifest><item id="a" href="chapter.xhtml" '
        'media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/></spine>'
        "</package>",
    }
}
MAX_LINE = 10_000_000
LIMITS = ("-timeout=10", "-rss_limit_mb=2000", "-max_len=60000")
READ = (docx, epub, feed, html, markdown, odt, pdf, plain, soup)
"""What is imported above so that it is instrumented."""


def seeds(suffix: str) -> list[bytes]:
    """The project's articles of one kind; of archives, their texts."""
    paths = [
        path
        for path in sorted(ROOT.glob("fixtures/articles/*/article.*"))
        if path.suffix in ALIKE.get(suffix, (suffix,))
    ]
    if suffix not in MEMBERS:
        return [path.read_bytes() for path in paths]
    wanted = MEMBERS[suffix].rpartition(".")[2]
    found = []
    for path in paths:
        with zipfile.ZipFile(path) as archive:
            names = [one for one in archive.namelist() if one.endswith(f".{wanted}")]
            main = [one for one in names if one == MEMBERS[suffix]] or names
            found += [archive.read(name) for name in main]
    return found


def packed(suffix: str, data: bytes) -> bytes:
    """What the reader is given: the bytes, or an archive of which they are the text."""
    if suffix not in MEMBERS:
        return data
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in AROUND.get(suffix, {}).items():
            archive.writestr(name, text)
        archive.writestr(MEMBERS[suffix], data)
    return file.getvalue()


def check(suffix: str, data: bytes) -> None:
    """Read bytes and find citations in them; raises what must not happen."""
    name = f"article{suffix}"
    try:
        articles = readers.read_all(name, packed(suffix, data))
    except ReadError:
        return
    for article in articles:
        for one in citations.find(name, article).citations:
            inside = 1 <= one.span.line <= one.span.end_line <= MAX_LINE
            if not inside or not one.label.isprintable() or len(one.label) > MAX_LABEL:
                raise AssertionError(one)


def main() -> None:
    """Fuzz until the time is over or something broke."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("suffix", choices=sorted({*readers.READERS}))
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("--found", type=Path, default=Path("found"))
    options = parser.parse_args()
    options.found.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as corpus:
        for number, seed in enumerate(seeds(options.suffix)):
            Path(corpus, str(number)).write_bytes(seed)
        time = f"-max_total_time={options.seconds}"
        atheris.Setup(
            [sys.argv[0], *LIMITS, time, f"-artifact_prefix={options.found}/", corpus],
            lambda data: check(options.suffix, data),
        )
        atheris.Fuzz()


if __name__ == "__main__":
    main()
