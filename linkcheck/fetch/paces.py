"""How fast single hosts are asked, where that is not as fast as all others."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


@dataclass(frozen=True, slots=True)
class Pace:
    """Requests at once, and seconds between the starts of two; ``None``: as elsewhere."""

    per_host: int | None = None
    delay: float | None = None


@dataclass(frozen=True, slots=True)
class Paces:
    """The paces of single hosts, by their names; each counts for the names below it as well."""

    of: tuple[tuple[str, Pace], ...] = ()

    def find(self, host: str) -> Pace:
        """The pace of a host; what its own table leaves open, the nearest above it says."""
        if not self.of:
            return _ANY
        per_host = delay = None
        for pace in self._above(host):
            per_host = pace.per_host if per_host is None else per_host
            delay = pace.delay if delay is None else delay
        return Pace(per_host, delay)

    def _above(self, host: str) -> Iterator[Pace]:
        table, rest = _table(self.of), host
        while rest:
            if rest in table:
                yield table[rest]
            rest = rest.partition(".")[2]


_ANY = Pace()


@lru_cache(maxsize=8)
def _table(of: tuple[tuple[str, Pace], ...]) -> Mapping[str, Pace]:
    return dict(of)
