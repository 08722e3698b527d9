"""What fuzzing found stays found; and the same functions on inputs of hypothesis."""

from __future__ import annotations

from pathlib import Path

import pytest
from fetch.fuzzing import TARGETS
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

KEPT = sorted(Path(__file__).with_name("fuzzed").glob("*/*"))


@pytest.mark.parametrize("file", KEPT, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_kept_inputs_break_nothing(file: Path) -> None:
    TARGETS[file.parent.name](file.read_bytes())


@pytest.mark.parametrize("target", sorted(TARGETS))
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.binary(max_size=2_000))
def test_nothing_from_the_network_breaks_its_reader(target: str, data: bytes) -> None:
    TARGETS[target](data)
