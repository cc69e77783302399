"""The reference of all commands, from the commands themselves, and of how they end."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from typing import Any

import typer

from journal.cli.main import PANELS, app
from journal.core.errors import COULD_NOT, STOPPED, WRONG_USE

TAKES = {"int": "NUMBER", "int range": "NUMBER", "path": "FILE", "filename": "FILE"}
"""Type of an option -> what it takes, where that is no text."""

HEAD = f"""\
# Commands

Made from the commands themselves; to make it anew: `python .ci/docs.py`.

| exit code | what it says |
|---|---|
| 0 | It was done. |
| {COULD_NOT} | It could not be done, and nothing is half done; a sentence says why. |
| {WRONG_USE} | The words of the command do not fit, or there is no terminal to ask on. |
| {STOPPED} | You stopped it; what you had answered is kept. |

What was asked for goes to standard output, everything else to standard error.
"""


def reference() -> str:
    """The whole page."""
    commands = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    parts = [HEAD]
    for panel, functions in PANELS.items():
        parts.append(f"## {panel}\n")
        for function in functions:
            parts += section(commands[function.__name__.removesuffix("_").replace("_", "-")])
    return "\n".join(parts)


def section(command: Any) -> Iterator[str]:
    """One command: its help, its example, its arguments and options."""
    arguments = [p for p in command.params if p.param_type_name == "argument"]
    names = " ".join(argument(p) for p in arguments)
    yield f"### `journal {command.name}{' ' * bool(names)}{names}`\n"
    for paragraph in inspect.cleandoc(command.help).split("\n\n"):
        text = " ".join(paragraph.split())
        yield re.sub(r"^Example: (.+)$", r"Example: `\1`", text) + "\n"
    rows = [row(p) for p in command.params if not getattr(p, "hidden", False)]
    if rows:
        yield "| | |\n|---|---|\n" + "\n".join(rows) + "\n"


def argument(parameter: Any) -> str:
    """An argument as it stands in the line; in brackets if it may be left out."""
    name = (parameter.metavar or parameter.name).strip("[]").rstrip("_").upper()
    return name if parameter.required else f"[{name}]"


def row(parameter: Any) -> str:
    """An argument or option with its help."""
    if parameter.param_type_name == "argument":
        name = argument(parameter).strip("[]")
    else:
        name = ", ".join(parameter.opts) + value(parameter)
    return f"| `{name}` | {(parameter.help or '').replace('|', chr(92) + '|')} |"


def value(parameter: Any) -> str:
    """What an option takes, if it takes something."""
    if parameter.is_flag:
        return ""
    choices = getattr(parameter.type, "choices", None)
    if choices:
        return " " + "/".join(str(getattr(c, "value", c)) for c in choices)
    return f" {parameter.metavar or TAKES.get(parameter.type.name, 'TEXT')}"
