"""One request and its answer, as values: what came, or why nothing did."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import httpx

from linkcheck.fetch.bodies import Body
from linkcheck.fetch.troubles import Trouble, trouble_of
from linkcheck.model import FailureKind

if TYPE_CHECKING:
    from collections.abc import AsyncIterable

    from linkcheck.fetch.policy import FetchPolicy

REDIRECTS = frozenset({301, 302, 303, 307, 308})
MAX_REDIRECT_BODY = 65_536
"""Bytes read of a redirect's body, to keep the connection; they are not even unpacked."""
MAX_ERROR_BODY = 262_144
"""Bytes kept of a page that comes with an error status: enough to tell what it says."""
ENOUGH_MARKUP = 1_000_000
"""Bytes kept of text and markup: all that titles, dates and the beginning of a text can be in.
What is longer is a listing or a trap; a PDF, whose index is at its end, may be larger."""
SLOW = 3.0
"""Seconds after which a page is no longer waited for if its headline and some text are there."""

_ENOUGH = re.compile(rb"</h1\b.{8000}", re.IGNORECASE | re.DOTALL)
_MARKUP = ("text/", "application/xhtml")
_FIRST_ERROR = 300


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered to one request.

    ``headers`` have lower-case names and, once unpacked, no content encoding. ``location`` is a
    redirect's target in raw bytes, ``None`` if there is none. ``dropped`` tells that the
    connection broke inside the body.
    """

    status: int
    headers: dict[str, str]
    body: bytes = b""
    location: bytes | None = None
    truncated: bool = False
    dropped: bool = False


class Exchange:
    """Sends one request. ``partial`` tells what has come so far, should the time run out."""

    def __init__(self, transport: httpx.AsyncBaseTransport, policy: FetchPolicy) -> None:
        self._transport = transport
        self._policy = policy
        self._response: httpx.Response | None = None
        self._headers: dict[str, str] = {}
        self._body: Body | None = None

    async def run(self, request: httpx.Request) -> Answer | Trouble:
        """Send the request and read the answer up to the limits."""
        try:
            response = await self._transport.handle_async_request(request)
        except httpx.TransportError as error:
            return trouble_of(error)
        response.request = request  # transports other than ours leave this to httpx's client
        self._response = response
        self._headers = dict(response.headers)  # once: httpx works out their encoding each time
        self._body = body = self._body_for(response)
        try:
            answer = await self._read(response, body)
        finally:
            await response.aclose()
        self._body = None  # the answer has it, and nobody needs it twice
        return answer

    @property
    def partial(self) -> Answer | None:
        """What came of the page, marked as truncated; ``None`` if nothing did."""
        response, body = self._response, self._body
        if response is None or body is None or not body.size or _is_redirect(response):
            return None
        return self._answer(response, body, truncated=True)

    def keep_cookies(self, cookies: httpx.Cookies | None) -> httpx.Cookies | None:
        """The chain's cookies with those of this answer; ``None`` as long as there are none."""
        if self._response is not None and "set-cookie" in self._headers:
            cookies = httpx.Cookies() if cookies is None else cookies
            cookies.extract_cookies(self._response)
        return cookies

    async def _read(self, response: httpx.Response, body: Body) -> Answer | Trouble:
        now = asyncio.get_running_loop().time
        look_at = now() + SLOW
        try:
            async for chunk in _raw(response):
                if not body.feed(chunk):
                    break
                if now() > look_at:
                    if _ENOUGH.search(body.data):
                        return self._answer(response, body, truncated=True)
                    look_at = now() + 1
        except (httpx.ReadTimeout, httpx.ProtocolError, httpx.ReadError) as error:
            return self._cut_short(response, body, error)
        return self._answer(response, body, truncated=body.incomplete)

    def _body_for(self, response: httpx.Response) -> Body:
        if _is_redirect(response):
            return Body(MAX_REDIRECT_BODY)
        limit = self._policy.max_body
        if response.status_code >= _FIRST_ERROR:
            limit = min(limit, MAX_ERROR_BODY)
        elif self._headers.get("content-type", "").lower().lstrip().startswith(_MARKUP):
            limit = min(limit, ENOUGH_MARKUP)
        return Body(limit, self._headers.get("content-encoding", ""))

    def _cut_short(
        self, response: httpx.Response, body: Body, error: httpx.TransportError
    ) -> Answer | Trouble:
        if _is_redirect(response):
            return self._answer(response, body, truncated=True)
        if body.size:
            dropped = isinstance(error, httpx.ReadError)
            return self._answer(response, body, truncated=True, dropped=dropped)
        if isinstance(error, httpx.ProtocolError):
            return Trouble(FailureKind.CONNECTION, "the connection ended before the page began")
        return trouble_of(error)

    def _answer(
        self, response: httpx.Response, body: Body, *, truncated: bool, dropped: bool = False
    ) -> Answer:
        redirect = _is_redirect(response)
        headers = dict(self._headers)
        if body.decoded:
            headers.pop("content-encoding", None)
        return Answer(
            status=response.status_code,
            headers=headers,
            body=b"" if redirect else body.data,
            location=_raw_location(response) if redirect else None,
            truncated=truncated,
            dropped=dropped,
        )


def _raw(response: httpx.Response) -> AsyncIterable[bytes]:
    """The body as it was sent; ``aiter_raw`` refuses answers that a test's transport made up."""
    assert isinstance(response.stream, httpx.AsyncByteStream)  # noqa: S101 (all asynchronous transports' are)
    return response.stream


def _is_redirect(response: httpx.Response) -> bool:
    return response.status_code in REDIRECTS


def _raw_location(response: httpx.Response) -> bytes | None:
    values = [value for name, value in response.headers.raw if name.lower() == b"location"]
    return values[0] if values else None
