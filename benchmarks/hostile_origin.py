"""The servers of the hostile web: names, plain HTTP and TLS, for every address there is.

Runs inside a network namespace in which each address is this machine's own (see ``hostile.py``),
so that a connection to 127.0.0.1, to a metadata service or to a case's public address all end
here, and are written down: one JSON object a line on standard output.
"""

from __future__ import annotations

import asyncio
import ipaddress
import json
import socket
import ssl
import struct
import sys
import time
from collections import Counter
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import trustme
from hostile_cases import CLOSE, RESET, SILENCE, Case, Drip, Echo, cases, full, head, host_of

if TYPE_CHECKING:
    from hostile_cases import Script

PORTS = (21, 22, 23, 25, 80, 81, 110, 443, 3306, 5432, 6379, 8000, 8080, 8888, 9200, 11211, 27017)
_A, _AAAA, _CNAME = 1, 28, 5
_ANSWER = 0x8180
_ENOUGH = 200_000_000
"""Bytes that an endless answer sends at most, should nobody hang up."""


def address_of(number: int) -> str:
    """The public address of a case's host."""
    return f"45.100.{number >> 8}.{number & 255}"


class Origin:
    """All servers of all cases."""

    def __init__(self, everything: list[Case], folder: Path) -> None:
        self._cases = everything
        self._hosts = {host_of(case.number): case for case in everything}
        self._asked: Counter[int] = Counter()
        self._looked: Counter[int] = Counter()
        self._tasks: set[asyncio.Task[None]] = set()
        self._ca = trustme.CA()
        self._ca.cert_pem.write_to_path(str(folder / "ca.pem"))
        self._contexts: dict[str, ssl.SSLContext] = {}

    async def run(self) -> None:
        """Serve for ever."""
        loop = asyncio.get_running_loop()
        await loop.create_datagram_endpoint(lambda: _Names(self), ("127.0.0.1", 53))
        for family, everywhere in ((socket.AF_INET, "0.0.0.0"), (socket.AF_INET6, "::")):  # noqa: S104 (of a namespace of its own)
            for port in PORTS:
                listener = socket.create_server(
                    (everywhere, port), family=family, backlog=1024, dualstack_ipv6=False
                )
                listener.setblocking(False)
                self._start(self._accept_all(listener))
        self.tell("ready")
        await asyncio.Event().wait()

    def tell(self, event: str, case: int | None = None, **values: object) -> None:
        """Write down what happened."""
        print(
            json.dumps({"at": time.monotonic(), "event": event, "case": case, **values}), flush=True
        )

    def _start(self, work: object) -> None:
        task: asyncio.Task[None] = asyncio.ensure_future(work)  # type: ignore[call-overload]  # a coroutine
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _accept_all(self, listener: socket.socket) -> None:
        loop = asyncio.get_running_loop()
        while True:
            sock, _ = await loop.sock_accept(listener)
            sock.setblocking(False)
            self._start(self._serve(sock))

    # connections

    async def _serve(self, sock: socket.socket) -> None:
        with suppress(OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            host, port = sock.getsockname()[:2]
            case = self._case_at(host)
            self.tell("connection", case.number if case else None, address=host, port=port)
            if case is not None:
                await self._talk(case, sock, port)
        sock.close()

    def _case_at(self, host: str) -> Case | None:
        address = ipaddress.ip_address(host)
        number = int(address) - int(ipaddress.ip_address("45.100.0.0"))
        return self._cases[number] if 0 <= number < len(self._cases) else None

    async def _talk(self, case: Case, sock: socket.socket, port: int) -> None:
        loop = asyncio.get_running_loop()
        reader = asyncio.StreamReader(limit=100_000)
        protocol = asyncio.StreamReaderProtocol(reader)
        context = None
        if port == 443:
            if await _break_handshake(case.tls, sock):
                return
            context = self._context(case.tls, host_of(case.number))
        transport, _ = await loop.connect_accepted_socket(lambda: protocol, sock, ssl=context)
        writer = asyncio.StreamWriter(transport, protocol, reader, loop)
        try:
            while await self._answer(case, reader, writer, sock):
                pass
        finally:
            transport.abort()

    async def _answer(
        self,
        case: Case,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        sock: socket.socket,
    ) -> bool:
        request = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        path = request.split(" ", 2)[1]
        self.tell("request", case.number, path=path[:200], head=request[:3000])
        scripts = case.answers.get(path) or case.answers.get(
            "", ((head(404, "Content-Length: 0"),),)
        )
        known = path if path in case.answers else ""
        turn = self._asked[hash((case.number, known))]
        self._asked[hash((case.number, known))] += 1
        return await _play(scripts[min(turn, len(scripts) - 1)], path, reader, writer, sock)

    # names

    def lookup(self, name: str, kind: int) -> list[tuple[int, bytes]] | str:
        """The records of a name, or what goes wrong."""
        case = self._hosts.get(name)
        if case is None:
            return self._other(name, kind)
        if kind == _A:
            self.tell("name", case.number)
            self._looked[case.number] += 1
        turn = max(0, self._looked[case.number] - 1)
        found = case.names[min(turn, len(case.names) - 1)] if case.names else ("own",)
        records: list[tuple[int, bytes]] = []
        for one in found:
            if one in ("silence", "garbage", "loop", "servfail"):
                return one
            if one.startswith("cname:"):
                records.append((_CNAME, _name(one.removeprefix("cname:"))))
                one = "127.0.0.1"  # noqa: PLW2901 (what the alias leads to)
            address = ipaddress.ip_address(address_of(case.number) if one == "own" else one)
            if (address.version == 4) == (kind == _A):
                records.append((kind, address.packed))
        return records

    def _other(self, name: str, kind: int) -> list[tuple[int, bytes]] | str:
        """Names that wrap an address resolve to it, and so do local ones; others do not exist."""
        if kind == _A and name.endswith(".h9999.net"):
            return [(_A, ipaddress.ip_address(name.removesuffix(".h9999.net")).packed)]
        if kind == _A and name.endswith(
            (".internal", ".svc", ".lan", ".local", "intranet", "localhost")
        ):
            return [(_A, bytes((10, 0, 0, 7)))]
        return "missing"

    # TLS

    def _context(self, fault: str, host: str) -> ssl.SSLContext:
        key = f"{fault} {host}"
        if key not in self._contexts:
            self._contexts[key] = self._made(fault, host)
        return self._contexts[key]

    def _made(self, fault: str, host: str) -> ssl.SSLContext:
        past, ca = datetime.now(UTC) - timedelta(days=30), self._ca
        if fault in {"self-signed", "unknown-issuer"}:
            ca = trustme.CA()
        names = {"wrong-host": "somewhere-else.net", "ip-only": "45.1.2.3"}
        start, end = None, None
        if fault == "expired":
            start, end = past, past + timedelta(days=9)
        if fault == "not-yet":
            start, end = (
                datetime.now(UTC) + timedelta(days=9),
                datetime.now(UTC) + timedelta(days=30),
            )
        leaf = ca.issue_cert(names.get(fault, host), not_before=start, not_after=end)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        certificate = ca.cert_pem if fault == "self-signed" else leaf.cert_chain_pems[0]
        key = ca.private_key_pem if fault == "self-signed" else leaf.private_key_pem
        with certificate.tempfile() as file, key.tempfile() as key_file:
            context.load_cert_chain(file, key_file)
        if fault == "old":
            context.set_ciphers("ALL:@SECLEVEL=0")
            context.minimum_version = context.maximum_version = ssl.TLSVersion.TLSv1
        if fault == "no-common-cipher":
            context.maximum_version = ssl.TLSVersion.TLSv1_2
            context.set_ciphers("PSK:ADH:@SECLEVEL=0")
        return context


async def _break_handshake(fault: str, sock: socket.socket) -> bool:
    """Do what a fault does instead of a handshake; answer whether it does anything."""
    loop = asyncio.get_running_loop()
    sent = {
        "garbage": b"\x00" * 500, "sslv3-alert": b"\x15\x03\x00\x00\x02\x02\x28", "close": b"",
        "plain-http": b"HTTP/1.1 400 -\r\nContent-Length: 0\r\n\r\n",
        "half-handshake": b"\x16\x03\x03\x40\x00\x02",
        "silence": b"", "reset": b"", "drip": b"", "flood": b"",
    }  # fmt: skip
    if fault not in sent:
        return False
    await loop.sock_recv(sock, 4096)
    await loop.sock_sendall(sock, sent[fault])
    if fault == "reset":
        _reset(sock)
    if fault in {"silence", "half-handshake"}:
        await loop.sock_recv(sock, 1)
    while fault in {"drip", "flood"}:
        await loop.sock_sendall(
            sock, b"\x16" if fault == "drip" else b"\x16\x03\x03\x40\x00" + bytes(16384)
        )
        if fault == "drip":
            await asyncio.sleep(1)
    return True


async def _play(
    script: Script,
    path: str,
    reader: asyncio.StreamReader,
    writer: asyncio.StreamWriter,
    sock: socket.socket,
) -> bool:
    """Play a script; answer whether the connection goes on."""
    for step in script:
        match step:
            case bytes():
                writer.write(step)
                await writer.drain()
            case float():
                await asyncio.sleep(step)
            case Echo():
                last = path.rpartition("=")[2].rstrip("/").rpartition("/")[2]
                words = last.removesuffix(".html").replace("-", " ").title()
                writer.write(full(step.markup.replace("{words}", words).encode()))
            case Drip():
                await _drip(step, writer)
            case _ if step == SILENCE:
                await reader.read(1)
                return False
            case _ if step == RESET:
                _reset(sock)
                return False
            case _ if step == CLOSE:
                if writer.can_write_eof():
                    writer.write_eof()
                    await reader.read(1)
                return False
    return True


async def _drip(drip: Drip, writer: asyncio.StreamWriter) -> None:
    sent, position = 0, 0
    while sent < _ENOUGH and (drip.endless or position < len(drip.data)):
        piece = drip.data[position : position + drip.step]
        position = (position + drip.step) % len(drip.data) if drip.endless else position + drip.step
        writer.write(piece)
        sent += len(piece)
        await writer.drain()
        await asyncio.sleep(drip.pause)


def _reset(sock: socket.socket) -> None:
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


# --- DNS ---------------------------------------------------------------------------------------


class _Names(asyncio.DatagramProtocol):
    """A name server for the questions that getaddrinfo asks."""

    def __init__(self, origin: Origin) -> None:
        self._origin = origin

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the transport."""
        self._transport = transport

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        """Answer a question."""
        with suppress(IndexError, ValueError, struct.error):
            answer = self._answer(data)
            if answer:
                self._transport.sendto(answer, addr)  # type: ignore[attr-defined]  # of datagrams

    def _answer(self, data: bytes) -> bytes:
        labels, position = [], 12
        while size := data[position]:
            labels.append(data[position + 1 : position + 1 + size].decode("ascii", "replace"))
            position += 1 + size
        (kind,) = struct.unpack("!H", data[position + 1 : position + 3])
        question = data[12 : position + 5]
        found = self._origin.lookup(".".join(labels).lower(), kind)
        if found == "silence":
            return b""
        if found == "garbage":
            return (
                data[:2] + struct.pack("!HHHHH", _ANSWER, 1, 9, 0, 0) + question + b"\xc0\xff" * 20
            )
        if found == "loop":
            record = b"\xc0\x0c" + struct.pack("!HHIH", _CNAME, 1, 0, 2) + b"\xc0\x0c"
            return data[:2] + struct.pack("!HHHHH", _ANSWER, 1, 1, 0, 0) + question + record
        if isinstance(found, str):
            code = 2 if found == "servfail" else 3
            return data[:2] + struct.pack("!HHHHH", _ANSWER | code, 1, 0, 0, 0) + question
        records, owner = b"", b"\xc0\x0c"
        for type_, value in found:
            records += owner + struct.pack("!HHIH", type_, 1, 0, len(value)) + value
            if type_ == _CNAME:
                owner = value
        header = struct.pack("!HHHHH", _ANSWER, 1, len(found), 0, 0)
        return data[:2] + header + question + records


def _name(text: str) -> bytes:
    return b"".join(bytes((len(one),)) + one.encode() for one in text.split(".")) + b"\0"


if __name__ == "__main__":
    asyncio.run(Origin(cases(), Path(sys.argv[1])).run())
