from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from reporters import hostile, samples

from linkcheck.model import Document
from linkcheck.reporters import CITATION_REPORTERS, RenderOptions


def rows(*documents: Document) -> list[dict[str, str]]:
    text = CITATION_REPORTERS["csv"](documents, RenderOptions())
    text.encode()
    return list(csv.DictReader(io.StringIO(text, newline="")))


def with_label(label: str) -> Document:
    citation = replace(samples.pinned().citation, label=label)
    return Document(samples.NAME, citations=(citation,))


def test_there_is_a_row_for_each_citation() -> None:
    table = rows(*samples.every_verdict().documents)

    assert len(table) == 11
    assert table[1] == {
        "file": "artikel.md",
        "line": "13",
        "column": "1",
        "section": "Quellen",
        "label": "",
        "url": "https://example.org/bericht",
        "defects": "no-label",
        "title": "", "authors": "", "publisher": "", "published": "", "accessed": "",
    }  # fmt: skip


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_a_formula_is_disarmed(start: str) -> None:
    assert rows(with_label(f"{start}1+1"))[0]["label"] == f"'{start}1+1"


@pytest.mark.parametrize("weapon", hostile.WEAPONS)
def test_hostile_text_stays_in_its_cell(weapon: str) -> None:
    table = rows(with_label(weapon))

    assert len(table) == 1
    assert all(char.isprintable() for char in table[0]["label"])
    assert table[0]["url"] == "https://example.org/bericht"
