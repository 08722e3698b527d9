"""Makes more articles of ``fixtures/articles`` that are no text: see ``tools/articles.py``.

    python tools/documents.py FOLDER

Needs Chromium, pandoc, LibreOffice, weasyprint, reportlab and EbookLib, none of which the project
depends on. What programs write that cannot be run here (Google Docs, Pages, Word's "web page,
filtered") is written as they write it. Each becomes ``FOLDER/<name>/article.<suffix>``.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote
from xml.sax.saxutils import escape, quoteattr

import weasyprint
from ebooklib import epub
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import (
    BaseDocTemplate,
    Frame,
    PageTemplate,
    Paragraph,
    SimpleDocTemplate,
)

if TYPE_CHECKING:
    from collections.abc import Callable

PROSE = (
    "The harbour council met three times in spring. What it promised the fishermen stands in its "
    "minutes; much of it remained vague, and some of it was never written down at all."
)
SOURCES = (
    (
        "Minutes of the harbour council, 3 May 2023",
        "https://council.example.org/minutes/2023-05-03",
    ),
    ("Interview with the harbour master", "https://radio.example.net/interviews/harbour-master"),
    ("Annual report of the fishing fleet", "https://fleet.example.com/reports/annual-2022.pdf"),
)
MISSING = "Letter of the shipyard to the mayor"
LONG_URL = (
    "https://archive.council.example.org/publications/collections/harbours-and-coasts/2023/"
    "minutes-of-the-spring-session-full-text-with-all-appendices.html"
)


# --- PDF: Chromium, weasyprint, reportlab ---------------------------------------------------


def _items(sources: tuple[tuple[str, str], ...]) -> str:
    return "".join(
        f"<li><a href={quoteattr(url)}>{escape(label)}</a></li>" for label, url in sources
    )


def _page(style: str, body: str) -> str:
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>The harbour</title>'
        f"<style>{style}</style></head><body><h1>The harbour</h1>{body}</body></html>"
    )


COLUMNS = _page(
    "body{columns:2;font:11pt serif;hyphens:auto}h1{column-span:all}a{overflow-wrap:anywhere}",
    f"<p>{PROSE * 4}</p><p>{PROSE * 3}</p><h2>Sources</h2><ol>"
    + "".join(
        f'<li>{escape(label)}, <a href="{url}">{url}</a></li>'
        for label, url in (*SOURCES, ("Spring session, full text", LONG_URL))
    )
    + f"</ol><p>{MISSING}:</p>",
)
LISTED = _page(
    "body{font:12pt sans-serif}",
    f"<p>{PROSE}</p><h2>Sources</h2><ul>{_items(SOURCES)}<li>{MISSING}</li></ul>",
)
NOTED = _page(
    "@page{@footnote{border-top:1px solid}}.n{float:footnote;font-size:9pt}",
    f'<p>The council met in May.<span class="n">{SOURCES[0][0]}, {SOURCES[0][1]}</span> '
    f'{PROSE} The harbour master disagrees.<span class="n"><a href="{SOURCES[1][1]}">'
    f"{SOURCES[1][0]}</a></span></p><p>{PROSE}</p>",
)


def _chromium(source: str) -> Callable[[Path], None]:
    def make(folder: Path) -> None:
        with tempfile.TemporaryDirectory() as place:
            page = Path(place) / "article.html"
            page.write_text(source, "utf-8")
            options = ("--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer")
            target = f"--print-to-pdf={folder / 'article.pdf'}"
            subprocess.run(  # noqa: S603 (a fixed command)
                [
                    _program("chromium"),
                    *options,
                    f"--user-data-dir={place}/home",
                    target,
                    str(page),
                ],
                check=True,
                capture_output=True,
            )

    return make


def _weasyprint(source: str) -> Callable[[Path], None]:
    def make(folder: Path) -> None:
        weasyprint.HTML(string=source).write_pdf(folder / "article.pdf")

    return make


def reportlab_list(folder: Path) -> None:
    """A plain list, its links over the labels."""
    styles = getSampleStyleSheet()
    story = [
        Paragraph("The harbour", styles["Title"]),
        Paragraph(PROSE, styles["BodyText"]),
        Paragraph("References", styles["Heading2"]),
        *(
            Paragraph(f'[{n}] <link href="{url}">{label}</link>', styles["BodyText"])
            for n, (label, url) in enumerate(SOURCES, 1)
        ),
    ]
    SimpleDocTemplate(str(folder / "article.pdf"), pagesize=A4, invariant=1).build(story)


def reportlab_columns(folder: Path) -> None:
    """Two columns; the sources are in the second, their addresses broken by its width."""
    styles = getSampleStyleSheet()
    width, height = A4
    frames = [Frame(x, 60, width / 2 - 60, height - 120) for x in (40, width / 2 + 10)]
    story = [
        Paragraph("The harbour", styles["Heading1"]),
        *(Paragraph(PROSE * 3, styles["BodyText"]) for _ in range(5)),
        Paragraph("Sources", styles["Heading2"]),
        *(Paragraph(f"{label}: {url}", styles["BodyText"]) for label, url in SOURCES),
    ]
    made = BaseDocTemplate(str(folder / "article.pdf"), pagesize=A4, invariant=1)
    made.addPageTemplates([PageTemplate(frames=frames)])
    made.build(story)


# --- pandoc and LibreOffice -----------------------------------------------------------------

MARKDOWN = (
    f"---\ntitle: The harbour\nlang: en\n---\n\n{PROSE}[^1] More was not to be had.[^2]\n\n"
    "## Sources\n\n"
    + "".join(f"- [{label}]({url})\n" for label, url in SOURCES)
    + f"- {MISSING}\n\n[^1]: Harbour law of 2019, <https://law.example.org/harbours/2019>\n"
    "[^2]: Said on the telephone.\n"
)


def _program(name: str) -> str:
    return shutil.which(name) or sys.exit(f"{name} is needed")


def _pandoc(suffix: str, *options: str) -> Callable[[Path], None]:
    def make(folder: Path) -> None:
        target = str(folder / f"article.{suffix}")
        command = [_program("pandoc"), "-f", "markdown", *options, "-o", target]
        subprocess.run(command, input=MARKDOWN.encode(), check=True)  # noqa: S603 (a fixed command)

    return make


def _office(source: str, suffix: str) -> Callable[[Path], None]:
    def make(folder: Path) -> None:
        with tempfile.TemporaryDirectory() as place:
            page = Path(place) / "article.html"
            page.write_text(source, "utf-8")
            home = f"-env:UserInstallation=file://{place}/home"
            options = ["--headless", "--infilter=HTML (StarWriter)", "--convert-to", suffix]
            command = [_program("soffice"), home, *options, "--outdir", f"{place}/out", str(page)]
            subprocess.run(command, check=True, capture_output=True)  # noqa: S603 (a fixed command)
            ending = suffix.partition(":")[0]
            shutil.copy(Path(place) / "out" / f"article.{ending}", folder)

    return make


# --- Word and Pages, as they write it -------------------------------------------------------

_W = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
_LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"


def _run(text: str, properties: str = "") -> str:
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _para(inside: str, properties: str = "") -> str:
    return f"<w:p>{properties}{inside}</w:p>"


def _linked(number: int, text: str) -> str:
    return f'<w:hyperlink r:id="rId{number}" w:history="1">{_run(text)}</w:hyperlink>'


def _docx(body: str, **parts: str) -> Callable[[Path], None]:
    """Pack a document; each link is the relationship of the source with its number."""
    relations = "".join(
        f'<Relationship Id="rId{n}" Type="{_LINK}" Target={quoteattr(url)} TargetMode="External"/>'
        for n, (_, url) in enumerate(SOURCES, 1)
    )
    names = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/'
        'content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
        "word/document.xml": f"<w:document {_W}><w:body>{_para(_run(PROSE))}{body}</w:body>"
        "</w:document>",
        "word/_rels/document.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/'
        f'package/2006/relationships">{relations}</Relationships>',
        **{f"word/{name}.xml": text for name, text in parts.items()},
    }

    def make(folder: Path) -> None:
        with zipfile.ZipFile(folder / "article.docx", "w", zipfile.ZIP_DEFLATED) as made:
            for name, text in names.items():
                made.writestr(zipfile.ZipInfo(name, (2023, 5, 3, 0, 0, 0)), text)

    return make


def _listed_paragraphs() -> str:
    return "".join(_para(_linked(n, label)) for n, (label, _) in enumerate(SOURCES, 1))


_BOX = f"<w:txbxContent>{_para(_run('Sources:'))}{_listed_paragraphs()}</w:txbxContent>"
TEXT_BOX = _para(
    "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>"
    f"{_BOX}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{_BOX}</v:textbox>"
    "</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)
CONTROLS = (
    "<w:sdt><w:sdtPr><w:alias w:val='Bibliography'/></w:sdtPr><w:sdtContent>"
    + _para(_run("References", "<w:rPr><w:b/></w:rPr>"))
    + "<w:sdt><w:sdtPr><w:bibliography/></w:sdtPr><w:sdtContent>"
    + "".join(_para(_run(f"{label}. Retrieved from {url}")) for label, url in SOURCES)
    + "</w:sdtContent></w:sdt></w:sdtContent></w:sdt>"
)
_ROWS = "".join(
    f"<w:tr><w:tc>{_para(_run(label))}</w:tc><w:tc>{_para(_linked(n, url))}</w:tc></w:tr>"
    for n, (label, url) in enumerate(SOURCES, 1)
)
NESTED = (
    f"<w:tbl><w:tr><w:tc>{_para(_run('Sources:', '<w:rPr><w:b/></w:rPr>'))}"
    f"<w:tbl>{_ROWS}</w:tbl>{_para('')}</w:tc></w:tr></w:tbl>"
)
ENDNOTED = _para(_run("So it stayed.") + '<w:r><w:endnoteReference w:id="2"/></w:r>')
ENDNOTES = (
    f'<w:endnotes {_W}><w:endnote w:type="separator" w:id="0">{_para("")}</w:endnote>'
    + "".join(
        f'<w:endnote w:id="{n}">{_para("<w:r><w:endnoteRef/></w:r>" + _run(f" {label}, {url}."))}'
        "</w:endnote>"
        for n, (label, url) in enumerate(SOURCES, 2)
    )
    + "</w:endnotes>"
)
_LEVEL = (
    '<w:pPr><w:pStyle w:val="Body"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>'
    "</w:pPr>"
)
PAGES = _para(_run("Sources", '<w:rPr><w:b w:val="1"/><w:bCs w:val="1"/></w:rPr>')) + "".join(
    _para(
        '<w:r><w:fldChar w:fldCharType="begin" w:fldLock="0"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> HYPERLINK "{url}"</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate" w:fldLock="0"/></w:r>{_run(label)}'
        '<w:r><w:fldChar w:fldCharType="end" w:fldLock="0"/></w:r>',
        _LEVEL,
    )
    for label, url in SOURCES
)

# --- pages and books ------------------------------------------------------------------------


def _redirected(url: str) -> str:
    return escape(
        f"https://www.google.com/url?q={quote(url, safe='/:')}&sa=D&source=editors&ust=1683&usg=AOv"
    )


GOOGLE_PAGE = (
    '<html><head><meta content="text/html; charset=UTF-8" http-equiv="content-type">'
    '<style type="text/css">ul.lst-kix_a-0{list-style-type:none}.c1{font-weight:700}</style>'
    f'</head><body class="c5 doc-content"><p class="c0"><span>{PROSE}</span>'
    '<sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup></p>'
    '<h2 class="c3" id="h.x1"><span class="c1">Sources</span></h2>'
    '<ul class="c6 lst-kix_a-0 start">'
    + "".join(
        f'<li class="c0 li-bullet-0"><span class="c2"><a class="c4" href="{_redirected(url)}">'
        f"{escape(label)}</a></span></li>"
        for label, url in SOURCES
    )
    + '</ul><hr class="c8"><div><p class="c9"><a href="#ftnt_ref1" id="ftnt1">[1]</a>'
    '<span>&nbsp;Harbour law of 2019, </span><span class="c2"><a class="c4" href="'
    + _redirected("https://law.example.org/harbours/2019")
    + '">https://law.example.org/harbours/2019</a></span></p></div></body></html>'
)
FILTERED = (
    '<html>\n<head>\n<meta http-equiv=Content-Type content="text/html; charset=windows-1252">\n'
    '<meta name=Generator content="Microsoft Word 15 (filtered)">\n<style>\n<!--\n'
    " p.MsoNormal {margin:0cm; font-size:11.0pt;}\n-->\n</style>\n</head>\n"
    "<body lang=EN-GB link=blue vlink=purple style='word-wrap:break-word'>\n\n"
    f'<div class=WordSection1>\n\n<p class=MsoNormal>{PROSE}<a href="#_ftn1" name="_ftnref1"\n'
    'title=""><span class=MsoFootnoteReference>[1]</span></a></p>\n\n'
    "<p class=MsoNormal><b>Sources</b></p>\n\n"
    + "".join(
        "<p class=MsoListParagraph style='text-indent:-18.0pt'><span style='font-family:Symbol'>·"
        "<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp;&nbsp; </span></span>"
        f'<a href="{url}">{label}</a></p>\n\n'
        for label, url in SOURCES
    )
    + '</div>\n\n<div><br clear=all>\n\n<hr align=left size=1 width="33%">\n\n<div id=ftn1>\n\n'
    '<p class=MsoFootnoteText><a href="#_ftnref1" name="_ftn1" title=""><span\n'
    "class=MsoFootnoteReference>[1]</span></a> Harbour law of 2019, <a\n"
    'href="https://law.example.org/harbours/2019">https://law.example.org/harbours/2019</a></p>\n\n'
    "</div>\n\n</div>\n\n</body>\n\n</html>\n"
)


def _text(source: str, suffix: str, encoding: str = "utf-8") -> Callable[[Path], None]:
    def make(folder: Path) -> None:
        (folder / f"article.{suffix}").write_bytes(source.encode(encoding))

    return make


def ebooklib_book(folder: Path) -> None:
    """A chapter with its sources, by EbookLib."""
    made = epub.EpubBook()
    made.set_identifier("harbour")
    made.set_title("The harbour")
    made.set_language("en")
    chapter = epub.EpubHtml(title="Spring", file_name="spring.xhtml", lang="en")
    chapter.content = f"<h1>Spring</h1><p>{PROSE}</p><h2>Sources</h2><ol>{_items(SOURCES)}</ol>"
    made.add_item(chapter)
    made.toc = (epub.Link("spring.xhtml", "Spring", "spring"),)
    made.add_item(epub.EpubNcx())
    made.add_item(epub.EpubNav())
    made.spine = ["nav", chapter]
    epub.write_epub(str(folder / "article.epub"), made)


MADE: dict[str, Callable[[Path], None]] = {
    "chromium-columns-pdf": _chromium(COLUMNS),
    "chromium-list-pdf": _chromium(LISTED),
    "weasyprint-notes-pdf": _weasyprint(NOTED),
    "weasyprint-columns-pdf": _weasyprint(COLUMNS),
    "reportlab-list-pdf": reportlab_list,
    "reportlab-columns-pdf": reportlab_columns,
    "pandoc-docx": _pandoc("docx"),
    "pandoc-odt": _pandoc("odt"),
    "pandoc-epub": _pandoc("epub"),
    "pandoc-html": _pandoc("html", "-s"),
    "office-page-odt": _office(LISTED, "odt"),
    "word-text-box": _docx(TEXT_BOX),
    "word-content-controls": _docx(CONTROLS),
    "word-nested-tables": _docx(NESTED),
    "word-endnotes": _docx(ENDNOTED, endnotes=ENDNOTES),
    "word-filtered-page": _text(FILTERED, "html", "windows-1252"),
    "pages-docx": _docx(PAGES),
    "google-docs-page": _text(GOOGLE_PAGE, "html"),
    "book-by-ebooklib": ebooklib_book,
}


def main() -> None:
    """Make every article anew."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "fixtures/articles").resolve()
    for name, make in MADE.items():
        (folder / name).mkdir(parents=True, exist_ok=True)
        make(folder / name)


if __name__ == "__main__":
    main()
