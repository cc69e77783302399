"""The few things that differ from one system to the next: the one place that asks which it is."""

from __future__ import annotations

import importlib
import os
import select
import shlex
import sys
import time
from pathlib import Path

from journal.core.errors import WrongUseError

_LOOK = 0.02
"""Seconds between two looks at the keyboard, where nothing can be waited for."""


def on_windows() -> bool:
    """Whether this is Windows; all else is taken for a Unix."""
    return os.name == "nt"


def command_words(line: str) -> list[str]:
    """
    A command as it stands in a variable such as `EDITOR`, as its program and arguments.

    On Windows a backslash parts folders. Empty if the line cannot be read.
    """
    try:
        if on_windows():
            return [word.strip('"') for word in shlex.split(line, posix=False)]
        return shlex.split(line)
    except ValueError:
        return []


def expanded(name: str | Path) -> Path:
    """
    Return the path that a person names, `~` as the home of a login.

    Raises:
        WrongUseError: If there is no login of the name after the `~`, or no home to be found.
    """
    path = os.path.expanduser(name)
    if str(path).startswith("~"):
        raise WrongUseError(
            "There is no home folder for that ~. For a file whose name begins so: ./~name"
        )
    return Path(path)


def may_run(process: int) -> bool:
    """Whether a process is running; not for Windows, where the look itself would stop it."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def take_lock(handle: int) -> bool:
    """
    Whether an open file could be locked: nobody else has it.

    The lock holds for as long as the file is open here, or, but on Windows, in a program that
    was given it. On a disk without locks all are taken for free.
    """
    if on_windows():
        keyboard_and_files = importlib.import_module("msvcrt")
        try:
            keyboard_and_files.locking(handle, keyboard_and_files.LK_NBLCK, 1)
        except OSError:
            return False
        return True
    fcntl = importlib.import_module("fcntl")
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True
    return True


def has_input(seconds: float) -> bool:
    """Whether something is typed, or the input ends, within so many seconds."""
    if not on_windows():
        return bool(select.select([sys.stdin], [], [], seconds)[0])
    keyboard = importlib.import_module("msvcrt")
    end = time.monotonic() + seconds
    while not keyboard.kbhit():
        if time.monotonic() >= end:
            return False
        time.sleep(_LOOK)
    return True
