"""The amounts noted in conflicts: heat in points from 0 to 10, durations in minutes."""

from __future__ import annotations

from collections.abc import Sequence

from journal.core.entries.rendering import duration
from journal.core.insights.conflicts import Conflict, Looking
from journal.core.terms import Theme

POINTS, MINUTES = "points", "minutes"


def amount(conflict: Conflict, theme: Theme) -> int | None:
    """Return the number answered under a theme of a conflict; None without one."""
    value = conflict.value(theme)
    return value if isinstance(value, int) else None


def amounts(looking: Looking, theme: Theme) -> list[tuple[int, Conflict]]:
    """Return (number, conflict) for each conflict with a number under a theme, oldest first."""
    with_amount = ((amount(c, theme), c) for c in looking.conflicts if theme in c.said)
    return [(value, conflict) for value, conflict in with_amount if value is not None]


def mostly(values: Sequence[int]) -> tuple[int, int]:
    """
    Return the low and high end of the range that holds more than half of some numbers.

    At most a quarter of the numbers is left out at each end.

    Args:
        values: The numbers in any order; at least one.
    """
    left_out = (len(values) - 1) // 4
    return sorted(values)[left_out], sorted(values)[-1 - left_out]


def from_to(low: int, high: int) -> str:
    """Return a range in words, `5 to 7`; a single number if both ends are equal, `6`."""
    return f"{low} to {high}" if low != high else f"{low}"


def in_minutes(minutes: float) -> str:
    """Return a duration in words; half minutes are rounded up."""
    return duration(int(minutes + 0.5))
