"""A real journal in a temporary folder, and entries to put into it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from journal.core.model import Entry, Said
from journal.store import Store, open_store

ROOT = Path(__file__).parents[2]
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def make_entry(uid: str = "a", **fields: object) -> Entry:
    """A short finished conflict; `said` is what was typed under `facts`, `hours` after noon."""
    when = NOON + timedelta(hours=fields.pop("hours", 0))
    answers = {
        "trigger": Said("went_quiet", "trigger", "What was it?", {"went_quiet": "They went quiet"}),
        "facts": Said(fields.pop("said", f"what happened in {uid}"), "facts", "What was seen?"),
    }
    known = {
        "uid": uid,
        "flow": "full",
        "counts": "conflict",
        "happened_at": when,
        "written_at": when,
        "answers": answers,
    }
    return Entry(**{**known, **fields})


@pytest.fixture(scope="session")
def entry() -> Callable[..., Entry]:
    return make_entry


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with open_store(path) as opened:
        yield opened


@pytest.fixture
def python() -> Callable[..., subprocess.Popen[str]]:
    """Starts Python code in a process of its own; `path` and so on are its arguments."""
    running = []

    def start(code: str, *args: object) -> subprocess.Popen[str]:
        command = [sys.executable, "-c", code, *map(str, args)]
        ends = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        running.append(subprocess.Popen(command, cwd=ROOT, text=True, **ends))
        return running[-1]

    yield start
    for process in running:
        process.kill()
        process.wait()
        process.stdin.close()
        process.stdout.close()
