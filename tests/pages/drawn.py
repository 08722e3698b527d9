"""Pages of ``fixtures/titled`` and ``fixtures/strange``, drawn."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pdfs

from linkcheck.model import Hop, Response

if TYPE_CHECKING:
    from collections.abc import Iterator

FIXTURES = Path(__file__).parents[2] / "fixtures"
DEEP = "https://www.harbour-archive.example/documents/2019/report-on-dredging"
SITE = "Harbour Archive"


@dataclass(frozen=True)
class Titled:
    """A page, and the titles that an editor would copy from it."""

    name: str
    response: Response
    titles: tuple[str, ...]


@dataclass(frozen=True)
class Strange:
    """A page, and what it is: "page", "not-found", "wall" …"""

    name: str
    what: str
    title: str
    response: Response


@cache
def titled(name: str = "traps") -> tuple[Titled, ...]:
    """Every page of a file of ``fixtures/titled``."""
    read = tomllib.loads((FIXTURES / "titled" / f"{name}.toml").read_text("utf-8"))
    return (*map(_page, read["pages"]), *map(_pdf, read["pdfs"]))


def _page(case: dict[str, Any]) -> Titled:
    declared = case.get("declared", "text/html; charset=utf-8")
    body = case["html"].encode(case.get("encoding", "utf-8"))
    titles = (case["title"], *case.get("accept", ()))
    return Titled(case["name"], _response(case["url"], body, declared), titles)


def _pdf(case: dict[str, Any]) -> Titled:
    drawn, height = [], 780
    for size, line in case["lines"]:
        drawn.append(f"BT /F1 {size} Tf 60 {height} Td ({line}) Tj ET")
        height -= size + 8
    content = "\n".join(drawn).encode("cp1252")
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    body = pdfs.joined([
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        font,
        b"<< /Title (%s) >>" % case["info"].encode(),
    ])  # fmt: skip
    url = f"https://www.harbour-archive.example/files/{case['name']}.pdf"
    return Titled(case["name"], _response(url, body, "application/pdf"), (case["title"],))


@cache
def strange(name: str = "pages") -> tuple[Strange, ...]:
    """Every page of a file of ``fixtures/strange``."""
    folder = FIXTURES / "strange"
    layouts = tomllib.loads((folder / "layouts.toml").read_text("utf-8"))
    read = tomllib.loads((folder / f"{name}.toml").read_text("utf-8"))
    return tuple(_strange(number, case, layouts) for number, case in enumerate(read["pages"], 1))


def _strange(number: int, case: dict[str, Any], layouts: dict[str, str]) -> Strange:
    markup = layouts[case["layout"]]
    for name, text in _fields(case):
        markup = markup.replace(f"{{{name}}}", text)
    body = (markup + case.get("tail", "")).encode()
    response = _response(DEEP, body, status=case.get("status", 200), final=case.get("final", ""))
    name = f"{number}-{case['what']}-{case['layout']}-{case['lang']}"
    return Strange(name, case["what"], case["title"], response)


def _fields(case: dict[str, Any]) -> Iterator[tuple[str, str]]:
    yield "site", SITE
    for name in ("lang", "title", "h1", "lead", "text"):
        yield name, case.get(name, "")


def _response(
    url: str,
    body: bytes,
    declared: str = "text/html; charset=utf-8",
    status: int = 200,
    final: str = "",
) -> Response:
    hops = (Hop(302, url),) if final else ()
    return Response(url, final or url, status, {"content-type": declared}, body, hops)
