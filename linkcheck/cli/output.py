"""Where reports go: standard output, and files that appear whole or not at all."""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from linkcheck.cli.group import Mistake
from linkcheck.cli.speech import language_for
from linkcheck.errors import ConfigError, why
from linkcheck.model import Message, Severity
from linkcheck.reporters import NORMAL, QUIET, REPORTERS, SUFFIXES, VERBOSE, RenderOptions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from linkcheck.model import Report

Subject = TypeVar("Subject")

_WIDEST = 100
"""Columns; longer lines are hard to read."""
_NARROWEST = 40
_PIPE_WIDTH = 80
_MAX_SUMMARY = 1_000_000
"""Bytes; GitHub refuses a job summary above 1 MiB."""


@dataclass(frozen=True, slots=True)
class Output:
    """A file to write, and in which format."""

    format: str
    path: Path


def outputs_in(formats: Iterable[str]) -> Callable[..., tuple[Output, ...]]:
    """A click callback that reads ``[FORMAT:]PATH`` arguments; a suffix can tell the format."""
    known = tuple(formats)

    def convert(
        ctx: click.Context, _parameter: click.Parameter, values: Iterable[str]
    ) -> tuple[Output, ...]:
        return tuple(_output(value, known, ctx) for value in values)

    return convert


def _output(value: str, known: tuple[str, ...], ctx: click.Context) -> Output:
    prefix, _, rest = value.partition(":")
    if rest and prefix in known:
        return Output(prefix, Path(rest))
    name = SUFFIXES.get(Path(value).suffix.lower(), "")
    asked = prefix if rest and prefix in REPORTERS else name
    if asked in known:
        return Output(name, Path(value))
    formats = ", ".join(known)
    if asked:
        called = f"linkcheck {ctx.info_name}"
        raise Mistake("no-format", ctx, format=asked, formats=formats, called=called)
    raise Mistake("which-format", ctx, value=value, format=known[0], formats=formats)


@dataclass(frozen=True, slots=True)
class Telling:
    """How a command tells what it found; ``language`` is "" for the locale's."""

    language: str = ""
    colour: str = "auto"
    quiet: bool = False
    verbose: bool = False
    fail_on: Severity = Severity.ERROR
    docs_url: str = ""

    @property
    def plain(self) -> RenderOptions:
        """How to render for a file: without colour, and as wide as a pipe."""
        return RenderOptions(
            language_for(self.language),
            fail_on=self.fail_on,
            ci=ci_system(),
            docs_url=self.docs_url,
        )

    @property
    def options(self) -> RenderOptions:
        """How to render for standard output: colour and width as they suit what is there."""
        watched = sys.stdout.isatty()
        columns = shutil.get_terminal_size().columns if watched else _PIPE_WIDTH
        return replace(
            self.plain,
            colour=_coloured(self.colour, watched=watched),
            width=min(max(columns, _NARROWEST), _WIDEST),
            verbosity=VERBOSE if self.verbose else QUIET if self.quiet else NORMAL,
        )

    def print(self, reporter: Callable[[Subject, RenderOptions], str], subject: Subject) -> None:
        """Render for standard output."""
        options = self.options
        print_text(reporter(subject, options), colour=options.colour)

    def write(
        self,
        reporters: Mapping[str, Callable[[Subject, RenderOptions], str]],
        subject: Subject,
        outputs: Iterable[Output],
    ) -> None:
        """Render into files, which get neither colour nor a terminal's width."""
        for output in outputs:
            write(output.path, reporters[output.format](subject, self.plain))

    def add_job_summary(self, report: Report, environ: Mapping[str, str] = os.environ) -> None:
        """Add the report to the job's page, where a workflow of GitHub asks for one."""
        path = environ.get("GITHUB_STEP_SUMMARY")
        if path:
            options = replace(self.plain, max_bytes=_MAX_SUMMARY)
            append(Path(path), REPORTERS["markdown"](report, options))


def _coloured(choice: str, *, watched: bool) -> bool:
    """Colour as asked for, else as NO_COLOR (no-color.org), FORCE_COLOR and the terminal say."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or (watched and os.environ.get("TERM") != "dumb")


def ci_system(environ: Mapping[str, str] = os.environ) -> str:
    """The system of continuous integration that runs us: "github", "gitlab" or ""."""
    known = {"GITHUB_ACTIONS": "github", "GITLAB_CI": "gitlab"}
    return next((name for variable, name in known.items() if environ.get(variable) == "true"), "")


def print_text(text: str, *, colour: bool) -> None:
    """Print on standard output: in UTF-8 into files and pipes, else as the terminal can.

    A reader that closes the pipe early has seen enough; the exit code stays the run's.
    """
    try:
        if sys.stdout.isatty():
            encoding = sys.stdout.encoding
            shown = text.encode(encoding, "replace").decode(encoding)
            click.echo(shown, nl=False, color=colour)
        else:
            click.echo(text.encode(errors="replace"), nl=False)
    except BrokenPipeError:
        # What is still buffered would fail again when the interpreter shuts down.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def write(path: Path, text: str) -> None:
    """Write a file in one step: readers see the old one or the new one, never half of it."""
    try:
        if path.exists() and not path.is_file():
            path.write_text(text, "utf-8", newline="\n")  # a device or a pipe
            return
        _replace(path.resolve(), text)
    except OSError as error:
        raise ConfigError.of("unwritable", path=str(path), why=why(error)) from error


def must_be_writable(paths: Iterable[Path]) -> None:
    """Refuse files that could not be written at the end, before anything is fetched."""
    for path in paths:
        folder = path.resolve().parent
        refused = _refused(path, folder)
        if refused:
            raise ConfigError.of("unwritable", path=str(path), why=Message.of(f"system.{refused}"))


def _refused(path: Path, folder: Path) -> str:
    if path.is_dir():
        return "is-folder"
    if not folder.exists():
        return "missing"
    if not folder.is_dir():
        return "no-folder"
    return "" if os.access(path if path.exists() else folder, os.W_OK) else "not-allowed"


def append(path: Path, text: str) -> None:
    """Add text to the end of a file."""
    try:
        with path.open("a", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except OSError as error:
        raise ConfigError.of("unwritable", path=str(path), why=why(error)) from error


def _replace(path: Path, text: str) -> None:
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with draft.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
