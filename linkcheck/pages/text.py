"""Plain text and what is read as such: the first line is the title."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkcheck import dates
from linkcheck.model import Page, Response, Signal, SignalKind, Title, TitleSource
from linkcheck.pages import charset
from linkcheck.pages.lead import MAX_LEAD
from linkcheck.pages.published import by_path
from linkcheck.text import clean

if TYPE_CHECKING:
    from datetime import date

_READ = 100_000
_MAX_TITLE = 200
"""Characters; a longer first line is a paragraph, not a title."""
_HEAD_LINES = 12
_RULES = "#=*-_~ \t"


def parse(response: Response) -> Page:
    """Describe a text: its first line, the date near its top, its beginning."""
    url = response.final_url
    text = charset.decode(response.body[:_READ], response.headers.get("content-type", ""))
    lines = [line for line in map(clean, text.splitlines()) if line.strip(_RULES)]
    title = lines[0].strip(_RULES) if lines and len(lines[0]) <= _MAX_TITLE else ""
    return Page(
        url,
        titles=(Title(title, TitleSource.TEXT),) if title else (),
        published=_published(lines[:_HEAD_LINES], url),
        lead="\n".join(lines)[:MAX_LEAD],
        signals=() if lines else (Signal(SignalKind.ALMOST_NO_TEXT, "0"),),
    )


def _published(lines: list[str], url: str) -> date | None:
    days = (found.full for line in lines for found in dates.find(line))
    return next(filter(None, days), None) or by_path(url)
