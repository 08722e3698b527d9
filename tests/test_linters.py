"""What cannot be run here is read by the linters of its platform; those that are missing skip."""

from __future__ import annotations

import csv
import io
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from reporters import hostile, samples
from test_integrations import ROOT, component

from linkcheck.cli import run
from linkcheck.reporters import REPORTERS, RenderOptions

if TYPE_CHECKING:
    from web import Web

BIN = Path(sys.executable).parent


def program(name: str) -> str:
    """A program of this environment, or of the machine."""
    found = shutil.which(name, path=str(BIN)) or shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed")
    return found


def passes(*command: str | Path, cwd: Path = ROOT) -> str:
    ran = subprocess.run(  # noqa: S603 (linters)
        [str(word) for word in command],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout + ran.stderr


def workflow(folder: Path) -> Path:
    """The workflow of the how-to, as a file of a repository."""
    text = (ROOT / "docs" / "how-to" / "github.md").read_text("utf-8")
    code = re.search(r"^```yaml\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    assert code
    text = code[1].replace("OWNER/linkcheck@COMMIT", f"owner/linkcheck@{'a' * 40}")
    path = folder / ".github" / "workflows" / "sources.yml"
    path.parent.mkdir(parents=True)
    path.write_text(text, "utf-8")
    return path


def test_the_action_is_one_by_github_s_schema() -> None:
    check = program("check-jsonschema")

    passes(check, "--builtin-schema", "vendor.github-actions", "action.yml")


def test_the_workflow_of_the_how_to_is_one_by_github_s_schema(tmp_path: Path) -> None:
    check = program("check-jsonschema")

    passes(check, "--builtin-schema", "vendor.github-workflows", workflow(tmp_path))


def test_the_component_s_job_is_one_by_gitlab_s_schema(tmp_path: Path) -> None:
    check = program("check-jsonschema")
    inputs, jobs = component()
    text = re.sub(
        r"\$\[\[ inputs\.(\w+) \]\]",
        lambda found: str(inputs[found[1]]["default"]),
        yaml.safe_dump(jobs),
    )
    (tmp_path / "job.yml").write_text(text, "utf-8")

    passes(check, "--builtin-schema", "vendor.gitlab-ci", tmp_path / "job.yml")


def test_the_hook_is_one_by_pre_commit_s_schema() -> None:
    passes(program("pre-commit"), "validate-manifest", ".pre-commit-hooks.yaml")


def test_the_action_and_the_workflow_are_safe_by_zizmor(tmp_path: Path) -> None:
    zizmor = program("zizmor")

    told = passes(zizmor, "--offline", "--no-progress", "action.yml", workflow(tmp_path))

    assert "No findings to report" in told


def test_the_image_is_well_made_by_hadolint() -> None:
    passes(program("hadolint"), "Dockerfile")


# --- reports --------------------------------------------------------------------------------


def test_reports_are_read_by_check_jsonschema_as_well(tmp_path: Path) -> None:
    check = program("check-jsonschema")
    schema = ROOT / "docs" / "reference" / "report.schema.json"
    for number, weapon in enumerate(hostile.WEAPONS):
        report = hostile.armed(weapon)
        text = REPORTERS["json"](report, RenderOptions())
        (tmp_path / f"{number}.json").write_text(text, "utf-8")

    passes(check, "--schemafile", schema, *tmp_path.glob("*.json"))


def test_the_pages_are_html_by_the_nu_checker(tmp_path: Path) -> None:
    vnu = program("vnu")
    for number, weapon in enumerate(hostile.WEAPONS):
        text = REPORTERS["html"](hostile.armed(weapon), RenderOptions("de"))
        (tmp_path / f"{number}.html").write_text(text, "utf-8")

    passes(vnu, "--errors-only", *tmp_path.glob("*.html"))


def test_sarif_is_what_github_wants_by_microsoft_s_multitool(tmp_path: Path) -> None:
    multitool = program("sarif-multitool")
    for number, report in enumerate(
        [samples.life_with_findings(), *map(hostile.armed, hostile.WEAPONS)]
    ):
        log = tmp_path / f"{number}.sarif"
        log.write_text(REPORTERS["sarif"](report, RenderOptions()), "utf-8")
        found = tmp_path / f"{number}.json"
        passes(multitool, "validate", "--rule-kind", "Sarif;Ghas", log, "-o", found)
        # It ends with 0 whatever it finds.
        assert '"results": []' in found.read_text("utf-8-sig")


# --- the documentation ----------------------------------------------------------------------


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The documentation as a site of its own host, built strictly."""
    folder = tmp_path_factory.mktemp("site")
    settings = {
        "INHERIT": str(ROOT / "mkdocs.yml"),
        "docs_dir": str(ROOT / "docs"),
        "site_url": "https://docs.lab/",
    }
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(settings), "utf-8")
    command = ("build", "--strict", "--quiet", "--config-file", folder / "mkdocs.yml")
    passes(program("mkdocs"), *command, "--site-dir", folder / "html")
    return folder / "html"


def test_the_site_builds_strictly(site: Path) -> None:
    assert (site / "explanation" / "judging" / "index.html").is_file()


def test_no_link_of_the_site_is_dead_by_linkcheck_itself(
    site: Path, web: Web, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its labels are prose and need not name the pages; each page has to be there."""
    for file in (*site.rglob("*.html"), *site.rglob("*.json")):
        path = file.relative_to(site).as_posix().removesuffix("index.html")
        web.page(f"https://docs.lab/{path}", file.read_text("utf-8"))
    host, port = web.address

    run([
        "check", str(site), "--section=all", "--include-file=*.html", "--no-config",
        "--include=^https://docs\\.lab/", f"--connect-to={host}:{port}",
        f"--ca-file={web.ca_file}", "--delay=0", "--format=csv",
    ])  # fmt: skip

    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    ours = [row for row in rows if row["url"].startswith("https://docs.lab/")]
    assert len(ours) > 40
    dead = [row["file"] for row in ours if row["verdict"] in ("gone", "unreachable")]
    assert dead == []
    assert not web.unplanned
