"""A passphrase typed at the terminal, shown nowhere."""

from __future__ import annotations

import getpass
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NoReturn

from journal.core.errors import NoTerminalError, Stopped
from journal.core.platform.signals import ENDINGS, handled

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
        Stopped: On Ctrl-C, Ctrl-D, a polite kill or a hang-up.
    """
    need_somebody()
    try:
        with _ended_by_whatever_ends():
            return getpass.getpass(prompt)
    except (KeyboardInterrupt, EOFError):
        sys.stderr.write("\n")
        raise Stopped() from None
    except UnicodeDecodeError:
        return ""


@contextmanager
def _ended_by_whatever_ends() -> Iterator[None]:
    """
    Let Ctrl-C, a polite kill or a hang-up end the question, whatever they do at others.

    All but Ctrl-C end what comes after it as well: whoever took them before is told.
    """
    before: dict[int, Any] = {}

    def end(number: int, frame: object) -> NoReturn:
        if number != signal.SIGINT and callable(before[number]):
            before[number](number, frame)
        raise KeyboardInterrupt

    known = [name for name in ENDINGS if hasattr(signal, name)]
    ignored = (signal.SIG_IGN, None)
    taken = [name for name in known if signal.getsignal(getattr(signal, name)) not in ignored]
    with handled(dict.fromkeys(taken, end)) as those:
        before |= those
        yield


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
