from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pages.reading import LONG, PROSE, html, kinds, read

from linkcheck.model import SignalKind
from linkcheck.pages.signals import notfound, phrases

if TYPE_CHECKING:
    from typing import Unpack

    from pages.reading import Options

NOT_FOUND = [
    "404",
    "Error 404",
    "404 Not Found",
    "Page not found",
    "Sorry, the page you are looking for could not be found",
    "Seite nicht gefunden",
    "Fehler 404",
    "Die angeforderte Seite existiert nicht mehr",
    "Artikel nicht verfügbar",
    "Page introuvable",
    "Erreur 404",
    "Cette page n'existe pas",
    "Página no encontrada",
    "Pagina non trovata",
    "Página não encontrada",
    "Pagina niet gevonden",
    "Nie znaleziono strony",
    "ページが見つかりません",
    "お探しのページは見つかりませんでした",
    "페이지를 찾을 수 없습니다",
    "页面不存在",
    "找不到網頁",
    "Страница не найдена",
    "Сторінку не знайдено",
    "Страницата не е намерена",
    "Stranica nije pronađena",
    "Strani ni mogoče najti",
    "Stránka nenalezena",
    "Stránka nebola nájdená",
    "Az oldal nem található",
    "Pagina nu a fost găsită",
    "Η σελίδα δεν βρέθηκε",
    "Sayfa bulunamadı",
    "Sidan hittades inte",
    "Siden blev ikke fundet",
    "Siden ble ikke funnet",
    "Sivua ei löytynyt",
    "No s'ha trobat la pàgina",
    "Lehte ei leitud",
    "Lapa nav atrasta",
    "Puslapis nerastas",
    "الصفحة غير موجودة",
    "صفحه مورد نظر یافت نشد",
    "הדף לא נמצא",
    "पृष्ठ नहीं मिला",
    "Không tìm thấy trang",
    "ไม่พบหน้าที่คุณต้องการ",
    "Halaman tidak ditemukan",
    "Oops! That page can’t be found.",
]
HEADLINES = [
    "How to fix error 404 page not found in your blog",
    "Peugeot 404: sixty years of a saloon",
    "Page not found – how Finland lost its forests",
    "Wenn die Seite nicht gefunden wird: warum Links sterben",
    "Room 404 and other ghost stories",
    "Verschollene Akte nach vierzig Jahren aufgetaucht",
    "Missing page of the Mueller report found",
    "Court finds sheriff not guilty",
    "Die Seiten des Sees",
    "Le chaînon manquant enfin trouvé",
    "La página más triste de nuestra historia",
    "ページをめくる喜び",
    "Why the article on page four was moved to page one",
    "Le contenu du coffre n'a jamais été révélé au public",
]


def signals(head: str = "", body: str = "", **options: Unpack[Options]) -> set[str]:
    return kinds(read(html(head, body), **options))


@pytest.mark.parametrize("said", NOT_FOUND)
def test_a_title_that_says_only_not_found_says_it_in_every_language(said: str) -> None:
    assert "not-found-title" in signals(
        f"<title>{said} | Talbote</title>", LONG, url="https://talbote.de/a/b"
    )
    assert "not-found-heading" in signals("<title>Talbote</title>", f"<h1>{said}</h1>{LONG}")


@pytest.mark.parametrize("headline", HEADLINES)
def test_a_headline_about_something_missing_stays_a_headline(headline: str) -> None:
    found = signals(f"<title>{headline}</title>", f"<h1>{headline}</h1>{LONG}")
    assert found == set()


def test_text_counts_only_where_there_is_little_of_it() -> None:
    sentence = "<p>The page you requested is no longer available.</p>"
    assert "not-found-text" in signals("", sentence)
    assert "not-found-text" not in signals("", sentence + LONG)


def test_the_quoted_text_is_as_it_stands_on_the_page() -> None:
    page = read(html("", "<p>Leider: Diese Seite wurde NICHT gefunden.</p>"))
    detail = next(one.detail for one in page.signals if one.kind is SignalKind.NOT_FOUND_TEXT)
    assert detail == "NICHT gefunden"
    page = read(html("", "<p>Straße: Seite nicht vorhanden</p>"))
    assert any("nicht vorhanden" in one.detail for one in page.signals)


def test_a_tiny_page_that_opens_with_the_code_says_it_whatever_follows() -> None:
    assert "not-found-title" in signals("<title>404 – ausgebüxt wie ein Schaf</title>")
    story = "<h1>404 – ausgebüxt wie ein Schaf</h1>" + LONG
    assert signals("<title>404 – ausgebüxt wie ein Schaf</title>", story) == set()


@pytest.mark.parametrize(
    ("asked", "final", "kind"),
    [
        ("/news/2023/barrier", "/", "redirect-home"),
        ("/news/2023/barrier", "/en/", "redirect-home"),
        ("/news/2023/barrier", "/news/", "lost-path"),
        ("/news/2023/barrier.html", "/archive", "lost-path"),
        ("/news/2023/barrier", "/404.html", "lost-path"),
        ("/news/2023/barrier", "/error/page-not-found/x/y", "lost-path"),
        ("/news/2023/barrier", "/news/2023/barrier/", ""),
        ("/news/2023/barrier", "/en/news/2023/barrier", ""),
        ("/news/2023/the-barrier-holds", "/stories/barrier-holds", ""),
        ("/news?id=7", "/stories", ""),
        ("/", "/en/", ""),
    ],
)
def test_redirects_that_lose_the_document_are_told(asked: str, final: str, kind: str) -> None:
    site = "https://www.site.example"
    found = signals("", LONG, url=site + asked, final_url=site + final)
    assert found == ({kind} if kind else set())


def test_another_site_is_no_lost_path_but_its_front_page_is_a_home() -> None:
    url = "https://www.site.example/news/2023/barrier"
    assert signals("", LONG, url=url, final_url="https://other.test/deep") == set()
    assert signals("", LONG, url=url, final_url="https://other.test/") == {"redirect-home"}
    assert signals("", LONG, url=url, final_url="nonsense") == set()


def test_a_page_called_like_its_site_is_told_unless_the_front_page_was_asked_for() -> None:
    head = '<title>Daily Rope</title><meta property="og:site_name" content="Daily Rope">'
    assert signals(head, LONG) == {"site-name-only"}
    assert signals(head, LONG, url="https://www.site.example/") == set()
    assert signals("<title>Startseite</title>", LONG) == {"site-name-only"}
    assert signals(head, f"<h1>Rope prices rise again</h1>{LONG}") == set()


@pytest.mark.parametrize(
    "headers",
    [
        {"cf-mitigated": "challenge"}, {"x-amzn-waf-action": "captcha"}, {"x-kpsdk-ct": "abc"},
        {"x-vercel-mitigated": "challenge"}, {"x-dd-b": "1"},
    ],
)  # fmt: skip
def test_a_challenges_header_is_proof(headers: dict[str, str]) -> None:
    assert "challenge" in signals("", LONG, headers=headers)


def test_other_headers_of_the_same_vendors_prove_nothing() -> None:
    headers = {"server": "cloudflare", "cf-ray": "1", "x-dd-b": "0", "cf-mitigated": "block"}
    assert signals("", LONG, headers=headers) == set()


WALLS = [
    "Access Denied",
    "Just a moment...",
    "Attention Required! | Cloudflare",
    "Are you a robot?",
    "403 Forbidden",
    "Zugriff verweigert",
    "Accès refusé",
    "Acceso denegado",
    "Доступ ограничен",
    "アクセスが拒否されました",
    "접근이 차단되었습니다",
    "访问被拒绝",
    "Security Check",
    "Pardon Our Interruption",
    "Dostęp zablokowany",
]


@pytest.mark.parametrize("said", WALLS)
def test_a_walls_title_is_told_where_there_is_no_article(said: str) -> None:
    assert "wall" in signals(f"<title>{said}</title>")
    assert "wall" not in signals(f"<title>{said}</title>", LONG)
    assert "wall" in signals(f"<title>{said}</title>", LONG, status=403)


def test_a_walls_words_and_marks_count_on_tiny_pages() -> None:
    assert "wall" in signals("<title>x</title>", "<p>Please verify you are a human to go on.</p>")
    assert "wall" in signals("<title>x</title>", '<div id="px-captcha"></div>')
    assert "wall" not in signals(
        "<title>x</title>", f'<div id="px-captcha"></div><p>{PROSE * 4}</p>'
    )


@pytest.mark.parametrize(
    "body",
    [
        "<h1>502 Bad Gateway</h1>", "<h1>Fehler</h1><p>Versuchen Sie es später noch einmal.</p>",
        "<h1>Error 503</h1>", "<p>Error establishing a database connection</p>", "<h1>ՍԽԱԼ</h1>",
        "<h2>サーバーエラー</h2>", "<h1>Service Temporarily Unavailable</h1>",
    ],
)  # fmt: skip
def test_error_pages_of_servers_are_told_apart_from_missing_pages(body: str) -> None:
    found = signals("", body)
    assert "error-page" in found
    assert not found & {"not-found-title", "not-found-heading"}


def test_errors_in_long_texts_and_in_later_sentences_do_not_count() -> None:
    assert "error-page" not in signals("", f"<h1>Error</h1>{LONG}")
    late = f"<article><p>{PROSE * 4}</p><p>They saw a bad gateway in the wall.</p></article>"
    assert signals('<meta property="og:type" content="article">', late) == set()


def test_parking_is_told_by_host_words_or_marks() -> None:
    url = "https://www.site.example/news/2023/barrier"
    assert signals("", LONG, url=url, final_url="https://www.hugedomains.com/x") == {"parked"}
    assert "parked" in signals("", "<p>This domain may be for sale.</p>")
    assert "parked" in signals("", '<script src="https://sedoparking.com/x.js"></script>')
    assert "parked" in signals("", "<h1>Apache2 Debian Default Page</h1>")
    assert "parked" not in signals("", f"<p>This domain may be for sale.</p>{LONG}")
    assert "parked" not in signals("", LONG, url=url, final_url="nonsense")


FORM = '<form><input name="user"><input type="password"></form>'


def test_a_login_is_told_by_address_title_and_fields() -> None:
    url = "https://www.site.example/news/2023/barrier"
    login = "https://www.site.example/login?next=/news"
    assert "login" in signals("", FORM, url=url, final_url=login)
    assert "login" in signals("", "<p>Single sign-on</p>", url=url, final_url=login)
    assert "login" in signals("<title>Anmelden | Talbote</title>", FORM)
    assert "login" in signals("<title>Talbote</title>", f"<h1>Log in to your account</h1>{FORM}")
    assert "login" in signals("", FORM)


def test_a_login_beside_a_text_or_in_an_overlay_is_none() -> None:
    assert "login" not in signals("<title>Rope</title>", FORM + LONG)
    assert "login" not in signals(
        "<title>Rope</title>", f'<div class="modal">{FORM}</div><p>{PROSE}</p>'
    )
    assert "login" not in signals("<title>Login nach dem Tod: wer erbt das Konto?</title>", LONG)


def test_consent_is_told_by_host_or_by_words_in_place_of_a_text() -> None:
    url = "https://www.site.example/news/2023/barrier"
    assert "consent" in signals("", LONG, url=url, final_url="https://consent.site.example/m?x=1")
    assert "consent" in signals(
        "", "<div class=cmp><p>Before you continue, accept cookies</p></div>"
    )
    assert "consent" not in signals(
        "", f'<div class="cookie"><p>Accept all cookies</p></div>{LONG}'
    )


@pytest.mark.parametrize(
    "head",
    [
        '<script type="application/ld+json">{"isAccessibleForFree":false}</script>',
        '<script type="application/ld+json">{"isAccessibleForFree":"http://schema.org/False"}</script>',
        '<meta property="article:content_tier" content="locked">',
    ],
)
def test_a_paywall_is_told_by_metadata(head: str) -> None:
    assert signals(head, LONG) == {"paywall"}


def test_a_paywall_is_told_by_words_under_a_short_text() -> None:
    head = '<meta property="og:type" content="article">'
    assert "paywall" in signals(head, f"<p>{PROSE}</p><p>Subscribe to continue reading.</p>")
    free = '<meta property="article:content_tier" content="free">'
    assert signals(free, f"{LONG}<p>Subscribe to continue reading.</p>") == set()


def test_empty_shells_are_told_and_why() -> None:
    assert signals("", '<div id="root"></div><script src=x></script>') == {
        "almost-no-text",
        "needs-script",
    }
    assert signals("", "<noscript>Please enable JavaScript</noscript><script>1</script>") == {
        "almost-no-text", "needs-script",
    }  # fmt: skip
    assert signals("", "<p>A word.</p><script>1</script>") == {"almost-no-text"}


def test_a_small_text_is_no_empty_page_where_menus_stand_or_an_article_is_dated() -> None:
    body = f"<main><p>{PROSE * 2}</p></main>"
    assert signals("", body) == {"almost-no-text"}
    menu = "<nav>" + "<p>Where the town keeps its ropes</p>" * 40 + "</nav>"
    assert signals("", menu + body) == set()
    assert signals('<meta name="date" content="2020-01-01">', body) == set()


@given(st.text(max_size=200))
def test_coverage_is_a_share(text: str) -> None:
    assert 0 <= phrases.coverage(text, [(0, len(text) // 2)]) <= 1
    assert notfound.says_so(text, 1.01) is False


def test_phrases_are_written_in_their_small_syntax() -> None:
    made = phrases.compiled(["(one|two)( more)? page*", "thing…gone", "頁(は|が)ない"])
    for text in ("two pages", "ONE more page", "A thing that is long gone", "この頁がない"):
        assert phrases.find(made, text)
    for text in ("someone pages", "three pages", "thing. It is gone", "頁もない"):
        assert not phrases.find(made, text)
    assert not phrases.find(phrases.compiled([]), "anything")


@pytest.mark.parametrize("name", ["notfound", "errors", "walls", "doors", "parked"])
def test_every_line_of_every_table_compiles_and_finds_itself(name: str) -> None:
    for lists in phrases.table(name).values():
        for lines in lists.values():
            for line in lines:
                bare = line.replace("*", "").replace("…", " ")
                if not set("()|?") & set(bare):
                    assert phrases.find(phrases.compiled([line]), bare), line


def test_a_page_of_teasers_is_an_overview_and_an_article_with_related_links_is_none() -> None:
    teasers = "".join(
        f"<article><h3><a href='/{n}'>Story number {n} of the day</a></h3></article>"
        for n in range(5)
    )
    shown = read(f"<html lang='en'><title>News</title><main><h1>News</h1>{teasers}</main>")
    assert shown.has(SignalKind.OVERVIEW)
    text = "<p>" + "The council met and talked about the bridge for hours. " * 60 + "</p>"
    article = f"<html lang='en'><title>Bridge</title><main><h1>Bridge</h1>{text}</main>{teasers}"
    assert not read(article).has(SignalKind.OVERVIEW)


def test_a_login_is_known_by_its_title_alone_where_there_is_nothing_else() -> None:
    for title in ("Sign in | Portal", "로그인", "Anmelden"):
        shown = read(f"<title>{title}</title><body><p>Portal</p></body>")
        assert shown.has(SignalKind.LOGIN)
    dated = (
        '<title>Login</title><meta property="article:published_time" content="2024-01-02"><p>Hm</p>'
    )
    assert not read(dated).has(SignalKind.LOGIN)
