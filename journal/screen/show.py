"""Showing something private: through the pager on a terminal, straight out otherwise."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from journal.core.system import command_words
from journal.screen.page import writable

_LESS = ["less", "-R", "-c", "-~", "-+F", "-+X", "-Psq\\: close   space\\: on$"]
"""
Its own screen, however short the text is, so that nothing stays on the terminal's; drawn from the
top.
"""

_LEAVE_IT_THERE = ("cat", "more")
"""Pagers that write on the terminal's own screen."""


_KEYS_OF_THE_PAGER = ("SIGINT", "SIGTSTP", "SIGQUIT")


def show(text: str) -> None:
    """
    Show text so that it does not stay behind.

    On a terminal it goes through the pager: `PAGER`, unless that would leave it there, else
    less with neither history nor shell. Without a terminal it goes to standard output, as to
    a file or another program.
    """
    text = writable(text)
    if not sys.stdout.isatty() or os.environ.get("TERM") == "dumb":
        sys.stdout.write(text)
        sys.stdout.flush()
        return
    command = pager_command()
    if not command:
        from journal.screen.terminal import read_on_own_screen

        read_on_own_screen(text)
        return
    private = {"LESSHISTFILE": "-", "LESSSECURE": "1", "LESSCHARSET": "utf-8"}
    # The words go to the pager by a pipe: no file, no argument.
    with _left_to_the_pager():
        subprocess.run(  # noqa: S603 - the pager is the person's own choice
            command, input=text.encode(), env={**os.environ, **private, "LESS": ""}, check=False
        )


def pager_command() -> list[str]:
    """
    The pager and its arguments; empty if there is none, and pages are shown without one.

    `PAGER`, unless it is missing or would leave the words on the terminal's own screen.
    """
    command = command_words(os.environ.get("PAGER", ""))
    if command and Path(command[0]).stem not in _LEAVE_IT_THERE and shutil.which(command[0]):
        return command
    return _LESS if shutil.which(_LESS[0]) else []


@contextmanager
def _left_to_the_pager() -> Iterator[None]:
    """
    Leave Ctrl-C, Ctrl-Z and Ctrl-\\ to the pager for as long as it runs.

    Ending or sleeping before it would leave its screen up, with the words on it. A handler
    that does nothing, since an ignored signal would be ignored by the pager as well.
    """
    known = [getattr(signal, name) for name in _KEYS_OF_THE_PAGER if hasattr(signal, name)]
    before = {number: signal.signal(number, lambda *_: None) for number in known}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
