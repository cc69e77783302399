"""Amounts of the conflicts: heat in points, durations in minutes, and what is typical of them."""

from __future__ import annotations

from collections.abc import Sequence

from journal.core.entries.rendering import duration
from journal.core.insights.conflicts import Conflict, Looking
from journal.core.terms import Theme

POINTS, MINUTES = "points", "minutes"


def amount(conflict: Conflict, theme: Theme) -> int | None:
    """The number answered under a theme; None if there is none."""
    value = conflict.value(theme)
    return value if isinstance(value, int) else None


def amounts(looking: Looking, theme: Theme) -> list[tuple[int, Conflict]]:
    """The conflicts that have a number under a theme, each with it."""
    found = ((amount(c, theme), c) for c in looking.conflicts if theme in c.said)
    return [(value, conflict) for value, conflict in found if value is not None]


def mostly(values: Sequence[int]) -> tuple[int, int]:
    """
    The narrow range that holds more than half of some numbers: at each end a quarter at
    most is left out.

    Args:
        values: In any order, at least one.
    """
    left_out = (len(values) - 1) // 4
    return sorted(values)[left_out], sorted(values)[-1 - left_out]


def from_to(low: int, high: int) -> str:
    """A range of points as it is told: `5 to 7`, or `6`."""
    return f"{low} to {high}" if low != high else f"{low}"


def in_minutes(minutes: float) -> str:
    """Minutes as a person says them; half a minute counts as one."""
    return duration(int(minutes + 0.5))
