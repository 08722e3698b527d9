from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

import linkcheck
from linkcheck import _entry

PACKAGE = Path(linkcheck.__file__).parent
STARTUP = (
    "import sys; sys.path.insert(0, sys.argv.pop(1)); from linkcheck._entry import main; main()"
)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder of installed packages that holds a copy of ours."""
    shutil.copytree(PACKAGE, tmp_path / "linkcheck", ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def start(site: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 (our own interpreter)
        [sys.executable, "-S", "-c", STARTUP, str(site), "--version"],
        capture_output=True,
        text=True,
        check=False,
        cwd=site,
        env={"PYTHONPATH": str(Path(pytest.__file__).parents[1])},
    )


def test_our_own_package_runs(site: Path) -> None:
    ran = start(site)

    assert (ran.stdout, ran.stderr, ran.returncode) == (
        f"linkcheck {linkcheck.__version__}\n", "", 0,
    )  # fmt: skip


@pytest.mark.parametrize(
    "init",
    [
        pytest.param("__version__ = '10.6.0'\n", id="LinkChecker"),
        pytest.param("__all__ = ['Linklist']\n", id="django-linkcheck"),
        pytest.param("", id="empty"),
    ],
)
def test_a_foreign_package_is_told_in_one_sentence(site: Path, init: str) -> None:
    (site / "linkcheck" / "__init__.py").write_text(init, "utf-8")

    ran = start(site)

    assert ran.returncode == 2
    assert ran.stdout == ""
    assert ran.stderr.count("\n") == 1
    assert f"overwritten the package linkcheck at {site / 'linkcheck'}" in ran.stderr
    assert "reinstall citation-linkcheck" in ran.stderr


def test_an_uninstalled_neighbour_that_took_our_init_along_is_told(site: Path) -> None:
    (site / "linkcheck" / "__init__.py").unlink()

    ran = start(site)

    assert ran.returncode == 2
    assert "reinstall citation-linkcheck" in ran.stderr


@pytest.mark.parametrize("left", ["", "def main(): ...\n"])
def test_a_module_that_is_missing_or_somebody_else_s_is_told(site: Path, left: str) -> None:
    module = site / "linkcheck" / "cli" / "__init__.py"
    module.write_text(left, "utf-8")

    assert "reinstall citation-linkcheck" in start(site).stderr

    shutil.rmtree(module.parent)

    assert "reinstall citation-linkcheck" in start(site).stderr


def test_a_missing_dependency_is_not_blamed_on_others(site: Path) -> None:
    (site / "click.py").write_text("raise ImportError('no click', name='click')", "utf-8")

    ran = start(site)

    assert "ImportError: no click" in ran.stderr
    assert "overwritten" not in ran.stderr


def leave(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    """Go through the door in this process; give the exit code."""
    monkeypatch.setattr(sys, "argv", ["linkcheck", *arguments])
    with pytest.raises(SystemExit) as left:
        _entry.main()
    assert isinstance(left.value.code, int)
    return left.value.code


def test_the_door_passes_arguments_in_and_the_exit_code_out(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert leave(monkeypatch, "--version") == 0
    assert capsys.readouterr().out == f"linkcheck {linkcheck.__version__}\n"
    assert leave(monkeypatch, "--no-such-option") == 2


def test_the_door_is_closed_without_our_public_names(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(linkcheck, "__all__", [])

    assert leave(monkeypatch, "--version") == 2
    assert "overwritten the package linkcheck" in capsys.readouterr().err


def test_the_door_is_closed_without_our_command_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "linkcheck.cli", None)

    assert leave(monkeypatch, "--version") == 2
    assert "overwritten the package linkcheck" in capsys.readouterr().err


def test_the_door_is_closed_if_the_command_line_is_somebody_else_s(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "linkcheck.cli", ModuleType("linkcheck.cli"))

    assert leave(monkeypatch, "--version") == 2
    assert "overwritten the package linkcheck" in capsys.readouterr().err


def test_the_door_lets_a_missing_dependency_through(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "linkcheck.cli", raising=False)
    monkeypatch.setitem(sys.modules, "click", None)

    with pytest.raises(ImportError, match="click"):
        _entry.main()


def test_python_m_linkcheck_is_the_script() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "linkcheck", "--version"],
        capture_output=True,
        text=True,
        check=False,
        cwd=PACKAGE.parent,
    )

    assert ran.stdout == f"linkcheck {linkcheck.__version__}\n"
