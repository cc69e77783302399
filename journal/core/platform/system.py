"""The differences between operating systems; no other module asks which one it runs on."""

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
"""The seconds between two polls of the keyboard on Windows."""


def on_windows() -> bool:
    """Return whether the system is Windows; all others are taken for Unix."""
    return os.name == "nt"


def command_words(line: str) -> list[str]:
    """
    Split the value of a variable such as `EDITOR` into the program and its arguments.

    On Windows a backslash is a path separator. The list is empty if quotes are unbalanced.
    """
    try:
        if on_windows():
            return [word.strip('"') for word in shlex.split(line, posix=False)]
        return shlex.split(line)
    except ValueError:
        return []


def expanded(name: str | Path) -> Path:
    """
    Return a path with `~` or `~user` expanded.

    Raises:
        WrongUseError: If the user does not exist, or there is no home folder.
    """
    path = os.path.expanduser(name)
    if str(path).startswith("~"):
        raise WrongUseError(
            "There is no home folder for that ~. For a file whose name begins so: ./~name"
        )
    return Path(path)


def is_process_running(process: int) -> bool:
    """
    Return whether a process exists.

    Never call this on Windows: there `os.kill(pid, 0)` ends the process.
    """
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def take_lock(handle: int) -> bool:
    """
    Lock an open file without waiting; return False if another process has the lock.

    The lock lasts while the file is open here or, except on Windows, in a child process that
    inherited it. On a file system without locks the result is True.
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
    """Return whether input, or its end, is available on stdin within some seconds."""
    if not on_windows():
        return bool(select.select([sys.stdin], [], [], seconds)[0])
    keyboard = importlib.import_module("msvcrt")
    end = time.monotonic() + seconds
    while not keyboard.kbhit():
        if time.monotonic() >= end:
            return False
        time.sleep(_LOOK)
    return True
