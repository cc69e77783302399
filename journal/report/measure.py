"""How wide words are in a picture, about: enough to break lines, whatever the font."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

_NARROW = frozenset("iljtfrI.,:;'!|()[] ")
_BROAD = frozenset("mwMW@%&")


def width_of(text: str, size: float) -> float:
    """About how wide a line is, in the unit of its font's size."""
    return size * sum(map(_em, text))


def broken(text: str, room: float, size: float) -> Iterator[str]:
    """
    Break text into lines that fit, between words, and inside a word only if it is too long.

    Yields:
        At least one line.
    """
    line = ""
    for word in text.split() or [""]:
        longer = f"{line} {word}" if line else word
        if width_of(longer, size) <= room:
            line = longer
            continue
        if line:
            yield line
        *whole, line = _pieces(word, room, size)
        yield from whole
    yield line


def _pieces(word: str, room: float, size: float) -> list[str]:
    pieces, wide = [""], 0.0
    for sign in word:
        wide += size * _em(sign)
        if wide > room and pieces[-1] and not unicodedata.combining(sign):
            pieces.append("")
            wide = size * _em(sign)
        pieces[-1] += sign
    return pieces


def _em(sign: str) -> float:
    if unicodedata.combining(sign):
        return 0.0
    if unicodedata.east_asian_width(sign) in "WF":
        return 1.05
    if sign in _NARROW:
        return 0.38
    if sign in _BROAD:
        return 0.98
    return 0.72 if sign.isupper() else 0.61
