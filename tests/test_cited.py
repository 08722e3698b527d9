"""Whole articles, from their text to their verdicts: the gate of accuracy. Floors only go up."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from cited import CALM, EXPECTED, FOLDER, articles, said

from linkcheck.model import Verdict

if TYPE_CHECKING:
    from cited import Said

FLOOR = {False: 0.91, True: 0.88}
"""The share of findings that a careful editor would agree with, by whether they are held out."""
ALARMS = {False: 0.0, True: 0.0}
WRONG_VERIFIED = {False: 0, True: 0}


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> list[Said]:
    folder = tmp_path_factory.mktemp("articles")
    return [one for article in articles() for one in said(article, folder)]


@pytest.mark.parametrize("held_out", [False, True])
def test_findings_are_what_a_careful_editor_would_say(found: list[Said], held_out: bool) -> None:  # noqa: FBT001 (a parameter of pytest)
    half = [one for one in found if one.held_out is held_out]
    assert sum(one.right for one in half) / len(half) >= FLOOR[held_out]


@pytest.mark.parametrize("held_out", [False, True])
def test_no_wrong_page_is_verified_and_right_ones_raise_no_alarm(
    found: list[Said],
    held_out: bool,  # noqa: FBT001 (a parameter of pytest)
) -> None:
    half = [one for one in found if one.held_out is held_out]
    there = [one for one in half if one.there]
    verified = [one for one in half if not one.there and one.verdict in ("verified", "moved")]
    assert len(verified) <= WRONG_VERIFIED[held_out]
    assert sum(one.verdict not in CALM for one in there) / len(there) <= ALARMS[held_out]


def test_the_set_is_as_broad_as_it_says(found: list[Said]) -> None:
    kinds = Counter(one.kind for one in found)
    assert set(kinds) == set(EXPECTED)
    assert {verdict for verdicts in EXPECTED.values() for verdict in verdicts} <= set(Verdict)
    assert len({one.language for one in found}) >= 10
    assert sum(len(article.read["pages"]) for article in articles()) >= 180
    assert len(articles()) == len(list(FOLDER.glob("*.toml"))) == 24
