"""Small PDFs, written by hand."""

from __future__ import annotations

_FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
_PAGE = b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>"


def simple(title: str, content: bytes = b"") -> bytes:
    """A PDF of one page with a title."""
    drawn = content or b"BT /F1 24 Tf 72 700 Td (%s) Tj ET" % title.encode()
    return _with(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn), title)


def pdf_with(packed: bytes) -> bytes:
    """A PDF whose page is drawn by a packed stream."""
    stream = b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed)
    return _with(stream, "A packed paper")


def _with(stream: bytes, title: str) -> bytes:
    kids = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
    info = b"<< /Title (%s) >>" % title.encode()
    return joined([b"<< /Type /Catalog /Pages 2 0 R >>", kids, _PAGE, stream, _FONT, info])


def joined(objects: list[bytes]) -> bytes:
    """Objects as a file; the last one is the Info dictionary."""
    out, offsets = bytearray(b"%PDF-1.7\n"), []
    for number, one in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    start, size = len(out), len(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer << /Size %d /Root 1 0 R /Info %d 0 R >>\n" % (size, size - 1)
    return bytes(out) + b"startxref\n%d\n%%%%EOF" % start
