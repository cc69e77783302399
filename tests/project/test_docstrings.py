"""
The docstrings of the whole package, under constants too:
* the first line is one sentence
* none begins with a word that asks or points, so that it has to be read twice
* each ends with a period; only the help of a command ends with an example to type
"""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import journal
from journal.cli.main import PANELS, home

PACKAGE = Path(journal.__file__).parent

BARE = frozenset("All As Each Every From How In Of Those What Where Whether Which Who Why".split())
"""Words that no docstring begins with."""

COMMANDS = (home, *(command for commands in PANELS.values() for command in commands))
HELP = frozenset(inspect.getdoc(command) for command in COMMANDS)


class Docstring(NamedTuple):
    """A string that stands as a statement, in a module, class or function or under a constant."""

    place: str
    text: str

    @property
    def head(self) -> list[str]:
        """The first two lines; the second is empty if there is none."""
        return [*self.text.split("\n"), ""][:2]


@cache
def docstrings() -> tuple[Docstring, ...]:
    """Return all docstrings of the package that is installed."""
    return tuple(one for file in sorted(PACKAGE.rglob("*.py")) for one in docstrings_of(file))


def docstrings_of(file: Path) -> Iterator[Docstring]:
    path = file.relative_to(PACKAGE)
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            text = node.value.value
            if isinstance(text, str):
                yield Docstring(f"{path}:{node.lineno}", inspect.cleandoc(text))


def is_one_sentence(one: Docstring) -> bool:
    first, second = one.head
    return first.endswith(".") and not second and not re.search(r"[.!?] ", first)


def begins_well(one: Docstring) -> bool:
    return re.split(r"\W", one.text, maxsplit=1)[0] not in BARE


def ends_well(one: Docstring) -> bool:
    return one.text.endswith(".") or one.text in HELP


def faults(rule) -> list[str]:
    """Return the places of the docstrings that break a rule."""
    return [f"{one.place}: {one.head[0]}" for one in docstrings() if not rule(one)]


def test_the_first_line_is_one_sentence():
    """It ends on its line, with nothing right below it: a listing of first lines makes sense."""
    assert faults(is_one_sentence) == []


def test_none_has_to_be_read_twice():
    """An imperative or a noun says at once what is meant; "What was kept" does not."""
    assert faults(begins_well) == []


def test_each_ends_with_a_period():
    """One that breaks off is seen."""
    assert faults(ends_well) == []
