"""A text of 10 MB, however it comes in: kept whole, and shown again."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow

TEXT = "".join(f"word ñ {n} " for n in range(800_000))[: 10 * 2**20].strip()

ANSWERS = {"flow": "note", "answers": {"text": TEXT}}
JRNL = {"title": "One", "body": TEXT, "date": "2020-01-01", "time": "10:00", "tags": []}

WAYS = {
    "note": (["note"], TEXT),
    "answers": (["reflect", "--answers", "-"], json.dumps(ANSWERS)),
    "import": (["import", "-"], json.dumps({"tags": {}, "entries": [JRNL]})),
}
"""How it comes in -> the command, and what it reads."""


def run(home: Path, *arguments: str, given: str = "") -> str:
    """The command, a minute at most; its output."""
    env = {**os.environ, "HOME": str(home), "JOURNAL_HOME": str(home / "pages"), "LANG": "C.UTF-8"}
    command = [sys.executable, "-m", "journal", *arguments]
    done = subprocess.run(
        command, input=given, env=env, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr[-300:]
    return done.stdout


@pytest.mark.parametrize("way", WAYS)
def test_ten_megabytes(tmp_path: Path, way: str) -> None:
    """Every letter of it is there afterwards."""
    command, given = WAYS[way]
    run(tmp_path, *command, given=given)
    kept = json.loads(run(tmp_path, "show", "1", "--format", "json"))

    assert kept["answers"]["text"].endswith(TEXT)
