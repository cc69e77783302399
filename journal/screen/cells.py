"""
How wide text is on a terminal, and text laid out in its columns.

wcwidth is loaded where it is needed: what is only shown, not laid out, goes without. It is asked
for one sign at a time, since what it says of a whole text takes time by the square for some.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from journal.core import wrapping
from journal.core.wrapping import Sign

_TAB = 8
"""Columns from one stop of the tabulator to the next."""

_SHORT = 12
"""Characters of a sign up to which its width is remembered."""

_STYLES = re.compile("(\x1b\\[[0-9;]*m)")


def measured(text: str) -> Iterator[Sign]:
    """Take text apart into signs with their columns; a weight or an isolate takes none."""
    for at, part in enumerate(_STYLES.split(text) if "\x1b" in text else (text,)):
        if at % 2:
            yield part, 0
        elif part.isascii():
            yield from ((sign, 1) for sign in part)
        else:
            yield from _measured(part)


def width_of(text: str) -> int:
    """Return the columns that text takes on one line."""
    return len(text) if _is_simple(text) else sum(int(width) for _, width in measured(text))


def wrapped(
    text: str, width: int, *, first: str = "", others: str = "", parts_words: bool = True
) -> list[str]:
    """
    Lay text out on lines, at least one; see `wrapping.rows`.

    Args:
        width: Columns of a line, with what stands before it.
        first, others: What stands before the first line, and before the others.
        parts_words: Whether a word too wide for a line is parted, or has a line of its own.
    """
    text = text.expandtabs(_TAB)
    room, later = (max(1, width - width_of(lead)) for lead in (first, others))
    made = wrapping.rows(text, room, measured if parts_words else _whole, later=later)
    return [f"{others if at else first}{row}" for at, row in enumerate(made)]


def laid_out(text: str, width: int, *, hang: int = 0, parts_words: bool = True) -> list[str]:
    """
    Lay out paragraphs, each on lines of its own; one that is indented stays so.

    Args:
        hang: Columns by which the lines after the first are moved in, if not as the first.
        parts_words: See `wrapped`.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lead = " " * min(len(paragraph) - len(paragraph.lstrip(" ")), width // 2)
        under = " " * hang or lead
        lines += wrapped(paragraph, width, first=lead, others=under, parts_words=parts_words)
    return lines


def cut(text: str, width: int, ending: str) -> str:
    """Return text as it is if it fits in so many columns, else its beginning with an ending."""
    if len(text) <= width and _is_simple(text):
        return text
    return wrapping.cut(text, width, measured, ending, width_of(ending))


def unstyled(text: str) -> str:
    """Return text without its weights."""
    return _STYLES.sub("", text)


def pad(text: str, width: int) -> str:
    """Return text filled up to a width in columns."""
    return text + " " * (width - width_of(text))


def _whole(word: str) -> Iterator[Sign]:
    yield word, width_of(word)


def _is_simple(text: str) -> bool:
    return text.isascii() and text.isprintable()


def _measured(text: str) -> Iterator[Sign]:
    import wcwidth

    for sign in wcwidth.iter_graphemes(text):
        yield sign, _columns(sign)


def _columns(sign: str) -> int:
    return _columns_of_short(sign) if len(sign) <= _SHORT else _columns_of_any(sign)


def _columns_of_any(sign: str) -> int:
    import wcwidth

    # What a terminal is told nothing of takes no column; -1 stands for it.
    return max(0, wcwidth.wcswidth(sign))


_columns_of_short = lru_cache(maxsize=65536)(_columns_of_any)
