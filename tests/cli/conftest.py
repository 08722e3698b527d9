from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest
from web import Web

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PAGE = (
    '<html lang="en"><title>Joint Declaration of the Foreign Ministers</title>'
    "<h1>Joint Declaration of the Foreign Ministers</h1><p>"
    + "Annalena Baerbock and Radoslaw Sikorski met in Warsaw on 3 May 2024. "
    * 12
)
GONE = "https://www.gone.lab/y"
FINE = "https://www.ministry.lab/x"
ARTICLE = f"""\
Zwei Außenminister haben sich getroffen.

Quellen:
Joint Declaration von Annalena Baerbock und Radoslaw Sikorski in Warschau:
{FINE}
Bericht der Kommission:
{GONE}
Kommuniqué nach dem Besuch:
"""


@pytest.fixture(autouse=True)
def _surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """An empty working folder, no locale, and a logger that keeps no handler."""
    monkeypatch.chdir(tmp_path)
    for name in (
        "LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR", "FORCE_COLOR", "GITHUB_ACTIONS", "GITLAB_CI",
        "GITHUB_STEP_SUMMARY",
    ):  # fmt: skip
        monkeypatch.delenv(name, raising=False)
    logger = logging.getLogger("linkcheck")
    handlers, level = logger.handlers[:], logger.level
    yield
    logger.handlers[:] = handlers
    logger.setLevel(level)


@pytest.fixture
def web() -> Iterator[Web]:
    """A page that fits its label, and one that is gone."""
    with Web() as started:
        started.page(FINE, PAGE)
        started.page(GONE, "<title>Not found</title>", status=404)
        yield started
        assert not started.unplanned


@pytest.fixture
def network(web: Web) -> list[str]:
    """The options that lead every request to the loopback web."""
    host, port = web.address
    return ["--connect-to", f"{host}:{port}", "--ca-file", str(web.ca_file), "--delay", "0"]


@pytest.fixture
def article(tmp_path: Path) -> str:
    """An article with a good source, a dead one and an incomplete one."""
    path = tmp_path / "artikel.txt"
    path.write_text(ARTICLE, "utf-8")
    return path.name
