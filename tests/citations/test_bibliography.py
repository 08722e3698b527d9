"""Bibliographic entries as people write them, in ten languages and the usual styles."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkcheck.citations import bibliography
from linkcheck.model import Bibliography

FLOOR = {"title": 1.0, "authors": 1.0, "publisher": 1.0, "published": 1.0, "accessed": 1.0}
"""Share of the entries of which each fact is right. Floors only go up."""
TABLE = Path(__file__).with_name("entries.toml")
ENTRIES: list[dict[str, Any]] = tomllib.loads(TABLE.read_text("utf-8"))["entries"]


def expected(entry: dict[str, Any]) -> Bibliography:
    facts = {name: entry[name] for name in FLOOR if name in entry and name != "authors"}
    return Bibliography(authors=tuple(entry.get("authors", ())), **facts)


@pytest.mark.parametrize("entry", ENTRIES, ids=[one["text"][:40] for one in ENTRIES])
def test_an_entry_is_taken_apart(entry: dict[str, Any]) -> None:
    assert bibliography.read(entry["text"]) == expected(entry)


@pytest.mark.parametrize("fact", FLOOR)
def test_each_fact_is_right_as_often_as_it_was(fact: str) -> None:
    found = [bibliography.read(one["text"]) or Bibliography() for one in ENTRIES]
    right = sum(
        getattr(one, fact) == getattr(expected(entry), fact)
        for one, entry in zip(found, ENTRIES, strict=True)
    )

    assert right / len(ENTRIES) >= FLOOR[fact]


def test_the_table_has_eighty_entries_in_ten_languages() -> None:
    assert len(ENTRIES) >= 80
    assert len({one["language"] for one in ENTRIES}) >= 10


LABELS = [
    "Pressekonferenz von Kishida und Yoon in Tokio am 16. März 2023",
    "Treffen der Minister: Was im Mai 2023 beschlossen wurde",
    "Analyse: Was der neue Hafen kostet, 12. Mai 2023",
    "Rede der Ministerin „Ein Hafen für alle“ vom 12. Mai 2023",
    "Interview: „Der Hafen bleibt offen“",
    "Hafenbericht 2023",
    "Bericht (2023)",
    "Gesetz über Häfen (Hafengesetz) vom 3. Mai 2023",
    "Press release on the “Harbour Declaration” after the visit in May 2023",
    "Budget 2023/24: Figures",
    "Tony Ferry: Why there has to be a compromise",
    "Debian 7 aktualisiert: 7.8 veröffentlicht",
    "Communiqué du sommet de 2023 : les ports",
    "岸田首相の電話会談（7月2日）",
    "캠프 데이비드 공동성명 (2023년 8월 18일)",
    "Вестник: порт открыт в 2023 году",
    "",
    "2023",
]  # fmt: skip


@pytest.mark.parametrize("label", LABELS)
def test_a_label_that_is_one_sentence_stays_whole(label: str) -> None:
    assert bibliography.read(label) is None


@pytest.mark.parametrize(
    "entry",
    ["Bericht (Zugriff: 45.13.2099)", "Bericht [45.13.2099]", "Bericht. Accessed 2099 Foo 3"],
)
def test_a_day_that_cannot_be_is_none(entry: str) -> None:
    assert bibliography.read(entry) is None


def test_the_words_of_a_link_are_the_title_where_an_imprint_stands_around_them() -> None:
    found = bibliography.read(
        "Meier, Anna: Hafen, Flut und Recht. Küstenblatt, 12. Mai 2023", "Hafen, Flut und Recht"
    )

    assert found == Bibliography(
        "Hafen, Flut und Recht", ("Meier, Anna",), "Küstenblatt", "2023-05-12"
    )


@given(st.text(max_size=900), st.text(max_size=40))
def test_any_text_is_read_or_left_alone(text: str, anchor: str) -> None:
    found = bibliography.read(f"{text} 2023", anchor)

    assert found is None or found.title or found.accessed
    assert found is None or len(found.title) <= 300
