"""Lines of a terminal: written one after the other, and read as they are typed."""

from __future__ import annotations

import re
import shutil
import sys
from io import TextIOWrapper

from journal.core.errors import Stopped
from journal.core.system import has_input
from journal.core.text import visible
from journal.screen import page

_PASTE = 0.02
"""Seconds within which a further line belongs to what was pasted."""

_LONGEST = 4095
"""Bytes of a line that a terminal hands over; what is typed after them is dropped there."""

_FULL_LINE = "The line was full; what came after this is not in it. Type it again from here:"
_SHOWN_OF_IT = 40
_HALF_A_CHARACTER = re.compile("[\udc80-\udcff]+$")


def take_any_bytes() -> None:
    """Take in what is no text in this encoding; it fits no question, so it is asked again."""
    if isinstance(sys.stdin, TextIOWrapper):
        sys.stdin.reconfigure(errors="surrogateescape")


def write(text: str) -> None:
    """Write a text in lines that fit the terminal."""
    columns = shutil.get_terminal_size((80, 24)).columns
    for _, line in page.wrap("", text, columns):
        sys.stdout.write(line.strip() + "\n")


def read_line(prompt: str) -> str:
    """
    One line as typed; further lines of a paste belong to it.

    Raises:
        Stopped: On Ctrl-C or at the end of the input.
    """
    write(prompt)
    sys.stdout.write("> ")
    sys.stdout.flush()
    typed, line = "", next_line()
    while _is_full(line):
        typed += _HALF_A_CHARACTER.sub("", line.removesuffix("\n"))
        sys.stdout.write(f"{_FULL_LINE}\n...{visible(typed[-_SHOWN_OF_IT:])}\n> ")
        sys.stdout.flush()
        line = next_line()
    typed += line
    while has_input(_PASTE):
        typed += next_line()
    sys.stdout.write("\n")
    return typed.strip()


def next_line() -> str:
    """
    The next line with its end.

    Raises:
        Stopped: On Ctrl-C or at the end of the input.
    """
    try:
        typed = sys.stdin.readline()
    except KeyboardInterrupt:
        sys.stdout.write("\n")
        raise Stopped("") from None
    if not typed:
        raise Stopped("")
    return typed


def _is_full(line: str) -> bool:
    return len(line.encode(errors="surrogateescape")) == _LONGEST + 1
