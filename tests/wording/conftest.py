"""
All that a person reads, each line with its place; gathered from the tables, never listed here.

A new flow, list of words, text of care, command or sentence of the program is found by itself
and held to every rule of this folder:
* prompts: whatever `Prompts` finds in `prompts/`
* help: whatever the command line offers
* program: every text of more than one word in the source
"""

from __future__ import annotations

import ast
import io
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from contextlib import redirect_stdout
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path
from statistics import mean
from typing import Any, NamedTuple

import pytest
import textstat
import typer

import journal
from journal.__main__ import main
from journal.cli.main import app
from journal.core.flows.flow import Flow
from journal.core.insights.registry import INSIGHTS
from journal.local.prompts.loader import Prompts
from journal.screen.interactive.questions import ASKING

SOURCE = Path(journal.__file__).parent

NOT_SHOWN = frozenset(
    "id name kind theme counts about lean lean_from group group_by family layer cue purpose source "
    "country when when_kind by only short prefill draft bundle signs".split()
)
"""Fields that nobody reads: ids, names of services, and words matched against what is typed."""

LABELS = r"/(title|minutes|choices|extra|sections|ends|offered)\b"
"""Where a flow has labels, not sentences."""


class Line(NamedTuple):
    """Something to read, and where it comes from."""

    where: str
    text: str


PROMPTS = Prompts()
FLOWS = [PROMPTS.flow(name) for name in PROMPTS.flow_names()]
COMMANDS = ["", *typer.main.get_command(app).commands]

TABLES: dict[str, tuple[Iterable[Any], Callable[[Any], str]]] = {
    "flow": (FLOWS, lambda flow: flow.name),
    "word_list": (PROMPTS.lists.values(), lambda words: words.name),
    "command": (COMMANDS, lambda name: name or "journal"),
    "insight": (INSIGHTS, lambda row: row.id),
    "kind": (ASKING, str),
}
"""Argument of a test -> the rows it is run with, one by one, and what each is called."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test with every row of the tables that it takes."""
    for name, (rows, called) in TABLES.items():
        if name in metafunc.fixturenames:
            metafunc.parametrize(name, rows, ids=called)


def lines_in(value: object, where: str) -> Iterator[Line]:
    """Every text in a value of the core, however deep."""
    if isinstance(value, str):
        yield from (Line(where, line) for line in value.splitlines() if line.strip())
    elif is_dataclass(value):
        for field in fields(value):
            # One that its maker cannot give is worked out from the others.
            if field.init and field.name not in NOT_SHOWN:
                yield from lines_in(getattr(value, field.name), f"{where}/{field.name}")
    elif isinstance(value, Mapping):
        for key, inside in value.items():
            if key not in NOT_SHOWN:
                yield from lines_in(inside, f"{where}/{key}")
    elif isinstance(value, list | tuple | Set):
        for inside in value:
            yield from lines_in(inside, f"{where}/{getattr(inside, 'id', '')}".rstrip("/"))


def flow_lines(flow: Flow) -> list[Line]:
    """All that a flow asks, says and offers, without its lists of words."""
    return [x for x in lines_in(flow, f"flows/{flow.name}") if "/words/" not in x.where]


def sentences_of(flow: Flow) -> list[Line]:
    """What a flow asks and says: questions, hints, variants, first and last lines; no labels."""
    return [x for x in flow_lines(flow) if not re.search(LABELS, x.where)]


def program_lines() -> Iterator[Line]:
    """Every text of more than one word in the source, with its room; no docstrings."""
    for file in sorted(SOURCE.rglob("*.py")):
        if "_prompts" in file.parts:
            continue
        tree = ast.parse(file.read_text(encoding="utf-8"))
        passed_over = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr)}
        for node in ast.walk(tree):
            text = _text_of(node)
            if text is None or id(node) in passed_over:
                continue
            passed_over |= {id(part) for part in ast.iter_child_nodes(node)}
            where = f"{file.relative_to(SOURCE).as_posix()}:{node.lineno}"
            if len(text.split()) > 1:
                yield from (Line(where, line) for line in text.splitlines() if line.strip())


def _text_of(node: ast.AST) -> str | None:
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=parts):
            return "".join(p.value if isinstance(p, ast.Constant) else "{}" for p in parts)
    return None


@cache
def help_of(command: str) -> str:
    """What `journal COMMAND --help` shows."""
    out = io.StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out):
        patch.setattr(sys, "argv", ["journal", *command.split(), "--help"])
        patch.setenv("COLUMNS", "80")
        with pytest.raises(SystemExit, match=r"^0$"):
            main()
    return out.getvalue()


def help_lines(command: str) -> list[Line]:
    """The sentences of a help text, wrapped lines joined; usage and examples left out."""
    paragraphs = [""]
    for line in help_of(command).splitlines():
        row = re.fullmatch(r"  \S.*?(?:  +(\S.*))?", line)
        if not line.startswith("  "):
            paragraphs.append("")
        elif row and (row[1] or line.startswith("  -")):
            paragraphs.append(row[1] or "")
        else:
            paragraphs[-1] += f" {line.strip()}"
    told = (re.sub(r"\[.*?\]", "", p).strip() for p in paragraphs)
    where = f"help/{command}"
    return [Line(where, p) for p in told if p and not p.startswith(("Example:", "Start with:"))]


def graded(text: str) -> float:
    """The Flesch–Kincaid grade of one line, a short word in every gap."""
    return float(textstat.flesch_kincaid_grade(re.sub(r"\{[^}]*\}", "one", text)))


@pytest.fixture(scope="session")
def prompts() -> Prompts:
    """All words and questions that come with the program."""
    return PROMPTS


@pytest.fixture(scope="session")
def sentences() -> Callable[[Flow], list[Line]]:
    """What a flow asks and says."""
    return sentences_of


@pytest.fixture(scope="session")
def force() -> re.Pattern[str]:
    """Words that can be read as bodily force, where reaching is meant."""
    return re.compile(r"\b(push\w*|mov(e|ed|ing) in|forc\w*|grab\w*|corner\w*)\b", re.IGNORECASE)


@pytest.fixture(scope="session")
def care() -> list[Line]:
    """All texts for someone who may be in danger, and those that settle."""
    return list(lines_in(PROMPTS.care, "care"))


@pytest.fixture(scope="session")
def program() -> list[Line]:
    """Every text in the source."""
    return list(program_lines())


@pytest.fixture(scope="session")
def help_text() -> Callable[[str], str]:
    """The help of a command as it is shown."""
    return help_of


@pytest.fixture(scope="session")
def help_sentences() -> Callable[[str], list[Line]]:
    """The help of a command, sentence by sentence."""
    return help_lines


@pytest.fixture(scope="session")
def everything(care: list[Line], program: list[Line]) -> list[Line]:
    """All wording there is."""
    flows = [line for flow in FLOWS for line in flow_lines(flow)]
    helps = [line for command in COMMANDS for line in help_lines(command)]
    return [*flows, *lines_in(PROMPTS.lists, "words"), *care, *program, *helps]


@pytest.fixture(scope="session")
def grade() -> Callable[[Iterable[str]], float]:
    """The mean grade of some lines."""
    return lambda texts: mean(map(graded, texts))


@pytest.fixture(scope="session")
def too_hard() -> Callable[[Iterable[Line], float], list[Line]]:
    """Lines of six words or more above a grade; the formula means little for shorter ones."""
    return lambda lines, most: [
        line for line in lines if len(line.text.split()) > 5 and graded(line.text) > most
    ]
