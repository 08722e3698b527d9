"""What every test may use: the loopback web, and a terminal that promises nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import settings
from web import Web

if TYPE_CHECKING:
    from collections.abc import Iterator

settings.register_profile("untimed", deadline=None)  # a busy machine is no fault
settings.load_profile("untimed")

_DECIDES_OUTPUT = ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "LANG", "LC_ALL", "LC_MESSAGES", "CI")


@pytest.fixture
def web() -> Iterator[Web]:
    with Web() as started:
        yield started


@pytest.fixture(autouse=True)
def _same_surroundings_everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in _DECIDES_OUTPUT:
        monkeypatch.delenv(name, raising=False)
