"""
The width of text in terminal columns, and its layout in them.

wcwidth is imported only for text outside of ASCII. It measures one grapheme at a time, because
measuring a whole text takes quadratic time for some inputs. "Sign" means a grapheme here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from journal.core import wrapping
from journal.core.wrapping import Sign

_TAB = 8
"""The columns between two tab stops."""

_SHORT = 12
"""The most characters of a sign whose width is cached."""

_STYLES = re.compile("(\x1b\\[[0-9;]*m)")


def measured(text: str) -> Iterator[Sign]:
    """Yield the signs of a text with their columns; escape sequences for weight take none."""
    for at, part in enumerate(_STYLES.split(text) if "\x1b" in text else (text,)):
        if at % 2:
            yield part, 0
        elif part.isascii():
            yield from ((sign, 1) for sign in part)
        else:
            yield from _measured(part)


def width_of(text: str) -> int:
    """Return the columns that a text takes on one line."""
    return len(text) if _is_simple(text) else sum(int(width) for _, width in measured(text))


def wrapped(
    text: str, width: int, *, first: str = "", others: str = "", parts_words: bool = True
) -> list[str]:
    """
    Break a text into lines; see `wrapping.text_rows`.

    Args:
        text: The text, of one paragraph.
        width: The columns of a line, its prefix included.
        first, others: The prefix of the first line, and of the others.
        parts_words: Break a word that is too wide for a line; else it stays whole, on a line of
            its own.

    Returns:
        The lines with their prefixes, at least one.
    """
    text = text.expandtabs(_TAB)
    room, later = (max(1, width - width_of(lead)) for lead in (first, others))
    rows = wrapping.text_rows(text, room, measured if parts_words else _whole, later=later)
    return [f"{others if at else first}{row}" for at, row in enumerate(rows)]


def laid_out(text: str, width: int, *, hang: int = 0, parts_words: bool = True) -> list[str]:
    """
    Break paragraphs into lines, keeping their indentation up to half of the width.

    Args:
        text: The paragraphs, separated by line feeds.
        width: The columns of a line.
        hang: The indentation of the lines after the first of a paragraph; 0 for that of the
            first.
        parts_words: See `wrapped`.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lead = " " * min(len(paragraph) - len(paragraph.lstrip(" ")), width // 2)
        under = " " * hang or lead
        lines += wrapped(paragraph, width, first=lead, others=under, parts_words=parts_words)
    return lines


def cut(text: str, width: int, ending: str) -> str:
    """Return a text that fits in *width* columns, else its beginning followed by *ending*."""
    if len(text) <= width and _is_simple(text):
        return text
    return wrapping.cut(text, width, measured, ending, width_of(ending))


def unstyled(text: str) -> str:
    """Return a text without its escape sequences for weight (ECMA-48 SGR)."""
    return _STYLES.sub("", text)


def pad(text: str, width: int) -> str:
    """Return a text followed by spaces up to *width* columns."""
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

    # wcwidth returns -1 for control characters, which take no column.
    return max(0, wcwidth.wcswidth(sign))


_columns_of_short = lru_cache(maxsize=65536)(_columns_of_any)
