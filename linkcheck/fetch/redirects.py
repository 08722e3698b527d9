"""Where a redirect leads, and whether we go there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkcheck import urls
from linkcheck.fetch.troubles import Trouble
from linkcheck.model import FailureKind
from linkcheck.text import clean

if TYPE_CHECKING:
    from linkcheck.urls import Address

_SHOWN = 150


def follow(base: Address, status: int, location: bytes | None) -> Address | Trouble:
    """Where a redirect leads, or why it leads nowhere. Its fragment stays with the reader."""
    if not location or not location.strip():
        return Trouble(FailureKind.PROTOCOL, f"redirect {status} without a Location")
    reference = _decoded(location)
    joined = urls.join(base.href, reference)
    if joined is None:
        shown = clean(reference, _SHOWN)
        return Trouble(FailureKind.PROTOCOL, f"redirect to something that is no URL: {shown}")
    target = urls.split(joined)
    scheme = urls.scheme_of(joined)
    if target is None and scheme in {"http", "https"}:
        return Trouble(FailureKind.PROTOCOL, "redirect to a URL that is too long")
    if target is None:
        return Trouble(FailureKind.REFUSED_BY_POLICY, f"redirect to a {scheme}: URL")
    return target


def _decoded(location: bytes) -> str:
    """Raw UTF-8 is what servers mean when they do not percent-encode; Latin-1 the rest."""
    try:
        return location.decode("utf-8").strip()
    except UnicodeDecodeError:
        return location.decode("latin-1").strip()
