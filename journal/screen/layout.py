"""The layout of a page: styled lines that fit a terminal of any size."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from journal.core.text import visible
from journal.screen import cells

Line = tuple[str, str]
"""A style class of `interactive.style`, such as `question`, and one line of text."""

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
"""The name of the key that shows the question and the current row in full if they are cut."""

MARGIN = 2
WIDEST = 88
"""The most columns of a line; longer ones are hard to read for tired eyes."""


def text_width(columns: int) -> int:
    """Return the columns for text in a terminal of *columns*, margins left out."""
    return max(10, min(columns - MARGIN - 1, WIDEST))


def wrap(style: str, text: str, columns: int, indent: int = 0) -> list[Line]:
    """
    Break a text into lines of one style.

    Args:
        style: The style class.
        text: The text; control characters become visible.
        columns: The columns of the terminal.
        indent: The indentation beyond the margin, in columns.
    """
    width = max(6, text_width(columns) - indent)
    lead = " " * (MARGIN + indent)
    return [(style, lead + line) for line in cells.laid_out(writable(visible(text)), width)]


def fit(text: str, width: int) -> str:
    """Return one line of text, shortened with an ellipsis to *width* columns."""
    return cells.cut(writable(visible(text)), width, mark("…", "~"))


def writable(text: str) -> str:
    """Return a text with our typographic characters as ASCII if the terminal lacks them."""
    return text if mark("·", "") else text.translate(_IN_ASCII)


def mark(sign: str, plain: str) -> str:
    """Return a character, or its ASCII form *plain* if the terminal's encoding lacks it."""
    try:
        sign.encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return plain
    return sign


@dataclass(frozen=True, slots=True)
class Head:
    """
    The head of a page, above the answer.

    Attributes:
        step: The number of the main question and their total; (0, 0) for none.
        before: The messages shown before the question.
        ask: The question.
        hint: The hint under it; empty for none.
    """

    step: tuple[int, int]
    before: Sequence[str]
    ask: str
    hint: str = ""

    def whole(self, columns: int) -> list[Line]:
        """Return the lines of all its text: the messages, the question and the hint."""
        before = [line for said in self.before for line in [*wrap("before", said, columns), GAP]]
        return [*before, *self._question(columns), *self._hint(columns)]

    def shorter(self, columns: int) -> Iterator[tuple[list[Line], bool]]:
        """
        Yield the versions of the head, from long to short; the question is complete in all.

        They leave out, one after the other, the step, the messages, the hint and the gap.

        Yields:
            The lines, and whether any text is left out of them.
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
    The lines around an answer.

    Attributes:
        top, bottom: The lines above and below it.
        is_cut: Whether any text is left out, here or in the answer; `WHOLE_KEY` shows it.
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
    Return as much of a head, notes and keys as leaves room for the answer.

    The question is shown completely or, where it leaves too little room, not at all.

    Args:
        head: The head of the page.
        notes: The lines below the answer.
        keys: The names of the keys, for the last lines.
        need: The rows that the answer wants, and its minimum.
        size: The columns and rows of the terminal.
        cut: Whether text of the answer is left out, even if the head is complete.
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
    """Return a gap and the names of the keys, on as few lines as possible."""
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
    Return the lines of a list that fit, around the focused ones.

    With a height of at least 3, the numbers of hidden lines above and below are shown as well.

    Args:
        lines: The lines of the list.
        focus: The indexes of the focused lines.
        height: The rows for the list.
    """
    part = part_seen(len(lines), focus, height)
    if height < 3:
        return list(lines[part.start : part.stop])
    above, below = part.start, len(lines) - part.stop
    up = [_more(mark("↑", "^"), above)] if above else []
    down = [_more(mark("↓", "v"), below)] if below else []
    return [*up, *lines[part.start : part.stop], *down]


def part_seen(lines: int, focus: range, height: int) -> range:
    """Return the indexes of the lines that `window` shows of *lines*."""
    if lines <= height:
        return range(lines)
    if height < 3:
        return range(focus.start, min(lines, focus.start + max(0, height)))
    if focus.stop < height:
        return range(height - 1)
    room = height - 2  # for the lines that count what is hidden above and below
    first = max(1, min(focus.start - max(0, (room - len(focus)) // 2), lines - room))
    last = first + room
    return range(lines - (height - 1) if last == lines else first, last)


def _more(arrow: str, lines: int) -> Line:
    return "keys", f"{' ' * MARGIN}{arrow} {lines} more {'line' if lines == 1 else 'lines'}"
