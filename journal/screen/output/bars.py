"""Small drawings within a line: a bar for a share, a track for values over time."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import mean

from journal.screen.layout import mark

_STEPS = ("▁▂▃▄▅▆▇█", "12345678")
"""From low to high, and where the terminal's encoding lacks them."""


def bar(count: int, of: int, columns: int) -> str:
    """
    Filled for the entries with it, light for those without; read without colour.

    A part of a column counts as one, so that what is more than a column apart looks different.
    """
    filled = -(-columns * count // of) if of else 0
    return mark("█", "#") * filled + mark("░", ".") * (columns - filled)


def track(values: Sequence[float], columns: int, top: float | None = None) -> str:
    """
    Values over time, each column the mean of as many neighbours as all others, or one more.

    Args:
        values: Oldest first, from 0 on, at least one.
        top: What fills a column; else the highest column does.
    """
    parts = min(columns, len(values))
    ends = [round(i * len(values) / parts) for i in range(parts + 1)]
    means = [mean(values[begin:end]) for begin, end in pairwise(ends)]
    highest = top or max(means) or 1
    steps = mark(*_STEPS)
    return "".join(steps[min(7, int(8 * m / highest))] for m in means)
