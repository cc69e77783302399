"""
What the documents promise:
* every example of the README and of every help works, on a real terminal
"""

from __future__ import annotations

import json
import re
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import typer

from journal.cli.main import app

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]

COMMANDS = typer.main.get_command(app).commands

IN_HELP = {
    name: match[1]
    for name, command in COMMANDS.items()
    if (match := re.search(r"^Example: (.+)$", command.help, re.MULTILINE))
}

IN_README = re.findall(
    r"`(journal(?: [^`]+)?)`", (ROOT / "README.md").read_text(encoding="utf-8").replace("\n", " ")
)

BEFORE = {
    "journal restore 12": "journal delete 12 --yes",
    "journal export --format json -o entries.jsonl": "rm entries.jsonl",
}
"""What has to have happened for an example to make sense."""


@pytest.fixture
def lived_in(house):
    """A home with twelve long entries, the last of yesterday; and the files the examples name."""
    pages = [
        {
            "flow": "full",
            "happened_at": (datetime.now().astimezone() - timedelta(hours=30 * ago)).isoformat(),
            "answers": {
                "heat_before": 6,
                "trigger": "went_quiet",
                "facts": "Sunday again.",
                "my_moves": ["ask_again"],
                "story_text": "A story.",
                "plan_move": "slow_down",
                "soft_line": "I miss you.",
            },
        }
        for ago in range(12, 0, -1)
    ]
    lines = "".join(json.dumps(page) + "\n" for page in pages)
    done = house.call("import", "-", input=lines)
    assert done.returncode == 0, done.stderr
    (house.folder / "entries.jsonl").write_text(lines)
    (house.folder / "thoughts.txt").write_text("A thought.")
    program = house.folder / "bin" / "journal"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m journal "$@"\n')
    program.chmod(0o755)
    return house


def test_every_command_has_an_example():
    """And it is one of that command."""
    assert {name: line.split()[:2] for name, line in IN_HELP.items()} == {
        name: ["journal", name] for name in COMMANDS
    }


@pytest.mark.slow
@pytest.mark.parametrize("line", sorted({*IN_HELP.values(), *IN_README}))
def test_an_example_works(lived_in, line):
    """It ends well, or asks something and can be left."""
    path = f'PATH="{lived_in.folder}/bin:$PATH"'
    if line in BEFORE:
        lived_in.start_in_shell(f"{path}; {BEFORE[line]}").leave()
    term = lived_in.start_in_shell(f"{path}; {line}")

    assert term.leave() in (0, 130), term.seen
    assert "See: journal" not in "".join(term.seen)
