"""How well and how fast pages are described.

    python benchmarks/pages.py [--data FOLDER]

Prints the share of titles that are right, how well error pages, walls and doors are told from
documents, and the CPU time of a page of about 100 KB, described alone and held against a label as
well, absolute and against parsing it with BeautifulSoup; above a share of that it fails. The
pages measured are those of FOLDER, where it is there (``cases_titles.jsonl``,
``cases_soft404.jsonl`` and the files they name), else the fixtures of this project.
"""

from __future__ import annotations

import argparse
import json
import re
import statistics
import sys
import time
import tomllib
import unicodedata
from collections import Counter
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bs4 import BeautifulSoup

from linkcheck.describing import describe
from linkcheck.matchers import Claim
from linkcheck.model import Response, SignalKind
from linkcheck.pages import read_page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from linkcheck.model import Page

ROOT = Path(__file__).resolve().parents[1]
FIXTURES = ROOT / "fixtures" / "pages"
DATA = ROOT.parent / "shared" / "data" / "pages"
DEEP = "https://www.site.example/news/2023/some-document"
TYPES = {".html": "text/html", ".txt": "text/plain", ".pdf": "application/pdf"}
SMALL, LARGE = 80_000, 120_000
ROUNDS = 5
MOST = 0.35
"""Of what BeautifulSoup takes to parse a page, describing and judging may take so much."""

# Any of these says that the page is no document; the last two only where there is no text either.
SURE = (
    SignalKind.NOT_FOUND_TITLE, SignalKind.NOT_FOUND_HEADING, SignalKind.ERROR_PAGE,
    SignalKind.PARKED, SignalKind.CHALLENGE, SignalKind.LOGIN, SignalKind.CONSENT,
    SignalKind.REDIRECT_HOME, SignalKind.USURPED,
)  # fmt: skip
LIKELY = (SignalKind.NOT_FOUND_TEXT, SignalKind.WALL)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--data", type=Path, default=DATA, help="a folder of labelled pages")
    data = parser.parse_args().data
    if (data / "cases_titles.jsonl").exists():
        measure_titles(data)
        measure_non_pages(data)
        bodies = [path.read_bytes() for path in sorted(data.glob("files/*/*.html"))]
        return measure_cost([body for body in bodies if SMALL < len(body) < LARGE])
    measure_fixtures()
    return measure_cost([long_page(number) for number in range(9)])


def measure_titles(data: Path) -> None:
    rows = list(lines(data / "cases_titles.jsonl"))
    exact = close = 0
    for row in rows:
        body = (data / "files" / "titles" / f"{row['id']}.html").read_bytes()
        page = described(body, row["content_type"], row["url"] or DEEP)
        wanted = clean_titles(row)
        exact += tokens(page.title) in [tokens(title) for title in wanted]
        close += max(likeness(page.title, title) for title in wanted) >= 0.9
    print(
        f"titles      {len(rows)} pages: exact {share(exact, rows)}, F1 >= 0.9 {share(close, rows)}"
    )


def clean_titles(row: dict[str, Any]) -> list[str]:
    """The acceptable titles, less those that only add something around the headline."""
    true = f" {' '.join(tokens(row['title']))} "
    return [
        title for title in row["accept"]
        if tokens(title) == tokens(row["title"]) or true not in f" {' '.join(tokens(title))} "
    ]  # fmt: skip


def measure_non_pages(data: Path) -> None:
    rows = list(lines(data / "cases_soft404.jsonl"))
    told: list[tuple[bool, bool, str]] = []
    for row in rows:
        body = (data / "files" / "soft404" / f"{row['id']}.html").read_bytes()
        page = described(body, row["content_type"], row["source"].get("url") or DEEP)
        told.append((is_none(page), row["soft404"], row["evidence"]))
    print_told([(said, true) for said, true, _ in told], f"{len(rows)} pages")
    captured = [said for said, true, evidence in told if true and evidence == "captured"]
    print(f"            captured ones: recall {share(sum(captured), captured)}")


def measure_fixtures() -> None:
    truth = tomllib.loads((FIXTURES / "truth.toml").read_text("utf-8"))
    right, told = 0, []
    for name, known in truth.items():
        url = known.get("url", DEEP)
        page = described((FIXTURES / name).read_bytes(), TYPES[Path(name).suffix], url)
        right += page.title == known["title"]
        told.append((is_none(page), known.get("gone", False)))
    print(f"titles      {len(truth)} fixtures: exact {share(right, truth)}")
    print_told(told, f"{len(truth)} fixtures")


def print_told(told: list[tuple[bool, bool]], what: str) -> None:
    hits = sum(said and true for said, true in told)
    precision = hits / max(1, sum(said for said, _ in told))
    recall = hits / max(1, sum(true for _, true in told))
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    print(f"non-pages   {what}: precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f}")


def is_none(page: Page) -> bool:
    return page.has(*SURE) or (page.has(*LIKELY) and page.has(SignalKind.ALMOST_NO_TEXT))


def measure_cost(bodies: list[bytes]) -> int:
    labels = [described(body, "text/html", DEEP).title for body in bodies]
    alone = [cost(partial(described, body, "text/html", DEEP)) for body in bodies]
    judged = [least_of_first_looks(*pair) for pair in zip(bodies, labels, strict=True)]
    soup = [cost(partial(BeautifulSoup, body, "html.parser")) for body in bodies[:10]]
    size = statistics.median(map(len, bodies)) / 1000
    mine, both, other = map(statistics.median, (alone, judged, soup))
    print(f"CPU         {len(bodies)} pages of {size:.0f} KB: {mine:.2f} ms a page (median),")
    print(f"            held against a label as well {both:.2f} ms,")
    print(f"            parsing alone with BeautifulSoup {other:.1f} ms: {other / mine:.0f} times")
    if both <= MOST * other:
        return 0
    print(f"FAILED: describing and judging take {both / other:.2f} of that, not {MOST}")
    return 1


def least_of_first_looks(body: bytes, label: str) -> float:
    """The least CPU time of holding a page against a label, each time with other words in both.

    So nothing of the texts is remembered, only words, as in a run over many pages.
    """
    spent = []
    for number in range(ROUNDS):
        page = answer(body.replace(b". ", b". %d " % number))
        claim = Claim(f"{label}: report {number}", DEEP, "en")
        spent.append(cost(partial(describe, page, claim), rounds=1))
    return min(spent)


def cost(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """The least CPU time of some rounds, in milliseconds."""
    spent = []
    for _ in range(rounds):
        began = time.process_time()
        work()
        spent.append(time.process_time() - began)
    return min(spent) * 1000


def long_page(number: int) -> bytes:
    """A page of about 100 KB: a news article with the menus and scripts that come with one."""
    news = (FIXTURES / "news-en.html").read_text("utf-8")
    news = news.replace("</h1>", f", part {number}</h1>").replace("<p>", f"<p>{number}. ")
    paragraphs = re.findall(r"<p>.*?</p>", news, re.DOTALL)
    text = "\n".join(paragraphs * 5)
    menu = "\n".join(
        f'<li class="item"><a href="/section/{n}">Section {n}</a></li>' for n in range(200)
    )
    script = "<script>var settings = {" + "'key': 'value', " * 4_000 + "};</script>"
    longer = news.replace("<ul>", f"<ul>{menu}", 1).replace("</head>", f"{script}</head>")
    return longer.replace("</article>", f"{text}</article>").encode()


def described(body: bytes, content_type: str, url: str) -> Page:
    return read_page(answer(body, content_type, url))


def answer(body: bytes, content_type: str = "text/html", url: str = DEEP) -> Response:
    return Response(url, url, 200, {"content-type": content_type}, body)


def tokens(text: str) -> list[str]:
    folded = unicodedata.normalize("NFKC", text).casefold().replace("\u00ad", "")
    return re.findall(
        r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W\u3040-\u9fff\uac00-\ud7af]+", folded
    )


def likeness(one: str, other: str) -> float:
    first, second = Counter(tokens(one)), Counter(tokens(other))
    shared = (first & second).total()
    return 2 * shared / max(1, first.total() + second.total())


def share(count: int, of: Any) -> str:  # noqa: ANN401 (anything with a length)
    return f"{100 * count / max(1, len(of)):.1f} %"


def lines(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text("utf-8").splitlines():
        if line.strip():
            yield json.loads(line)


if __name__ == "__main__":
    sys.exit(main())
