"""Through somebody else's door: HTTP proxies, for networks that have no other.

A proxy looks names up by itself, so nobody here can see to which address: the guard is left with
addresses that are written as numbers, and ports. That is why no proxy is used unless somebody
named one, and why the command line says so.
"""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from linkcheck import urls

if TYPE_CHECKING:
    from collections.abc import Mapping

_PORT = 8080
_HOST = re.compile(r"[A-Za-z0-9._:-]{1,255}")


@dataclass(frozen=True, slots=True)
class Proxy:
    """An HTTP proxy. Its credentials show in no message: ``repr`` leaves them out.

    ``bypass``: hosts, and domains with all below them, that are asked directly.
    """

    host: str
    port: int
    credentials: str = field(default="", repr=False)
    bypass: tuple[str, ...] = ()

    def serves(self, host: str) -> bool:
        """Tell whether a host is asked through it."""
        name = host.strip("[]").rstrip(".")
        return not any(one in {"*", name} or name.endswith(f".{one}") for one in self.bypass)

    @property
    def headers(self) -> tuple[tuple[bytes, bytes], ...]:
        """What only the proxy may hear."""
        if not self.credentials:
            return ()
        packed = base64.b64encode(self.credentials.encode("utf-8"))
        return ((b"Proxy-Authorization", b"Basic " + packed),)

    def __str__(self) -> str:
        """As a setting, without credentials."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}"


def parse(text: str, bypass: str = "") -> Proxy:
    """Read ``http://[USER:PASSWORD@]HOST[:PORT]``; ``bypass`` is a list as NO_PROXY has it.

    Raises ValueError, whose text never holds what was written: it may be a password.
    """
    try:
        parts = urlsplit(text if "://" in text else f"http://{text}")
        port = parts.port or _PORT
    except ValueError:
        raise ValueError("http://HOST:PORT") from None
    host = parts.hostname or ""
    if parts.scheme != "http" or not _HOST.fullmatch(host) or parts.path.strip("/"):
        raise ValueError("http://HOST:PORT")
    user = unquote(parts.username or "")
    credentials = f"{user}:{unquote(parts.password or '')}" if user else ""
    direct = tuple(one.strip().lstrip(".").lower() for one in bypass.split(",") if one.strip())
    return Proxy(host, port, credentials, direct)


def from_environment(environ: Mapping[str, str]) -> Proxy | None:
    """The proxy that HTTPS_PROXY (or ALL_PROXY) names; ``None`` if there is none we can use.

    HTTP_PROXY is read in lower case alone: in upper case, a web server's CGI lets whoever calls
    it set that variable by a header.
    """
    for name in ("https_proxy", "HTTPS_PROXY", "http_proxy", "all_proxy", "ALL_PROXY"):
        if environ.get(name):
            direct = environ.get("no_proxy") or environ.get("NO_PROXY") or ""
            return parse(environ[name], direct)
    return None


def target_of(host: str, port: int) -> bytes:
    """What CONNECT asks for."""
    name = f"[{host}]" if ":" in host else host
    return f"{name}:{port}".encode("ascii")


def origin_of(host: str, port: int) -> bytes:
    """What stands before a path for a proxy that passes plain requests on."""
    address = urls.split(f"http://{target_of(host, port).decode()}/")
    return address.href.rstrip("/").encode("ascii") if address else b""
