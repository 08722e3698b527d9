"""The article that the product was founded on, through the command line, as its editor runs it."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from itertools import permutations
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ARTICLE = ROOT / "fixtures/articles/seed/article.txt"
NATO = "https://www.nato.int/cps/en/natohq/opinions_211294.htm"
KANTEI = "https://japan.kantei.go.jp/101_kishida/statement/202303/_00010.html"
WASHINGTON = (
    "https://www.whitehouse.gov/briefing-room/statements-releases/2023/04/26/"
    "washington-declaration-2/"
)


@dataclass
class Run:
    code: int
    out: str

    @property
    def verdicts(self) -> dict[str, str]:
        """Verdict by the label's first word."""
        (document,) = json.loads(self.out)["documents"]
        return {found["label"].split()[0]: found["verdict"] for found in document["findings"]}


def _run(article: Path, web: str, *options: str) -> Run:
    command = [sys.executable, "-m", "linkcheck", "check", str(article), "--lang", "en"]
    done = subprocess.run(  # noqa: S603 (our own program)
        [*command, "--replay", str(ROOT / "fixtures" / web), *options],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env={"PATH": "", "PYTHONUTF8": "1"},
    )
    return Run(done.returncode, done.stdout)


def test_three_sources_are_verified_and_the_communique_is_incomplete() -> None:
    run = _run(ARTICLE, "web", "-f", "json")

    assert run.code == 1
    assert run.verdicts == {
        "Joint": "verified",
        "Pressekonferenz": "verified",
        "Washington": "verified",
        "Communiqué": "incomplete",
    }


def test_the_press_conference_is_recognised_by_date_type_and_names_in_the_text() -> None:
    (document,) = json.loads(_run(ARTICLE, "web", "-f", "json").out)["documents"]
    found = next(one for one in document["findings"] if one["label"].startswith("Presse"))

    assert {"dates", "doctypes", "names"} <= {one["source"] for one in found["evidence"]}


def test_on_todays_web_the_declaration_is_gone_and_its_new_address_is_proposed() -> None:
    (document,) = json.loads(_run(ARTICLE, "web-today", "-f", "json").out)["documents"]
    found = next(one for one in document["findings"] if one["label"].startswith("Washington"))

    assert (found["verdict"], found["reason"]) == ("gone", "http-gone")
    assert [(one["url"], one["safe"]) for one in found["repairs"]] == [
        (WASHINGTON.replace("www.whitehouse.gov", "bidenwhitehouse.archives.gov"), True)
    ]


@pytest.mark.parametrize(("one", "other"), list(permutations([NATO, KANTEI, WASHINGTON], 2)))
def test_exchanged_addresses_are_never_verified(one: str, other: str, tmp_path: Path) -> None:
    text = ARTICLE.read_text("utf-8")
    exchanged = text.replace(one, "@").replace(other, one).replace("@", other)
    article = tmp_path / "article.txt"
    article.write_text(exchanged, "utf-8")
    (document,) = json.loads(_run(article, "web", "-f", "json").out)["documents"]

    for found in document["findings"]:
        if found["url"] in {one, other}:
            assert found["verdict"] in {"mismatch", "review"}


def test_the_report_says_each_position_in_the_article() -> None:
    out = _run(ARTICLE, "web").out

    for place in (":3:1", ":4:1", ":6:1", ":8:1"):
        assert f"article.txt{place}" in out.replace("\n", "")


def test_a_recording_that_lacks_a_citation_fails_loudly(tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text("Quellen:\nBericht: https://example.org/a\n", "utf-8")

    assert _run(article, "web").code == 2


def test_an_article_without_sources_is_no_silent_pass(tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text("Nur Text, keine Quellen.\n", "utf-8")

    assert _run(article, "web").code == 3
