"""The article with its citations marked: in a terminal, in Markdown and in the HTML report."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reporters import hostile, samples
from reporters.validators import read_html

from linkcheck import citations, readers
from linkcheck.citations import CitationPolicy
from linkcheck.model import LeftOut
from linkcheck.reporters import CITATION_REPORTERS, REPORTERS, RenderOptions, marked
from linkcheck.reporters.layout import columns

if TYPE_CHECKING:
    from linkcheck.model import Document, Finding, Report

GOLDEN = Path(__file__).parent / "golden" / "articles"
ARTICLE = """\
# Die Fähre fährt wieder

Erster Absatz über die Fähre, der nichts belegt und nicht gezeigt werden muss.

Zweiter Absatz mit einem [Link im Text](https://blatt.example.org/text), der nicht zählt.

Dritter Absatz.

## Quellen

1. [Bericht des Amtes](https://amt.example.org/bericht?utm_source=x) vom 3. Mai 2023
2. Meier, Anna: Ein Hafen für alle. In: Küstenblatt, 12. Mai 2023 (abgerufen am 3. Juni 2023): <https://kuestenblatt.example.org/hafen>
3. Kommuniqué nach dem Besuch in

## Mehr zum Thema

- [Was die Flut kostete](https://blatt.example.org/1)
- [Wer die Deiche baut](https://blatt.example.org/2)
"""
GERMAN, ENGLISH = RenderOptions("de"), RenderOptions("en")
_SEQUENCE = re.compile(r"\x1b\[[\d;]*m")


def read(source: str = ARTICLE, name: str = "artikel.md") -> Document:
    return citations.find(
        name, readers.read(name, source.encode(errors="replace")), CitationPolicy(marked=True)
    )


def report(*documents: Document) -> Report:
    """A report in which every citation has the verdict of a sample, in turn."""
    kinds = (samples.gone(), samples.verified(), samples.incomplete())
    findings: list[Finding] = [
        replace(kinds[number % 3], document=document.name, citation=citation)
        for document in documents
        for number, citation in enumerate(document.citations)
    ]
    return replace(samples.report(*findings), documents=documents)


@pytest.mark.parametrize(("format_", "ending"), [("terminal", "txt"), ("markdown", "md")])
@pytest.mark.parametrize("language", ["de", "en"])
def test_the_article_looks_like_its_golden_file(format_: str, ending: str, language: str) -> None:
    text = CITATION_REPORTERS[format_]([read()], RenderOptions(language))
    path = GOLDEN / f"article.{language}.{ending}"
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(text, "utf-8")

    assert text == path.read_text("utf-8")


def test_colour_adds_nothing_but_colour() -> None:
    plain = CITATION_REPORTERS["terminal"]([read()], GERMAN)
    coloured = CITATION_REPORTERS["terminal"]([read()], replace(GERMAN, colour=True))

    assert coloured != plain
    assert _SEQUENCE.sub("", coloured) == plain


@pytest.mark.parametrize("width", [40, 60, 80, 100])
def test_lines_fit_the_terminal_unless_they_hold_an_address(width: int) -> None:
    text = CITATION_REPORTERS["terminal"]([read()], replace(GERMAN, width=width))

    assert all(columns(line) <= width for line in text.split("\n") if "://" not in line)
    assert not any(line != line.rstrip() and line.strip() for line in text.split("\n"))


def test_addresses_are_never_broken() -> None:
    text = CITATION_REPORTERS["terminal"]([read()], replace(GERMAN, width=40))

    assert "https://amt.example.org/bericht?utm_source=x" in text
    assert "https://kuestenblatt.example.org/hafen" in text


def test_an_address_that_was_put_together_is_shown_in_both_forms() -> None:
    source = (
        "Quellen:\nBericht des Amtes:\nhttps://amt.example.org/berichte/2023/\nhafen-bericht.html\n"
    )
    text = CITATION_REPORTERS["terminal"]([read(source, "a.txt")], ENGLISH)

    assert "Fetched will be:" in text
    assert "→ https://amt.example.org/berichte/2023/hafen-bericht.html" in text


def test_several_articles_are_counted_together() -> None:
    text = CITATION_REPORTERS["terminal"]([read(), read(name="b.md")], GERMAN)

    assert text.endswith("6 Quellenangaben\n")


def test_a_long_line_is_shown_around_its_citations_only() -> None:
    filler = "Die Fähre fährt wieder, und zwar jede Stunde, sagt das Amt am Dienstag. " * 20
    source = f"{filler} [Bericht](https://a.example.org/1) {filler} [Rede](https://a.example.org/2)"
    document = citations.find(
        "a.md", readers.read("a.md", source.encode()), CitationPolicy("all", marked=True)
    )
    text = CITATION_REPORTERS["terminal"]([document], ENGLISH)

    assert "https://a.example.org/1" in text
    assert "https://a.example.org/2" in text
    assert text.count("Die Fähre fährt wieder") < 10
    assert "…" in text


def test_more_places_than_are_named_are_counted() -> None:
    source = "".join(
        f"## Teil {n}\n\n- [Link {n}](https://a.example.org/{n})\n\n" for n in range(30)
    )
    text = CITATION_REPORTERS["terminal"]([read(source)], ENGLISH)

    assert "1 link under “Teil 11”" in text
    assert "Teil 12" not in text.partition("Left out")[2]
    assert "… +18" in text


def test_markdown_without_the_text_lists_the_citations() -> None:
    document = replace(read(), passages=())
    text = CITATION_REPORTERS["markdown"]([document], ENGLISH)

    assert "1. **Bericht des Amtes vom 3. Mai 2023**" in text
    assert "3. **Kommuniqué nach dem Besuch in** (line 13)" in text


# --- the HTML report ------------------------------------------------------------------------


def html(document: Document, options: RenderOptions = GERMAN) -> str:
    return REPORTERS["html"](report(document), options)


def test_each_marked_citation_leads_to_its_card_and_back() -> None:
    text = html(read())
    tree = read_html(text)
    ids = [element.attrib["id"] for element in tree.iter() if "id" in element.attrib]

    assert len(ids) == len(set(ids))
    for number in (1, 2, 3):
        assert f'id="cited-{number}" href="#finding-{number}"' in text
        assert f'href="#cited-{number}"' in text
    assert set(re.findall(r'href="#([^"]+)"', text)) <= set(ids)


def test_the_article_is_shown_with_verdicts_and_folded_lines() -> None:
    text = html(read())

    assert "Der Artikel mit markierten Quellenangaben" in text
    assert 'class="seal error"' in text
    assert "<summary>… 4 Zeilen …</summary>" in text
    assert "Erster Absatz über die Fähre" in text
    assert "2 Links unter „Mehr zum Thema“ (Zeile 15)" in text


def test_an_article_whose_text_was_not_kept_is_not_shown() -> None:
    text = html(replace(read(), passages=()))

    assert 'class="articles"' not in text
    assert 'href="#' not in text


def test_long_articles_are_folded_and_bounded() -> None:
    prose = "Die Fähre fährt wieder, und zwar jede Stunde einmal am Tag, sagt das Amt. " * 9
    source = f"{prose}\n\n" * 3_000 + ARTICLE
    many = [read(source, f"{number}.md") for number in range(5)]
    text = REPORTERS["html"](report(*many), GERMAN)

    assert len(text) < 600_000
    assert '<details class="fold">' in text
    assert 'id="cited-15"' in text


def test_a_citation_that_no_run_reached_is_shown_without_a_verdict() -> None:
    document = read()
    whole = report(document)
    text = REPORTERS["html"](replace(whole, findings=whole.findings[:1]), GERMAN)

    read_html(text)
    assert 'id="cited-1"' in text
    assert "Ein Hafen für alle" in text
    assert 'href="#finding-2"' not in text


def test_a_citation_without_a_visible_word_is_marked_by_its_verdict() -> None:
    document = read()
    bare = tuple(replace(one, marks=()) for one in document.passages)
    text = html(replace(document, passages=bare))

    assert len(re.findall(r'<a class="seal [a-z]+" id="cited-\d"', text)) == 3


@given(st.lists(st.sampled_from(hostile.WEAPONS), min_size=1, max_size=6))
@settings(max_examples=40)
def test_hostile_articles_stay_text(weapons: list[str]) -> None:
    lines = "\n".join(
        f"- {one} [{one}](https://a.example.org/{n})" for n, one in enumerate(weapons)
    )
    document = read(f"# {weapons[0]}\n\n{weapons[0]}\n\n## Quellen\n\n{lines}\n")

    terminal = CITATION_REPORTERS["terminal"]([document], ENGLISH)
    markdown = CITATION_REPORTERS["markdown"]([document], ENGLISH)
    read_html(html(document))
    for text in (terminal, markdown):
        assert "\x1b" not in text
        assert "\u202e" not in text
    assert not re.search(r"^\s*::|##\[|##vso\[", terminal, re.MULTILINE)


# --- rows -----------------------------------------------------------------------------------


def test_short_lines_between_citations_are_shown_and_longer_stretches_folded() -> None:
    rows = list(marked.rows(read()))

    folds = [row.lines for row in rows if isinstance(row, marked.Fold)]
    assert folds[0] == 4
    assert [row.line for row in rows if isinstance(row, marked.Row)][:2] == [9, 11]


def test_only_lists_that_may_be_sources_are_doubtful() -> None:
    places = (
        LeftOut("Mehr zum Thema", "", 4, 2, listed=True),
        LeftOut("Ähnliche Artikel", "related", 9, 3, listed=True),
        LeftOut("Kommentare", "comments", 12, 3, listed=True),
        LeftOut("", "nav", 1, 30, listed=True),
        LeftOut("", "", 3, 5),
    )

    assert marked.doubtful(replace(read(), elsewhere=places)) == places[:2]


def test_a_report_of_findings_names_lists_that_were_left_out() -> None:
    text = REPORTERS["terminal"](report(read()), GERMAN)

    assert "2 Links unter „Mehr zum Thema“ nicht berücksichtigt." in text
    assert "--include-section '^Mehr zum Thema'" in text


def test_links_in_the_text_are_taken_in_all_together() -> None:
    source = "## Quellen\n\n- [Bericht](https://a.example.org/1)\n\n## Teil\n\nEin [Wort]("
    source += "https://a.example.org/2) steht mitten in einem langen Satz über Häfen.\n"
    text = CITATION_REPORTERS["terminal"]([read(source)], GERMAN)

    assert text.endswith("– 1 Link im Text\n→ Alle Links mitnehmen: --section all.\n")


def test_of_many_lists_a_report_names_two() -> None:
    places = tuple(LeftOut(f"Teil {n}", "", n, 2, listed=True) for n in range(1, 6))
    text = REPORTERS["terminal"](report(replace(read(), elsewhere=places)), ENGLISH)

    assert "“Teil 2”" in text
    assert "“Teil 3”" not in text
    assert "3 more lists of links left out" in text
