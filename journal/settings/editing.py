"""A longer answer in an editor: a private file for as long as it is open, not longer."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from journal.core import disk, system
from journal.core.errors import EditorError

_FALLBACKS = ("editor", "sensible-editor", "nano", "vi", "notepad")

_VIMS = ("vim", "nvim", "gvim")
_LEAVE_NOTHING = ["-n", "-i", "NONE", "--cmd", "set noundofile nobackup nowritebackup"]
"""For vim and its kin: no swap file, no memory of what was typed, no copies."""
_LONGEST_SITTING = 24 * 60 * 60
"""Seconds after which, on Windows, a text still in an editor's file counts as left there."""

_UNCHANGED = "Your text is as it was."


class Editor:
    """
    Opens the person's own editor.

    Args:
        home: Where the file goes if the system has no folder that lives in memory.
    """

    def __init__(self, home: Path) -> None:
        runtime = os.environ.get("XDG_RUNTIME_DIR", "")
        base = Path(runtime) if runtime and Path(runtime).is_dir() else home
        self._folder = base / "journal-editing"

    def edit(self, text: str) -> str:
        """
        Let a text be changed in `VISUAL` or `EDITOR`.

        Raises:
            EditorError: If there is no editor, it fails, or the file is gone or unreadable;
                the text is then as it was.
        """
        command = editor_command()
        try:
            disk.make_folder(self._folder)
            self._folder.chmod(disk.FOLDER_MODE)
            file = self._folder / f"page-{os.urandom(6).hex()}-{os.getpid()}.txt"
            handle = disk.new_file(file)
        except OSError as error:
            raise EditorError(f"No file for the editor: {error.strerror}.") from None
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as opened:
                opened.write(text)
            return self._edited([*command, str(file)], file)
        finally:
            self._remove(file.stem)

    def remove_leftovers(self) -> None:
        """Remove what an editing session left that was killed."""
        for file in self._files():
            owner = file.name.partition(".")[0].rpartition("-")[2]
            if not (owner.isdigit() and _may_be_open(file, int(owner))):
                self._remove(file.name.partition(".")[0])

    def _edited(self, command: list[str], file: Path) -> str:
        try:
            done = subprocess.run(command, check=False)  # noqa: S603 - the person's own editor
        except OSError as error:
            raise EditorError(f"The editor can't be started: {error.strerror}.") from None
        if done.returncode != 0:
            raise EditorError(f"The editor ended with an error. {_UNCHANGED}")
        try:
            return file.read_text(encoding="utf-8").removesuffix("\n")
        except (OSError, UnicodeDecodeError):
            raise EditorError(f"The editor left no text that can be read. {_UNCHANGED}") from None

    def _files(self) -> Iterator[Path]:
        with suppress(OSError):
            yield from list(self._folder.iterdir())

    def _remove(self, stem: str) -> None:
        """Remove a file, with whatever copies an editor made beside it."""
        for file in self._files():
            if stem in file.name:
                with suppress(OSError):
                    disk.erase(file)
        with suppress(OSError):
            disk.remove_folder(self._folder)


def editor_command() -> list[str]:
    """
    The editor and its arguments: `VISUAL`, `EDITOR`, else the first that is there.

    Raises:
        EditorError: If there is none.
    """
    for variable in ("VISUAL", "EDITOR"):
        command = system.command_words(os.environ.get(variable, ""))
        if command:
            return _discreet(command)
    for name in _FALLBACKS:
        if shutil.which(name):
            return _discreet([name])
    raise EditorError("No editor was found. Set VISUAL or EDITOR.")


def _discreet(command: list[str]) -> list[str]:
    """The command, told to keep no copies if it is known how."""
    found = shutil.which(command[0])
    # `vi` and `editor` are often links; only where they lead to a vim does it know the words.
    name = Path(os.path.realpath(found)).name.partition(".")[0] if found else ""
    return [command[0], *_LEAVE_NOTHING, *command[1:]] if name in _VIMS else command


def _may_be_open(file: Path, process: int) -> bool:
    """Whether an editor may still have it; where no process can be asked, by its age."""
    if not system.on_windows():
        return system.may_run(process)
    try:
        return time.time() - file.stat().st_mtime < _LONGEST_SITTING
    except OSError:
        return False
