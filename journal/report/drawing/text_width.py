"""An estimate of text widths in a drawing, good enough to break lines in common fonts."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from journal.core.text import ISOLATE_BEGINS, ISOLATE_ENDS
from journal.core.wrapping import Sign, text_rows

_NARROW = frozenset("iljtfrI.,:;'!|()[] ")
_BROAD = frozenset("mwMW@%&")


def drawn_width(text: Iterable[str], size: float) -> float:
    """Return the estimated width of a line, in the unit of *size*, the font size."""
    return size * sum(map(_em, text))


def broken(text: str, room: float, size: float) -> Iterator[str]:
    """
    Break text into lines between words, and inside of a word only if it is too long.

    Args:
        text: The text; runs of white space count as one space.
        room: The width of a line, in the unit of *size*.
        size: The font size.

    Yields:
        The lines, at least one.
    """
    return text_rows(" ".join(text.split()), room / size, _signs)


def _signs(text: str) -> Iterator[Sign]:
    """Yield the letters of a text, each with its combining marks, and their widths in em."""
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
