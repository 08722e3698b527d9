"""What the web really does to links, each case from the request to the verdict."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest
from web import CLOSED, RESET, Answer, Web, gzipped

from linkcheck import Citation, Config, Document, FetchPolicy, Finding, Span, Verdict, Verifier

LABEL = "Bericht über die Brücken der Stadt 2023"
TEXT = "<p>" + "Die Stadt hat ihre Brücken geprüft und berichtet über deren Zustand. " * 30 + "</p>"
URL = "https://stadt.lab/berichte/bruecken-2023.html"


def page(title: str = LABEL, body: str = TEXT, head: str = "") -> str:
    menu = "<nav><a href='/'>Start</a><a href='/amt'>Amt</a></nav>"
    return (
        f'<html lang="de"><head><title>{title} | Stadt</title>{head}</head><body>{menu}'
        f"<main><h1>{title}</h1>{body}</main></body></html>"
    )


def _find(web: Web) -> Finding:
    policy = FetchPolicy(connect_to=web.address, ca_file=web.ca_file, delay=0.0)
    document = Document("a.txt", "de", citations=(Citation(LABEL, URL, Span(1, 1, 1, 2)),))
    return asyncio.run(Verifier(Config(policy)).verify([document])).findings[0]


Plan = Callable[[Web], object]


def _moved(web: Web, status: int) -> None:
    web.redirect(URL, "https://archiv.lab/bruecken-2023.html", status)
    web.page("https://archiv.lab/bruecken-2023.html", page())


def _chain(web: Web, end: str) -> None:
    """Two redirects; at their end is nothing, or the beginning."""
    web.redirect(URL, "/b")
    web.redirect("https://stadt.lab/b", end)
    if end != URL:
        web.page(end, "weg", 404)


def _leads(web: Web, target: str, title: str) -> None:
    web.redirect(URL, target)
    web.page(target, page(title, "<p>Willkommen bei der Stadt.</p>"))


def _login(web: Web) -> None:
    form = "<form><input name='user'><input type='password'></form>"
    web.redirect(URL, "https://stadt.lab/login?next=x")
    web.page("https://stadt.lab/login?next=x", page("Anmelden", form))


def _refresh(web: Web, status: int) -> None:
    web.page(URL, '<meta http-equiv="refresh" content="0;url=/neu.html">')
    web.page("https://stadt.lab/neu.html", page() if status < 300 else page("404"), status)


CASES: dict[str, tuple[Verdict, Plan]] = {
    "200": (Verdict.VERIFIED, lambda web: web.page(URL, page())),
    "301 to the same page": (Verdict.MOVED, lambda web: _moved(web, 301)),
    "308 to the same page": (Verdict.MOVED, lambda web: _moved(web, 308)),
    "302 to the same page": (Verdict.VERIFIED, lambda web: _moved(web, 302)),
    "redirect home": (
        Verdict.GONE,
        lambda web: _leads(web, "https://stadt.lab/", "Stadt Beispiel"),
    ),
    "redirect to a not-found page": (
        Verdict.GONE,
        lambda web: _leads(web, "https://stadt.lab/fehler", "Seite nicht gefunden"),
    ),
    "redirect to a 404": (Verdict.GONE, lambda web: _chain(web, "https://stadt.lab/weg")),
    "redirect to a login": (Verdict.BLOCKED, _login),
    "soft 404": (
        Verdict.GONE,
        lambda web: web.page(URL, page("Seite nicht gefunden", "<p>Leider gibt es sie nicht.</p>")),
    ),
    "another page": (
        Verdict.MISMATCH,
        lambda web: web.page(URL, page("Speiseplan der Kantine", "<p>" + "Suppe und Brot. " * 60)),
    ),
    "title of the page beside the news of its removal": (
        Verdict.REVIEW,
        lambda web: web.page(URL, page(f"Seite nicht gefunden: {LABEL}", "<p>Sie ist weg.</p>")),
    ),
    "last year's report, under this year's address": (
        Verdict.REVIEW,
        lambda web: web.page(URL, page("Bericht über die Brücken der Stadt 2022")),
    ),
    "next year's report": (
        Verdict.MISMATCH,
        lambda web: _leads(web, "https://stadt.lab/b", "Bericht über die Brücken der Stadt 2024"),
    ),
    "404": (Verdict.GONE, lambda web: web.page(URL, page("Fehler 404"), 404)),
    "410": (Verdict.GONE, lambda web: web.page(URL, "weg", 410)),
    "403": (Verdict.BLOCKED, lambda web: web.page(URL, "Forbidden", 403)),
    "401": (Verdict.BLOCKED, lambda web: web.page(URL, "Login", 401)),
    "451": (Verdict.BLOCKED, lambda web: web.page(URL, "legal", 451)),
    "999": (Verdict.BLOCKED, lambda web: web.page(URL, "denied", 999)),
    "challenge": (
        Verdict.BLOCKED,
        lambda web: web.add(
            URL, Answer(page("Just a moment...", "<p>x</p>"), 403, {"cf-mitigated": "challenge"})
        ),
    ),
    "challenge with status 200": (
        Verdict.BLOCKED,
        lambda web: web.page(
            URL, page("Just a moment...", "<script>window._cf_chl_opt={}</script>")
        ),
    ),
    "429 without end": (
        Verdict.BLOCKED,
        lambda web: web.add(URL, Answer("slow", 429, {"Retry-After": "3600"})),
    ),
    "cookie wall": (
        Verdict.VERIFIED,
        lambda web: web.add(
            URL, Answer("", 302, {"Location": URL, "Set-Cookie": "seen=1"}), Answer(page())
        ),
    ),
    "redirect loop": (Verdict.UNREACHABLE, lambda web: _chain(web, URL)),
    "302 without Location": (Verdict.UNREACHABLE, lambda web: web.add(URL, Answer("", 302))),
    "dropped once": (Verdict.VERIFIED, lambda web: web.add(URL, RESET, Answer(page()))),
    "dropped always": (Verdict.UNREACHABLE, lambda web: web.add(URL, CLOSED)),
    "503 once": (Verdict.VERIFIED, lambda web: web.add(URL, Answer("", 503), Answer(page()))),
    "503 always": (Verdict.UNREACHABLE, lambda web: web.page(URL, "x", 503)),
    "self-signed": (Verdict.UNREACHABLE, lambda web: web.certificate("stadt.lab", "self-signed")),
    "meta refresh to a 404": (Verdict.GONE, lambda web: _refresh(web, status=404)),
    "meta refresh to the page": (Verdict.VERIFIED, lambda web: _refresh(web, status=200)),
    "empty page": (Verdict.REVIEW, lambda web: web.page(URL, "")),
    "204": (Verdict.REVIEW, lambda web: web.add(URL, Answer("", 204))),
    "gzip": (Verdict.VERIFIED, lambda web: web.add(URL, gzipped(page()))),
    "broken gzip": (
        Verdict.REVIEW,
        lambda web: web.add(URL, Answer(b"\x1f\x8bnonsense", headers={"Content-Encoding": "gzip"})),
    ),
    "parked domain": (
        Verdict.GONE,
        lambda web: web.page(
            URL, page("stadt.lab", "<p>This domain is for sale. Buy this domain!</p>")
        ),
    ),
    "paywall with its title": (
        Verdict.VERIFIED,
        lambda web: web.page(
            URL,
            page(
                head='<script type="application/ld+json">{"@type":"NewsArticle","headline":"'
                + LABEL
                + '","isAccessibleForFree":false}</script>',
                body="<p>Jetzt weiterlesen mit einem Abo.</p>",
            ),
        ),
    ),
    "title in a comment": (
        Verdict.MISMATCH,
        lambda web: web.page(
            URL,
            page("Speiseplan der Kantine", f"<!-- {LABEL} --><p>" + "Suppe und Brot. " * 60),
        ),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_the_web_case_gets_the_verdict_of_a_careful_editor(web: Web, name: str) -> None:
    verdict, plan = CASES[name]
    plan(web)
    finding = _find(web)

    assert finding.verdict is verdict, finding.message
