"""Long answers in the person's text editor, and the recovery of text that it left."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

from journal.core.dialogue.ports import Edited
from journal.core.errors import EditorError
from journal.core.platform import programs, system
from journal.core.platform.signals import handled, pass_over
from journal.local.editor_files import HandedOut, left_in, new_one

_FALLBACKS = ("editor", "sensible-editor", "nano", "vi", "notepad")

_ASK_A_SERVER = ("emacsclient", "code", "codium", "subl")
"""Editors that find a running server through the temporary folder, so keep their TMPDIR."""

_LEFT_TO_THE_EDITOR = {
    **dict.fromkeys(("SIGINT", "SIGQUIT"), pass_over),
    "SIGTSTP": signal.SIG_DFL,
}
"""Signal handling while the editor runs: interrupts are the editor's, and a stop is ours too."""

_UNCHANGED = "Your text is as it was."
_FAILED = f"The editor ended with an error. {_UNCHANGED}"
_FAILED_CHANGED = "The editor ended with an error. What it saved is here."
_NO_TEXT = f"The editor left no text that can be read. {_UNCHANGED}"
_STILL_OPEN = (
    "An editor may still have your text open. What you save there is shown the next time you write."
)


class Editor:
    """
    The person's text editor.

    Args:
        home: The folder for the edited file, if there is no `XDG_RUNTIME_DIR` (kept in memory).
    """

    def __init__(self, home: Path) -> None:
        runtime = os.environ.get("XDG_RUNTIME_DIR", "")
        self._roots = [home / "journal-editing"]
        if runtime and Path(runtime).is_dir():
            whose = hashlib.sha256(os.fsencode(home)).hexdigest()[:16]
            self._roots.insert(0, Path(runtime) / f"journal-editing-{whose}")

    def edit(self, text: str, entry: str = "", question: str = "") -> Edited:
        """
        Open a text in `VISUAL` or `EDITOR`, and wait for the editor.

        Text that was saved is returned, however the editor ended. The file stays until the caller
        has saved the text and calls `Edited.let_go`.

        Args:
            text: The text to edit.
            entry, question: The uid of the entry and the id of the question it belongs to.

        Raises:
            EditorError: If there is no editor, or it cannot be started; the text is unchanged.
        """
        command = editor_command()
        try:
            handed = new_one(self._roots[0], entry, question)
            handed.hand_out(text)
        except OSError as error:
            raise EditorError(f"No file for the editor: {error.strerror}.") from None
        try:
            ended_well = _run(command, handed) == 0
        except OSError as error:
            handed.remove()
            raise EditorError(f"The editor can't be started: {error.strerror}.") from None
        return _outcome(handed, text, ended_well=ended_well)

    def unfinished(self) -> Iterator[HandedOut]:
        """
        Yield the texts that no editor has open any more and that were changed.

        Unchanged ones are removed. The text yielded stays locked until the next one.
        """
        for handed in self._left():
            try:
                if not handed.take():
                    continue
                if handed.unread(ended_well=False) is None:
                    handed.remove()
                else:
                    yield handed
            finally:
                handed.release()

    def has_unfinished(self) -> bool:
        """Return whether a changed text waits, without removing any."""
        return any(self._waits(handed) for handed in self._left())

    def has_text_of(self, entry: str) -> bool:
        """Return whether text of an entry waits, or may still be open in an editor."""
        left = [handed for handed in self._left() if handed.entry == entry]
        return any(self._waits(handed, if_open=True) for handed in left)

    @staticmethod
    def _waits(handed: HandedOut, *, if_open: bool = False) -> bool:
        """Return whether a text was changed; *if_open* for one still open in an editor."""
        try:
            return handed.unread(ended_well=False) is not None if handed.take() else if_open
        finally:
            handed.release()

    def forget(self, entry: str | None = None) -> None:
        """Remove the texts of an entry, or all, even those still open in an editor."""
        for handed in self._left():
            if entry in (None, handed.entry):
                handed.remove()

    def _left(self) -> Iterator[HandedOut]:
        for root in self._roots:
            yield from left_in(root)


def editor_command() -> list[str]:
    """
    Return the editor and its arguments: `VISUAL`, `EDITOR`, else the first common one found.

    Raises:
        EditorError: If there is none.
    """
    for variable in ("VISUAL", "EDITOR"):
        command = system.command_words(os.environ.get(variable, ""))
        if command:
            return command
    for name in _FALLBACKS:
        if shutil.which(name):
            return [name]
    raise EditorError("No editor was found. Set VISUAL or EDITOR.")


def _outcome(handed: HandedOut, text: str, *, ended_well: bool) -> Edited:
    """Return the result of an edit; the command has ended, but the editor may still be open."""
    saved = handed.unread(ended_well=ended_well)
    is_free = handed.take()
    if saved is None and not is_free:
        return Edited(text, _STILL_OPEN)
    if saved is None:
        message = "" if ended_well and handed.is_readable else _NO_TEXT if ended_well else _FAILED
        handed.remove()
        return Edited(text, message)
    message = "" if ended_well else _FAILED_CHANGED
    # If the editor failed, a process of it may go on with the file, which then stays.
    return Edited(saved, message, handed.remove if is_free or ended_well else handed.release)


def _run(command: list[str], handed: HandedOut) -> int:
    """Run the editor, and return its exit status; negative for a signal."""
    arguments = programs.discreet(command, handed.side)
    env = programs.with_stand_ins(handed.side / "bin", programs.editors_in_path)
    # Editors keep undo files, swap files and copies of their input there.
    env["XDG_STATE_HOME"] = str(handed.side)
    if Path(command[0]).stem not in _ASK_A_SERVER:
        env["TMPDIR"] = str(handed.side)
    descriptors = () if system.on_windows() or handed.handle is None else (handed.handle,)
    with handled(_LEFT_TO_THE_EDITOR):
        process = subprocess.Popen([*arguments, str(handed.file)], env=env, pass_fds=descriptors)  # noqa: S603
        return process.wait() if system.on_windows() else _ended(process)


def _ended(process: subprocess.Popen[bytes]) -> int:
    """Wait for the editor to end; stop with it, so that the shell gets the terminal."""
    while True:
        _, status = os.waitpid(process.pid, os.WUNTRACED)
        if not os.WIFSTOPPED(status):
            process.returncode = os.waitstatus_to_exitcode(status)
            return process.returncode
        os.kill(0, signal.SIGTSTP)  # ignored where no shell could resume the process group
        os.kill(process.pid, signal.SIGCONT)
