from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reporters import hostile, samples

from linkcheck import config, sources
from linkcheck.config import Config
from linkcheck.errors import ReadError
from linkcheck.model import Acceptance, Document, Finding, Span, Title, Verdict
from linkcheck.text import fold
from linkcheck.tolerated import accepted

if TYPE_CHECKING:
    from pathlib import Path

TODAY = date(2027, 1, 10)
WORD = Acceptance((Verdict.MISMATCH,), "looked at", url="bundesrat", source="x")


def applied(finding: Finding, *words: Acceptance, document: Document | None = None) -> Finding:
    return accepted.apply(finding, document or samples.report(finding).documents[0], words, TODAY)


def lapse(finding: Finding, word: Acceptance) -> str:
    found = applied(finding, word)
    assert found.accepted is None
    return found.lapsed.why.id if found.lapsed else ""


# --- inline ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "markup"),
    [
        ("<!-- linkcheck: accept=gone because=gedruckt vorhanden -->", True),
        ("a\n<!--linkcheck: accept=gone because='gedruckt vorhanden'-->", True),
        ("linkcheck: accept=gone because=gedruckt vorhanden", False),
        ("# linkcheck: accept=gone because=„gedruckt vorhanden“\r\nb", False),
        ("\r\n\r  // linkcheck:\taccept=gone\tbecause=“gedruckt vorhanden”  ", False),
        ("<!-- linkcheck: accept=gone because=gedruckt vorhanden -->", False),
    ],
)
def test_an_exception_is_found_in_comments_and_in_lines_of_text(text: str, *, markup: bool) -> None:
    (found,) = accepted.in_article("a", text, markup=markup)

    assert (found.verdicts, found.because) == ((Verdict.GONE,), "gedruckt vorhanden")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert "linkcheck" in lines[found.line - 1]
    assert found.source == f"a:{found.line}"


def test_all_that_an_exception_can_say_is_read() -> None:
    text = (
        "linkcheck: accept=mismatch,review until=2027-06-30 because=covers both visits"
        ' by="M. Muster" title=“Joint Statement”'
    )
    (found,) = accepted.in_article("a", text, markup=False)

    assert found == Acceptance(
        (Verdict.MISMATCH, Verdict.REVIEW),
        because="covers both visits",
        by="M. Muster",
        until=date(2027, 6, 30),
        title="Joint Statement",
        line=1,
        source="a:1",
    )


@pytest.mark.parametrize(
    "text",
    [
        "linkcheck: accept=gone because=x",
        "Read about linkcheck: accept=gone",
        "<!-- linkcheck is a tool -->",
    ],
)
def test_prose_in_markup_is_no_exception(text: str) -> None:
    assert list(accepted.in_article("a", text, markup=True)) == []


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ("accept=gone", "a reason (“because”)"),
        ("accept=dead because=x", "a verdict that can be accepted (moved, review"),
        ("accept=verified because=x", "not “verified”"),
        ("accept=gone because=x until=soon", "a date such as 2027-06-30 (“until”), not “soon”"),
        ("accept=gone because=x untill=2027-01-01", "no “untill”. Did you mean “until”?"),
        ('accept=gone because="x" y', "nothing beside KEY=VALUE, not “y”"),
    ],
)
def test_an_exception_that_cannot_be_understood_is_an_error_at_its_line(
    said: str, message: str
) -> None:
    with pytest.raises(ReadError) as caught:
        list(accepted.in_article("a.txt", f"x\nlinkcheck: {said}\n", markup=False))

    assert caught.value.message.startswith("a.txt:2: an exception must have ")
    assert message in caught.value.message
    assert "because=REASON" in caught.value.hint


@given(st.text(max_size=200).map(lambda text: f"x\nlinkcheck: accept={text}"), st.booleans())
def test_any_text_is_read_or_refused_and_blanking_keeps_every_position(
    text: str,
    markup: bool,  # noqa: FBT001 (drawn)
) -> None:
    blanked = accepted.blanked(text, markup=markup)
    assert len(blanked) == len(text)
    assert blanked.count("\n") == text.count("\n")
    try:
        found = list(accepted.in_article("a", text, markup=markup))
    except ReadError:
        return
    assert all(one.because and one.verdicts for one in found)


@pytest.mark.parametrize(
    ("name", "article"),
    [
        (
            "a.txt",
            (
                "Info:\nDeclaration:\nhttps://a.example/1\n"
                "linkcheck: accept=gone because=x\nReport:\nhttps://a.example/2\n"
            ),
        ),
        (
            "a.md",
            (
                "## Sources\n- [Declaration](https://a.example/1)"
                " <!-- linkcheck: accept=gone because=x -->\n- [Report](https://a.example/2)\n"
            ),
        ),
        (
            "a.html",
            (
                "<h2>Sources</h2><ul>\n<li><a href='https://a.example/1'>Declaration</a>\n"
                "<!-- linkcheck: accept=gone because=x -->\n"
                "<li><a href='https://a.example/2'>Report</a></ul>"
            ),
        ),
    ],
)
def test_an_exception_changes_no_citation_and_belongs_to_the_one_before_it(
    name: str, article: str
) -> None:
    (document,) = sources.read(name, article.encode(), Config())
    labels = [citation.label for citation in document.citations]
    gone = replace(samples.gone(), document=name)
    found = [
        accepted.apply(replace(gone, citation=citation), document, (), TODAY).accepted
        for citation in document.citations
    ]

    assert labels == ["Declaration", "Report"]
    assert [one is not None for one in found] == [True, False]


def test_an_exception_above_all_citations_belongs_to_none() -> None:
    finding = samples.mismatch()
    document = replace(
        samples.report(finding).documents[0], acceptances=(replace(WORD, url="", line=2),)
    )

    assert applied(finding, document=document) == finding


def test_of_several_citations_the_one_around_the_line_is_meant() -> None:
    first, second = samples.mismatch(), samples.mismatch()
    wide = replace(first.citation, span=Span(5, 1, 9, 1))
    after = replace(second.citation, span=Span(10, 1, 10, 5), label="other")
    document = Document(samples.NAME, citations=(wide, after), acceptances=(replace(WORD, line=8),))

    assert applied(replace(first, citation=wide), document=document).accepted
    assert not applied(replace(second, citation=after), document=document).accepted


# --- configured -----------------------------------------------------------------------------


def test_tables_of_the_configuration_are_read(tmp_path: Path) -> None:
    file = tmp_path / "linkcheck.toml"
    file.write_text(
        '[[accepted]]\nurl = "Bundesrat.example"\nverdict = ["mismatch", "review"]\n'
        'because = "looked at"\nby = "mm"\nuntil = 2027-01-10\ntitle = "Press"\n'
        '[[accepted]]\nlabel = "Wien"\nverdict = "gone"\nbecause = "printed"\n',
        "utf-8",
    )
    first, second = config.load(file=file).accepted

    assert first == Acceptance(
        (Verdict.MISMATCH, Verdict.REVIEW),
        "looked at",
        "mm",
        date(2027, 1, 10),
        "Press",
        "bundesrat.example",
        source="accepted 1",
    )
    assert (second.label, second.until, second.source) == ("wien", None, "accepted 2")
    assert accepted.to_table(second) == {
        "label": "wien", "verdict": ["gone"], "because": "printed",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ("x", "a list of tables"),
        ({"urls": "x"}, "tables without “urls”. Did you mean “url”?"),
        ({"verdict": "gone", "because": "x"}, "a “url” or a “label”"),
        ({"url": 3, "verdict": "gone", "because": "x"}, "tables whose “url” is a text"),
        ({"url": "x", "verdict": "gone"}, "a reason"),
        ({"url": "x", "because": "x"}, "a verdict that can be accepted"),
        ({"url": "x", "because": "x", "verdict": [3]}, "not “3”"),
        ({"url": "x", "because": "x", "verdict": "gone", "until": 3}, "a date such as"),
    ],
)
def test_a_wrong_table_says_what_it_must_be(table: object, message: str) -> None:
    with pytest.raises(ValueError, match=re.escape(message)):
        accepted.from_table(table, "accepted 1")


@pytest.mark.parametrize("until", [date(2027, 1, 1), datetime(2027, 1, 1, 12), "2027-01-01"])  # noqa: DTZ001 (TOML's local moments)
def test_a_day_may_be_toml_s_or_text(until: object) -> None:
    table = {"url": "x", "because": "x", "verdict": "gone", "until": until}

    assert accepted.from_table(table, "").until == date(2027, 1, 1)


# --- applying -------------------------------------------------------------------------------


def test_an_exception_keeps_the_verdict_and_fails_no_run() -> None:
    found = applied(samples.mismatch(), WORD)

    assert found.verdict is Verdict.MISMATCH
    assert found.accepted == WORD
    assert found.tolerated


@pytest.mark.parametrize(
    ("url", "label"), [("other.example", ""), ("", "Graz"), ("bundesrat", "Graz")]
)
def test_an_exception_covers_only_what_it_names(url: str, label: str) -> None:
    word = replace(WORD, url=url, label=fold(label))

    assert applied(samples.mismatch(), word) == samples.mismatch()


def test_what_is_fine_needs_no_exception() -> None:
    assert applied(samples.verified(), replace(WORD, url="")) == samples.verified()


def test_an_exception_lapses_with_its_day_its_verdict_and_its_title() -> None:
    found = samples.mismatch()

    assert not lapse(replace(found, citation=replace(found.citation, url="x")), WORD)
    assert applied(found, replace(WORD, until=TODAY)).accepted
    assert lapse(found, replace(WORD, until=date(2027, 1, 9))) == "accepted.expired"
    assert lapse(found, replace(WORD, verdicts=(Verdict.REVIEW,))) == "accepted.other_verdict"
    assert lapse(found, replace(WORD, title="Another")) == "accepted.other_title"
    assert applied(
        found, replace(WORD, title="press conference by the PRESIDENTS in Bern")
    ).accepted


def test_a_page_that_gets_another_title_fails_again() -> None:
    found = samples.mismatch()
    assert found.page is not None
    word = replace(WORD, title=found.page.title)
    title = Title("Something else", found.page.titles[0].source)
    changed = replace(found, page=replace(found.page, titles=(title,)))

    assert applied(found, word).tolerated
    assert not applied(changed, word).tolerated


def test_one_that_holds_outranks_one_that_lapsed() -> None:
    expired = replace(WORD, until=date(2020, 1, 1))

    assert applied(samples.mismatch(), expired, WORD).accepted == WORD


@given(hostile.findings("a"), hostile.acceptances)
def test_any_exception_applies_to_any_finding_without_touching_the_verdict(
    finding: Finding, word: Acceptance
) -> None:
    bare = replace(finding, accepted=None, lapsed=None)
    found = accepted.apply(bare, Document("a"), (word,), TODAY)

    assert (found.verdict, found.severity) == (bare.verdict, bare.severity)
    assert not (found.accepted and found.lapsed)
