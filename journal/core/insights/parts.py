"""The ways of taking part, and how each is named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from journal.core.cycle.patterns import SHARP, YIELDING
from journal.core.insights.conflicts import Conflict
from journal.core.insights.tally import picks_of

FROZE = "froze"
"""The part of someone who froze or went along: told apart from stepping back, everywhere."""


@dataclass(frozen=True, slots=True)
class Part:
    """
    One way of taking part.

    Attributes:
        label: How it is shown.
        phrase: Follows "you" or "I".
        froze: Freezing or going along is in it.
    """

    label: str
    phrase: str
    froze: bool = False


PARTS = {
    "toward": Part("Pressed or reached", "pressed or reached"),
    "away": Part("Stepped back", "stepped back"),
    FROZE: Part("Froze or went along", "froze or went along", froze=True),
    "both": Part("Both ways", "did both"),
    "engaged": Part("Stayed with it", "stayed with it"),
}
"""By part, in the order of the sentence."""

ONLY_SHARP = Part("Pressed", "pressed")
"""Of those who only got sharp: nobody who did is said to have reached."""

MIXED_BACK = Part(
    "Stepped back, froze or went along", "stepped back, froze or went along", froze=True
)
"""Where stepping back and freezing are told as one."""


def lean_part(conflict: Conflict) -> str | None:
    """The lean of a conflict that tells something of my part, if only that it is not clear."""
    lean = conflict.lean
    return lean if lean and (lean in PARTS or picks_of(conflict, "my_moves")) else None


def part_of(conflict: Conflict) -> str | None:
    """The same, with freezing and going along apart from stepping back."""
    froze = conflict.lean == "away" and conflict.my_detail in YIELDING
    return FROZE if froze else lean_part(conflict)


def part_named(part: str, conflicts: Sequence[Conflict]) -> Part:
    """How a part is named that these conflicts took."""
    if part == "toward" and conflicts and all(c.my_detail == SHARP for c in conflicts):
        return ONLY_SHARP
    if part == "away" and any(c.my_detail in YIELDING for c in conflicts):
        every = all(c.my_detail in YIELDING for c in conflicts)
        return PARTS[FROZE] if every else MIXED_BACK
    return PARTS[part]
