"""A calm page: lines that fit the terminal, whatever its size."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from journal.core.text import visible

# wcwidth is loaded where it is needed: what is only shown, not laid out, goes without.

Line = tuple[str, str]
"""A style class, such as `question`, and one line of text."""

_IN_ASCII = str.maketrans(
    {"·": "|", "…": "...", "’": "'", "“": '"', "”": '"', "–": "-", "→": ">", "█": "#", "░": "."}
)

MARGIN = 2
WIDEST = 88
"""Columns; longer lines are hard to read for a tired eye."""


def text_width(columns: int) -> int:
    """How many columns text may take in a terminal of so many."""
    return max(10, min(columns - MARGIN - 1, WIDEST))


def wrap(style: str, text: str, columns: int, indent: int = 0) -> list[Line]:
    """Text as lines that fit, wide characters counted as two columns."""
    import wcwidth

    width = max(6, text_width(columns) - indent)
    lines: list[Line] = []
    for paragraph in writable(visible(text)).split("\n"):
        lead = indent + len(paragraph) - len(paragraph.lstrip(" "))
        for line in wcwidth.wrap(paragraph.strip(), width - (lead - indent)) or [""]:
            lines.append((style, " " * (MARGIN + lead) + line))
    return lines


def fit(text: str, width: int) -> str:
    """One line of text, cut with an ellipsis if it is longer than so many columns."""
    import wcwidth

    text = writable(visible(text))
    if wcwidth.wcswidth(text) <= width:
        return text
    return wcwidth.clip(text, 0, max(0, width - 1)).rstrip() + mark("…", "~")


def pad(text: str, width: int) -> str:
    """Text filled up to a width in columns."""
    import wcwidth

    return wcwidth.ljust(text, width)


def writable(text: str) -> str:
    """Text with the signs of our own in ASCII where the terminal's encoding lacks them."""
    return text if mark("·", "") else text.translate(_IN_ASCII)


def mark(sign: str, plain: str) -> str:
    """A sign, or its ASCII form where the terminal's encoding lacks it."""
    try:
        sign.encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return plain
    return sign


@dataclass(frozen=True, slots=True)
class Head:
    """
    What stands over every answer.

    Attributes:
        step: Which of the main questions, and of how many; (0, 0) for none.
        before: Lines said before the question.
    """

    step: tuple[int, int]
    before: Sequence[str]
    ask: str
    hint: str = ""

    def lines(self, columns: int, rows: int, need: int) -> list[Line]:
        """
        The lines of it: all, or the question on one line where there is too little room.

        Args:
            need: Rows that what comes under it needs at least.
        """
        lines: list[Line] = []
        if self.step[1]:
            lines += [("step", f"{' ' * MARGIN}{self.step[0]} of {self.step[1]}"), ("", "")]
        for line in self.before:
            lines += [*wrap("before", line, columns), ("", "")]
        lines += wrap("question", self.ask, columns)
        if self.hint:
            lines += wrap("hint", self.hint, columns)
        if len(lines) + 1 + need > rows:
            return [("question", fit(f"{' ' * MARGIN}{self.ask}", columns - 1))]
        return [*lines, ("", "")]


def foot(keys: Iterable[str], columns: int) -> list[Line]:
    """The keys that do something here, on as few lines as they fit."""
    import wcwidth

    lines, line = [], ""
    for key in keys:
        longer = f"{line} · {key}" if line else key
        if wcwidth.wcswidth(longer) > text_width(columns) and line:
            lines.append(line)
            longer = key
        line = longer
    separator = mark("·", "|")
    return [("", ""), *(("keys", " " * MARGIN + x.replace("·", separator)) for x in [*lines, line])]


def window(lines: Sequence[Line], focus: range, height: int) -> list[Line]:
    """
    The part of a list that fits, around what has the focus.

    Says how many lines there are above and below that do not fit.
    """
    if len(lines) <= height:
        return list(lines)
    first, last = 0, max(1, height - 1)
    if focus.stop > last:  # something stays above, and has to be told as well
        room = max(1, height - 2)
        first = max(1, min(focus.start - room // 2, len(lines) - room))
        last = first + room
        if last == len(lines):  # nothing below to tell
            first = len(lines) - (height - 1)
    above, below = first, len(lines) - last
    up = [_more(mark("↑", "^"), above)] if above else []
    down = [_more(mark("↓", "v"), below)] if below else []
    return [*up, *lines[first:last], *down]


def _more(arrow: str, lines: int) -> Line:
    return "keys", f"{' ' * MARGIN}{arrow} {lines} more {'line' if lines == 1 else 'lines'}"
