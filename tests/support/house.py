"""A home of its own, the journal run and started in it, and what lies on its disk."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from journal.__main__ import main
from journal.app.program import Program
from journal.app.terminal import Terminal
from journal.local.prompts.loader import Prompts
from journal.store import Store, open_store
from support.person import ScriptedPerson
from support.run import Ran, run_here
from support.term import Term

EVENING = datetime(2026, 3, 4, 20, 0, tzinfo=UTC)
"""When the clock of the tests starts."""

_PASSED_ON = ("PATH", "PYTHONPATH", "COVERAGE_PROCESS_CONFIG")
INHERITED = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
"""What a process of ours keeps of the variables around the tests; the last measures it too."""


class Clock:
    """The moment, until it is moved."""

    def __init__(self, at: datetime = EVENING) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def on(self, **span: float) -> None:
        """Move it, back too."""
        self.at += timedelta(**span)


class Seat(Terminal):
    """A terminal with someone of ours at it."""

    def __init__(self, person: ScriptedPerson) -> None:
        self._person = person

    def is_there(self) -> bool:
        return True

    def need(self, instead: str) -> None:
        pass

    @contextmanager
    def seat(self, edit: object, help_lines: object, *, plain: bool) -> Iterator[Any]:
        yield self._person


class House:
    """
    A login, the home of a journal, and a folder for temporary files, in one folder.

    Args:
        prompts: Read once for all tests, since that takes longest; None to read them anew.
    """

    def __init__(
        self, folder: Path, clock: Clock | None = None, prompts: Prompts | None = None
    ) -> None:
        self.folder = folder
        self.clock = clock or Clock()
        self.prompts = prompts
        self.login, self.temporary = folder / "login", folder / "tmp"
        for made in (self.login, self.temporary):
            made.mkdir(exist_ok=True)
        self._started: list[Term] = []

    @property
    def home(self) -> Path:
        """Where the journal lives; not made yet."""
        return self.folder / "home"

    def env(self, **more: str) -> dict[str, str]:
        """The variables that the journal is given."""
        return {
            **INHERITED,
            "HOME": str(self.login),
            "JOURNAL_HOME": str(self.home),
            "TMPDIR": str(self.temporary),
            "TERM": "xterm-256color",
            "LANG": "C.UTF-8",
            "journal": f"{sys.executable} -m journal",
            **more,
        }

    def start(self, *arguments: str, rows: int = 24, columns: int = 80, **env: str) -> Term:
        """Start `journal` in a terminal."""
        command = [sys.executable, "-m", "journal", *arguments]
        self._started.append(Term(command, self.env(**env), self.folder, rows, columns))
        return self._started[-1]

    def start_in_shell(self, script: str) -> Term:
        """Start a shell script; `$0` is the interpreter, `$journal` the command."""
        command = ["bash", "--norc", "-c", script, sys.executable]
        self._started.append(Term(command, self.env(), self.folder, 24, 80))
        return self._started[-1]

    def call(self, *arguments: str, **how: object) -> subprocess.CompletedProcess[str]:
        """Run `journal` in a process of its own, without a terminal."""
        command = [sys.executable, "-m", "journal", *arguments]
        given = {"stdin": subprocess.DEVNULL, "capture_output": True, "text": True, "timeout": 30}
        if "input" in how:
            del given["stdin"]
        given |= {"env": self.env(), **how}
        return subprocess.run(command, cwd=self.folder, **given)

    def run(
        self, *arguments: str, person: ScriptedPerson | None = None, stdin: str = "", **more: str
    ) -> Ran:
        """Run `journal` in this process: with someone at the terminal, or with no terminal."""
        terminal = Terminal() if person is None else Seat(person)
        program = Program(self.clock, terminal, own_prompts=self.prompts)
        env = {"JOURNAL_HOME": str(self.home), "HOME": str(self.login), "LANG": "en_GB.UTF-8"}
        env |= {"COLUMNS": "80", "TERM": "xterm", **more}
        ran = run_here(lambda: main(program), *arguments, env=env, stdin=stdin.encode())

        assert person is None or not person.lost, person.lost
        assert "Something went wrong" not in ran.err, ran.err
        return ran

    def keep(self, *pages: Mapping[str, Any]) -> None:
        """Write pages into the journal, as from a file."""
        ran = self.run("import", "-", stdin="".join(json.dumps(p) + "\n" for p in pages))

        assert (ran.code, ran.out) == (0, ""), ran.err

    def store(self) -> Store:
        """The store, to look into it; a context manager."""
        return open_store(self.home / "journal.db")

    def answers(self) -> list[tuple[str, Any]]:
        """What the file holds of answers: question, and what was said."""
        place = f"file:{self.home / 'journal.db'}?mode=ro"
        with closing(sqlite3.connect(place, uri=True)) as db:
            rows = db.execute("SELECT question, choice, number, text FROM answers ORDER BY rowid")
            return [(q, next(v for v in said if v is not None)) for q, *said in rows]

    def files(self) -> list[Path]:
        """Every file that the journal could have written."""
        tops = (self.home, self.login, self.temporary)
        return [f for top in tops for f in top.rglob("*") if f.is_file()]

    def is_untouched(self) -> bool:
        """Whether nothing was made in it, not even a folder."""
        return not (self.home.exists() or [*self.login.iterdir(), *self.temporary.iterdir()])

    def holds(self, words: str) -> list[str]:
        """The files in which words stand, in whatever case."""
        wanted = words.casefold().encode()
        return [f.name for f in self.files() if wanted in f.read_bytes().lower()]

    def held(self, *words: str) -> list[str]:
        """Those of the words that stand in any file of it."""
        return [w for w in words if self.holds(w)]

    def end(self) -> None:
        """Make sure that nothing that was started runs on."""
        for term in self._started:
            term.end()
