from __future__ import annotations

import gzip
import tracemalloc
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from web import bomb

from linkcheck.fetch.bodies import STEP, Body

TEXT = b"".join(b"line %d of a page\n" % number for number in range(20_000))


def bare_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


def collect(packed: bytes, encoding: str, limit: int = 10_000_000, step: int = 1000) -> Body:
    body = Body(limit, encoding)
    for start in range(0, len(packed), step):
        if not body.feed(packed[start : start + step]):
            break
    return body


@given(st.binary(max_size=3000), st.integers(1, 400))
def test_every_packing_comes_out_as_it_went_in(data: bytes, step: int) -> None:
    packings = {
        "": data,
        "identity": data,
        "gzip": gzip.compress(data),
        "x-gzip": gzip.compress(data),
        "deflate": zlib.compress(data),
        "Deflate": bare_deflate(data),
        "deflate, gzip": gzip.compress(zlib.compress(data)),
    }
    for encoding, packed in packings.items():
        body = collect(packed, encoding, step=step)
        assert (body.data, body.incomplete, body.decoded) == (data, False, True), encoding


def test_members_of_gzip_are_joined_and_padding_is_ignored() -> None:
    packed = gzip.compress(b"one ") + gzip.compress(b"two") + b"\0" * 700

    for step in (1, 100, 10_000):
        body = collect(packed, "gzip", step=step)
        assert (body.data, body.incomplete) == (b"one two", False)


@given(st.integers(0, 50))
def test_the_limit_is_kept_to_the_byte(limit: int) -> None:
    body = collect(b"x" * 40, "", limit=limit, step=7)

    assert body.data == b"x" * min(limit, 40)
    assert body.incomplete == (limit < 40)


@pytest.mark.parametrize("layers", [1, 2])
def test_a_bomb_allocates_no_more_than_the_limit(layers: int) -> None:
    packed = bomb(300_000_000, layers).body
    assert isinstance(packed, bytes)
    tracemalloc.start()

    body = collect(packed, ", ".join(["gzip"] * layers), limit=1_000_000, step=65_536)

    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(body.data) == 1_000_000
    assert body.incomplete
    assert peak < 1_000_000 + 40 * STEP


def test_a_layer_that_unpacks_to_nothing_but_packing_ends() -> None:
    nothing = gzip.compress(b"") * 100_000

    body = Body(100_000, "gzip, gzip")

    assert not body.feed(gzip.compress(nothing))
    assert (body.data, body.incomplete) == (b"", True)


def test_packing_larger_than_any_page_ends() -> None:
    body = Body(1000, "gzip")
    member = gzip.compress(b"")
    fed = 0
    while body.feed(member * 50):
        fed += 50 * len(member)

    assert fed <= 1000 + STEP
    assert body.incomplete


@given(st.integers(200, 5000))
def test_of_damaged_gzip_what_could_be_unpacked_is_kept(position: int) -> None:
    packed = bytearray(gzip.compress(TEXT))
    packed[position:] = b"\xff" * 300

    body = collect(bytes(packed), "gzip", step=65_536)

    assert body.incomplete
    assert body.data[: position - 100] == TEXT[: position - 100]


def test_a_wrong_checksum_costs_nothing_of_a_small_page() -> None:
    packed = bytearray(gzip.compress(b"<title>Small</title>"))
    packed[-5] ^= 0xFF

    body = collect(bytes(packed), "gzip")

    assert (body.data, body.incomplete) == (b"<title>Small</title>", True)


@pytest.mark.parametrize("keep", [1, 5, 10, 100])
def test_gzip_cut_short_is_incomplete(keep: int) -> None:
    assert collect(gzip.compress(TEXT)[:keep], "gzip").incomplete


def test_a_single_byte_of_deflate_is_incomplete() -> None:
    assert collect(b"x", "deflate").incomplete


@pytest.mark.parametrize("encoding", ["br", "zstd", "gzip, br", "gzip, gzip, gzip", "utf-8"])
def test_what_we_did_not_ask_for_stays_packed(encoding: str) -> None:
    body = collect(b"packed", encoding)

    assert (body.data, body.decoded, body.incomplete) == (b"packed", False, False)


@given(st.binary(max_size=2000), st.sampled_from(["gzip", "deflate", "gzip, deflate"]))
def test_no_bytes_break_the_unpacking(data: bytes, encoding: str) -> None:
    body = collect(data, encoding, limit=5000, step=100)

    assert len(body.data) <= 5000
