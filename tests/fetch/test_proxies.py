from __future__ import annotations

import base64
import socket
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Self

import pytest
from fetch.fetching import fetch_all
from hypothesis import given
from hypothesis import strategies as st
from web import Answer

from linkcheck.fetch import proxies
from linkcheck.fetch.proxies import Proxy
from linkcheck.model import Failure, FailureKind, Outcome, Response

if TYPE_CHECKING:
    from web import Web


class Door:
    """A proxy on loopback: it sends everything to a web, and keeps what it was asked."""

    def __init__(self, web: Web, status: int = 200) -> None:
        self.asked: list[bytes] = []
        self._web, self._status = web, status
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._threads: list[threading.Thread] = []

    def __enter__(self) -> Self:
        self._start(self._serve)
        return self

    def __exit__(self, *_error: object) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for thread in self._threads:
            thread.join()

    @property
    def port(self) -> int:
        return int(self._listener.getsockname()[1])

    def _start(self, work: object, *args: object) -> None:
        thread = threading.Thread(target=work, args=args, daemon=True)  # type: ignore[arg-type]  # functions
        self._threads.append(thread)
        thread.start()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                self._start(self._talk, self._listener.accept()[0])

    def _talk(self, client: socket.socket) -> None:
        with client, socket.create_connection(self._web.address) as web, suppress(OSError):
            head = client.recv(65_536)
            self.asked.append(head)
            if head.startswith(b"CONNECT"):
                client.sendall(b"HTTP/1.1 %d -\r\n\r\n" % self._status)
            else:
                line, rest = head.split(b"\r\n", 1)
                path = b"/" + line.split(b" ")[1].split(b"/", 3)[3]
                kept = [one for one in rest.split(b"\r\n") if not one.startswith(b"Proxy-")]
                web.sendall(b"GET %s HTTP/1.1\r\n" % path + b"\r\n".join(kept))
            back = threading.Thread(target=_pass, args=(web, client), daemon=True)
            back.start()
            _pass(client, web)
            back.join()


def _pass(one: socket.socket, other: socket.socket) -> None:
    with suppress(OSError):
        while data := one.recv(65_536):
            other.sendall(data)
        other.shutdown(socket.SHUT_WR)


def _fetched(web: Web, url: str, proxy: Proxy, attempts: int = 3) -> Outcome:
    [outcome] = fetch_all(web, [url], connect_to=None, proxy=proxy, attempts=attempts)
    return outcome


def test_a_plain_page_is_asked_for_by_its_whole_address(web: Web) -> None:
    web.page("http://a.lab/x?y=1", "here")

    with Door(web) as door:
        found = _fetched(web, "http://a.lab/x?y=1", Proxy("127.0.0.1", door.port))

    assert isinstance(found, Response)
    assert found.body == b"here"
    assert door.asked[0].startswith(b"GET http://a.lab/x?y=1 HTTP/1.1\r\nHost: a.lab\r\n")


def test_a_page_over_tls_is_asked_for_through_a_tunnel_and_its_certificate_verified(
    web: Web,
) -> None:
    web.page("https://a.lab/x", "here")
    web.page("https://b.lab/x", "here")
    web.certificate("b.lab", "self-signed")

    with Door(web) as door:
        good = _fetched(web, "https://a.lab/x", Proxy("127.0.0.1", door.port))
        bad = _fetched(web, "https://b.lab/x", Proxy("127.0.0.1", door.port))

    assert isinstance(good, Response)
    assert good.body == b"here"
    assert door.asked[0] == b"CONNECT a.lab:443 HTTP/1.1\r\nHost: a.lab:443\r\n\r\n"
    assert isinstance(bad, Failure)
    assert bad.kind is FailureKind.TLS


@pytest.mark.parametrize("url", ["http://a.lab/x", "https://a.lab/x"])
def test_credentials_are_for_the_proxy_alone(web: Web, url: str) -> None:
    web.page(url, "here")

    with Door(web) as door:
        _fetched(web, url, Proxy("127.0.0.1", door.port, "me:secret"))

    packed = base64.b64encode(b"me:secret")
    assert b"Proxy-Authorization: Basic " + packed in door.asked[0]
    assert "proxy-authorization" not in web.requests[0].headers


@pytest.mark.parametrize("status", [403, 407, 502])
def test_a_proxy_that_refuses_is_told(web: Web, status: int) -> None:
    with Door(web, status) as door:
        found = _fetched(web, "https://a.lab/x", Proxy("127.0.0.1", door.port), attempts=1)

    assert isinstance(found, Failure)
    assert found.kind is FailureKind.CONNECTION
    assert found.detail == f"the proxy refuses to connect (status {status})"


def test_a_proxy_that_is_not_there_is_told(web: Web) -> None:
    found = _fetched(web, "http://a.lab/x", Proxy("127.0.0.1", 9), attempts=1)

    assert isinstance(found, Failure)
    assert "proxy" in found.detail


@pytest.mark.parametrize("url", ["http://127.0.0.1/", "http://a.lab:22/", "http://[::1]/"])
def test_what_the_guard_can_see_it_still_refuses(web: Web, url: str) -> None:
    with Door(web) as door:
        found = _fetched(web, url, Proxy("127.0.0.1", door.port))

    assert isinstance(found, Failure)
    assert found.kind is FailureKind.REFUSED_BY_POLICY
    assert door.asked == []


def test_hosts_that_the_user_excepts_are_asked_directly(web: Web) -> None:
    with Door(web) as door:
        proxy = Proxy("127.0.0.1", door.port, bypass=("invalid",))
        found = _fetched(web, "http://a.invalid/x", proxy, attempts=1)

    assert isinstance(found, Failure)
    assert door.asked == []


def test_where_connections_are_sent_elsewhere_there_is_no_proxy(web: Web) -> None:
    web.add("http://a.lab/x", Answer("here"))

    [found] = fetch_all(web, ["http://a.lab/x"], proxy=Proxy("127.0.0.1", 9))

    assert isinstance(found, Response)


@pytest.mark.parametrize(
    ("bypass", "host", "served"),
    [
        ("", "a.lab", True),
        ("a.lab", "a.lab", False),
        (".lab", "a.lab", False),
        ("lab", "a.lab", False),
        ("b", "a.lab", True),
        ("*", "a.lab", False),
        ("::1", "[::1]", False),
        ("a.lab", "a.lab.", False),
    ],
)
def test_exceptions_are_read_as_others_read_them(bypass: str, host: str, *, served: bool) -> None:
    assert proxies.parse("http://p.lab", bypass).serves(host) is served


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("http://p.lab:3128", "http://p.lab:3128"),
        ("p.lab:3128", "http://p.lab:3128"),
        ("http://me:s%40crét@p.lab/", "http://p.lab:8080"),
        ("http://[::1]:8080", "http://[::1]:8080"),
    ],
)
def test_a_proxy_is_shown_without_its_credentials(text: str, shown: str) -> None:
    proxy = proxies.parse(text)

    assert str(proxy) == shown
    assert "cr" not in repr(proxy)


@pytest.mark.parametrize(
    "text", ["https://p.lab", "socks5://p.lab", "http://", "http://p lab", "http://p.lab:x",
             "http://p.lab/path", "http://me:pw@p.lab:99999"]
)  # fmt: skip
def test_what_is_no_proxy_is_refused_without_being_repeated(text: str) -> None:
    with pytest.raises(ValueError, match=r"^http://HOST:PORT$"):
        proxies.parse(text)


@given(st.text(max_size=60))
def test_nothing_that_is_written_breaks_the_reading_of_a_proxy(text: str) -> None:
    with suppress(ValueError):
        assert 0 < proxies.parse(text).port <= 65_535


@pytest.mark.parametrize(
    ("environ", "host"),
    [
        ({}, None),
        ({"HTTPS_PROXY": "http://a.lab:1"}, "a.lab"),
        ({"https_proxy": "http://b.lab:1", "HTTPS_PROXY": "http://a.lab:1"}, "b.lab"),
        ({"HTTP_PROXY": "http://a.lab:1"}, None),
        ({"ALL_PROXY": "http://c.lab:1", "NO_PROXY": "x.lab"}, "c.lab"),
        ({"HTTPS_PROXY": ""}, None),
    ],
)
def test_the_environment_names_a_proxy(environ: dict[str, str], host: str | None) -> None:
    found = proxies.from_environment(environ)

    assert (found.host if found else None) == host
    assert found is None or found.bypass == (("x.lab",) if "NO_PROXY" in environ else ())


def test_addresses_are_written_for_a_proxy_as_urls_have_them() -> None:
    assert proxies.target_of("::1", 443) == b"[::1]:443"
    assert proxies.origin_of("2606:4700::1", 80) == b"http://[2606:4700::1]"
    assert proxies.origin_of("a.lab", 8080) == b"http://a.lab:8080"
