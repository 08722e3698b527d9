from __future__ import annotations

import asyncio
import ssl
from typing import TYPE_CHECKING

import pytest
from web import Answer

from linkcheck.fetch import sessions
from linkcheck.fetch.certificates import tls_context

if TYPE_CHECKING:
    from web import Web


def resumed(web: Web, *hosts: str, version: ssl.TLSVersion = ssl.TLSVersion.TLSv1_3) -> list[bool]:
    """Whether each connection, one after the other, took up an earlier session."""
    context = tls_context(web.ca_file)
    context.maximum_version = version

    async def ask(host: str) -> bool:
        web.site(host, Answer("here"))
        reader, writer = await asyncio.open_connection(
            *web.address, ssl=context, server_hostname=host
        )
        writer.write(b"GET / HTTP/1.1\r\nHost: %s\r\n\r\n" % host.encode())
        assert (await reader.readuntil(b"here")).startswith(b"HTTP/1.1 200")
        found: bool = writer.get_extra_info("ssl_object").session_reused
        writer.close()
        await writer.wait_closed()
        return found

    async def story() -> list[bool]:
        return [await ask(host) for host in hosts]

    return asyncio.run(story())


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
def test_a_second_connection_takes_up_the_session_of_its_host_alone(
    web: Web, version: ssl.TLSVersion
) -> None:
    found = resumed(web, "a.lab", "a.lab", "b.lab", "a.lab", version=version)

    assert found == [False, True, False, True]


def test_the_oldest_sessions_are_forgotten(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sessions, "REMEMBERED", 1)

    assert resumed(web, "a.lab", "b.lab", "a.lab", "a.lab") == [False, False, False, True]
