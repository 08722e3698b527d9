"""How the pages of ``fixtures/cited`` look: as newspapers, ministries, journals, old sites do.

Each layout puts a page's own words where sites of its kind put them, among menus, notices, teasers
and metadata. What is not a page is drawn here as well: errors, doors, walls, shells.
"""

from __future__ import annotations

import json
import tomllib
import zlib
from functools import cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    Fields = Mapping[str, Any]
    Drawn = tuple[int, str, Mapping[str, str], bytes]

PHRASES = Path(__file__).parents[2] / "fixtures" / "cited" / "words" / "phrases.toml"
HTML = "text/html; charset=utf-8"
MONTHS = {
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre"
    " diciembre",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre"
    " dicembre",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro"
    " dezembro",
    "pl": "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października"
    " listopada grudnia",
    "cs": "ledna února března dubna května června července srpna září října listopadu prosince",
}
SPELLED = {
    "de": "{d}. {m} {y}", "cs": "{d}. {m} {y}",
    "es": "{d} de {m} de {y}", "pt": "{d} de {m} de {y}",
    "ja": "{y}年{n}月{d}日", "zh": "{y}年{n}月{d}日", "ko": "{y}년 {n}월 {d}일",
}  # fmt: skip


@cache
def phrases(language: str) -> Fields:
    """What pages in a language say around their text."""
    read: dict[str, Fields] = tomllib.loads(PHRASES.read_text("utf-8"))
    return read[language]


def spelled(day: date, language: str) -> str:
    """A date as a page writes it."""
    month = MONTHS[language].split()[day.month - 1] if language in MONTHS else ""
    shape = SPELLED.get(language, "{d} {m} {y}")
    return shape.format(d=day.day, m=month, n=day.month, y=day.year)


def render(page: Fields, site: Fields, others: Sequence[str], target: str) -> Drawn:
    """Draw a page: its status, type, headers and bytes."""
    kind = page.get("as", "article")
    if kind == "article":
        return _article(page, site, others)
    if kind == "pdf":
        return 200, "application/pdf", {}, _pdf(page)
    return _STRANGE[kind](page, site, others, target)


def final(page: Fields, site: Fields, url: str) -> str:
    """The address that a page was finally found under."""
    return f"https://{site['host']}/login?next=1" if page.get("as") == "login" else url


def home(site: Fields, others: Sequence[str]) -> Drawn:
    """The site's front page."""
    said = phrases(site["language"])
    teasers = "".join(f"<article><h2><a href='/'>{escape(t)}</a></h2></article>" for t in others)
    body = f"<main><h1>{site['name']}</h1><p>{said['home']}</p>{teasers}</main>"
    return _html(site, site["name"], body)


def _article(page: Fields, site: Fields, others: Sequence[str]) -> Drawn:
    return _LAYOUTS[site["layout"]](page, site, others)


def _paragraphs(page: Fields, site: Fields) -> list[str]:
    said = phrases(site["language"])
    own = [line for line in page["text"].splitlines() if line]
    if page.get("paywall"):
        return [*own, said["rest"]]
    rest = said["paragraphs"]
    first = zlib.crc32(page["id"].encode()) % len(rest)
    return [*own, *rest[first:], *rest[:first]]


def _text(page: Fields, site: Fields, tag: str = "p") -> str:
    return "\n".join(f"<{tag}>{escape(text)}</{tag}>" for text in _paragraphs(page, site))


def _menu(site: Fields) -> str:
    links = "".join(f'<li><a href="/{n}">{escape(m)}</a></li>' for n, m in enumerate(site["menu"]))
    return (
        f'<header><a class="logo" href="/">{escape(site["name"])}</a><nav><ul>{links}</ul></nav>'
        "</header>"
    )


def _around(site: Fields, body: str) -> str:
    said = phrases(site["language"])
    return (
        f'<div class="cookie-banner" role="dialog"><p>{said["cookies"]}</p><button>{said["accept"]}'
        f"</button></div>{_menu(site)}{body}<footer><p>{said['subscribe']}</p>"
        f"<p>© {escape(site['name'])}. {said['rights']}</p></footer>"
    )


def _html(site: Fields, title: str, body: str, head: str = "", *, language: bool = True) -> Drawn:
    lang = f' lang="{site["language"]}"' if language else ""
    charset = site.get("charset", "utf-8")
    whole = (
        f'<!DOCTYPE html><html{lang}><head><meta charset="{charset}"><title>{escape(title)}</title>'
        f'<meta name="viewport" content="width=device-width">{head}</head><body>'
        f"{_around(site, body)}<script>window.dataLayer=[];</script></body></html>"
    )
    return 200, f"text/html; charset={charset}", {}, whole.encode(charset, "xmlcharrefreplace")


def _related(others: Sequence[str], heading: str) -> str:
    items = "".join(f'<li><a href="/x{n}">{escape(t)}</a></li>' for n, t in enumerate(others[:4]))
    return f'<aside class="related"><h3>{heading}</h3><ul>{items}</ul></aside>' if items else ""


def _meta(name: str, content: str, attribute: str = "property") -> str:
    return f'<meta {attribute}="{name}" content="{escape(content)}">'


def _news(page: Fields, site: Fields, others: Sequence[str]) -> Drawn:
    said, title, day = phrases(site["language"]), page["title"], page["published"]
    thing: dict[str, Any] = {
        "@context": "https://schema.org", "@type": "NewsArticle", "headline": title,
        "datePublished": f"{day}T06:15:00Z", "inLanguage": site["language"],
        "author": {"@type": "Person", "name": page.get("author", site["name"])},
        "publisher": {"@type": "Organization", "name": site["name"]},
    }  # fmt: skip
    if page.get("paywall"):
        thing["isAccessibleForFree"] = False
    head = (
        _meta("og:title", title) + _meta("og:site_name", site["name"]) + _meta("og:type", "article")
        + _meta("article:published_time", f"{day}T06:15:00Z")
        + f'<script type="application/ld+json">{json.dumps(thing, ensure_ascii=False)}</script>'
    )  # fmt: skip
    body = (
        f"<main><article><h1>{escape(title)}</h1>"
        f'<p class="byline">{said["by"]} {escape(page.get("author", site["name"]))}</p>'
        f'<time datetime="{day}T06:15:00Z">{spelled(day, site["language"])}</time>'
        f"{_text(page, site)}</article>{_related(others, said['related'])}</main>"
    )
    return _html(site, f"{title} | {site['name']}", body, head)


def _ministry(page: Fields, site: Fields, others: Sequence[str]) -> Drawn:
    said, day = phrases(site["language"]), page["published"]
    body = (
        f'<div class="breadcrumb"><a href="/">{site["menu"][0]}</a> › <a href="/p">{said["press"]}'
        f'</a></div><div id="content"><span class="date">{spelled(day, site["language"])}</span>'
        f'<h1>{escape(page["title"])}</h1><div class="text">{_text(page, site)}</div>'
        f"{_related(others, said['more'])}</div>"
    )
    return _html(site, f"{site['name']} - {page['title']}", body)


def _institution(page: Fields, site: Fields, others: Sequence[str]) -> Drawn:
    said = phrases(site["language"])
    head = _meta("og:site_name", site["name"]) + _meta(
        "dcterms.date", str(page["published"]), "name"
    )
    body = (
        f'<section class="hero"><h1>{escape(page["title"])}</h1></section><div class="layout">'
        f"<div class='main-column'>{_text(page, site)}</div>{_related(others, said['more'])}</div>"
    )
    return _html(site, f"{page['title']} – {site['name']}", body, head)


def _blog(page: Fields, site: Fields, others: Sequence[str]) -> Drawn:
    said, day = phrases(site["language"]), page["published"]
    head = _meta("og:title", f"{page['title']} - {site['name']}") + _meta(
        "og:site_name", site["name"]
    )
    body = (
        f'<div id="primary"><article class="post hentry"><h1 class="entry-title">'
        f'{escape(page["title"])}</h1><div class="entry-meta">{said["published"]} '
        f'<time class="entry-date" datetime="{day}">{spelled(day, site["language"])}</time></div>'
        f'<div class="entry-content">{_text(page, site)}</div></article></div>'
        f'<div id="secondary" class="widget-area">{_related(others, said["more"])}</div>'
    )
    return _html(site, f"{page['title']} - {site['name']}", body, head)


def _scholar(page: Fields, site: Fields, others: Sequence[str]) -> Drawn:
    head = "".join(
        _meta(name, value, "name")
        for name, value in (
            ("citation_title", page["title"]), ("citation_author", page.get("author", "")),
            ("citation_publication_date", str(page["published"]).replace("-", "/")),
            ("citation_journal_title", site["name"]),
        )
    )  # fmt: skip
    body = (
        f'<main><h1 class="title">{escape(page["title"])}</h1><section id="abstract">'
        f"<h2>Abstract</h2>{_text(page, site)}</section>{_related(others, 'Cited by')}</main>"
    )
    return _html(site, f"{page['title']} | {site['name']}", body, head)


def _legacy(page: Fields, site: Fields, others: Sequence[str]) -> Drawn:
    """Tables, no metadata, a title that names only the site, and an old encoding."""
    said, day = phrases(site["language"]), page["published"]
    body = (
        '<table width="760"><tr><td width="160">'
        + "<br>".join(f'<a href="x{n}.htm">{escape(one)}</a>' for n, one in enumerate(others))
        + f'</td><td><div align="right">{spelled(day, site["language"])}</div>'
        f'<h2><font size="5">{escape(page["title"])}</font></h2>{_text(page, site)}'
        f"<p><a href='/'>{said['home']}</a></p></td></tr></table>"
    )
    return _html(site, site["name"], body, language=False)


def _overview(page: Fields, site: Fields, others: Sequence[str], target: str) -> Drawn:
    del others, target
    said = phrases(site["language"])
    teasers = "".join(
        f'<article class="teaser"><h3><a href="/t{n}">{escape(title)}</a></h3>'
        f"<p>{said['paragraphs'][n % len(said['paragraphs'])].split('. ')[0]}</p></article>"
        for n, title in enumerate(page["teasers"])
    )
    head = _meta("og:site_name", site["name"]) + _meta("og:type", "website")
    body = f"<main><h1>{escape(page['title'])}</h1>{teasers}</main>"
    return _html(site, f"{page['title']} | {site['name']}", body, head)


def _soft_404(page: Fields, site: Fields, others: Sequence[str], target: str) -> Drawn:
    del target
    said = phrases(site["language"])
    head = _meta("og:site_name", site["name"])
    body = (
        f"<main><h1>{said['missing_title']}</h1><p>{said['missing']}</p>"
        f"{_related(others, said['more'])}</main>"
    )
    # Half of the sites say so only in the heading.
    titled = zlib.crc32(page["id"].encode() + site["host"].encode()) % 2
    title = f"{said['missing_title']} | {site['name']}" if titled else site["name"]
    return _html(site, title, body, head)


def _login(page: Fields, site: Fields, others: Sequence[str], target: str) -> Drawn:
    del others, target
    said = phrases(site["language"])
    secret = "" if site["layout"] == "news" else '<input type="password" name="p">'
    body = (
        f'<main><h1>{said["login_title"]}</h1><form method="post"><p>{said["login"]}</p>'
        f'<input type="email" name="{page["id"]}">{secret}<button>{said["login_title"]}</button>'
        "</form></main>"
    )
    return _html(site, f"{said['login_title']} – {site['name']}", body)


def _consent(page: Fields, site: Fields, others: Sequence[str], target: str) -> Drawn:
    del page, others, target
    said = phrases(site["language"])
    whole = (
        f'<!DOCTYPE html><html lang="{site["language"]}"><head><title>{site["name"]}</title></head>'
        f'<body><div class="gate"><h1>{site["name"]}</h1><p>{said["consent"]}</p>'
        f"<button>{said['accept']}</button></div></body></html>"
    )
    return 200, HTML, {}, whole.encode()


def _challenge(page: Fields, site: Fields, others: Sequence[str], target: str) -> Drawn:
    del page, others, target
    whole = (
        "<!DOCTYPE html><html><head><title>Just a moment...</title></head><body><h1>"
        f"{site['host']}</h1><p>Verifying you are human. This may take a few seconds.</p>"
        f"<p>{site['host']} needs to review the security of your connection before proceeding.</p>"
        "<script>window._cf_chl_opt={};</script></body></html>"
    )
    return 403, HTML, {"server": "edge"}, whole.encode()


def _shell(page: Fields, site: Fields, others: Sequence[str], target: str) -> Drawn:
    del page, others, target
    whole = (
        f"<!doctype html><html><head><meta charset='utf-8'><title>{site['name']}</title></head>"
        f"<body><noscript>{phrases(site['language'])['script']}</noscript><div id='root'></div>"
        "<script src='/static/js/main.5f1.js'></script></body></html>"
    )
    return 200, HTML, {}, whole.encode()


def _parked(page: Fields, site: Fields, others: Sequence[str], target: str) -> Drawn:
    del others, target
    host = page["url"].split("/")[2]
    said = phrases(site["language"])
    links = "".join(
        f"<li><a href='/{n}'>{escape(one)}</a></li>" for n, one in enumerate(site["menu"])
    )
    whole = (
        f"<!doctype html><html><head><title>{host}</title></head><body><h1>{host}</h1>"
        f"<p>{said['parked']}</p><ul>{links}</ul></body></html>"
    )
    return 200, HTML, {}, whole.encode()


def _casino(page: Fields, site: Fields, others: Sequence[str], target: str) -> Drawn:
    del page, others, target
    text = (
        "Spin the reels with 200 free spins on your first deposit. Our editors have compared the "
        "best online casinos of the year by payout, bonus and speed of withdrawal. "
    )
    whole = (
        "<!doctype html><html lang='en'><head><title>Best Online Casino Bonuses – Free Spins and "
        "Slots</title></head><body><main><h1>Best Online Casino Bonuses</h1>"
        + f"<p>{text * 3}</p>" * 4
        + f"</main></body></html><!-- {site['layout']} -->"
    )
    return 200, HTML, {}, whole.encode()


def _stub(page: Fields, site: Fields, others: Sequence[str], target: str) -> Drawn:
    del page, others
    head = f'<meta http-equiv="refresh" content="0; url={target}">'
    whole = (
        f"<html><head>{head}<title>{site['name']}</title></head><body>→ <a href='{target}'>→</a>"
    )
    return 200, HTML, {}, whole.encode()


def _cms_error(page: Fields, site: Fields, others: Sequence[str], target: str) -> Drawn:
    del page, others, target
    said = phrases(site["language"])
    whole = (
        f"<!doctype html><html><head><title>{said['error_title']}</title></head><body><h1>"
        f"{said['error_title']}</h1><p>{said['error']}</p></body></html>"
    )
    return 200, HTML, {}, whole.encode()


def _status(status: int) -> Callable[[Fields, Fields, Sequence[str], str], Drawn]:
    def draw(page: Fields, site: Fields, others: Sequence[str], target: str) -> Drawn:
        if status in (404, 410):
            _, kind, headers, body = _soft_404(page, site, others, target)
            return status, kind, headers, body
        return status, HTML, {}, b"<html><title>403 Forbidden</title><h1>403 Forbidden</h1></html>"

    return draw


def _pdf(page: Fields) -> bytes:
    """A file of one page: its title large, its text below, with Info where the author set it."""
    lines = [(24, page["title"])]
    text = page["text"].replace("\n", " ").split()
    while text:
        row: list[str] = []
        while text and sum(map(len, row)) + len(row) + len(text[0]) < 80:
            row.append(text.pop(0))
        lines.append((11, " ".join(row)))
    drawn, height = [], 780
    for size, line in lines:
        safe = line.replace("\\", "").replace("(", "").replace(")", "")
        drawn.append(f"BT /F1 {size} Tf 60 {height} Td ({safe}) Tj ET")
        height -= size + 8
    stream = "\n".join(drawn).encode("cp1252", "replace")
    day = f"{page['published']:%Y%m%d}090000Z"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources 7 0 R>>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        f"<< /CreationDate (D:{day}) /Title (Microsoft Word - final_v3.docx) >>".encode(),
        b"<< /Font << /F1 5 0 R >> >>",
    ]
    body, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    start = len(body)
    body += b"xref\n0 8\n0000000000 65535 f \n"
    body += b"".join(b"%010d 00000 n \n" % place for place in places)
    return body + b"trailer << /Size 8 /Root 1 0 R /Info 6 0 R >>\nstartxref\n%d\n%%%%EOF" % start


_LAYOUTS: Mapping[str, Callable[[Fields, Fields, Sequence[str]], Drawn]] = {
    "news": _news,
    "ministry": _ministry,
    "institution": _institution,
    "blog": _blog,
    "scholar": _scholar,
    "legacy": _legacy,
}
_STRANGE: Mapping[str, Callable[[Fields, Fields, Sequence[str], str], Drawn]] = {
    "overview": _overview,
    "soft-404": _soft_404,
    "login": _login,
    "consent": _consent,
    "challenge": _challenge,
    "shell": _shell,
    "parked": _parked,
    "casino": _casino,
    "stub": _stub,
    "cms-error": _cms_error,
    "http-404": _status(404),
    "http-410": _status(410),
    "http-403": _status(403),
}
