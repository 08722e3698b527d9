"""A small internet on loopback for benchmarks: the same for every tool, with the truth about it.

What a link does is a function of its number alone: its host, page, latency and trouble. So the
side that asks and the side that answers share nothing but this file, and :func:`limit` can say
which time no polite checker can go below.
"""

from __future__ import annotations

import asyncio
import gzip
import hashlib
import heapq
import json
import math
import random
import signal
import socket
import struct
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from statistics import NormalDist
from typing import TYPE_CHECKING, NamedTuple, cast

if TYPE_CHECKING:
    from collections.abc import Callable

PORT = 8481
TIMEOUT = 20.0
"""Seconds that a checker gives a silent server."""

# kind: (links of a thousand, whether a reader would see the page)
KINDS = {
    "ok": (760, True),
    "redirect": (50, True),
    "get-only": (30, True),
    "not-found": (30, False),
    "gone": (5, False),
    "soft-404": (10, False),
    "rate-limited": (20, True),
    "flapping": (20, True),
    "down": (5, False),
    "refused": (5, False),
    "reset-once": (5, True),
    "reset": (5, False),
    "silent": (10, False),
    "no-host": (10, False),
    "slow-body": (5, True),
    # The second dozen, which checkers are rarely built for.
    "cookie-wall": (5, True),
    "odd-headers": (5, True),
    "no-length": (5, True),
    "refresh": (5, True),
    "loop": (3, False),
    "no-location": (2, False),
    "no-http": (2, False),
}
_MEDIAN, _P99 = 0.120, 2.0
"""Seconds to the first byte."""
_SIGMA = math.log(_P99 / _MEDIAN) / NormalDist().inv_cdf(0.99)
_HOSTS_SHARE = 0.75
_SLOW_BODY = 8.0
_PAGES = 100
_WORDS = (  # noqa: SIM905 (as prose it can be read)
    "joint statement press conference prime minister council alliance treaty summit policy trade"
    " energy climate defence research report budget parliament election court vaccine market"
    " growth migration region meeting affairs strategy agreement Bundesregierung Gipfel Haushalt"
    " Ministerium Bericht Verteidigung Wirtschaft Treffen Brücke Hafen Schule Verkehr"
).split()


@dataclass(frozen=True)
class Web:
    """The size and temper of an internet. ``fast``: every link is fine and answers at once.

    ``bytes`` is the median of its pages' sizes.
    """

    links: int
    hosts: int
    fast: bool = False
    silent: bool = True
    seed: int = 1
    bytes: int = 60_000


@dataclass(frozen=True)
class Link:
    """One link, and what its server does."""

    number: int
    host: str
    kind: str
    page: int

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://{self.host}:{PORT}/articles/{self.number}"

    @property
    def alive(self) -> bool:
        """Tell whether a reader who clicks, and clicks again, sees the page."""
        return KINDS[self.kind][1]


def chance(*about: object) -> float:
    """A number between 0 and 1 that depends on nothing else."""
    digest = hashlib.blake2b("/".join(map(str, about)).encode(), digest_size=8).digest()
    return (int.from_bytes(digest) + 0.5) / 2**64


def link(web: Web, number: int) -> Link:
    kind = "ok" if web.fast else _pick(web, number)
    index = number % web.hosts
    if not web.fast:  # a few hosts have many links, as it is
        shares = _shares(web.hosts)
        index = next(i for i, up in enumerate(shares) if chance(web.seed, "host", number) <= up)
    host = f"127.88.{index // 250}.{index % 250 + 1}"
    if kind == "no-host":
        host = f"no-such-host-{number}.internal"
    return Link(number, host, kind, int(chance(web.seed, "page", number) * _PAGES))


@cache
def _shares(hosts: int) -> tuple[float, ...]:
    weights = list(accumulate((place + 1) ** -0.8 for place in range(hosts)))
    return tuple(weight / weights[-1] for weight in weights)


def _pick(web: Web, number: int) -> str:
    drawn = chance(web.seed, "kind", number) * sum(share for share, _ in KINDS.values())
    for kind, (share, _) in KINDS.items():
        drawn -= share
        if drawn < 0:
            return "ok" if kind == "silent" and not web.silent else kind
    return "ok"


def latency(web: Web, host: str, path: str) -> float:
    """Seconds to the first byte; most of the spread is the host's."""
    if web.fast:
        return 0.0
    normal = NormalDist()
    own = _SIGMA * _HOSTS_SHARE * normal.inv_cdf(chance(web.seed, host))
    rest = _SIGMA * math.sqrt(1 - _HOSTS_SHARE**2) * normal.inv_cdf(chance(web.seed, host, path))
    return _MEDIAN * math.exp(own + rest)


def hops(web: Web, number: int) -> int:
    return 1 + int(chance(web.seed, "hops", number) * 4)


def failures(web: Web, number: int) -> int:
    return 2 if chance(web.seed, "failures", number) < 1 / 3 else 1


def asked_wait(web: Web, number: int) -> int:
    return 1 + int(chance(web.seed, "wait", number) * 3)


def title(page: int) -> str:
    words = random.Random(page)  # noqa: S311 (no secret)
    return " ".join(words.choice(_WORDS) for _ in range(words.randint(4, 9))).capitalize()


def limit(web: Web, per_host: int) -> float:
    """Seconds below which no polite checker ends: the busiest host's work, or the longest link.

    It waits out Retry-After, gives trouble three tries with pauses of 1 and 2 s, and a silent
    server one of :data:`TIMEOUT`. It would have to know beforehand what each link will do, so as
    to ask for what takes long first; :func:`in_order` is the limit of those who cannot know.
    """
    return max((_least(links, per_host) for links in _by_host(web)), default=0.0)


def _least(links: list[_Steps], per_host: int) -> float:
    """Seconds that one host takes at least."""
    work = sum(step.held for link in links for step in link) / per_host
    return max([work, *(sum(step.pause + step.held for step in link) for link in links)])


def in_order(web: Web, per_host: int, *, polite: bool = False) -> float:
    """Seconds that a checker takes that costs no time of its own, but knows nothing.

    It asks each host for its links in the article's order, as many at once as it may; who has
    begun goes before who has not. It is the same patience as that of :func:`limit`. ``polite``:
    where one page was answered with Retry-After, the whole host is left alone for so long.
    """
    return max((_drained(links, per_host, polite) for links in _by_host(web)), default=0.0)


def _drained(links: list[_Steps], slots: int, polite: bool) -> float:  # noqa: FBT001 (as asked)
    """Seconds until the last link of one host is through."""
    waiting = [(0.0, 0, number) for number in range(len(links))]  # when, steps done, which
    running: list[tuple[float, int, int]] = []
    now = closed = 0.0
    while waiting or running:
        due = [one for one in waiting if one[0] <= now and now >= closed]
        if due and len(running) < slots:
            chosen = min(due, key=lambda one: (not one[1], one[0], one[2]))
            waiting.remove(chosen)
            _, step, number = chosen
            heapq.heappush(running, (now + links[number][step].held, step, number))
            continue
        starts = [max(when, closed) for when, _, _ in waiting] if len(running) < slots else []
        now = min([*starts, *(one[0] for one in running[:1])])
        while running and running[0][0] <= now:
            end, step, number = heapq.heappop(running)
            if step + 1 < len(links[number]):
                more = links[number][step + 1]
                waiting.append((end + more.pause, step + 1, number))
                if polite and more.asked:
                    closed = max(closed, end + more.pause)
    return now


class _Step(NamedTuple):
    """A request: seconds before it, seconds that it takes, and whether the pause was asked for."""

    pause: float
    held: float
    asked: bool = False


_Steps = list[_Step]
"""The requests for one link."""


def _by_host(web: Web) -> list[list[_Steps]]:
    hosts: dict[str, list[_Steps]] = defaultdict(list)
    for number in range(web.links):
        one = link(web, number)
        if one.kind != "no-host":
            hosts[one.host].append(_steps(web, one))
    return list(hosts.values())


def _steps(web: Web, one: Link) -> _Steps:
    once = latency(web, one.host, f"/articles/{one.number}")
    pauses: dict[str, list[float]] = {
        "redirect": [0.0] * hops(web, one.number),
        "rate-limited": [float(asked_wait(web, one.number))],
        "flapping": [2.0**tried for tried in range(failures(web, one.number))],
        "reset-once": [1.0],
        "reset": [1.0, 2.0],
        "down": [1.0, 2.0],
        "no-http": [1.0],
        "cookie-wall": [0.0],
        "refresh": [0.0],
    }
    first = _Step(0.0, TIMEOUT if one.kind == "silent" else once)
    is_asked = one.kind == "rate-limited"
    return [first, *(_Step(pause, once, is_asked) for pause in pauses.get(one.kind, ()))]


# --- the answering side ----------------------------------------------------------------------


@cache
def page(index: int, median: int) -> tuple[bytes, bytes]:
    """A page, plain and in gzip, of a size as pages have it: some are much longer than most."""
    dice = random.Random(f"page {index}")  # noqa: S311 (no secret)
    name = title(index)
    size = min(5 * median, max(median // 12, dice.lognormvariate(math.log(median), 0.9)))
    style = "".join(
        f".c{dice.randrange(999)}{{margin:{dice.randrange(40)}px}}"
        for _ in range(median * 3 // 2_000)
    )
    facts = json.dumps({"@type": "NewsArticle", "headline": name, "datePublished": "2023-05-12"})
    parts = [
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{name} | Office',
        "</title>",
        f'<meta property="og:title" content="{name}"><style>{style}</style>',
        f'<script type="application/ld+json">{facts}</script></head><body><nav><ul>',
    ]
    parts += [f'<li><a href="/{word}/">{word}</a></li>' for word in _WORDS]
    parts.append(f"</ul></nav><main><article><h1>{name}</h1>")
    length = sum(map(len, parts))
    while length < size:
        text = " ".join(dice.choice(_WORDS) for _ in range(dice.randint(30, 120)))
        block = (
            f'<p class="c{dice.randrange(999)}">{text} <a href="/x/{dice.randrange(10**6)}">more'
            f'</a></p><div class="t"><img src="/i/{dice.randrange(10**9)}.jpg" alt="">'
            f"<span>{text[:60]}</span></div>"
        )
        parts.append(block)
        length += len(block)
    parts.append("</article></main><footer>Office</footer></body></html>")
    plain = "".join(parts).encode()
    return plain, gzip.compress(plain, 6, mtime=0)


def _answer(status: int, body: bytes = b"", *fields: str) -> bytes:
    lines = [f"HTTP/1.1 {status} -", "Content-Type: text/html; charset=utf-8"]
    lines += [f"Content-Length: {len(body)}", *fields, "", ""]
    return "\r\n".join(lines).encode() + body


_NOT_FOUND = b"<title>Page not found | Office</title><h1>404</h1><p>The page could not be found."


SEEN: Counter[str] = Counter()
RUNNING: Counter[str] = Counter()
TRIES: Counter[int] = Counter()
NOT_BEFORE: dict[int, float] = {}


class Origin(asyncio.Protocol):
    """One connection to a host of the web."""

    def __init__(self, web: Web) -> None:
        self._web = web
        self._loop = asyncio.get_running_loop()
        self._buffer = b""
        self._running = False
        self._transport: asyncio.Transport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Greet."""
        self._transport = cast("asyncio.Transport", transport)
        self._host = transport.get_extra_info("sockname")[0]
        SEEN["connections"] += 1

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 (the protocol's)
        """Forget."""
        self._leave()

    def _leave(self) -> None:
        if self._running:
            self._running = False
            RUNNING[self._host] -= 1

    def data_received(self, data: bytes) -> None:
        """Answer, in a while."""
        self._buffer += data
        head, end, self._buffer = self._buffer.partition(b"\r\n\r\n")
        if not end:
            self._buffer = head
            return
        method, target, _ = head.split(b"\r\n", 1)[0].decode("latin-1").split(" ", 2)
        self._running = True
        RUNNING[self._host] += 1
        SEEN["requests"] += 1
        SEEN["peak"] = max(SEEN["peak"], RUNNING[self._host])
        wait = latency(self._web, self._host, target.partition("?")[0])
        self._loop.call_later(wait, self._respond, method, target, head.lower())

    def _respond(self, method: str, target: str, head: bytes) -> None:
        path, _, query = target.partition("?")
        name = path.rpartition("/")[2]
        if self._transport.is_closing():
            return
        if not path.startswith("/articles/") or not name.isdecimal():
            self._send(_answer(404, _NOT_FOUND))
            return
        one = link(self._web, int(name))
        made = self._of_kind(one, method, query, head)
        if made is not None:
            self._send(made)

    def _send(self, data: bytes) -> None:
        self._leave()
        self._transport.write(data)

    def _of_kind(self, one: Link, method: str, query: str, head: bytes) -> bytes | None:  # noqa: C901, PLR0911, PLR0912 (a case a kind)
        TRIES[one.number] += 1
        tried = TRIES[one.number]
        match one.kind:
            case "not-found" | "gone" | "refused" | "down":
                status = {"not-found": 404, "gone": 410, "refused": 403, "down": 503}[one.kind]
                return _answer(status, _NOT_FOUND)
            case "soft-404":
                return _answer(200, _NOT_FOUND)
            case "get-only" if method != "GET":
                return _answer(405)
            case "redirect" if (done := int(query or 0)) < hops(self._web, one.number):
                to = f"Location: /articles/{one.number}?{done + 1}"
                return _answer(302 if done % 2 else 301, b"", to)
            case "loop":
                return _answer(302, b"", f"Location: /articles/{one.number}?{1 - int(query or 0)}")
            case "no-location":
                return _answer(302)
            case "flapping" if tried <= failures(self._web, one.number):
                return _answer((500, 502, 503)[one.number % 3])
            case "rate-limited":
                return self._rate_limited(one, head)
            case "silent":
                return None
            case "reset":
                self._reset()
                return None
            case "reset-once" if tried == 1:
                self._reset()
                return None
            case "no-http":
                self._send(b"* OK this is mail\r\n\r\n")
                self._transport.close()
                return None
            case "cookie-wall" if b"seen=1" not in head:
                return _answer(302, b"", f"Location: /articles/{one.number}", "Set-Cookie: seen=1")
            case "refresh" if not query:
                to = f'<meta http-equiv="refresh" content="0; url=/articles/{one.number}?1">'
                return _answer(200, to.encode())
            case "slow-body":
                self._drip(page(one.page, self._web.bytes)[0])
                return None
            case "no-length":
                whole = page(one.page, self._web.bytes)[0]
                self._send(b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n" + whole)
                self._transport.close()
                return None
        return self._page(one, head)

    def _page(self, one: Link, head: bytes) -> bytes:
        plain, packed = page(one.page, self._web.bytes)
        odd: tuple[str, ...] = ()
        if one.kind == "odd-headers":
            odd = ("no field at all", "X Y: a space", "X-Twice: \xe4")
        if b"gzip" in head:
            return _answer(200, packed, "Content-Encoding: gzip", *odd)
        return _answer(200, plain, *odd)

    def _rate_limited(self, one: Link, head: bytes) -> bytes:
        now = self._loop.time()
        first = one.number not in NOT_BEFORE
        free = NOT_BEFORE.setdefault(one.number, now + asked_wait(self._web, one.number))
        if now >= free - 0.005:
            return self._page(one, head)
        SEEN["early"] += not first
        return _answer(429, b"", f"Retry-After: {asked_wait(self._web, one.number)}")

    def _reset(self) -> None:
        self._leave()
        linger = struct.pack("ii", 1, 0)
        own: socket.socket = self._transport.get_extra_info("socket")
        own.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        self._transport.abort()

    def _drip(self, body: bytes) -> None:
        whole = _answer(200, body)
        cut = whole.find(b"</head>") + 7
        self._transport.write(whole[:cut])
        step = (len(whole) - cut) // 32 + 1
        rest = [whole[at : at + step] for at in range(cut, len(whole), step)]
        for number, part in enumerate(rest, 1):
            last = number == len(rest)
            write = self._send if last else self._transport.write
            self._loop.call_later(_SLOW_BODY * number / len(rest), self._drop, write, part)

    def _drop(self, write: Callable[[bytes], None], part: bytes) -> None:
        if not self._transport.is_closing():
            write(part)


async def serve(web: Web) -> None:
    """Answer until told to stop; then print what was seen, as JSON."""
    for index in range(_PAGES):
        page(index, web.bytes)
    loop = asyncio.get_running_loop()
    for index in range(web.hosts):
        host = f"127.88.{index // 250}.{index % 250 + 1}"
        await loop.create_server(lambda: Origin(web), host, PORT, backlog=512)
    stop = asyncio.Event()
    loop.add_signal_handler(signal.SIGTERM, stop.set)
    print("ready", flush=True)
    await stop.wait()
    print(json.dumps(SEEN), flush=True)


if __name__ == "__main__":
    import resource

    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    asyncio.run(serve(Web(*json.loads(sys.argv[1]))))
