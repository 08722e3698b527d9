from __future__ import annotations

import io
import os
import stat
import sys
from pathlib import Path

import click
import pytest
from reporters import samples

from linkcheck.cli import mistakes, output
from linkcheck.cli.group import Mistake
from linkcheck.cli.output import Output, Telling, outputs_in
from linkcheck.cli.speech import language_for
from linkcheck.errors import ConfigError
from linkcheck.reporters import NORMAL, QUIET, REPORTERS, VERBOSE, RenderOptions


def parse(*values: str) -> tuple[Output, ...]:
    parameter = click.Option(["-o", "--output"])
    return outputs_in(REPORTERS)(click.Context(click.Command("x")), parameter, values)


@pytest.mark.parametrize(
    ("value", "format_", "path"),
    [
        ("report.json", "json", "report.json"),
        ("REPORT.TXT", "terminal", "REPORT.TXT"),
        ("json:report", "json", "report"),
        ("a.sarif", "sarif", "a.sarif"),
        ("report.xml", "junit", "report.xml"),
        ("gitlab:report.json", "gitlab", "report.json"),
        ("terminal:a:b.json", "terminal", "a:b.json"),
        ("c:\\a.json", "json", "c:\\a.json"),
    ],
)
def test_an_output_names_its_format_or_its_suffix_does(value: str, format_: str, path: str) -> None:
    assert parse(value) == (Output(format_, Path(path)),)


@pytest.mark.parametrize("value", ["report", "report.pdf", "pdf:x", "json:"])
def test_an_output_without_a_known_format_is_refused(value: str) -> None:
    with pytest.raises(Mistake) as caught:
        parse(value)

    told = mistakes.of(caught.value)
    assert told.message == f"“{value}” does not tell its format"
    assert told.hint.startswith(f"Write terminal:{value}, with one of these formats: terminal,")


@pytest.mark.parametrize(
    ("environ", "language"),
    [
        ({}, "en"),
        ({"LANG": "de_AT.UTF-8"}, "de"),
        ({"LANG": "de_DE", "LC_MESSAGES": "en_US"}, "en"),
        ({"LANG": "en_US", "LC_ALL": "de_CH"}, "de"),
        ({"LANG": "fr_FR"}, "en"),
        ({"LC_ALL": "", "LANG": "de"}, "de"),
    ],
)
def test_the_language_is_the_locale_s(environ: dict[str, str], language: str) -> None:
    assert language_for("", environ) == language


def test_a_chosen_language_outranks_the_locale() -> None:
    assert language_for("en", {"LANG": "de_DE"}) == "en"


@pytest.mark.parametrize(
    ("choice", "environ", "watched", "coloured"),
    [
        ("auto", {}, True, True),
        ("auto", {}, False, False),
        ("auto", {"NO_COLOR": "1"}, True, False),
        ("auto", {"NO_COLOR": ""}, True, True),
        ("auto", {"FORCE_COLOR": "1"}, False, True),
        ("auto", {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False, False),
        ("auto", {"TERM": "dumb"}, True, False),
        ("always", {"NO_COLOR": "1"}, False, True),
        ("never", {"FORCE_COLOR": "1"}, True, False),
    ],
)
def test_colour_is_as_asked_for_or_as_the_environment_says(
    monkeypatch: pytest.MonkeyPatch,
    choice: str,
    environ: dict[str, str],
    watched: bool,  # noqa: FBT001 (a parameter of the test)
    coloured: bool,  # noqa: FBT001 (a parameter of the test)
) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: watched)

    assert Telling(colour=choice).options.colour is coloured


@pytest.mark.parametrize(("columns", "width"), [("80", 80), ("300", 100), ("10", 40)])
def test_a_terminal_s_width_is_kept_within_what_can_be_read(
    monkeypatch: pytest.MonkeyPatch, columns: str, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)

    assert Telling().options.width == width


def test_a_pipe_has_80_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "120")

    assert Telling().options.width == 80


def test_quiet_and_verbose_set_how_much_is_told() -> None:
    assert Telling().options.verbosity == NORMAL
    assert Telling(quiet=True).options.verbosity == QUIET
    assert Telling(verbose=True).options.verbosity == VERBOSE


def test_reports_go_to_standard_output_in_utf_8(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    Telling(language="de").print(lambda text, options: f"{text} {options.language}\n", "✓ Größe")

    assert capfdbinary.readouterr().out == "✓ Größe de\n".encode()


@pytest.mark.parametrize(("encoding", "shown"), [("utf-8", "✓ ä"), ("latin-1", "? ä")])
def test_a_terminal_that_lacks_a_sign_gets_a_question_mark(
    monkeypatch: pytest.MonkeyPatch, encoding: str, shown: str
) -> None:
    terminal = io.TextIOWrapper(io.BytesIO(), encoding)
    monkeypatch.setattr(terminal, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stdout", terminal)

    output.print_text("✓ ä", colour=False)

    assert terminal.buffer.getvalue().decode(encoding) == shown


def test_a_reader_that_leaves_early_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with open(writing, "w", encoding="utf-8") as pipe:  # noqa: PTH123 (a descriptor, no path)
        monkeypatch.setattr(sys, "stdout", pipe)

        output.print_text("x" * 1_000_000, colour=False)
        pipe.write("what follows goes nowhere")

    assert pipe.closed


def test_files_get_no_colour_and_eighty_columns(tmp_path: Path) -> None:
    seen: list[RenderOptions] = []

    def render(_subject: str, options: RenderOptions) -> str:
        seen.append(options)
        return "text\n"

    Telling("de", "always", verbose=True).write(
        {"x": render}, "", [Output("x", tmp_path / "a"), Output("x", tmp_path / "b")]
    )

    assert seen == [RenderOptions("de")] * 2
    assert (tmp_path / "b").read_bytes() == b"text\n"


def test_a_file_is_replaced_whole_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    path.write_text("old", "utf-8")

    output.write(path, "neu ✓\n")

    assert path.read_text("utf-8") == "neu ✓\n"
    assert [one.name for one in tmp_path.iterdir()] == ["report.json"]


def test_a_file_that_fails_keeps_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    path.write_text("old", "utf-8")

    with pytest.raises(UnicodeEncodeError):
        output.write(path, "\ud800")

    assert path.read_text("utf-8") == "old"
    assert [one.name for one in tmp_path.iterdir()] == ["report.json"]


def test_a_link_is_written_through(tmp_path: Path) -> None:
    target, link = tmp_path / "target.json", tmp_path / "link.json"
    target.write_text("old", "utf-8")
    link.symlink_to(target)

    output.write(link, "new")

    assert link.is_symlink()
    assert target.read_text("utf-8") == "new"


def test_a_device_is_written_to_and_stays_one() -> None:
    device = Path(os.devnull)

    output.write(device, "text")

    assert stat.S_ISCHR(device.stat().st_mode)


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"report\.json cannot be written: there is no such file"):
        output.write(tmp_path / "missing" / "report.json", "x")


@pytest.mark.parametrize(
    ("environ", "system"),
    [
        ({}, ""),
        ({"CI": "true"}, ""),
        ({"GITHUB_ACTIONS": "true"}, "github"),
        ({"GITLAB_CI": "true"}, "gitlab"),
        ({"GITHUB_ACTIONS": "false"}, ""),
    ],
)
def test_the_ci_system_is_known_by_its_variable(environ: dict[str, str], system: str) -> None:
    assert output.ci_system(environ) == system


def test_a_job_summary_is_added_to_what_is_there(tmp_path: Path) -> None:
    path = tmp_path / "summary.md"
    path.write_text("before\n", "utf-8")
    report = samples.report(samples.gone())

    Telling().add_job_summary(report, {"GITHUB_STEP_SUMMARY": str(path)})
    Telling().add_job_summary(report, {})

    assert path.read_text("utf-8").startswith("before\n## Sources: artikel.md")
    assert path.read_text("utf-8").count("## Sources") == 1


def test_a_job_summary_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be written"):
        Telling().add_job_summary(samples.report(), {"GITHUB_STEP_SUMMARY": str(tmp_path)})
