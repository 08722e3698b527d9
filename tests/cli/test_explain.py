from __future__ import annotations

import pytest

from linkcheck.cli import run
from linkcheck.reference import reasons

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
    assert listed == list(reasons())
    assert all(len(line) <= 80 for line in lines)


def test_a_misspelt_reason_is_told(capsys: Capture) -> None:
    assert run(["explain", "contradict"]) == 2
    assert capsys.readouterr().err == (
        "Error: “contradict” is no reason\nHint: Did you mean “contradicts”?\n"
    )


def test_every_reason_is_explained_in_german_too() -> None:
    assert list(reasons("de")) == list(reasons())
    assert all(body != reasons("de")[reason] for reason, body in reasons().items())


@pytest.mark.parametrize("by_locale", [True, False])
def test_the_explanation_is_in_the_language_of_reports(
    by_locale: bool,  # noqa: FBT001 (a parameter of the test)
    capsys: Capture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LANG", "de_DE.UTF-8" if by_locale else "C")

    assert run(["explain", "http-gone", *([] if by_locale else ["--lang", "de"])]) == 0

    out = capsys.readouterr().out
    assert "Was zu tun ist:" in out
    assert all(len(line) <= 80 for line in out.splitlines())


@pytest.mark.parametrize("text", ["a\n\n## one\n\nEins.\n", "# nothing\n"])
def test_what_is_not_translated_is_told_in_english(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = {"verdicts.md": "#\n## one\n\nOne.\n\n## two\n\nTwo.\n", "verdicts.de.md": text}
    monkeypatch.setattr("linkcheck.reference.reference", texts.__getitem__)

    assert reasons("de") == {"one": "Eins." if "Eins" in text else "One.", "two": "Two."}
