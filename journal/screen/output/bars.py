"""The drawings inside of a line: a bar for a share, a track for values over time."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import mean

from journal.screen.layout import mark

_STEPS = ("▁▂▃▄▅▆▇█", "12345678")
"""The characters for eight levels, from low to high, and their ASCII forms."""


def bar(count: int, of: int, columns: int) -> str:
    """
    Draw a share as a bar: filled for the entries counted, light for the others.

    Filled columns are rounded up, so that shares more than a column apart look different.

    Args:
        count, of: The numerator and denominator of the share; 0 of 0 is an empty bar.
        columns: The width of the bar.
    """
    filled = -(-columns * count // of) if of else 0
    return mark("█", "#") * filled + mark("░", ".") * (columns - filled)


def track(values: Sequence[float], columns: int, top: float | None = None) -> str:
    """
    Draw values over time; each column is the mean of neighbouring values.

    The numbers of values in two columns differ by at most one.

    Args:
        values: The values, oldest first, none negative, at least one.
        columns: The most columns; fewer values get a column each.
        top: The value of a full column; None for the highest mean.
    """
    parts = min(columns, len(values))
    ends = [round(i * len(values) / parts) for i in range(parts + 1)]
    means = [mean(values[begin:end]) for begin, end in pairwise(ends)]
    highest = top or max(means) or 1
    steps = mark(*_STEPS)
    return "".join(steps[min(7, int(8 * m / highest))] for m in means)
