"""What a chain of redirects says: moved for good, or only sent elsewhere for now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkcheck.urls import same_page, scheme_of

if TYPE_CHECKING:
    from linkcheck.model import Response

_PERMANENT = frozenset({301, 308})
"""RFC 9110, 15.4.2 and 15.4.9."""


def _steps(response: Response) -> list[tuple[int, str, str]]:
    """Each hop as (status, from, to)."""
    hops = response.redirects
    addresses = [*(hop.url for hop in hops), response.final_url]
    return [(hop.status, hop.url, addresses[number]) for number, hop in enumerate(hops, 1)]


def moved_for_good(response: Response) -> bool:
    """Tell whether the page has another address now, and every hop that says so is permanent."""
    if same_page(response.url, response.final_url):
        return False
    changing = [status for status, start, end in _steps(response) if not same_page(start, end)]
    return bool(changing) and all(status in _PERMANENT for status in changing)


def loses_encryption(response: Response) -> bool:
    """Tell whether a redirect led from https to http."""
    return any(
        scheme_of(start) == "https" and scheme_of(end) == "http"
        for _, start, end in _steps(response)
    )
