"""A calm page: lines that fit the terminal, whatever its size."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from journal.core.text import visible
from journal.screen import cells

Line = tuple[str, str]
"""A style class, such as `question`, and one line of text."""

_IN_ASCII = str.maketrans(
    {
        "·": "|",
        "…": "...",
        "’": "'",
        "“": '"',
        "”": '"',
        "–": "-",
        "→": ">",
        "↓": "Down",
        "↑": "Up",
        "█": "#",
        "░": ".",
    }
)

GAP: Line = ("", "")

WHOLE_KEY = "F4: all of it"
"""The key that shows all words of a question, and of the row pointed at, where not all fit."""

MARGIN = 2
WIDEST = 88
"""Columns; longer lines are hard to read for a tired eye."""


def text_width(columns: int) -> int:
    """How many columns text may take in a terminal of so many."""
    return max(10, min(columns - MARGIN - 1, WIDEST))


def wrap(style: str, text: str, columns: int, indent: int = 0) -> list[Line]:
    """Text as lines that fit, wide characters counted as two columns."""
    width = max(6, text_width(columns) - indent)
    lead = " " * (MARGIN + indent)
    return [(style, lead + line) for line in cells.laid_out(writable(visible(text)), width)]


def fit(text: str, width: int) -> str:
    """One line of text, cut with an ellipsis if it is longer than so many columns."""
    return cells.cut(writable(visible(text)), width, mark("…", "~"))


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

    def whole(self, columns: int) -> list[Line]:
        """All its words: what was said before, the question and its hint."""
        before = [line for said in self.before for line in [*wrap("before", said, columns), GAP]]
        return [*before, *self._question(columns), *self._hint(columns)]

    def shorter(self, columns: int) -> Iterator[tuple[list[Line], bool]]:
        """
        Ways to show it, each shorter than the one before; the question is whole in all.

        What comes first goes first: the step, what was said before, the hint, the gap.

        Yields:
            The lines, and whether any words are left out of them.
        """
        whole, question = self.whole(columns), self._question(columns)
        hint = self._hint(columns)
        if self.step[1]:
            step: Line = ("step", f"{' ' * MARGIN}{self.step[0]} of {self.step[1]}")
            yield [step, GAP, *whole, GAP], False
        yield [*whole, GAP], False
        yield [*question, *hint, GAP], bool(self.before)
        yield [*question, GAP], bool(self.before or hint)
        yield question, bool(self.before or hint)

    def _question(self, columns: int) -> list[Line]:
        return wrap("question", self.ask, columns)

    def _hint(self, columns: int) -> list[Line]:
        return wrap("hint", self.hint, columns) if self.hint else []


@dataclass(frozen=True, slots=True)
class Frame:
    """
    What stands around an answer.

    Attributes:
        top, bottom: The lines over and under it.
        is_cut: Whether words of the head or notes are left out; one key shows them all.
    """

    top: list[Line]
    bottom: list[Line]
    is_cut: bool


def frame(
    head: Head,
    notes: Sequence[Line],
    keys: Sequence[str],
    need: tuple[int, int],
    size: tuple[int, int],
    *,
    cut: bool = False,
) -> Frame:
    """
    As much of a head, notes and keys as leave room for the answer, the question whole or not there.

    Args:
        need: Rows that the answer needs to be given at ease, and at all; the question goes
            before it has fewer than these.
        size: Columns and rows.
        cut: Whether words of the answer are left out, whatever is of the head.
    """
    (at_ease, at_all), (columns, rows) = need, size
    top: list[Line] = []
    names, is_cut = list(keys), cut
    for top, less in head.shorter(columns):
        is_cut = less or cut
        names = [WHOLE_KEY, *keys] if is_cut else list(keys)
        bottom = [*notes, *foot(names, columns)]
        if len(top) + at_ease + len(bottom) <= rows:
            return Frame(top, bottom, is_cut)
    whole = [("keys", fit(f"{' ' * MARGIN}{WHOLE_KEY}", columns))]
    for bottom in ([*notes, foot(names, columns)[1]], [*notes, *(whole if is_cut else [])]):
        if len(top) + at_all + len(bottom) <= rows:
            return Frame(top, bottom, is_cut)
    top = whole if rows > 1 else []
    return Frame(top, list(notes)[: max(0, rows - len(top) - 1)], True)


def foot(keys: Iterable[str], columns: int) -> list[Line]:
    """The keys that do something here, on as few lines as they fit."""
    lines, line = [], ""
    width = text_width(columns)
    for key in (part for name in keys if name for part in cells.wrapped(name, width)):
        longer = f"{line} · {key}" if line else key
        if cells.width_of(longer) > width and line:
            lines.append(line)
            longer = key
        line = longer
    separator = mark("·", "|")
    return [GAP, *(("keys", " " * MARGIN + x.replace("·", separator)) for x in [*lines, line])]


def window(lines: Sequence[Line], focus: range, height: int) -> list[Line]:
    """
    The part of a list that fits, around what has the focus.

    Says how many lines there are above and below that do not fit, where there is room for that.
    """
    part = part_seen(len(lines), focus, height)
    if height < 3:
        return list(lines[part.start : part.stop])
    above, below = part.start, len(lines) - part.stop
    up = [_more(mark("↑", "^"), above)] if above else []
    down = [_more(mark("↓", "v"), below)] if below else []
    return [*up, *lines[part.start : part.stop], *down]


def part_seen(lines: int, focus: range, height: int) -> range:
    """Which of so many lines `window` shows."""
    if lines <= height:
        return range(lines)
    if height < 3:
        return range(focus.start, min(lines, focus.start + max(0, height)))
    if focus.stop < height:
        return range(height - 1)
    room = height - 2  # something stays above, and has to be told as well
    first = max(1, min(focus.start - max(0, (room - len(focus)) // 2), lines - room))
    last = first + room
    return range(lines - (height - 1) if last == lines else first, last)


def _more(arrow: str, lines: int) -> Line:
    return "keys", f"{' ' * MARGIN}{arrow} {lines} more {'line' if lines == 1 else 'lines'}"
