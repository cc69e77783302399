"""How wide words are in a picture, about: enough to break lines, whatever the font."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from journal.core.text import ISOLATE_BEGINS, ISOLATE_ENDS
from journal.core.wrapping import Sign, rows

_NARROW = frozenset("iljtfrI.,:;'!|()[] ")
_BROAD = frozenset("mwMW@%&")


def drawn_width(text: Iterable[str], size: float) -> float:
    """About how wide a line is, in the unit of its font's size."""
    return size * sum(map(_em, text))


def broken(text: str, room: float, size: float) -> Iterator[str]:
    """
    Break text into lines that fit, between words, and inside a word only if it is too long.

    Yields:
        At least one line.
    """
    return rows(" ".join(text.split()), room / size, _signs)


def _signs(text: str) -> Iterator[Sign]:
    """Take text apart into letters, each with the marks that follow it."""
    sign: list[str] = []
    for letter in text:
        if sign and not unicodedata.combining(letter):
            yield "".join(sign), drawn_width(sign, 1)
            sign = []
        sign.append(letter)
    yield "".join(sign), drawn_width(sign, 1)


def _em(sign: str) -> float:
    if unicodedata.combining(sign) or sign in (ISOLATE_BEGINS, ISOLATE_ENDS):
        return 0.0
    if unicodedata.east_asian_width(sign) in "WF":
        return 1.05
    if sign in _NARROW:
        return 0.38
    if sign in _BROAD:
        return 0.98
    return 0.72 if sign.isupper() else 0.61
