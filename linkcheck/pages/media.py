"""What a body is: its media type by header and by its first bytes.

Servers are often wrong: a PDF comes as ``application/octet-stream``, an error page as
``application/pdf``. Bytes that say plainly what they are outrank the header, as browsers do it
(WHATWG MIME Sniffing), with fewer types, since we read only some.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from linkcheck.model import Response

HTML = "text/html"
PDF = "application/pdf"
PLAIN = "text/plain"
BINARY = "application/octet-stream"

_HEAD = 2048
_MAGIC = (
    (b"%PDF-", PDF),
    (b"\x89PNG", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"RIFF", "image/webp"),
    (b"PK\x03\x04", "application/zip"),
    (b"\x1f\x8b", "application/gzip"),
    (b"OggS", "audio/ogg"),
    (b"ID3", "audio/mpeg"),
    (b"\xd0\xcf\x11\xe0", "application/x-ole-storage"),
    (b"\x00\x00\x00\x18ftyp", "video/mp4"),
    (b"\x00\x00\x00\x20ftyp", "video/mp4"),
)
_MARKUP = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,500}?-->\s*)?"
    rb"<(?:!doctype\s+html|html|head|body|title|meta|h1|script)[\s>]",
    re.IGNORECASE | re.DOTALL,
)
# Control bytes that no text in any encoding we read contains; ESC opens ISO-2022-JP.
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_GARBAGE_SHARE = 0.02


def media_type(response: Response) -> str:
    """The media type of a response, lower case, by what the bytes say and else by the header."""
    declared = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    head = response.body[:_HEAD]
    for magic, media in _MAGIC:
        if head.startswith(magic):
            return media
    if _MARKUP.match(head):
        return declared if declared in {HTML, "application/xhtml+xml"} else HTML
    if declared == PDF and b"%PDF-" in head:
        return PDF
    if declared in {"", BINARY, "binary/octet-stream", "unknown/unknown"}:
        return BINARY if is_garbage(response.body) else PLAIN
    return declared


def is_garbage(body: bytes) -> bool:
    """Tell whether bytes that should be text are none: too many control bytes in their head."""
    head = body[:_HEAD]
    if not head or head.startswith(_UTF16):
        return False
    return len(_CONTROL.findall(head)) > _GARBAGE_SHARE * len(head)
