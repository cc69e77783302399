"""
Line breaking and truncation; no other module lays text out in rows.

The time is linear in the length of the text, also for a single long word. The caller measures
widths: in columns of a terminal, or in the unit of a font.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from journal.core.text import ISOLATE_BEGINS, ISOLATE_ENDS

Sign = tuple[str, float]
"""A grapheme, such as a letter with its marks, and its width."""

Widths = Callable[[str], Iterable[Sign]]

_NO_BREAK = "\xa0\u2007\u202f"
"""The no-break spaces; they count as letters."""

_WORD = re.compile(f"[^\\S{_NO_BREAK}]+|[\\S{_NO_BREAK}]+")
"""A run of blanks, or a run of other characters."""

_OPENS_OR_CLOSES = re.compile(f"\x1b\\[[0-9;]*m|{ISOLATE_BEGINS}|{ISOLATE_ENDS}")
_PLAIN = "\x1b[0m"
"""The escape sequence that ends all styles; any other one begins a style."""


def text_rows(
    text: str, room: float, measure: Widths, *, later: float | None = None
) -> Iterator[str]:
    """
    Break a text into rows, between words or, if a word is wider than a row, within it.

    Blanks before the first word and at the end of a row are dropped. A style or an isolate that
    is open at the end of a row is closed there, and opened again in the next row.

    Args:
        text: The text.
        room: The width of a row; a wider grapheme gets a row of its own.
        measure: Yields the graphemes of a text with their widths, in the unit of *room*.
        later: The width of the rows after the first; None for the same.

    Yields:
        The rows; at least one, maybe empty.
    """
    later = room if later is None else later
    row, blank = _Row(), ("", 0.0)
    for word in _WORD.findall(text):
        if word[0].isspace() and word[0] not in _NO_BREAK:
            blank = (word, sum(width for _, width in measure(word)))
            continue
        signs = iter(measure(word))
        beginning, width = _beginning(signs, max(room, later))
        if row.has_any and row.width + blank[1] + width > room:
            yield row.end()
            room = later
        elif row.has_any:
            row.add(*blank)
        if width <= room:
            row.add(word, width)
            continue
        for sign, wide in chain(beginning, signs):
            if wide and row.width and row.width + wide > room:
                yield row.end()
                room = later
            row.add(sign, wide)
    yield row.end()


def cut(text: str, room: float, measure: Widths, ending: str, ending_width: float) -> str:
    """
    Return a text unchanged if it fits into a row, else cut and with an ending.

    Args:
        text: The text.
        room: The width of the row.
        measure: Yields the graphemes of a text with their widths, in the unit of *room*.
        ending: The text to add after a cut, such as an ellipsis.
        ending_width: The width of the ending.
    """
    row, wide = _Row(), 0.0
    for sign, width in measure(text):
        wide += width
        if wide > room:
            return row.end().rstrip() + ending
        if wide + ending_width <= room:
            row.add(sign, width)
    return text


class _Row:
    """The row that is being filled."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._open: list[str] = []
        self.width = 0.0
        self.has_any = False

    def add(self, text: str, width: float) -> None:
        """Append a grapheme or a word, and track the styles and isolates it opens."""
        self._parts.append(text)
        self.width += width
        self.has_any = True
        if ISOLATE_BEGINS in text or ISOLATE_ENDS in text or "\x1b" in text:
            for mark in _OPENS_OR_CLOSES.findall(text):
                self._note(mark)

    def _note(self, mark: str) -> None:
        if mark == ISOLATE_ENDS:
            self._open = [o for o in self._open if o != ISOLATE_BEGINS]
        elif mark == _PLAIN:
            self._open = [o for o in self._open if o == ISOLATE_BEGINS]
        elif mark not in self._open:
            self._open.append(mark)

    def end(self) -> str:
        """Return the finished row, and begin the next one."""
        ends = (ISOLATE_ENDS if o == ISOLATE_BEGINS else _PLAIN for o in reversed(self._open))
        row = "".join([*self._parts, *ends])
        self._parts, self.width, self.has_any = [*self._open], 0.0, False
        return row


def _beginning(signs: Iterator[Sign], room: float) -> tuple[list[Sign], float]:
    """Take the graphemes of a word until they are wider than a row; return them and their width."""
    beginning, wide = [], 0.0
    for sign in signs:
        beginning.append(sign)
        wide += sign[1]
        if wide > room:
            break
    return beginning, wide
