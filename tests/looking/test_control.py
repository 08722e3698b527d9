from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from linkcheck import Citation, Config, Document, FetchPolicy, Span, Verdict, Verifier
from linkcheck.looking.control import is_doubtful, sibling
from linkcheck.model import Evidence, Match, Message, Page, Signal, SignalKind

if TYPE_CHECKING:
    from web import Web

    from linkcheck import Finding

SAYS = (
    "<html lang='en'><title>Harbour news</title><h1>Harbour news</h1><main><p>Ships come and go all"
    " day long in this old town. The page you are looking for could not be found here, but there is"
    " much else to read about cranes, tides and the men who mend nets along the quay.</p><p>"
    + "The ferry to the islands leaves at noon and comes back before the lamps are lit. " * 8
    + "</p></main>"
)
URL = "https://port.lab/reports/cranes.html"
STRONG = Evidence(Message.of("evidence.wording-same", title="x"), 3.0, "wording")


def page(*kinds: SignalKind) -> Page:
    return Page(URL, signals=tuple(Signal(kind) for kind in kinds))


def checked(web: Web, label: str) -> Finding:
    config = Config(fetch=FetchPolicy(connect_to=web.address, ca_file=web.ca_file, delay=0.0))
    citation = Citation(label, URL, Span(1, 1, 1, 2))
    document = Document("a.txt", "en", citations=(citation,))
    return asyncio.run(Verifier(config).verify([document])).findings[0]


def test_a_site_that_answers_an_invented_address_alike_has_no_such_page(web: Web) -> None:
    web.page(URL, SAYS)
    web.page(sibling(URL), SAYS)
    finding = checked(web, "Report on the new bridge of Lisbon")
    assert finding.page is not None
    assert finding.page.has(SignalKind.SIBLING_ALIKE)
    assert (finding.verdict, finding.reason) == (Verdict.GONE, "soft-404")


def test_a_site_that_knows_its_addresses_is_believed(web: Web) -> None:
    web.page(URL, SAYS)
    web.page(sibling(URL), "<title>Not found</title>", status=404)
    finding = checked(web, "Report on the new bridge of Lisbon")
    assert finding.page is not None
    assert not finding.page.has(SignalKind.SIBLING_ALIKE)
    assert finding.verdict is not Verdict.GONE


def test_another_page_under_the_invented_address_says_nothing(web: Web) -> None:
    web.page(URL, SAYS)
    web.page(sibling(URL), SAYS.replace("Harbour", "Other"))
    finding = checked(web, "Report on the new bridge of Lisbon")
    assert finding.page is not None
    assert not finding.page.has(SignalKind.SIBLING_ALIKE)


def test_nobody_is_asked_about_a_page_that_fits_or_shows_nothing_strange(web: Web) -> None:
    web.page(URL, SAYS.replace("The page you are looking for could not be found here", "Fine"))
    checked(web, "Report on the new bridge of Lisbon")
    assert not web.unplanned


@pytest.mark.parametrize(
    ("url", "shown", "match", "doubtful"),
    [
        (URL, page(SignalKind.NOT_FOUND_TEXT), None, True),
        (URL, page(SignalKind.LOST_PATH), None, True),
        (URL, page(), None, False),
        (URL, page(SignalKind.LOST_PATH, SignalKind.NEEDS_SCRIPT), None, False),
        (URL, page(SignalKind.NOT_FOUND_TEXT, SignalKind.NOT_FOUND_TITLE), None, False),
        ("https://port.lab/", page(SignalKind.SITE_NAME_ONLY), None, False),
        (URL, page(SignalKind.LOST_PATH), Match(0.97, (STRONG,)), False),
    ],
)
def test_only_doubtful_pages_are_controlled(
    url: str,
    shown: Page,
    match: Match | None,
    doubtful: bool,  # noqa: FBT001 (a parameter of pytest)
) -> None:
    assert is_doubtful(url, shown, match) is doubtful


def test_the_invented_address_lies_beside_the_page_and_stays_the_same() -> None:
    first = sibling("https://port.lab/reports/cranes.html?page=2#top")
    assert first == sibling("https://port.lab/reports/cranes.html?page=2#top")
    assert first.startswith("https://port.lab/reports/")
    assert first.endswith(".html")
    assert "cranes" not in first
    assert sibling("https://port.lab/a/") != sibling("https://port.lab/b/")


CALLED = "Joint statement on maritime trade of Lisbon and Rotterdam"
SLUG = CALLED.lower().replace(" ", "-")
TITLED = "<html lang='en'><title>{0}</title><h1>{0}</h1><p>Read on."


@pytest.mark.parametrize(
    "url", [f"https://port.lab/documents/{SLUG}", f"https://port.lab/view?title={SLUG}"]
)
def test_a_site_that_titles_its_pages_after_any_address_is_not_believed(web: Web, url: str) -> None:
    invented = sibling(url)
    word = invented.rpartition("=" if "?" in url else "/")[2]
    web.page(url, TITLED.format(CALLED))
    web.page(invented, TITLED.format(word.title()))
    finding = _checked(web, url)
    assert finding.page is not None
    assert finding.page.has(SignalKind.ECHO)
    assert (finding.verdict, finding.reason) == (Verdict.REVIEW, "echo")


def test_a_page_of_little_text_is_believed_where_the_site_knows_its_addresses(web: Web) -> None:
    url = f"https://port.lab/documents/{SLUG}"
    web.page(url, TITLED.format(CALLED))
    web.page(sibling(url), "<title>Not found</title>", status=404)
    assert _checked(web, url).verdict is Verdict.VERIFIED


def test_one_page_for_all_addresses_is_not_believed_however_well_it_fits(web: Web) -> None:
    url = f"https://port.lab/documents/{SLUG}"
    web.page(url, TITLED.format(CALLED))
    web.page(sibling(url), TITLED.format(CALLED))
    finding = _checked(web, url)
    assert (finding.verdict, finding.reason) == (Verdict.REVIEW, "soft-404")


def test_a_title_that_is_not_in_the_address_cannot_come_from_it(web: Web) -> None:
    web.page("https://port.lab/documents/17", TITLED.format(CALLED))
    assert _checked(web, "https://port.lab/documents/17").verdict is Verdict.VERIFIED
    assert not web.unplanned


def test_a_long_value_of_a_query_is_exchanged_and_a_short_one_is_left() -> None:
    title = "a-joint-statement-on-maritime-trade"
    assert sibling(f"https://port.lab/v?id=7&t={title}").startswith("https://port.lab/v?id=7&t=")
    assert title not in sibling(f"https://port.lab/v?id=7&t={title}")
    assert "?" not in sibling("https://port.lab/reports/cranes?page=2")


def _checked(web: Web, url: str) -> Finding:
    config = Config(fetch=FetchPolicy(connect_to=web.address, ca_file=web.ca_file, delay=0.0))
    citation = Citation(CALLED, url, Span(1, 1, 1, 2))
    document = Document("a.txt", "en", citations=(citation,))
    return asyncio.run(Verifier(config).verify([document])).findings[0]
