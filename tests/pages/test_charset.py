from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkcheck.pages.charset import decode

TEXTS = {
    "shift_jis": "日本の首相は東京で記者会見を行いました。",
    "euc_jp": "日本の首相は東京で記者会見を行いました。",
    "euc_kr": "시장들은 강릉에서 만나 협약서에 서명했다",
    "gb18030": "中国的考古人员在这里做了第一次全面的调查，这是一个大的发现",
    "big5": "中國的考古人員在這裡做了第一次全面的調查，這是一個大的發現",
    "cp1251": "Губернатор первой проехала по мосту на велосипеде",
    "cp1252": "Die Fähre überquert die Förde – täglich außer sonntags",
}
LIES = ["", "text/html", "text/html; charset=utf-8", "text/html; charset=iso-8859-1"]


@pytest.mark.parametrize("declared", LIES)
@pytest.mark.parametrize("encoding", TEXTS)
def test_bytes_outrank_a_header_that_lies(encoding: str, declared: str) -> None:
    assert decode(TEXTS[encoding].encode(encoding), declared) == TEXTS[encoding]


@pytest.mark.parametrize("declared", ["iso-8859-1", "shift_jis", "windows-1251", "idna"])
def test_valid_utf8_is_utf8_whatever_is_declared(declared: str) -> None:
    text = "Grüße aus Köln — „schön“"
    assert decode(text.encode(), f"text/html; charset={declared}") == text


@pytest.mark.parametrize(
    "label", ["idna", "rot13", "hex", "base64", "punycode", "undefined", "zlib"]
)
def test_names_of_python_codecs_are_no_encodings(label: str) -> None:
    body = f"<meta charset={label}><p>Größe</p>".encode("latin-1")
    assert decode(body, f"text/html; charset={label}").endswith("Größe</p>")


def test_a_declared_encoding_is_believed_when_the_bytes_bear_it_out() -> None:
    text = "Zażółć gęślą jaźń, poszła łódź"
    assert decode(text.encode("iso-8859-2"), "text/html; charset=ISO-8859-2") == text
    meta = f'<meta charset="iso-8859-2">{text}'
    assert decode(meta.encode("iso-8859-2")) == meta
    short = "Мост".encode("koi8-r")
    assert decode(short, "text/html; charset=koi8-r") == "Мост"


def test_an_xml_declaration_names_the_encoding() -> None:
    text = '<?xml version="1.0" encoding="euc-jp"?><p>漢字</p>'
    assert decode(text.encode("euc-jp"), "application/xhtml+xml") == text


def test_byte_order_marks_outrank_everything() -> None:
    text = "Überfahrt"
    assert decode(codecs.BOM_UTF8 + text.encode(), "text/html; charset=shift_jis") == text
    assert decode(codecs.BOM_UTF16_LE + text.encode("utf-16-le")) == text
    assert decode(codecs.BOM_UTF16_BE + text.encode("utf-16-be")) == text


def test_utf16_without_a_mark_is_read_when_the_header_says_so() -> None:
    assert decode("<p>rope</p>".encode("utf-16-le"), "text/html; charset=utf-16") == "<p>rope</p>"
    assert decode(b"<p>rope</p>", "text/html; charset=utf-16") == "<p>rope</p>"


def test_iso_2022_jp_is_not_taken_for_ascii() -> None:
    text = "日本の灯台"
    assert decode(text.encode("iso2022_jp"), "text/html; charset=iso-2022-jp") == text


def test_single_bytes_pasted_into_utf8_are_read_as_windows_1252() -> None:
    body = "Größe, Länge und Höhe der Türme: ".encode() + b"\x93rund\x94"
    assert decode(body, "text/html; charset=utf-8") == "Größe, Länge und Höhe der Türme: “rund”"


def test_a_character_cut_by_the_cap_does_not_change_the_encoding() -> None:
    body = "日本語の本文です".encode()[:-1]
    assert decode(body) == "日本語の本文で"


def test_a_multibyte_declaration_is_not_believed_against_the_bytes() -> None:
    text = "Die Fähre überquert die Förde und grüßt"
    assert decode(text.encode("latin-1"), "text/html; charset=euc-kr") == text


@given(
    st.binary(max_size=300), st.sampled_from([*LIES, "x; charset=gb18030", "x; charset=hz-gb-2312"])
)
def test_any_bytes_become_text_that_can_be_encoded(body: bytes, declared: str) -> None:
    decode(body, declared).encode()
