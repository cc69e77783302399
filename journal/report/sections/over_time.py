"""The parts about time: repair, recovery, change and check-ins."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from journal.core.insights.amounts import MINUTES, in_minutes
from journal.core.insights.comparison.halves import SHARE, Halves
from journal.core.insights.rules.change import clear_changes
from journal.core.insights.rules.checkins import by_scale
from journal.core.insights.sentence import running
from journal.report.document import Block, Paragraph, Table
from journal.report.material import Material

_ROWS = {
    "heat_peak": "Worst point, 0–10, middle value",
    "okay_minutes": "Time to okay, middle value",
    "hot_minutes": "Hot part, middle value",
    "softened": "Soft moments",
    "pauses": "Breaks with a set time",
}
_FROM_CHECKINS = 4


def mending(m: Material) -> tuple[Block, ...]:
    """Return the repair attempts, the time to okay and the effect of writing; never who tried."""
    lines: list[str] = []
    repair, okay = m.result("repair"), m.result("okay_minutes")
    if repair and repair.findings:
        lines += repair.mine
    if okay and okay.findings:
        lines += okay.mine
    for finding in m.findings("writing_effect"):
        lines.append(finding.mine)
    return (Paragraph(running(lines)),) if lines else ()


def what_changed(m: Material) -> tuple[Block, ...]:
    """Return a table of the clear changes, and the other comparisons in words."""
    result = m.result("change")
    if result is None or result.too_early:
        return ()
    if not result.findings:
        return (Paragraph(" ".join(result.mine)),)
    changes, _ = clear_changes(m.looking, m.lists)
    header = ("", "First entries", "Last entries")
    rows = tuple((_ROWS[h.measure.id], *_values(h)) for h in changes)
    return Table(header, rows), Paragraph(running(note.mine for note in result.notes))


def _values(half: Halves) -> tuple[str, str]:
    typical = ((half.earlier, half.early), (half.later, half.late))
    if half.measure.unit == SHARE:
        first, last = (f"{sum(v for v, _ in values)} of {len(values)}" for _, values in typical)
    elif half.measure.unit == MINUTES:
        first, last = (f"{in_minutes(value)} (n = {len(values)})" for value, values in typical)
    else:
        first, last = (f"{value:g} (n = {len(values)})" for value, values in typical)
    return first, last


def checkins(m: Material) -> tuple[Block, ...]:
    """
    Return the median of each check-in scale for the first and for the last half.

    Scales with fewer than `_FROM_CHECKINS` values are left out; scales are never summed.
    """
    values_by_scale = {
        scale: [value for value, _ in answers] for scale, answers in by_scale(m.looking).items()
    }
    long_enough = {
        scale: values for scale, values in values_by_scale.items() if len(values) >= _FROM_CHECKINS
    }
    if not long_enough:
        return ()
    most = max(map(len, long_enough.values()))
    parts = [
        f"{scale.label.lower()} {_first_and_last(values, most)} (10 = {scale.high})"
        for scale, values in long_enough.items()
    ]
    first = most // 2
    lead = f"Check-ins, middle value of the first {first} and of the last {most - first}:"
    return (Paragraph(f"{' · '.join(parts)}.", lead),)


def _first_and_last(values: Sequence[int], most: int) -> str:
    """Return the medians of both halves, with their sizes if another scale has more values."""
    first = len(values) // 2
    halves = [values[:first], values[first:]]
    told = [f"{median(half):g}" + (f" of {len(half)}" if len(values) < most else "")
            for half in halves]  # fmt: skip
    return ", then ".join(told)
