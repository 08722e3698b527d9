"""Addresses: reading, comparing and naming URLs. Pure; nothing here opens a connection.

Parsing is WHATWG's (ada), so that we mean by a URL what browsers mean by it.
"""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import ada_url

if TYPE_CHECKING:
    from publicsuffixlist import PublicSuffixList

MAX_URL = 4096
"""Characters; a longer URL is malformed. Servers commonly refuse more than 8,000."""

_DEFAULT_PORTS = {"http": 80, "https": 443}
_PUNYCODE = "xn--"
_TRACKING = re.compile(
    r"^(?:utm_\w+|fbclid|gclid|dclid|msclkid|mc_cid|mc_eid|igshid|yclid|wt_mc|wt_zmc|xtor|ref_src)$",
    re.IGNORECASE,
)
_INDEX = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?|jsp)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Address:
    """A URL taken apart. ``host`` is lower case and in ASCII (punycode)."""

    scheme: str
    host: str
    port: int
    path: str
    query: str
    fragment: str
    href: str

    @property
    def origin(self) -> tuple[str, str, int]:
        """Scheme, host and port: the boundary for politeness, cookies and authorisation."""
        return (self.scheme, self.host, self.port)


@lru_cache(maxsize=2_048)  # a citation's address is looked at a dozen times, here and there
def split(url: str) -> Address | None:
    """Take an http(s) URL apart; ``None`` if it is none. User name and password are dropped."""
    if len(url) > MAX_URL:
        return None
    try:
        parsed = ada_url.URL(url)
    except ValueError:
        return None
    scheme = parsed.protocol.rstrip(":")
    if scheme not in _DEFAULT_PORTS or not parsed.hostname:
        return None
    parsed.username = parsed.password = ""
    return Address(
        scheme=scheme,
        host=parsed.hostname,
        port=int(parsed.port) if parsed.port else _DEFAULT_PORTS[scheme],
        path=parsed.pathname,
        query=parsed.search.lstrip("?"),
        fragment=parsed.hash.lstrip("#"),
        href=parsed.href,
    )


def scheme_of(url: str) -> str:
    """The scheme as written, in lower case; "" if there is none."""
    found = re.match(r"([a-z][a-z0-9+.-]*):", url.strip(), re.IGNORECASE)
    return found[1].lower() if found else ""


def join(base: str, reference: str) -> str | None:
    """Resolve a reference against its base; ``None`` if the result is no URL."""
    try:
        return ada_url.join_url(base, reference) if base else ada_url.normalize_url(reference)
    except ValueError:
        return None


def without_fragment(url: str) -> str:
    """The URL that is sent to the server."""
    return url.partition("#")[0]


def request_key(url: str) -> str:
    """The key under which a URL is fetched once: normalised, without fragment."""
    address = split(url)
    return without_fragment(address.href) if address else url


def same_page(one: str, other: str) -> bool:
    """Tell whether two URLs surely name the same page.

    Scheme http or https, ``www.``, a trailing slash, an index file, the fragment and tracking
    parameters make no difference; everything else does.
    """
    return _page_key(one) == _page_key(other)


def _page_key(url: str) -> tuple[str, str, str] | str:
    address = split(url)
    if address is None:
        return url
    host = address.host.removeprefix("www.")
    port = "" if address.port in _DEFAULT_PORTS.values() else f":{address.port}"
    query = "&".join(
        part for part in address.query.split("&") if not _TRACKING.match(part.partition("=")[0])
    )
    return (host + port, _INDEX.sub("/", address.path).rstrip("/"), query)


def unarchived(url: str) -> str:
    """The address that a web archive's copy was made of; any other URL as it is."""
    found = re.match(r"https?://web\.archive\.org/web/\d+(?:[a-z]{2}_)?/(.+)", url, re.IGNORECASE)
    return found[1] if found else url


def copies(url: str) -> str:
    """Where a person sees all copies of a page that the largest web archive holds."""
    return f"https://web.archive.org/web/*/{without_fragment(url)}"


def is_home(url: str) -> bool:
    """Tell whether a URL names a site's front page: ``/``, ``/de/``, ``/index.html`` …."""
    address = split(url)
    if address is None or address.query:
        return False
    path = _INDEX.sub("/", address.path).strip("/")
    return not path or bool(
        re.fullmatch(r"[a-z]{2}(?:[-_][a-z]{2})?|home|start", path, re.IGNORECASE)
    )


@cache
def _suffixes(*, encoded: bool) -> PublicSuffixList:
    """The public suffixes; in punycode as well, which takes three times as long, if ``encoded``."""
    from publicsuffixlist import PublicSuffixList  # noqa: PLC0415 (a dozen ms that some runs never need)

    return PublicSuffixList(accept_encoded_idn=encoded)


@lru_cache(maxsize=2_048)
def registrable_host(host: str) -> str:
    """The domain somebody registered: ``bbc.co.uk`` of ``news.bbc.co.uk``.

    By the public suffix list. An address, or a name that is a suffix itself, is returned as it is.
    """
    bare = host.strip("[]").rstrip(".").lower()
    try:
        ipaddress.ip_address(bare)
    except ValueError:
        return _suffixes(encoded=_PUNYCODE in bare).privatesuffix(bare) or bare
    return bare


def has_known_suffix(host: str) -> bool:
    """Tell whether a host name ends in a suffix that exists (``.de``, ``.co.uk``)."""
    bare = host.lower()
    suffixes = _suffixes(encoded=_PUNYCODE in bare)
    return suffixes.privatesuffix(bare, accept_unknown=False) is not None
