from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkcheck import dates

Parts = tuple[int | None, int | None, int | None]


def found(text: str, language: str = "") -> list[Parts]:
    return [(one.year, one.month, one.day) for one in dates.find(text, language)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("March 5, 2023", [(2023, 3, 5)]),
        ("Mayor elected in May 2023", [(2023, 5, None)]),
        ("march 2023 and April 1st", [(2023, 3, None), (None, 4, 1)]),
        ("summary 5 2023", []),
        ("on the 3rd of May 2021, 4 mayo", [(2021, 5, 3), (None, 5, 4)]),
        ("2023-05-04 / 2023. 5. 6 / 7.8.2023", [(2023, 5, 4), (2023, 5, 6), (2023, 8, 7)]),
        ("12023-05-04", []),
        ("May May 5, 2023", [(2023, 5, 5)]),
    ],
)
def test_dates_begin_at_numbers_and_at_names_of_months(text: str, parts: list[Parts]) -> None:
    assert found(text) == parts


def test_a_long_text_is_read_like_a_short_one() -> None:
    filler = "words of no month " * 40

    assert found(f"{filler}5 March 2023{filler}") == found("5 March 2023")


_PIECES = st.sampled_from(
    [
        "March",
        "mai",
        "5",
        "31",
        "2023",
        ".",
        "/",
        "-",
        " ",
        " de ",
        "st",
        "年",
        "月",
        "日",
        "令和",
        "x",
    ]
)


@given(st.lists(_PIECES, max_size=12).map("".join))
def test_what_is_found_lies_in_the_text_in_order_and_apart(text: str) -> None:
    spans = [(one.start, one.end) for one in dates.find(text, "en")]

    assert all(start < end <= len(text) for start, end in spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
