from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from linkcheck import config
from linkcheck.cli import run
from linkcheck.cli.showing import toml
from linkcheck.config import SETTINGS, Config

ROOT = Path(__file__).parents[2]
Capture = pytest.CaptureFixture[str]
SCHEMA: dict[str, Any] = json.loads(
    (ROOT / "docs" / "reference" / "linkcheck.schema.json").read_text("utf-8")
)
FULL = """\
section = "^Zum Weiterlesen"
date = 2024-05-08
expect = "titles.csv"
include = ["example"]
exclude = ['a\\.b "c"']
exclude-section = ["Archiv"]
include-file = ["drafts/*"]
exclude-file = []
baseline = "known.json"
lang = "de"
fail-on = "warning"
per-host = 2
delay = 0.25
allow-private = true
connect-to = "[::1]:8080"
contact = "bot@example.org"

[hosts."archive.example"]
per-host = 1
delay = 5

[hosts."static.example"]

[hosts.lab]
delay = 0.5

[[accepted]]
url = "ministry"
verdict = ["mismatch", "review"]
because = "covers “both” visits"
until = 2027-06-30
"""


def shown(capsys: Capture, *options: str) -> str:
    assert run(["config", *options]) == 0
    return capsys.readouterr().out


def test_every_key_is_shown_with_where_it_comes_from(capsys: Capture) -> None:
    Path("linkcheck.toml").write_text("per-host = 2\n", "utf-8")

    text = shown(capsys, "--lang", "de")

    assert set(re.findall(r"^(?:# )?([a-z-]+)  ", text, re.MULTILINE)) >= SETTINGS.keys() - {
        "exclude-section"
    }
    assert re.search(r'^lang += "de" +# Option$', text, re.MULTILINE)
    assert re.search(r"^per-host += 2 +# .*linkcheck\.toml$", text, re.MULTILINE)
    assert re.search(r"^delay += 0\.5 +# Standard$", text, re.MULTILINE)
    assert re.search(r"^# expect +ist nicht gesetzt$", text, re.MULTILINE)


def test_what_is_shown_is_the_configuration_again(tmp_path: Path, capsys: Capture) -> None:
    Path("linkcheck.toml").write_text(FULL, "utf-8")
    first = config.load(file=tmp_path / "linkcheck.toml")
    Path("again.toml").write_text(shown(capsys), "utf-8")

    assert config.load(file=tmp_path / "again.toml") == first
    assert shown(capsys, "--config", "again.toml").count("again.toml") == len(
        tomllib.loads(Path("again.toml").read_text("utf-8"))
    )


def test_without_a_file_the_defaults_are_shown(capsys: Capture) -> None:
    Path("linkcheck.toml").write_text("per-host = 2\n", "utf-8")
    Path("again.toml").write_text(shown(capsys, "--no-config"), "utf-8")

    assert config.load(file=Path("again.toml")) == Config()


def test_secrets_are_counted_and_never_shown(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LINKCHECK_HEADERS", "a.example X-One: s3cret\na.example X-Two: s3cret")

    text = shown(capsys)

    assert "# secret headers for a.example: 2 (from LINKCHECK_HEADERS" in text
    assert "s3cret" not in text


@pytest.mark.parametrize("options", [["-f", "json"], ["-v"], ["--record", "web"]])
def test_no_output_of_a_run_has_a_secret(
    options: list[str],
    article: str,
    network: list[str],
    capsys: Capture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LINKCHECK_HEADERS", "www.ministry.lab Authorization: s3cret")
    monkeypatch.setenv("LINKCHECK_COOKIES", "www.gone.lab id=s3cret")

    assert run([article, *network, *options]) == 1

    told = capsys.readouterr()
    kept = [file.read_bytes() for file in Path("web").rglob("*") if file.is_file()]
    assert "s3cret" not in told.out + told.err
    assert not any(b"s3cret" in data for data in kept)


def test_a_wrong_secret_is_a_mistake(
    article: str, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LINKCHECK_HEADERS", "s3cret")

    assert run([article]) == 2

    assert "line 1 of LINKCHECK_HEADERS cannot be read" in capsys.readouterr().err


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_comes_back_from_toml(text: str) -> None:
    assert tomllib.loads(f"x = {toml(text)}")["x"] == text


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (True, "true"),
        (False, "false"),
        (3, "3"),
        (0.5, "0.5"),
        (date(2024, 5, 8), "2024-05-08"),
        (("a.example", 80), '"a.example:80"'),
        ((), "[]"),
        ((re.compile("a\\b"),), '["a\\\\b"]'),
    ],
)
def test_values_are_written_as_toml(value: object, written: str) -> None:
    assert toml(value) == written


# --- the schema -----------------------------------------------------------------------------


def mistakes(text: str) -> list[str]:
    value = json.loads(json.dumps(tomllib.loads(text), default=str))
    validator = Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)
    return [error.message for error in validator.iter_errors(value)]


def test_the_schema_is_one_and_knows_every_key() -> None:
    Draft202012Validator.check_schema(SCHEMA)

    assert list(SCHEMA["properties"]) == list(SETTINGS)
    assert all(one["description"] for one in SCHEMA["properties"].values())


def test_what_the_configuration_takes_the_schema_takes() -> None:
    assert not mistakes(FULL)


@pytest.mark.parametrize(
    "line",
    [
        "perhost = 2", 'per-host = "2"', "delay = -1", 'lang = "fr"', 'include = "x"',
        "allow-private = 1", '[[accepted]]\nurl = "x"', "date = 3", 'connect-to = "host"',
        '[[accepted]]\nverdict = "gone"\nbecause = "x"',
        '[[accepted]]\nurl = "x"\nverdict = "dead"\nbecause = "x"',
    ],
)  # fmt: skip
def test_what_the_configuration_refuses_the_schema_refuses(line: str) -> None:
    assert mistakes(line)


def test_the_schema_is_what_the_reference_says_and_what_is_printed(capsys: Capture) -> None:
    ran = subprocess.run(  # noqa: S603 (our own script)
        [sys.executable, str(ROOT / "tools" / "config_schema.py"), "--check"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert (ran.returncode, ran.stderr) == (0, "")
    assert json.loads(shown(capsys, "--schema")) == SCHEMA


def test_where_values_come_from_is_told_in_the_reader_s_language(capsys: Capture) -> None:
    assert run(["config", "--per-host", "2"]) == 0

    english = capsys.readouterr().out
    assert re.search(r"^per-host += 2 +# option$", english, re.MULTILINE)
    assert re.search(r"^attempts += 3 +# default$", english, re.MULTILINE)
    assert re.search(r"^# baseline +is not set$", english, re.MULTILINE)
