"""
The alternate screen of the terminal, which is left and cleared however the program ends.

The signals that end a program are handled like Ctrl-C, so that unfinished input is kept. Ctrl-Z,
pressed or sent as SIGTSTP, returns to the primary screen. Control sequences: xterm's DECSET 1049
and ECMA-48.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from prompt_toolkit.application import Application, run_in_terminal
from prompt_toolkit.key_binding import KeyPressEvent
from prompt_toolkit.key_binding.key_processor import KeyPress
from prompt_toolkit.keys import Keys

from journal.core.platform.signals import ENDINGS, handled

_ALTERNATE, _PRIMARY = "\x1b[?1049h", "\x1b[?1049l"
_CLEAR = "\x1b[H\x1b[2J"
_SLEEP = getattr(signal, "SIGTSTP", None)

_pages: list[Application[Any]] = []
"""The pages that wait for a key; the last one is on the screen."""

_ended: list[bool] = []
"""Not empty once a signal of `ENDINGS` has come."""


@contextmanager
def quiet() -> Iterator[None]:
    """Use the alternate screen for the block, then clear it and return to the primary one."""
    _ended.clear()
    with handled({**dict.fromkeys(ENDINGS, _end), "SIGTSTP": _fall_asleep}):
        enter()
        try:
            yield
        finally:
            _write(_CLEAR + _PRIMARY)


def has_own_screen() -> bool:
    """
    Return whether the terminal has an alternate screen that keeps nothing.

    The answer is that of terminfo (`smcup`), but False in GNU screen; True for a terminal that
    terminfo does not know.
    """
    try:
        import curses

        curses.setupterm()
        has_one = bool(curses.tigetstr("smcup"))
    except Exception:  # there is no curses here, or no entry for this terminal
        return True
    return has_one and "STY" not in os.environ  # GNU screen keeps the text by default


def enter() -> None:
    """Switch to the alternate screen and clear it, also after another program has left it."""
    _write(_ALTERNATE + _CLEAR)


def clear() -> None:
    """Clear the screen and move the cursor to its top."""
    _write(_CLEAR)


@contextmanager
def waiting(page: Application[Any]) -> Iterator[None]:
    """
    Register a page that waits for a key, so that a signal of `ENDINGS` reaches it.

    Raises:
        KeyboardInterrupt: If such a signal came before.
    """
    if _ended:
        raise KeyboardInterrupt
    _pages.append(page)
    try:
        yield
    finally:
        _pages.remove(page)


def suspend(_event: KeyPressEvent) -> None:
    """Handle Ctrl-Z: stop the process group on the primary screen until it is continued."""

    def sleep() -> None:
        assert _SLEEP is not None  # noqa: S101 - checked below
        _write(_CLEAR + _PRIMARY)
        handler = signal.signal(_SLEEP, signal.SIG_DFL)
        os.killpg(os.getpgrp(), _SLEEP)  # the shell waits for the whole group, not for this process
        signal.signal(_SLEEP, handler)
        enter()

    if _SLEEP is not None:
        run_in_terminal(sleep)


def _end(_number: int, _frame: object) -> None:
    """Handle a signal of `ENDINGS`: press Ctrl-C on the page that waits, else stop the next one."""
    _ended.append(True)
    page = _pages[-1] if _pages else None
    if page is not None and page.loop is not None:
        page.loop.call_soon_threadsafe(_press, page, Keys.ControlC)


def _fall_asleep(_number: int, _frame: object) -> None:
    """Handle SIGTSTP: press Ctrl-Z on the page that waits."""
    page = _pages[-1] if _pages else None
    if page is not None and page.loop is not None:
        page.loop.call_soon_threadsafe(_press, page, Keys.ControlZ)


def _press(page: Application[Any], key: Keys) -> None:
    page.key_processor.feed(KeyPress(key))
    page.key_processor.process_keys()


def _write(codes: str) -> None:
    # After a hang-up there is no terminal to restore.
    with suppress(OSError, ValueError):
        sys.stdout.write(codes)
        sys.stdout.flush()
