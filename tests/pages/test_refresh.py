from __future__ import annotations

import pytest
from pages.reading import LONG, html, read


def refresh(head: str = "", body: str = "") -> str:
    return read(html(head, body)).refresh


@pytest.mark.parametrize(
    ("content", "target"),
    [
        ("0; url=/new", "https://www.site.example/new"),
        ("0;URL='https://x.example/a'", "https://x.example/a"),
        ("3, /b", "https://www.site.example/b"),
        ("0.5; url=c", "https://www.site.example/news/2023/c"),
        ("300; url=/live", ""),
        ("5", ""),
        ("0; url=javascript:alert(1)", ""),
        ("0; url=https://www.site.example/news/2023/some-document#top", ""),
        ("", ""),
    ],
)
def test_meta_refresh_names_where_the_page_sends_on(content: str, target: str) -> None:
    assert refresh(f'<meta http-equiv="Refresh" content="{content}">', LONG) == target


def test_refresh_for_readers_without_scripts_does_not_count() -> None:
    assert (
        refresh('<noscript><meta http-equiv="refresh" content="0;url=/noscript"></noscript>') == ""
    )


@pytest.mark.parametrize(
    ("script", "target"),
    [
        ("window.location = '/new'", "https://www.site.example/new"),
        ('location.href="https://x.example/"', "https://x.example/"),
        ("document.location.replace('/r');", "https://www.site.example/r"),
        ("if (old) { location.href = '/new' }", ""),
        ("function go() { location.href = '/new' }", ""),
        ("var here = location.pathname", ""),
        (
            "setTimeout(function () { window.location.href = '/late' }, 3000)",
            "https://www.site.example/late",
        ),
        ("setTimeout(\"location.href='/quoted'\", 0)", "https://www.site.example/quoted"),
        (
            "window.onload = () => { location.replace('/loaded') }",
            "https://www.site.example/loaded",
        ),
        ("setTimeout(function () { if (old) { location.href = '/new' } }, 0)", ""),
    ],
)
def test_plain_scripts_name_it_too(script: str, target: str) -> None:
    assert refresh(f"<script>{script}</script>") == target


def test_scripts_of_pages_with_text_or_of_great_length_are_not_believed() -> None:
    script = "<script>location.href = '/new'</script>"
    assert refresh(script, LONG) == ""
    assert refresh(f"<script>{' ' * 6_000}location.href = '/new'</script>") == ""


def test_a_body_that_sends_on_as_it_loads_is_followed() -> None:
    markup = html().replace("<body>", "<body onload=\"location.href='/new'\">")
    assert read(markup).refresh == "https://www.site.example/new"


NAV = "<header><nav><a href='/a'>News</a><a href='/b'>Topics</a></nav></header>"


@pytest.mark.parametrize(
    "said",
    [
        "This page has moved to <a href='/new/report'>a new address</a>.",
        "<p>Diese Seite ist umgezogen.</p><a href='/new/report'>Zur neuen Seite</a>",
        "<p>Ce document a été déplacé : <a href='/new/report'>le voir ici</a></p>",
        "<h1>Object moved</h1> to <a href='/new/report'>here</a>",
        "<p>このページは移転しました。<a href='/new/report'>新しいページへ</a></p>",
        "<p>페이지가 이동되었습니다. <a href='/new/report'>여기</a></p>",
        "<p>您将自动跳转 <a href='/new/report'>到新页面</a></p>",
        "<p>La página se ha trasladado. <a href='/new/report'>Ver</a> <a href='/'>Inicio</a></p>",
    ],
)
def test_a_stub_is_followed_to_the_one_page_that_it_links_to(said: str) -> None:
    assert refresh("", NAV + said) == "https://www.site.example/new/report"


@pytest.mark.parametrize(
    "said",
    [
        "This page has moved. Try <a href='/x'>this</a> or <a href='/y'>that</a>.",
        "This page has moved to our <a href='/'>front page</a>.",
        "This page has moved. <a href='mailto:a@site.example'>Write to us</a>.",
        "The schooner was sold. <a href='/new/report'>Read the report</a>.",
        f"This page has moved to <a href='/new/report'>a new address</a>. {LONG}",
    ],
)
def test_no_link_is_followed_where_it_is_not_plain_which(said: str) -> None:
    assert refresh("", NAV + said) == ""
