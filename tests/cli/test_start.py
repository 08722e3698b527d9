"""What a run loads before its first request: start-up is made of imports."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
SELDOM = (
    # other libraries
    "rich", "pygments", "bs4", "pypdf", "sqlite3", "multiprocessing", "statistics", "csv",
    # what few articles and few runs need
    "linkcheck.changes", "linkcheck.expectations", "linkcheck.stored.cache",
    "linkcheck.stored.journal", "linkcheck.readers.docx", "linkcheck.readers.epub",
    "linkcheck.readers.odt", "linkcheck.readers.pdf", "linkcheck.reporters.html",
)  # fmt: skip
ARTICLE = "A report\n\nText.\n\nSources:\n\nAnnual report 2023\nhttp://www.site.example/report\n"
SCRIPT = (
    "import sys; from linkcheck.cli import run; code = run(sys.argv[1:]);"
    f"print(code, 'httpx' in sys.modules, [n for n in {SELDOM} if sys.modules.get(n)],"
    " file=sys.stderr)"
)


def test_checking_an_article_loads_nothing_that_few_runs_need(tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_text(ARTICLE, "utf-8")
    words = ("check", "article.txt", "--no-config", "--quiet", "--attempts", "1")
    ran = subprocess.run(  # noqa: S603 (our own interpreter)
        [sys.executable, "-c", SCRIPT, *words, "--connect-to", "127.0.0.1:1", "--allow-private"],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT), "PATH": ""},
    )

    assert ran.stderr.splitlines()[-1].endswith("True []"), ran.stderr
    assert "site.example" in ran.stdout
