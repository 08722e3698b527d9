"""The cases of the hostile web: what each server does, and what a checker may say of it.

A case is a citation, what its server sends (scripts of :mod:`hostile_origin`), what its name
resolves to, and the truth: whether the page that its label promises is really there.
"""

from __future__ import annotations

import base64
import gzip
import itertools
import json
import zlib
from dataclasses import dataclass, field
from email.utils import formatdate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

RESET, CLOSE, SILENCE = "reset", "close", "silence"


@dataclass(frozen=True)
class Drip:
    """Send ``data`` in pieces of ``step`` bytes, ``pause`` seconds apart; for ever if it says so."""

    data: bytes
    step: int = 1
    pause: float = 1.0
    endless: bool = False


@dataclass(frozen=True)
class Echo:
    """Answer with a page; ``{words}`` in it becomes the words of the path that was asked for."""

    markup: str


Step = bytes | float | str | Drip | Echo
Script = tuple[Step, ...]
_PRIVATE = ("127.0.0.1", "10.0.0.1", "169.254.169.254", "192.168.1.1", "100.100.100.200")


@dataclass(frozen=True)
class Case:
    """One citation. ``good``: the page is there (True), is not (False), or who could say (None).

    ``answers``: scripts by path, in turn, the last for ever; "" answers every other path.
    ``names``: what the name resolves to, answer by answer; empty: the host's own public address.
    ``tls``: the fault of its certificate or handshake. ``wait``: seconds that have to lie between
    two requests to the host; None: it must not be asked twice.
    """

    group: str
    what: str
    number: int
    url: str
    label: str
    good: bool | None
    answers: dict[str, tuple[Script, ...]] = field(default_factory=dict)
    names: tuple[tuple[str, ...], ...] = ()
    tls: str = ""
    wait: float | None = 0.0
    most: int = 12


_TOPICS = (
    "energy security", "maritime trade", "arms control", "public health", "rail transport",
    "climate adaptation", "banking supervision", "fisheries policy", "space research",
    "cyber defence", "water quality", "labour migration", "air safety", "food standards",
)  # fmt: skip
_KINDS = ("Joint Statement", "Press Conference", "Annual Report", "Ministerial Declaration")


def title_of(number: int) -> str:
    """The title that a case's label promises."""
    kind, topic = _KINDS[number % 4], _TOPICS[number // 4 % len(_TOPICS)]
    return f"{kind} {number} on {topic}"


def host_of(number: int) -> str:
    """The host of a case."""
    return f"h{number:04}.net"


class Collected:
    """Collects cases and numbers them."""

    def __init__(self) -> None:
        self.all: list[Case] = []
        self.group = ""

    @property
    def number(self) -> int:
        """The number of the next case."""
        return len(self.all)

    @property
    def host(self) -> str:
        """The host of the next case."""
        return host_of(self.number)

    @property
    def title(self) -> str:
        """The title of the next case."""
        return title_of(self.number)

    def page(self, extra: str = "", *, title: str | None = None) -> bytes:
        """A page; the one that the label promises unless ``title`` says otherwise."""
        name = self.title if title is None else title
        text = f"<p>The delegations met to speak about {name.rpartition(' on ')[2]}.</p>" * 12
        return (
            f"<!doctype html><html lang=en><head><meta charset=utf-8><title>{name}</title></head>"
            f"<body><main><h1>{name}</h1>{extra}{text}</main></body></html>"
        ).encode()

    def add(  # noqa: PLR0913 (a case has many sides)
        self,
        what: str,
        *scripts: Script | bytes,
        good: bool | None = False,
        url: str = "",
        paths: dict[str, Script | bytes] | None = None,
        names: tuple[tuple[str, ...], ...] = (),
        tls: str = "",
        wait: float | None = 0.0,
        label: str = "",
        most: int = 12,
    ) -> None:
        """Add a case. ``url`` may hold {host}; without it, the page is at http://{host}/a/page."""
        answers = {"": tuple(map(_script, scripts))} if scripts else {}
        answers |= {path: (_script(one),) for path, one in (paths or {}).items()}
        scheme = "https" if tls else "http"
        written = (url or f"{scheme}://{{host}}/documents/page").replace("{host}", self.host)
        self.all.append(
            Case(
                self.group,
                what,
                self.number,
                written,
                label or self.title,
                good,
                answers,
                names,
                tls,
                wait,
                most,
            )  # fmt: skip
        )


def _script(one: Script | bytes) -> Script:
    return (one,) if isinstance(one, bytes) else one


def head(status: int = 200, *fields: str, kind: str | None = "text/html; charset=utf-8") -> bytes:
    """A status line and headers."""
    lines = [f"HTTP/1.1 {status} -", *fields]
    lines += [f"Content-Type: {kind}"] if kind else []
    return "\r\n".join([*lines, "", ""]).encode("utf-8", "surrogatepass")


def full(
    body: bytes, status: int = 200, *fields: str, kind: str | None = "text/html; charset=utf-8"
) -> bytes:
    """A whole answer."""
    return head(status, f"Content-Length: {len(body)}", *fields, kind=kind) + body


def to(target: str, status: int = 302, *fields: str) -> bytes:
    """A redirect."""
    return full(b"", status, f"Location: {target}", *fields)


# --- private addresses -------------------------------------------------------------------------


def _spellings_v4(address: str) -> Iterator[tuple[str, str]]:
    a, b, c, d = map(int, address.split("."))
    number = int.from_bytes(bytes((a, b, c, d)))
    wide = "".join(chr(ord("０") + int(x)) if x.isdigit() else x for x in address)
    circled = "".join("⓪①②③④⑤⑥⑦⑧⑨"[int(x)] if x.isdigit() else x for x in address)
    percent = "".join(f"%{ord(x):02x}" for x in address)
    yield "plain", address
    yield "decimal", str(number)
    yield "hex", hex(number)
    yield "hex octets", ".".join(map(hex, (a, b, c, d)))
    yield "octal octets", ".".join(f"0{x:o}" for x in (a, b, c, d))
    yield "octal", f"0{number:o}"
    yield "padded octal", f"0000{a:o}.{b}.{c}.{d}"
    yield "mixed bases", f"{hex(a)}.{b}.0{c:o}.{d}"
    yield "three parts", f"{a}.{b}.{c * 256 + d}"
    yield "two parts", f"{a}.{(b * 256 + c) * 256 + d}"
    yield "trailing dot", f"{address}."
    yield "full width", wide
    yield "circled", circled
    yield "percent", percent
    yield "double percent", percent.replace("%", "%25")
    yield "ideographic dots", address.replace(".", "。")
    yield "halfwidth dots", address.replace(".", "｡")
    yield "user info", f"user:secret@{address}"
    yield "user info like a host", f"www.example.org@{address}"
    yield "backslash", f"www.example.org\\@{address}"
    yield "hash", f"{address}#@www.example.org"
    yield "soft hyphen", f"{address[0]}\u00ad{address[1:]}"
    yield "zero width space", f"{address[0]}\u200b{address[1:]}"
    yield "port 80", f"{address}:80"
    yield "port 8080", f"{address}:8080"
    yield "nip-like name", f"{address}.h9999.net"


def _v6() -> Iterator[tuple[str, str]]:
    loop, meta = "7f00:1", "a9fe:a9fe"
    for address in (
        "::1", "0:0:0:0:0:0:0:1", "::", "fe80::1", "fc00::1", "fd00:ec2::254", "fec0::1", "ff02::1",
        "2001:db8::1", "3fff::1", "2001::1", "2001:2::1", "2001:10::1", "100::1", "5f00::1",
        "64:ff9b:1::1", "4000::1", "2002:c0a8:101::1",
    ):  # fmt: skip
        yield address, f"[{address}]"
    for wrapped in (loop, meta, "a00:1", "c0a8:101"):
        for prefix in ("::ffff:", "::", "64:ff9b::", "::ffff:0:", "2001:0:4136:e378:8000:63bf:"):
            yield f"{prefix} {wrapped}", f"[{prefix}{wrapped}]"
        yield f"6to4 {wrapped}", f"[2002:{wrapped}::]"
        yield f"isatap {wrapped}", f"[fe80::5efe:{wrapped}]"
    yield "dotted mapped", "[::ffff:127.0.0.1]"
    yield "dotted compatible", "[::127.0.0.1]"
    yield "dotted nat64", "[64:ff9b::10.0.0.1]"
    yield "zone", "[fe80::1%25lo]"
    yield "zone of public", "[2606:4700::1111%25lo]"


def _literals(cases: Collected) -> None:
    cases.group = "addresses v4"
    for address in ("127.0.0.1", "169.254.169.254"):
        for what, host in _spellings_v4(address):
            cases.add(f"{what} of {address}", url=f"http://{host}/documents/page")
    for address in (
        "10.255.255.254", "172.16.0.1", "172.31.255.255", "192.168.0.1", "100.64.0.1", "0.0.0.0",
        "0.1.2.3", "127.255.255.254", "169.254.170.2", "192.0.0.1", "192.0.2.1", "198.18.0.1",
        "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.250", "240.0.0.1",
        "255.255.255.255", "192.88.99.1", "100.127.255.255",
    ):  # fmt: skip
        cases.add(f"plain {address}", url=f"http://{address}/documents/page")
    cases.group = "addresses v6"
    for what, host in _v6():
        cases.add(what, url=f"http://{host}/documents/page")
    cases.group = "local names"
    for name in (
        "localhost", "LOCALHOST", "localhost.", "a.localhost", "localhost.localdomain",
        "ip6-localhost", "metadata.google.internal", "kubernetes.default.svc", "router.lan",
        "printer.local", "intranet", "ｌｏｃａｌｈｏｓｔ", "loc%61lhost", "host.docker.internal",
    ):  # fmt: skip
        cases.add(name, url=f"http://{name}/documents/page")


def _redirects_inside(cases: Collected) -> None:
    cases.group = "redirect to private"
    for address in ("127.0.0.1", "10.0.0.1"):
        for what, host in _spellings_v4(address):
            cases.add(
                f"{what} of {address}", to(f"http://{host}/", (301, 302, 303, 307)[len(what) % 4])
            )
    for what, host in itertools.islice(_v6(), 0, None, 3):
        cases.add(what, to(f"http://{host}/"))
    cases.add("scheme-relative", to("//127.0.0.1/"))
    cases.add("three slashes", to("http:///127.0.0.1/"))
    cases.add("backslashes", to("\\\\127.0.0.1\\x"))
    cases.add("tab in scheme", to("ht\ttp://127.0.0.1/"))
    cases.add("https", to("https://169.254.169.254/latest/meta-data/"))
    cases.add("second Location", full(b"", 302, "Location: http://127.0.0.1/", "Location: /x"))
    cases.add("300 with Location", full(b"", 300, "Location: http://127.0.0.1/"))
    cases.add("304 with Location", head(304, "Location: http://127.0.0.1/"))
    cases.add(
        "Refresh header", full(cases.page(title="x"), 200, "Refresh: 0; url=http://127.0.0.1/")
    )
    cases.add(
        "Content-Location",
        full(cases.page(title="Other"), 200, "Content-Location: http://10.0.0.1/"),
    )
    cases.add("Alt-Svc", full(cases.page(title="Other"), 200, 'Alt-Svc: h2="127.0.0.1:80"'))
    cases.group = "refresh to private"
    for what, host in itertools.islice(_spellings_v4("127.0.0.1"), 0, 18, 2):
        markup = f'<meta http-equiv=refresh content="0;url=http://{host}/x">'
        cases.add(f"meta {what}", full(markup.encode()))
    for script in (
        "location='http://127.0.0.1/'", 'window.location.href="http://[::1]/"',
        "location.replace('http://169.254.169.254/')",
    ):  # fmt: skip
        cases.add(f"script {script[:20]}", full(f"<script>{script}</script>".encode()))
    for tag in (
        '<base href="http://127.0.0.1/"><meta http-equiv=refresh content="0;url=x">',
        '<link rel=canonical href="http://10.0.0.1/">', '<iframe src="http://127.0.0.1/">',
        '<meta property=og:url content="http://127.0.0.1/"><img src="http://127.0.0.1/i.png">',
        '<meta http-equiv=refresh content="0;url=file:///etc/passwd">',
        '<meta http-equiv=refresh content="0;url=http://127.0.0.1:22/">',
    ):  # fmt: skip
        cases.add(f"markup {tag[:24]}", full(f"<title>Nothing</title>{tag}".encode()))


def _names(cases: Collected) -> None:
    cases.group = "rebinding"
    own = "own"

    for private in _PRIVATE:
        cases.add(
            f"name at {private}", full(cases.page(), 200, "Connection: close"), names=((private,),)
        )
        cases.add(
            f"public, then {private}",
            full(b"", 503, "Connection: close"),
            names=((own,), (private,)),
        )
        cases.add(
            f"beside {private}",
            full(cases.page(), 200, "Connection: close"),
            names=((own, private),),
            good=None,
        )
        cases.add(
            f"before {private}",
            full(cases.page(), 200, "Connection: close"),
            names=((private, own),),
            good=None,
        )
        cases.add(
            f"hop, then {private}",
            to("/again", 302, "Connection: close"),
            names=((own,), (private,)),
        )
        cases.add(f"dropped, then {private}", (RESET,), names=((own,), (private,)))
    for private in (
        "::1",
        "fe80::1",
        "fd00::1",
        "::ffff:127.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
    ):
        cases.add(
            f"name at {private}", full(cases.page(), 200, "Connection: close"), names=((private,),)
        )
        cases.add(
            f"beside {private}",
            full(cases.page(), 200, "Connection: close"),
            names=((own, private),),
            good=None,
        )
    for name in ("localhost", "127.0.0.1"):
        cases.add(
            f"alias to {name}",
            full(cases.page(), 200, "Connection: close"),
            names=((f"cname:{name}",),),
        )
    cases.add("flickering", full(b"", 503), names=((own,), ("127.0.0.1",), (own,), ("127.0.0.1",)))
    cases.add("0.0.0.0", full(cases.page(), 200, "Connection: close"), names=(("0.0.0.0",),))
    cases.add(
        "a hundred addresses",
        full(cases.page(), 200, "Connection: close"),
        names=((own, *(f"10.0.0.{n}" for n in range(1, 20))),),
        good=None,
    )
    cases.add("no address", full(cases.page(), 200, "Connection: close"), names=((),))
    cases.add(
        "silent name server", full(cases.page(), 200, "Connection: close"), names=(("silence",),)
    )
    cases.add(
        "damaged answers", full(cases.page(), 200, "Connection: close"), names=(("garbage",),)
    )
    cases.add("endless alias", full(cases.page(), 200, "Connection: close"), names=(("loop",),))
    cases.add(
        "server failure", full(cases.page(), 200, "Connection: close"), names=(("servfail",),)
    )
    cases.group = "ports and schemes"
    for port in (0, 21, 22, 23, 25, 53, 110, 139, 445, 3306, 5432, 6379, 9200, 11211, 27017, 65535):
        cases.add(f"port {port}", url=f"http://{{host}}:{port}/documents/page")
    for port in (22, 25, 6379, 11211):
        cases.add(f"redirect to port {port}", to(f"http://{cases.host}:{port}/"))
    for target in (
        "file:///etc/passwd", "ftp://h9998.net/x", "gopher://127.0.0.1:6379/_x", "data:text/html,x",
        "javascript:alert(1)", "unix:/var/run/x", "dict://127.0.0.1/", "ldap://127.0.0.1/",
        "jar:http://127.0.0.1!/", "ws://127.0.0.1/", "about:blank", "mailto:a@b.net", "blob:x",
    ):  # fmt: skip
        cases.add(f"redirect to {target}", to(target))
    for scheme in ("file", "ftp", "gopher", "data", "javascript"):
        cases.add(f"cited {scheme}", url=f"{scheme}://127.0.0.1/etc/passwd")


# --- bodies ------------------------------------------------------------------------------------


def packed(size: int, layers: int = 1, *, raw: bool = False) -> bytes:
    """Zeros that unpack to ``size`` bytes, in gzip (or bare deflate), packed ``layers`` times."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15 if raw else 31)
    block = bytes(1_000_000)
    data = b"".join(packer.compress(block) for _ in range(size // len(block))) + packer.flush()
    for _ in range(layers - 1):
        data = gzip.compress(data, 9)
    return data


def _bombs(cases: Collected) -> None:
    cases.group = "bombs"
    for size in (10_000_000, 200_000_000):
        for layers in (1, 2, 3):
            data, named = packed(size, layers), ", ".join(["gzip"] * layers)
            for status in (200, 404, 503):
                if status == 200 or size < 20_000_000:
                    cases.add(
                        f"gzip {size} x{layers}, {status}",
                        full(data, status, f"Content-Encoding: {named}"),
                    )
    bomb = packed(200_000_000)
    cases.add("in a redirect", full(bomb, 302, "Content-Encoding: gzip", "Location: /x"))
    cases.add("deflate", full(packed(200_000_000, raw=True), 200, "Content-Encoding: deflate"))
    cases.add("x-gzip", full(bomb, 200, "Content-Encoding: x-gzip"))
    cases.add(
        "many members", full(gzip.compress(bytes(1000)) * 20_000, 200, "Content-Encoding: gzip")
    )
    cases.add("empty members", full(gzip.compress(b"") * 60_000, 200, "Content-Encoding: gzip"))
    cases.add(
        "PDF", full(b"%PDF-1.7\n" + bomb, 200, "Content-Encoding: gzip", kind="application/pdf")
    )
    cases.add("picture", full(bomb, 200, "Content-Encoding: gzip", kind="image/png"))
    cases.add("unnamed kind", full(bomb, 200, "Content-Encoding: gzip", kind=None))
    cases.add(
        "as plain text",
        full(gzip.compress(b"a " * 50_000_000), 200, "Content-Encoding: gzip", kind="text/plain"),
    )
    cases.add("of markup", full(gzip.compress(b"<b>" * 30_000_000), 200, "Content-Encoding: gzip"))
    for name in ("br", "zstd", "compress", "exi", "gzip2", "aes128gcm", "base64", "../gzip"):
        cases.add(
            f"encoding {name}", full(bytes(range(256)) * 400, 200, f"Content-Encoding: {name}")
        )
    for count in (3, 5, 100, 3000):
        named = ", ".join(["gzip"] * count)
        cases.add(f"{count} encodings", full(b"x" * 5000, 200, f"Content-Encoding: {named}"))
    cases.add("5 encodings in 5 lines", full(b"x", 200, *["Content-Encoding: gzip"] * 5))
    cases.add(
        "gzip named, plain sent", full(cases.page(), 200, "Content-Encoding: gzip"), good=None
    )
    cases.add(
        "gzip cut short",
        full(gzip.compress(cases.page())[:-20], 200, "Content-Encoding: gzip"),
        good=None,
    )
    damaged = bytearray(gzip.compress(cases.page() * 40))
    damaged[60:90] = bytes(30)
    cases.add("gzip damaged", full(bytes(damaged), 200, "Content-Encoding: gzip"), good=None)
    cases.add("identity", full(cases.page(), 200, "Content-Encoding: identity"), good=True)
    cases.add("gzip", full(gzip.compress(cases.page()), 200, "Content-Encoding: gzip"), good=True)
    cases.add(
        "gzip, deflate",
        full(zlib.compress(gzip.compress(cases.page())), 200, "Content-Encoding: gzip, deflate"),
        good=True,
    )
    cases.add(
        "chunked gzip",
        (head(200, "Transfer-Encoding: gzip, chunked"), b"5\r\nabcde\r\n0\r\n\r\n"),
        good=None,
    )


def _drips(cases: Collected) -> None:
    cases.group = "drips"
    whole = full(cases.page())
    for pause in (0.1, 1.0, 10.0, 19.0):
        cases.add(f"all, every {pause} s", (Drip(whole, 1, pause),), good=None)
        cases.add(f"body, every {pause} s", (head(200), Drip(b"<p>x", 1, pause, endless=True)))
        cases.add(
            f"headers, every {pause} s",
            (b"HTTP/1.1 200 OK\r\n", Drip(b"X-A: b\r\n", 8, pause, endless=True)),
        )
        cases.add(
            f"chunks, every {pause} s",
            (head(200, "Transfer-Encoding: chunked"), Drip(b"1\r\nx\r\n", 6, pause, endless=True)),
        )
        cases.add(
            f"one header, every {pause} s",
            (b"HTTP/1.1 200 OK\r\nX: ", Drip(b"y", 1, pause, endless=True)),
        )
        cases.add(
            f"100s, every {pause} s",
            (Drip(b"HTTP/1.1 100 Continue\r\n\r\n", 25, pause, endless=True),),
        )
    cases.add("status line", (Drip(b"HTTP/1.1 200 OK\r\n", 1, 5.0),))
    cases.add(
        "chunk size", (head(200, "Transfer-Encoding: chunked"), Drip(b"0", 1, 1.0, endless=True))
    )
    cases.add(
        "trailers",
        (
            head(200, "Transfer-Encoding: chunked"),
            b"3\r\n<p>\r\n0\r\n",
            Drip(b"A: b\r\n", 6, 1.0, endless=True),
        ),
    )
    cases.add(
        "redirect body", (head(302, "Location: /x"), Drip(b"x", 1, 1.0, endless=True)), (SILENCE,)
    )
    cases.add(
        "redirect headers",
        (b"HTTP/1.1 302 Found\r\nLocation: /next\r\n", 9.0, b"\r\n"),
        (9.0, to("/2")),
        (9.0, to("/3")),
        (9.0, to("/4")),
        (9.0, to("/5")),
        (9.0, to("/6")),
    )
    cases.add(
        "gzip",
        (head(200, "Content-Encoding: gzip"), Drip(gzip.compress(cases.page()), 3, 0.5)),
        good=None,
    )
    cases.add("error body", (head(404), Drip(b"<p>not found", 4, 2.0, endless=True)))
    cases.add(
        "empty chunks then silence",
        (head(200, "Transfer-Encoding: chunked"), b"1\r\nx\r\n", SILENCE),
    )
    cases.add("503s of 15 s", (15.0, full(b"", 503)))
    cases.add(
        "refresh to a drip",
        (8.0, full(b'<meta http-equiv=refresh content="0;url=/drip">')),
        good=False,
        paths={"/drip": (head(200), Drip(b"<p>x", 1, 1.0, endless=True))},
    )
    cases.add("drips behind refreshes", (4.0, full(b'<meta http-equiv=refresh content="0;url=/1">')), paths={
        "/1": (9.0, full(b'<meta http-equiv=refresh content="0;url=/2">')),
        "/2": (9.0, full(b'<meta http-equiv=refresh content="0;url=/3">')),
        "/3": (9.0, full(b'<meta http-equiv=refresh content="0;url=/4">')), "/4": (SILENCE,)})  # fmt: skip
    cases.add(
        "refresh to silence",
        full(b'<meta http-equiv=refresh content="0;url=/s">'),
        paths={"/s": (SILENCE,)},
    )
    cases.add(
        "refresh to 503s",
        (5.0, full(b'<meta http-equiv=refresh content="0;url=/s">')),
        paths={"/s": (12.0, full(b"", 503))},
    )


def _endless(cases: Collected) -> None:
    cases.group = "endless"
    flood = 0.0
    cases.add("body", (head(200), Drip(b"<p>text " * 8000, 64_000, flood, endless=True)))
    cases.add("body of zeros", (head(200), Drip(bytes(64_000), 64_000, flood, endless=True)))
    cases.add(
        "plain text",
        (head(200, kind="text/plain"), Drip(b"word " * 9000, 45_000, flood, endless=True)),
    )
    cases.add(
        "video", (head(200, kind="video/mp4"), Drip(bytes(64_000), 64_000, flood, endless=True))
    )
    cases.add(
        "PDF",
        (
            head(200, kind="application/pdf"),
            b"%PDF-1.7\n",
            Drip(b"1 0 obj\n" * 8000, 64_000, flood, endless=True),
        ),
    )
    cases.add(
        "headers", (b"HTTP/1.1 200 OK\r\n", Drip(b"X-A: b\r\n" * 8000, 64_000, flood, endless=True))
    )
    cases.add(
        "one header", (b"HTTP/1.1 200 OK\r\nX: ", Drip(b"y" * 64_000, 64_000, flood, endless=True))
    )
    cases.add("status line", (b"HTTP/1.1 200 ", Drip(b"y" * 64_000, 64_000, flood, endless=True)))
    cases.add("no status line", (Drip(b"y" * 64_000, 64_000, flood, endless=True),))
    cases.add("empty lines", (Drip(b"\r\n" * 30_000, 60_000, flood, endless=True),))
    cases.add("100s", (Drip(b"HTTP/1.1 100 Continue\r\n\r\n" * 2000, 50_000, flood, endless=True),))
    cases.add(
        "103s with headers",
        (
            Drip(
                b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" * 2000,
                80_000,
                flood,
                endless=True,
            ),
        ),
    )
    chunked = head(200, "Transfer-Encoding: chunked")
    cases.add("crumbs", (chunked, Drip(b"1\r\nx\r\n" * 9000, 54_000, flood, endless=True)))
    cases.add(
        "chunks",
        (chunked, Drip(b"ffff\r\n" + b"x" * 65_535 + b"\r\n", 65_543, flood, endless=True)),
    )
    cases.add(
        "chunk extensions", (chunked, b"5;", Drip(b"a=b;" * 9000, 36_000, flood, endless=True))
    )
    cases.add("chunk size zeros", (chunked, Drip(b"0" * 50_000, 50_000, flood, endless=True)))
    cases.add(
        "trailers", (chunked, b"0\r\n", Drip(b"A: b\r\n" * 8000, 48_000, flood, endless=True))
    )
    cases.add("error page", (head(404), Drip(b"<p>gone " * 8000, 64_000, flood, endless=True)))
    cases.add(
        "redirect body",
        (head(302, "Location: /x"), Drip(b"x" * 64_000, 64_000, flood, endless=True)),
        full(cases.page(), 404),
    )
    cases.add(
        "after the answer", (full(b"<p>nothing"), Drip(b"x" * 64_000, 64_000, flood, endless=True))
    )
    cases.add("300 headers", full(cases.page(), 200, *(f"X-{n}: y" for n in range(300))))
    cases.add("header of 60 KB", full(cases.page(), 200, "X: " + "y" * 60_000), good=None)
    cases.add(
        "cookies",
        full(cases.page(), 200, *(f"Set-Cookie: c{n}={'v' * 200}" for n in range(200))),
        good=None,
    )
    cases.add(
        "cookies in redirects",
        to("/next", 302, *(f"Set-Cookie: c{n}={'v' * 200}" for n in range(200))),
    )


def _lengths(cases: Collected) -> None:
    cases.group = "lengths"
    page = cases.page()
    cases.add(
        "too long by far", (head(200, "Content-Length: 99999999999999"), page, CLOSE), good=None
    )
    cases.add(
        "too long, then silence",
        (head(200, f"Content-Length: {len(page) + 1}"), page, SILENCE),
        good=None,
    )
    cases.add("too short", head(200, "Content-Length: 30") + page)
    cases.add("zero", head(200, "Content-Length: 0") + page)
    for value in (
        "-1",
        "+100",
        "1e3",
        "0x40",
        "１００",
        "99999999999999999999999",
        "abc",
        "",
        " ",
        "100, 100",
        "5, 6",
        "100;x",
    ):
        cases.add(
            f"“{value}”", (head(200, f"Content-Length: {value}") + cases.page(), CLOSE), good=None
        )
    cases.add(
        "two that agree",
        (head(200, *[f"Content-Length: {len(cases.page())}"] * 2) + cases.page()),
        good=None,
    )
    cases.add(
        "two that differ",
        (head(200, "Content-Length: 5", f"Content-Length: {len(page)}") + page),
        good=None,
    )
    cases.add(
        "length and chunks",
        (head(200, "Content-Length: 5", "Transfer-Encoding: chunked"), b"0\r\n\r\n", CLOSE),
    )
    cases.add("none, closed", (head(200) + cases.page(), CLOSE), good=True)
    cases.add("none, reset", (head(200) + page[:200], 0.2, RESET))
    cases.add("204 with body", head(204, "Content-Length: 9999") + page)
    cases.add("304 with body", head(304, "Content-Length: 9999") + page)
    cases.add("205", full(b"", 205))
    cases.add("206", full(page[:90], 206, "Content-Range: bytes 0-90/9999"), good=None)
    cases.add("empty 200", full(b""))
    for size in ("-5", "ffffffffffffffffff", "zz", "", "0x5", "5 ;", "+5", "5\n"):
        cases.add(
            f"chunk of “{size!r}”",
            (
                head(200, "Transfer-Encoding: chunked"),
                size.encode() + b"\r\nhello\r\n0\r\n\r\n",
                CLOSE,
            ),
        )
    cases.add(
        "chunk too short",
        (head(200, "Transfer-Encoding: chunked"), b"2\r\nhello\r\n0\r\n\r\n", CLOSE),
    )
    cases.add("chunks cut", (head(200, "Transfer-Encoding: chunked"), b"400\r\nhello", CLOSE))
    for coding in (
        "chunked, chunked",
        "identity",
        "xchunked",
        "chunked, gzip",
        "cow",
        "\x0bchunked",
        "gzip",
    ):
        cases.add(
            f"coding “{coding!r}”",
            (head(200, f"Transfer-Encoding: {coding}"), b"5\r\nhello\r\n0\r\n\r\n", CLOSE),
        )


def _smuggled(cases: Collected) -> None:
    cases.group = "smuggled answers"
    other = "Something else entirely"
    for what, glue in {
        "behind a page": b"", "behind a line": b"\r\n", "behind zeros": b"\0\0", "behind a head": b"HTTP/1.1 100 -\r\n\r\n",
    }.items():  # fmt: skip
        evil = full(cases.page())
        cases.add(
            what,
            full(b"", 302, "Location: /next") + glue + evil,
            full(cases.page(title=other)),
            label=cases.title,
        )
    for pause in (0.05, 0.4, 1.0):
        evil = full(cases.page())
        cases.add(
            f"{pause} s later",
            (full(b"", 302, "Location: /next"), pause, evil),
            full(cases.page(title=other)),
            good=None,
        )
    evil = full(cases.page())
    cases.add("in a 204", head(204) + evil)
    cases.add("in a 304", head(304) + evil)
    cases.add(
        "in an interim answer",
        b"HTTP/1.1 100 -\r\nContent-Length: 9999\r\n\r\n" + full(cases.page(title=other)),
    )
    cases.add(
        "length 0 and chunks",
        head(302, "Location: /next", "Content-Length: 0", "Transfer-Encoding: chunked")
        + b"0\r\n\r\n"
        + evil,
        full(cases.page(title=other)),
    )
    cases.add("in a header", head(200, "X: a\r\n\r\nHTTP/1.1 200 -") + cases.page(title=other))
    cases.add("HTTP/0.9", cases.page())
    cases.add("HTTP/2 preface", b"\x00\x00\x12\x04\x00\x00\x00\x00\x00" + bytes(18))
    cases.add("HTTP/3.0", full(cases.page()).replace(b"HTTP/1.1", b"HTTP/3.0"), good=None)
    cases.add("ICY", full(cases.page()).replace(b"HTTP/1.1", b"ICY"), good=None)
    cases.add("101", head(101, "Upgrade: h2c") + cases.page())
    for line in (
        b"HTTP/1.1",
        b"HTTP/1.1 ",
        b"HTTP/1.1 2x0 OK",
        b"HTTP/1.1 20",
        b"HTTP/1.1 2000 OK",
        b"HTTP/1.1 999999999999 OK",
        b"HTTP/1.1 -200 OK",
        b"HTTP/1.1 000 OK",
        "HTTP/1.1 ２００ OK".encode(),
        b"220 smtp ready",
        b"SSH-2.0-x",
        b"+PONG",
    ):
        cases.add(f"line {line[:20]!r}", (line + b"\r\n\r\n", cases.page(), CLOSE))
    for fields in (
        "No colon",
        "A : b",
        ": v",
        "Ä: ö",
        "X: a\x00b",
        " folded",
        "X\x01: y",
        "Content-Type\r: x",
    ):
        cases.add(f"field {fields!r}", full(cases.page(), 200, fields), good=None)


# --- text, titles, truth -----------------------------------------------------------------------


def _charsets(cases: Collected) -> None:
    cases.group = "charsets"
    for name in (
        "idna", "punycode", "rot13", "hex", "base64", "bz2", "zlib", "uu", "undefined",
        "unicode_escape", "raw_unicode_escape", "utf-7", "mbcs", "utf-32", "x" * 5000, "../../etc",
        "utf-16", "utf-16le", "utf-8\x00", "'utf-8'", "unknown-8bit", "replacement", "hz-gb-2312",
        "iso-2022-kr", "x-user-defined", "ebcdic-cp-us", "cp037", "", "ucs-4", "none",
    ):  # fmt: skip
        cases.add(
            f"header {name[:20]!r}",
            full(cases.page(), 200, kind=f"text/html; charset={name}"),
            good=None,
        )
    for name in ("utf-7", "idna", "utf-16", "x" * 900, "iso-2022-kr", "cp037"):
        markup = cases.page().replace(b"charset=utf-8", b"charset=" + name.encode())
        cases.add(f"meta {name[:20]}", full(markup, 200, kind="text/html"), good=None)
    cases.add(
        "UTF-7 script",
        full(
            b"+ADw-title+AD4-" + cases.title.encode() + b"+ADw-/title+AD4-",
            200,
            kind="text/html; charset=utf-7",
        ),
    )
    cases.add(
        "cp037 title",
        full(f"<title>{cases.title}</title>".encode("cp037"), 200, kind="text/html; charset=cp037"),
    )
    cases.add(
        "UTF-16 mark",
        full("\ufeff".encode("utf-16-le") + cases.page().decode().encode("utf-16-le")),
        good=True,
    )
    cases.add("UTF-32 mark", full(cases.page().decode().encode("utf-32")), good=None)
    cases.add(
        "UTF-8 named Latin-1",
        full(cases.page(), 200, kind="text/html; charset=iso-8859-1"),
        good=True,
    )
    cases.add("broken UTF-8", full(cases.page() + b"\xff\xfe\xc0\x80" * 999), good=None)
    cases.add("overlong UTF-8", full(b"\xc0\xbctitle\xc0\xbe" + cases.title.encode()))
    cases.add("surrogates", full(cases.page() + b"\xed\xa0\x80" * 500), good=None)
    cases.add("NULs", full(b"\0".join(bytes([one]) for one in cases.page())))
    cases.add("ESC floods", full(b"\x1b$B" * 100_000, 200, kind="text/html; charset=iso-2022-jp"))


def _hops(cases: Collected) -> None:
    cases.group = "redirects"
    for status in (301, 302, 303, 307, 308):
        cases.add(f"to itself, {status}", to("/documents/page", status))
    cases.add("between two", paths={"/documents/page": to("/b"), "/b": to("/documents/page")})
    cases.add("growing", to("x/"), most=12)
    cases.add("growing query", to("?x&"), most=12)
    cases.add("new cookie each time", to("/documents/page", 302, "Set-Cookie: a=1"))
    long = {f"/{n}": to(f"/{n + 1}") for n in range(40)}
    cases.add("40 hops", paths={"/documents/page": to("/0"), **long, "/40": full(cases.page())})
    nine = {f"/{n}": to(f"/{n + 1}") for n in range(8)}
    cases.add(
        "9 hops", paths={"/documents/page": to("/0"), **nine, "/8": full(cases.page())}, good=True
    )
    for target in (
        "",
        " ",
        "http://",
        "http://[",
        "http://[::1",
        "//",
        "///",
        "http:///",
        "\\\\",
        "?",
        "#",
        "http://\x00/",
        "http://h9997.net\x00.net/",
        "http://a b.net/",
        "http://%zz/",
        "http://-/",
        "http://..",
        "http://" + "a" * 300 + ".net/",
        "/" + "x" * 9000,
        "http://x.net:99999/",
        "http://x.net:-1/",
        "http://.net/",
        "http://\ud800/",
    ):
        cases.add(f"to {target[:24]!r}", full(b"", 302, f"Location: {target}"))
    cases.add("no Location", full(b"", 302))
    for status in (300, 304, 305, 306, 309, 399):
        cases.add(f"status {status}", full(cases.page(), status))
    cases.add("user info", to(f"http://user:pw@{cases.host}/next"), full(cases.page()), good=None)
    cases.add("other case", to(f"HTTP://{cases.host.upper()}/next"), full(cases.page()), good=True)
    cases.add(
        "line break",
        full(b"", 302, "Location: /x%0d%0aSet-Cookie:%20a=b"),
        full(cases.page(title="Other")),
    )
    cases.add("raw UTF-8", to("/grüße"), full(cases.page()), good=True)
    cases.add("to a page of error", to("/404"), full(cases.page(), 404))
    cases.add("refresh to itself", full(b'<meta http-equiv=refresh content="0">'))
    cases.add(
        "refresh loop",
        paths={
            "/documents/page": full(b'<meta http-equiv=refresh content="0;url=/b">'),
            "/b": full(b'<meta http-equiv=refresh content="0;url=/documents/page">'),
        },
    )
    chain = {
        f"/{n}": full(f'<meta http-equiv=refresh content="0;url=/{n + 1}">'.encode())
        for n in range(30)
    }
    cases.add(
        "30 refreshes",
        paths={"/documents/page": full(b'<meta http-equiv=refresh content="0;url=/0">'), **chain},
    )
    both = {
        f"/{n}": to(f"/{n + 1}")
        if n % 4
        else full(f'<meta http-equiv=refresh content="0;url=/{n + 1}">'.encode())
        for n in range(40)
    }
    cases.add(
        "refreshes and redirects",
        paths={"/documents/page": full(b'<meta http-equiv=refresh content="0;url=/0">'), **both},
    )
    cases.add(
        "refresh of 3 MB",
        full(b'<meta http-equiv=refresh content="0;url=/' + b"x" * 3_000_000 + b'">'),
    )


def _tls(cases: Collected) -> None:
    cases.group = "TLS"
    for fault in (
        "expired", "not-yet", "wrong-host", "self-signed", "unknown-issuer", "old", "sslv3-alert",
        "garbage", "silence", "close", "reset", "plain-http", "drip", "flood", "no-common-cipher",
        "half-handshake", "ip-only",
    ):  # fmt: skip
        cases.add(fault, full(cases.page()), tls=fault)
    cases.add("good", full(cases.page()), tls="good", good=True)
    cases.add("redirect to a bad one", to("https://h9996.net/x"), tls="good")
    cases.add(
        "down to http",
        to(f"http://{cases.host}/plain"),
        full(cases.page()),
        tls="good",
        url="https://{host}/documents/page",
    )
    cases.add("on port 80", full(cases.page()), url="https://{host}:80/documents/page")
    cases.add("renewed silence after handshake", (SILENCE,), tls="good")
    cases.add("cut without close_notify", (head(200) + cases.page(), RESET), tls="good", good=None)


def _rates(cases: Collected) -> None:
    cases.group = "rate limits"
    for status in (429, 503):
        for seconds in (1, 2, 5, 12):
            cases.add(
                f"{status}, {seconds} s",
                full(b"", status, f"Retry-After: {seconds}"),
                full(cases.page()),
                wait=float(seconds),
                good=True,
            )
        for seconds in (100, 3600, 10**9, 10**12 - 1):
            cases.add(
                f"{status}, {seconds} s",
                full(b"", status, f"Retry-After: {seconds}"),
                full(cases.page()),
                wait=None,
            )
        for value in (
            "-1",
            "abc",
            "",
            "1e3",
            "0x10",
            "９９",
            "1, 2",
            "9" * 400,
            "NaN",
            "inf",
            "Wed, 99 Foo 9999 99:99:99 GMT",
            "1.5",
            "∞",
            "10 s",
        ):
            cases.add(
                f"{status}, “{value[:12]}”",
                full(b"", status, f"Retry-After: {value}"),
                full(cases.page()),
                good=None,
                wait=0.5,
            )
        now = formatdate(0, usegmt=True)
        cases.add(
            f"{status}, date in 3 s",
            full(b"", status, f"Date: {now}", f"Retry-After: {formatdate(3, usegmt=True)}"),
            full(cases.page()),
            wait=3.0,
            good=True,
        )
        cases.add(
            f"{status}, date far ahead",
            full(b"", status, f"Date: {now}", f"Retry-After: {formatdate(90000, usegmt=True)}"),
            full(cases.page()),
            wait=None,
        )
        cases.add(
            f"{status}, date of the year 9999",
            full(b"", status, "Retry-After: Fri, 31 Dec 9999 23:59:59 GMT"),
            full(cases.page()),
            wait=None,
        )
        cases.add(
            f"{status}, date past",
            full(b"", status, "Retry-After: Thu, 01 Jan 1970 00:00:00 GMT"),
            full(cases.page()),
            good=None,
        )
        cases.add(f"{status}, bare", full(b"", status), full(cases.page()), wait=0.7, good=True)
        cases.add(f"{status} for ever", full(b"", status), wait=0.7, most=3)
        cases.add(f"{status} for ever, 1 s", full(b"", status, "Retry-After: 1"), wait=1.0, most=3)
        cases.add(
            f"{status}, 50 s", full(b"", status, "Retry-After: 50"), full(cases.page()), wait=None
        )
        cases.add(
            f"{status}, twice",
            full(b"", status, "Retry-After: 2", "Retry-After: 100"),
            full(cases.page()),
            wait=2.0,
            good=None,
        )
    cases.add("200 with Retry-After", full(cases.page(), 200, "Retry-After: 100"), good=True)
    cases.add(
        "301 with Retry-After", to("/next", 301, "Retry-After: 3"), full(cases.page()), good=None
    )
    cases.add("404 with Retry-After", full(b"", 404, "Retry-After: 1"), full(cases.page()), most=1)
    for status in (400, 401, 403, 405, 406, 407, 410, 418, 421, 451, 999):
        cases.add(f"{status}", full(cases.page(), status), most=1)
    for status in (500, 502, 504, 520, 599):
        cases.add(f"{status} for ever", full(b"", status), most=3, wait=0.7)


def _injections(cases: Collected) -> None:
    cases.group = "injections"
    for evil in (
        "\x1b[2J\x1b[31mverified", "\x1b]0;title\x07", "\x1b]8;;http://evil.net\x07click\x1b]8;;\x07",
        "\x1b]52;c;ZXZpbA==\x07", "\x9b31mred", "\r\nverified", "\x08\x08\x08", "\u202everified\u202c",
        "\u2066x\u2069", "\n::error::x", "::error file=a::x", "::stop-commands::x", "##[error]x",
        "##vso[task.setvariable]x", "##teamcity[x]", "</script><script>alert(1)</script>",
        "<img src=x onerror=alert(1)>", '"><svg onload=alert(1)>', "javascript:alert(1)",
        '=HYPERLINK("http://evil.net")', "+1+1", "@SUM(1)", "-2+3|cmd", "\t=1", "{{7*7}}",
        "${jndi:ldap://127.0.0.1/a}", "%s%s%n", "[red]rich[/red]", "`rm -rf`", "|a|b|", "]]>",
        "<!ENTITY x SYSTEM 'file:///etc/passwd'>", "\u0000", "\ud83d", "\u2028x\u2029", "a" * 200_000,
        "\u0300" * 5000, "ﷺ" * 9000, "\u200b" * 9000, "\U000e0041" * 999,
    ):  # fmt: skip
        said = evil.encode("utf-8", "replace").decode()
        cases.add(f"title {evil[:16]!r}", full(cases.page(title=said)))
    for fields in (
        "X: \x1b[31m",
        "Server: ::error::x",
        "Content-Type: text/\x1b[2Jhtml",
        "Location: \x1b[2J",
    ):
        cases.add(f"header {fields[:16]!r}", full(cases.page(title="x"), 200, fields))
    cases.add("reason phrase", b"HTTP/1.1 404 \x1b[2J::error::x\r\nContent-Length: 0\r\n\r\n")
    cases.add("redirect", to("http://h9995.net/\x1b[2J%1b[2J::error::x"))


def _truths(cases: Collected) -> None:
    cases.group = "truth"
    name = cases.title
    for what, extra in {
        "removed": "<h2>This page has been removed</h2>", "404": "<h1>404 Not Found</h1>",
    }.items():  # fmt: skip
        cases.add(f"{what}, 404", full(cases.page(extra), 404))
    other = "Gardening tips for beginners"
    for what, markup in {
        "comment": "<!-- <title>{}</title> <h1>{}</h1> -->", "script": "<script>var t='{}'</script>",
        "svg": "<svg><title>{}</title></svg>", "template": "<template><h1>{}</h1></template>",
        "style": "<style>/* {} */</style>", "hidden": "<p hidden>{}</p>", "textarea": "<textarea>{}</textarea>",
        "noscript": "<noscript>{}</noscript>", "attribute": "<p data-title='{}'></p>",
        "display none": "<p style='display:none'>{}</p>", "input": "<input value='{}'>",
        "nav link": "<nav><a href=/x>{}</a></nav>", "footer": "<footer>{}</footer>",
    }.items():  # fmt: skip
        said = cases.title
        cases.add(f"title in {what}", full(cases.page(markup.replace("{}", said), title=other)))
    for sentence in (
        "Page not found", "404", "Diese Seite wurde nicht gefunden", "Error 404: the page does not exist",
        "This domain is for sale", "Access denied", "Just a moment...", "Log in",
    ):  # fmt: skip
        cases.add(f"says {sentence}", full(cases.page(title=sentence)))
    cases.add(
        "echo of the address", full(f"<title>Not found</title><h1>{name} not found</h1>".encode())
    )
    cases.add(
        "search page",
        full(
            f"<title>Search: {cases.title}</title><h1>Search results for {cases.title}</h1><p>No results.".encode()
        ),
        good=None,
    )
    cases.add("other number", full(cases.page(title=title_of(cases.number + 56))), good=None)
    cases.add("good", full(cases.page()), good=True)
    cases.add("redirect home", to("/"), full(cases.page(title="Home")))
    cases.group = "content lies"
    for kind in (
        "image/png",
        "application/octet-stream",
        "video/mp4",
        "application/zip",
        "text/plain",
        "application/json",
        "multipart/form-data",
        "x",
        "text/html\x00",
        "a" * 3000,
    ):
        cases.add(f"page as {kind[:20]}", full(cases.page(), 200, kind=kind), good=None)
    for what, data in {
        "PNG": b"\x89PNG\r\n\x1a\n" + bytes(5000), "zip": b"PK\x03\x04" + bytes(5000), "ELF": b"\x7fELF" + bytes(5000),
        "gzip": gzip.compress(bytes(5000)), "random": base64.b64decode(b"qUYz" * 4000), "empty PDF": b"%PDF-1.4\n%%EOF",
    }.items():  # fmt: skip
        cases.add(f"{what} as a page", full(data))
    cases.add("PDF as a page", full(simple_pdf(cases.title)), good=True)
    cases.add("PDF", full(simple_pdf(cases.title), 200, kind="application/pdf"), good=True)
    cases.add("page as a PDF", full(cases.page(), 200, kind="application/pdf"), good=None)
    cases.add(
        "nosniff",
        full(cases.page(), 200, "X-Content-Type-Options: nosniff", kind="text/plain"),
        good=None,
    )
    cases.add(
        "attachment",
        full(cases.page(), 200, "Content-Disposition: attachment; filename=../../x"),
        good=None,
    )


# --- what parsers choke on ---------------------------------------------------------------------


def _markup(cases: Collected) -> None:
    cases.group = "hostile markup"
    size = 1_000_000
    floods: dict[str, bytes] = {
        "comments": b"<!--", "closed comments": b"<!---->", "divs": b"<div>", "spans": b"<span>",
        "bold": b"<b>", "bold, numbered": b"", "font": b"<font size=1>", "paragraphs": b"<p>", "tables": b"<table>",
        "table cells": b"<table><tr><td>", "anchors": b"<a href=x>", "lists": b"<ul><li>", "angle": b"<", "less slash": b"</",
        "ampersands": b"&", "entities": b"&amp;", "numbers": b"&#1", "quotes": b"<a b='", "equals": b"<a =", "h1": b"<h1>x",
        "titles": b"<title>x</title>", "scripts": b"<script>", "styles": b"<style>", "svg": b"<svg>", "math": b"<math>",
        "foreign": b"<svg><foreignObject>", "select": b"<select>", "option": b"<option>", "templates": b"<template>",
        "frames": b"<frameset>", "forms": b"<form>", "buttons": b"<button>", "noscript": b"<noscript>", "plaintext": b"<plaintext>",
        "CDATA": b"<![CDATA[", "doctypes": b"<!doctype html>", "instructions": b"<?php ", "metas": b"<meta name=a content=b>",
        "nested headings": b"<h1><h2>", "adoption": b"<a><p></a>", "adoption in b": b"<b><p></b>", "tables in b": b"<b><table>",
        "ruby": b"<ruby><rt>", "marquee": b"<marquee>", "object": b"<object>", "body": b"<body a=b>", "html": b"<html c=d>",
        "spaces": b" ", "lines": b"\n", "NULs": b"\0", "NUL tags": b"<a\0>", "words": b"word ", "commas": b",", "sections": b"<section><h2>x</h2>",
        "og": b"<meta property=og:title content=x>", "time": b"<time datetime=2020-01-01>", "dates": b"12 May 2023 ", "may": b"May ",
        "digits": b"1", "dots": b"1.", "cjk": "漢字".encode(), "combining": "\u0300".encode(), "links": b"<a href=/x>y</a> ",
    }  # fmt: skip
    for what, unit in floods.items():
        data = unit * (size // max(1, len(unit)))
        if what == "bold, numbered":
            data = b"".join(b"<b a=%d>" % n for n in range(60_000))
        cases.add(what, full(b"<title>Nothing</title>" + data))
    cases.add("attributes", full(b"<div " + b" ".join(b"a%d=b" % n for n in range(100_000)) + b">"))
    cases.add("one attribute", full(b"<meta name=title content='" + b"x" * size + b"'>"))
    cases.add(
        "open fonts and paragraphs",
        full(b"".join(b"<font a=%d>" % n for n in range(2000)) + b"<p>x" * 9000),
    )
    cases.add("deep lists", full(b"<ul><li>" * 60_000 + b"</li></ul>" * 60_000))
    cases.add("a title of 1 MB", full(b"<title>" + b"word " * 200_000 + b"</title>"))
    cases.add("a heading of 1 MB", full(b"<h1>" + b"<i>word</i> " * 90_000 + b"</h1>"))
    cases.add("unclosed title", full(b"<title>" + b"x<" * 400_000))
    cases.add("meta charset flood", full(b"<meta charset" * 70_000, 200, kind="text/html"))
    cases.add("location flood", full(b"<script>" + b"location=" * 500 + b"</script>"))
    cases.add(
        "whitespace in refresh",
        full(b"<meta http-equiv=refresh content='0" + b" " * 500_000 + b";url=/x'>"),
    )
    cases.add("XML prolog", full(b"<?xml " + b" " * 900_000))
    cases.add(
        "XML bomb",
        full(
            b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]><html><title>&b;</title></html>',
            200,
            kind="application/xhtml+xml",
        ),
    )
    cases.add(
        "XXE",
        full(
            b'<!DOCTYPE x [<!ENTITY a SYSTEM "http://127.0.0.1/">]><html><title>&a;</title></html>',
            200,
            kind="application/xhtml+xml",
        ),
    )
    cases.add("plain text of 4 MB", full(b"word " * 800_000, 200, kind="text/plain"))
    cases.add("one line of text", full(b"x" * 4_000_000, 200, kind="text/plain"))
    cases.add("JSON of 4 MB", full(b"[" * 4_000_000, 200, kind="application/json"))
    cases.add("feed", full(b"<rss>" + b"<item>" * 300_000, 200, kind="application/rss+xml"))
    cases.group = "JSON-LD"
    monsters: dict[str, str] = {
        "deep lists": "[" * 90_000, "deep closed lists": "[" * 50_000 + "]" * 50_000, "deep objects": '{"a":' * 15_000,
        "many things": json.dumps([{"@type": "Article", "headline": "x"}] * 3000), "long number": '{"headline":' + "9" * 150_000 + "}",
        "float": '{"headline":1e999999999}', "NaN": '{"headline":NaN}', "many keys": json.dumps({f"k{n}": n for n in range(9000)}),
        "deep graph": '{"@graph":[' * 900 + "]}" * 900, "no string": '{"@type":["Article",{"a":1}],"headline":{"name":{"name":1}}}',
        "lone surrogate": '{"@type":"Article","headline":"\\ud800"}', "huge headline": json.dumps({"@type": "Article", "headline": "x" * 150_000}),
        "entities": json.dumps({"@type": "Article", "headline": "&amp;" * 30_000}), "spaces": " " * 190_000, "wrappers": "<!--" * 40_000,
        "semicolons": "{}" + ";" * 190_000, "slashes": "//" * 90_000, "stars": "/*" * 90_000, "dates": json.dumps({"@type": "Article", "datePublished": "2" * 100_000}),
    }  # fmt: skip
    for what, script in monsters.items():
        block = f"<title>Nothing</title><script type=application/ld+json>{script}</script>"
        cases.add(what, full(block.encode()))
        cases.add(f"{what}, ten times", full(b"<title>x</title>" + block.encode() * 10))


def simple_pdf(title: str, content: bytes = b"", *, extra: str = "", pages: int = 1) -> bytes:
    """A PDF with a title, and pages that draw ``content``."""
    text = content or f"BT /F1 24 Tf 72 700 Td ({title}) Tj ET".encode()
    kids = " ".join(["3 0 R"] * pages)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>".encode(),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> " + extra.encode() + b" >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(text), text),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Title (" + title.encode() + b") >>",
    ]
    return joined_pdf(objects)


def joined_pdf(objects: list[bytes]) -> bytes:
    """Objects as a file; the last one is the Info dictionary."""
    out, offsets = bytearray(b"%PDF-1.7\n"), []
    for number, one in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer << /Size %d /Root 1 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1, len(objects), start,
    )  # fmt: skip
    return bytes(out)


def _stream(data: bytes, filters: str, extra: str = "") -> bytes:
    return b"<< /Length %d /Filter %s %s >>\nstream\n%s\nendstream" % (
        len(data), filters.encode(), extra.encode(), data,
    )  # fmt: skip


def _pdf_with(stream: bytes) -> bytes:
    page = b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>"
    return joined_pdf([
        b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", page, stream,
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>", b"<< /Title (Nothing) >>",
    ])  # fmt: skip


def _pdfs(cases: Collected) -> None:
    cases.group = "PDF"
    kind = "application/pdf"

    def pdf(what: str, data: bytes, *, good: bool | None = False) -> None:
        cases.add(what, full(data, 200, kind=kind), good=good)

    zeros = zlib.compress(bytes(300_000_000), 9)
    pdf("flate bomb", _pdf_with(_stream(zeros, "/FlateDecode")))
    pdf("flate bomb twice", _pdf_with(_stream(zlib.compress(zeros), "[/FlateDecode /FlateDecode]")))
    pdf("flate of spaces", _pdf_with(_stream(zlib.compress(b" " * 100_000_000, 9), "/FlateDecode")))
    pdf("LZW", _pdf_with(_stream(b"\x80\x0b\x60\x50\x22\x0c\x0c\x85\x01" * 100_000, "/LZWDecode")))
    pdf("run lengths", _pdf_with(_stream(b"\x81a" * 1_500_000, "/RunLengthDecode")))
    pdf("ASCII85", _pdf_with(_stream(b"z" * 3_000_000 + b"~>", "/ASCII85Decode")))
    pdf("ASCIIHex", _pdf_with(_stream(b"41" * 1_500_000 + b">", "/ASCIIHexDecode")))
    pdf(
        "predictor",
        _pdf_with(
            _stream(
                zlib.compress(bytes(50_000_000)),
                "/FlateDecode",
                "/DecodeParms << /Predictor 15 /Columns 1 >>",
            )
        ),
    )
    pdf(
        "huge columns",
        _pdf_with(
            _stream(
                zlib.compress(bytes(9000)),
                "/FlateDecode",
                "/DecodeParms << /Predictor 12 /Columns 999999999 >>",
            )
        ),
    )
    pdf("100 filters", _pdf_with(_stream(b"41>" * 9, "[" + "/ASCIIHexDecode " * 100 + "]")))
    pdf("JBIG2", _pdf_with(_stream(b"x" * 9000, "/JBIG2Decode")))
    for what, drawn in {
        "operators": b"q Q " * 90_000, "texts": b"BT /F1 9 Tf (x) Tj ET " * 17_000, "deep arrays": b"[" * 380_000,
        "deep dictionaries": b"<<" * 190_000, "open string": b"(" * 390_000, "nested strings": b"(" * 190_000 + b")" * 190_000,
        "numbers": b"1 " * 190_000, "one number": b"9" * 390_000, "names": b"/a " * 130_000, "fonts": b"/F1 1 Tf " * 40_000,
        "matrices": b"1 0 0 1 0 0 cm " * 26_000, "inline images": b"BI /W 1 ID x EI " * 24_000, "open inline image": b"BI ID " + b"x" * 390_000,
        "form of itself": b"/X Do " * 60_000, "pushes": b"q " * 190_000, "hex string": b"<" + b"41" * 190_000 + b"> Tj", "TJ": b"[" + b"(a) -500 " * 40_000 + b"] TJ",
    }.items():  # fmt: skip
        pdf(f"content of {what}", simple_pdf("Nothing", drawn))
    pdf("10,000 pages", simple_pdf("Nothing", pages=10_000))
    pdf("pages of themselves", simple_pdf("Nothing").replace(b"/Kids [3 0 R]", b"/Kids [2 0 R]"))
    pdf(
        "pages around",
        joined_pdf(
            [
                b"<< /Type /Catalog /Pages 2 0 R >>",
                b"<< /Type /Pages /Kids [3 0 R] /Count 9 >>",
                b"<< /Type /Pages /Parent 2 0 R /Kids [2 0 R 2 0 R 2 0 R] /Count 9 >>",
                b"<< >>",
            ]
        ),
    )
    pdf("parent of itself", simple_pdf("Nothing").replace(b"/Parent 2 0 R", b"/Parent 3 0 R"))
    pdf("count of a billion", simple_pdf("Nothing").replace(b"/Count 1", b"/Count 999999999"))
    pdf("length of itself", simple_pdf("Nothing").replace(b"/Length", b"/Length 4 0 R /L"))
    pdf("xref loop", simple_pdf("Nothing").replace(b"trailer <<", b"trailer << /Prev 9 "))
    pdf(
        "xref of itself",
        b"%PDF-1.7\nxref\n0 1\n0000000000 65535 f \ntrailer << /Prev 9 /Size 1 >>\nstartxref\n9\n%%EOF",
    )
    pdf(
        "xref of a billion",
        b"%PDF-1.7\nxref\n0 999999999\n"
        + b"0000000000 00000 n \n" * 90_000
        + b"trailer << /Root 1 0 R >>\nstartxref\n9\n%%EOF",
    )
    pdf(
        "no xref, many objects",
        b"%PDF-1.7\n" + b"".join(b"%d 0 obj\n<< >>\nendobj\n" % n for n in range(120_000)),
    )
    pdf("no xref, open objects", b"%PDF-1.7\n" + b"1 0 obj\n" * 400_000)
    pdf("endobj flood", b"%PDF-1.7\n" + b"endobj " * 500_000)
    pdf("startxref flood", b"%PDF-1.7\n" + b"startxref\n9\n" * 300_000)
    pdf("EOF flood", b"%PDF-1.7\n" + b"%%EOF\n" * 600_000)
    pdf("trailer flood", b"%PDF-1.7\n" + b"trailer <<" * 350_000)
    pdf("percent flood", b"%PDF-1.7\n" + b"%" * 3_900_000)
    pdf("brackets", b"%PDF-1.7\n" + b"<<" * 1_900_000)
    pdf("zeros", b"%PDF-1.7\n" + bytes(3_900_000))
    pdf("spaces", b"%PDF-1.7\n" + b" " * 3_900_000)
    pdf("deep info", simple_pdf("Nothing").replace(b"(Nothing)", b"[" * 100_000))
    pdf("info of itself", simple_pdf("Nothing").replace(b"/Title (Nothing)", b"/Title 6 0 R"))
    pdf("long title", simple_pdf("x" * 3_000_000))
    pdf(
        "encrypted",
        simple_pdf("Nothing").replace(
            b"/Size",
            b"/Encrypt << /Filter /Standard /V 5 /R 6 /Length 256 /P -1 /O (%b) /U (%b) >> /Size"
            % (b"o" * 48, b"u" * 48),
        ),
    )
    xmp = b"<x:xmpmeta>" + b"<rdf:Description>" * 100_000
    pdf(
        "deep XMP",
        joined_pdf(
            [
                b"<< /Type /Catalog /Pages 2 0 R /Metadata 3 0 R >>",
                b"<< /Type /Pages /Kids [] /Count 0 >>",
                b"<< /Length %d >>\nstream\n%s\nendstream" % (len(xmp), xmp),
                b"<< >>",
            ]
        ),
    )
    bomb = (
        b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
        + b"".join(
            b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10 if n else b"&a;" * 10)
            for n in range(9)
        )
        + b"]><x>&a8;</x>"
    )
    pdf(
        "XMP bomb",
        joined_pdf(
            [
                b"<< /Type /Catalog /Pages 2 0 R /Metadata 3 0 R >>",
                b"<< /Type /Pages /Kids [] /Count 0 >>",
                b"<< /Length %d >>\nstream\n%s\nendstream" % (len(bomb), bomb),
                b"<< >>",
            ]
        ),
    )
    cmap = b"1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfrange <0000> <ffffff> <0000> endbfrange"
    page = b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>"
    pdf(
        "huge character map",
        joined_pdf(
            [
                b"<< /Type /Catalog /Pages 2 0 R >>",
                b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                page,
                b"<< /Length 40 >>\nstream\nBT /F1 9 Tf <0041> Tj ET                  \nendstream",
                b"<< /Type /Font /Subtype /Type0 /BaseFont /X /ToUnicode 6 0 R >>",
                b"<< /Length %d >>\nstream\n%s\nendstream" % (len(cmap), cmap),
                b"<< >>",
            ]
        ),
    )
    widths = b" ".join(b"1" for _ in range(900_000))
    pdf(
        "many widths",
        joined_pdf(
            [
                b"<< /Type /Catalog /Pages 2 0 R >>",
                b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                page,
                b"<< /Length 40 >>\nstream\nBT /F1 9 Tf (a) Tj ET                     \nendstream",
                b"<< /Type /Font /Subtype /TrueType /BaseFont /X /FirstChar 0 /LastChar 900000 /Widths ["
                + widths
                + b"] >>",
                b"<< >>",
            ]
        ),
    )
    pdf(
        "wide CID ranges",
        joined_pdf(
            [
                b"<< /Type /Catalog /Pages 2 0 R >>",
                b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                page,
                b"<< /Length 40 >>\nstream\nBT /F1 9 Tf (a) Tj ET                     \nendstream",
                b"<< /Type /Font /Subtype /Type0 /BaseFont /X /DescendantFonts [<< /Type /Font /Subtype /CIDFontType2 /W [0 99999999 500] >>] >>",
                b"<< >>",
            ]
        ),
    )
    pdf("random", b"%PDF-1.7\n" + base64.b64decode(b"qUYz" * 900_000))
    pdf("cut", simple_pdf("Nothing")[:300])


def _breaks(cases: Collected) -> None:
    cases.group = "breaks"
    for end in (RESET, CLOSE, SILENCE):
        cases.add(f"at once, {end}", (end,), wait=0.7)
        cases.add(f"in the status line, {end}", (b"HTTP/1.", end))
        cases.add(f"in the headers, {end}", (b"HTTP/1.1 200 OK\r\nContent-Ty", end))
        cases.add(f"before the body, {end}", (head(200, "Content-Length: 500"), end))
        cases.add(
            f"in the body, {end}",
            (head(200, "Content-Length: 50000"), cases.page(title="x")[:90], end),
        )
        cases.add(
            f"in the title, {end}",
            (head(200, "Content-Length: 50000"), b"<title>" + cases.title[:9].encode(), end),
        )
        cases.add(
            f"in a chunk, {end}", (head(200, "Transfer-Encoding: chunked"), b"fff\r\nabc", end)
        )
        cases.add(f"in a redirect, {end}", (b"HTTP/1.1 302 Found\r\nLocation: /x", end))
        cases.add(f"once, {end}", (end,), full(cases.page()), good=None if end == SILENCE else True)
        cases.add(f"after 100, {end}", (b"HTTP/1.1 100 Continue\r\n\r\n", end))
        cases.add(f"after the page, {end}", (full(cases.page()), end), good=None)
        cases.add(f"at the second hop, {end}", to("/next"), (end,))
    cases.add("refused", url="http://{host}:8443/documents/page")
    cases.add("slow, but there", (5.0, full(cases.page())), good=True)


def _hosts(cases: Collected) -> None:
    cases.group = "odd hosts"
    for host in (
        "xn--", "xn--a", "xn--zzzzzzzzzz", "a" * 63 + ".net", "a" * 64 + ".net", ".".join(["a"] * 130) + ".net", "-a.net", "a-.net",
        "a..net", ".a.net", "a.net.", "a_b.net", "a%00b.net", "a%20b.net", "a%2fb.net", "a%40b.net", "ex%61mple.net",
        "\u202ea.net", "ⓐ.net", "а\u0440\u0440le.net", "☃.net", "日本.net", "ß.net", "faß.net", "İ.net", "a\u0301.net", "%", "[", "[]", "[x]", "*", "a:b:c",
    ):  # fmt: skip
        cases.add(repr(host)[:24], url=f"http://{host}/documents/page")
    cases.add(
        "user info", full(cases.page()), url="http://user:password@{host}/documents/page", good=None
    )
    cases.add("empty port", full(cases.page()), url="http://{host}:/documents/page", good=None)
    cases.add(
        "upper case",
        full(cases.page()),
        url="HTTP://H{host}/documents/page".replace("H{host}", "{host}"),
        good=True,
    )


GROUPS: tuple[Callable[[Collected], None], ...] = (
    _literals, _redirects_inside, _names, _bombs, _drips, _endless, _lengths, _smuggled, _charsets,
    _hops, _tls, _rates, _injections, _truths, _markup, _pdfs, _breaks, _hosts,
)  # fmt: skip


def cases() -> list[Case]:
    """All cases, in a fixed order."""
    collected = Collected()
    from hostile_more import GROUPS as MORE  # noqa: PLC0415 (it needs what stands here)

    for group in (*GROUPS, *MORE):
        group(collected)
    return collected.all
