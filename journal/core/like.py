"""Which entries are looked for, beside a period: their flow, and choices made in them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Named:
    """
    A choice that stands in an entry.

    Attributes:
        themes: Under which themes it may stand; one is enough.
        word: The id of a word, or the text of an own word.
    """

    themes: tuple[str, ...]
    word: str


@dataclass(frozen=True, slots=True)
class Like:
    """
    What entries have to be like; all of it.

    Attributes:
        flow: Its name; empty for any.
        named: Choices, every one of which has to be there.
    """

    flow: str = ""
    named: tuple[Named, ...] = ()


THEMES_OF = {
    "trigger": ("trigger",),
    "feeling": ("surface", "softer"),
    "move": ("my_moves", "their_moves", "nearly", "instead"),
    "topic": ("topic",),
}
"""What a person asks for -> the themes it may stand under."""

LISTS_OF = {"trigger": "triggers", "feeling": "feelings", "move": "moves", "topic": "topics"}
"""What a person asks for -> the list of its words."""
