from __future__ import annotations

import pytest

from linkcheck import urls


@pytest.mark.parametrize(
    ("host", "registered"),
    [
        ("news.bbc.co.uk", "bbc.co.uk"),
        ("WWW.Example.COM.", "example.com"),
        ("a.b.xn--55qx5d.cn", "b.xn--55qx5d.cn"),
        ("a.b.公司.cn", "b.公司.cn"),
        ("www.xn--mnchen-3ya.example", "xn--mnchen-3ya.example"),
        ("co.uk", "co.uk"),
        ("[2001:db8::1]", "2001:db8::1"),
        ("192.0.2.7", "192.0.2.7"),
    ],
)
def test_the_registrable_host_is_what_somebody_registered(host: str, registered: str) -> None:
    assert urls.registrable_host(host) == registered


@pytest.mark.parametrize(
    ("host", "known"),
    [
        ("www.stadt.de", True),
        ("firma.xn--55qx5d.cn", True),
        ("seite.xn--p1ai", True),
        ("notes.txt", False),
    ],
)
def test_a_suffix_is_known_in_punycode_too(host: str, known: bool) -> None:  # noqa: FBT001 (a case)
    assert urls.has_known_suffix(host) is known
