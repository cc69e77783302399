"""Showing something private: through the pager on a terminal, straight out otherwise."""

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
Its own screen, however short the text is, so that nothing stays on the terminal's; drawn from the
top. It takes the place of a `less` with options of the person's own. The prompt fits 20 columns:
of a longer one less shows the end alone.
"""

_PRIVATE = {"LESS": "", "LESSHISTFILE": "-", "LESSSECURE": "1", "LESSCHARSET": "utf-8"}

_LEFT_TO_THE_PAGER = dict.fromkeys(("SIGINT", "SIGTSTP", "SIGQUIT"), pass_over)
"""Ending or sleeping before it would leave its screen up, with the words on it."""


def show(text: str) -> None:
    """
    Show text so that it does not stay behind.

    On a terminal it goes through the pager: `PAGER`, unless that would leave it there, else
    less with neither history nor shell. If the pager fails, it is shown without one. Without a
    terminal it goes to standard output, as to a file or another program.
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
    The pager and its arguments; empty if there is none, and pages are shown without one.

    `PAGER`, unless it is missing or would leave the words on the terminal's own screen.
    """
    less = _LESS if shutil.which(_LESS[0]) else []
    command = command_words(os.environ.get("PAGER", ""))
    return programs.pager(command, less) if command and shutil.which(command[0]) else less


def _paged(text: str) -> bool:
    """Whether a pager has shown it to the end, as far as its exit status tells."""
    command = pager_command()
    if not command:
        return False
    # The words go to the pager by a pipe: no file, no argument.
    with _surroundings(command) as env, handled(_LEFT_TO_THE_PAGER):
        try:
            done = subprocess.run(command, input=text.encode(), env=env, check=False)  # noqa: S603
        except OSError:
            return False
    return done.returncode == 0


@contextmanager
def _surroundings(command: list[str]) -> Iterator[dict[str, str]]:
    """What a pager finds around it: nothing of less's but ours, and known pagers told the same."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("LESS")}
    if command[0] == _LESS[0]:
        yield env | _PRIVATE
        return
    less = [str(shutil.which(_LESS[0])), *_LESS[1:]] if shutil.which(_LESS[0]) else []
    place = os.environ.get("XDG_RUNTIME_DIR") or os.environ.get("TMPDIR") or "/tmp"  # noqa: S108
    made = Path(place) / f"journal-{os.urandom(8).hex()}"
    try:
        found = programs.with_stand_ins(made, lambda folder: programs.pagers_in_path(folder, less))
        yield env | {"PATH": found.get("PATH", "")} | _PRIVATE
    finally:
        with suppress(OSError):
            disk.erase_folder(made)
