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
    ],
)
def test_plain_scripts_name_it_too(script: str, target: str) -> None:
    assert refresh(f"<script>{script}</script>") == target


def test_scripts_of_pages_with_text_or_of_great_length_are_not_believed() -> None:
    script = "<script>location.href = '/new'</script>"
    assert refresh(script, LONG) == ""
    assert refresh(f"<script>{' ' * 6_000}location.href = '/new'</script>") == ""
