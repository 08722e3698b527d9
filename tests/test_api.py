from __future__ import annotations

import subprocess
import sys

import pytest

import linkcheck


def test_the_public_names_are_these() -> None:
    assert linkcheck.__all__ == [
        "REPORTERS", "Acceptance", "Ahead", "Bibliography", "Checked", "Citation", "CitationPolicy",
        "Config", "ConfigError", "Defect", "Document", "Event", "Evidence", "Expectation",
        "Failure", "FailureKind", "FetchPolicy", "Fetches", "Finding", "Finished", "Hop",
        "Known", "Lapse", "LeftOut", "LinkcheckError", "Listener", "Mark", "Match", "Message",
        "Outcome", "Page", "Passage", "ReadError", "Recurrence", "RenderOptions", "Repair",
        "RepairKind", "ReplayError", "Report", "Response", "Retrying", "Section", "Severity",
        "Signal", "SignalKind", "Span", "Started", "Title", "TitleSource", "Verdict", "Verifier",
        "Warned",
        "__version__", "documents", "say", "verify",
    ]  # fmt: skip


def test_every_public_name_is_there_and_documented() -> None:
    assert set(linkcheck.__all__) <= set(dir(linkcheck))
    for name in linkcheck.__all__:
        value = getattr(linkcheck, name)
        assert not callable(value) or name in {"Event", "Listener", "Outcome"} or value.__doc__


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'frobnicate'"):
        linkcheck.frobnicate  # noqa: B018 (the access is the test)


def test_importing_the_package_imports_nothing_heavy() -> None:
    code = "import linkcheck, sys; print(sorted({name.partition('.')[0] for name in sys.modules}))"
    loaded = subprocess.run(  # noqa: S603 (our own interpreter)
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout

    for heavy in ("httpx", "bs4", "click", "selectolax", "asyncio", "tomllib"):
        assert f"'{heavy}'" not in loaded
