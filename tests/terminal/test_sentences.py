"""
Sentences of a command on a terminal:
* break between words, on both outputs, whatever the width; nothing is lost
* a line that says there is nothing is there on the terminal itself, without a pager
"""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

COMMANDS = {
    "": "Nothing to list here. To write: journal reflect",
    "list": "Nothing to list here. To write: journal reflect",
    "plan": "No plan yet. The long entry and the second look both offer one.",
    "search x": "Nothing found. It looks only at what you typed. Fewer words, or others, "
    "may find more.",
    "sumary": "There is no command of that name. Did you mean summary?",
    "settings": "Ask line by line, without a screen of its own.",
}


def on_terminal(home: Path, command: str, columns: int) -> str:
    """What stands on a terminal of so many columns after a command; a pager would show X."""
    ours, theirs = pty.openpty()
    pager = home / "pager"
    pager.write_text("#!/bin/sh\necho X\n")
    pager.chmod(0o700)
    env = {**os.environ, "JOURNAL_HOME": str(home / "j"), "COLUMNS": str(columns)}
    env |= {"TERM": "xterm", "PAGER": str(pager)}
    with subprocess.Popen(
        [sys.executable, "-m", "journal", *command.split()],
        stdin=theirs, stdout=theirs, stderr=theirs, env=env,
    ):  # fmt: skip
        os.close(theirs)
        told = b""
        with suppress(OSError):  # the end of a terminal
            while piece := os.read(ours, 4096):
                told += piece
    os.close(ours)
    return told.decode()


@pytest.mark.parametrize("columns", [30, 80])
@pytest.mark.parametrize(("command", "told"), COMMANDS.items())
def test_a_sentence_breaks_between_words(
    tmp_path: Path, command: str, told: str, columns: int
) -> None:
    """Whole when put together again, and no line too long but a path, which stays whole."""
    lines = on_terminal(tmp_path, command, columns).splitlines()

    assert told in " ".join(" ".join(lines).split())
    assert all(len(line) < columns or len(line.split()) == 1 for line in lines)
