"""Front matter: the ``---`` block at the top of Markdown files, read for what we need of it.

Only flat ``key: value`` lines are read: the title, the date and the language of real articles
stand in such lines, and a full YAML reader would be one more door for hostile input.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from linkcheck import dates
from linkcheck.text import clean

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

_BLOCK = re.compile(
    r"\A(?:---|\+\+\+)[ \t]*\r?\n((?:.*\r?\n){0,200}?)(?:---|\+\+\+|\.\.\.)[ \t]*(?:\r?\n|\Z)"
)
_PAIR = re.compile(r"^([A-Za-z_-]{1,40})[ \t]*[:=][ \t]*(.{0,400})$", re.MULTILINE)
_DATES = ("date", "published", "pubdate", "publishdate", "publish_date", "created")
_LANGUAGES = ("lang", "language", "locale")
_NAME_DATE = re.compile(r"(?:^|/)(\d{4}-\d\d-\d\d)-[^/]+$")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What the front matter says; ``length`` in characters, 0 if there is none."""

    length: int = 0
    title: str = ""
    language: str = ""
    published: date | None = None


def parse(name: str, text: str) -> FrontMatter:
    """Read the front matter of a text; a dated file name (``2023-03-16-title.md``) dates it too."""
    found = _BLOCK.match(text)
    pairs = (
        {key.lower(): value.strip().strip("\"'") for key, value in _PAIR.findall(found[1])}
        if found
        else {}
    )
    named = _NAME_DATE.search(name.replace("\\", "/"))
    return FrontMatter(
        length=found.end() if found else 0,
        title=clean(pairs.get("title", "")),
        language=_first(pairs, _LANGUAGES)[:35].replace("_", "-"),
        published=dates.parse_iso(_first(pairs, _DATES))
        or (dates.parse_iso(named[1]) if named else None),
    )


def _first(pairs: Mapping[str, str], keys: tuple[str, ...]) -> str:
    return next((pairs[key] for key in keys if pairs.get(key)), "")
