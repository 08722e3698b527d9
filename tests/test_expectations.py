from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from linkcheck import expectations
from linkcheck.errors import ConfigError, ReadError
from linkcheck.text import clean
from linkcheck.urls import request_key

if TYPE_CHECKING:
    from pathlib import Path

ONE, OTHER = "https://example.org/one", "https://example.org/other"


def write(folder: Path, name: str, text: str, encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_text(text, encoding)
    return path


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("t.csv", f"url,title\n{OTHER},B\n{ONE},A title\n", 3),
        ("t.csv", f"Title;note;URL\nA title;x;{ONE}\nB;y;{OTHER}\n", 2),
        ("t.csv", f'title\turl\n"A title"\t{ONE}\nB\t{OTHER}\n', 2),
        ("t.toml", f'# pinned\n"{ONE}" = "A title"\n"{OTHER}" = "B"\n', 2),
        ("t.json", f'{{\n  "{OTHER}": "B",\n  "{ONE}": "A title"\n}}\n', 3),
        ("T.JSON", json.dumps({OTHER: "B", ONE: "A title"}), 1),
    ],
)
def test_each_shape_gives_titles_with_their_lines(
    tmp_path: Path, name: str, text: str, line: int
) -> None:
    path = write(tmp_path, name, text)

    expected = expectations.load(path)

    assert {key: one.title for key, one in expected.items()} == {ONE: "A title", OTHER: "B"}
    assert expected[ONE].source == f"{path}:{line}"


def test_a_byte_order_mark_and_quoted_titles_are_read(tmp_path: Path) -> None:
    path = write(tmp_path, "t.csv", f'url,title\n{ONE},"One, ""two"""\n', "utf-8-sig")

    assert expectations.load(path)[ONE].title == 'One, "two"'


def test_addresses_are_keyed_as_they_are_fetched(tmp_path: Path) -> None:
    path = write(tmp_path, "t.csv", "url,title\nHTTPS://Example.org:443/one#part,A\n")

    assert list(expectations.load(path)) == [request_key(ONE)]


def test_an_address_whose_line_is_not_literal_is_said_by_its_file(tmp_path: Path) -> None:
    path = write(tmp_path, "t.json", '{"https:\\/\\/example.org\\/one": "A"}')

    assert expectations.load(path)[ONE].source == str(path)


def test_the_same_title_twice_is_no_contradiction(tmp_path: Path) -> None:
    path = write(tmp_path, "t.csv", f"url,title\n{ONE},A\n{ONE}#x,A\n")

    assert len(expectations.load(path)) == 1


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("t.csv", "address,name\nx,y\n", ":1: the columns “url” and “title” are missing"),
        ("t.csv", "", ":1: the columns “url” and “title” are missing"),
        ("t.csv", f"url,title\n{ONE},\n", ":2: https://example.org/one has no title"),
        ("t.csv", f"url,title\n{ONE}\n", ":2: https://example.org/one has no title"),
        ("t.csv", "title,url\nA\n", ":2: “” is no web address"),
        ("t.csv", "url,title\nexample.org,A\n", ":2: “example.org” is no web address"),
        ("t.csv", f"url,title\n{ONE},A\n{ONE},B\n", ":3: https://example.org/one has another"),
        ("t.csv", 'url,title\n"' + "x" * 140_000, "field larger than field limit"),
        ("t.toml", "url = ", "t.toml: Invalid value"),
        ("t.toml", f'"{ONE}" = 3\n', ":1: https://example.org/one has no title"),
        ("t.json", "{", "t.json: Expecting property name"),
        ("t.json", "[" * 100_000, "t.json: "),
        ("t.json", f'["{ONE}"]', ":1: not an object of addresses and titles"),
        ("t.json", f'{{"{ONE}": {{"title": "A"}}}}', ":1: https://example.org/one has no title"),
        ("t.json", f'{{"{ONE}": "A",\n"{ONE}": "B"}}', ":2: https://example.org/one has another"),
    ],
)
def test_a_file_that_says_something_else_is_refused_with_its_line(
    tmp_path: Path, name: str, text: str, message: str
) -> None:
    path = write(tmp_path, name, text)

    with pytest.raises(ReadError) as caught:
        expectations.load(path)

    assert message in caught.value.message
    assert str(path) in caught.value.message


def test_an_unknown_suffix_is_a_mistake_of_configuration(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"end in \.csv, \.toml or \.json"):
        expectations.load(tmp_path / "titles.xlsx")
    with pytest.raises(ConfigError):
        expectations.writer(tmp_path / "titles")


def test_a_file_that_is_missing_or_no_utf_8_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"missing\.csv cannot be read: there is no such file"):
        expectations.load(tmp_path / "missing.csv")
    with pytest.raises(ReadError, match=r"latin\.csv is not UTF-8 \(byte 10\)"):
        expectations.load(write(tmp_path, "latin.csv", "url,title\nä", "latin-1"))


titles = st.text(st.characters(codec="utf-8"), max_size=60).map(clean).filter(bool)
pages = st.dictionaries(
    st.text("abcd/?=&\"'+", max_size=10).map(lambda path: request_key(f"{ONE}/{path}")), titles
)


@pytest.mark.parametrize("suffix", ["csv", "toml", "json"])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(pinned=pages)
def test_what_is_written_is_read_back(tmp_path: Path, suffix: str, pinned: dict[str, str]) -> None:
    path = tmp_path / f"titles.{suffix}"
    path.write_text(expectations.writer(path)(pinned.items()), "utf-8", newline="")

    assert {key: one.title for key, one in expectations.load(path).items()} == pinned


@pytest.mark.parametrize("title", ["=1+1", "-5 °C in Wien", "@home", "+1", "'=x", "'tis"])
def test_a_spreadsheet_sees_no_formula(tmp_path: Path, title: str) -> None:
    path = tmp_path / "titles.csv"
    path.write_text(expectations.writer(path)([(ONE, title)]), "utf-8")

    cell = path.read_text("utf-8").splitlines()[1].split(",")[1]

    assert cell[0] not in "=+-@"
    assert expectations.load(path)[ONE].title == title
