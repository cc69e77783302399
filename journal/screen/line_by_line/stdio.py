"""Lines of a terminal: written one after the other, and read as they are typed."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from io import TextIOWrapper
from typing import Any

from journal.core.errors import Stopped
from journal.core.platform.signals import ENDINGS, handled
from journal.core.platform.system import has_input
from journal.core.text import visible
from journal.screen import layout

try:
    import termios
except ImportError:  # on Windows
    termios = None  # type: ignore[assignment]

_PASTE = 0.02
"""Seconds within which a further line belongs to what was pasted."""

_LONGEST = 4095
"""Bytes of a line that a terminal hands over; what is typed after them is dropped there."""

_FULL_LINE = "The line was full; what came after this is not in it. Type it again from here:"
_SHOWN_OF_IT = 40
_HALF_A_CHARACTER = "".join(map(chr, range(0xDC80, 0xDD00)))


_waits: list[bool] = []
"""Holds something while a line is waited for."""

_ended: list[bool] = []
"""Holds something once a polite end has come."""


class HalfLine(Stopped):
    """
    The person stopped in the middle of a line.

    Attributes:
        typed: What they typed of it.
    """

    def __init__(self, typed: str = "") -> None:
        super().__init__("")
        self.typed = typed


@contextmanager
def keeps_half_lines() -> Iterator[None]:
    """
    Let Ctrl-C, a hang-up or a polite kill come only where a line is waited for, and keep it.

    A terminal throws away the line that is typed when Ctrl-C comes, unless it is told not to.
    What the person typed ahead must not go to the shell either.
    """
    _ended.clear()
    with handled(dict.fromkeys(ENDINGS, _end)):
        modes = _modes()
        if modes is not None:
            _set(modes, modes[3] | termios.NOFLSH)
        try:
            yield
        finally:
            if modes is not None:
                with suppress(termios.error):
                    termios.tcsetattr(sys.stdin, termios.TCSAFLUSH, modes)


@contextmanager
def ends_at_once() -> Iterator[None]:
    """Let a polite end come now; one that came before comes at once."""
    _waits.append(True)
    try:
        if _ended:
            raise KeyboardInterrupt
        yield
    finally:
        _waits.pop()


def _end(_number: int, _frame: object) -> None:
    _ended.append(True)
    if _waits:
        raise KeyboardInterrupt


def _modes() -> list[Any] | None:
    """How the terminal is set; None where that can't be told."""
    if termios is None:
        return None
    try:
        return list(termios.tcgetattr(sys.stdin))
    except (termios.error, ValueError, OSError):
        return None


def _set(modes: list[Any], local: int) -> None:
    """Set a terminal to other local modes, with nothing to wait for where it waits for no line."""
    control = [*modes[6]]
    if not local & termios.ICANON:
        control[termios.VMIN] = control[termios.VTIME] = 0
    termios.tcsetattr(sys.stdin, termios.TCSANOW, [*modes[:3], local, *modes[4:6], control])


def _rest_of_it() -> str:
    """What is typed and was not handed over yet, a line without its end too."""
    modes = _modes()
    if modes is None:
        return ""
    typed = b""
    try:
        _set(modes, modes[3] & ~termios.ICANON)
        while more := os.read(sys.stdin.fileno(), 65536):
            typed += more
        _set(modes, modes[3])
    except (OSError, termios.error):  # it is gone, and has taken that line along
        pass
    return typed.decode(sys.stdin.encoding, "replace")


def take_any_bytes() -> None:
    """
    Take in what is no text in this encoding; it fits no question, so it is asked again.

    Can be called once more at any time, also after something was read.
    """
    if isinstance(sys.stdin, TextIOWrapper) and sys.stdin.errors != "surrogateescape":
        sys.stdin.reconfigure(errors="surrogateescape")


def write_text(text: str) -> None:
    """Write a text in lines that fit the terminal."""
    columns = shutil.get_terminal_size((80, 24)).columns
    for _, line in layout.wrap("", text, columns):
        sys.stdout.write(line.strip() + "\n")


def read_line(prompt: str) -> str:
    """
    One line as typed; further lines of a paste belong to it.

    Raises:
        HalfLine: On Ctrl-C, a polite kill or at the end of the input.
    """
    write_text(prompt)
    sys.stdout.write("> ")
    sys.stdout.flush()
    typed = ""
    try:
        line = next_line()
        while _is_full(line):
            typed += line.removesuffix("\n").rstrip(_HALF_A_CHARACTER)
            sys.stdout.write(f"{_FULL_LINE}\n...{visible(typed[-_SHOWN_OF_IT:])}\n> ")
            sys.stdout.flush()
            line = next_line()
        typed += line
        while has_input(_PASTE):
            line = next_line()
            typed += line
    except HalfLine as half:
        raise HalfLine((typed + half.typed).strip()) from None
    sys.stdout.write("\n")
    return typed.strip()


def can_change_lines() -> bool:
    """Return whether a line can be given back to be changed: by readline, at a terminal."""
    return find_spec("readline") is not None and sys.stdin.isatty() and sys.stdout.isatty()


def change_line(typed: str) -> str:
    """
    Return a line that was typed before, as the person changes it.

    Raises:
        HalfLine: As `read_line` does.
    """
    term, os.environ["TERM"] = os.environ.get("TERM", ""), "dumb"  # so that nothing is redrawn
    import readline

    readline.set_auto_history(False)
    readline.parse_and_bind("set enable-bracketed-paste off")
    readline.set_startup_hook(lambda: readline.insert_text(typed))
    try:
        with ends_at_once():
            return input("> ").strip()
    except (KeyboardInterrupt, EOFError, OSError):
        with suppress(OSError):  # as in `next_line`
            sys.stdout.write("\n")
        raise HalfLine(readline.get_line_buffer() or typed) from None
    finally:
        readline.set_startup_hook()
        os.environ["TERM"] = term


def next_line() -> str:
    """
    The next line with its end.

    Raises:
        HalfLine: On Ctrl-C, a polite kill or at the end of the input.
    """
    try:
        with ends_at_once():
            typed = sys.stdin.readline()
    except (KeyboardInterrupt, OSError):
        half = _rest_of_it()
        with suppress(OSError):  # there may be nobody left to see it
            sys.stdout.write("\n")
        raise HalfLine(half) from None
    if not typed.endswith("\n"):
        raise HalfLine(typed)
    return typed


def _is_full(line: str) -> bool:
    return len(line.encode(errors="surrogateescape")) == _LONGEST + 1
