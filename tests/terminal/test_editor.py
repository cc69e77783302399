"""
A longer answer in an editor:
* the text goes there and comes back; whatever the editor does, no word is lost
* its file is private while it is open, and gone right after, or at the next start
"""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

BEFORE = "canary-dunnock"

EDITORS = {
    "changes it": ('printf "and more" >> "$1"', f"{BEFORE}and more", ""),
    "leaves it": ("true", BEFORE, ""),
    "ends with an error": ('echo gone > "$1"; exit 1', BEFORE, "The editor ended with an error."),
    "removes its file": ('rm "$1"', BEFORE, "The editor left no text that can be read."),
    "writes latin-1": (r'printf "\351" > "$1"', BEFORE, "The editor left no text"),
    "leaves copies": ('cp "$1" "$1~"; cp "$1" "$(dirname "$1")/#$(basename "$1")#"', BEFORE, ""),
    "is killed": ("kill -9 $$", BEFORE, "The editor ended with an error."),
}


def script(house, body: str) -> str:
    """An editor that looks at where its file stands, and then does what it does."""
    editor = house.folder / "editor"
    look = f'stat -c "%a %n" "$1" "$(dirname "$1")" > "{house.folder}/looked"\n'
    args = f'tr "\\0" " " < /proc/$$/cmdline > "{house.folder}/arguments"\n'
    editor.write_text(f"#!/bin/sh\n{look}{args}{body}\n")
    editor.chmod(0o755)
    return str(editor)


def to_the_text(term):
    return (
        term.answer(
            ("How strong is the upset", "6<enter>"),
            ("Was anyone hit", "<enter>"),
            ("What was the moment it turned", "<enter>"),
            ("1 What a camera saw", "1"),
        )
        .wait("What would a camera have seen")
        .send(BEFORE)
        .wait(BEFORE)
    )


@pytest.mark.parametrize("what", list(EDITORS))
def test_whatever_the_editor_does(house, what):
    """Its text is taken, or the text is as it was and one line says why; nothing is left."""
    body, text, told = EDITORS[what]
    term = to_the_text(house.start("reflect", EDITOR=script(house, body)))
    term.send("<ctrl-e>").wait(told or text).wait("Enter: go on").wait(text).go("<enter>")
    term.wait("What did your body do first?").send("<ctrl-c>")

    assert term.close() == 130
    with house.store() as store:
        draft = store.draft()
    assert draft is not None
    assert draft.value("facts") == text
    assert house.holds(BEFORE) == ["journal.db"]
    modes = [line.split()[0] for line in (house.folder / "looked").read_text().splitlines()]
    assert modes == ["600", "700"]
    assert BEFORE not in (house.folder / "arguments").read_text()


def test_no_editor_to_be_found(house):
    """One line says so, and the text stands there as it was."""
    term = to_the_text(house.start("reflect", EDITOR="/nowhere/at-all"))
    term.send("<ctrl-e>").wait("The editor can't be started").wait(BEFORE).send("<ctrl-c>")

    assert term.close() == 130
    assert house.holds(BEFORE) == ["journal.db"]


def test_all_killed_while_the_editor_is_open(house):
    """The file that a power cut leaves behind is gone at the next start; the words are kept."""
    term = to_the_text(house.start("reflect", EDITOR=script(house, "exec sleep 60")))
    term.send("<ctrl-e>")
    looked = house.folder / "looked"
    wait_until(lambda: looked.exists() and looked.read_text().count("\n") == 2)
    left = Path(looked.read_text().splitlines()[0].split()[1])
    editor = next(int(p.name) for p in Path("/proc").glob("[0-9]*") if sleeps_for(p, term.pid))
    term.kill()
    os.kill(editor, signal.SIGKILL)
    was_there = left.exists()
    house.run("list")

    assert (was_there, left.exists()) == (True, False)
    assert house.holds(BEFORE) == ["journal.db"]


def sleeps_for(process: Path, parent: int) -> bool:
    try:
        return int(process.joinpath("stat").read_text().rpartition(") ")[2].split()[1]) == parent
    except OSError:
        return False


def wait_until(is_so) -> None:
    end = time.monotonic() + 10
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.01)
