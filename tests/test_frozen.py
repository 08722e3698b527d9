from __future__ import annotations

import contextlib
import json
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reporters import samples

from linkcheck import Failure, FailureKind, Message, Response, Severity
from linkcheck.frozen import freeze, thaw


@pytest.mark.parametrize(
    "value",
    [
        samples.skipped(),
        Failure("https://a.lab/", FailureKind.OUT_OF_TIME, "über", attempts=0),
        Response("u", "f", 200, {"content-type": "x"}, b"\x00\xff", fetched_at=datetime.now(UTC)),
        Message.of("a.b", count=2, day=date(2023, 5, 12), inner=Message.of("c.d", x="\ud800")),
        (Severity.ERROR, None, 1.5, True, ""),
    ],
)
def test_what_is_stored_comes_back_the_same(value: object) -> None:
    assert thaw(freeze(value)) == value


@pytest.mark.parametrize(
    "tree",
    [
        {"value": "Path", "of": {}},
        {"value": "Failure", "of": {"nonsense": 1}},
        {"value": "Failure", "of": 3},
        {"enum": "Severity", "is": "dreadful"},
        {"enum": "StrEnum", "is": "x"},
        {"date": "yesterday"},
        {"date": 5},
        {"dict": [1]},
        {"other": 1},
    ],
)
def test_nothing_but_the_vocabulary_comes_back(tree: object) -> None:
    with pytest.raises(ValueError, match=r".+"):
        thaw(json.dumps(tree))


def test_nesting_without_end_is_an_error_and_no_crash() -> None:
    with pytest.raises(ValueError, match="vocabulary"):
        thaw("[" * 100_000)


def test_what_is_no_value_cannot_be_stored() -> None:
    with pytest.raises(TypeError, match="object cannot be stored"):
        freeze(object())


TREE = st.recursive(
    st.none() | st.integers() | st.text(max_size=9),
    lambda inner: st.lists(inner) | st.dictionaries(
        st.sampled_from(["value", "of", "enum", "is", "date", "time", "bytes", "dict", "Span"]),
        inner,
    ),
)  # fmt: skip


@given(TREE)
def test_any_tree_is_a_value_or_an_error(tree: object) -> None:
    with contextlib.suppress(ValueError):
        value = thaw(json.dumps(tree))
        assert thaw(freeze(value)) == value
