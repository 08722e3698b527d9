from __future__ import annotations

import tomllib
from importlib.metadata import distribution, entry_points
from pathlib import Path
from typing import Any

import linkcheck

ROOT = Path(__file__).parents[1]


def _project() -> dict[str, Any]:
    project: dict[str, Any] = tomllib.loads(ROOT.joinpath("pyproject.toml").read_text("utf-8"))
    return project


def test_both_scripts_lead_through_the_entry_door() -> None:
    scripts = {
        one.name: one.value
        for one in entry_points(group="console_scripts")
        if one.value.startswith("linkcheck.")
    }

    assert scripts == {
        "linkcheck": "linkcheck._entry:main",
        "citation-linkcheck": "linkcheck._entry:main",
    }


def test_the_installed_version_is_the_packages() -> None:
    assert distribution("citation-linkcheck").version == linkcheck.__version__


def test_the_package_is_marked_as_typed() -> None:
    assert Path(linkcheck.__file__).with_name("py.typed").is_file()


def test_no_module_is_named_like_one_of_linkcheckers() -> None:
    theirs = {
        "bookmarks", "cache", "checker", "command", "configuration", "data", "director",
        "htmlutil", "logger", "network", "parser", "plugins",
    }  # fmt: skip
    folder = Path(linkcheck.__file__).parent

    assert not theirs & {path.stem for path in folder.iterdir()}


def test_every_dependency_has_its_reason_in_the_design() -> None:
    design = ROOT.joinpath("docs/explanation/design.md").read_text("utf-8")

    for requirement in _project()["project"]["dependencies"]:
        name = requirement.partition(">")[0]
        assert f"| {name} |" in design, name


def test_data_files_are_in_the_package() -> None:
    files = {str(path) for path in distribution("citation-linkcheck").files or ()}
    editable = not any(name.endswith("verifier.py") for name in files)
    folder = Path(linkcheck.__file__).parent
    present = {path.relative_to(folder).as_posix() for path in folder.rglob("*.toml")}

    assert {"citations/headings.toml", "wording/de.toml", "successors.toml"} <= present
    assert editable or {f"linkcheck/{name}" for name in present} <= files
