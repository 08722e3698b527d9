"""Every folder of fixtures/articles is a case: article.* and what an editor reads in it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from linkcheck import citations, readers

if TYPE_CHECKING:
    from linkcheck.model import Document

ARTICLES = sorted(Path(__file__).parents[2].glob("fixtures/articles/*/article.*"))


def _as_json(document: Document) -> dict[str, object]:
    return {
        "language": document.language,
        "published": document.published.isoformat() if document.published else None,
        "sections": [{"heading": one.heading, "line": one.line} for one in document.sections],
        "citations": [
            {
                "line": one.span.line,
                "column": one.span.column,
                "label": one.label,
                "url": one.url,
                "defects": list(one.defects),
            }
            for one in document.citations
        ],
    }


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.parent.name)
def test_the_article_is_read_as_an_editor_reads_it(path: Path) -> None:
    document = citations.find(path.name, readers.read(path.name, path.read_bytes()))

    expected = json.loads(path.with_name("expected.json").read_text("utf-8"))
    assert _as_json(document) == expected
