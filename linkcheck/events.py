"""What a listener hears while a verification runs: frozen values, sent in order.

The library is silent by default (:func:`silence`); the command line draws progress from these.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from linkcheck.model import Finding, Message, Report


@dataclass(frozen=True, slots=True)
class Started:
    """A run begins: so many citations, on so many hosts.

    ``slowest`` is the host that takes longest, "" if there is none, and ``least`` how many
    seconds it takes alone at its pace, whatever the others do. ``waiting`` are the hosts with the
    number of their citations, most first, ``needs`` with those seconds, longest first.
    """

    citations: int
    hosts: int
    slowest: str = ""
    least: float = 0.0
    waiting: tuple[tuple[str, int], ...] = ()
    needs: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Ahead:
    """A stream begins, or looks longer than it did: more may come than what is told.

    ``so_far`` counts the citations that were read, and what of them waits now.
    """

    so_far: Started


@dataclass(frozen=True, slots=True)
class Retrying:
    """An attempt failed and will be repeated after ``wait`` seconds."""

    url: str
    attempt: int
    wait: float
    why: str


@dataclass(frozen=True, slots=True)
class Checked:
    """One citation is decided."""

    finding: Finding


@dataclass(frozen=True, slots=True)
class Warned:
    """Something that the user may want to know, and that stops nothing."""

    message: Message


@dataclass(frozen=True, slots=True)
class Finished:
    """The run is over."""

    report: Report


Event = Started | Ahead | Retrying | Checked | Warned | Finished
Listener = Callable[[Event], None]


def silence(_event: Event) -> None:
    """Hear nothing: the default listener."""
