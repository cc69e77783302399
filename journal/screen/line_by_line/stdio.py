"""The reading and writing of lines on standard input and output."""

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
"""The seconds within which a further line belongs to the same paste."""

_LONGEST = 4095
"""The most bytes of a line that a terminal delivers in canonical mode; it drops the others."""

_FULL_LINE = "The line was full; what came after this is not in it. Type it again from here:"
_SHOWN_OF_IT = 40
_HALF_A_CHARACTER = "".join(map(chr, range(0xDC80, 0xDD00)))


_waits: list[bool] = []
"""Not empty while the program waits for a line."""

_ended: list[bool] = []
"""Not empty once a signal of `ENDINGS` has come."""


class HalfLine(Stopped):
    """
    A stop in the middle of a line.

    Attributes:
        typed: The beginning of the line.
    """

    def __init__(self, typed: str = "") -> None:
        super().__init__("")
        self.typed = typed


@contextmanager
def keeps_half_lines() -> Iterator[None]:
    """
    Defer the signals of `ENDINGS` until the program waits for a line, and keep its beginning.

    The terminal is set not to discard the line on Ctrl-C (NOFLSH). Typed-ahead input is
    discarded at the end, so that it does not reach the shell.
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
    """
    Let a signal of `ENDINGS` interrupt the block.

    Raises:
        KeyboardInterrupt: On such a signal; at once if one was deferred before.
    """
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
    """Return the attributes of the terminal, as from `termios.tcgetattr`; None without them."""
    if termios is None:
        return None
    try:
        return list(termios.tcgetattr(sys.stdin))
    except (termios.error, ValueError, OSError):
        return None


def _set(modes: list[Any], local: int) -> None:
    """Set the local modes of the terminal; without ICANON, reads return at once (VMIN, VTIME)."""
    control = [*modes[6]]
    if not local & termios.ICANON:
        control[termios.VMIN] = control[termios.VTIME] = 0
    termios.tcsetattr(sys.stdin, termios.TCSANOW, [*modes[:3], local, *modes[4:6], control])


def _rest_of_it() -> str:
    """Return the typed text that the terminal has not delivered yet, unfinished lines too."""
    modes = _modes()
    if modes is None:
        return ""
    typed = b""
    try:
        _set(modes, modes[3] & ~termios.ICANON)
        while more := os.read(sys.stdin.fileno(), 65536):
            typed += more
        _set(modes, modes[3])
    except (OSError, termios.error):  # the terminal is gone, and the line with it
        pass
    return typed.decode(sys.stdin.encoding, "replace")


def take_any_bytes() -> None:
    """
    Let standard input accept bytes that are invalid in its encoding, as surrogates.

    No question accepts a text with them, so it is asked again. May be called repeatedly, also
    after input was read.
    """
    if isinstance(sys.stdin, TextIOWrapper) and sys.stdin.errors != "surrogateescape":
        sys.stdin.reconfigure(errors="surrogateescape")


def write_text(text: str) -> None:
    """Write a text on lines that fit the terminal."""
    columns = shutil.get_terminal_size((80, 24)).columns
    for _, line in layout.wrap("", text, columns):
        sys.stdout.write(line.strip() + "\n")


def read_line(prompt: str) -> str:
    """
    Prompt for a line; all lines of a paste belong to it.

    A line longer than a terminal delivers is continued by the next one, after a message.

    Returns:
        The text, without white space around it.

    Raises:
        HalfLine: On a signal of `ENDINGS`, or at the end of the input.
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
    """Return whether `change_line` works: readline is there, and input and output are terminals."""
    return find_spec("readline") is not None and sys.stdin.isatty() and sys.stdout.isatty()


def change_line(typed: str) -> str:
    """
    Let the person edit a line that was typed before, with readline.

    Returns:
        The changed line, without white space around it.

    Raises:
        HalfLine: On a signal of `ENDINGS`, or at the end of the input.
    """
    term, os.environ["TERM"] = os.environ.get("TERM", ""), "dumb"  # readline redraws nothing then
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
    Read a line, with its line feed.

    Raises:
        HalfLine: On a signal of `ENDINGS`, or at the end of the input.
    """
    try:
        with ends_at_once():
            typed = sys.stdin.readline()
    except (KeyboardInterrupt, OSError):
        half = _rest_of_it()
        with suppress(OSError):  # the terminal may be gone
            sys.stdout.write("\n")
        raise HalfLine(half) from None
    if not typed.endswith("\n"):
        raise HalfLine(typed)
    return typed


def _is_full(line: str) -> bool:
    return len(line.encode(errors="surrogateescape")) == _LONGEST + 1
