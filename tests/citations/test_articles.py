"""Every folder of fixtures/articles is a case: article.* and what an editor reads in it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from linkcheck import sources
from linkcheck.config import Config

if TYPE_CHECKING:
    from linkcheck.model import Document

ARTICLES = sorted(Path(__file__).parents[2].glob("fixtures/articles/*/article.*"))


def _as_json(document: Document) -> dict[str, object]:
    part = document.name.partition("#")[2]
    return {
        **({"name": part} if part else {}),
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
    expected = json.loads(path.with_name("expected.json").read_text("utf-8"))
    found = _read(path)
    assert (found if isinstance(expected, list) else found[0]) == expected


def _read(path: Path) -> list[dict[str, object]]:
    config = Config()
    return [_as_json(document) for document in sources.documents([path.as_posix()], config)]
