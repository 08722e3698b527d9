from __future__ import annotations

import pytest

from linkcheck.cli import run
from linkcheck.cli.explain import reference_sections

Capture = pytest.CaptureFixture[str]


def test_a_reason_is_explained_by_its_section_of_the_reference(capsys: Capture) -> None:
    assert run(["explain", "contradicts"]) == 0

    out = capsys.readouterr().out
    assert out.startswith("contradicts\n\n")
    assert "mismatch" in out
    assert "#" not in out


def test_all_reasons_are_listed_with_their_first_sentence(capsys: Capture) -> None:
    assert run(["explain"]) == 0

    lines = capsys.readouterr().out.splitlines()
    listed = [line.split()[0] for line in lines if line[:1] != " "]
    assert listed == list(reference_sections())
    assert all(len(line) <= 80 for line in lines)


def test_a_misspelt_reason_is_told(capsys: Capture) -> None:
    assert run(["explain", "contradict"]) == 2
    assert capsys.readouterr().err == (
        "Error: “contradict” is no reason\nHint: Did you mean “contradicts”?\n"
    )
