from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linkcheck.model import Defect, FailureKind, SignalKind, Verdict
from linkcheck.wording import LANGUAGES, catalogue

if TYPE_CHECKING:
    from enum import StrEnum


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("table", "words"),
    [
        ("verdicts", Verdict),
        ("failures", FailureKind),
        ("defects", Defect),
        ("signals", SignalKind),
    ],
)
def test_every_word_of_the_vocabulary_can_be_said(
    language: str, table: str, words: type[StrEnum]
) -> None:
    missing = [word for word in words if f"{table}.{word}" not in catalogue(language)]

    assert not missing


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_verdict_says_what_to_do_and_how_many(language: str) -> None:
    known = catalogue(language)

    assert all(f"verdicts.{verdict}_do" in known for verdict in Verdict)
    assert all("{count}" in known[f"verdicts.{verdict}_count"] for verdict in Verdict)
