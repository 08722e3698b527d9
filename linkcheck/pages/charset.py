"""Bytes to text: which encoding a page is really in.

Order as in WHATWG HTML, 13.2.3: byte order mark, header, ``meta``; labels by the WHATWG table
alone, so that a declared ``idna`` or ``rot13`` never reaches one of Python's codecs. Since
declarations lie, each is believed only as long as the bytes bear it out.
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

import webencodings

if TYPE_CHECKING:
    from collections.abc import Iterator

_PRESCAN = 4096
_BOM_SPAN = 64
_NOT_PYTHONS = frozenset({"replacement", "x-user-defined"})
"""Encodings of the table that are none: a page that declares one is sniffed."""
_SAMPLE = 65_536
_META = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_XML = re.compile(rb"\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{2,40})", re.IGNORECASE)
_HEADER = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_HIGH = re.compile(rb"[\x80-\xff]")
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"),
         (codecs.BOM_UTF16_BE, "utf-16-be"))  # fmt: skip
_SINGLE_BYTE = ("windows-", "iso-8859", "koi8", "macintosh", "x-mac-", "ibm866")
_CYRILLIC = frozenset({"windows-1251", "koi8-r"})
_FEW_ERRORS = 0.05
"""Share of the bytes beyond ASCII that may be broken in a page of a multi-byte encoding."""

# What text in an encoding is full of when it was decoded rightly, and the share of it beyond
# ASCII that suffices: kana, Hangul, the commonest Chinese characters, words in Cyrillic. Accented
# letters of Western languages are Cyrillic letters too in Windows-1251, but they stand alone.
_TELLING = (
    ("shift_jis", re.compile("[\u3041-\u3096\u30a1-\u30fa]"), 0.2),
    ("euc-jp", re.compile("[\u3041-\u3096\u30a1-\u30fa]"), 0.2),
    ("euc-kr", re.compile("[\uac00-\ud7a3]"), 0.5),
    ("gb18030", re.compile("[的一是不了在人有我他这中大国来上个们为和]"), 0.04),
    ("big5", re.compile("[的一是不了在人有我他這中大國來上個們為和]"), 0.04),
    ("windows-1251", re.compile("[А-яёіїєґ][а-яёіїєґ]{2,}"), 0.6),
    ("koi8-r", re.compile("[А-яё][а-яё]{2,}"), 0.6),
)
_BEYOND_ASCII = re.compile("[^\x00-\x7f]")
_STRAY = "linkcheck-stray-1252"
_JIS = re.compile(rb"\x1b\$[@B][!-~]{2,2000}\x1b\([BJ]")
"""Japanese between the escape sequences of ISO-2022-JP: said or not, it is nothing else."""


def _stray(error: UnicodeError) -> tuple[str, int]:
    """Read the bytes that break UTF-8 as Windows-1252: text pasted into a page from elsewhere."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    broken = error.object[error.start : error.end]
    return broken.decode("windows-1252", "replace"), error.end


codecs.register_error(_STRAY, _stray)


def decode(body: bytes, content_type: str = "") -> str:
    """Decode a body by what its bytes bear out; never fails, what is broken becomes U+FFFD."""
    for mark, name in _BOMS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace")
    if body.isascii():
        return _ascii(body, content_type)
    try:
        return _strict(body, "utf-8")
    except UnicodeDecodeError:
        return _legacy(body, tuple(_declared(body, content_type)))


def _ascii(body: bytes, content_type: str) -> str:
    # Two encodings are ASCII to the eye: UTF-16 of Latin text, and ISO-2022-JP, which switches
    # to Japanese by escape sequences.
    declared = next(_declared(body, content_type), "")
    if declared.startswith("utf-16") and b"\x00" in body[:_BOM_SPAN]:
        return body.decode(declared.replace("utf-16", "utf-16-"), "replace")
    if b"\x1b$" in body and (declared == "iso-2022-jp" or _JIS.search(body)):
        return body.decode("iso2022_jp", "replace")
    return body.decode("ascii")


def _declared(body: bytes, content_type: str) -> Iterator[str]:
    """The encodings that header, XML declaration and meta name, by their WHATWG names."""
    head = body[:_PRESCAN]
    labels = [found[1] for found in _HEADER.finditer(content_type)]
    labels += [
        found[1].decode("ascii") for found in (_XML.match(head), _META.search(head)) if found
    ]
    for label in labels:
        encoding = webencodings.lookup(label)
        if encoding is not None and encoding.name not in _NOT_PYTHONS:
            yield encoding.name


def _legacy(body: bytes, declared: tuple[str, ...]) -> str:
    if _mostly_utf8(body):
        return body.decode("utf-8", _STRAY)
    sniffed = _sniff(body)
    for name in declared:
        if not name.startswith("utf-") and _bears_out(body, name, sniffed):
            return _decode(body, name, "replace")
    return _decode(body, sniffed or "windows-1252", "replace")


def _mostly_utf8(body: bytes) -> bool:
    """Tell whether most of what lies beyond ASCII is UTF-8: by chance hardly anything ever is."""
    text = body[:_SAMPLE].decode("utf-8", "replace")
    broken = text.count("\ufffd")
    return len(_BEYOND_ASCII.findall(text)) - broken >= 2 * broken


def _bears_out(body: bytes, name: str, sniffed: str) -> bool:
    """Tell whether the bytes can be what is declared.

    Any bytes are text in a single-byte encoding; so a page of Shift_JIS that calls itself
    Latin-1 is found out only by reading better in the other.
    """
    if name.startswith(_SINGLE_BYTE):
        if sniffed not in _CYRILLIC:
            return not sniffed
        return name != "windows-1252" and name.startswith("koi8") == (sniffed == "koi8-r")
    broken = _decode(body[:_SAMPLE], name, "replace").count("\ufffd")
    return broken <= _FEW_ERRORS * len(_HIGH.findall(body[:_SAMPLE]))


def _sniff(body: bytes) -> str:
    """Guess an undeclared encoding, "" when nothing tells; Windows-1252 is then the best bet."""
    best, best_share = "", 1.0
    for name, pattern, share in _TELLING:
        try:
            text = _strict(body[:_SAMPLE], name)
        except UnicodeDecodeError:
            continue
        telling = sum(len(found) for found in pattern.findall(text))
        found = telling / max(1, len(_BEYOND_ASCII.findall(text))) / share
        if found > best_share:
            best, best_share = name, found
    return best


def _strict(body: bytes, name: str) -> str:
    """Decode without mercy, but for a character that the end of the bytes cuts in half."""
    return _decode(body, name, "strict")


def _decode(body: bytes, name: str, errors: str) -> str:
    decoder = codecs.getincrementaldecoder(_codec(name))(errors)
    try:
        return decoder.decode(body)
    except UnicodeDecodeError:
        raise
    except UnicodeError:  # of a few bytes at its end, Python's ISO-2022 can make nothing
        return body.decode(_codec(name), errors)


def _codec(name: str) -> str:
    encoding = webencodings.lookup(name)
    return encoding.codec_info.name if encoding else name
