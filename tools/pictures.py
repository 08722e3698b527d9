"""Make the pictures of the README from the program's own reports on the fixtures.

``docs/pictures/terminal.svg`` is drawn here; ``--check`` compares it. ``report-light.png`` and
``report-dark.png`` are taken by a Chromium that is installed, if ``--browser PROGRAM`` names one.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
from html import escape
from pathlib import Path

from linkcheck.reporters.layout import columns

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs" / "pictures"
ARTICLE = ["check", "fixtures/articles/seed/article.txt", "--replay", "fixtures/web-today"]

_STYLE = re.compile(r"\x1b\[([\d;]*)m")
_ELAPSED = re.compile(r"\(\d+ s\)")
_COLUMN, _LINE, _MARGIN = 8.4, 20, 24
_INK = {"1;31": "#ff9c92", "1;33": "#f3bd63", "1;36": "#7fcbea", "1;32": "#86d29b", "2": "#aca79d"}


def terminal() -> str:
    """What the terminal shows, as a picture that needs no font of its own."""
    environ = os.environ | {"PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8", "FORCE_COLOR": "1"}
    ran = subprocess.run(  # noqa: S603 (our own program)
        [sys.executable, "-m", "linkcheck", *ARTICLE, "--lang", "en", "--color", "always"],
        cwd=ROOT, env=environ, capture_output=True, text=True, check=False,
    )  # fmt: skip
    shown = _ELAPSED.sub("(1 s)", ran.stdout)
    return _svg(["\x1b[2m$\x1b[0m linkcheck article.txt", "", *shown.rstrip("\n").split("\n")])


def _svg(lines: list[str]) -> str:
    widest = max(columns(_STYLE.sub("", line)) for line in lines)
    width = round(widest * _COLUMN) + 2 * _MARGIN
    height = len(lines) * _LINE + 2 * _MARGIN
    rows = [
        f'<text x="{_MARGIN}" y="{_MARGIN + 14 + number * _LINE}">{_spans(line)}</text>'
        for number, line in enumerate(lines)
        if line
    ]
    label = "The terminal report of an article with four sources"
    fonts = "ui-monospace, 'Cascadia Mono', 'DejaVu Sans Mono', monospace"
    size = f'viewBox="0 0 {width} {height}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-label="{label}">',
        f'<rect width="{width}" height="{height}" rx="10" fill="#171614"/>',
        f'<g font-family="{fonts}" font-size="14" fill="#eceae5">',
        *rows,
        "</g>",
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _spans(line: str) -> str:
    """The line's text in the colours of its escape sequences; SVG would collapse plain blanks."""
    text, *styled = _STYLE.split(line.replace(" ", "\xa0"))
    spans = [escape(text)]
    for code, part in zip(styled[::2], styled[1::2], strict=True):
        colour = f' fill="{_INK[code]}"' if code in _INK else ""
        weight = ' font-weight="bold"' if code.startswith("1") else ""
        words = escape(part)
        spans.append(f"<tspan{colour}{weight}>{words}</tspan>" if colour or weight else words)
    return "".join(spans)


def photograph(browser: str) -> None:
    """Take the HTML report as a browser shows it, light and dark."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.html"
        subprocess.run(  # noqa: S603 (our own program)
            [sys.executable, "-m", "linkcheck", *ARTICLE, "--lang", "en", "-q", "-o", str(report)],
            cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, check=False,
        )  # fmt: skip
        for scheme, blink in (("light", "1"), ("dark", "0")):
            subprocess.run(  # noqa: S603 (the browser that was named)
                [
                    browser, "--headless", "--no-sandbox", "--hide-scrollbars",
                    f"--blink-settings=preferredColorScheme={blink}", "--window-size=900,1120",
                    f"--screenshot={FOLDER / f'report-{scheme}.png'}", report.as_uri(),
                ],
                check=True, capture_output=True,
            )  # fmt: skip


def main() -> None:
    """Make the pictures, or tell that the terminal's is not what the program shows."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="compare only")
    parser.add_argument("--browser", help="take the HTML report with this Chromium too")
    options = parser.parse_args()
    path, text = FOLDER / "terminal.svg", terminal()
    if options.check:
        if path.read_text("utf-8") != text:
            sys.exit(f"{path} is stale: run python tools/pictures.py")
        return
    path.write_text(text, "utf-8")
    if options.browser:
        photograph(options.browser)


if __name__ == "__main__":
    main()
