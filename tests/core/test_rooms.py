"""
The house:
* `core` knows itself and the standard library, nothing else
* arrows point downward only; the rooms in the middle do not know one another
* each heavy library has its one room, and nothing heavy is loaded before it is needed
"""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "journal"
MIDDLE = ("screen", "store", "exchange", "report", "settings")
KNOWS = {
    "core": {"core"},
    **{room: {room, "core"} for room in MIDDLE},
    "cli": {"cli", "core", *MIDDLE},
}
HOME_OF = {
    "typer": "cli",
    "dateparser": "cli",
    "questionary": "screen",
    "prompt_toolkit": "screen",
    "rich": "screen",
    "sqlite3": "store",
    "sqlite_utils": "store",
    "sqlcipher3": "store",
}
HEAVY = {*HOME_OF, "jinja2", "keyring", "platformdirs", "pydantic", "typst"}

FILES = sorted(f.relative_to(PACKAGE).as_posix() for f in PACKAGE.rglob("*.py"))


@cache
def imports_of(file: str) -> frozenset[str]:
    """All modules that a file imports, also inside of functions and for types alone."""
    return frozenset(_imports(ast.parse((PACKAGE / file).read_text(encoding="utf-8"))))


def _imports(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.Import():
                yield from (name.name for name in node.names)
            case ast.ImportFrom(module=str(module), level=0):
                yield from (f"{module}.{name.name}" for name in node.names)
            case ast.ImportFrom():
                yield "a relative import"


def files_in(room: str) -> list[str]:
    """The files of a room; a room may be a single module until it needs to be a folder."""
    return [f for f in FILES if f.startswith((f"{room}/", f"{room}.py"))]


def test_every_module_has_a_room() -> None:
    """Beside the rooms there is only the package itself and the way in."""
    assert {f.split("/")[0].removesuffix(".py") for f in FILES} == {*KNOWS, "__init__", "__main__"}


@pytest.mark.parametrize("file", files_in("core"))
def test_the_core_knows_itself_and_the_standard_library(file: str) -> None:
    """So that the cycle can be read, and tested, with nothing else at hand."""
    foreign = {
        module
        for module in imports_of(file)
        if not module.startswith("journal.core.")
        and module.split(".")[0] not in sys.stdlib_module_names
    }

    assert foreign == set()


@pytest.mark.parametrize("room", KNOWS)
def test_arrows_point_downward(room: str) -> None:
    """A room imports from itself and from what lies below it; whole, and by its full name."""
    files = files_in(room)
    known = {
        module.split(".")[1]
        for file in files
        for module in imports_of(file)
        if module.split(".")[0] == "journal" and module != "journal.__version__"
    }

    assert files
    assert known <= KNOWS[room]
    assert "a relative import" not in {m for file in files for m in imports_of(file)}


@pytest.mark.parametrize(("library", "room"), HOME_OF.items())
def test_each_heavy_library_has_its_one_room(library: str, room: str) -> None:
    """Whoever looks for it, looks there; to exchange it, only that room changes."""
    elsewhere = [
        file
        for file in FILES
        if library in {module.split(".")[0] for module in imports_of(file)}
        and file not in files_in(room)
    ]

    assert elsewhere == []


def loaded_by(code: str) -> set[str]:
    """The libraries that are loaded once some code has run in a Python of its own."""
    command = [sys.executable, "-c", f"import sys\n{code}\nprint(*sys.modules)"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return {module.split(".")[0] for module in done.stdout.split()}


def test_importing_the_core_loads_nothing_heavy() -> None:
    """All of it, every module: no library comes along."""
    modules = [f"journal/{f}".removesuffix(".py").replace("/", ".") for f in files_in("core")]
    code = "\n".join(f"import {m.removesuffix('.__init__')}" for m in modules)

    assert loaded_by(code) & HEAVY == set()


def test_reading_all_words_and_questions_loads_nothing_heavy() -> None:
    """Help, completion and a broken file are told of without waiting for a screen or a store."""
    code = (
        "from journal.settings.prompts import Prompts\n"
        "p = Prompts()\n"
        "p.care, [p.flow(name) for name in p.flow_names()]"
    )

    assert loaded_by(code) & HEAVY == set()
