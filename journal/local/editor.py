"""A longer answer in an editor, and what an editor left that was not finished."""

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
"""They find the program that is open already by what is in the folder for temporary files."""

_LEFT_TO_THE_EDITOR = {
    **dict.fromkeys(("SIGINT", "SIGQUIT"), pass_over),
    "SIGTSTP": signal.SIG_DFL,
}
"""For as long as it runs; we sleep when it does."""

_UNCHANGED = "Your text is as it was."
_FAILED = f"The editor ended with an error. {_UNCHANGED}"
_FAILED_CHANGED = "The editor ended with an error. What it saved is here."
_NO_TEXT = f"The editor left no text that can be read. {_UNCHANGED}"
_STILL_OPEN = (
    "An editor may still have your text open. What you save there is shown the next time you write."
)


class Editor:
    """
    Opens the person's own editor.

    Args:
        home: Where the file goes if the system has no folder that lives in memory.
    """

    def __init__(self, home: Path) -> None:
        runtime = os.environ.get("XDG_RUNTIME_DIR", "")
        self._roots = [home / "journal-editing"]
        if runtime and Path(runtime).is_dir():
            whose = hashlib.sha256(os.fsencode(home)).hexdigest()[:16]
            self._roots.insert(0, Path(runtime) / f"journal-editing-{whose}")

    def edit(self, text: str, entry: str = "", question: str = "") -> Edited:
        """
        Let a text be changed in `VISUAL` or `EDITOR`.

        What was saved is taken, however the editor ended. Its file stays until `let_go`.

        Args:
            entry, question: What the text belongs to: the uid of an entry, the id of a question.

        Raises:
            EditorError: If there is no editor, or it can't be started; the text is as it was.
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
        Every text that no editor has open any more and that differs from what was handed out.

        What does not differ is removed. Each is locked until the next one is asked for.
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
        """The same as a question, for commands that change nothing."""
        return any(self._waits(handed) for handed in self._left())

    def has_text_of(self, entry: str) -> bool:
        """Return whether text of one entry waits here, or an editor may still have it open."""
        left = [handed for handed in self._left() if handed.entry == entry]
        return any(self._waits(handed, if_open=True) for handed in left)

    @staticmethod
    def _waits(handed: HandedOut, *, if_open: bool = False) -> bool:
        """Return whether something was saved in it; of one that an editor has open, `if_open`."""
        try:
            return handed.unread(ended_well=False) is not None if handed.take() else if_open
        finally:
            handed.release()

    def forget(self, entry: str | None = None) -> None:
        """Remove what was handed out of one entry, or all, though an editor may have it open."""
        for handed in self._left():
            if entry in (None, handed.entry):
                handed.remove()

    def _left(self) -> Iterator[HandedOut]:
        for root in self._roots:
            yield from left_in(root)


def editor_command() -> list[str]:
    """
    The editor and its arguments: `VISUAL`, `EDITOR`, else the first that is there.

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
    """What came of a text, once the command has ended; the editor itself may still be open."""
    saved = handed.unread(ended_well=ended_well)
    is_free = handed.take()
    if saved is None and not is_free:
        return Edited(text, _STILL_OPEN)
    if saved is None:
        told = "" if ended_well and handed.is_readable else _NO_TEXT if ended_well else _FAILED
        handed.remove()
        return Edited(text, told)
    told = "" if ended_well else _FAILED_CHANGED
    # Of an editor that failed something may go on with the text; then the file stays for it.
    return Edited(saved, told, handed.remove if is_free or ended_well else handed.release)


def _run(command: list[str], handed: HandedOut) -> int:
    """Open it, and return the exit status; negative for a signal."""
    told = programs.discreet(command, handed.side)
    env = programs.with_stand_ins(handed.side / "bin", programs.editors_in_path)
    # Where programs keep undo and swap files, and copies of what they are given.
    env["XDG_STATE_HOME"] = str(handed.side)
    if Path(command[0]).stem not in _ASK_A_SERVER:
        env["TMPDIR"] = str(handed.side)
    given = () if system.on_windows() or handed.handle is None else (handed.handle,)
    with handled(_LEFT_TO_THE_EDITOR):
        process = subprocess.Popen([*told, str(handed.file)], env=env, pass_fds=given)  # noqa: S603
        return process.wait() if system.on_windows() else _ended(process)


def _ended(process: subprocess.Popen[bytes]) -> int:
    """Wait for its end; if it stops, stop as well, so that the shell has the terminal."""
    while True:
        _, status = os.waitpid(process.pid, os.WUNTRACED)
        if not os.WIFSTOPPED(status):
            process.returncode = os.waitstatus_to_exitcode(status)
            return process.returncode
        os.kill(0, signal.SIGTSTP)  # nothing happens where no shell could call us back
        os.kill(process.pid, signal.SIGCONT)
