"""
Commands that a sentence names:
* each is one that there is, with options and arguments that it takes, wherever it stands: in the
  sentences of the program, in the packaged words, in the README and the other documents
"""

from __future__ import annotations

import ast
import re
import shlex
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

import journal
from journal.cli.main import app

ROOT = Path(__file__).parents[2]
COMMANDS = typer.main.get_command(app).commands

STANDS_FOR = {
    "FILE": "x.md", "WORDS": "x", "NUMBER": "1", "NAME": "full", "ENTRY": "1",
    "{option}": "--topic",
}  # fmt: skip
"""What may be put in the place of something -> an example of it."""

_NAMED = re.compile(
    r"(?<![\w./-])(?<!\b[Tt]he )(?<!\b[Aa] )(?<!\bthis )(?<!\bno )(?<!\bnew )(?<!\bof )"
    r"journal ([a-z-]+)((?: (?:[^\s`\"“”()·|,;:]|(?<=\w)[.](?=\w))+)*)"
)
"""Not where it is the journal that is spoken of."""

OF_THE_PROGRAM = ("--help", "--version", "--install-completion")

_END = re.compile(r"[.?!)]+$")


def sentences() -> Iterator[str]:
    """Every text that a person may read; what is put into one stands in braces."""
    for file in sorted(Path(journal.__file__).parent.rglob("*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        commands = {
            node
            for node in ast.walk(tree)
            if isinstance(node, ast.FunctionDef)
            and file.parent.name == "commands"
            and node.name.removesuffix("_") in COMMANDS
        }
        shown = {ast.get_docstring(node) for node in commands}
        docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            match node:
                case ast.JoinedStr():
                    text = "".join(map(_part, node.values))
                    docs |= {id(value) for value in node.values}  # each is a part alone
                case ast.Constant(str(text)) if id(node) not in docs:
                    pass
                case _:
                    continue
            yield f"{text}{{}}" if text.endswith(" ") else text
        yield from filter(None, shown)
    for file in sorted((ROOT / "prompts").rglob("*.toml")):
        yield from _texts(tomllib.loads(file.read_text("utf-8")))
    for file in (ROOT / "README.md", ROOT / "SECURITY.md", *sorted((ROOT / "docs").glob("*.md"))):
        codes = re.findall(r"`([^`\n]+)`", file.read_text(encoding="utf-8"))
        yield from (code for code in codes if code.count(" ") > 1)  # not the bare name of one


def _part(value: ast.expr) -> str:
    """A part of a text into which something is put."""
    if isinstance(value, ast.Constant):
        return str(value.value)
    return "{option}" if ast.unparse(value).endswith(".option}") else "{}"


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for one in (
        value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    ):
        yield from _texts(one)


def named(text: str) -> Iterator[list[str]]:
    """The commands that a text names, each as it would be typed, as far as that goes on."""
    for found in _NAMED.finditer(" ".join(text.split())):
        words = [w if "{" in w else _END.sub("", w) for w in found[2].split()]
        yield [found[1], *_typed(words, found[1])]


def _typed(words: list[str], command: str) -> Iterator[str]:
    """Words up to where the sentence goes on without the command."""
    takes_value = False
    for word in words:
        is_typed = word.startswith("-") or word in STANDS_FOR or "{" in word or word.isdigit()
        is_typed = is_typed or word in _known(command) or "." in word or takes_value
        if not is_typed:
            return
        yield STANDS_FOR.get(word, re.sub(r"\{[^}]*\}", "1", word))
        takes_value = word.startswith("-") and _takes_value(command, word)


def _known(command: str) -> set[str]:
    """Words that are arguments of a command."""
    choices = {c for p in getattr(COMMANDS.get(command), "params", ()) if hasattr(p.type, "choices")
               for c in p.type.choices}  # fmt: skip
    more = {
        "settings": {"words", "view", "plain", "loop", "on", "off"},
        "prompts": {"caught", "full"},
    }
    return choices | {"last"} | more.get(command, set())


def _takes_value(command: str, option: str) -> bool:
    params = getattr(COMMANDS.get(command), "params", ())
    return any(option in p.opts and not p.is_flag for p in params if hasattr(p, "is_flag"))


LINES = sorted({shlex.join(typed) for text in sentences() for typed in named(text)})


def test_there_are_some() -> None:
    """The look for them finds those that are known to be named."""
    assert {"support", "resume", "check --repair", "lock --change", "list -n 5 --flow full",
            "settings words", "delete 1 --now"} <= set(LINES)  # fmt: skip


@pytest.mark.parametrize("line", LINES)
def test_what_is_named_can_be_typed(line: str) -> None:
    """The command is there, and reads what stands after it."""
    name, *typed = shlex.split(line)

    assert name in COMMANDS or name in OF_THE_PROGRAM
    if name in COMMANDS:
        COMMANDS[name].make_context(name, typed)
