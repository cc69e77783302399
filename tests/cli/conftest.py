"""The real command in a home of its own, and pages to hand in."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import a_year
import pytest
import typer
from support.run import CLEARED, Ran, run_here

from journal.cli.main import app

KEYS = (
    "uid flow happened_at written_at edited_at about care lean lean_detail their_lean "
    "lean_overruled asked"
).split()
"""What stands beside the answers of an object."""

VALID = {
    "heat_before": 7,
    "unsafe": "no",
    "trigger": "went_quiet",
    "facts": "I asked twice about Sunday.",
    "body": ["chest", "restless"],
    "surface": ["frustrated", "unheard"],
    "my_moves": ["ask_again", "get_loud", "go_quiet"],
    "their_moves": ["go_quiet", "leave"],
    "softer": ["alone"],
    "need": ["matter"],
    "hot_minutes": 45,
    "heat_after": 4,
}

CANARY = "zebrafinch"
"""Stands in what is handed in, and may come back in no sentence about it."""

ONE_SENTENCE = re.compile(r"[^\n]+(\.|\?|: journal [\w -]+)\n")
"""Also one that ends in what to type, or in a question."""

Run = Callable[..., Ran]


def answers_object(**changes: Any) -> dict[str, Any]:
    """
    A valid object of a file of answers.

    Args:
        changes: Under a key of the object what stands there, else an answer; `...`
            leaves out what is there.
    """
    told = {"flow": "full", "happened_at": "2026-03-01T21:30:00+01:00", "answers": {**VALID}}
    if "flow" in changes:
        told["answers"] = {}
    for name, value in changes.items():
        place = told if name in KEYS or name == "answers" else told["answers"]
        place[name] = value
        if value is ...:
            del place[name]
    return told


def as_bytes(stdin: object) -> bytes:
    """Bytes as they are; objects as JSON, one a line."""
    if isinstance(stdin, bytes):
        return stdin
    listed = stdin if isinstance(stdin, list) else [stdin]
    return "".join(json.dumps(one) + "\n" for one in listed).encode()


@pytest.fixture
def answers() -> Callable[..., dict[str, Any]]:
    return answers_object


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Where the journal lives; not made yet."""
    return tmp_path / "home"


@pytest.fixture
def env(tmp_path: Path, home: Path) -> dict[str, str]:
    """The variables that a command is given."""
    return {
        "HOME": str(tmp_path),
        "JOURNAL_HOME": str(home),
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        "COLUMNS": "80",
        "TZ": "UTC",
    }


@pytest.fixture(scope="session")
def command() -> Callable[..., Any]:
    """The command with all its options, built once, since that takes half the time of a run."""
    return typer.main.get_command(app)


@pytest.fixture
def run(env: dict[str, str], command: Callable[..., Any]) -> Run:
    """Run `journal` in this process, without a terminal; `stdin` as bytes or objects."""

    def ran(*args: object, stdin: object = b"", **variables: str) -> Ran:
        given = {**env, **variables}
        here = partial(command, prog_name="journal")
        return run_here(here, *args, env=given, stdin=as_bytes(stdin))

    return ran


@pytest.fixture
def shell(env: dict[str, str], tmp_path: Path) -> Run:
    """Run a line in bash, where `$journal` is the real command in a process of its own."""
    inherited = {k: v for k, v in os.environ.items() if k not in CLEARED}

    def ran(line: str, stdin: object = b"", **variables: str) -> Ran:
        given = {**inherited, **env, **variables, "journal": f"{sys.executable} -m journal"}
        done = subprocess.run(
            ["bash", "-c", line], input=as_bytes(stdin), env=given, cwd=tmp_path,
            capture_output=True, check=False, timeout=60,
        )  # fmt: skip
        out, err = (stream.decode(errors="replace") for stream in (done.stdout, done.stderr))
        return Ran(done.returncode, out, err)

    return ran


@pytest.fixture
def keep(run: Run, answers: Callable[..., dict[str, Any]]) -> Callable[..., None]:
    """Write pages into the journal, numbered as they come."""

    def kept(*objects: Mapping[str, Any]) -> None:
        result = run("import", "-", stdin=list(objects))

        assert (result.code, result.out) == (0, ""), result.err

    return kept


@pytest.fixture(scope="session")
def written_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with one page in it, to be copied."""
    home = tmp_path_factory.mktemp("written") / "home"
    done = subprocess.run(
        [sys.executable, "-m", "journal", "reflect", "--answers", "-"],
        input=as_bytes(answers_object()), env={**os.environ, "JOURNAL_HOME": str(home)},
        capture_output=True, check=False,
    )  # fmt: skip

    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"Kept as 1.\n")
    return home


@pytest.fixture
def written(home: Path, written_once: Path) -> Path:
    """The home, with one page in it."""
    shutil.copytree(written_once, home)
    return home


@pytest.fixture(scope="session")
def year_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the made-up year in it, to be copied."""
    home = tmp_path_factory.mktemp("year") / "home"
    subprocess.run(
        [sys.executable, "-m", "journal", "import", "-"],
        input=as_bytes(a_year.entries()), env={**os.environ, "JOURNAL_HOME": str(home)},
        capture_output=True, check=True,
    )  # fmt: skip
    return home


@pytest.fixture
def year(home: Path, year_once: Path) -> Path:
    """The home, with a whole made-up year in it."""
    shutil.copytree(year_once, home)
    return home


@pytest.fixture
def snapshot() -> Callable[[Path], dict[str, object]]:
    """What a folder holds: rights and bytes of all that is in it."""

    def taken(folder: Path) -> dict[str, object]:
        return {
            str(f.relative_to(folder)): (f.lstat().st_mode, f.read_bytes() if f.is_file() else None)
            for f in (folder, *folder.rglob("*"))
        }

    return taken


@pytest.fixture
def refused(
    run: Run, written: Path, snapshot: Callable[[Path], dict[str, object]]
) -> Callable[..., str]:
    """Run a command that is to be refused, and see that it does nothing but say so."""

    def ran(*args: object, code: int, **given: Any) -> str:
        before = snapshot(written)
        result = run(*args, **given)

        assert (result.code, result.out) == (code, ""), result.err
        assert ONE_SENTENCE.fullmatch(result.err), result.err
        assert CANARY not in result.err
        assert snapshot(written) == before
        return result.err.removesuffix("\n")

    return ran
