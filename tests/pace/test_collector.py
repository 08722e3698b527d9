from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from linkcheck.pace import collector

if TYPE_CHECKING:
    import pytest


def test_what_is_there_is_spared_for_as_long_as_it_is_asked() -> None:
    before = gc.get_freeze_count()

    with collector.resting():
        inside = gc.get_freeze_count()

    assert inside > before + 1_000
    assert gc.get_freeze_count() <= before


def test_a_program_that_spares_something_itself_is_left_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(collector, "_OF_PYTHON", 0)

    with collector.resting():
        spared = gc.get_freeze_count()
        with collector.resting():
            assert gc.get_freeze_count() == spared
        assert gc.get_freeze_count() == spared
