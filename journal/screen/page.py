"""A calm page: lines that fit the terminal, whatever its size."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence

import wcwidth

from journal.core.text import visible

Line = tuple[str, str]
"""A style class, such as `question`, and one line of text."""

MARGIN = 2
WIDEST = 88
"""Columns; longer lines are hard to read for a tired eye."""


def text_width(columns: int) -> int:
    """How many columns text may take in a terminal of so many."""
    return max(10, min(columns - MARGIN - 1, WIDEST))


def wrap(style: str, text: str, columns: int, indent: int = 0) -> list[Line]:
    """Text as lines that fit, wide characters counted as two columns."""
    width = max(6, text_width(columns) - indent)
    lines: list[Line] = []
    for paragraph in visible(text).split("\n"):
        lead = indent + len(paragraph) - len(paragraph.lstrip(" "))
        for line in wcwidth.wrap(paragraph.strip(), width - (lead - indent)) or [""]:
            lines.append((style, " " * (MARGIN + lead) + line))
    return lines


def fit(text: str, width: int) -> str:
    """One line of text, cut with an ellipsis if it is longer than so many columns."""
    text = visible(text)
    if wcwidth.wcswidth(text) <= width:
        return text
    return wcwidth.clip(text, 0, max(0, width - 1)).rstrip() + mark("…", "~")


def pad(text: str, width: int) -> str:
    """Text filled up to a width in columns."""
    return wcwidth.ljust(text, width)


def mark(sign: str, plain: str) -> str:
    """A sign, or its ASCII form where the terminal's encoding lacks it."""
    try:
        sign.encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return plain
    return sign


def head(
    step: tuple[int, int], before: Sequence[str], ask: str, hint: str, columns: int
) -> list[Line]:
    """What stands over every answer: where you are, the question, its hint."""
    lines: list[Line] = []
    if step[1]:
        lines += [("step", f"{' ' * MARGIN}{step[0]} of {step[1]}"), ("", "")]
    for line in before:
        lines += [*wrap("before", line, columns), ("", "")]
    lines += wrap("question", ask, columns)
    if hint:
        lines += wrap("hint", hint, columns)
    return [*lines, ("", "")]


def foot(keys: Iterable[str], columns: int) -> list[Line]:
    """The keys that do something here, on as few lines as they fit."""
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
    up = [("keys", f"{' ' * MARGIN}{mark('↑', '^')} {above} more lines")] if above else []
    down = [("keys", f"{' ' * MARGIN}{mark('↓', 'v')} {below} more lines")] if below else []
    return [*up, *lines[first:last], *down]
