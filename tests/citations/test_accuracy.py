"""The gate: how well the project's own articles are read. Floors only go up."""

from __future__ import annotations

import json
from pathlib import Path

from linkcheck import sources
from linkcheck.config import Config

FLOOR = 1.0
"""Share of URLs, labels and incomplete citations, found and right."""
ARTICLES = sorted(Path(__file__).parents[2].glob("fixtures/articles/*/article.*"))
INCOMPLETE = {"no-url", "truncated-url", "truncated-label"}

Read = tuple[str, str, str | None, bool]


def _expected(path: Path) -> set[Read]:
    told = json.loads(path.with_name("expected.json").read_text("utf-8"))
    return {
        (path.parent.name, one["label"], one["url"], bool(INCOMPLETE & set(one["defects"])))
        for document in (told if isinstance(told, list) else [told])
        for one in document["citations"]
    }


def _found(path: Path) -> set[Read]:
    return {
        (path.parent.name, one.label, one.url, bool(INCOMPLETE & set(one.defects)))
        for document in sources.documents([path.as_posix()], Config())
        for one in document.citations
    }


def test_urls_labels_and_incomplete_citations_are_found_and_nothing_else() -> None:
    expected = set[Read]().union(*map(_expected, ARTICLES))
    found = set[Read]().union(*map(_found, ARTICLES))
    right = len(expected & found)

    assert len(ARTICLES) >= 170
    assert right / len(found) >= FLOOR
    assert right / len(expected) >= FLOOR


def test_documents_come_from_the_programs_that_people_use() -> None:
    made = {path.parent.name for path in ARTICLES if path.suffix not in {".txt", ".md", ".html"}}

    assert len(made) >= 30


def test_the_articles_cover_every_format_and_many_languages() -> None:
    suffixes = {path.suffix for path in ARTICLES}
    told = [json.loads(path.with_name("expected.json").read_text("utf-8")) for path in ARTICLES]
    languages = {one["language"][:2] for one in told if isinstance(one, dict)}

    assert suffixes >= {".txt", ".md", ".html", ".docx", ".odt", ".pdf", ".epub", ".xml", ".rss"}
    assert languages >= {"de", "en", "fr", "es", "it", "ja", "ko", "zh", "ru"}
