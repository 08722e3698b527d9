"""Web archives: how to ask one for a copy of a page, and how to read its answer. Pure.

Archives are data (``archives.toml``). All replay a page under an address that holds a time and the
page's own address, and answer with the copy nearest to that time (Memento, RFC 7089).
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from linkcheck.model import Snapshot
from linkcheck.urls import split, without_fragment

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from linkcheck.model import Response

_OK = 200
_STAMP = "%Y%m%d%H%M%S"
_IN_ADDRESS = re.compile(r"/([0-9]{14})(?:[a-z]{2}_)?/")


@dataclass(frozen=True, slots=True)
class Archive:
    """One web archive: its name for people, and its two patterns of addresses."""

    title: str
    raw: str
    show: str


@cache
def archives() -> Mapping[str, Archive]:
    """The archives that can be asked, by the name that users give."""
    read = tomllib.loads(files(__package__).joinpath("archives.toml").read_text("utf-8"))
    return {name: Archive(**entry) for name, entry in read.items()}


def query(name: str, url: str, near: date) -> str:
    """The address that answers with an archive's copy of a page nearest to a day."""
    return archives()[name].raw.format(when=f"{near:%Y%m%d}120000", url=without_fragment(url))


def parse(name: str, url: str, response: Response) -> Snapshot | None:
    """The copy that an archive answered with; ``None`` if it holds none, or does not say of when.

    An archive repeats the status that the page had: a kept "not found" is no copy.
    """
    captured = _captured(response)
    if response.status != _OK or captured is None or not _of(name, response.final_url):
        return None
    archive = archives()[name]
    shown = archive.show.format(when=captured.strftime(_STAMP), url=without_fragment(url))
    return Snapshot(url=shown, original=url, captured=captured, archive=archive.title)


def _of(name: str, url: str) -> bool:
    """Tell whether the answer came from the archive itself, not from where it may have sent us."""
    ours, there = split(archives()[name].raw.split("{", 1)[0]), split(url)
    return ours is not None and there is not None and ours.host == there.host


def _captured(response: Response) -> datetime | None:
    """When a copy was made: by its header (RFC 7089, 2.1.1), else by the time in its address."""
    try:
        said = parsedate_to_datetime(response.headers.get("memento-datetime", ""))
        return said if said.tzinfo else said.replace(tzinfo=UTC)
    except ValueError:
        pass
    found = _IN_ADDRESS.search(response.headers.get("content-location", "") or response.final_url)
    try:
        return datetime.strptime(found[1], _STAMP).replace(tzinfo=UTC) if found else None
    except ValueError:
        return None
