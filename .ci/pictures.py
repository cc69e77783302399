"""
Makes the pictures of the README anew, from the made-up year of the tests.

    .venv-dev/bin/python .ci/pictures.py [FOLDER]     FOLDER: docs, if not given

Each is what the real command shows: the summary as it stands on a terminal, the loop, and the
page for a therapist, which `pdftoppm` (poppler-utils) turns into a picture.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from html import escape
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests" / "year"))

import a_year  # noqa: E402

COLUMNS, CELL, LINE, MARGIN = 80, 8.4, 19, 22
COLOURS = {"paper": ("#fffdf9", "#15191b"), "ink": ("#22282b", "#ebe7df")}


def main(folder: Path) -> None:
    """Write the pictures into a folder that is there."""
    with tempfile.TemporaryDirectory() as home:
        year = "".join(json.dumps(entry) + "\n" for entry in a_year.entries())
        journal(home, "import", "-", stdin=year)
        summary = journal(home, "summary")
        loop = journal(home, "cycle", "--format", "svg")
        with tempfile.TemporaryDirectory() as outside:
            page = Path(outside) / "page.pdf"
            journal(home, "export", "--paper", "a4", "-o", str(page))
            as_png = ["pdftoppm", "-png", "-r", "80", "-singlefile", page, folder / "page"]
            subprocess.run(as_png, check=True)
    (folder / "summary.svg").write_text(as_picture(summary), encoding="utf-8")
    (folder / "loop.svg").write_text(loop, encoding="utf-8")


def journal(home: str, *args: str, stdin: str = "") -> str:
    """What the real command puts out, in a home of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "journal", *args],
        input=stdin,
        cwd=ROOT,
        env={**os.environ, "JOURNAL_HOME": home, "COLUMNS": str(COLUMNS), "LC_ALL": "C.UTF-8"},
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=True,
    )
    return done.stdout


def as_picture(text: str) -> str:
    """Lines of a terminal as SVG: text as text, every sign in its cell, headings bold."""
    lines = text.rstrip("\n").split("\n")
    width, height = COLUMNS * CELL + 2 * MARGIN, len(lines) * LINE + 2 * MARGIN
    dark = "".join(f".{name}{{fill:{colour}}}" for name, (_, colour) in COLOURS.items())
    rows = [row(at, line) for at, line in enumerate(lines) if line.strip()]
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height}" '
            f'width="{width:.0f}" height="{height}" role="img" aria-labelledby="title desc" '
            'font-family="\'DejaVu Sans Mono\', Menlo, Consolas, monospace" font-size="14">',
            '<title id="title">journal summary, over a made-up year</title>',
            f'<desc id="desc">{escape(" ".join(text.split()))}</desc>',
            f"<style>@media (prefers-color-scheme: dark){{{dark}}}</style>",
            f'<rect class="paper" fill="{COLOURS["paper"][0]}" width="{width:.0f}" '
            f'height="{height}" rx="14"/>',
            *rows,
            "</svg>\n",
        ]
    )


def row(at: int, line: str) -> str:
    """A line of the terminal; without an indent it is a heading."""
    blanks, said = len(line) - len(line.lstrip(" ")), line.strip()
    bold = "" if blanks or said.startswith("The entries behind") else ' font-weight="bold"'
    return (
        f'<text class="ink" fill="{COLOURS["ink"][0]}" x="{MARGIN + CELL * blanks:.1f}" '
        f'y="{MARGIN + LINE * at + 14}" textLength="{CELL * len(said):.1f}" '
        f'lengthAdjust="spacingAndGlyphs" xml:space="preserve"{bold}>{escape(said)}</text>'
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs")
