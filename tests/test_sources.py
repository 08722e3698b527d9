from __future__ import annotations

import io
import os
from datetime import date
from typing import TYPE_CHECKING

import pytest

from linkcheck import Config, ReadError, documents

if TYPE_CHECKING:
    from pathlib import Path

ARTICLE = "Quellen:\nEins: https://example.org/a\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.txt", "a.md", "sub/c.html", "node_modules/d.md", ".git/e.md", "f.png"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(ARTICLE, "utf-8")
    return tmp_path


def _names(folder: Path, *paths: str) -> list[str]:
    wanted = [str(folder / path) for path in paths]
    return [os.path.relpath(one.name, folder) for one in documents(wanted, Config())]


def test_a_folder_stands_for_the_articles_below_it(folder: Path) -> None:
    assert _names(folder, "") == ["a.md", "b.txt", "sub/c.html"]


def test_a_pattern_stands_for_what_it_matches(folder: Path) -> None:
    assert _names(folder, "*.md") == ["a.md"]
    assert _names(folder, "sub/**/*.html") == ["sub/c.html"]


def test_each_article_is_read_once(folder: Path) -> None:
    assert _names(folder, "b.txt", "", "b.txt") == ["b.txt", "a.md", "sub/c.html"]


@pytest.mark.parametrize(
    ("path", "says"),
    [("none.txt", "does not exist"), ("*.xyz", "matches nothing"), (".git/refs", "does not exist")],
)
def test_what_is_not_there_is_an_error_that_says_so(folder: Path, path: str, says: str) -> None:
    with pytest.raises(ReadError) as caught:
        _names(folder, path)

    assert says in f"{caught.value.message} {caught.value.hint}"


def test_a_folder_without_articles_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="holds no article"):
        _names(tmp_path, "")


def test_a_file_that_is_no_text_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "x.bin").write_bytes(b"\x7fELF\x00\x00\x00\x01")

    with pytest.raises(ReadError, match="is no text"):
        _names(tmp_path, "x.bin")


def test_a_file_that_may_not_be_read_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "x.md").symlink_to(tmp_path / "x.md")

    with pytest.raises((ReadError, OSError)):
        _names(tmp_path, "x.md")


def test_standard_input_is_read_as_its_name_says() -> None:
    markdown = b"## Quellen\n\n[Eins](https://example.org/a)\n"
    (document,) = documents(["-"], Config(), stdin=io.BytesIO(markdown), stdin_filename="p/a.md")

    assert document.name == "p/a.md"
    assert document.citations[0].label == "Eins"
    (unnamed,) = documents(["-"], Config(), stdin=io.BytesIO(ARTICLE.encode()))
    assert unnamed.name == "-"
    assert len(unnamed.citations) == 1


def test_the_given_date_dates_every_article(folder: Path) -> None:
    config = Config(published=date(2023, 5, 12))
    (document,) = documents([str(folder / "b.txt")], config)

    assert document.published == date(2023, 5, 12)
