"""The display of private text: through a pager on a terminal, to standard output otherwise."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from journal.core.platform import disk, programs
from journal.core.platform.signals import handled, pass_over
from journal.core.platform.system import command_words
from journal.screen.layout import writable

_LESS = ["less", "-R", "-c", "-~", "-+F", "-+X", "-Psq close  space on$"]
"""
The command for `less`, also in place of one with the person's own options.

It uses the alternate screen even for a short text, so that nothing stays in the scrollback, and
draws from the top. The prompt fits 20 columns: `less` shows only the end of one that is too long.
"""

_PRIVATE = {"LESS": "", "LESSHISTFILE": "-", "LESSSECURE": "1", "LESSCHARSET": "utf-8"}

_LEFT_TO_THE_PAGER = dict.fromkeys(("SIGINT", "SIGTSTP", "SIGQUIT"), pass_over)
"""Signals handled by the pager alone: if we ended first, its screen with the text would stay."""


def show_paged(text: str) -> None:
    """
    Show a private text so that it does not stay on the terminal.

    On a terminal it goes through the pager, or through our own if there is none or it fails;
    see `pager_command`. Without a terminal, or on a dumb one, it goes to standard output.

    Raises:
        Stopped: If the person stops our own pager.
    """
    text = writable(text)
    if not sys.stdout.isatty() or os.environ.get("TERM") == "dumb":
        sys.stdout.write(text)
        sys.stdout.flush()
        return
    if not _paged(text):
        from journal.screen.interactive.person import read_on_own_screen

        read_on_own_screen(text)


def pager_command() -> list[str]:
    """
    Return the pager with its arguments; empty if there is none.

    It is `PAGER`, changed or replaced by `less` if it would leave text on the terminal's primary
    screen; `less` also stands in for one that is unset or not installed.
    """
    less = _LESS if shutil.which(_LESS[0]) else []
    command = command_words(os.environ.get("PAGER", ""))
    return programs.pager(command, less) if command and shutil.which(command[0]) else less


def _paged(text: str) -> bool:
    """Show a text through the pager; return whether there is one and it exited with status 0."""
    command = pager_command()
    if not command:
        return False
    # The text goes to the pager through a pipe, never through a file or an argument.
    with _surroundings(command) as env, handled(_LEFT_TO_THE_PAGER):
        try:
            done = subprocess.run(command, input=text.encode(), env=env, check=False)  # noqa: S603
        except OSError:
            return False
    return done.returncode == 0


@contextmanager
def _surroundings(command: list[str]) -> Iterator[dict[str, str]]:
    """
    Yield the environment of a pager.

    It holds no variables for `less` but ours. For another command, a temporary folder at the
    front of `PATH` replaces the known pagers that it may start itself.
    """
    env = {name: value for name, value in os.environ.items() if not name.startswith("LESS")}
    if command[0] == _LESS[0]:
        yield env | _PRIVATE
        return
    less = [str(shutil.which(_LESS[0])), *_LESS[1:]] if shutil.which(_LESS[0]) else []
    place = os.environ.get("XDG_RUNTIME_DIR") or os.environ.get("TMPDIR") or "/tmp"  # noqa: S108
    stand_ins = Path(place) / f"journal-{os.urandom(8).hex()}"
    try:
        changed = programs.with_stand_ins(
            stand_ins, lambda folder: programs.pagers_in_path(folder, less)
        )
        yield env | {"PATH": changed.get("PATH", "")} | _PRIVATE
    finally:
        with suppress(OSError):
            disk.erase_folder(stand_ins)
