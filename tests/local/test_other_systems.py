"""
Other systems, with the platform faked; none of this was run on one:
* where the home is, on each
* which editor and which pager are taken
* what would do harm on Windows is not done there
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import SimpleNamespace

import platformdirs
import pytest
from platformdirs import macos, unix, windows

from journal.core.errors import EditorError
from journal.core.platform import system
from journal.local import editor
from journal.local.editor import Editor, editor_command
from journal.local.editor_files import new_one
from journal.local.home import find_home
from journal.screen.output import pager
from journal.screen.output.pager import pager_command
from journal.store import open_store


@pytest.fixture
def on_windows(monkeypatch):
    monkeypatch.setattr(system, "on_windows", lambda: True)


@pytest.fixture
def there(monkeypatch):
    """Say which programs a machine has."""

    def has(*programs):
        for module in (editor, pager):
            monkeypatch.setattr(
                module.shutil, "which", lambda name: name if name in programs else None
            )

    for name in ("VISUAL", "EDITOR", "PAGER"):
        monkeypatch.delenv(name, raising=False)
    return has


@pytest.mark.parametrize(
    ("platform", "place"),
    [
        (unix.Unix, "/home/me/.local/share/journal"),
        (macos.MacOS, "/home/me/Library/Application Support/journal"),
    ],
)
def test_the_home_is_where_the_system_keeps_data(monkeypatch, platform, place):
    """The folder for a user's data."""
    for name in ("JOURNAL_HOME", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", "/home/me")
    monkeypatch.setattr(platformdirs, "PlatformDirs", platform)

    assert find_home().path == Path(place)


def test_the_home_on_windows(monkeypatch):
    """The folder of this login on this computer, which no other login can read."""
    monkeypatch.delenv("JOURNAL_HOME", raising=False)
    monkeypatch.setattr(platformdirs, "PlatformDirs", windows.Windows)
    monkeypatch.setattr(windows, "get_win_folder", lambda name: f"C:/me/{name}")

    assert find_home().path == Path("C:/me/CSIDL_LOCAL_APPDATA/journal")


def test_xdg_names_the_home(monkeypatch, tmp_path):
    """As other programs of a Unix have it."""
    monkeypatch.delenv("JOURNAL_HOME", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setattr(platformdirs, "PlatformDirs", unix.Unix)

    assert find_home().path == tmp_path / "journal"


@pytest.mark.parametrize(
    ("programs", "editor", "pager"),
    [
        (["sensible-editor", "vi", "less", "more"], ["sensible-editor"], "less"),
        (["nano", "vi", "less"], ["nano"], "less"),
        (["vi", "more"], ["vi"], ""),
        (["notepad", "more"], ["notepad"], ""),
    ],
    ids=["Debian", "macOS", "bare", "Windows"],
)
def test_what_the_system_has_is_taken(there, programs, editor, pager):
    """Without a wish of the person; `more` would leave the words on the screen."""
    there(*programs)

    assert editor_command() == editor
    assert pager_command()[:1] == ([pager] if pager else [])


def test_without_any_editor_it_says_so(there):
    """And what to set."""
    there()
    with pytest.raises(EditorError, match="Set VISUAL or EDITOR"):
        editor_command()


@pytest.mark.parametrize(
    ("line", "unix_words", "windows_words"),
    [
        ("code --wait", ["code", "--wait"], ["code", "--wait"]),
        (r'"C:\Program Files\np.exe" -x', [r"C:\Program Files\np.exe", "-x"],
         [r"C:\Program Files\np.exe", "-x"]),
        (r"C:\np.exe", ["C:np.exe"], [r"C:\np.exe"]),
        ("'broken", [], []),
        ("", [], []),
    ],
)  # fmt: skip
def test_a_command_is_read_as_its_system_writes_it(monkeypatch, line, unix_words, windows_words):
    """A backslash parts folders on Windows."""
    assert system.command_words(line) == unix_words
    monkeypatch.setattr(system, "on_windows", lambda: True)
    assert system.command_words(line) == windows_words


@pytest.mark.parametrize(("variable", "value"), [("EDITOR", "mine -w"), ("VISUAL", "mine -w")])
def test_the_persons_own_editor_comes_first(there, monkeypatch, variable, value):
    """VISUAL before EDITOR, with its arguments; one that can't be read is passed over."""
    there("vi", "less", "mine")
    monkeypatch.setenv("VISUAL", "'broken")
    monkeypatch.setenv(variable, value)
    monkeypatch.setenv("PAGER", "'broken")

    assert editor_command() == ["mine", "-w"]
    assert pager_command()[0] == "less"


@pytest.mark.usefixtures("on_windows")
@pytest.mark.parametrize("is_open", [True, False])
def test_no_process_is_signalled_on_windows(monkeypatch, tmp_path, is_open):
    """There the look would stop it; a lock tells whether a text is still open."""

    def lock(_handle, _mode, _count):
        if is_open:
            raise PermissionError

    files = SimpleNamespace(locking=lock, LK_NBLCK=2)
    monkeypatch.setitem(sys.modules, "msvcrt", files)
    monkeypatch.setattr(os, "kill", lambda *_: pytest.fail("a process was signalled"))
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    handed = new_one(tmp_path / "journal-editing", "uid", "facts")
    handed.hand_out("before")
    handed.file.write_text("after")
    handed.release()

    assert Editor(tmp_path).has_unfinished() is not is_open


@pytest.mark.usefixtures("on_windows")
def test_no_folder_is_opened_on_windows(monkeypatch, tmp_path):
    """It would be refused; a journal is made all the same."""
    really = os.open

    def open_file(path, *how, **more):
        assert not Path(path).is_dir()
        return really(path, *how, **more)

    monkeypatch.setattr(os, "open", open_file)
    with open_store(tmp_path / "journal.db") as store:
        assert store.count() == 0


@pytest.mark.usefixtures("on_windows")
def test_the_keyboard_of_windows_is_looked_at(monkeypatch):
    """There a stream cannot be waited for."""
    looks = [False, False, True]
    keyboard = SimpleNamespace(kbhit=lambda: looks.pop(0) if looks else False)
    monkeypatch.setitem(sys.modules, "msvcrt", keyboard)

    assert system.has_input(5)
    assert not system.has_input(0)
