"""
The program without its command line, as a web page or an editor's plugin would drive it:
* a whole reflection, asked and kept, then the summary, the loop, a search and the export
* an entry that is deleted, brought back and changed, by the same rules
* nothing of `cli`, and no typer, is loaded
"""

from __future__ import annotations

import subprocess
import sys
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pkgutil import iter_modules

import pytest

import journal.app
from journal.app.deleting import delete, restore
from journal.app.edit_dialogue import change
from journal.app.export import Export, PageFormat, Reader, exported
from journal.app.help_lines import support_text
from journal.app.home_line import home_line
from journal.app.journal import open_journal
from journal.app.look_back import loop, read_again, summary
from journal.app.program import Program
from journal.app.search import like_these, listing, search
from journal.app.terminal import Terminal
from journal.app.writing import follow_up, write_entry
from journal.core.dates.periods import Period
from journal.core.dialogue.ports import Answered, Opened, Skipped
from journal.core.entries.filters import Like
from journal.local.home import Home

SAID = {
    "trigger": "went_quiet",
    "facts": "The sink was full.",
    "my_moves": ("press_case", "follow"),
    "their_moves": ("go_quiet",),
    "heat_before": 4,
    "unsafe": "no",
}


class Face:
    """Answers what it knows, skips the rest, says yes to what it asked for and no to all else."""

    clears = True

    def __init__(self, **says):
        self.says, self.asked, self.read = SAID | says, [], []

    def ask(self, ask):
        self.asked.append(ask.question.id)
        value = self.says.get(ask.question.id)
        return Skipped() if value is None else Answered(value)

    def offer(self, offer):
        return next((Opened(q.id) for q in offer.questions if q.id in self.says), Skipped())

    def page(self, text, choices):
        self.read.append(text)
        if text.startswith(("Delete entry", "Bring this one back")):
            return "y"
        return next((key for key in ("n", "") if key in choices), next(iter(choices)))

    def say(self, text):
        self.read.append(text)

    def ground(self, cues):
        pass


class Window(Terminal):
    """Where the face is shown."""

    def __init__(self, face):
        self.face = face

    def is_there(self):
        return True

    def need(self, instead):
        pass

    @contextmanager
    def seat(self, edit, help_lines, *, plain):
        yield self.face


class Clock:
    """Ten minutes later whenever it is asked."""

    def __init__(self):
        self.at = datetime(2026, 3, 1, 20, tzinfo=UTC)

    def __call__(self):
        self.at += timedelta(minutes=10)
        return self.at


@pytest.fixture
def made(tmp_path):
    """Makes the program in a home of its own, with a face in front of it."""
    clock = Clock()

    def make(**says):
        face, told = Face(**says), []
        home = Home(tmp_path / "home")
        return Program(clock, Window(face), home, tell=told.append), face, told

    return make


def test_a_whole_evening(made):
    """From the first question to the page to take along."""
    program, face, _ = made()
    for _ in range(5):
        write_entry(program, "full")
    follow_up(program, None)
    assert {"heat_before", "trigger", "facts", "my_moves", "their_moves"} <= {*face.asked}

    with open_journal(program, to_read=True) as j:
        found = listing(j, Period(), Like(), 20, flagged=False)
        assert (found.fit, found.instead) == (6, "")
        results = {insight.id: result for insight, result in summary(j, Period()).summary.results}
        assert [f.count for f in results["lean"].findings] == [5]
        drawn = loop(j, Period(), trigger="went_quiet").drawn
        assert drawn.is_seen
        assert like_these(j, None, trigger="went_quiet").named
        [(hit, _), *_] = search(j, "sink", 20, Period(), Like())
        assert "The sink was full." in str(read_again(j, hit.call).read)
        told = Export(PageFormat.HTML, Period(), Reader.THERAPIST)
        assert b"went quiet" in b"".join(exported(j, told)).lower()
    assert "6 entries" in home_line(program)
    assert "999" in support_text(program.care, "GB")


def test_the_rules_come_along(made):
    """Deleted, brought back and changed; what is kept apart turns the view, whoever asks for it."""
    program, _, told = made()
    write_entry(program, "full")
    delete(program, "1", at_once=False, yes=False)
    restore(program, None, None, yes=False)
    assert [line.partition(".")[0] for line in told] == ["Entry 1 is deleted", "Entry 1 is back"]

    changed, face, _ = made(facts="The sink was empty.")
    change(changed, "1", "facts", plain=False)
    assert face.asked == ["facts"]
    with open_journal(program, to_read=True) as j:
        assert j.store.entry("1").value("facts") == "The sink was empty."
        assert j.view == "loop"

    for _ in range(2):
        scared, _, _ = made(unsafe="yes")
        write_entry(scared, "full")
    with open_journal(program, to_read=True) as j:
        assert j.view == "plain"


def test_nothing_of_the_command_line_is_loaded():
    """So that another one can stand there."""
    names = [f"journal.app.{m.name}" for m in iter_modules(journal.app.__path__)]
    code = f"import sys, {', '.join(names)}\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert [m for m in done.stdout.split() if m.startswith(("journal.cli", "typer"))] == []
