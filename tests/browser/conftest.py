"""Real Chromium, without a window; these tests are skipped where there is none."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

_NAMES = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="session")
def chromium():
    """Run Chromium with some arguments; gives what it puts out."""
    found = next(filter(None, map(shutil.which, _NAMES)), None)
    if found is None:
        pytest.skip("no Chromium here: apt-get install chromium")

    def run(*args: str, home: Path) -> str:
        command = [found, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
        done = subprocess.run(
            [*command, f"--user-data-dir={home / 'profile'}", *args],
            capture_output=True,
            text=True,
            timeout=120,
            check=True,
            env={**os.environ, "HOME": str(home)},
        )
        return done.stdout

    return run
