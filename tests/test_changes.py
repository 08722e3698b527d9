from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from linkcheck import changes, sources
from linkcheck.citations import CitationPolicy
from linkcheck.config import Config
from linkcheck.errors import ConfigError

OLD = "# T\n\n## Sources\n- [One](https://a.example/1)\n- [Two](https://a.example/2)\n"


def git(*arguments: str) -> None:
    environ = os.environ | {
        "GIT_CONFIG_GLOBAL": os.devnull, "GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@a.example",
        "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@a.example",
    }  # fmt: skip
    subprocess.run(["git", *arguments], check=True, capture_output=True, env=environ)  # noqa: S603, S607 (a fixture)


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "drafts").mkdir()
    (tmp_path / "drafts" / "a.md").write_text(OLD, "utf-8")
    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "first")
    return tmp_path


def labels(path: str, revision: str = "HEAD") -> list[str]:
    found = changes.since(revision, sources.documents([path], Config()), Config())
    return [citation.label for document in found for citation in document.citations]


def rewrite(text: str) -> None:
    Path("drafts/a.md").write_text(text, "utf-8")


@pytest.mark.usefixtures("repository")
def test_nothing_is_left_of_an_article_that_did_not_change() -> None:
    assert labels("drafts") == []


@pytest.mark.usefixtures("repository")
@pytest.mark.parametrize(
    ("before", "after", "left"),
    [
        ("# T\n", "# T\n\nA new paragraph.\n", []),
        ("[Two]", "[Zwei]", ["Zwei"]),
        ("https://a.example/2", "https://a.example/3", ["Two"]),
        ("- [Two]", "- [New](https://a.example/0)\n- [Two]", ["New"]),
        ("- [Two]", "- [One](https://a.example/1)\n- [Two]", ["One"]),
    ],
)
def test_only_new_and_changed_citations_are_left(before: str, after: str, left: list[str]) -> None:
    rewrite(OLD.replace(before, after))

    assert labels("drafts/a.md") == left


@pytest.mark.usefixtures("repository")
def test_the_marked_text_numbers_what_is_left() -> None:
    rewrite(OLD.replace("[Two]", "[Zwei]"))
    config = Config(citations=CitationPolicy(marked=True))
    (document,) = changes.since("HEAD", sources.documents(["drafts/a.md"], config), config)

    marks = [
        (mark.number, one.text[mark.start : mark.end])
        for one in document.passages
        for mark in one.marks
    ]
    assert marks == [(1, "Zwei")]
    assert [one.cited for one in document.passages if one.cited] == [(1,)]


@pytest.mark.usefixtures("repository")
def test_a_new_article_is_new_as_a_whole() -> None:
    Path("drafts/b.md").write_text(OLD, "utf-8")

    assert labels("drafts") == ["One", "Two"]


def test_paths_may_lead_into_another_repository(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir("/")

    assert labels(str(repository / "drafts" / "a.md")) == []


def test_standard_input_is_new() -> None:
    (document,) = sources.read("-", OLD.encode(), Config())

    assert changes.since("HEAD", [document], Config()) == (document,)


@pytest.mark.usefixtures("repository")
@pytest.mark.parametrize("revision", ["nowhere", "--output=x", "HEAD:drafts", ""])
def test_a_revision_that_git_does_not_know_is_a_mistake(revision: str) -> None:
    with pytest.raises(ConfigError, match="git knows no such revision"):
        labels("drafts/a.md", revision)

    assert not Path("x").exists()


@pytest.mark.usefixtures("repository")
def test_without_git_there_is_no_since(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")

    with pytest.raises(ConfigError, match="--since needs git"):
        labels("drafts/a.md")


@pytest.mark.usefixtures("repository")
def test_git_that_hangs_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stub = tmp_path / "bin" / "git"
    stub.parent.mkdir()
    stub.write_text("#!/bin/sh\nexec tail -f /dev/null\n")
    stub.chmod(0o755)
    monkeypatch.setenv("PATH", f"{stub.parent}:{os.environ['PATH']}")
    monkeypatch.setattr(changes, "_PATIENCE", 0.1)

    with pytest.raises(ConfigError, match="git did not answer"):
        labels("drafts/a.md")
