"""
Every way for an editor to end, with text before and without:
* what it saved comes back, whatever the exit status, the encoding and the way of saving
* until that is said to be on the disk, it is also found at the next start; then nothing is left
* a text that an editor may still have open is left alone, also from another container
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from journal.local.editor import Editor

pytestmark = pytest.mark.slow

BEFORE = "canary before"
AFTER = "canary – café “été” and more\nsecond line"
LATIN = "canary café été"
LONG = "canary long " * 900_000

SAVE = "open(f, 'wb').write({!r})"


def saved(text: str, encoding: str = "utf-8") -> str:
    return SAVE.format(text.encode(encoding))


def beside(name: str, then: str) -> str:
    return (
        f"open(os.path.join(os.path.dirname(f), {name!r}), 'wb').write({AFTER.encode()!r}); {then}"
    )


KILL = "os.kill(os.getpid(), signal.{})"
SIGNALS = "SIGHUP SIGINT SIGQUIT SIGTERM SIGKILL SIGABRT SIGSEGV SIGPIPE SIGALRM SIGUSR1".split()

WAYS = {
    **{f"exit {n}": (f"{saved(AFTER)}; os._exit({n})", AFTER) for n in (0, 1, 130)},
    **{name: (f"{saved(AFTER)}; {KILL.format(name)}", AFTER) for name in SIGNALS},
    **{
        name: (saved(AFTER, name), AFTER)
        for name in ("utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252")
    },
    "latin-1": (saved(LATIN, "latin-1"), LATIN),
    "utf-16 and an error": (f"{saved(AFTER, 'utf-16')}; os._exit(1)", AFTER),
    "carriage returns": (saved(AFTER.replace("\n", "\r\n")), AFTER),
    "a final newline": (saved(AFTER + "\n"), AFTER),
    "renames over": (beside("new", "os.replace(os.path.dirname(f) + '/new', f)"), AFTER),
    "killed before it renames": (beside("new", KILL.format("SIGKILL")), AFTER),
    "removed before it renames": (beside("new", f"os.remove(f); {KILL.format('SIGKILL')}"), AFTER),
    "moves it away": (f"{saved(AFTER)}; os.rename(f, f + '.bak')", AFTER),
    "makes it a folder": (
        f"os.remove(f); os.mkdir(f); f += '/inner'; {saved(AFTER)}",
        AFTER,
    ),
    "takes its rights away": (
        f"{saved(AFTER)}; os.chmod(f, 0); os.chmod(os.path.dirname(f), 0)",
        AFTER,
    ),
    "ten megabytes": (f"open(f, 'w').write({'canary long '!r} * 900_000)", LONG.strip()),
    "empties it": ("open(f, 'w')", ""),
    "removes it": ("os.remove(f)", None),
    "a pipe in its place": ("os.remove(f); os.mkfifo(f)", None),
    "a swap file and no change": (
        "open(os.path.dirname(f) + '/.entry.txt.swp', 'wb').write(b'b0VIM 9.0' + b'x' * 99)",
        None,
    ),
    "an error and no change": ("os._exit(1)", None),
    "a newline more and no change": ("open(f, 'a').write('\\n')", None),
}
"""What the editor does -> the text that it saved; None if it saved none."""


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    monkeypatch.delenv("VISUAL", raising=False)
    return tmp_path


def set_editor(home, monkeypatch, body: str) -> None:
    script = home / "editor.py"
    script.write_text(f"import os, signal, sys, time\nf = sys.argv[-1]\n{body}\n")
    monkeypatch.setenv("EDITOR", f"{sys.executable} -SE {script}")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="signals and scripts of a Unix")
@pytest.mark.parametrize("before", ["", BEFORE], ids=["without text", "with text"])
@pytest.mark.parametrize(
    "way",
    [pytest.param(w, marks=pytest.mark.slow if w == "ten megabytes" else ()) for w in WAYS],
)
def test_however_it_ends(home, monkeypatch, way, before):
    """The saved text comes back, waits if we are killed now, and leaves nothing once it is kept."""
    body, text = WAYS[way]
    if way == "empties it" and not before:
        text = None
    set_editor(home, monkeypatch, body)
    edited = Editor(home).edit(before, "uid", "facts")

    assert edited.text.strip() == (before if text is None else text)
    if text is not None:
        edited.let_go.__self__.release()  # as if we were killed here
        [(entry, question, waits)] = [
            (left.entry, left.question, left.unread(ended_well=False))
            for left in Editor(home).unfinished()
        ]
        assert (entry, question, waits.strip()) == ("uid", "facts", text)
    edited.let_go()
    assert Editor(home).has_unfinished() is False
    assert not (home / "journal-editing").exists()


WAIT = "\nwhile not os.path.exists({!r}): time.sleep(0.01)\n"


@pytest.fixture
def orphan(home, monkeypatch):
    """An editor that has saved and is still open, while we were killed."""
    go = home / "go"
    set_editor(home, monkeypatch, saved(AFTER) + f"\nopen({str(home / 'is')!r}, 'w').close()"
               + WAIT.format(str(go)) + f"open({str(home / 'over')!r}, 'w').close()")  # fmt: skip
    code = "import sys; from pathlib import Path; from journal.local.editor import Editor"
    code += f"; Editor(Path({str(home)!r})).edit({BEFORE!r}, 'uid', 'facts')"
    ours = subprocess.Popen([sys.executable, "-c", code], start_new_session=True)
    wait_until((home / "is").exists)
    ours.kill()
    ours.wait()
    yield go
    go.touch()


def test_a_live_editor_keeps_its_file(home, orphan):
    """Nothing is offered or removed under it; what it saved is there once it is gone."""
    assert [*Editor(home).unfinished()] == []
    assert not Editor(home).has_unfinished()
    [file] = (home / "journal-editing").rglob("entry.txt")
    assert file.read_text() == AFTER
    orphan.touch()
    wait_until((home / "over").exists)
    wait_until(Editor(home).has_unfinished)

    left = [(h.entry, h.question, h.unread(ended_well=False)) for h in Editor(home).unfinished()]
    assert left == [("uid", "facts", AFTER)]


def test_a_live_editor_keeps_its_file_from_another_container(home, orphan):
    """Where none of its processes can be seen."""
    inside = ["unshare", "--pid", "--fork", "--mount-proc"]
    if not shutil.which("unshare") or subprocess.run([*inside, "true"], check=False).returncode:
        pytest.skip("no namespace can be made here")
    code = "import sys; from pathlib import Path; from journal.local.editor import Editor"
    code += "; print(len([*Editor(Path(sys.argv[1])).unfinished()]))"
    done = subprocess.run(
        [*inside, sys.executable, "-c", code, str(home)], capture_output=True, text=True, check=True
    )
    [file] = (home / "journal-editing").rglob("entry.txt")

    assert (done.stdout, file.read_text()) == ("0\n", AFTER)


def test_unchanged_leftovers_go_in_silence(home, monkeypatch):
    """Nobody is asked about a text that is in the journal as it is."""
    set_editor(home, monkeypatch, "pass")
    left = home / "journal-editing" / "text-1"
    left.mkdir(parents=True)
    edited = Editor(home).edit(BEFORE)
    edited.let_go()

    assert edited.text == BEFORE
    assert [h.unread(ended_well=False) for h in Editor(home).unfinished()] == []
    assert not Path(home / "journal-editing").exists()


def wait_until(is_so) -> None:
    end = time.monotonic() + 30
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.01)
