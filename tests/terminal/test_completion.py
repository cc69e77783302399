"""
Tab, in a real bash:
* commands, entry numbers, flows, words of a filter
* nothing is asked and nothing is said, whatever the file is; looking makes none
* every shell that Typer knows gets its script
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import replace

import pytest

from journal.store import open_store

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not there"),
]

SHELLS = ("bash", "zsh", "fish", "powershell", "pwsh")


@pytest.fixture
def complete(house):
    """What bash is told for a line, its output and its complaints."""

    def asked(line, **env):
        words = line.split(" ")
        given = {
            "_JOURNAL_COMPLETE": "complete_bash",
            "COMP_WORDS": line,
            "COMP_CWORD": str(len(words) - 1),
            **env,
        }
        done = subprocess.run(
            [sys.executable, "-m", "journal"], env=house.env(**given), cwd=house.folder,
            stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=30, check=False,
        )  # fmt: skip
        return done.stdout.split(), done.stderr

    return asked


@pytest.fixture
def written(house):
    """Twelve notes, the third of them deleted, the fifth changed, and one page kept apart."""
    told = [
        {
            "flow": "note",
            "happened_at": f"2026-03-{day:02}T21:30:00+01:00",
            "answers": {"text": f"note {day}"},
        }
        for day in range(1, 13)
    ]
    told.append({"flow": "quick", "answers": {"unsafe": "yes"}})
    done = house.call("import", "-", input="".join(json.dumps(t) + "\n" for t in told))
    assert done.returncode == 0, done.stderr
    assert house.call("delete", "3", "--yes").returncode == 0
    with house.store() as store:
        fifth = store.entry("5")
        said = replace(fifth.answers["text"], value="changed")
        store.put(replace(fifth, answers={"text": said}))
    return house


def test_tab_in_a_real_bash(written):
    """The command, then a number: typed by Tab alone, and run."""
    program = written.folder / "bin" / "journal"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m journal "$@"\n')
    program.chmod(0o755)
    term = written.start_in_shell(
        f'PATH="{program.parent}:$PATH" PS1="ready> " exec bash --norc --noprofile -i'
    )
    term.wait("ready>").send('eval "$(_JOURNAL_COMPLETE=source_bash journal)"; echo lo""aded\r')
    term.wait("loaded").send("journal res\t").wait("journal res").send("t\t")
    term.wait("journal restore").send("3\t").wait("journal restore 3").send("\r")
    term.wait("Entry 3 is back.").send("journal list --flow no\t").wait("--flow note")
    term.send(" -n 1 --format json | cut -c1-14\r").wait('[{"number": 12').send("exit\r")


@pytest.mark.usefixtures("written")
@pytest.mark.parametrize(
    ("line", "completed"),
    [
        ("journal show ", ["last", "12", "11", "10", *(str(n) for n in (9, 8, 7, 6, 5, 4, 2, 1))]),
        ("journal edit 1", ["12", "11", "10", "1"]),
        ("journal delete l", ["last"]),
        ("journal followup 1", ["12", "11", "10", "1"]),
        ("journal restore ", ["5", "3"]),
        ("journal show F", []),
        ("journal show x'", []),
        ("journal reflect --flow ca", ["caught"]),
        ("journal list --trigger went", ["went_quiet"]),
        ("journal search --topic mo", ["money"]),
        ("journal list --move scary", ["scary"]),
        ("journal prompts show qu", ["quick"]),
    ],
)
def test_what_fits_is_completed(complete, line, completed):
    """Newest first; not what is deleted, nor what was kept apart."""
    assert complete(line) == (completed, "")


@pytest.mark.parametrize(
    "content", [None, b"", bytes(range(255, 0, -1)) * 32, b"SQLite format 3\0" + b"\xff" * 500]
)
def test_a_file_that_cannot_be_read_completes_nothing(complete, house, content):
    """None, an empty one, a locked one, a damaged one: no word, no question, no change."""
    database = house.home / "journal.db"
    database.unlink()
    if content is not None:
        database.write_bytes(content)

    assert complete("journal show ") == ([], "")
    assert (database.read_bytes() if database.exists() else None) == content


def test_a_busy_journal_keeps_nobody_waiting(complete, written):
    """There is nothing to complete then."""
    with open_store(written.home / "journal.db") as store:
        store._connection.execute("BEGIN EXCLUSIVE")

        assert complete("journal show 1") == ([], "")


@pytest.mark.parametrize("shell", SHELLS)
def test_every_shell_gets_its_script(house, shell):
    """The one that Typer has for it."""
    done = subprocess.run(
        [sys.executable, "-m", "journal"], env=house.env(_JOURNAL_COMPLETE=f"source_{shell}"),
        capture_output=True, text=True, timeout=30, check=True,
    )  # fmt: skip

    assert "_JOURNAL_COMPLETE" in done.stdout
    assert done.stderr == ""
