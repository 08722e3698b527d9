from __future__ import annotations

import logging

import click
import pytest

from linkcheck.cli import boundary
from linkcheck.errors import ConfigError


def run_raising(error: BaseException | None, code: int | None = None) -> int:
    @click.command()
    def command() -> int | None:
        if error:
            raise error
        return code

    return boundary.run(command, [])


@pytest.mark.parametrize(("returned", "code"), [(None, 0), (0, 0), (3, 3)])
def test_a_command_returns_its_exit_code(returned: int | None, code: int) -> None:
    assert run_raising(None, returned) == code


def test_a_mistake_of_the_user_is_told_with_its_hint(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_raising(ConfigError("x is wrong", "Do y.")) == 2

    shown = capsys.readouterr()
    assert shown.err == "Error: x is wrong\nHint: Do y.\n"
    assert shown.out == ""


def test_a_mistake_without_hint_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_raising(ConfigError("x is wrong")) == 2
    assert capsys.readouterr().err == "Error: x is wrong\n"


def test_a_mistake_in_a_group_is_told_too(capsys: pytest.CaptureFixture[str]) -> None:
    group = ExceptionGroup("tasks", [ExceptionGroup("more", [ConfigError("x is wrong")])])

    assert run_raising(group) == 2
    assert capsys.readouterr().err == "Error: x is wrong\n"


@pytest.mark.parametrize("error", [click.UsageError("bad"), click.FileError("f", "bad")])
def test_click_s_own_errors_are_usage(
    error: click.ClickException, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_raising(error) == 2
    assert "bad" in capsys.readouterr().err


@pytest.mark.parametrize("error", [KeyboardInterrupt(), click.Abort()])
def test_an_interruption_is_130(error: BaseException, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_raising(error) == 130
    assert capsys.readouterr().err.strip() == "Interrupted."


def test_click_s_exit_keeps_its_code() -> None:
    assert run_raising(click.exceptions.Exit(0)) == 0


def test_a_bug_is_told_in_short_and_logged_in_full(
    capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, "linkcheck"):
        assert run_raising(ValueError("surprise")) == 70

    shown = capsys.readouterr().err
    assert shown.startswith("Error: linkcheck failed: ValueError: surprise\nHint: This is a bug.")
    assert "Traceback" not in shown
    assert "Traceback" in caplog.text
