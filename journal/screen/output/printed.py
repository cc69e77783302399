"""Printed text: lines that fit the terminal, bold or dim where it can show that."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator

from journal.screen.cells import laid_out, width_of
from journal.screen.layout import WIDEST, writable


def columns() -> int:
    """Return the columns of a line: those of the terminal, from 20 up to `WIDEST`."""
    return max(20, min(shutil.get_terminal_size((80, 24)).columns, WIDEST))


def bold(text: str) -> str:
    """Return a text in bold if the terminal can show it."""
    return _weighted("\x1b[1m", text)


def dim(text: str) -> str:
    """Return a text in faint weight if the terminal can show it."""
    return _weighted("\x1b[2m", text)


def lines(text: str, lead: str = "", *, style: Callable[[str], str] = str) -> Iterator[str]:
    """
    Yield a text on lines that fit the terminal, without line breaks; see `cells.laid_out`.

    Args:
        text: The text; no escape sequences but those of `bold` and `dim` are allowed in it.
        lead: The prefix of the first line; the others are indented by its width.
        style: A function applied to each line after its indentation, such as `dim`.
    """
    wide = width_of(lead)
    for line in laid_out(writable(text), max(6, columns() - wide)):
        body = line.lstrip(" ")
        yield f"{lead}{line[: len(line) - len(body)]}{style(body)}".rstrip()
        lead = " " * wide


def joined(parts: Iterable[str]) -> str:
    """Return lines as one text, each ending with a line feed."""
    return "".join(f"{line}\n" for line in parts)


def _weighted(begin: str, text: str) -> str:
    shown = sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
    return f"{begin}{text}\x1b[0m" if text and shown and not os.environ.get("NO_COLOR") else text
