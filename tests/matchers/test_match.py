from __future__ import annotations

import subprocess
import sys
import tomllib
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matchers.samples import claim, keys, page

from linkcheck.matchers import MATCHERS, Claim, match, weights
from linkcheck.matchers.claim import without_access_note
from linkcheck.model import Citation, Page, Response, Span, Title, TitleSource, Verdict
from linkcheck.verdicts import Facts, judge
from linkcheck.wording import LANGUAGES, catalogue, say

if TYPE_CHECKING:
    from collections.abc import Mapping

LABELS = Path(__file__).parents[2] / "fixtures" / "labels"
ARTICLE = date(2023, 5, 10)

STATEMENT = page(
    "Joint Statement",
    published=date(2023, 1, 31),
    url="https://www.nato.int/cps/en/natohq/opinions_211294.htm",
    lead="Issued on the occasion of the meeting between H.E. Mr Jens Stoltenberg, NATO Secretary "
    "General and H.E. Mr Kishida Fumio, Prime Minister of Japan. 31 Jan. 2023. The two agreed to "
    "bring the partnership forward and spoke about security in Europe and in the Indo-Pacific.",
)
TOKYO = page(
    "Joint Press Conference by the Leaders of Japan and the Republic of Korea",
    published=date(2023, 3, 16),
    url="https://japan.kantei.go.jp/101_kishida/statement/202303/_00010.html",
    lead="March 16, 2023. Prime Minister Kishida said that he was glad to see President Yoon in "
    "Tokyo in the season of blossoms, and that both would visit each other often from now on.",
)
DECLARATION = page(
    "Washington Declaration",
    published=date(2023, 4, 26),
    url="https://www.whitehouse.gov/briefing-room/statements-releases/2023/04/26/washington-declaration-2/",
    lead="On April 26, 2023 the President of the United States of America and President Yoon Suk "
    "Yeol of the Republic of Korea met in Washington, D.C. to mark seventy years of alliance.",
)
SEOUL = page(
    "Joint Press Conference by the Leaders of Japan and the Republic of Korea",
    published=date(2023, 5, 7),
    url="https://japan.kantei.go.jp/101_kishida/statement/202305/_00004.html",
    lead="May 7, 2023. In Seoul, President Yoon welcomed Prime Minister Kishida, who recalled "
    "their meeting in Tokyo in spring. Both took questions from the press.",
)
SEED = (
    (
        "Joint Statement von Jens Stoltenberg und Fumio Kishida nach dessen Besuch in Tokio",
        STATEMENT,
    ),
    ("Pressekonferenz von Kishida und Yoon in Tokio am 16. März", TOKYO),
    ("Washington Declaration nach dem Besuch Yoons in den USA", DECLARATION),
)


def verdict(label: Claim, shown: Page) -> Verdict:
    citation = Citation(label.text, shown.url, Span(1, 1, 1, 1))
    answer = Response(shown.url, shown.url, 200, {}, b"")
    facts = Facts(citation, outcome=answer, page=shown, match=match(label, shown))
    return judge(facts).verdict


@pytest.mark.parametrize("published", [ARTICLE, None])
@pytest.mark.parametrize(("text", "shown"), SEED)
def test_a_german_label_verifies_the_english_page_it_means(
    text: str, shown: Page, published: date | None
) -> None:
    assert verdict(claim(text, published=published), shown) is Verdict.VERIFIED


@pytest.mark.parametrize("published", [ARTICLE, None])
@pytest.mark.parametrize("other", [STATEMENT, TOKYO, DECLARATION, SEOUL])
@pytest.mark.parametrize(("text", "shown"), SEED)
def test_exchanged_pages_are_never_verified(
    text: str, shown: Page, other: Page, published: date | None
) -> None:
    if other is not shown:
        found = verdict(claim(text, published=published), other)
        assert found in (Verdict.MISMATCH, Verdict.REVIEW)


def test_the_press_conference_is_recognised_by_date_type_names_and_place() -> None:
    found = match(claim(SEED[1][0], published=ARTICLE), TOKYO)
    assert found
    assert {"dates-same", "doctypes-same", "names-text", "places-near"} <= keys(found.evidence)


def test_a_press_conference_of_another_day_in_another_city_is_contradicted() -> None:
    found = match(claim(SEED[1][0], published=ARTICLE), SEOUL)
    assert found
    assert found.contradictions
    assert verdict(claim(SEED[1][0], published=ARTICLE), SEOUL) is Verdict.MISMATCH


def cases() -> list[tuple[bool, Claim, Page, bool]]:
    """All label fixtures as (held out, claim, page, right)."""
    found = []
    for path in sorted(LABELS.glob("*.toml")):
        read = tomllib.loads(path.read_text("utf-8"))
        for label in read["labels"]:
            for entry in read["pages"]:
                if entry["id"] not in label.get("also", ()):
                    promised = Claim(
                        label["text"], entry["url"], label["language"], read["published"]
                    )
                    found.append(
                        (read["held_out"], promised, described(entry), entry["id"] == label["is"])
                    )
    return found


def described(entry: Mapping[str, Any]) -> Page:
    return Page(
        url=entry["url"],
        titles=(Title(entry["title"], TitleSource.HEADING),),
        language=entry["language"],
        published=entry.get("published"),
        site=entry.get("site", ""),
        lead=entry["lead"],
    )


@pytest.mark.parametrize("held_out", [True, False])
def test_the_fixtures_are_told_apart(held_out: bool) -> None:  # noqa: FBT001 (a parameter of pytest)
    said = [(right, verdict(c, p)) for held, c, p, right in cases() if held is held_out]
    right = [found for is_right, found in said if is_right]
    wrong = [found for is_right, found in said if not is_right]
    assert len(right) >= 18
    assert len(wrong) >= 38
    assert right.count(Verdict.MISMATCH) == 0
    assert right.count(Verdict.VERIFIED) / len(right) >= 0.6
    assert wrong.count(Verdict.VERIFIED) <= (0 if held_out else 4)
    assert wrong.count(Verdict.MISMATCH) / len(wrong) >= 0.6


def test_there_is_nothing_to_compare_without_words_or_without_a_page() -> None:
    assert match(claim("  "), TOKYO) is None
    assert match(claim("Bericht"), page()) is None
    assert match(claim("Bericht"), page(lead="Ein Bericht.")) is not None


def test_a_text_that_merely_mentions_the_document_is_no_match() -> None:
    lead = "The Report on Rivers, published in 2021, is quoted here. " * 8
    found = match(claim("Report on Rivers 2021", "en"), page("Ten towns by the water", lead=lead))
    assert found
    assert found.score <= weights.table()["hearsay"]


@pytest.mark.parametrize(
    "note",
    [
        " (abgerufen am 3. Mai 2024)",
        ", last accessed 3 May 2024",
        ", consulté le 3 mai 2024",
        "（閲覧 2024年5月3日）",
    ],
)
def test_the_day_somebody_looked_at_the_page_is_no_date_of_it(note: str) -> None:
    found = match(
        claim(f"Bericht über die Flüsse{note}"), page("Rivers", published=date(2020, 1, 2))
    )
    assert found
    assert not {key for key in keys(found.evidence) if key.startswith("dates")}


def test_a_label_that_is_nothing_but_such_a_note_stays() -> None:
    assert without_access_note("abgerufen am 3. Mai") == "abgerufen am 3. Mai"


def test_strict_claims_are_compared_as_titles_only() -> None:
    found = match(Claim("Report on Rivers", strict=True), page("Report on Rivers"))
    assert found
    assert keys(found.evidence) == {"expected-same"}
    other = match(Claim("Report on Rivers", strict=True), page("Rivers: a report"))
    assert other
    assert other.contradictions


def test_every_evidence_that_a_weight_exists_for_has_a_sentence_in_every_language() -> None:
    known = set(weights.table()) - {"prior", "contradicted", "hearsay", "circumstance", "surest"}
    for language in LANGUAGES:
        sentences = {key for key in catalogue(language) if key.startswith("evidence.")}
        assert sentences == {f"evidence.{key}" for key in known | {"meaning-near", "meaning-far"}}


def test_every_weight_belongs_to_a_matcher() -> None:
    known = set(weights.table()) - {"prior", "contradicted", "hearsay", "circumstance", "surest"}
    assert {key.partition("-")[0] for key in known} == {*MATCHERS, "expected"}


words_ = st.text(alphabet="abc XYZäß東京ソウル서울Москва0123456789.,„“-:年月日 ", max_size=60)


@settings(max_examples=150)
@given(label=words_, title=words_, lead=words_, published=st.none() | st.dates())
def test_any_words_give_a_score_and_sayable_evidence(
    label: str, title: str, lead: str, published: date | None
) -> None:
    found = match(claim(label, published=published), page(title, lead=lead, published=published))
    if found is not None:
        assert 0 <= found.score <= 1
        assert all(say(one.message, "de") for one in found.evidence)
        if found.contradictions:
            assert found.score <= weights.table()["contradicted"]


@settings(max_examples=100)
@given(label=st.text(max_size=80), title=st.text(max_size=80))
def test_no_text_makes_a_matcher_fail(label: str, title: str) -> None:
    found = match(Claim(label), page(title, lead=label))
    assert found is None or 0 <= found.score <= 1


def test_a_title_always_matches_itself_best() -> None:
    for _, promised, shown, right in cases():
        if right:
            itself = match(Claim(shown.title, language=shown.language), shown)
            assert itself
            assert itself.score >= 0.84, promised.text


def test_importing_the_matchers_reads_no_table() -> None:
    code = (
        "import linkcheck.matchers as m\n"
        "print(m.places._table.cache_info().currsize, m.doctypes._table.cache_info().currsize)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603 (our own code)
    assert run.stdout.split() == ["0", "0"]
