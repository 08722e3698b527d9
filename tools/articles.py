"""Makes the articles of ``fixtures/articles`` that are no text, with the programs people use.

    python tools/articles.py FOLDER

Needs python-docx and LibreOffice (``soffice``), neither of which the project depends on, so that
the files carry the quirks of real ones. Each becomes ``FOLDER/<name>/article.<suffix>``.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

if TYPE_CHECKING:
    from collections.abc import Callable

    from docx.document import Document as WordDocument
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.text.paragraph import Paragraph

TITLE = "Was die Gipfel versprachen"
PROSE = (
    "Im Frühjahr trafen sich die Staatschefs dreimal. Was sie einander zusagten, steht in ihren "
    "Erklärungen; vieles davon blieb vage."
)
SUMMIT = "Gemeinsame Erklärung von Kopenhagen vom 3. Mai 2023"
SUMMIT_URL = "https://regierung.example.org/erklaerungen/2023/05/03/kopenhagen"
PRESS = "Pressekonferenz der Ministerin in Oslo am 12. Juni 2023"
PRESS_URL = "https://www.ministerium.example.net/presse/2023-06-12-oslo.html?lang=de&view=full"
REPORT = "Jahresbericht des Nordischen Rats"
REPORT_URL = "https://rat.example.com/berichte/jahresbericht-2022.pdf"
MISSING = "Protokoll der Sitzung in Helsinki"


# --- Word, by python-docx -------------------------------------------------------------------


def _link(paragraph: Paragraph, text: str, url: str) -> None:
    relation = paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), relation)
    for piece in (text[:9], text[9:]):  # Word splits runs wherever its spelling check looked
        link.append(_run(piece))
    paragraph._p.append(link)  # noqa: SLF001 (its only door to the XML)


def _run(text: str) -> BaseOxmlElement:
    run = OxmlElement("w:r")
    words = OxmlElement("w:t")
    words.set(qn("xml:space"), "preserve")
    words.text = text
    run.append(words)
    return run


def _field(paragraph: Paragraph, text: str, url: str) -> None:
    for kind in ("begin", None, "separate", text, "end"):
        run = OxmlElement("w:r")
        if kind in {"begin", "separate", "end"}:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run.append(mark)
        elif kind is None:
            instruction = OxmlElement("w:instrText")
            instruction.text = f' HYPERLINK "{url}" \\o "Tipp" '
            run.append(instruction)
        else:
            run = _run(text)
        paragraph._p.append(run)  # noqa: SLF001 (its only door to the XML)


def _simple_field(paragraph: Paragraph, text: str, url: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), f'HYPERLINK "{url}"')
    field.append(_run(text))
    paragraph._p.append(field)  # noqa: SLF001 (its only door to the XML)


def word_hyperlinks(folder: Path) -> None:
    """A list of linked labels under a heading; one item has no link."""
    made = _word()
    made.add_heading("Quellen", 2)
    for text, url in ((SUMMIT, SUMMIT_URL), (PRESS, PRESS_URL), (REPORT, REPORT_URL)):
        _link(made.add_paragraph(style="List Bullet"), text, url)
    made.add_paragraph(MISSING, style="List Bullet")
    made.save(folder / "article.docx")


def word_fields(folder: Path) -> None:
    """Links as field codes, as older files and citation managers have them."""
    made = _word()
    made.add_paragraph("Quellen:")
    _field(made.add_paragraph(), SUMMIT, SUMMIT_URL)
    _simple_field(made.add_paragraph(), PRESS, PRESS_URL)
    _field(made.add_paragraph(f"{REPORT}: "), "hier", REPORT_URL)
    made.save(folder / "article.docx")


def word_label_lines(folder: Path) -> None:
    """Label paragraph, then address paragraph; the heading is bold type, no style."""
    made = _word()
    made.add_paragraph().add_run("Info:").bold = True
    for text, url in ((SUMMIT, SUMMIT_URL), (PRESS, PRESS_URL)):
        made.add_paragraph(f"{text}:")
        made.add_paragraph(url)
    made.add_paragraph(f"{MISSING}:")
    made.save(folder / "article.docx")


def word_table(folder: Path) -> None:
    """Sources in a table with a row of heads."""
    made = _word()
    made.add_heading("Quellenverzeichnis", 1)
    table = made.add_table(rows=1, cols=2)
    for cell, text in zip(table.rows[0].cells, ("Titel", "Adresse"), strict=True):
        cell.paragraphs[0].add_run(text).bold = True
    for text, url in ((SUMMIT, SUMMIT_URL), (PRESS, PRESS_URL), (REPORT, REPORT_URL)):
        cells = table.add_row().cells
        cells[0].text = text
        _link(cells[1].paragraphs[0], url, url)
    made.save(folder / "article.docx")


def word_tracked(folder: Path) -> None:
    """Tracked changes: a deleted source is gone, an inserted one is there; breaks within."""
    made = _word()
    made.add_heading("Belege", 2)
    gone = made.add_paragraph()
    deleted = OxmlElement("w:del")
    run = OxmlElement("w:r")
    words = OxmlElement("w:delText")
    words.text = "Alter Bericht: https://alt.example.org/bericht"
    run.append(words)
    deleted.append(run)
    gone._p.append(deleted)  # noqa: SLF001 (its only door to the XML)
    new = made.add_paragraph()
    inserted = OxmlElement("w:ins")
    inserted.append(_run(f"{SUMMIT}: {SUMMIT_URL}"))
    new._p.append(inserted)  # noqa: SLF001 (its only door to the XML)
    broken = made.add_paragraph(PRESS)
    broken.add_run().add_break()
    broken.add_run(PRESS_URL)
    made.save(folder / "article.docx")


def word_numbered(folder: Path) -> None:
    """A numbered bibliography with dates of access."""
    made = _word()
    made.add_heading("Literatur", 2)
    for text, url in ((SUMMIT, SUMMIT_URL), (REPORT, REPORT_URL)):
        made.add_paragraph(f"{text}. {url} (abgerufen am 1.7.2023)", style="List Number")
    made.add_paragraph(
        "Lund, Karin: Der Norden. Verlag Ostufer, Kiel 2019, S. 12–31.", style="List Number"
    )
    made.save(folder / "article.docx")


def _word() -> WordDocument:
    made = docx.Document()
    made.core_properties.title = TITLE
    made.core_properties.language = "de-DE"
    made.add_heading(TITLE, 0)
    made.add_paragraph(PROSE)
    return made


# --- LibreOffice ----------------------------------------------------------------------------

_FODT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text"
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink">
<office:meta><dc:title>{title}</dc:title><dc:language>de-DE</dc:language></office:meta>
<office:body><office:text><text:h text:outline-level="1">{title}</text:h>{body}</office:text>
</office:body></office:document>"""


def _anchor(text: str, url: str) -> str:
    return f'<text:a xlink:type="simple" xlink:href={quoteattr(url)}>{escape(text)}</text:a>'


def _p(inside: str) -> str:
    return f"<text:p>{inside}</text:p>"


def _h(text: str) -> str:
    return f'<text:h text:outline-level="2">{escape(text)}</text:h>'


def _note(number: int, inside: str) -> str:
    return (
        f'<text:note text:note-class="footnote"><text:note-citation>{number}</text:note-citation>'
        f"<text:note-body>{_p(inside)}</text:note-body></text:note>"
    )


LISTED = (
    _p(escape(PROSE))
    + _h("Quellen")
    + "<text:list>"
    + "".join(
        f"<text:list-item>{_p(item)}</text:list-item>"
        for item in (
            _anchor(SUMMIT, SUMMIT_URL),
            f"{escape(PRESS)}<text:line-break/>{_anchor(PRESS_URL, PRESS_URL)}",
            f"Nordischer Rat, {_anchor(REPORT, REPORT_URL)}, 2022",
            escape(MISSING),
        )
    )
    + "</text:list>"
)
NOTED = (
    _p(escape(PROSE) + _note(1, f"{escape(SUMMIT)}, {_anchor(SUMMIT_URL, SUMMIT_URL)}"))
    + _p("Mehr war nicht zu erfahren." + _note(2, f"{escape(PRESS)}: {escape(PRESS_URL)}"))
    + _p("So blieb es." + _note(3, _anchor(REPORT, REPORT_URL)))
)
LONG_URL = (
    "https://archiv.ministerium.example.net/veroeffentlichungen/sammlungen/aussenpolitik/"
    "gemeinsame-erklaerungen/2023/kopenhagen-und-oslo-vollstaendiger-wortlaut-der-reden.html"
)
LONG = (
    _p(escape(PROSE))
    + _h("Quellen")
    + _p(f"Wortlaut der Reden: {_anchor(LONG_URL, LONG_URL)}")
    + _p(f"{escape(PRESS)}: {escape(PRESS_URL)}")
    + _p(f"{escape(MISSING)}:")
)


def _office(body: str, suffix: str) -> Callable[[Path], None]:
    def make(folder: Path) -> None:
        with tempfile.TemporaryDirectory() as place:
            source = Path(place) / "article.fodt"
            source.write_text(_FODT.format(title=TITLE, body=body), "utf-8")
            soffice = shutil.which("soffice") or sys.exit("LibreOffice (soffice) is needed")
            home = f"-env:UserInstallation=file://{place}/home"
            command = [soffice, home, "--headless", "--convert-to", suffix, "--outdir", place]
            subprocess.run([*command, str(source)], check=True, capture_output=True)  # noqa: S603 (a fixed command)
            shutil.copy(Path(place) / f"article.{suffix}", folder)

    return make


# --- books ----------------------------------------------------------------------------------

_CONTAINER = (
    '<?xml version="1.0"?><container version="1.0" '
    'xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OEBPS/content.opf" media-type="application/oebps-package+xml"/>'
    "</rootfiles></container>"
)
_PAGE = (
    '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'
    '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">\n'
    "<head><title>{title}</title></head>\n<body>\n{body}\n</body>\n</html>\n"
)


def book_chapters(folder: Path) -> None:
    """Two chapters, one with a list of sources and one with notes; a table of contents."""
    listed = (
        f"<h1>Der Gipfel</h1>\n<p>{PROSE}</p>\n<h2>Quellen</h2>\n<ul>\n"
        f'<li><a href="{SUMMIT_URL}">{SUMMIT}</a></li>\n<li>{MISSING}</li>\n'
        f'<li><a href="{REPORT_URL}">{REPORT}</a></li>\n</ul>'
    )
    noted = (
        f'<h1>Danach</h1>\n<p>{PROSE}<a href="#n1" epub:type="noteref">1</a></p>\n'
        f'<aside id="n1" epub:type="footnote"><p>{PRESS}, '
        f'<a href="{escape(PRESS_URL)}">{escape(PRESS_URL)}</a></p></aside>'
    )
    contents = '<nav epub:type="toc"><ol><li><a href="gipfel.xhtml">Der Gipfel</a></li></ol></nav>'
    names = {"nav": contents, "gipfel": listed, "danach": noted}
    properties = {"nav": ' properties="nav"'}
    items = "".join(
        f'<item id="{name}" href="text/{name}.xhtml" media-type="application/xhtml+xml"'
        f"{properties.get(name, '')}/>"
        for name in names
    )
    package = (
        '<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0">'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
        "<dc:title>Nordische Gipfel</dc:title>"
        "<dc:language>de</dc:language><dc:date>2023-09-01</dc:date></metadata>"
        f"<manifest>{items}</manifest><spine>"
        + "".join(f'<itemref idref="{name}"/>' for name in names)
        + "</spine></package>"
    )
    with zipfile.ZipFile(folder / "article.epub", "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        book.writestr("META-INF/container.xml", _CONTAINER)
        book.writestr("OEBPS/content.opf", package)
        for name, body in names.items():
            book.writestr(f"OEBPS/text/{name}.xhtml", _PAGE.format(title=name, body=body))


MADE: dict[str, Callable[[Path], None]] = {
    "word-hyperlinks": word_hyperlinks,
    "word-fields": word_fields,
    "word-label-lines": word_label_lines,
    "word-table": word_table,
    "word-tracked-changes": word_tracked,
    "word-numbered": word_numbered,
    "office-list-docx": _office(LISTED, "docx"),
    "office-notes-docx": _office(NOTED, "docx"),
    "office-list-odt": _office(LISTED, "odt"),
    "office-notes-odt": _office(NOTED, "odt"),
    "office-list-pdf": _office(LISTED, "pdf"),
    "office-notes-pdf": _office(NOTED, "pdf"),
    "office-long-addresses-pdf": _office(LONG, "pdf"),
    "book-chapters": book_chapters,
}


def _without_picture(file: Path) -> None:
    """python-docx puts a picture of the first page into every file, half of its size."""
    with zipfile.ZipFile(file) as old:
        parts = {name: old.read(name) for name in old.namelist() if "thumbnail" not in name}
    relations = "_rels/.rels"
    parts[relations] = re.sub(rb"<Relationship [^>]*thumbnail[^>]*/>", b"", parts[relations])
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as new:
        for name, data in parts.items():
            new.writestr(name, data)


def main() -> None:
    """Make every article anew."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "fixtures/articles")
    for name, make in MADE.items():
        (folder / name).mkdir(parents=True, exist_ok=True)
        make(folder / name)
        for file in (folder / name).glob("article.docx"):
            _without_picture(file)


if __name__ == "__main__":
    main()
