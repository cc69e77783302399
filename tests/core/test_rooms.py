"""
The house. Its floors and arrows are told in `pyproject.toml`, and held by the linter; here is
what only a run can tell: that nothing heavy is loaded before it is needed.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import journal

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
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return {module.split(".")[0] for module in done.stdout.split()}


@pytest.mark.parametrize("code", [ALL_OF_CORE, ALL_PROMPTS], ids=["core", "prompts"])
def test_nothing_heavy_is_loaded_by(code: str) -> None:
    """Help, completion and a broken file are told of without waiting for a screen or a store."""
    assert "journal.core" in code or "journal.local" in code
    assert loaded_by(code) & HEAVY == set()
