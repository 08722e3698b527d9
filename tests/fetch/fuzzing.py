"""What eats bytes from the network, as functions of bytes that may only fail as they promise to."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import httpx

from linkcheck import urls
from linkcheck.describing.caged import describe
from linkcheck.fetch.bodies import Body
from linkcheck.fetch.guard import literal_ip, refusal
from linkcheck.fetch.headers import retry_after
from linkcheck.fetch.policy import FetchPolicy
from linkcheck.fetch.redirects import follow
from linkcheck.fetch.wire import MAX_HEADER_BYTES, MAX_HEADER_FIELDS, Reply
from linkcheck.model import Page, Response
from linkcheck.pages import jsonld, read_page
from linkcheck.pages.charset import decode

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_NOW = datetime(2026, 1, 1, tzinfo=UTC)
_BASE = urls.split("https://a.example/x")
_LIMIT = 100_000


def wire(data: bytes) -> None:
    """A reply, fed in pieces of a size that its first byte tells."""
    reply, step = Reply(), 1 + (data[0] if data else 0)
    with suppress(httpx.TransportError):
        for start in range(1, len(data), step):
            reply.feed(data[start : start + step])
        reply.end()
    assert len(reply.fields) <= MAX_HEADER_FIELDS
    assert sum(map(len, reply.parts)) <= len(data)
    assert sum(len(name) + len(value) for name, value in reply.fields) <= MAX_HEADER_BYTES


def body(data: bytes) -> None:
    """A body in an encoding that its first byte tells, fed in pieces."""
    names = ("gzip", "deflate", "gzip, deflate", "br", "", "gzip, gzip", "x-gzip", "identity")
    kept = Body(_LIMIT, names[data[0] % len(names)] if data else "")
    for start in range(1, len(data), 500):
        if not kept.feed(data[start : start + 500]):
            break
    assert kept.size <= _LIMIT
    assert len(kept.data) == kept.size


def location(data: bytes) -> None:
    """A redirect's target: whatever it spells, an address that is not public is refused."""
    assert _BASE is not None
    target = follow(_BASE, 302, data)
    if isinstance(target, urls.Address):
        refused = refusal(target, FetchPolicy())
        assert (
            refused or literal_ip(target.host) is None or target.port in {80, 443, 8000, 8080, 8443}
        )
        request = httpx.Request("GET", target.href.partition("#")[0], headers={"Host": target.host})
        assert request.url.raw_host.decode("ascii") == target.host.strip("[]")


def waits(data: bytes) -> None:
    """Retry-After and Date."""
    first, _, second = data.decode("latin-1").partition("\n")
    wait = retry_after({"retry-after": first, "date": second}, _NOW)
    assert wait is None or wait >= 0


def charset(data: bytes) -> None:
    """A body and, in its first line, its content type."""
    kind, _, rest = data.partition(b"\n")
    assert isinstance(decode(rest, kind.decode("latin-1")), str)


def html(data: bytes) -> None:
    """A page."""
    page = read_page(
        Response("http://a.example/", "http://a.example/", 200, {"content-type": "text/html"}, data)
    )
    assert all(title.text.isprintable() or "\u200d" in title.text for title in page.titles)
    assert not page.refresh or urls.split(page.refresh) is not None


def linked_data(data: bytes) -> None:
    """A script of JSON-LD."""
    assert len(jsonld.read(data.decode("utf-8", "replace"), 20)) <= 20


def pdf(data: bytes) -> None:
    """A PDF, as the cage reads it."""
    assert isinstance(describe("http://a.example/", b"%PDF-1.7\n" + data), Page)


TARGETS: Mapping[str, Callable[[bytes], None]] = {
    "wire": wire,
    "body": body,
    "location": location,
    "waits": waits,
    "charset": charset,
    "html": html,
    "jsonld": linked_data,
    "pdf": pdf,
}
