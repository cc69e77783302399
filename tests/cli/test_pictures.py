"""
The pictures of the README:
* the documented command makes them, whole and in text
* those that are there are those it makes, so that they show what the commands show
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

ROOT = Path(__file__).parents[2]
NAMES = ("loop.svg", "summary.svg")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("pdftoppm") is None, reason="pdftoppm is not there"),
]


def test_the_pictures_are_what_the_commands_show(tmp_path):
    """Made anew they are the same; if not: .venv-dev/bin/python .ci/pictures.py"""
    subprocess.run([sys.executable, ROOT / ".ci/pictures.py", tmp_path], check=True, timeout=120)

    assert sorted(p.name for p in tmp_path.iterdir()) == sorted([*NAMES, "page.png"])
    assert "docs/page.png" in (ROOT / "README.md").read_text(encoding="utf-8")
    for name in NAMES:
        made = (tmp_path / name).read_text(encoding="utf-8")
        words = [e.text for e in ElementTree.fromstring(made).iter() if e.tag.endswith("text")]  # noqa: S314

        assert len(words) > 20
        kept = (ROOT / "docs" / name).read_text(encoding="utf-8")
        assert made == kept, "to make it anew: python .ci/pictures.py"
        assert f"docs/{name}" in (ROOT / "README.md").read_text(encoding="utf-8")
