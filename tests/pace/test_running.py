from __future__ import annotations

import asyncio

import pytest

from linkcheck.pace.running import to_its_end


class Large:
    """A result that counts how often somebody spells it out."""

    spelt = 0

    def __repr__(self) -> str:
        Large.spelt += 1
        return "large"


def test_a_result_comes_back_without_being_spelt_out() -> None:
    result = Large()

    async def story() -> Large:
        await asyncio.sleep(0)
        return result

    assert to_its_end(story()) is result
    assert Large.spelt == 0


def test_an_error_comes_out_as_it_is() -> None:
    async def story() -> None:
        await asyncio.sleep(0)
        raise LookupError("nothing there")

    with pytest.raises(LookupError, match="nothing there"):
        to_its_end(story())
