from __future__ import annotations

import pytest
from pages.reading import html, kinds, read, response

from linkcheck.pages import media


@pytest.mark.parametrize(
    ("body", "declared", "expected"),
    [
        (b"%PDF-1.7 \x00\x01", "text/html", "application/pdf"),
        (b"junk\n%PDF-1.4", "application/pdf", "application/pdf"),
        (b"<!DOCTYPE html><p>x", "application/pdf", "text/html"),
        (b"\xef\xbb\xbf\n<html>", "", "text/html"),
        (
            b"<?xml version='1.0'?><!-- x --><html>",
            "application/xhtml+xml",
            "application/xhtml+xml",
        ),
        (b"plain words", "", "text/plain"),
        (b"plain words", "application/octet-stream", "text/plain"),
        (bytes(range(256)), "", "application/octet-stream"),
        (b"\x89PNG\r\n", "text/html", "image/png"),
        (b"{}", "application/json; charset=utf-8", "application/json"),
        (b"<p>bare", "TEXT/HTML", "text/html"),
        (b"", "", "text/plain"),
    ],
)
def test_bytes_that_say_what_they_are_outrank_the_header(
    body: bytes, declared: str, expected: str
) -> None:
    assert media.media_type(response(body, declared)) == expected


def test_media_that_are_not_read_have_an_address_and_nothing_else() -> None:
    page = read(b"\x89PNG\r\n\x1a\n", "image/png")
    assert (page.titles, page.signals, page.lead) == ((), (), "")
    assert page.url


def test_binary_garbage_sent_as_a_page_is_unreadable() -> None:
    garbage = bytes(range(1, 256)) * 20
    assert kinds(read(garbage, "text/html")) == {"unreadable"}
    assert kinds(read(garbage, "text/plain")) == {"unreadable"}


def test_utf16_is_no_garbage() -> None:
    page = read(html("<title>Rope</title>").encode("utf-16"))
    assert page.title == "Rope"
