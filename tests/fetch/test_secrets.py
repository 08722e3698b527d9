from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from fetch.fetching import answered

from linkcheck.errors import ConfigError
from linkcheck.fetch import secrets
from linkcheck.fetch.secrets import Secret

if TYPE_CHECKING:
    from web import Web

TOKEN = Secret("archive.lab", "Authorization", "Bearer s3cret")


def test_headers_and_cookies_are_read_line_by_line() -> None:
    environ = {
        "LINKCHECK_HEADERS": "archive.lab Authorization: Bearer s3cret\n\n Bücher.lab X-Key:  k \n",
        "LINKCHECK_COOKIES": "paper.lab session=1; theme=dark\r\n",
    }

    assert secrets.read(environ) == (
        TOKEN,
        Secret("xn--bcher-kva.lab", "X-Key", "k"),
        Secret("paper.lab", "Cookie", "session=1; theme=dark"),
    )


def test_without_variables_there_are_no_secrets() -> None:
    assert secrets.read({}) == ()


@pytest.mark.parametrize(
    ("variable", "line"),
    [
        ("LINKCHECK_HEADERS", "Authorization: s3cret"),
        ("LINKCHECK_HEADERS", "archive.lab Authorization s3cret"),
        ("LINKCHECK_HEADERS", "archive.lab Authorization:"),
        ("LINKCHECK_HEADERS", "archive.lab Authorization: s3cret\x00"),
        ("LINKCHECK_HEADERS", "archive.lab Host: s3cret"),
        ("LINKCHECK_HEADERS", "a b/c: s3cret"),
        ("LINKCHECK_COOKIES", "archive.lab s3cret"),
        ("LINKCHECK_COOKIES", "ex ample"),
    ],
)
def test_a_line_that_cannot_be_read_is_named_by_its_number_alone(variable: str, line: str) -> None:
    with pytest.raises(ConfigError) as caught:
        secrets.read({variable: f"\n{line}"})

    assert caught.value.message == f"line 2 of {variable} cannot be read"
    assert "s3cret" not in caught.value.message + caught.value.hint


def test_a_secret_does_not_show_itself() -> None:
    assert "s3cret" not in repr(TOKEN)
    assert "s3cret" not in str([TOKEN])


def test_a_secret_goes_to_its_host_alone(web: Web) -> None:
    web.redirect("https://archive.lab/a", "https://other.lab/b")
    web.page("https://other.lab/b")

    answered(web, "https://archive.lab/a", secrets=(TOKEN,))

    first, second = web.requests
    assert first.headers["authorization"] == "Bearer s3cret"
    assert "authorization" not in second.headers


def test_a_redirect_to_its_host_gets_it(web: Web) -> None:
    web.redirect("https://short.lab/a", "https://archive.lab/b")
    web.page("https://archive.lab/b")

    answered(web, "https://short.lab/a", secrets=(TOKEN,))

    assert ["authorization" in one.headers for one in web.requests] == [False, True]


def test_without_tls_no_secret_is_sent(web: Web) -> None:
    web.page("http://archive.lab/a")

    answered(web, "http://archive.lab/a", secrets=(TOKEN,))

    assert "authorization" not in web.requests[0].headers
