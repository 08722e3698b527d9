"""What a run had no time for, and on which hosts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkcheck.model import Message
from linkcheck.reporters import layout

if TYPE_CHECKING:
    from collections.abc import Sequence

_NAMED = 3


def remark(unfetched: Sequence[tuple[str, int]]) -> Message | None:
    """Say how many citations were not fetched, and name the worst hosts; ``None`` if all were.

    ``unfetched`` are hosts and their citations, most first (:attr:`Report.unfetched`).
    """
    if not unfetched:
        return None
    hosts = ", ".join(layout.visible(host) for host, _ in unfetched[:_NAMED])
    count = sum(count for _, count in unfetched)
    return Message.of("progress.out-of-time", count=count, hosts=hosts)
