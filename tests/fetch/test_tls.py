from __future__ import annotations

import asyncio
import ssl
from typing import TYPE_CHECKING, Literal

import pytest
from fetch.fetching import answered, failed

from linkcheck.fetch import Fetcher, FetchPolicy
from linkcheck.fetch.certificates import tls_context
from linkcheck.model import Failure, FailureKind

if TYPE_CHECKING:
    from web import Web

Fault = Literal["expired", "wrong-host", "self-signed", "unknown-issuer"]


@pytest.mark.parametrize(
    ("fault", "detail"),
    [
        ("expired", "the certificate has expired"),
        ("wrong-host", "the certificate is for another host"),
        ("self-signed", "the certificate is self-signed"),
        ("unknown-issuer", "the certificate's issuer is unknown"),
    ],
)
def test_faults_of_certificates_are_told_apart_and_not_retried(
    web: Web, fault: Fault, detail: str
) -> None:
    web.certificate("nato.lab", fault)
    web.page("https://nato.lab/")

    found = failed(web, "https://nato.lab/")

    assert (found.kind, found.detail, found.attempts) == (FailureKind.TLS, detail, 1)
    assert web.requests == []
    assert web.connections == 1


def test_a_dot_at_the_end_of_a_host_is_not_part_of_the_certificate(web: Web) -> None:
    web.page("https://nato.lab./", "here")

    assert answered(web, "https://nato.lab./").body == b"here"


def test_a_server_that_speaks_no_tls_is_named() -> None:
    async def speak_http(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        writer.close()

    async def story() -> object:
        server = await asyncio.start_server(speak_http, "127.0.0.1", 0)
        address = server.sockets[0].getsockname()
        async with server, Fetcher(FetchPolicy(connect_to=address)) as fetcher:
            return await fetcher.fetch("https://nato.lab/")

    found = asyncio.run(story())

    assert isinstance(found, Failure)
    assert found.kind is FailureKind.TLS
    assert found.detail == "the server does not speak TLS on this port"


def test_a_system_without_certificates_gets_those_of_certifi(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    nothing = ssl.DefaultVerifyPaths("", "", "", "", "", "")
    monkeypatch.setattr(ssl, "get_default_verify_paths", lambda: nothing)

    assert len(tls_context(None).get_ca_certs()) > 50


def test_certificates_are_verified_and_old_versions_refused() -> None:
    context = tls_context(None)

    assert context.verify_mode is ssl.CERT_REQUIRED
    assert context.check_hostname
    assert context.minimum_version >= ssl.TLSVersion.TLSv1_2
