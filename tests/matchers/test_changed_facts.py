"""Pairs of which one fact was changed: the gate. Floors only go up."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from matchers.samples import claim, page

from linkcheck.matchers import match
from linkcheck.verdicts.facts import thresholds

FOLDER = Path(__file__).parents[2] / "fixtures" / "changed"
FLOOR = {
    "persons-open": 0.97, "persons-held": 0.91, "places-open": 0.94, "places-held": 0.94,
    "doctypes-open": 0.93, "doctypes-held": 0.95, "organisations-open": 0.97,
    "organisations-held": 0.91,
}  # fmt: skip
"""How often a right page scores above a wrong one, at least."""
WRONG_VERIFIED = {"places-open": 2, "doctypes-open": 1}


def scores(name: str) -> tuple[list[float], list[float]]:
    read = tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))
    right: list[float] = []
    wrong: list[float] = []
    for label, language, kept, changed, spoken in read["pairs"]:
        for title, column in ((kept, right), (changed, wrong)):
            found = match(claim(label, language), page(title, language=spoken, url=""))
            assert found
            column.append(found.score)
    return right, wrong


@pytest.mark.parametrize("name", list(FLOOR))
def test_a_changed_fact_lowers_the_score(name: str) -> None:
    right, wrong = scores(name)
    above = sum((one > two) + 0.5 * (one == two) for one in right for two in wrong)
    assert above / (len(right) * len(wrong)) >= FLOOR[name]
    least = thresholds()["verified"]
    assert sum(one >= least for one in wrong) <= WRONG_VERIFIED.get(name, 0)


def test_every_file_of_pairs_has_a_floor() -> None:
    assert {path.stem for path in FOLDER.glob("*.toml")} == set(FLOOR)
