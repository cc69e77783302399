"""The moves of both sides in conflicts, and the sentences of care that follow from them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from journal.core.cycle import yielding
from journal.core.cycle.yielding import Sides
from journal.core.flows.word_lists import WordList
from journal.core.insights.conflicts import Conflict, Looking
from journal.core.insights.sentence import Sentence
from journal.core.insights.tally import column, picks_of
from journal.core.lean import ENGAGE

YOU_SCARED = Sentence(
    yielding.IF_YOU_SCARED.format(there=" where you froze or went along"),
    yielding.I_SCARED.format(there=" where I froze or went along"),
    is_help=True,
)
THEY_SCARED = Sentence(
    f"Where they froze or went along, {yielding.THEY_MAY_BE_SCARED}",
    f"Where they froze or went along, {yielding.THEY_SCARED_THERE}",
    is_help=True,
)
SCARED = (YOU_SCARED, THEY_SCARED)
"""The notes for conflicts in which someone froze or went along with sharp words."""

SAY_NO = Sentence(
    "If saying no feels scary, that is worth a talk: journal support",
    "If saying no feels scary, that is worth a talk alone.",
    is_help=True,
)
"""The note for conflicts in which the person froze or went along without sharp words."""


def sides_of(conflict: Conflict, lists: Mapping[str, WordList]) -> Sides:
    """
    Return the moves of both sides, in order.

    Both sides are empty if safety is in question (`argument_care`): no part is derived then.
    """
    if conflict.entry.argument_care is not None:
        return Sides()
    mine, theirs = (
        tuple(lists["moves"].known(picks_of(conflict, theme)))
        for theme in ("my_moves", "their_moves")
    )
    return Sides(mine, theirs)


def yielded_to_sharp(
    conflicts: Iterable[Conflict], lists: Mapping[str, WordList]
) -> tuple[int, int]:
    """Count the conflicts in which the person yielded to sharp words; and those with both sides."""
    sides = [s for c in conflicts if (s := sides_of(c, lists)).mine and s.theirs]
    return sum(s.i_yielded_to_sharp for s in sides), len(sides)


def care_of(conflicts: Iterable[Conflict], lists: Mapping[str, WordList]) -> tuple[Sentence, ...]:
    """Return the notes for conflicts in which someone yielded to sharp words; maybe none."""
    sides = [sides_of(c, lists) for c in conflicts]
    you = any(s.i_yielded_to_sharp for s in sides)
    they = any(s.they_yielded_to_sharp for s in sides)
    return (*((YOU_SCARED,) if you else ()), *((THEY_SCARED,) if they else ()))


def soft_moments(looking: Looking, lists: Mapping[str, WordList]) -> list[tuple[int, Conflict]]:
    """
    Return (1 or 0, conflict) for each conflict with a move of the person, oldest first.

    It is 1 if one of the moves is of the group `engage`. Conflicts where safety is in question
    are left out.
    """
    moves = lists["moves"].words
    soft = {move.id for move in moves.values() if move.facts.get("group") == ENGAGE}
    return [
        (int(any(p in soft for p in picked)), c)
        for c, picked in column(looking, "my_moves")
        if c.entry.argument_care is None
    ]
