"""
The house. Its floors and arrows are told in `pyproject.toml`, and held by the linter; here is
what only a run can tell: that nothing heavy is loaded before it is needed.
"""

from __future__ import annotations

import ast
import inspect
import os
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from statistics import median

import pytest

import journal
from journal.cli.main import PANELS

ROOT = Path(__file__).parents[2]
PACKAGE = Path(journal.__file__).parent
HEAVY = set(
    "dateparser jinja2 keyring platformdirs prompt_toolkit pydantic questionary rich sqlcipher3"
    " sqlite3 sqlite_utils typer typst".split()
)

ALL_OF_CORE = "\n".join(
    "import "
    + ".".join(f.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__")
    for f in sorted((PACKAGE / "core").rglob("*.py"))
)
ALL_PROMPTS = (
    "from journal.local.prompts.loader import Prompts\n"
    "p = Prompts()\n"
    "p.care, [p.flow(name) for name in p.flow_names()]"
)


def loaded_by(code: str) -> set[str]:
    """The libraries that are loaded once some code has run in a Python of its own."""
    command = [sys.executable, "-c", f"import sys\n{code}\nprint(*sys.modules)"]
    # What measures the tests loads a database itself.
    env = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=True)
    return {module.split(".")[0] for module in done.stdout.split()}


@pytest.mark.parametrize("code", [ALL_OF_CORE, ALL_PROMPTS], ids=["core", "prompts"])
def test_nothing_heavy_is_loaded_by(code: str) -> None:
    """Help, completion and a broken file are told of without waiting for a screen or a store."""
    assert loaded_by(code) & HEAVY == set()


ASKED_IN_ONE_PLACE = {
    "datetime.now": "core/dates/clock",
    "find_home": "app/program",
    "open_store": "app/opening",
}
"""A call that decides what it runs on -> the one module outside of `store` that makes it."""


@cache
def calls() -> tuple[tuple[str, str], ...]:
    """Every call in the source, with its module."""
    return tuple(
        (ast.unparse(node.func), file.relative_to(PACKAGE).with_suffix("").as_posix())
        for file in sorted(PACKAGE.rglob("*.py"))
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute)
    )


@pytest.mark.parametrize(("call", "place"), ASKED_IN_ONE_PLACE.items())
def test_what_it_runs_on_is_asked_in_one_place(call: str, place: str) -> None:
    """The clock, the home and the file are handed on from there; a test hands in others."""
    assert {m for name, m in calls() if name == call and not m.startswith("store/")} == {place}


def lines_of(command: Callable[..., None]) -> int:
    """The lines of a command below its docstring, without its imports."""
    [function] = ast.parse(inspect.getsource(command)).body
    assert isinstance(function, ast.FunctionDef)
    told = [s for s in function.body[1:] if not isinstance(s, ast.Import | ast.ImportFrom)]
    return sum((s.end_lineno or s.lineno) - s.lineno + 1 for s in told)


def test_a_command_parses_calls_once_and_shows() -> None:
    """Five lines at most in half of them: what a command does lives in `app`."""
    assert median(lines_of(command) for panel in PANELS.values() for command in panel) <= 5
