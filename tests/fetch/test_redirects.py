from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkcheck import urls
from linkcheck.fetch.redirects import follow
from linkcheck.fetch.troubles import Trouble
from linkcheck.model import FailureKind

if TYPE_CHECKING:
    from linkcheck.urls import Address


def address(url: str) -> Address:
    split = urls.split(url)
    assert split is not None
    return split


BASE = address("https://a.lab/dir/page?q=1")


@pytest.mark.parametrize(
    ("location", "target"),
    [
        (b"https://b.lab/x", "https://b.lab/x"),
        (b"//b.lab/x", "https://b.lab/x"),
        (b"/x", "https://a.lab/x"),
        (b"x", "https://a.lab/dir/x"),
        (b"../x", "https://a.lab/x"),
        (b"?y", "https://a.lab/dir/page?y"),
        (b"  /x  ", "https://a.lab/x"),
        (b"https:/b.lab/x", "https://a.lab/b.lab/x"),
        ("/grüße".encode(), "https://a.lab/gr%C3%BC%C3%9Fe"),
        ("/grüße".encode("latin-1"), "https://a.lab/gr%C3%BC%C3%9Fe"),
        ("https://bücher.lab/".encode(), "https://xn--bcher-kva.lab/"),
        (b"https://user:pw@b.lab/x", "https://b.lab/x"),
        (b"/a b", "https://a.lab/a%20b"),
    ],
)
def test_a_location_is_resolved_as_browsers_do(location: bytes, target: str) -> None:
    assert follow(BASE, 302, location) == address(target)


@pytest.mark.parametrize(
    ("location", "kind", "detail"),
    [
        (None, FailureKind.PROTOCOL, "redirect 302 without a Location"),
        (b"  ", FailureKind.PROTOCOL, "redirect 302 without a Location"),
        (b"http://[", FailureKind.PROTOCOL, "redirect to something that is no URL: http://["),
        (b"/" + b"x" * 5000, FailureKind.PROTOCOL, "redirect to a URL that is too long"),
        (b"file:///etc/passwd", FailureKind.REFUSED_BY_POLICY, "redirect to a file: URL"),
        (b"data:text/html,x", FailureKind.REFUSED_BY_POLICY, "redirect to a data: URL"),
        (b"gopher://b.lab/", FailureKind.REFUSED_BY_POLICY, "redirect to a gopher: URL"),
    ],
)
def test_a_redirect_that_leads_nowhere_says_why(
    location: bytes | None, kind: FailureKind, detail: str
) -> None:
    assert follow(BASE, 302, location) == Trouble(kind, detail)


def test_a_redirect_may_lose_encryption_but_takes_no_credentials_along() -> None:
    assert follow(BASE, 301, b"http://u:secret@b.lab/x") == address("http://b.lab/x")


@given(st.binary(max_size=300))
def test_every_location_leads_to_a_web_page_or_says_why_not(location: bytes) -> None:
    target = follow(BASE, 302, location)

    if isinstance(target, Trouble):
        assert target.detail
        assert "\n" not in target.detail
    else:
        assert target.scheme in {"http", "https"}
        assert "@" not in target.href.partition("://")[2].partition("/")[0]
