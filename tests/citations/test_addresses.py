from __future__ import annotations

import pytest

from linkcheck import citations, readers
from linkcheck.citations import addresses
from linkcheck.model import Citation, Defect, Span

PAGE = "https://a.example.org/x"


def _cited(url: str, label: str = "Bericht") -> Citation:
    return Citation(label, url, Span(1, 1, 1, 2))


def _judged(url: str, label: str = "Bericht") -> Citation:
    return addresses.judge([_cited(url, label)])[0]


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("https://www.google.de/url?sa=t&url=https%3A%2F%2Fa.example.org%2Fx&usg=1", PAGE),
        ("https://www.google.com/url?q=https://a.example.org/x&sa=D", PAGE),
        (
            "https://eur1.safelinks.protection.outlook.com/?url=https%3A%2F%2Fa.example.org%2Fx",
            PAGE,
        ),
        ("https://l.facebook.com/l.php?u=https%3A%2F%2Fa.example.org%2Fx&h=AT", PAGE),
        ("https://www.google.com/amp/s/a.example.org/x", PAGE),
        ("https://a-example-org.cdn.ampproject.org/c/s/a.example.org/x", PAGE),
        ("https://a.example.org/x/amp/", PAGE),
        ("https://a.example.org/x?amp=1", PAGE),
        ("https://urldefense.com/v3/__https://a.example.org/x__;!!abc", PAGE),
        ("https://login.ezproxy.uni.example.edu/login?url=https://a.example.org/x", PAGE),
        ("https://www-jstor-org.ezproxy.uni.example.edu/x/1", "https://www.jstor.org/x/1"),
        ("https://my--site-example-org.libproxy.uni.example.edu", "https://my-site.example.org/"),
    ],
)
def test_a_wrapped_address_is_told_with_the_page_s_own(url: str, target: str) -> None:
    citation = _judged(url)
    assert citation.defects == (Defect.WRAPPED_URL,)
    assert (citation.url, citation.unwrapped_url) == (url, target)


@pytest.mark.parametrize(
    ("url", "target"),
    [
        (f"{PAGE}?utm_source=mail&id=3#t", f"{PAGE}?id=3#t"),
        (f"{PAGE}?fbclid=IwAR", PAGE),
        (f"{PAGE};jsessionid=0A1B.n1?id=3", f"{PAGE}?id=3"),
        (f"{PAGE}?sid=0123456789abcdef01", PAGE),
    ],
)
def test_what_follows_readers_around_is_told_with_the_address_without_it(
    url: str, target: str
) -> None:
    citation = _judged(url)
    assert citation.defects == (Defect.TRACKING_URL,)
    assert citation.unwrapped_url == target


@pytest.mark.parametrize(
    ("url", "defect"),
    [
        ("http://localhost:8080/x", Defect.PRIVATE_URL),
        ("http://192.168.0.7/x", Defect.PRIVATE_URL),
        ("http://wiki/x", Defect.PRIVATE_URL),
        ("https://intranet.example.org/x", Defect.PRIVATE_URL),
        ("https://docs.google.com/document/d/1AbC-d/edit?usp=sharing", Defect.PRIVATE_URL),
        ("https://mail.google.com/mail/u/0/#inbox/1", Defect.PRIVATE_URL),
        ("file:///C:/Texte/x.pdf", Defect.PRIVATE_URL),
        ("https://a.example.org/?p=17&preview=true", Defect.PREVIEW_URL),
        ("https://a.example.org/wp-admin/post.php?post=1", Defect.PREVIEW_URL),
        ("https://a.example.org/node/12/edit", Defect.PREVIEW_URL),
        ("https://staging.example.org/x", Defect.PREVIEW_URL),
    ],
)
def test_what_readers_cannot_open_is_told(url: str, defect: Defect) -> None:
    citation = _judged(url)
    assert citation.defects == (defect,)
    assert citation.unwrapped_url == ""


@pytest.mark.parametrize(
    "url",
    [
        PAGE,
        "https://a.example.org/admin-reform/x",
        "https://champ.example.org/camp?example=1",
        "https://www.google.com/search?q=x",
        "https://www.google.com/url?q=",
        "https://docs.google.com/document/d/e/1AbC/pub",
        "https://web.archive.org/web/2023/https://a.example.org/x?utm_source=mail",
        "https://a.example.org/?sidenote=3&source=x",
    ],
)
def test_an_ordinary_address_is_left_alone(url: str) -> None:
    assert _judged(url).defects == ()


@pytest.mark.parametrize(
    ("label", "url", "defects"),
    [
        ("Jahresbericht 2022 der Kommission", "https://a.example.org/", (Defect.FRONT_PAGE_URL,)),
        ("Statement by the Prime Minister", "https://a.example.org", (Defect.FRONT_PAGE_URL,)),
        ("Amt für Statistik des Landes", "https://a.example.org/", ()),
        ("Bericht", "https://a.example.org/", ()),
        ("Jahresbericht 2022 der Kommission", "https://a.example.org/?id=3", ()),
    ],
)
def test_a_document_is_not_at_a_site_s_front(
    label: str, url: str, defects: tuple[Defect, ...]
) -> None:
    assert _judged(url, label).defects == defects


def test_a_placeholder_is_no_address_but_a_page_of_such_a_host_is() -> None:
    assert (_judged("https://example.com/").url, _judged("https://www.domain.de").defects) == (
        None,
        (Defect.NO_URL,),
    )
    assert _judged("https://example.com/reports/2022.pdf").defects == ()


def test_one_address_under_two_labels_is_told_at_the_second() -> None:
    judged = addresses.judge(
        [
            _cited(PAGE, "Protokoll der Ratssitzung"),
            _cited(PAGE, "Ratssitzung, Protokoll, S. 12"),
            _cited(PAGE, "Interview mit dem Hafenmeister"),
            _cited(PAGE, ""),
            _cited("https://b.example.org/x", "Interview mit dem Hafenmeister"),
        ]
    )
    assert [one.defects for one in judged] == [(), (), (Defect.SHARED_URL,), (), ()]


def test_buttons_that_share_the_article_are_no_citations() -> None:
    page = (
        '<h2>Quellen</h2><ul><li><a href="https://a.example.org/x">Bericht</a></li>'
        '<li><a href="https://www.facebook.com/sharer.php?u=https%3A%2F%2Fb.example.org">Auf'
        " Facebook</a>"
        '</li><li><a href="https://a.example.org/y"></a></li></ul>'
    )
    document = citations.find("a.html", readers.read("a.html", page.encode()))
    assert [one.url for one in document.citations] == [PAGE, "https://a.example.org/y"]


def test_links_outside_of_sections_are_counted() -> None:
    prose = "Siehe https://b.example.org/1 und [c](https://c.example.org/2).\n\n"
    text = f"{prose}# Quellen\n\n- [Bericht]({PAGE})\n"
    document = citations.find("a.md", readers.read("a.md", text.encode()))
    assert document.left_out == 2
