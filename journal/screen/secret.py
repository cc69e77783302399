"""A passphrase typed at the terminal, shown nowhere."""

from __future__ import annotations

import getpass
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from journal.core.errors import NoTerminalError, Stopped

_NOBODY = (
    "There is no terminal to ask for the passphrase on. "
    "Set JOURNAL_PASSPHRASE_FILE or JOURNAL_PASSPHRASE_COMMAND."
)


def ask_secret(prompt: str) -> str:
    """
    One line, typed without being shown.

    Asked on the terminal itself, so that input and output may both be files.

    Raises:
        NoTerminalError: If there is nobody to ask; says what to set instead.
        Stopped: On Ctrl-C or Ctrl-D.
    """
    need_somebody()
    try:
        with _interrupted_by_ctrl_c():
            return getpass.getpass(prompt)
    except (KeyboardInterrupt, EOFError):
        sys.stderr.write("\n")
        raise Stopped("") from None
    except UnicodeDecodeError:
        return ""


@contextmanager
def _interrupted_by_ctrl_c() -> Iterator[None]:
    """Whatever else Ctrl-C does where questions are asked, here it stops."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def need_somebody() -> None:
    """
    Make sure that there is someone to ask.

    Raises:
        NoTerminalError: If there is not; says what to set instead.
    """
    if not is_somebody_there():
        raise NoTerminalError(_NOBODY)


def is_somebody_there() -> bool:
    """Return whether a person looks on, not only a terminal that happens to be there."""
    if not any(s is not None and not s.closed and s.isatty() for s in (sys.stdin, sys.stderr)):
        return False
    try:
        os.close(os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY))
    except OSError:
        return False
    return True
