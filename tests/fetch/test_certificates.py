"""Whom TLS trusts: by default, by OpenSSL's variables, by a file of the user's."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from fetch.fetching import answered, failed
from web import Web

from linkcheck.cli import run
from linkcheck.errors import ConfigError
from linkcheck.fetch.certificates import must_be_usable
from linkcheck.model import FailureKind

if TYPE_CHECKING:
    from pathlib import Path

URL = "https://amt.lab/"


@pytest.fixture(autouse=True)
def _no_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SSL_CERT_FILE", "SSL_CERT_DIR"):
        monkeypatch.delenv(name, raising=False)


def test_an_authority_of_ones_own_is_not_trusted_by_itself(web: Web) -> None:
    web.page(URL)

    found = failed(web, URL, ca_file=None)

    assert (found.kind, found.detail) == (FailureKind.TLS, "the certificate's issuer is unknown")
    assert web.requests == []


def test_the_file_of_the_environment_is_trusted(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    web.page(URL, "here")
    monkeypatch.setenv("SSL_CERT_FILE", str(web.ca_file))

    assert answered(web, URL, ca_file=None).body == b"here"


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl names the files of a folder")
def test_a_folder_of_the_environment_is_trusted(
    web: Web, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    web.page(URL, "here")
    asked = ["openssl", "x509", "-noout", "-subject_hash", "-in", str(web.ca_file)]
    name = subprocess.run(asked, check=True, capture_output=True, text=True).stdout.strip()  # noqa: S603 (a test's own)
    (tmp_path / f"{name}.0").write_bytes(web.ca_file.read_bytes())
    monkeypatch.setenv("SSL_CERT_DIR", f"/nowhere:{tmp_path}")

    assert answered(web, URL, ca_file=None).body == b"here"


def test_a_file_of_the_user_s_is_trusted_besides(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    web.page(URL, "here")
    with Web() as other:
        monkeypatch.setenv("SSL_CERT_FILE", str(other.ca_file))
        other.page(URL, "there")

        assert answered(web, URL).body == b"here"
        assert answered(other, URL, ca_file=web.ca_file).body == b"there"
        assert failed(web, URL, ca_file=None).kind is FailureKind.TLS


@pytest.mark.parametrize("trust", [[], ["--untrusted"]])
@pytest.mark.parametrize(
    ("variable", "value", "told"),
    [
        ("SSL_CERT_FILE", "nowhere.pem", "SSL_CERT_FILE names certificates that cannot be read"),
        ("SSL_CERT_FILE", ".", "it is a folder"),
        ("SSL_CERT_FILE", "a.md", "holds no certificates in PEM format"),
        ("SSL_CERT_DIR", "nowhere:a.md", "SSL_CERT_DIR names no folder that is there"),
    ],
)
def test_a_variable_that_leads_nowhere_is_told_before_anything_is_asked(  # noqa: PLR0913, PLR0917 (a table)
    web: Web,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    trust: list[str],
    variable: str,
    value: str,
    told: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").write_text(f"# Quellen\n\n- [Bericht]({URL})\n", "utf-8")
    monkeypatch.setenv(variable, value)
    host, port = web.address

    code = run(["a.md", f"--connect-to={host}:{port}", "--lang=en", "--no-config", *trust])

    shown = capsys.readouterr()
    assert code == 2
    assert told in shown.err
    assert "Hint: Set " in shown.err
    assert (shown.out, web.requests) == ("", [])


def test_variables_that_are_empty_or_right_are_no_mistake(web: Web, tmp_path: Path) -> None:
    must_be_usable({})
    must_be_usable({"SSL_CERT_FILE": "", "SSL_CERT_DIR": ""})
    must_be_usable({"SSL_CERT_FILE": str(web.ca_file), "SSL_CERT_DIR": str(tmp_path)})
    with pytest.raises(ConfigError):
        must_be_usable({"SSL_CERT_DIR": str(web.ca_file)})
