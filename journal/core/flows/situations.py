"""The facts besides the answers that conditions can test, one row a name."""

from __future__ import annotations

from typing import NamedTuple

from journal.core.flows.kinds import TEN_YEARS
from journal.core.terms import DETAILS


class KnownFact(NamedTuple):
    """
    A fact that is known besides the answers.

    Attributes:
        meaning: One line about it, for authors of flows.
        values: The possible texts; empty for any text.
        most: The largest possible number; None if it is no number.
    """

    meaning: str
    values: tuple[str, ...] = ()
    most: int | None = None


_YES_NO = ("yes", "no")

SITUATIONS: dict[str, KnownFact] = {
    "minutes_since": KnownFact("whole minutes since it happened", most=TEN_YEARS),
    "has_plan": KnownFact("there is a plan: yes or no", _YES_NO),
    "plan_was_there": KnownFact("there was one already when it happened: yes or no", _YES_NO),
    "loop_missing": KnownFact(
        "the entry looked back on has no loop written down: yes or no", _YES_NO
    ),
    "lean_known": KnownFact("the moves named so far lean one way: yes or no", _YES_NO),
    "lean_sentence": KnownFact("that lean, in a sentence"),
    "lean_detail": KnownFact("how the entry looked back on leans, in a follow-up", DETAILS),
    "plan": KnownFact("the plan, in a sentence; empty without one"),
    "day": KnownFact("the day of the entry looked back on, in a follow-up"),
    "loop_draft": KnownFact("the loop in short of the entry looked back on, in a follow-up"),
}
"""Name -> fact; conditions and placeholders of questions can use these and no others."""
