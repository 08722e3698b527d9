"""From a response to what the page says of itself.

Everything here is pure and bounded; bad markup never raises. A parser for another media type is
one more line in :data:`PARSERS`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkcheck.model import Page, Signal, SignalKind
from linkcheck.pages import html, media, pdf, text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from linkcheck.model import Response

PARSERS: Mapping[str, Callable[[Response], Page]] = {
    media.HTML: html.parse,
    "application/xhtml+xml": html.parse,
    media.PDF: pdf.parse,
    media.PLAIN: text.parse,
    "text/markdown": text.parse,
    "text/x-markdown": text.parse,
}


def read_page(response: Response) -> Page:
    """Describe a page; of media that we do not read, only its address is known."""
    type_ = media.media_type(response)
    parser = PARSERS.get(type_)
    if parser is None:
        return Page(response.final_url)
    if type_ != media.PDF and media.is_garbage(response.body):
        return Page(response.final_url, signals=(Signal(SignalKind.UNREADABLE, type_),))
    return parser(response)
