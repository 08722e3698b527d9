"""Every page under fixtures/pages, by its truth."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from linkcheck.model import Response, SignalKind
from linkcheck.pages import read_page

if TYPE_CHECKING:
    from linkcheck.model import Page

FOLDER = Path(__file__).parents[2] / "fixtures" / "pages"
TRUTH: dict[str, dict[str, Any]] = tomllib.loads((FOLDER / "truth.toml").read_text("utf-8"))
TYPES = {".html": "text/html", ".txt": "text/plain", ".pdf": "application/pdf"}
PROBLEMS = {
    SignalKind.NOT_FOUND_TITLE, SignalKind.NOT_FOUND_HEADING, SignalKind.ERROR_PAGE,
    SignalKind.PARKED, SignalKind.LOGIN, SignalKind.CONSENT, SignalKind.CHALLENGE,
}  # fmt: skip


def page_of(name: str) -> Page:
    known = TRUTH[name]
    url = known.get("url", "https://www.site.example/news/2023/some-document")
    media = known.get("type", TYPES[Path(name).suffix])
    body = (FOLDER / name).read_bytes()
    return read_page(Response(url, url, 200, {"content-type": media}, body))


def test_every_page_has_a_truth_and_every_truth_a_page() -> None:
    pages = {path.name for path in FOLDER.iterdir() if path.name != "truth.toml"}
    assert pages == set(TRUTH)


@pytest.mark.parametrize("name", TRUTH)
def test_a_page_is_described_as_it_describes_itself(name: str) -> None:
    known, page = TRUTH[name], page_of(name)
    assert page.title == known["title"]
    assert page.site == known.get("site", "")
    assert page.language == known.get("language", "")
    assert page.published == known.get("published")
    assert page.refresh == known.get("refresh", "")
    assert {signal.kind.value for signal in page.signals} == set(known.get("signals", []))


@pytest.mark.parametrize("name", [name for name in TRUTH if "has" in TRUTH[name]])
def test_the_lead_holds_the_text_and_not_what_stands_around_it(name: str) -> None:
    known, lead = TRUTH[name], page_of(name).lead
    assert [words for words in known["has"] if words not in lead] == []
    assert [words for words in known.get("lacks", ()) if words in lead] == []


@pytest.mark.parametrize("name", TRUTH)
def test_signals_add_up_exactly_for_the_pages_that_are_none(name: str) -> None:
    page = page_of(name)
    told = page.has(*PROBLEMS) or (
        page.has(SignalKind.NOT_FOUND_TEXT, SignalKind.WALL) and page.has(SignalKind.ALMOST_NO_TEXT)
    )
    assert told == TRUTH[name].get("gone", False)
