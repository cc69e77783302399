"""
The quiet screen: the terminal's alternate one, left clean however the program ends.

A hang-up or a polite kill is taken as Ctrl-C, so that what was typed is kept; Ctrl-Z, pressed or
sent, gives the shell its own screen back.
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
"""The page that waits for a key, if one does."""

_ended: list[bool] = []
"""Holds something once a polite kill has come and no page has taken it yet."""


@contextmanager
def quiet() -> Iterator[None]:
    """Have the alternate screen, and give the primary one back as it was."""
    _ended.clear()
    with handled({**dict.fromkeys(ENDINGS, _end), "SIGTSTP": _fall_asleep}):
        enter()
        try:
            yield
        finally:
            _write(_CLEAR + _PRIMARY)


def has_own_screen() -> bool:
    """Whether the terminal says that it has an alternate screen; one that says nothing has."""
    try:
        import curses

        curses.setupterm()
        has_one = bool(curses.tigetstr("smcup"))
    except Exception:  # no curses here, or no word of this terminal
        return True
    return has_one and "STY" not in os.environ  # GNU screen keeps pages, unless told otherwise


def enter() -> None:
    """Go to the alternate screen, also when another program has left it."""
    _write(_ALTERNATE + _CLEAR)


def clear() -> None:
    """Begin a page at the top of an empty screen."""
    _write(_CLEAR)


@contextmanager
def waiting(page: Application[Any]) -> Iterator[None]:
    """Let a polite kill find the page that waits for a key; one that came before it ends it."""
    if _ended:
        raise KeyboardInterrupt
    _pages.append(page)
    try:
        yield
    finally:
        _pages.remove(page)


def suspend(_event: KeyPressEvent) -> None:
    """Ctrl-Z: the shell's own screen until the program is called back."""

    def sleep() -> None:
        assert _SLEEP is not None  # noqa: S101 - there is nothing to press otherwise
        _write(_CLEAR + _PRIMARY)
        handler = signal.signal(_SLEEP, signal.SIG_DFL)
        os.killpg(os.getpgrp(), _SLEEP)  # the shell waits for whatever started this as well
        signal.signal(_SLEEP, handler)
        enter()

    if _SLEEP is not None:
        run_in_terminal(sleep)


def _end(_number: int, _frame: object) -> None:
    """A polite kill: press Ctrl-C on the page that waits, or on the next, once all is on disk."""
    _ended.append(True)
    page = _pages[-1] if _pages else None
    if page is not None and page.loop is not None:
        page.loop.call_soon_threadsafe(_press, page, Keys.ControlC)


def _fall_asleep(_number: int, _frame: object) -> None:
    """A stop sent from elsewhere: press Ctrl-Z on the page that waits."""
    page = _pages[-1] if _pages else None
    if page is not None and page.loop is not None:
        page.loop.call_soon_threadsafe(_press, page, Keys.ControlZ)


def _press(page: Application[Any], key: Keys) -> None:
    page.key_processor.feed(KeyPress(key))
    page.key_processor.process_keys()


def _write(codes: str) -> None:
    # After a hang-up there is no terminal to put in order.
    with suppress(OSError, ValueError):
        sys.stdout.write(codes)
        sys.stdout.flush()
