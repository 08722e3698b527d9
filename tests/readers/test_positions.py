"""From bytes to code points, in whatever order they are asked for."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from linkcheck.readers.positions import Utf8Offsets


@given(st.text(alphabet="aé語😀\n", max_size=40), st.lists(st.integers(0, 40), max_size=8))
def test_a_byte_offset_is_its_code_point_in_any_order(text: str, asked: list[int]) -> None:
    whole = text * 300
    ends = [0]
    for char in whole:
        ends.append(ends[-1] + len(char.encode()))
    offsets = Utf8Offsets(whole.encode())

    for number in asked:
        place = min(number * 251, len(whole))
        assert offsets(ends[place]) == place
