from __future__ import annotations

import codecs
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkcheck import readers
from linkcheck.model import Article, BlockKind

TEXT = "Grüße aus Köln – „schön“\n\nQuellen:\nBericht: https://example.org/ä\n"


TEXTS = (".txt", ".md", ".html", ".eml")


def _texts(article: Article) -> list[str]:
    return [block.text for block in article.blocks]


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode("utf-8"),
        TEXT.encode("utf-8-sig"),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        TEXT.encode("windows-1252"),
    ],
    ids=["utf-8", "utf-8-sig", "utf-16-le-bom", "utf-16-be-bom", "utf-16-le", "utf-16-be", "1252"],
)
def test_text_is_decoded_whatever_encoding_it_came_in(data: bytes) -> None:
    assert _texts(readers.read("a.txt", data))[0] == "Grüße aus Köln – „schön“"


def test_a_declared_encoding_is_looked_up_among_encodings_of_text_only() -> None:
    page = '<meta charset="{}"><p>日本の白書</p>'

    shift_jis = page.format("shift_jis").encode("shift_jis")
    assert _texts(readers.read("a.html", shift_jis)) == ["日本の白書"]
    rot13 = page.format("rot13").encode("shift_jis")
    assert "\ufffd" in _texts(readers.read("a.html", rot13))[0] or _texts(
        readers.read("a.html", rot13)
    )[0].startswith("“")


def test_a_file_cut_within_its_last_character_is_still_utf8() -> None:
    assert _texts(readers.read("a.txt", "Grüße aus Köln ä".encode()[:-1]))[0].startswith("Grüße")


@pytest.mark.parametrize("name", TEXTS)
def test_an_empty_file_has_no_blocks(name: str) -> None:
    assert readers.read(f"a{name}", b"").blocks == ()


@pytest.mark.parametrize(
    ("data", "is_html"),
    [
        (b"<!DOCTYPE html><p>x</p>", True),
        (b"x <a href='https://example.org'>y</a>", True),
        (b"# x\n\ny", False),
    ],
)
def test_a_file_without_a_known_ending_is_sniffed(data: bytes, is_html: bool) -> None:  # noqa: FBT001 (a table)
    texts = _texts(readers.read("article", data))

    assert any("<" in text or "#" in text for text in texts) is not is_html


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
@given(data=st.binary(max_size=400))
def test_no_reader_fails_on_any_bytes(name: str, data: bytes) -> None:
    for block in readers.read(name, data).blocks:
        assert block.text.strip() or block.links
        assert all(0 <= link.start <= link.end <= len(block.text) for link in block.links)


MARKUP = st.lists(
    st.sampled_from(
        [
            *(
                "<p>",
                "</p>",
                "<li>",
                "<ul>",
                "</ul>",
                "<a href='x'>",
                "</a>",
                "<br>",
                "<!--",
                "-->",
                "<b>",
            ),
            *(
                "</b>",
                "<script>",
                "</script>",
                "<div>",
                "</div>",
                "<table>",
                "<tr>",
                "<td>",
                "&nbsp;",
            ),
            *("&", "&amp;", "&uuml;", "ä", "Wort", "語", "[x](y)", "**", "#", ">", "-", "```", "|"),
            *("[^1]:", "\n"),
        ]
    ),
    max_size=40,
).map(" ".join)


@pytest.mark.parametrize("name", ["a.md", "a.html"])
@given(source=MARKUP)
def test_any_mix_of_markup_is_read(name: str, source: str) -> None:
    article = readers.read(name, source.encode())

    lines = source.split("\n")
    for block in article.blocks:
        for offset in range(len(block.text)):
            line, column = block.position(offset)
            assert 1 <= line <= len(lines) + 1
            assert column >= 0


def _standing_at(source: str, article: Article) -> list[tuple[str, str]]:
    """Each plain word of the blocks, and what stands at its position in the source."""
    lines = re.split(r"\r\n|\n|\r", source)
    return [
        (word[0], lines[line - 1][column - 1 : column - 1 + len(word[0])])
        for block in article.blocks
        for word in re.finditer(r"(?<![\w&;])[A-Za-z]+(?![\w&])", block.text)
        for line, column in [block.position(word.start())]
    ]


SOURCES = {
    "a.txt": "Ein Satz.\r\nZweite Zeile\r\n\r\n  eingerückt: https://example.org/x\rletzte",
    "a.md": (
        "---\ntitle: x\n---\n# Kopf & *Fuß*\n\nä Text mit **fett** und [Anker](https://example.org)\n"
        "weiter `code` hier\n\n- Punkt\n  - tiefer <https://example.org/y>\n\n"
        "| a | b |\n|---|---|\n| c | d |\n\n<div>\nRoh <b>hier</b>\n</div>\n\nWort<br>danach\n\n"
        "Begriff\n:   Erklärung\n\nx[^1]\n\n[^1]: Fußnote hier\n"
    ),
    "a.html": (
        "<html><head><title>nicht hier</title></head>\n<body class='x'><h1>Kopf</h1>\n"
        "<p>Text mit <b>fett</b>,\n  Umbruch   und <a href='https://example.org/T'>Text</a> danach"
        "<br>Zeile &amp; mehr<!-- Zeile --> Ende</p><script>var Ende = 'Ende';</script>"
        "<p>Ende &uuml;ber alles</p><pre>\n  vorformatiert\n</pre>\n<p hidden>weg</p>"
        "<table><tr><td>eins</td><td>zwei</td></tr></table></body></html>"
    ),
}


@pytest.mark.parametrize("name", SOURCES)
def test_positions_are_exact(name: str) -> None:
    source = SOURCES[name]
    pairs = _standing_at(source, readers.read(name, source.encode()))

    assert len(pairs) >= 8
    assert [there for _, there in pairs] == [word for word, _ in pairs]


def test_markdown_says_what_its_front_matter_says() -> None:
    source = b"---\ntitle: 'Der Hafen'\ndate: 2024-05-02T10:00\nlang: de_DE\n---\n\nText\n"
    article = readers.read("posts/a.md", source)

    assert (article.title, str(article.published), article.language) == (
        "Der Hafen",
        "2024-05-02",
        "de-DE",
    )


def test_a_dated_file_name_dates_its_article() -> None:
    assert str(readers.read("posts/2023-03-16-besuch.md", b"Text").published) == "2023-03-16"


def test_html_says_what_its_head_says() -> None:
    page = (
        '<html lang="fr-CH"><head><meta property="og:title" content="Le pont">'
        '<meta property="article:published_time" content="2024-09-12T08:00">'
        '<link rel="canonical" href="https://example.org/pont"></head><body><p>x</p></body></html>'
    )
    article = readers.read("a.html", page.encode())

    assert (article.title, article.language) == ("Le pont", "fr-CH")
    assert (str(article.published), article.base_url) == (
        "2024-09-12",
        "https://example.org/pont",
    )


@pytest.mark.parametrize(
    "head",
    [
        '<script type="application/ld+json">{"datePublished": "2024-09-12T08:00"}</script>',
        '<time datetime="2024-09-12">gestern</time>',
    ],
)
def test_html_is_dated_by_its_data_or_its_first_time(head: str) -> None:
    assert str(readers.read("a.html", head.encode()).published) == "2024-09-12"


def test_blocks_know_what_they_are() -> None:
    page = (
        "<h2>Kopf</h2><ul><li>Punkt<ul><li>tiefer</li></ul></li></ul><dl><dt>Wort</dt><dd>Sinn</dd></dl>"
        "<blockquote>Zitat</blockquote><p><strong>fett</strong></p>"
    )
    blocks = readers.read("a.html", page.encode()).blocks

    assert [(block.kind, block.level) for block in blocks] == [
        (BlockKind.HEADING, 2),
        (BlockKind.LIST_ITEM, 1),
        (BlockKind.LIST_ITEM, 2),
        (BlockKind.TERM, 0),
        (BlockKind.DEFINITION, 0),
        (BlockKind.QUOTE, 0),
        (BlockKind.PARAGRAPH, 0),
    ]
    assert [block.bold for block in blocks] == [False] * 6 + [True]


@pytest.mark.parametrize(
    ("element", "region"),
    [
        ("<nav>x</nav>", "nav"),
        ("<footer>x</footer>", "footer"),
        ("<article><footer>x</footer></article>", ""),
        ('<div role="navigation">x</div>', "nav"),
        ('<div class="widget relatedPosts">x</div>', "related"),
        ('<div id="comments">x</div>', "comments"),
        ('<div class="has-sidebar">x</div>', ""),
        ('<div class="sidebar"><h1>Titel</h1>x</div>', ""),
        ("<figure><figcaption>x</figcaption></figure>", "caption"),
    ],
)
def test_regions_of_a_page_are_told_from_the_article(element: str, region: str) -> None:
    blocks = readers.read("a.html", element.encode()).blocks

    assert blocks[-1].region == region


@pytest.mark.parametrize(
    "hidden", ["<script>x</script>", "<template>x</template>", "<p hidden>x</p>", "<svg>x</svg>"]
)
def test_what_nobody_sees_is_not_read(hidden: str) -> None:
    assert readers.read("a.html", f"{hidden}<p>y</p>".encode()).blocks[0].text == "y"


def test_what_follows_an_unclosed_comment_is_not_seen_either() -> None:
    assert _texts(readers.read("a.html", b"<p>x</p><!-- y <p>z</p>")) == ["x"]


def test_a_malformed_marked_section_is_read_around() -> None:
    assert "x" in _texts(readers.read("a.html", b"<![ <p>x</p>"))


def test_hostile_nesting_ends_in_blocks_not_in_an_error() -> None:
    assert readers.read("a.html", b"<div>" * 5_000 + b"x").blocks is not None
    assert readers.read("a.md", b"> " * 3_000 + b"x").blocks is not None
