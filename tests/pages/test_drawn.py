"""Titles that hide, and pages that are none, in the looks of many systems and languages."""

from __future__ import annotations

import pytest
from pages.drawn import Strange, Titled, strange, titled

from linkcheck.model import Page, SignalKind
from linkcheck.pages import read_page

SURE = (
    SignalKind.NOT_FOUND_TITLE, SignalKind.NOT_FOUND_HEADING, SignalKind.ERROR_PAGE,
    SignalKind.PARKED, SignalKind.USURPED, SignalKind.CHALLENGE, SignalKind.LOGIN,
    SignalKind.CONSENT,
)  # fmt: skip
LIKELY = (SignalKind.NOT_FOUND_TEXT, SignalKind.WALL)
PAGES = [one for one in strange() if one.what != "paywall"]
LOCKED = [one for one in strange() if one.what == "paywall"]


def is_none(page: Page, status: int) -> bool:
    """Tell whether its signals say that this is no page of its own, as the rules add them up."""
    alone = status != 200 or page.has(SignalKind.ALMOST_NO_TEXT)
    return page.has(*SURE) or (alone and page.has(*LIKELY))


@pytest.mark.parametrize("case", titled(), ids=lambda case: case.name)
def test_the_headline_is_found_wherever_a_page_hides_it(case: Titled) -> None:
    assert read_page(case.response).title in case.titles


def test_pages_that_are_none_are_told_from_pages_that_speak_of_such_things() -> None:
    told = [
        (is_none(read_page(one.response), one.response.status), one.what != "page") for one in PAGES
    ]
    hits = sum(said and true for said, true in told)
    precision = hits / sum(said for said, _ in told)
    recall = hits / sum(true for _, true in told)
    assert precision >= 0.98
    assert recall >= 0.95


@pytest.mark.parametrize("case", LOCKED, ids=lambda case: case.name)
def test_a_paywalled_page_keeps_its_title_and_is_no_error(case: Strange) -> None:
    page = read_page(case.response)
    assert page.title == case.title
    assert page.has(SignalKind.PAYWALL)
    assert not is_none(page, case.response.status)
