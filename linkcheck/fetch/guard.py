"""Which addresses may be asked at all. Pure: names are resolved and dialled elsewhere.

Judged is never how a host is spelled but what it means: ``urls.split`` has already turned
decimal, octal, hexadecimal, full-width and percent-encoded spellings into one address.
"""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from linkcheck.fetch.policy import FetchPolicy
    from linkcheck.urls import Address

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

PORTS = frozenset({80, 443, 8000, 8080, 8443})
"""Where web servers listen. Elsewhere a request could be a weapon against another protocol."""

_GLOBAL_UNICAST = ipaddress.IPv6Network("2000::/3")
"""All that IANA has ever allocated for public use; ``fec0::``, ``ff00::`` … lie outside."""
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
"""RFC 6052: what a resolver of an IPv6-only network makes of an IPv4 address."""
_NOT_PUBLIC = tuple(
    ipaddress.ip_network(block)
    for block in (
        "0.0.0.0/8",  # RFC 1122: this network; on Linux it reaches the machine itself
        "100.64.0.0/10",  # RFC 6598: carriers' NAT, and the metadata service of some clouds
        "192.0.0.0/24",  # RFC 6890: protocol assignments
        "192.88.99.0/24",  # RFC 7526: relays of 6to4, deprecated
        "198.18.0.0/15",  # RFC 2544: benchmarks
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # RFC 1112: reserved, and broadcast
        "2001::/23",  # RFC 2928: protocol assignments, Teredo among them
        "2002::/16",  # RFC 7526: 6to4, deprecated; it wraps an IPv4 address
        "2001:db8::/32",  # RFC 3849: documentation
        "3fff::/20",  # RFC 9637: documentation
    )
)


def is_public(ip: IPAddress | str) -> bool:
    """Tell whether an address is one of the public internet.

    Stricter than :attr:`ipaddress.IPv4Address.is_global`, which differs between the versions of
    Python and says yes to several ways of wrapping a private IPv4 address.
    """
    address = ipaddress.ip_address(ip)
    if isinstance(address, ipaddress.IPv6Address):
        return _is_public_v6(address)
    return address.is_global and not _is_listed(address)


def _is_public_v6(address: ipaddress.IPv6Address) -> bool:
    if address.scope_id is not None:
        return False
    if address.ipv4_mapped is not None:
        return is_public(address.ipv4_mapped)
    if address in _NAT64:
        return is_public(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    return address in _GLOBAL_UNICAST and address.is_global and not _is_listed(address)


def _is_listed(address: IPAddress) -> bool:
    return any(address.version == block.version and address in block for block in _NOT_PUBLIC)


def refusal(address: Address, policy: FetchPolicy) -> str:
    """Why a URL may not be asked, "" if it may. Names are judged later, once resolved."""
    if policy.allow_private:
        return ""
    if address.port not in PORTS:
        return f"port {address.port} is not one of a web server"
    literal = literal_ip(address.host)
    if literal is not None and not is_public(literal):
        return f"{literal} is not a public address"
    return ""


def literal_ip(host: str) -> IPAddress | None:
    """The address that a host is written as, ``None`` when it is a name."""
    try:
        return ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return None
