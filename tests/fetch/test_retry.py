from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkcheck.fetch.exchange import Answer
from linkcheck.fetch.policy import FetchPolicy
from linkcheck.fetch.retry import backoff, tries
from linkcheck.fetch.troubles import Trouble
from linkcheck.model import FailureKind


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504, 520, 599])
def test_a_server_in_trouble_is_asked_three_times(status: int) -> None:
    assert tries(Answer(status, {}), FetchPolicy()) == 3


@pytest.mark.parametrize("status", [200, 304, 400, 403, 404, 408, 410, 451, 501, 511, 999])
def test_a_server_that_has_decided_is_asked_once(status: int) -> None:
    assert tries(Answer(status, {}), FetchPolicy()) == 1


@pytest.mark.parametrize(
    ("kind", "number"),
    [
        (FailureKind.CONNECTION, 3),
        (FailureKind.PROTOCOL, 2),
        (FailureKind.NO_SUCH_HOST, 2),
        (FailureKind.TIMEOUT, 1),
        (FailureKind.TLS, 1),
        (FailureKind.TOO_LARGE, 1),
        (FailureKind.REFUSED_BY_POLICY, 1),
    ],
)
def test_each_trouble_has_its_number_of_tries(kind: FailureKind, number: int) -> None:
    assert tries(Trouble(kind, ""), FetchPolicy()) == number
    assert tries(Trouble(kind, ""), FetchPolicy(attempts=1)) == 1


def test_a_page_that_broke_off_is_asked_for_again() -> None:
    assert tries(Answer(200, {}, dropped=True), FetchPolicy()) == 3


@given(st.integers(0, 10), st.floats(0, 1))
def test_waits_double_with_a_quarter_of_chance(retries: int, chance: float) -> None:
    assert 0.75 * 2**retries <= backoff(retries, lambda: chance) <= 1.25 * 2**retries
