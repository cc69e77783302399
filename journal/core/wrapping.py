"""
Text broken into rows, and cut: the one place where anything is laid out on lines.

Every sign is looked at once or twice, whatever the text: one word of a million letters takes as
long as a million letters in words. How wide a sign is, is for the caller to say: in columns of a
terminal, or in the unit of a font.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from journal.core.text import ISOLATE_BEGINS, ISOLATE_ENDS

Sign = tuple[str, float]
"""What must not be parted, such as a letter with its marks, and its width."""

Widths = Callable[[str], Iterable[Sign]]

_NO_BREAK = "\xa0\u2007\u202f"
"""Blanks at which no row ends: they are letters here."""

_WORD = re.compile(f"[^\\S{_NO_BREAK}]+|[\\S{_NO_BREAK}]+")
"""A run of blanks, or of what lies between them."""

_OPENS_OR_CLOSES = re.compile(f"\x1b\\[[0-9;]*m|{ISOLATE_BEGINS}|{ISOLATE_ENDS}")
_PLAIN = "\x1b[0m"
"""Ends all weights that a row has; any other sequence begins one."""


def rows(text: str, room: float, measure: Widths, *, later: float | None = None) -> Iterator[str]:
    """
    Break text into rows: between words, and inside a word that no row can hold.

    Blanks before the first word and at the end of a row are left out. A weight or an isolate
    that is open where a row ends is closed there, and opened again on the next.

    Args:
        room: The width of a row; a sign that is wider still gets a row of its own.
        later: The width of the rows after the first, if that is another one.

    Yields:
        At least one row.
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
    """Return text as it is if it fits into a row, else its beginning with an ending."""
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
        """Put a sign or a word at its end."""
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
        """Return the row as it is to be shown, and begin the next one."""
        ends = (ISOLATE_ENDS if o == ISOLATE_BEGINS else _PLAIN for o in reversed(self._open))
        row = "".join([*self._parts, *ends])
        self._parts, self.width, self.has_any = [*self._open], 0.0, False
        return row


def _beginning(signs: Iterator[Sign], room: float) -> tuple[list[Sign], float]:
    """Take the signs of a word up to where it is too wide for a row; with their width."""
    beginning, wide = [], 0.0
    for sign in signs:
        beginning.append(sign)
        wide += sign[1]
        if wide > room:
            break
    return beginning, wide
