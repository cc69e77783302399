"""The person's part in an argument, and how it is named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from journal.core.cycle.patterns import SHARP, YIELDING
from journal.core.insights.conflicts import Conflict
from journal.core.insights.tally import picks_of

FROZE = "froze"
"""The part of someone who froze or went along; never counted as stepping back."""


@dataclass(frozen=True, slots=True)
class Part:
    """
    A part that someone can take in an argument.

    Attributes:
        label: The part as shown.
        phrase: The words that follow "you" or "I".
        froze: True if it includes freezing or going along.
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
"""Part id -> part, in the order of the sentence."""

ONLY_SHARP = Part("Pressed", "pressed")
"""The part `toward` if all of its conflicts were sharp: it is not called reaching."""

MIXED_BACK = Part(
    "Stepped back, froze or went along", "stepped back, froze or went along", froze=True
)
"""The part `away` if some of its conflicts were freezing or going along."""


def lean_part(conflict: Conflict) -> str | None:
    """Return the lean of a conflict; None without one, or if it is unknown and no move is noted."""
    lean = conflict.lean
    return lean if lean and (lean in PARTS or picks_of(conflict, "my_moves")) else None


def part_of(conflict: Conflict) -> str | None:
    """Return the lean as in `lean_part`, or `FROZE` if the person froze or went along."""
    froze = conflict.lean == "away" and conflict.my_detail in YIELDING
    return FROZE if froze else lean_part(conflict)


def part_named(part: str, conflicts: Sequence[Conflict]) -> Part:
    """
    Return the name of a part, as narrow as its conflicts allow.

    Args:
        part: A key of `PARTS`.
        conflicts: The conflicts in which the person took that part.
    """
    if part == "toward" and conflicts and all(c.my_detail == SHARP for c in conflicts):
        return ONLY_SHARP
    if part == "away" and any(c.my_detail in YIELDING for c in conflicts):
        every = all(c.my_detail in YIELDING for c in conflicts)
        return PARTS[FROZE] if every else MIXED_BACK
    return PARTS[part]
