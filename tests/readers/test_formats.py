"""Formats that are no text: what is read of them, and how damaged or hostile files end."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path
from xml.sax.saxutils import quoteattr

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfWriter

from linkcheck import readers
from linkcheck.errors import ReadError
from linkcheck.model import Article, BlockKind
from linkcheck.readers import pdf
from linkcheck.readers.archive import Archive

FIXTURES = Path(__file__).parents[2] / "fixtures" / "articles"
BINARY = sorted(
    path
    for path in FIXTURES.glob("*/article.*")
    if path.suffix in {".docx", ".odt", ".pdf", ".epub", ".xml", ".rss", ".atom"}
)
WORD = '<w:document xmlns:w="urn:w" xmlns:r="urn:r"><w:body>{}</w:body></w:document>'
TEXT = (
    '<office:document-content xmlns:office="urn:o" xmlns:text="urn:t" xmlns:table="urn:b"'
    ' xmlns:xlink="urn:x"><office:body><office:text>{}</office:text></office:body>'
    "</office:document-content>"
)
RSS = '<rss xmlns:content="urn:c"><channel>{}</channel></rss>'


def _zip(**parts: str | bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def _docx(body: str, **parts: str | bytes) -> Article:
    return readers.read("a.docx", _zip(**{"word/document.xml": WORD.format(body), **parts}))


def _odt(body: str, **parts: str | bytes) -> Article:
    return readers.read("a.odt", _zip(**{"content.xml": TEXT.format(body), **parts}))


def _seen(article: Article) -> list[tuple[str, str, int]]:
    return [(block.kind.value, block.text, block.level) for block in article.blocks]


@pytest.mark.parametrize("path", BINARY, ids=lambda path: path.parent.name)
def test_a_name_without_ending_is_read_by_what_the_file_is(path: Path) -> None:
    data = path.read_bytes()
    assert readers.can_read("article", data)
    assert readers.read_all("article", data) == readers.read_all(path.name, data)


def test_a_word_paragraph_is_a_line_and_its_style_a_kind() -> None:
    styles = (
        '<w:styles xmlns:w="urn:w"><w:style w:styleId="A"><w:name w:val="heading 2"/></w:style>'
        '<w:style w:styleId="B"><w:name w:val="Quelle"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr>'
        '</w:style><w:style w:styleId="C"><w:name w:val="x"/><w:rPr><w:b/></w:rPr></w:style>'
        "</w:styles>"
    )
    item = '<w:p><w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr><w:r><w:t>I</w:t></w:r></w:p>'
    body = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{style}</w:t></w:r></w:p>'
        for style in "ABC"
    )
    article = _docx(body + item, **{"word/styles.xml": styles})
    assert _seen(article) == [
        ("heading", "A", 2),
        ("heading", "B", 1),
        ("paragraph", "C", 0),
        ("list-item", "I", 2),
    ]
    assert [block.bold for block in article.blocks] == [False, False, True, False]
    assert [block.position(0) for block in article.blocks] == [(n, 1) for n in range(1, 5)]


def test_word_text_keeps_breaks_tabs_and_hyphens_and_no_deletions() -> None:
    run = (
        "<w:p><w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/><w:t>c</w:t><w:noBreakHyphen/>"
        "<w:t>d</w:t></w:r><w:del><w:r><w:delText>x</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>e</w:t></w:r></w:ins></w:p>"
    )
    assert _docx(run).blocks[0].text == "a\nb\tc-de"


def test_fields_that_lead_within_the_document_are_no_links() -> None:
    fields = "".join(
        f"<w:fldSimple w:instr={quoteattr(written)}><w:r><w:t>x</w:t></w:r></w:fldSimple>"
        for written in ('HYPERLINK \\l "Teil"', "PAGE", "HYPERLINK https://a.example.org/x")
    )
    links = _docx(f"<w:p>{fields}</w:p>").blocks[0].links
    assert [link.url for link in links] == ["https://a.example.org/x"]


def test_notes_of_word_come_last_without_its_lines_above_them() -> None:
    notes = (
        '<w:footnotes xmlns:w="urn:w"><w:footnote w:type="separator"><w:p><w:r><w:t>—</w:t></w:r>'
        "</w:p></w:footnote><w:footnote><w:p><w:r><w:t>Note</w:t></w:r></w:p></w:footnote>"
        "</w:footnotes>"
    )
    article = _docx("<w:p><w:r><w:t>T</w:t></w:r></w:p>", **{"word/footnotes.xml": notes})
    assert _seen(article) == [("paragraph", "T", 0), ("footnote", "Note", 0)]
    assert article.blocks[1].position(0) == (2, 1)


def test_odt_spaces_tables_and_changes_are_read_as_seen() -> None:
    article = _odt(
        "<text:tracked-changes><text:p>weg</text:p></text:tracked-changes>"
        '<text:p>a<text:s text:c="2"/>b<text:s/>c<text:tab/><text:line-break/>'
        "<text:span>d<text:bookmark/></text:span><text:ruby>e</text:ruby></text:p>"
        "<table:table><table:table-row><table:table-cell><text:p>1</text:p><text:p>2</text:p>"
        "</table:table-cell><table:table-cell><text:p>3</text:p></table:table-cell>"
        "</table:table-row></table:table><text:h>H</text:h>"
    )
    assert _seen(article) == [
        ("paragraph", "a  b c\t\nde", 0),
        ("cell", "1\n2\t3", 0),
        ("heading", "H", 1),
    ]


def test_posts_are_dated_named_and_titled_by_what_they_say() -> None:
    items = (
        "<item><title>A &amp;amp; B</title><link>https://a.example.org/2023/eins.html?x=1</link>"
        "<pubDate>Mon, 12 Jun 2023 06:00:00 +0200</pubDate><description>t</description></item>"
        "<item><title>C</title><pubDate>neulich</pubDate></item>"
    )
    first, second = readers.read_all("a.rss", RSS.format(items).encode())
    assert (first.name, first.title, first.published) == ("eins", "A & B", date(2023, 6, 12))
    assert (second.name, second.published, second.blocks) == ("2", None, ())


def test_control_characters_in_an_export_do_not_hinder_its_reading() -> None:
    item = "<item><description>&lt;p&gt;a\x0bb&lt;/p&gt;</description></item>"
    (post,) = readers.read_all("a.xml", RSS.format(item).encode())
    assert post.blocks[0].text == "a b"


def test_xml_with_a_document_type_is_refused() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + RSS.format("&b;")
    with pytest.raises(ReadError, match="document type") as refused:
        readers.read_all("a.xml", bomb.encode())
    assert refused.value.hint


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.docx", b"PK\x03\x04 broken"),
        ("a.docx", _zip(other="x")),
        ("a.docx", _zip(**{"word/document.xml": "<w:p"})),
        ("a.docx", _zip(**{"word/document.xml": b"\x00" * 60_000_000})),
        ("a.docx", _zip(**{"word/document.xml": WORD.format(" " * 20_000_000)})),
        ("a.epub", _zip(**{"META-INF/container.xml": "<container/>"})),
        ("a.epub", _zip(**{"META-INF/container.xml": "<container"})),
        ("a.odt", b""),
        ("a.pdf", b"%PDF-1.7 nothing"),
        ("a.xml", b"<html/>"),
        ("a.xml", b"<a>" * 1_000),
        ("a.xml", b"\xff\xfe\x00"),
    ],
)
def test_damaged_and_hostile_files_end_in_one_clear_error(name: str, data: bytes) -> None:
    with pytest.raises(ReadError) as refused:
        readers.read_all(name, data)
    assert name in refused.value.message
    assert refused.value.hint


def test_a_part_that_cannot_be_unpacked_is_an_error() -> None:
    data = bytearray(_zip(**{"word/document.xml": WORD.format("<w:p/>" * 50)}))
    data[60:90] = bytes(30)
    with pytest.raises(ReadError, match="damaged"):
        readers.read("a.docx", bytes(data))


def test_an_encrypted_part_is_an_error_that_says_so() -> None:
    data = _zip(**{"word/document.xml": WORD.format("")})
    central = data.index(b"PK\x01\x02")
    locked = bytearray(data)
    locked[6] |= 1
    locked[central + 8] |= 1
    with pytest.raises(ReadError, match="password"):
        readers.read("a.docx", bytes(locked))


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=60)
@given(path=st.sampled_from(BINARY), data=st.data())
def test_any_damage_to_a_real_file_is_read_or_refused(path: Path, data: st.DataObject) -> None:
    whole = path.read_bytes()
    at = data.draw(st.integers(0, len(whole) - 1))
    broken = (
        whole[:at] + data.draw(st.binary(max_size=20)) + whole[at + data.draw(st.integers(0, 40)) :]
    )
    try:
        articles = readers.read_all(path.name, broken)
    except ReadError:
        return
    for block in (block for article in articles for block in article.blocks):
        assert all(0 <= link.start <= link.end <= len(block.text) for link in block.links)


def test_the_classic_editor_s_lines_are_paragraphs_and_breaks() -> None:
    item = "<item><content:encoded><![CDATA[a <b>b</b>\nc\n\nd<br>e\n]]></content:encoded></item>"
    (post,) = readers.read_all("a.xml", RSS.format(item).encode())
    assert [block.text for block in post.blocks] == ["a b\nc", "d\ne\n"]
    assert post.blocks[0].kind is BlockKind.PARAGRAPH


def test_a_link_over_the_end_of_a_line_is_placed_at_the_nearest_word() -> None:
    text = "Bericht des Amtes: Jahr 2022"
    pieces = (pdf._Piece(0, len(text), 50.0, 700.0),)
    area = pdf._Area("https://a.example.org/x", 183.0, 698.0, 246.0, 712.0)
    elsewhere = pdf._Area("https://a.example.org/x", 183.0, 98.0, 246.0, 112.0)
    assert pdf._place(text, pieces, area) == (19, 28)
    assert pdf._place(text, pieces, elsewhere) is None


def test_a_pdf_without_text_says_that_it_is_scanned() -> None:
    writer = PdfWriter()
    writer.add_blank_page(width=100, height=100)
    buffer = io.BytesIO()
    writer.write(buffer)
    with pytest.raises(ReadError, match="no text"):
        readers.read("a.pdf", buffer.getvalue())


def test_an_archive_of_too_many_members_is_refused() -> None:
    with pytest.raises(ReadError, match="members"):
        Archive("a.docx", _zip(**{str(n): "" for n in range(20_001)}))


def test_a_book_that_names_no_package_is_refused() -> None:
    container = "<container><rootfiles><rootfile full-path='p.opf'/></rootfiles></container>"
    with pytest.raises(ReadError, match="does not say"):
        readers.read("a.epub", _zip(**{"META-INF/container.xml": container, "p.opf": "<x/>"}))
