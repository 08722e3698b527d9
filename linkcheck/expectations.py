"""Expected titles: files that say outright what the page at an address is called.

Read by ``--expect`` and written by ``linkcheck pin``, in one of three shapes, told by suffix:

- ``.csv``: a header with the columns ``url`` and ``title``, in any order and among others,
  separated by comma, semicolon or tab; a title that would begin with ``= + - @`` is written
  with an apostrophe before it, since spreadsheets would take it for a formula;
- ``.toml``: one line a page, ``"https://…" = "Title"``;
- ``.json``: one object, ``{"https://…": "Title"}``.
"""

from __future__ import annotations

import csv
import io
import json
import tomllib
from collections.abc import Callable
from typing import TYPE_CHECKING

from linkcheck import urls
from linkcheck.errors import ConfigError, ReadError, why
from linkcheck.model import Expectation
from linkcheck.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

_FORMULA = ("=", "+", "-", "@")
_Pair = tuple[str, object, int | None]
"""An address, its title as the file has it, and the line where the address stands."""


def load(path: Path) -> Mapping[str, Expectation]:
    """Read expected titles, keyed by :func:`linkcheck.urls.request_key` of their addresses.

    Raises :class:`ConfigError` for a suffix that names no format, :class:`ReadError` for a file
    that cannot be read, with the line where it goes wrong.
    """
    read, _ = _format(path)
    expected: dict[str, Expectation] = {}
    for url, title, line in read(_text(path), path):
        source = f"{path}:{line}" if line else str(path)
        key = _key(url, source)
        found = Expectation(_title(title, url, source), source)
        if expected.setdefault(key, found).title != found.title:
            other = expected[key].source
            raise ReadError.of("two-titles", source=source, url=clean(url), other=other)
    return expected


def writer(path: Path) -> Callable[[Iterable[tuple[str, str]]], str]:
    """Give the function that makes (URL, title) pairs the text of a file :func:`load` reads.

    Raises :class:`ConfigError` for a suffix that names no format.
    """
    _, write = _format(path)
    return lambda titles: write(dict(titles))


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ReadError.of("no-utf-8", path=str(path), byte=error.start) from error
    except OSError as error:
        raise ReadError.of("titles-unreadable", path=str(path), why=why(error)) from error


def _key(url: str, source: str) -> str:
    if urls.split(url) is None:
        raise ReadError.of("no-address", source=source, url=clean(url))
    return urls.request_key(url)


def _title(title: object, url: str, source: str) -> str:
    cleaned = clean(title) if isinstance(title, str) else ""
    if not cleaned:
        raise ReadError.of("no-title", source=source, url=clean(url))
    return cleaned


# --- CSV ------------------------------------------------------------------------------------


def _read_csv(text: str, path: Path) -> Iterator[_Pair]:
    header = text.partition("\n")[0]
    delimiter = max(",;\t", key=header.count)
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        names = {(name or "").strip().casefold(): name for name in rows.fieldnames or ()}
        if not {"url", "title"} <= names.keys():
            raise ReadError.of("no-columns", path=str(path))
        for row in rows:
            title = row[names["title"]]
            yield (row[names["url"]] or "").strip(), title and _unquoted(title), rows.line_num
    except csv.Error as error:
        raise ReadError.of(
            "no-csv", path=str(path), line=rows.line_num, detail=str(error)
        ) from error


def _write_csv(titles: Mapping[str, str]) -> str:
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(("url", "title"))
    writer.writerows((url, _quoted(title)) for url, title in titles.items())
    return table.getvalue()


def _quoted(title: str) -> str:
    return f"'{title}" if title.lstrip("'").startswith(_FORMULA) else title


def _unquoted(title: str) -> str:
    return title[1:] if title[:1] == "'" and title.lstrip("'").startswith(_FORMULA) else title


# --- TOML and JSON --------------------------------------------------------------------------


def _read_toml(text: str, path: Path) -> Iterator[_Pair]:
    try:
        pairs = tomllib.loads(text).items()
    except tomllib.TOMLDecodeError as error:
        raise ReadError.of("titles-no-toml", path=str(path), detail=str(error)) from error
    return _with_lines(pairs, text)


def _read_json(text: str, path: Path) -> Iterator[_Pair]:
    try:
        pairs = json.loads(text, object_pairs_hook=tuple)
    except (json.JSONDecodeError, RecursionError) as error:
        raise ReadError.of("titles-no-json", path=str(path), detail=str(error)) from error
    if not isinstance(pairs, tuple):
        raise ReadError.of("titles-no-object", path=str(path))
    return _with_lines(pairs, text)


def _with_lines(pairs: Iterable[tuple[str, object]], text: str) -> Iterator[_Pair]:
    """Add the line where an address stands literally; neither parser tells it."""
    position, line = 0, 1
    for url, title in pairs:
        found = text.find(f'"{url}"', position)
        if found >= 0:
            line += text.count("\n", position, found)
            position = found + 1
        yield url, title, line if found >= 0 else None


def _write_toml(titles: Mapping[str, str]) -> str:
    # A JSON string without its surrogate pairs is a TOML basic string, but for DEL.
    return "".join(f"{_basic(url)} = {_basic(title)}\n" for url, title in titles.items())


def _basic(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _write_json(titles: Mapping[str, str]) -> str:
    return json.dumps(titles, ensure_ascii=False, indent=2) + "\n"


_Read = Callable[[str, "Path"], "Iterator[_Pair]"]
_Write = Callable[["Mapping[str, str]"], str]

_FORMATS: Mapping[str, tuple[_Read, _Write]] = {
    ".csv": (_read_csv, _write_csv),
    ".toml": (_read_toml, _write_toml),
    ".json": (_read_json, _write_json),
}


def _format(path: Path) -> tuple[_Read, _Write]:
    chosen = _FORMATS.get(path.suffix.lower())
    if chosen is None:
        raise ConfigError.of("titles-suffix", path=str(path))
    return chosen
