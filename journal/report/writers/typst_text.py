"""The preparation of text for typst: break opportunities, and no runs that it cannot handle."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from journal.core.text import visible

_BOX = "\u25a1"
_TAB = 4
_BREAK = "\u200b"
ROOM, ROOM_IN_CELLS = 40, 14
"""Characters without a space after which a line may break; fewer in a table cell."""

JOINS = frozenset("\u200d\ufe0e\ufe0f") | frozenset(map(chr, range(0x1F3FB, 0x1F400)))
"""The characters that belong to the one before them, besides combining marks."""

_UNSEEN = frozenset(
    chr(c)
    for c in (*range(0x3200), *range(0xFE00, 0x10000), *range(0xE0000, 0xE1000))
    if unicodedata.category(chr(c)) == "Cf"
    or (unicodedata.category(chr(c)) == "Zs" and c not in (0x20, 0xA0))
    or 0xFE00 <= c <= 0xFE0F
    or 0xE0100 <= c <= 0xE01EF
    or c in (0x0A, 0x34F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0)
)
_UNSEEN_RUN = 16
"""
The most consecutive invisible characters that are kept, more than any letter needs.

A line with many takes typst quadratic time, and in the end makes it fail.
"""


class Words:
    """
    The preparation of texts for the page.

    Args:
        lacking: The characters that no font has; a box replaces each, with its marks.
    """

    def __init__(self, lacking: str) -> None:
        marks = "".join(s for s in lacking if unicodedata.combining(s))
        joined = re.escape("".join([*JOINS, *marks]))
        self._lacking = re.compile(f"[{re.escape(lacking)}][{joined}]*") if lacking else None

    def seen(self, text: str, room: int = ROOM) -> str:
        """Return a text that typst can show, with a break opportunity after *room* characters."""
        text = visible(text).expandtabs(_TAB)  # typst shows no tabs
        text = text.replace("\ufeff", "\u2060")  # the current form of it, which fonts have
        if self._lacking is not None:
            text = self._lacking.sub(_BOX, text)
        return "".join(_with_breaks(_without_runs(text), room))


def _without_runs(text: str) -> Iterator[str]:
    """Yield the characters, at most `_UNSEEN_RUN` invisible ones in a row."""
    unseen = 0
    for sign in text:
        if sign in _UNSEEN:
            unseen += 1
            if unseen > _UNSEEN_RUN:
                continue
        elif sign not in " \t" and not unicodedata.combining(sign):
            unseen = 0
        yield sign


def _with_breaks(text: Iterable[str], room: int) -> Iterator[str]:
    """
    Yield the characters with zero-width spaces between them where a line may break.

    A letter and its marks stay together, up to twice *room* marks. Then a line feed follows,
    since marks have no width and an endless line takes typst quadratic time.
    """
    since = marks = 0
    before = ""
    for sign in text:
        since = 0 if sign in " \t\n" else since + 1
        marks = marks + 1 if _goes_on(before, sign) else 0
        if marks > 2 * room:
            yield "\n"
            since, marks = 1, 0
        elif since > room and not marks:
            yield _BREAK
            since = 1
        yield sign
        before = sign


def _goes_on(before: str, sign: str) -> bool:
    return before == "\u200d" or sign in JOINS or unicodedata.combining(sign) != 0
