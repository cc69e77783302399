"""Text to look back at: on lines that fit, with weight where the terminal can show it."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator

from journal.screen.cells import laid_out, width_of
from journal.screen.layout import WIDEST, writable


def columns() -> int:
    """How many a line may take: those of the terminal, up to `WIDEST`."""
    return max(20, min(shutil.get_terminal_size((80, 24)).columns, WIDEST))


def bold(text: str) -> str:
    """Text in bold where that can be shown."""
    return _weighted("\x1b[1m", text)


def dim(text: str) -> str:
    """Text that steps back where that can be shown."""
    return _weighted("\x1b[2m", text)


def lines(text: str, lead: str = "", *, style: Callable[[str], str] = str) -> Iterator[str]:
    """
    A text on as many lines as it takes, wide characters counted as two columns; a paragraph
    that is indented stays so.

    Args:
        text: Nothing in it steers a terminal but `bold` and `dim`.
        lead: Stands before the first line, blanks as wide before the others.
        style: What is done with each line, such as `dim`.
    """
    wide = width_of(lead)
    for line in laid_out(writable(text), max(6, columns() - wide)):
        body = line.lstrip(" ")
        yield f"{lead}{line[: len(line) - len(body)]}{style(body)}".rstrip()
        lead = " " * wide


def joined(parts: Iterable[str]) -> str:
    """Lines one under the other, each with its end."""
    return "".join(f"{line}\n" for line in parts)


def _weighted(begin: str, text: str) -> str:
    shown = sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
    return f"{begin}{text}\x1b[0m" if text and shown and not os.environ.get("NO_COLOR") else text
