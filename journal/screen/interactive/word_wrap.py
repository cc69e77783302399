"""The wrapping of typed text between words, for prompt_toolkit, which breaks inside of them."""

from __future__ import annotations

import re

import wcwidth
from prompt_toolkit.formatted_text.utils import fragment_list_to_text
from prompt_toolkit.layout.processors import Processor, Transformation, TransformationInput

_LONGEST = 5000
"""The most characters of a line that is wrapped between words, which happens at every key."""

_WORDS = re.compile(r"[^\S\n]|\S+")


class WordWrap(Processor):
    """
    A processor that fills a row with spaces if the next word does not fit on it.

    It changes the display only, not the text or the position of the cursor in it.

    Args:
        margin: The columns of a row that are not for text.
    """

    def __init__(self, margin: int) -> None:
        self._margin = margin

    def apply_transformation(self, ti: TransformationInput) -> Transformation:
        """Return the displayed line, with the mappings between its positions and the text's."""
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
    Insert the spaces that wrap a line between words.

    Args:
        text: The line.
        width: The columns of a row.

    Returns:
        The displayed line, and the index in it of each character of *text* and of its end.
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
                continue  # a space at the end of a full row is not displayed
            column = wide if column + wide > width else column + wide
            shown.append(character)
            length += 1
    return "".join(shown), [*at, length]
