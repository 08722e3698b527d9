from __future__ import annotations

from string import Formatter
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


def placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


def test_every_key_is_in_every_language_and_takes_the_same_values() -> None:
    english, german = catalogue("en"), catalogue("de")
    one_only = {key for key in english.keys() ^ german.keys() if not key.endswith("_one")}
    differing = {
        key: (english[key], german[key])
        for key in english.keys() & german.keys()
        if placeholders(english[key]) != placeholders(german[key])
    }

    assert not one_only
    assert not differing


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_singular_has_its_plural(language: str) -> None:
    known = catalogue(language)

    assert all(key.removesuffix("_one") in known for key in known if key.endswith("_one"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_quotes_are_the_language_s(language: str) -> None:
    straight = {key: text for key, text in catalogue(language).items() if '"' in text}
    foreign = {
        key: text
        for key, text in catalogue(language).items()
        if ("”" in text if language == "de" else "„" in text)
    }

    assert not straight
    assert not foreign


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_verdict_says_what_to_do_and_how_many(language: str) -> None:
    known = catalogue(language)

    assert all(f"verdicts.{verdict}_do" in known for verdict in Verdict)
    assert all("{count}" in known[f"verdicts.{verdict}_count"] for verdict in Verdict)
