"""Bytes of an article to text: byte-order mark, declaration, UTF-8, UTF-16, Windows-1252.

Labels of encodings are looked up in the WHATWG table (``webencodings``), never among Python's
codecs, some of which are no encodings of text at all.
"""

from __future__ import annotations

import codecs
import re

import webencodings

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w:-]{1,40})|^\s*<\?xml[^>]{0,100}?encoding=["']([\w:-]{1,40})""",
    re.IGNORECASE,
)
_DECLARED_WITHIN = 4096
_SAMPLE = 4096


def decode(data: bytes) -> str:
    """Decode an article. Never fails: what cannot be decoded becomes U+FFFD."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    return _as_utf8(data) or _as_utf16(data) or _as_declared(data) or _as_windows(data)


def _as_utf8(data: bytes) -> str | None:
    if b"\x00" in data[:_SAMPLE]:
        return None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        # A file cut in the middle of its last character is still UTF-8.
        if error.end >= len(data) - 1 and error.start > 0 and error.start >= len(data) - 3:
            return data.decode("utf-8", "replace")
        return None


def _as_utf16(data: bytes) -> str | None:
    """Without a mark, UTF-16 of European text shows in zeros at every other byte."""
    sample = data[:_SAMPLE]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) * 4 < len(sample):
        return None
    return data.decode("utf-16-be" if even > odd else "utf-16-le", "replace")


def _as_declared(data: bytes) -> str | None:
    found = _DECLARED.search(data[:_DECLARED_WITHIN])
    encoding = webencodings.lookup((found[1] or found[2]).decode("ascii")) if found else None
    if encoding is None or encoding.name == "utf-8":
        return None
    return encoding.codec_info.decode(data, "replace")[0]


def _as_windows(data: bytes) -> str:
    return data.decode("windows-1252", "replace")
