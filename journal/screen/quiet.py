"""
The quiet screen: the terminal's alternate one, left clean however the program ends.

A hang-up or a polite kill is taken as Ctrl-C, so that what was typed is kept; Ctrl-Z gives the
shell its own screen back.
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

_ALTERNATE, _PRIMARY = "\x1b[?1049h", "\x1b[?1049l"
_CLEAR = "\x1b[H\x1b[2J"
_ENDINGS = [s for s in ("SIGTERM", "SIGHUP") if hasattr(signal, s)]

_pages: list[Application[Any]] = []
"""The page that waits for a key, if one does."""

_ended: list[int] = []
"""The signals that asked for an end; after one, no further page may wait for a key."""


@contextmanager
def quiet() -> Iterator[None]:
    """Have the alternate screen, and give the primary one back as it was."""
    _ended.clear()
    before = {s: signal.signal(getattr(signal, s), _end) for s in _ENDINGS}
    enter()
    try:
        yield
    finally:
        _write(_CLEAR + _PRIMARY)
        for name, handler in before.items():
            signal.signal(getattr(signal, name), handler)


def enter() -> None:
    """Go to the alternate screen, also when another program has left it."""
    _write(_ALTERNATE + _CLEAR)


def clear() -> None:
    """Begin a page at the top of an empty screen."""
    _write(_CLEAR)


@contextmanager
def waiting(page: Application[Any]) -> Iterator[None]:
    """
    Let a polite kill find the page that waits for a key.

    Raises:
        KeyboardInterrupt: If one came before, so that no page holds up the end.
    """
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
        _write(_CLEAR + _PRIMARY)
        os.kill(os.getpid(), signal.SIGTSTP)
        enter()

    if hasattr(signal, "SIGTSTP"):
        run_in_terminal(sleep)


def _end(number: int, _frame: object) -> None:
    """A polite kill: press Ctrl-C on the page that waits, else stop right here."""
    _ended.append(number)
    page = _pages[-1] if _pages else None
    if page is None or page.loop is None:
        raise KeyboardInterrupt
    page.loop.call_soon_threadsafe(_press_stop, page)


def _press_stop(page: Application[Any]) -> None:
    page.key_processor.feed(KeyPress(Keys.ControlC))
    page.key_processor.process_keys()


def _write(codes: str) -> None:
    # After a hang-up there is no terminal to put in order.
    with suppress(OSError, ValueError):
        sys.stdout.write(codes)
        sys.stdout.flush()
