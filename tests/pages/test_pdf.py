from __future__ import annotations

import io
from datetime import UTC, date, datetime

import pytest
from pages.reading import kinds, read
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from linkcheck.pages import pdf


def made(
    *pages: bytes, info: dict[str, str] | None = None, title: str = "", password: str = ""
) -> bytes:
    """A PDF with these drawing instructions on its pages."""
    writer = PdfWriter()
    font = DictionaryObject({
        NameObject("/Type"): NameObject("/Font"),
        NameObject("/Subtype"): NameObject("/Type1"),
        NameObject("/BaseFont"): NameObject("/Helvetica"),
    })  # fmt: skip
    for drawn in pages:
        page = writer.add_blank_page(600, 800)
        stream = DecodedStreamObject()
        stream.set_data(drawn)
        page[NameObject("/Contents")] = writer._add_object(stream)
        fonts = DictionaryObject({NameObject("/F1"): font})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    if info:
        writer.add_metadata(info)
    if title:
        xmp = (
            '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
            '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
            '<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/">'
            '<dc:title><rdf:Alt><rdf:li xml:lang="x-default">'
            f"{title}</rdf:li></rdf:Alt></dc:title></rdf:Description></rdf:RDF></x:xmpmeta>"
        )
        meta = DecodedStreamObject()
        meta.set_data(xmp.encode())
        meta[NameObject("/Type")] = NameObject("/Metadata")
        meta[NameObject("/Subtype")] = NameObject("/XML")
        writer._root_object[NameObject("/Metadata")] = writer._add_object(meta)
    if password:
        writer.encrypt("", password, algorithm="RC4-128")
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def words(*lines: tuple[int, str]) -> bytes:
    drawn = [
        f"/F1 {size} Tf 1 0 0 1 72 {700 - 40 * at} Tm ({text}) Tj"
        for at, (size, text) in enumerate(lines)
    ]
    return "\n".join(["BT", *drawn, "ET"]).encode("latin-1")


BODY = (11, "The keeper trims the lamp at dusk and again at midnight.")


def test_xmp_outranks_info_and_the_headline_comes_last() -> None:
    page = read(
        made(
            words((20, "On Lamps"), BODY), info={"/Title": "Lamps and oil"}, title="The Lamp Book"
        ),
        "application/pdf",
    )
    assert [title.text for title in page.titles] == ["The Lamp Book", "Lamps and oil", "On Lamps"]


@pytest.mark.parametrize(
    ("info", "title"),
    [
        ("Microsoft Word - lamps_final_v2.docx", "On Lamps"),
        ("untitled", "On Lamps"),
        ("scan0042", "On Lamps"),
        ("Folie 1", "On Lamps"),
        ("123", "On Lamps"),
        ("Lighthouse Act", "Lighthouse Act"),
        ("Microsoft Word - Rules for keepers", "Rules for keepers"),
        ("Bekanntmachung", "Bekanntmachung"),
    ],
)
def test_titles_that_programs_made_do_not_count(info: str, title: str) -> None:
    body = made(words((20, "On Lamps"), BODY), info={"/Title": info})
    assert read(body, "application/pdf").title == title


def test_a_headline_of_several_lines_is_one_title() -> None:
    body = made(
        words((9, "Board paper"), (20, "On the Keeping"), (19, "of Lamps"), BODY, (20, "Later"))
    )
    assert read(body, "application/pdf").title == "On the Keeping of Lamps"


def test_where_all_letters_are_of_one_size_there_is_no_headline() -> None:
    assert read(made(words(BODY, BODY)), "application/pdf").titles == ()


def test_the_day_comes_from_info_then_text_then_path() -> None:
    made_at = datetime(2011, 5, 3, tzinfo=UTC).strftime("D:%Y%m%d%H%M%SZ")
    body = made(words((11, "3 June 2010"), BODY), info={"/CreationDate": made_at})
    assert read(body, "application/pdf").published == date(2011, 5, 3)
    assert read(made(words((11, "3 June 2010"), BODY)), "application/pdf").published == date(
        2010, 6, 3
    )
    url = "https://x.example/2009/04/05/lamps.pdf"
    assert read(made(words(BODY)), "application/pdf", url=url).published == date(2009, 4, 5)


def test_a_file_locked_without_a_password_is_read() -> None:
    body = made(words((20, "On Lamps"), BODY), password="owner")  # noqa: S106 (a test's own)
    assert "trims the lamp" in read(body, "application/pdf").lead


def test_pages_without_text_are_unreadable_but_keep_their_title() -> None:
    page = read(made(b"0 0 m 10 10 l S", info={"/Title": "A scan of lamps"}), "application/pdf")
    assert (page.title, kinds(page)) == ("A scan of lamps", {"unreadable"})


def test_a_page_of_endless_instructions_is_broken_off() -> None:
    many = words((20, "On Lamps"), BODY) + b"\n0 0 m" * (pdf._MAX_OPERATIONS + 10)
    assert read(made(many), "application/pdf").title == "On Lamps"
    huge = words((20, "On Lamps"), BODY) + b" " * pdf._MAX_CONTENT
    assert kinds(read(made(huge), "application/pdf")) == {"unreadable"}


def test_only_the_first_pages_are_read() -> None:
    body = made(*(words((11, f"Sheet {number}")) for number in range(6)))
    assert "Sheet 2" in read(body, "application/pdf").lead
    assert "Sheet 3" not in read(body, "application/pdf").lead


@pytest.mark.parametrize(
    "body", [b"%PDF-1.7", b"%PDF-1.4\ntrailer << /Root 1 0 R >>\nstartxref\n9\n%%EOF"]
)
def test_broken_files_are_unreadable(body: bytes) -> None:
    assert kinds(read(body, "application/pdf")) == {"unreadable"}


def test_a_file_cut_off_is_unreadable_or_read_but_never_raises() -> None:
    whole = made(words((20, "On Lamps"), BODY))
    for end in range(0, len(whole), 97):
        assert read(whole[:end] or b"%PDF-", "application/pdf").url


@pytest.mark.parametrize(
    ("said", "author"),
    [
        ("Ada Kern", "Ada Kern"),
        ("Office of the Harbour Master", "Office of the Harbour Master"),
        ("Administrator", ""),
        ("Microsoft Office User", ""),
        ("mk0412", ""),
        ("NORLAND\\kern", ""),
        ("kern@port.example", ""),
        ("", ""),
    ],
)
def test_the_author_is_a_person_or_an_office_and_no_account(said: str, author: str) -> None:
    body = made(words((20, "On Lamps"), BODY), info={"/Author": said})
    assert read(body, "application/pdf").author == author
