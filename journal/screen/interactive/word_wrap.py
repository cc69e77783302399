"""Typed text broken between words, as a page does, and not in the middle of them."""

from __future__ import annotations

import re

import wcwidth
from prompt_toolkit.formatted_text.utils import fragment_list_to_text
from prompt_toolkit.layout.processors import Processor, Transformation, TransformationInput

_LONGEST = 5000
"""Characters of a line up to which it is broken between words at every key."""

_WORDS = re.compile(r"[^\S\n]|\S+")


class WordWrap(Processor):
    """
    Fills a row up with blanks where the next word has no room in it.

    Only what is shown changes: the text, and where the cursor is in it, stay as they are.

    Args:
        margin: Columns that a row does not have for text.
    """

    def __init__(self, margin: int) -> None:
        self._margin = margin

    def apply_transformation(self, ti: TransformationInput) -> Transformation:
        """See `Processor`."""
        text = fragment_list_to_text(ti.fragments)
        if len(text) > _LONGEST:
            return Transformation(ti.fragments)
        shown, at = filled_line(text, ti.width - self._margin)
        back = {display: source for source, display in reversed(list(enumerate(at)))}

        def to_source(display: int) -> int:
            while display not in back and display > 0:
                display -= 1
            return back.get(display, 0)

        return Transformation([("", shown)], lambda source: at[min(source, len(text))], to_source)


def filled_line(text: str, width: int) -> tuple[str, list[int]]:
    """
    One line as it is to be shown.

    Returns:
        The line with its fillings, and the place in it of every character and of the end.
    """
    shown: list[str] = []
    at: list[int] = []
    column = length = 0
    for word in _WORDS.findall(text):
        room = width - column
        columns = [max(0, wcwidth.wcwidth(character)) for character in word]
        if column and sum(columns) > room and not word.isspace():
            shown.append(" " * room)
            length += room
            column = 0
        for character, wide in zip(word, columns, strict=True):
            at.append(length)
            if character.isspace() and column + wide > width:
                continue  # a blank at the end of a full row takes no room
            column = wide if column + wide > width else column + wide
            shown.append(character)
            length += 1
    return "".join(shown), [*at, length]
