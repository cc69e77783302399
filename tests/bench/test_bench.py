"""
The benchmark works, on journals so small that its figures mean nothing:
* it measures every row there is, and prints its tables
* it draws the growth as an SVG that can be read
Nothing is timed here.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from growth import LINES
from rows import ROWS

HERE = Path(__file__).parent


@pytest.mark.slow
def test_it_measures_prints_and_draws(tmp_path):
    """One run at two small sizes."""
    chart = tmp_path / "growth.svg"
    done = subprocess.run(
        [sys.executable, HERE / "run.py", "--sizes", "3,30", "--runs", "1", "--chart", chart],
        capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip

    assert done.returncode == 0, done.stderr
    names = [
        f"{name} {size}" if row.sized else name for name, row in ROWS.items() for size in (3, 30)
    ]
    others = ("python -c pass", "a key derived", "PDF of a year", "import 30", "import 30 locked",
              "first question 30", "next question 30 locked", "summary 30 locked")  # fmt: skip
    for row in (*names, *others):
        assert f"| {row} | " in done.stdout, row
    drawn = chart.read_text()
    assert drawn.count("<polyline") == len(LINES)
    assert drawn.endswith("</svg>\n")
