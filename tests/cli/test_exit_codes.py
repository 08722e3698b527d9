from __future__ import annotations

from dataclasses import replace

import pytest
from reporters import samples

from linkcheck.cli.exit_codes import ExitCode, exit_code
from linkcheck.model import Failure, FailureKind, Finding, Report, Severity


def failing(kind: FailureKind, host: str = "a.example") -> Finding:
    failure = Failure(f"https://{host}/x", kind, "")
    found = samples.gone() if kind is FailureKind.NO_SUCH_HOST else samples.unreachable()
    return replace(found, outcome=failure)


FINE = samples.verified()
REFUSED = replace(
    samples.skipped(), outcome=Failure("https://a.example/x", FailureKind.REFUSED_BY_POLICY, "")
)
TIMEOUT, UNKNOWN = FailureKind.TIMEOUT, FailureKind.NO_SUCH_HOST


@pytest.mark.parametrize(
    ("report", "fail_on", "code"),
    [
        pytest.param(samples.report(FINE), Severity.ERROR, 0, id="verified"),
        pytest.param(samples.report(FINE), Severity.NOTICE, 0, id="verified, strict"),
        pytest.param(samples.report(samples.skipped()), Severity.NOTICE, 0, id="skipped"),
        pytest.param(samples.report(samples.moved()), Severity.WARNING, 0, id="moved"),
        pytest.param(samples.report(samples.moved()), Severity.NOTICE, 1, id="moved, strict"),
        pytest.param(samples.report(samples.review()), Severity.ERROR, 0, id="review"),
        pytest.param(samples.report(samples.review()), Severity.WARNING, 1, id="review, warning"),
        pytest.param(samples.report(FINE, samples.gone()), Severity.ERROR, 1, id="gone"),
        pytest.param(samples.report(samples.pinned()), Severity.NOTICE, 1, id="defect, strict"),
        pytest.param(samples.without_sources(), Severity.ERROR, 3, id="no citation"),
        pytest.param(samples.report(failing(TIMEOUT)), Severity.ERROR, 3, id="no answer"),
        pytest.param(samples.report(failing(TIMEOUT), FINE), Severity.ERROR, 0, id="one answer"),
        pytest.param(samples.report(failing(UNKNOWN)), Severity.ERROR, 1, id="one unknown host"),
        pytest.param(
            samples.report(failing(UNKNOWN), failing(UNKNOWN)), Severity.ERROR, 1, id="same host"
        ),
        pytest.param(
            samples.report(failing(UNKNOWN), failing(UNKNOWN, "b.example")),
            Severity.ERROR, 3, id="offline",
        ),
        pytest.param(
            samples.report(failing(TIMEOUT), samples.incomplete()),
            Severity.ERROR, 1, id="offline and incomplete",
        ),
        pytest.param(
            samples.report(REFUSED), Severity.ERROR, 0, id="refused"
        ),
        pytest.param(
            samples.report(replace(samples.review(), reason="internal-error"), samples.gone()),
            Severity.ERROR, 70, id="internal error",
        ),
        pytest.param(
            samples.report(samples.gone(), interrupted=True), Severity.ERROR, 130, id="interrupted"
        ),
    ],
)  # fmt: skip
def test_the_exit_code_is_read_from_the_report(
    report: Report, fail_on: Severity, code: int
) -> None:
    assert exit_code(report, fail_on) == code


def test_the_codes_are_those_of_the_reference() -> None:
    assert [code.value for code in ExitCode] == [0, 1, 2, 3, 70, 130]
