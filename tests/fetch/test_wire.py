"""The reader of HTTP/1.1 answers, byte by byte, and against h11 where both accept."""

from __future__ import annotations

import time

import h11
import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkcheck.fetch import wire
from linkcheck.fetch.wire import HeadersTooLargeError, Reply

OK = b"HTTP/1.1 200 OK\r\n"
END = b"Content-Length: 4\r\n\r\nhere"
CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"


def read(*pieces: bytes, ended: bool = False) -> Reply:
    reply = Reply()
    for piece in pieces:
        reply.feed(piece)
    if ended:
        reply.end()
    return reply


def body(reply: Reply) -> bytes:
    return b"".join(reply.parts)


@pytest.mark.parametrize(
    "head",
    [
        b"X-Odd : value\r\n",
        b"no colon at all\r\n",
        b"X Y: name with a space\r\n",
        "Ü: name in UTF-8\r\n".encode(),
        b": no name\r\n",
        b"X: a\x00b\r\n",
        b"X: a\rSet-Cookie: b\r\n",
        b" folded onto nothing\r\n",
        b"X: folded\r\n\tvalue\r\n",
        b"Content-Length: 4\r\n",
        b"X: \xff\xfe\r\n",
    ],
)
def test_what_browsers_bear_with_is_borne_with(head: bytes) -> None:
    reply = read(OK + head + END)

    assert (reply.status, body(reply), reply.done) == (200, b"here", True)
    assert b"Set-Cookie" not in dict(reply.fields)


@pytest.mark.parametrize(
    "line",
    [
        b"HTTP/1.1 200\r\n",
        b"HTTP/1.1  200 OK\r\n",
        b"http/1.1 200 OK\r\n",
        b"HTTP/2 200 OK\r\n",
        b"HTTP/1.0 200 OK\n",
        b"\r\n\r\nHTTP/1.1 200 \xc3\xbc\r\n",
    ],
)
def test_odd_status_lines_are_understood(line: bytes) -> None:
    assert body(read(line + END)) == b"here"


@pytest.mark.parametrize(
    "head",
    [
        b"<html>here</html>\r\n\r\n",
        b"HTTP/1.1 OK\r\n\r\n",
        b"HTTP/1.1 2000 OK\r\n\r\n",
        b"HTTP/1.1 101 Switching\r\nUpgrade: h2c\r\n\r\n",
        OK + b"Content-Length: 3\r\n" + END,
        OK + b"Content-Length: 3, 4\r\n\r\n",
        OK + b"Transfer-Encoding: gzip, chunked\r\n\r\n",
        OK + b"Transfer-Encoding: tunnel\r\n\r\n",
    ],
)
def test_what_could_be_read_in_two_ways_is_no_answer(head: bytes) -> None:
    with pytest.raises(httpx.RemoteProtocolError):
        read(head)


def test_a_length_that_is_no_number_lets_the_connections_end_tell() -> None:
    reply = read(OK + b"Content-Length: -4\r\n\r\nhe", b"re", ended=True)

    assert (body(reply), reply.done, reply.reusable) == (b"here", True, False)


@pytest.mark.parametrize(
    ("head", "reusable"),
    [
        (OK, True),
        (OK + b"Connection: keep-alive, CLOSE\r\n", False),
        (b"HTTP/1.0 200 OK\r\n", False),
        (b"HTTP/1.0 200 OK\r\nConnection: Keep-Alive\r\n", True),
        (OK + b"Transfer-Encoding: identity\r\n", True),
    ],
)
def test_a_connection_is_used_again_only_if_the_server_says_so(
    head: bytes, *, reusable: bool
) -> None:
    assert read(head + END).reusable is reusable


def test_bytes_beyond_an_answer_end_the_connections_use() -> None:
    assert not read(OK + END + b"HTTP/1.1 200 OK\r\n").reusable
    assert not read(OK + END, b"x").reusable
    assert not read(CHUNKED[:-2] + b"Content-Length: 4\r\n\r\n0\r\n\r\n").reusable


def test_an_answer_without_body_ends_with_its_head() -> None:
    assert read(b"HTTP/1.1 204 No Content\r\nContent-Length: 9\r\n\r\n").done
    assert read(OK + b"Content-Length: 0\r\n\r\n").done


@pytest.mark.parametrize(
    "chunks",
    [
        b"4\r\nhere\r\n0\r\n\r\n",
        b"2;a=b\r\nhe\r\n02 \r\nre\r\n0\r\nTrailer: x\r\n\r\n",
        b"4\nhere\n0\n\n",
    ],
)
def test_chunks_are_put_together_however_they_are_cut(chunks: bytes) -> None:
    whole = read(CHUNKED + chunks)
    crumbs = read(*((CHUNKED + chunks)[at : at + 1] for at in range(len(CHUNKED + chunks))))

    assert (body(whole), whole.done) == (b"here", True)
    assert (body(crumbs), crumbs.done) == (b"here", True)


@pytest.mark.parametrize(
    "chunks",
    [
        b"zz\r\n",
        b"-4\r\nhere\r\n",
        b"2\r\nhere\r\n",
        b"2;" + b"a" * 9_000,
        b"f" * 20 + b"\r\n",
        b"\r\n",
    ],
)
def test_chunks_that_lie_are_an_error(chunks: bytes) -> None:
    with pytest.raises(httpx.RemoteProtocolError):
        read(CHUNKED, chunks)


def test_a_flood_of_crumbs_or_trailers_is_cut_off() -> None:
    with pytest.raises(httpx.RemoteProtocolError, match="crumbs"):
        read(CHUNKED, b"1\r\nx\r\n" * (wire.MAX_CRUMBS + 1))
    with pytest.raises(HeadersTooLargeError):
        read(CHUNKED + b"0\r\n", b"Trailer: yes\r\n" * 9_000)


def test_a_flood_of_headers_is_cut_off_in_every_shape() -> None:
    for flood in (b"a" * 70_000, b"X: y\r\n" * 300 + b"\r\n", b"X: " + b"y" * 70_000 + b"\r\n\r\n"):
        with pytest.raises(HeadersTooLargeError):
            read(OK, flood)
    with pytest.raises(httpx.RemoteProtocolError, match="interim"):
        read(b"HTTP/1.1 103 Early Hints\r\n\r\n" * 9)


def test_an_end_inside_an_answer_is_told() -> None:
    with pytest.raises(httpx.ReadError, match="without an answer"):
        read(OK, ended=True)
    with pytest.raises(httpx.RemoteProtocolError, match="inside"):
        read(OK + END[:-1], ended=True)


def test_a_large_body_in_small_chunks_takes_linear_time() -> None:
    started = time.process_time()
    reply = read(CHUNKED, (b"20\r\n" + b"x" * 32 + b"\r\n") * 19_000)

    assert sum(map(len, reply.parts)) == 19_000 * 32
    assert time.process_time() - started < 2


PIECE = st.one_of(
    st.binary(max_size=30),
    st.sampled_from([
        OK, END, b"\r\n", b"\n", b": ", b"Content-Length: ", b"Transfer-Encoding: chunked\r\n",
        b"4\r\nhere\r\n", b"0\r\n\r\n", b"HTTP/1.1 100 Continue\r\n\r\n", b"HTTP/1.0 404\r\n",
        b"Connection: close\r\n", b"4", b"ffffffff", b" ", b"\x00", b"X: y\r\n",
    ]),
)  # fmt: skip
STREAM = st.lists(PIECE, max_size=12).map(b"".join)


def outcome(*pieces: bytes) -> tuple[object, ...]:
    try:
        reply = read(*pieces, ended=True)
    except httpx.TransportError as error:
        return (type(error),)
    return (reply.status, tuple(reply.fields), body(reply), reply.done)


@given(STREAM, st.integers(0, 400))
def test_any_bytes_are_an_answer_or_an_error_however_they_arrive(data: bytes, cut: int) -> None:
    assert outcome(data) == outcome(data[:cut], data[cut:])


@given(
    st.sampled_from([200, 204, 301, 404, 503]),
    st.lists(
        st.tuples(st.from_regex(r"X-[a-z]{1,8}", fullmatch=True), st.text("ab c", max_size=9))
    ),
    st.lists(st.binary(min_size=1, max_size=40), max_size=6),
    st.sampled_from(["length", "chunked", "close"]),
)
def test_what_h11_reads_is_read_the_same(
    status: int, odd: list[tuple[str, str]], parts: list[bytes], framing: str
) -> None:
    lines = [b"HTTP/1.1 %d Fine" % status, *(f"{name}: {value}".encode() for name, value in odd)]
    whole = b"".join(parts)
    if framing == "length":
        lines.append(b"Content-Length: %d" % len(whole))
    elif framing == "chunked":
        lines.append(b"Transfer-Encoding: chunked")
        whole = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"
    sent = b"\r\n".join([*lines, b"", b""]) + (b"" if status == 204 else whole)

    peer = h11.Connection(h11.CLIENT)
    peer.send(h11.Request(method="GET", target="/", headers=[("Host", "a")]))
    peer.send(h11.EndOfMessage())
    peer.receive_data(sent)
    peer.receive_data(b"")
    head = peer.next_event()
    assert isinstance(head, h11.Response)
    data = bytearray()
    while isinstance(event := peer.next_event(), h11.Data):
        data += event.data

    reply = read(sent, ended=True)
    assert (reply.status, reply.fields) == (head.status_code, head.headers.raw_items())
    assert body(reply) == bytes(data)
    assert reply.done


@pytest.mark.parametrize("line", [b"\r\n", b"\n", b"\r\n\r\n"])
def test_empty_lines_before_an_answer_are_few_or_an_error(line: bytes) -> None:
    assert read(line * 100 + OK + END).status == 200
    with pytest.raises(HeadersTooLargeError):
        read(*[line * 10_000] * 8)


def test_a_flood_of_empty_lines_costs_no_time() -> None:
    began = time.process_time()
    with pytest.raises(HeadersTooLargeError):
        read(b"\r\n\r\n" * 500_000)
    assert time.process_time() - began < 0.5
