from __future__ import annotations

import json
from pathlib import Path

import pytest

from linkcheck.cli import inputs
from linkcheck.cli.trust import comes_from_a_fork
from linkcheck.errors import ConfigError


def event(tmp_path: Path, head: object, base: object = "us/site") -> dict[str, str]:
    file = tmp_path / "event.json"
    sides = {
        name: {"repo": {"full_name": one} if one else None}
        for name, one in (("head", head), ("base", base))
    }
    file.write_text(json.dumps({"pull_request": sides}))
    return {"GITHUB_EVENT_NAME": "pull_request", "GITHUB_EVENT_PATH": str(file)}


@pytest.mark.parametrize(
    ("head", "fork"), [("us/site", False), ("them/site", True), (None, True), (7, True)]
)
def test_a_pull_request_from_another_repository_is_a_forks(
    tmp_path: Path,
    head: object,
    fork: bool,  # noqa: FBT001 (a table)
) -> None:
    assert comes_from_a_fork(event(tmp_path, head)) is fork


def test_in_doubt_it_is_a_fork(tmp_path: Path) -> None:
    broken = tmp_path / "broken.json"
    broken.write_text("[]")
    for path in ("", str(tmp_path), str(broken)):
        assert comes_from_a_fork(
            {
                "GITHUB_EVENT_NAME": "pull_request_target",
                "GITHUB_EVENT_PATH": path,
            }
        )


def test_other_runs_are_trusted_and_merge_requests_of_forks_are_not() -> None:
    own = {"CI_MERGE_REQUEST_SOURCE_PROJECT_ID": "1", "CI_MERGE_REQUEST_PROJECT_ID": "1"}

    assert not comes_from_a_fork({})
    assert not comes_from_a_fork({"GITHUB_EVENT_NAME": "push"})
    assert not comes_from_a_fork(own)
    assert comes_from_a_fork({**own, "CI_MERGE_REQUEST_SOURCE_PROJECT_ID": "2"})


@pytest.mark.parametrize("how", ["option", "fork"])
def test_nothing_of_an_untrusted_repository_configures_the_run(
    tmp_path: Path, how: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("linkcheck.toml").write_text("attempts = 9\nallow-private = true\n")
    settings = {"per_host": 2, "resume": tmp_path / "j", "untrusted": how == "option"}
    environ = event(tmp_path, "them/site") if how == "fork" else {}

    trusted = inputs.configure({"per_host": 2}, None, search=True, environ={})
    chosen = inputs.configure(settings, Path("linkcheck.toml"), search=True, environ=environ)

    assert (trusted.fetch.attempts, trusted.fetch.allow_private) == (9, True)
    assert (chosen.fetch.attempts, chosen.fetch.allow_private) == (3, False)
    assert (chosen.fetch.per_host, chosen.resume) == (2, None)
    assert capsys.readouterr().err == (
        "This comes from outside: configuration files and stored findings are not read.\n"
    )


def test_the_proxy_of_the_environment_is_used_and_said_but_not_with_strange_articles(
    capsys: pytest.CaptureFixture[str],
) -> None:
    environ = {"HTTPS_PROXY": "http://me:secret@proxy.lab:3128", "LANG": "en"}

    trusted = inputs.configure({}, None, search=False, environ=environ)
    said = capsys.readouterr().err
    untrusted = inputs.configure({"untrusted": True}, None, search=False, environ=environ)
    given = inputs.configure({"proxy": "http://other.lab"}, None, search=False, environ=environ)

    assert trusted.fetch.proxy is not None
    assert trusted.fetch.proxy.host == "proxy.lab"
    assert "http://proxy.lab:3128" in said
    assert "secret" not in said
    assert untrusted.fetch.proxy is None
    assert given.fetch.proxy is not None
    assert given.fetch.proxy.host == "other.lab"


def test_a_proxy_that_nobody_can_use_is_told_without_its_password() -> None:
    environ = {"HTTPS_PROXY": "socks5://me:secret@proxy.lab"}

    with pytest.raises(ConfigError, match="the proxy of the environment") as caught:
        inputs.configure({}, None, search=False, environ=environ)

    assert "secret" not in str(caught.value)
    assert caught.value.hint
