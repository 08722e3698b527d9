"""What fetching gives: the answer of a server, or why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class Hop:
    """One redirect: the status and the address that sent us on."""

    status: int
    url: str


@dataclass(frozen=True, slots=True)
class Response:
    """The server answered. ``elapsed`` in seconds, over all attempts and hops.

    ``headers`` have lower-case names. ``body`` is decoded of its content encoding and capped;
    ``truncated`` says that there was more. ``retry_after`` is a wait that the server asked for
    and that was too long to keep, in seconds; ``None`` if it asked for none.
    """

    url: str
    final_url: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    redirects: tuple[Hop, ...] = ()
    attempts: int = 1
    elapsed: float = 0.0
    fetched_at: datetime | None = None
    truncated: bool = False
    retry_after: float | None = None


class FailureKind(StrEnum):
    """Why there is no answer."""

    NO_SUCH_HOST = "no-such-host"
    TIMEOUT = "timeout"
    TLS = "tls"
    CONNECTION = "connection"
    PROTOCOL = "protocol"
    TOO_LARGE = "too-large"
    TOO_MANY_REDIRECTS = "too-many-redirects"
    REFUSED_BY_POLICY = "refused-by-policy"
    OUT_OF_TIME = "out-of-time"
    ROBOTS = "robots"


@dataclass(frozen=True, slots=True)
class Failure:
    """The server did not answer, after all attempts. ``detail`` is for people, one line."""

    url: str
    kind: FailureKind
    detail: str
    attempts: int = 1
    redirects: tuple[Hop, ...] = ()
    elapsed: float = 0.0


Outcome = Response | Failure

OUR_OWN = frozenset({
    FailureKind.REFUSED_BY_POLICY, FailureKind.OUT_OF_TIME, FailureKind.ROBOTS,
})  # fmt: skip
"""Failures that are our decision and say nothing of the network."""
