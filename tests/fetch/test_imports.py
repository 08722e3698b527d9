from __future__ import annotations

import subprocess
import sys

import pytest

import linkcheck.fetch


@pytest.mark.parametrize("name", linkcheck.fetch.__all__)
def test_every_public_name_is_there(name: str) -> None:
    assert getattr(linkcheck.fetch, name).__name__ == name


def test_other_names_are_not() -> None:
    with pytest.raises(AttributeError, match="no attribute 'Downloader'"):
        linkcheck.fetch.__getattr__("Downloader")


@pytest.mark.parametrize("name", ["FetchPolicy", "Replayer", "Recorder", "Fetches", "is_public"])
def test_the_policy_and_the_replay_need_no_network_library(name: str) -> None:
    code = f"import sys; from linkcheck.fetch import {name}; print(*sys.modules)"
    run = subprocess.run(  # noqa: S603 (our own interpreter and code)
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    loaded = set(run.stdout.split())
    assert not loaded & {"httpx", "httpcore", "h11", "tenacity", "asyncio", "ssl"}
