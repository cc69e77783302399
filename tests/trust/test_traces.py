"""
No traces, after sessions of every sort, locked or not:
* what was typed is found in an unlocked `journal.db`, its copies and a file that was exported;
  in no other file of the home, the state, cache, runtime and temporary folders
* nothing of it is in the arguments, the environment or the names of files while it runs
* a crash leaves no core; what is deleted for good is in no copy
* a passphrase is nowhere
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pexpect
import pytest
from support.house import INHERITED

from .house import CANARY, PHRASES

pytestmark = pytest.mark.slow

PHRASE = PHRASES[0]


class Machine:
    """All folders in which a program may leave something."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        names = ("home", "tmp", "run", "state", "cache", "config", "data", "out")
        for name in names:
            (folder / name).mkdir(mode=0o700)
        self.env = {
            **INHERITED,
            "HOME": str(folder / "home"),
            "TMPDIR": str(folder / "tmp"),
            "XDG_RUNTIME_DIR": str(folder / "run"),
            "XDG_STATE_HOME": str(folder / "state"),
            "XDG_CACHE_HOME": str(folder / "cache"),
            "XDG_CONFIG_HOME": str(folder / "config"),
            "XDG_DATA_HOME": str(folder / "data"),
            "TERM": "xterm-256color",
            "LANG": "C.UTF-8",
        }

    @property
    def home(self) -> Path:
        return self.folder / "data" / "journal"

    def spawn(self, *arguments: str, **env: str) -> pexpect.spawn:
        """Start the command on a terminal."""
        command = ["-m", "journal", *arguments]
        child = pexpect.spawn(
            sys.executable, command, env={**self.env, **env}, cwd=self.env["HOME"], timeout=20,
            dimensions=(40, 100), encoding="utf-8",
        )  # fmt: skip
        child.delaybeforesend = None
        return child

    def run(self, *arguments: str, text: str = "", **env: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "journal", *arguments]
        return subprocess.run(
            command, env={**self.env, **env}, cwd=self.env["HOME"], input=text,
            capture_output=True, text=True, check=False,
        )  # fmt: skip

    def holds(self, words: str = CANARY) -> set[str]:
        """The files in which words stand, or that are called so, in whatever case."""
        wanted = words.casefold()
        found = set()
        for file in self.folder.rglob("*"):
            name = str(file.relative_to(self.folder))
            data = file.read_bytes().lower() if file.is_file() else b""
            texts = (wanted.encode(), wanted.encode("utf-16-le"))
            if wanted in name.casefold() or any(t in data for t in texts):
                found.add(name)
        return found


@pytest.fixture
def machine(tmp_path):
    return Machine(tmp_path)


@pytest.fixture(params=[None, PHRASE], ids=["open", "locked"])
def phrase(request):
    return request.param


def step(child, shows, keys):
    child.expect(shows)
    child.send(keys)


def unlock(child, phrase):
    if phrase is not None:
        step(child, "Passphrase: ", f"{phrase}\r")


def begin(machine, phrase, editor="vi"):
    """The first start, up to a text in the middle of the long entry."""
    child = machine.spawn("reflect", EDITOR=editor)
    step(child, "A notebook for the hours", "\r")
    step(child, "private enough", "\x1b[B\r")
    step(child, "passphrase now", "\r" if phrase is None else "p")
    step(child, "In the past year", "\x1b[B\r")
    if phrase is not None:
        step(child, "New passphrase: ", f"{phrase}\r")
        step(child, "once more: ", f"{phrase}\r")
    step(child, "How strong is the upset", "6\r")
    step(child, "Was anyone hit", "\x1b[B\r")
    step(child, "What was the moment", "something else\r")
    step(child, "In your own words", f"own {CANARY}\r")
    step(child, "a word of your own for next time", "n")
    step(child, "A little more", "1")
    child.expect("What would a camera")
    child.send(f"line {CANARY} ")
    return child


needs_vim = pytest.mark.skipif(
    "vim" not in os.path.realpath(shutil.which("vi") or ""), reason="vim is not installed"
)


def allowed(phrase: str | None) -> set[str]:
    return set() if phrase else {"data/journal/journal.db"}


@needs_vim
def test_a_session_with_an_editor(machine, phrase):
    """Written to in vim, which keeps swap, undo and memory files elsewhere."""
    (machine.folder / "home" / ".vimrc").write_text("set undofile backup swapfile viminfo='100\n")
    child = begin(machine, phrase)
    child.send("\x05")
    child.expect("1L")  # what vim says once the file is open
    child.send(f"Go{CANARY} in vim\x1b:s/vim/VIM/\r/{CANARY}\r:wq\r")
    child.expect("in VIM")
    step(child, "Enter: go on", "\r")
    step(child, "did your body do", "\x03")
    child.expect(pexpect.EOF)

    assert machine.holds() == allowed(phrase)


@pytest.mark.parametrize("number", [signal.SIGABRT, signal.SIGSEGV, signal.SIGKILL])
def test_a_crash_in_the_middle(machine, phrase, number):
    """Nothing of memory is on the disk, though the shell allows cores of any size."""
    line = f"ulimit -c unlimited; exec {sys.executable} -m journal note"
    done = machine.run("note", text=f"first {CANARY}\n")
    assert done.returncode == 0, done.stderr
    if phrase is not None:
        file = machine.folder / "phrase"
        file.write_text(phrase)
        assert machine.run("lock", JOURNAL_PASSPHRASE_FILE=str(file)).returncode == 0
        file.unlink()
    child = pexpect.spawn(
        "bash", ["-c", line], env=machine.env, cwd=str(machine.folder / "out"), timeout=20,
        encoding="utf-8",
    )  # fmt: skip
    child.delaybeforesend = None
    unlock(child, phrase)
    child.expect("Ctrl-C: stop")
    child.send(f"second {CANARY}")
    child.expect(CANARY)
    child.kill(number)
    child.expect(pexpect.EOF)
    child.close()

    assert child.signalstatus == number
    assert machine.holds() == allowed(phrase)
    assert list((machine.folder / "out").iterdir()) == []


def test_what_others_can_see_while_it_runs(machine, phrase):
    """The arguments, the environment, the title of the window, the names of files."""
    child = begin(machine, phrase)
    child.expect(CANARY)
    seen = b""
    for process in (child.pid, *_children(child.pid)):
        for name in ("cmdline", "environ", "comm"):
            seen += Path(f"/proc/{process}/{name}").read_bytes()
        for handle in Path(f"/proc/{process}/fd").iterdir():
            seen += os.readlink(handle).encode()
    shown = child.before or ""
    child.send("\x03")
    child.expect(pexpect.EOF)
    shown += child.before

    assert CANARY.encode() not in seen
    assert PHRASE.encode() not in seen
    assert "\x1b]0;" not in shown
    assert "\x1b]2;" not in shown


def _children(process: int) -> list[int]:
    listed = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    return [int(child) for child in listed]


def test_no_core_whatever_the_shell_allows(machine):
    """The limit holds for what it starts, too: the editor and the pager."""
    assert machine.run("note", text="a note\n").returncode == 0
    seen = machine.folder / "out" / "limit"
    pager = machine.folder / "pager"
    pager.write_text(f"#!/bin/sh\nulimit -c > {seen}\ncat > /dev/null\n")
    pager.chmod(0o700)
    child = machine.spawn("list", PAGER=str(pager))
    child.expect(pexpect.EOF)

    assert seen.read_text() == "0\n"


def test_everything_else(machine, phrase):
    """Handing in, looking back, exporting, copying, a wrong file: then the same search."""
    file = machine.folder / "phrase"
    env = {}
    assert machine.run("note", text=f"a note {CANARY}\n").returncode == 0
    if phrase is not None:
        file.write_text(phrase)
        env = {"JOURNAL_PASSPHRASE_FILE": str(file)}
        assert machine.run("lock", **env).returncode == 0
    page = {"flow": "full", "answers": {"facts": CANARY, "trigger": {"other": CANARY}}}
    wrong = {"flow": "full", "answers": {"facts": CANARY, "heat_before": 99}}
    ran = [
        machine.run("reflect", "--answers", "-", text=json.dumps(page), **env),
        machine.run("import", "-", text=json.dumps(page), **env),
        machine.run("import", "-", text=json.dumps({**page, "answers": {"facts": "b"}}), **env),
        machine.run("import", "-", text=json.dumps(wrong), **env),
        machine.run("import", "-", text=CANARY, **env),
        *(machine.run(c, **env) for c in ("list", "show", "summary", "cycle", "plan", "check")),
        machine.run("export", "-o", str(machine.folder / "out" / "page.json"), **env),
        machine.run("backup", str(machine.folder / "out" / "copy.db"), **env),
    ]

    assert [r.returncode for r in ran] == [0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0]
    assert all(CANARY not in r.stderr for r in ran)
    copies = {str(f.relative_to(machine.folder)) for f in machine.home.glob("backups/*")}
    own = {"data/journal/journal.db", "out/copy.db", *copies}
    assert machine.holds() == {"out/page.json"} | (set() if phrase else own)
    file.unlink(missing_ok=True)
    assert machine.holds(PHRASE) == set()


def test_nothing_of_it_after_wiping(machine):
    """But the file that was exported."""
    assert machine.run("note", text=f"a note {CANARY}\n").returncode == 0
    assert machine.run("wipe", "--yes").returncode == 0

    assert machine.holds() == set()
    assert not machine.home.exists()


def test_an_editor_that_was_killed(machine, phrase):
    """Both killed while the editor was open: the file waits for a person, and goes then."""
    editor = machine.folder / "editor"
    editor.write_text(f"#!/bin/sh\ncp $1 $1~\ntouch {machine.folder}/opened\nexec sleep 600\n")
    editor.chmod(0o700)
    child = begin(machine, phrase, str(editor))
    child.send("\x05")
    end = time.monotonic() + 60
    while not (machine.folder / "opened").exists() and time.monotonic() < end:
        time.sleep(0.02)
    for process in (*_children(child.pid), child.pid):
        os.kill(process, signal.SIGKILL)
    child.expect(pexpect.EOF)
    child.close()  # waits for it; until then its number counts as running
    again = machine.spawn("list")
    unlock(again, phrase)
    again.expect("0 entries, one not finished")
    again.expect(pexpect.EOF)
    assert machine.holds() > allowed(phrase)
    taking = machine.spawn("resume")
    unlock(taking, phrase)
    taking.expect("Ctrl-C: stop")
    taking.send("\x03")
    taking.expect(pexpect.EOF)

    assert machine.holds() == allowed(phrase)
