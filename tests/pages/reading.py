"""Building responses and pages for the tests of this folder."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from linkcheck.model import Hop, Response
from linkcheck.pages import read_page

if TYPE_CHECKING:
    from typing import Unpack

    from linkcheck.model import Page

URL = "https://www.site.example/news/2023/some-document"
PROSE = (
    "The council met in the old customs house and spoke for three hours about the price of rope. "
    "Nobody had expected the harbour master to give way, yet at the end she signed the paper. "
)
LONG = "".join(f"<p>{PROSE}{number}</p>" for number in range(12))


class Options(TypedDict, total=False):
    """How a response came: asked for at ``url``, answered at ``final_url``."""

    url: str
    final_url: str
    status: int
    headers: dict[str, str]


def response(
    body: bytes | str, content_type: str = "text/html", **options: Unpack[Options]
) -> Response:
    """A response with this body."""
    url = options.get("url", URL)
    final_url = options.get("final_url", "")
    return Response(
        url,
        final_url or url,
        options.get("status", 200),
        {"content-type": content_type, **options.get("headers", {})},
        body if isinstance(body, bytes) else body.encode(),
        redirects=(Hop(301, url),) if final_url else (),
    )


def read(body: bytes | str, content_type: str = "text/html", **options: Unpack[Options]) -> Page:
    """Read a page from its body."""
    return read_page(response(body, content_type, **options))


def kinds(page: Page) -> set[str]:
    """The kinds of signals of a page."""
    return {signal.kind.value for signal in page.signals}


def html(head: str = "", body: str = "", language: str = "") -> str:
    """A page of markup."""
    lang = f' lang="{language}"' if language else ""
    return f"<!DOCTYPE html><html{lang}><head>{head}</head><body>{body}</body></html>"
