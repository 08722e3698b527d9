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
LOCKED = [one for one in strange() if one.what == "paywall"]


def is_none(page: Page, status: int) -> bool:
    """Tell whether its signals say that this is no page of its own, as the rules add them up."""
    alone = status != 200 or page.has(SignalKind.ALMOST_NO_TEXT)
    return page.has(*SURE) or (alone and page.has(*LIKELY))


@pytest.mark.parametrize("case", titled(), ids=lambda case: case.name)
def test_the_headline_is_found_wherever_a_page_hides_it(case: Titled) -> None:
    assert read_page(case.response).title in case.titles


def told(name: str) -> tuple[float, float]:
    """Precision and recall of what is told to be no page, on a file of pages."""
    pages = [one for one in strange(name) if one.what != "paywall"]
    found = [
        (is_none(read_page(one.response), one.response.status), one.what != "page") for one in pages
    ]
    hits = sum(said and true for said, true in found)
    return hits / sum(said for said, _ in found), hits / sum(true for _, true in found)


def test_pages_that_are_none_are_told_from_pages_that_speak_of_such_things() -> None:
    precision, recall = told("pages")
    assert precision >= 0.99
    assert recall >= 0.99


def test_rules_hold_on_pages_that_they_were_not_made_after() -> None:
    precision, recall = told("kept-apart")
    assert precision >= 0.98
    assert recall >= 0.87
    pages = titled("kept-apart")
    right = sum(read_page(one.response).title in one.titles for one in pages)
    assert right >= 0.95 * len(pages)


@pytest.mark.parametrize("case", LOCKED, ids=lambda case: case.name)
def test_a_paywalled_page_keeps_its_title_and_is_no_error(case: Strange) -> None:
    page = read_page(case.response)
    assert page.title == case.title
    assert page.has(SignalKind.PAYWALL)
    assert not is_none(page, case.response.status)
