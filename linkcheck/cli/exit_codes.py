"""What a run's end tells the program that started it (``docs/reference/exit-codes.md``)."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from linkcheck.model import Report, Severity


class ExitCode(IntEnum):
    """Exit codes of all commands."""

    OK = 0
    FINDINGS = 1
    USAGE = 2
    NOTHING_VERIFIED = 3
    INTERNAL_ERROR = 70
    INTERRUPTED = 130


def exit_code(
    report: Report, fail_on: Severity, *, forgiving: bool = False, allow_empty: bool = False
) -> ExitCode:
    """The exit code of a finished run; ``forgiving`` lets findings pass, ``allow_empty`` none.

    Where no server answered, only findings that needed none make it fail.
    """
    code = _code(report, fail_on)
    if code is ExitCode.NOTHING_VERIFIED and not report.findings and allow_empty:
        return ExitCode.OK
    return ExitCode.OK if code is ExitCode.FINDINGS and forgiving else code


def _code(report: Report, fail_on: Severity) -> ExitCode:
    if report.interrupted:
        return ExitCode.INTERRUPTED
    if report.internal_errors:
        return ExitCode.INTERNAL_ERROR
    if report.reached_nobody:
        failed = any(found.fails(fail_on) for found in report.findings if found.outcome is None)
        return ExitCode.FINDINGS if failed else ExitCode.NOTHING_VERIFIED
    if not report.findings:
        return ExitCode.NOTHING_VERIFIED
    return ExitCode.FINDINGS if report.fails(fail_on) else ExitCode.OK
