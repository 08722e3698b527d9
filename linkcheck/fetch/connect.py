"""Opening connections: the name is resolved, judged and dialled here, and nowhere else.

What was judged is what is dialled: the name is not looked up a second time, so that a name
server cannot give a public address to the guard and a private one to the connection.
"""

from __future__ import annotations

import asyncio
import socket
import ssl
from typing import TYPE_CHECKING

import httpx

from linkcheck.fetch.certificates import must_be_usable, tls_context
from linkcheck.fetch.connection import Connection
from linkcheck.fetch.guard import is_public, literal_ip
from linkcheck.fetch.proxies import origin_of, target_of
from linkcheck.fetch.resolver import Names, resolve

if TYPE_CHECKING:
    from linkcheck.fetch.guard import IPAddress
    from linkcheck.fetch.policy import FetchPolicy
    from linkcheck.fetch.proxies import Proxy
    from linkcheck.fetch.resolver import Resolve

    _TLS = tuple[ssl.SSLContext, str]

_CONNECTED = 200
MAX_ADDRESSES = 3
"""Addresses of one host that are tried in turn; they share the time for connecting."""


class RefusedAddressError(httpx.ConnectError):
    """The guard refuses what a name resolves to."""


class Dialer:
    """Opens connections for a policy. The TLS settings are made once, when first needed.

    Raises ConfigError for certificates, named by the policy or the environment, that are none.
    """

    def __init__(self, policy: FetchPolicy, *, resolve: Resolve = resolve) -> None:
        self._policy = policy
        self._names = Names(resolve)
        self._tls: ssl.SSLContext | None = None
        must_be_usable()
        if policy.ca_file is not None:
            self._tls = tls_context(policy.ca_file)

    async def dial(self, scheme: str, host: str, port: int, wait: float | None) -> Connection:
        """Connect within ``wait`` seconds. Raises httpx's ConnectError or ConnectTimeout."""
        try:
            async with asyncio.timeout(wait):
                return await self._dial(scheme, host, port, wait)
        except TimeoutError as error:
            self._names.forget(host)
            raise httpx.ConnectTimeout("no connection in time") from error
        except OSError as error:
            self._names.forget(host)
            raise httpx.ConnectError(str(error)) from error

    async def address(self, host: str) -> str:
        """Where a host is dialled first. Raises socket.gaierror or :class:`RefusedAddressError`."""
        targets, _ = await self._targets(host, 0)
        return targets[0]

    async def _dial(self, scheme: str, host: str, port: int, wait: float | None) -> Connection:
        proxy = self._policy.proxy
        if proxy is not None and self._policy.connect_to is None and proxy.serves(host):
            return await self._dial_through(proxy, scheme, host, port, wait)
        targets, port = await self._targets(host, port)
        tls = self._tls_for(host) if scheme == "https" else None
        share = None if wait is None else wait / len(targets)
        for target in targets[:-1]:
            try:
                async with asyncio.timeout(share):
                    return await _connect(target, port, tls)
            except ssl.SSLError:
                raise
            except OSError:
                continue  # the next address may do better; the last one's error is told
        return await _connect(targets[-1], port, tls)

    async def _dial_through(
        self, proxy: Proxy, scheme: str, host: str, port: int, wait: float | None
    ) -> Connection:
        """Connect by a proxy. The user chose it, so it may be anywhere."""
        try:
            connection = await _connect(proxy.host, proxy.port, None)
        except OSError as error:
            raise httpx.ProxyError("the proxy cannot be reached") from error
        if scheme == "http":
            connection.before_path = origin_of(host, port)
            connection.for_proxy = proxy.headers
            return connection
        try:
            status = await connection.tunnel(target_of(host, port), proxy.headers, wait)
            if status == _CONNECTED:
                return await connection.secured(self._tls_for(host))
        except BaseException:
            connection.close()
            raise
        connection.close()
        raise httpx.ProxyError(f"the proxy refuses to connect (status {status})")

    async def _targets(self, host: str, port: int) -> tuple[list[str], int]:
        if self._policy.connect_to is not None:
            target, port = self._policy.connect_to
            return [target], port
        addresses = await self._addresses(host)
        return [str(address) for address in addresses[:MAX_ADDRESSES]], port

    async def _addresses(self, host: str) -> tuple[IPAddress, ...]:
        literal = literal_ip(host)
        addresses = (literal,) if literal is not None else await self._names.resolve(host)
        if not addresses:
            raise socket.gaierror(socket.EAI_NONAME, "the name has no address")
        refused = [address for address in addresses if not is_public(address)]
        if refused and not self._policy.allow_private:
            raise RefusedAddressError(f"{host} is at {refused[0]}, which is not a public address")
        return addresses

    def _tls_for(self, host: str) -> _TLS:
        if self._tls is None:
            self._tls = tls_context(None)
        # RFC 6066, 3: the name is sent without the trailing dot.
        return (self._tls, host.rstrip("."))


async def _connect(target: str, port: int, tls: _TLS | None) -> Connection:
    loop = asyncio.get_running_loop()
    context, name = tls or (None, None)
    _, connection = await loop.create_connection(
        lambda: Connection(loop), target, port, ssl=context, server_hostname=name
    )
    return connection
