"""Known moves of whole sites: where a page that is gone probably stands now. Pure."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from linkcheck import dates
from linkcheck.urls import split


@dataclass(frozen=True, slots=True)
class Move:
    """Pages of ``hosts`` whose path matches and that date ``since`` to ``until`` went ``to``."""

    hosts: frozenset[str]
    path: re.Pattern[str]
    to: str
    since: date = date.min
    until: date = date.max

    def covers(self, written: date | None, near: date | None) -> bool:
        """Tell whether a page of this date moved then; an article may cite it long afterwards."""
        if written:
            return self.since <= written <= self.until
        return near is None or self.since <= near


def candidates(url: str, near: date | None) -> tuple[str, ...]:
    """Where a page may stand now, the likeliest first; () when no move is known.

    The page's date is the one in its path; without it, ``near`` (the article's date) only rules
    out moves of pages that were not yet written then.
    """
    address = split(url)
    if address is None:
        return ()
    found = dates.in_path(address.path)
    written = _day(found) if found else None
    targets = (
        hit.expand(move.to)
        for move in _moves()
        if address.host.removeprefix("www.") in move.hosts
        and move.covers(written, near)
        and (hit := move.path.fullmatch(address.path))
    )
    query = f"?{address.query}" if address.query else ""
    return tuple(dict.fromkeys(target + query for target in targets))


def _day(found: dates.FoundDate) -> date | None:
    """The date of a path; the first of the month where it names no day."""
    return found.full or (date(found.year, found.month, 1) if found.year and found.month else None)


@cache
def _moves() -> tuple[Move, ...]:
    """Newest first, as the table is written."""
    read = tomllib.loads(files(__package__).joinpath("successors.toml").read_text("utf-8"))
    return tuple(
        Move(
            hosts=frozenset(entry["hosts"]),
            path=re.compile(entry["path"]),
            to=entry["to"],
            since=entry.get("since", date.min),
            until=entry.get("until", date.max),
        )
        for entry in read["moves"]
    )
