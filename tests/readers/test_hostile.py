"""What the fuzzer found (tools/fuzz.py), and what nobody should send."""

from __future__ import annotations

from pathlib import Path

import pytest

from linkcheck import citations, readers
from linkcheck.errors import ReadError
from linkcheck.readers.soup import MAX_TAGS

FOUND = sorted(Path(__file__).parents[2].glob("fixtures/hostile/*"))


@pytest.mark.parametrize("path", FOUND, ids=lambda path: path.name)
def test_text_is_read_in_the_order_in_which_it_stands(path: Path) -> None:
    blocks = [
        block
        for article in readers.read_all(path.name, path.read_bytes())
        for block in article.blocks
    ]

    assert blocks
    for block in blocks:
        places = [mark[1:] for mark in block.marks]
        assert places == sorted(places)


@pytest.mark.parametrize("path", FOUND, ids=lambda path: path.name)
def test_a_citation_ends_behind_its_beginning(path: Path) -> None:
    spans = [
        citation.span
        for article in readers.read_all(path.name, path.read_bytes())
        for citation in citations.find(path.name, article).citations
    ]

    assert spans
    assert all((one.line, one.column) < (one.end_line, one.end_column) for one in spans)


def test_what_is_hardly_anything_but_tags_is_refused_at_once() -> None:
    with pytest.raises(ReadError, match="more than 400000 tags"):
        readers.read("a.html", b"<i>" * (MAX_TAGS + 1))
