"""PDF: the title by its metadata and by the largest words of the first page.

pypdf reads; it is imported when the first PDF comes. Files are hostile: bytes, pages and the
text taken are bounded, and whatever pypdf raises means that the file could not be read.
"""

from __future__ import annotations

import contextlib
import io
import logging
import re
from typing import TYPE_CHECKING

from linkcheck import dates
from linkcheck.model import Page, Response, Signal, SignalKind, Title, TitleSource
from linkcheck.pages.lead import MAX_LEAD
from linkcheck.pages.metadata import MAX_AUTHOR, language_tag
from linkcheck.pages.published import by_path
from linkcheck.text import clean

if TYPE_CHECKING:
    from datetime import date

    from pypdf import PageObject, PdfReader

MAX_BYTES = 8_000_000
_MAX_PAGES = 3
_MAX_CONTENT = 400_000
"""Bytes of a page's drawing instructions; more is a map or a bomb, not a page of text."""
_MAX_OPERATIONS = 20_000
_MIN_TITLE = 4
_HEAD_LINES = 12
_LARGEST = 0.9
"""Share of the largest letters' size from which a line still belongs to the headline."""
_PRODUCERS = re.compile(
    r"^Microsoft (?:Word|PowerPoint|Excel) - "
    r"|\.(?:docx?|pptx?|xlsx?|odt|rtf|tex|indd|pdf|qxd|dvi)$",
    re.IGNORECASE,
)
_EMPTY = re.compile(
    r"(?:untitled|unbenannt|sans titre|sin título|document|dokument|title|titel|slide|folie"
    r"|presentation|microsoft|none|null|無題|제목 없음|文档)\s*\d*$",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"(?:user|owner|admin|administrator|unknown|unbekannt|anonymous|default|author|autor|microsoft.*"
    r"|adobe.*|windows.*|.*\.(?:docx?|dvi|tex)|[\w.]*[\d@\\][\w.@\\]*)$",
    re.IGNORECASE,
)
_FILE_NAME = re.compile(r"[\w.%~+-]+$")

logging.getLogger("pypdf").setLevel(logging.ERROR)


def parse(response: Response) -> Page:
    """Describe a PDF by its metadata and its first pages."""
    url = response.final_url
    try:
        return _read(url, response.body[:MAX_BYTES])
    except Exception as error:  # noqa: BLE001 (on hostile files pypdf raises anything)
        return Page(url, signals=(Signal(SignalKind.UNREADABLE, type(error).__name__),))


def _read(url: str, body: bytes) -> Page:
    from pypdf import PdfReader  # noqa: PLC0415 (80 ms that most runs never need)

    reader = PdfReader(io.BytesIO(body), strict=False)
    if reader.is_encrypted:
        reader.decrypt("")
    pages = [_Reading(page) for page in reader.pages[:_MAX_PAGES]]
    lines = [line for page in pages for line in page.lines]
    text = "\n".join(lines)[:MAX_LEAD]
    said = [*_named(reader), *(page.headline for page in pages[:1])]
    titles = dict.fromkeys(Title(title, TitleSource.PDF) for title in said if title)
    return Page(
        url,
        titles=tuple(titles),
        language=_language(reader),
        published=_published(reader, lines, url),
        lead=text,
        signals=() if lines else (Signal(SignalKind.UNREADABLE, "no text"),),
        author=_author(reader),
    )


class _EnoughError(Exception):
    """The reading of one page is broken off."""


class _Reading:
    """The text of one page as runs with the size of their letters, in drawing order."""

    def __init__(self, page: PageObject) -> None:
        self._runs: list[tuple[float, str]] = []
        self._operations = 0
        contents = page.get_contents()
        if contents is None or len(contents.get_data()) > _MAX_CONTENT:
            return
        with contextlib.suppress(_EnoughError):
            page.extract_text(visitor_operand_before=self._count, visitor_text=self._take)

    def _count(self, *_: object) -> None:
        self._operations += 1
        if self._operations > _MAX_OPERATIONS:
            raise _EnoughError

    def _take(
        self, text: str, user: list[float], matrix: list[float], _font: object, size: float
    ) -> None:
        scale = max(abs(user[0]), abs(user[1])) * max(abs(matrix[0]), abs(matrix[1]))
        self._runs.append((round(size * (scale or 1.0), 1), text))

    @property
    def lines(self) -> list[str]:
        """The lines of the page, cleaned."""
        text = "".join(text for _, text in self._runs)
        return [line for line in (clean(line, MAX_LEAD) for line in text.splitlines()) if line]

    @property
    def headline(self) -> str:
        """The first words set in the page's largest letters, "" if no words stand out."""
        sizes = [size for size, text in self._runs for _ in text.strip()]
        if not sizes or max(sizes) <= sorted(sizes)[len(sizes) // 2]:
            return ""
        largest = max(sizes)
        taken: list[str] = []
        for size, text in self._runs:
            if size >= _LARGEST * largest:
                taken.append(text)
            elif taken and text.strip():
                break
        found = clean(" ".join(taken))
        return found if _is_title(found) else ""


def _named(reader: PdfReader) -> list[str]:
    """The titles that XMP and the Info dictionary give, without what word processors put there."""
    xmp, info = reader.xmp_metadata, reader.metadata
    said: list[str | None] = [*(xmp.dc_title or {}).values()] if xmp else []
    said.append(info.title if info else None)
    cleaned = (_PRODUCERS.sub("", clean(str(title))).strip() for title in said if title)
    return [title for title in cleaned if _is_title(title)]


def _author(reader: PdfReader) -> str:
    """Who wrote it, by XMP and else by Info; an account's or a program's name is nobody's."""
    xmp, info = reader.xmp_metadata, reader.metadata
    said = [str(one) for one in (xmp.dc_creator or []) if one] if xmp else []
    if info and info.author:
        said.append(str(info.author))
    named = (clean(one, MAX_AUTHOR) for one in said)
    return next((one for one in named if one and not _NOBODY.match(one)), "")


def _is_title(text: str) -> bool:
    """Tell titles from file names, from templates' defaults and from what has no words."""
    if len(text) < _MIN_TITLE or _EMPTY.match(text) or not any(map(str.isalpha, text)):
        return False
    return not (_FILE_NAME.match(text) and any(char in "._%~" or char.isdigit() for char in text))


def _language(reader: PdfReader) -> str:
    said = reader.root_object.get("/Lang")
    return language_tag(str(said)) if said else ""


def _published(reader: PdfReader, lines: list[str], url: str) -> date | None:
    """The day of creation, else the first full date at the top of the text, else the URL's."""
    info = reader.metadata
    created = info.creation_date if info else None
    if created:
        return created.date()
    for line in lines[:_HEAD_LINES]:
        for found in dates.find(line):
            if day := found.full:
                return day
    return by_path(url)
