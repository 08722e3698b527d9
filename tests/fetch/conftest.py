from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from web import Web

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def web() -> Iterator[Web]:
    with Web() as started:
        yield started
