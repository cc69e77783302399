"""A scripted person at a real journal: the real commands, real SQLite, a clock set by hand."""

from __future__ import annotations

import io
import json
import os
import re
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pexpect
import pyte
import pytest

from journal.__main__ import main
from journal.app.program import Program
from journal.app.terminal import Terminal
from journal.core.dialogue.exercises import Cue
from journal.core.dialogue.ports import Answered, Left, Opened, Skipped, WentBack
from journal.core.dialogue.steps import Ask, Offer
from journal.core.errors import Stopped
from journal.local.prompts.loader import Prompts
from journal.store import Store, open_store

EVENING = datetime(2026, 3, 4, 20, 0, tzinfo=UTC)
"""When the clock of the tests starts."""


PASSED_ON = ("PATH", "PYTHONPATH", "COVERAGE_PROCESS_CONFIG")
"""What a program that is started keeps of the environment; the last measures it too."""


@dataclass(frozen=True)
class Ran:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        """What it put out, as JSON."""
        return json.loads(self.out)


class Clock:
    """The moment, until it is moved."""

    def __init__(self, at: datetime = EVENING) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def on(self, **span: float) -> None:
        """Move it, back too."""
        self.at += timedelta(**span)


@dataclass(frozen=True)
class Met:
    """
    One thing that a person met.

    Attributes:
        what: `ask`, `offer`, `page`, `say` or `ground`.
        name: The id of a question; the keys of a page.
        text: All that was to be read.
    """

    what: str
    name: str
    text: str


_OWN_WORD = "as a word of your own for next time?"


class Someone:
    """
    A person who answers as told, and skips what they were told nothing about.

    Args:
        says: By question id: an answer or another reply, `Stopped` for Ctrl-C; or a list of
            them for one time after the other.
        keys: By a piece of the text of a page: the key taken there, `Stopped`, or a list.
            Elsewhere they press Enter, and keep no own word; another page without Enter fails.
        opens: Follow-ups that they open where they are offered.
        watching: Called before every reply, with what was just met.
    """

    clears = True

    def __init__(
        self,
        says: Mapping[str, Any] = {},
        keys: Mapping[str, Any] = {},
        opens: Sequence[str] = (),
        watching: Callable[[Met], None] = lambda met: None,
    ) -> None:
        self._says = {q: [*v] if isinstance(v, list) else v for q, v in says.items()}
        self._keys = {t: [*v] if isinstance(v, list) else v for t, v in keys.items()}
        self._opens = list(opens)
        self._watching = watching
        self.met: list[Met] = []
        self.lost = ""
        self.cues: list[tuple[Cue, ...]] = []

    def ask(self, ask: Ask) -> Answered | Skipped | WentBack | Left:
        question = ask.question
        words = [*question.choices, *(w for _, w in question.offered_words())]
        text = [question.before, question.ask, question.hint, ask.draft]
        text += [f"{w.label} {w.description}" for w in words] if question.words is None else []
        self._meet("ask", question.id, "\n".join(text))
        reply = _next(self._says, question.id, Skipped())
        if isinstance(reply, Stopped):
            raise reply
        if isinstance(reply, str) and ask.check(reply):
            return self.ask(ask)
        is_reply = isinstance(reply, Answered | Skipped | WentBack | Left)
        return reply if is_reply else Answered(reply)

    def offer(self, offer: Offer) -> Opened | Skipped | WentBack:
        self._meet("offer", "", "\n".join(q.offered for q in offer.questions))
        for question in offer.questions:
            if question.id in self._opens:
                self._opens.remove(question.id)
                return Opened(question.id)
        return Skipped()

    def page(self, text: str, choices: Mapping[str, str]) -> str:
        self._meet("page", " ".join(choices), "\n".join([text, *choices.values()]))
        told = next((t for t in self._keys if t in text), None)
        enter = "n" if _OWN_WORD in text else ""
        key = enter if told is None else _next(self._keys, told, enter)
        if isinstance(key, Stopped):
            raise key
        if key not in choices:
            self.lost = f"They were told no key for this page:\n{text}"
            raise Stopped("")
        return str(key)

    def say(self, text: str) -> None:
        self._meet("say", "", text)

    def ground(self, cues: Sequence[Cue]) -> None:
        self._meet("ground", "", "\n".join(c.text for c in cues))
        self.cues.append(tuple(cues))

    @property
    def asked(self) -> list[str]:
        """The ids of the questions met, in order."""
        return [m.name for m in self.met if m.what == "ask"]

    @property
    def read(self) -> str:
        """All that they read."""
        return "\n".join(m.text for m in self.met)

    def _meet(self, what: str, name: str, text: str) -> None:
        self.met.append(Met(what, name, text))
        self._watching(self.met[-1])


def _next(told: dict[str, Any], key: str, otherwise: Any) -> Any:
    value = told.get(key, otherwise)
    if isinstance(value, list):
        return value.pop(0) if value else otherwise
    return value


class House:
    """
    A home of its own, the commands run in it, and what lies on its disk.

    Attributes:
        prompts: Read once for all tests, since that takes longest; None to read them anew.
    """

    def __init__(self, home: Path, clock: Clock, prompts: Prompts | None) -> None:
        self.home = home
        self.clock = clock
        self.prompts = prompts

    def run(
        self, *arguments: str, person: Someone | None = None, stdin: str = "", **variables: str
    ) -> Ran:
        """Run `journal` in this process: with someone at the terminal, or with no terminal."""
        out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", newline="") for _ in range(2))
        with pytest.MonkeyPatch.context() as patch:
            for name in ("LC_ALL", "LC_MESSAGES", "PAGER", "NO_COLOR", "XDG_DATA_HOME"):
                patch.delenv(name, raising=False)
            given = {"JOURNAL_HOME": str(self.home), "HOME": str(self.home.parent)}
            given |= {"LANG": "en_GB.UTF-8", "COLUMNS": "80", "TERM": "xterm", **variables}
            for name, value in given.items():
                patch.setenv(name, value)
            patch.setattr(sys, "argv", ["journal", *arguments])
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode()), "utf-8"))
            patch.setattr(sys, "stdout", out)
            patch.setattr(sys, "stderr", err)
            terminal = Terminal() if person is None else Seat(person)
            code = _exit_code(Program(self.clock, terminal, own_prompts=self.prompts))
            out.flush()
            err.flush()
        ran = Ran(code, out.buffer.getvalue().decode(), err.buffer.getvalue().decode())

        assert person is None or not person.lost, person.lost
        assert "Something went wrong" not in ran.err, ran.err
        return ran

    def keep(self, *pages: Mapping[str, Any]) -> None:
        """Write pages into the journal, as from a file."""
        ran = self.run("import", "-", stdin="".join(json.dumps(p) + "\n" for p in pages))

        assert (ran.code, ran.out) == (0, ""), ran.err

    @contextmanager
    def store(self) -> Iterator[Store]:
        """The store, to look into it."""
        with open_store(self.home / "journal.db") as opened:
            yield opened

    def answers(self) -> list[tuple[str, Any]]:
        """What the file holds of answers: question, and what was said."""
        place = f"file:{self.home / 'journal.db'}?mode=ro"
        with closing(sqlite3.connect(place, uri=True)) as db:
            rows = db.execute("SELECT question, choice, number, text FROM answers ORDER BY rowid")
            return [(q, next(v for v in said if v is not None)) for q, *said in rows]

    def holds(self, *words: str) -> list[str]:
        """Those of the words that stand in any file of the home, in whatever case."""
        found = [f.read_bytes().lower() for f in self.home.rglob("*") if f.is_file()]
        return [w for w in words if any(w.lower().encode() in content for content in found)]


class Seat(Terminal):
    """A terminal with someone of ours at it."""

    def __init__(self, person: Someone) -> None:
        self._person = person

    def is_there(self) -> bool:
        return True

    def need(self, instead: str) -> None:
        pass

    @contextmanager
    def seat(self, edit: object, help_lines: object, *, plain: bool) -> Iterator[Any]:
        yield self._person


def _exit_code(program: Program) -> int:
    try:
        main(program)
    except SystemExit as end:
        return int(end.code or 0)
    return 0


KEYS = {"enter": "\r", "space": " ", "tab": "\t", "down": "\x1b[B", "ctrl-c": "\x03"}

PATIENCE = 15
"""Seconds until what a test waits for counts as missing."""

_LEAVES_THE_QUIET_SCREEN = "\x1b[?1049l"
_STEERS = re.compile(r"\x1b(\[[0-9;?]*[A-Za-z]|[=>])")


class Term:
    """
    A command on a real pty, its screen drawn by pyte.

    Attributes:
        pressed: How many keys were pressed that end a page; ticks and moves are not counted.
    """

    def __init__(self, command: Sequence[str], env: dict[str, str], folder: Path) -> None:
        self._child = pexpect.spawn(
            command[0], [*command[1:]], env=env, cwd=str(folder), dimensions=(30, 80), timeout=None,
            encoding="utf-8",
        )  # fmt: skip
        self._child.delaybeforesend = None
        self._child.ptyproc.delayafterclose = self._child.ptyproc.delayafterterminate = 0
        self._screen = pyte.Screen(80, 30)
        self._stream = pyte.Stream(self._screen)
        self._written = ""
        self.pressed = 0

    def answer(self, *steps: tuple[str, str]) -> Term:
        """Wait for what each page shows, then press its keys; named ones stand in brackets."""
        __tracebackhide__ = True
        for shows, keys in steps:
            self.wait(shows)
            for key in re.findall(r"<[a-z-]+>|.", keys):
                self._child.send(KEYS[key[1:-1]] if len(key) > 1 else key)
                self.pressed += key not in ("<down>", "<space>")
        return self

    def wait(self, text: str) -> Term:
        """Wait until a text is on the screen, wherever its lines break."""
        __tracebackhide__ = True
        end = time.monotonic() + PATIENCE
        while _squeezed(text) not in _squeezed("".join(self._screen.display)):
            if time.monotonic() > end or not self._read():
                pytest.fail(f"{text!r} did not show:\n" + "\n".join(self._screen.display))
        return self

    def close(self) -> tuple[int, str]:
        """Wait for its end; how it ended, and what stays on the terminal's own screen."""
        __tracebackhide__ = True
        end = time.monotonic() + PATIENCE
        while self._read():
            if time.monotonic() > end:
                pytest.fail("It did not end:\n" + "\n".join(self._screen.display))
        self._child.wait()
        self._child.close()
        left = self._written.rpartition(_LEAVES_THE_QUIET_SCREEN)[2]
        return self._child.exitstatus, _STEERS.sub("", left).replace("\r", "").strip()

    @property
    def cursor_is_shown(self) -> bool:
        """Whether it can be seen where one types."""
        return not self._screen.cursor.hidden

    def end(self) -> None:
        """Make sure that nothing of it runs on."""
        with suppress(pexpect.ExceptionPexpect):
            self._child.close(force=True)

    def _read(self) -> bool:
        try:
            written = self._child.read_nonblocking(65536, 0.5)
        except pexpect.TIMEOUT:
            return True
        except pexpect.EOF:
            return False
        self._written += written
        self._stream.feed(written)
        return True


def _squeezed(text: str) -> str:
    return "".join(text.split())


def argument(number: int = 1, **changes: Any) -> dict[str, Any]:
    """
    A page about an argument as it stands in a file, a day after the one before.

    Args:
        changes: Under a key of the page what stands there, else an answer; None leaves it out.
    """
    at = datetime(2026, 2, number, 21, 30, tzinfo=UTC)
    page: dict[str, Any] = {
        "uid": f"page-{number}",
        "flow": "full",
        "happened_at": at.isoformat(),
        "written_at": (at + timedelta(minutes=30)).isoformat(),
        "answers": {
            "heat_before": 6,
            "unsafe": "no",
            "trigger": "went_quiet",
            "facts": "I asked twice about Sunday.",
            "body": ["chest"],
            "surface": ["unheard"],
            "story": ["dont_matter"],
            "my_moves": ["ask_again", "get_loud"],
            "their_moves": ["go_quiet"],
            "softer": ["alone"],
            "need": ["matter"],
            "ending": "cold_fade",
            "heat_after": 4,
        },
    }
    for name, value in changes.items():
        place = page if name in ("uid", "flow", "happened_at", "written_at", "about") else None
        place = page["answers"] if place is None else place
        place[name] = value
        if value is None:
            del place[name]
    return page


@pytest.fixture
def at_terminal(folder: Path) -> Iterator[Callable[..., Term]]:
    """Starts `journal` on a pty, in the home of the house; a line of bash with `$journal` too."""
    started: list[Term] = []

    def start(*arguments: str, line: str = "") -> Term:
        journal = [sys.executable, "-m", "journal"]
        env = {
            **{n: os.environ[n] for n in PASSED_ON if n in os.environ},
            "HOME": str(folder), "JOURNAL_HOME": str(folder / "home"), "LANG": "en_GB.UTF-8",
            "LC_CTYPE": "C.UTF-8", "TERM": "xterm-256color", "journal": " ".join(journal),
        }  # fmt: skip
        command = ["bash", "--norc", "-c", line] if line else [*journal, *arguments]
        started.append(Term(command, env, folder))
        return started[-1]

    yield start
    for term in started:
        term.end()


@pytest.fixture
def someone() -> type[Someone]:
    """Makes a person who answers as told."""
    return Someone


@pytest.fixture(scope="session")
def page() -> Callable[..., dict[str, Any]]:
    """Makes a page about an argument, to hand in."""
    return argument


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="session")
def prompts() -> Prompts:
    """What comes with the program."""
    return Prompts()


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder of one's own; in memory if it can be, since every answer waits for the disk."""
    memory = Path("/dev/shm")  # noqa: S108
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as made:
        yield Path(made)


@pytest.fixture
def new_house(folder: Path, clock: Clock, prompts: Prompts) -> House:
    """A home where nothing was ever written."""
    return House(folder / "home", clock, prompts)


@pytest.fixture(scope="session")
def begun_once(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The file of a journal whose first questions are answered, and nothing more."""
    path = tmp_path_factory.mktemp("begun") / "journal.db"
    with open_store(path) as store:
        store.state.past_year_asked_at = EVENING
    return path.read_bytes()


@pytest.fixture
def house(new_house: House, begun_once: bytes) -> House:
    """A home where someone has begun, so that the first questions are behind them."""
    return _with_database(new_house, begun_once)


@pytest.fixture(scope="session")
def made_house(
    tmp_path_factory: pytest.TempPathFactory, prompts: Prompts
) -> Callable[[bytes], House]:
    """Makes a home with a database in it, for what several tests begin with."""

    def make(database: bytes) -> House:
        home = tmp_path_factory.mktemp("made") / "home"
        return _with_database(House(home, Clock(), prompts), database)

    return make


def _with_database(house: House, database: bytes) -> House:
    house.home.mkdir(mode=0o700)
    file = house.home / "journal.db"
    file.write_bytes(database)
    file.chmod(0o600)
    return house
