"""Headers that must not be told: what a CI system knows and nobody may read.

They come from the environment alone, never from a file or an option, which both end in logs.
Each belongs to one host and goes to that host alone, over TLS, redirects or not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from linkcheck import urls
from linkcheck.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

HEADERS = "LINKCHECK_HEADERS"
"""Lines of ``HOST NAME: VALUE``."""
COOKIES = "LINKCHECK_COOKIES"
"""Lines of ``HOST name=value; name=value``."""

_HEADER = re.compile(r"(?P<host>\S{1,255})[ \t]+(?P<name>[!#$%&'*+.^_`|~\w-]{1,100}):(?P<value>.*)")
_COOKIE = re.compile(r"(?P<host>\S{1,255})[ \t]+(?P<value>[^=\s]+=.*)")
_VALUE = re.compile(r"[!-~][ -~\t]{0,8000}")
_OURS = frozenset({"host", "connection", "content-length", "transfer-encoding", "accept-encoding"})
"""Headers that the connection itself speaks with."""


@dataclass(frozen=True, slots=True)
class Secret:
    """One header for one host. Its value shows in no message: ``repr`` leaves it out."""

    host: str
    name: str
    value: str = field(repr=False)


def read(environ: Mapping[str, str]) -> tuple[Secret, ...]:
    """Read the secrets of an environment.

    Raises :class:`ConfigError` for a line that is none, by its number and without its text.
    """
    return (
        *_read(environ.get(HEADERS, ""), HEADERS, _HEADER),
        *_read(environ.get(COOKIES, ""), COOKIES, _COOKIE),
    )


def _read(text: str, variable: str, shape: re.Pattern[str]) -> Iterator[Secret]:
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        found = shape.fullmatch(line.strip())
        said = found.groupdict() if found else {}
        address = urls.split(f"https://{said.get('host', '')}/")
        name, value = said.get("name", "Cookie"), said.get("value", "").strip()
        if not address or not _VALUE.fullmatch(value) or name.lower() in _OURS:
            key = "secret-header" if variable == HEADERS else "secret-cookie"
            raise ConfigError.of(key, line=number, variable=variable)
        yield Secret(address.host, name, value)


def headers_for(secrets: tuple[Secret, ...], scheme: str, host: str) -> list[tuple[str, str]]:
    """The headers that a host may get, none without TLS."""
    if scheme != "https":
        return []
    return [(one.name, one.value) for one in secrets if one.host == host]
