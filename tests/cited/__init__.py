"""Whole articles, the pages they cite, and what a careful editor would say of each citation.

``fixtures/cited`` holds one file an article. :func:`articles` reads them, :func:`verdicts` runs
the product over one from its text to its findings, with a web that is made of the file's pages.
"""

from __future__ import annotations

import asyncio
import tomllib
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cited import layouts
from linkcheck import sources
from linkcheck.config import Config
from linkcheck.fetch import Fetches
from linkcheck.model import Failure, FailureKind, Finding, Hop, Response
from linkcheck.verifier import Verifier

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from linkcheck.fetch.policy import Allowance
    from linkcheck.model import Outcome

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "fixtures" / "cited"

EXPECTED: Mapping[str, tuple[str, ...]] = {
    "right": ("verified",),
    "paywall": ("verified",),
    "moved": ("moved",),
    "stub": ("verified", "moved"),
    "last-year": ("mismatch",),
    "exchanged": ("mismatch",),
    "wrong-place": ("mismatch",),
    "wrong-person": ("mismatch",),
    "wrong-date": ("mismatch",),
    "wrong-number": ("mismatch",),
    "opposite": ("mismatch",),
    "neighbour": ("mismatch", "review"),
    "doctype": ("mismatch", "review"),
    "mention": ("mismatch", "review"),
    "overview": ("mismatch", "review"),
    "usurped": ("mismatch", "gone"),
    "soft-404": ("gone",),
    "http-404": ("gone",),
    "http-410": ("gone",),
    "redirect-home": ("gone",),
    "lost-path": ("gone", "mismatch", "review"),
    "parked": ("gone",),
    "login": ("blocked",),
    "consent": ("blocked",),
    "challenge": ("blocked",),
    "refused": ("blocked",),
    "shell": ("review",),
    "cms-error": ("unreachable", "gone"),
}
"""What a careful editor would say; of two, either will do."""
THERE = frozenset({"right", "paywall", "moved", "stub"})
"""Kinds of pages that are what the label promises."""
CALM = frozenset({"verified", "moved", "skipped", "review"})
"""Verdicts that raise no alarm."""


@dataclass(frozen=True)
class Said:
    """One citation: what it is, what an editor would say, and what was found."""

    article: str
    language: str
    tongues: str
    label: str
    kind: str
    expected: tuple[str, ...]
    finding: Finding
    held_out: bool

    @property
    def verdict(self) -> str:
        return self.finding.verdict.value

    @property
    def right(self) -> bool:
        """Tell whether a careful editor would have said the same."""
        return self.verdict in self.expected

    @property
    def there(self) -> bool:
        """Tell whether the page is what the label promises."""
        return self.kind in THERE


@dataclass(frozen=True)
class Article:
    """A file of ``fixtures/cited``, read."""

    name: str
    read: Mapping[str, Any] = field(repr=False)

    @property
    def held_out(self) -> bool:
        return bool(self.read["held_out"])

    def pages(self) -> Mapping[str, Mapping[str, Any]]:
        return {page["id"]: page for page in self.read["pages"]}

    def address(self, page: Mapping[str, Any]) -> str:
        site = self.read["sites"][page["site"]]
        return str(page.get("url") or f"https://{site['host']}{page['path']}")


@cache
def articles() -> tuple[Article, ...]:
    """All articles, in the order of their names."""
    return tuple(
        Article(path.stem, tomllib.loads(path.read_text("utf-8")))
        for path in sorted(FOLDER.glob("*.toml"))
    )


class Answers(Fetches):
    """A web of one article's pages."""

    def __init__(self, article: Article) -> None:
        self._article = article
        self._pages = {article.address(page): page for page in article.read["pages"]}

    async def fetch(
        self, url: str, *, languages: Sequence[str] = (), allowance: Allowance | None = None
    ) -> Outcome:
        del languages, allowance
        page = self._pages.get(url)
        if page is None:
            return Failure(url, FailureKind.NO_SUCH_HOST, "no such page in the fixtures")
        return self.answer(url)

    def answer(self, url: str) -> Response:
        """What the server of an address answers."""
        page = self._pages[url]
        site = self._article.read["sites"][page["site"]]
        others = [
            one["title"]
            for one in self._article.read["pages"]
            if one["site"] == page["site"] and one.get("title") and one is not page
        ]
        if "redirect" in page:
            target = self._article.pages()[page["redirect"]]
            return self._sent(url, self._article.address(target), 301)
        if page.get("redirect_home"):
            front = f"https://{site['host']}/"
            return _response(url, front, layouts.home(site, others), (Hop(302, url),))
        if "redirect_up" in page:
            return self._sent(url, f"https://{site['host']}{page['redirect_up']}", 302)
        to = self._article.pages().get(page.get("to", ""))
        drawn = layouts.render(page, site, others, self._article.address(to) if to else "")
        final = layouts.final(page, site, url)
        return _response(url, final, drawn, (Hop(302, url),) if final != url else ())

    def _sent(self, url: str, final: str, status: int) -> Response:
        answer = self.answer(final)
        return replace(answer, url=url, redirects=(Hop(status, url),))


def _response(url: str, final: str, drawn: layouts.Drawn, hops: tuple[Hop, ...]) -> Response:
    status, kind, headers, body = drawn
    return Response(url, final, status, {"content-type": kind, **headers}, body, hops)


def written(article: Article) -> tuple[str, str]:
    """The article as a file: its name and its text."""
    read, pages = article.read, article.pages()
    pairs = [(one["label"], article.address(pages[one["page"]])) for one in read["citations"]]
    day: date = read["published"]
    match read["format"]:
        case "html":
            entries = "".join(f'<li><a href="{url}">{label}</a></li>\n' for label, url in pairs)
            text = (
                f'<!doctype html><html lang="{read["language"]}"><head>'
                f"<title>{read['title']}</title>"
                f'<meta property="article:published_time" content="{day}T08:00:00Z"></head><body>'
                f"<article><h1>{read['title']}</h1><p>{read['text']}</p>"
                f"<h2>{read['heading']}</h2><ul>{entries}</ul></article></body></html>"
            )
        case "md":
            entries = "\n".join(f"- [{label}]({url})" for label, url in pairs)
            text = (
                f"---\ntitle: {read['title']}\ndate: {day}\nlang: {read['language']}\n---\n\n"
                f"# {read['title']}\n\n{read['text']}\n\n{read['heading']}\n\n{entries}\n"
            )
        case _:
            entries = "\n\n".join(f"{label}\n{url}" for label, url in pairs)
            text = f"{read['title']}\n\n{day}\n\n{read['text']}\n\n{read['heading']}\n\n{entries}\n"
    return f"{article.name}.{read['format']}", text


def said(article: Article, folder: Path) -> list[Said]:
    """Verify an article, from its file to its findings."""
    name, text = written(article)
    path = folder / name
    path.write_text(text, "utf-8")
    config = Config()
    documents = tuple(sources.documents([str(path)], config))
    verifier = Verifier(config, fetcher=Answers(article))
    report = asyncio.run(verifier.verify(documents))
    pages, read = article.pages(), article.read
    found = []
    for citation, finding in zip(read["citations"], report.findings, strict=True):
        page = pages[citation["page"]]
        tongue = read["sites"][page["site"]]["language"]
        kind = citation["kind"]
        expected = tuple(citation.get("expected", EXPECTED[kind]))
        label, language = citation["label"], read["language"]
        found.append(
            Said(
                article=article.name,
                language=language,
                tongues=f"{language}-{tongue}",
                label=label,
                kind=kind,
                expected=expected,
                finding=finding,
                held_out=article.held_out,
            )
        )
    return found
