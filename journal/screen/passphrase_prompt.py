"""The prompt for a passphrase, typed at the terminal without echo."""

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
    Read one line from the controlling terminal without echo.

    Standard input and output may both be files.

    Args:
        prompt: The text before the input.

    Returns:
        The line; empty if it is invalid in the terminal's encoding.

    Raises:
        NoTerminalError: If there is no terminal; it names the variables to set instead.
        Stopped: On Ctrl-C, Ctrl-D, SIGTERM, SIGHUP or SIGQUIT.
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
    Let each signal of `ENDINGS` interrupt the prompt, even if its handler only defers the end.

    Except for SIGINT, the previous handler is called as well, so that the program ends later.
    """
    before: dict[int, Any] = {}

    def end(number: int, frame: object) -> NoReturn:
        if number != signal.SIGINT and callable(before[number]):
            before[number](number, frame)
        raise KeyboardInterrupt

    present = [name for name in ENDINGS if hasattr(signal, name)]
    ignored = (signal.SIG_IGN, None)
    taken = [name for name in present if signal.getsignal(getattr(signal, name)) not in ignored]
    with handled(dict.fromkeys(taken, end)) as previous:
        before |= previous
        yield


def need_somebody() -> None:
    """
    Require a terminal for a prompt.

    Raises:
        NoTerminalError: If there is none; it names the variables to set instead.
    """
    if not is_somebody_there():
        raise NoTerminalError(_NOBODY)


def is_somebody_there() -> bool:
    """Return whether input or errors go to a terminal, and a controlling terminal exists."""
    if not any(s is not None and not s.closed and s.isatty() for s in (sys.stdin, sys.stderr)):
        return False
    try:
        os.close(os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY))
    except OSError:
        return False
    return True
