"""What is different in the later entries; a difference, not a cause."""

from __future__ import annotations

from collections.abc import Mapping

from journal.core.conflicts import Looking
from journal.core.insights.amounts import MINUTES, in_minutes
from journal.core.insights.family import RISK, compare
from journal.core.insights.finding import Finding, Insight, Result
from journal.core.insights.halves import SHARE, Halves
from journal.core.insights.phrases import too_early
from journal.core.insights.tally import numbers_of
from journal.core.words import WordList

_ID, _TITLE = "change", "Change over time"
_NEED = 16  # docs/counting.md
_SENTENCES = {
    "heat_peak": "The worst point was about {earlier} in your first {n1} entries and about "
    "{later} in the last {n2}.",
    "okay_minutes": "Time to okay was about {earlier} at first and about {later} lately. "
    "({n1} and {n2} known)",
    "hot_minutes": "The hot part lasted about {earlier} at first and about {later} lately. "
    "({n1} and {n2} known)",
    "softened": "Soft moments: {earlier} of the first {n1} entries, {later} of the last {n2}.",
    "pauses": "Breaks with a set time: {earlier} of the first {n1} entries, {later} of the last "
    "{n2}.",
}
_TAIL = " A difference, not a cause."
_NOTHING = "No clear change between earlier and later entries so far."


def change(looking: Looking, lists: Mapping[str, WordList]) -> Result:
    """
    Find what is clearly different between the earlier and the later half of the conflicts.

    `earlier` and `later` are medians in points or minutes, or shares from 0 to 1.

    Source:
        docs/counting.md
    """
    compared = compare(looking, lists).halves
    have = max(len(h.early) + len(h.late) for h, _ in compared)
    if have < _NEED:
        return too_early(_TITLE, _NEED, have)
    told, _ = clear_changes(looking, lists)
    findings = tuple(map(_finding, told))
    if not findings:
        return Result((), (_NOTHING,), have, _NEED)
    *others, last = (f.sentence for f in findings)
    return Result(findings, (*others, last + _TAIL), have, _NEED)


def clear_changes(
    looking: Looking, lists: Mapping[str, WordList]
) -> tuple[list[Halves], list[Halves]]:
    """The measures whose halves are clearly different, and those of which that can't be said."""
    told: list[Halves] = []
    others: list[Halves] = []
    for half, chance in compare(looking, lists).halves:
        is_clear = chance <= RISK and half.is_enough and half.is_wide
        (told if is_clear else others).append(half)
    return told, others


def _finding(halves: Halves) -> Finding:
    measure = halves.measure
    known = [*halves.early, *halves.late]
    behind = [c for value, c in known if value or measure.unit != SHARE]
    earlier, later = _told(halves)
    sentence = _SENTENCES[measure.id].format(
        earlier=earlier, later=later, n1=len(halves.early), n2=len(halves.late)
    )
    return Finding(
        id=_ID,
        subject=measure.id,
        label=measure.label,
        count=len(behind),
        of=len(known),
        sentence=sentence,
        entries=numbers_of(behind),
        unit=measure.unit,
        earlier=round(halves.earlier, 3),
        later=round(halves.later, 3),
    )


def _told(halves: Halves) -> list[str]:
    """What is typical of each half, as it is told: points, a length of time, or a count."""
    if halves.measure.unit == SHARE:
        return [str(sum(value for value, _ in half)) for half in (halves.early, halves.late)]
    typical = (halves.earlier, halves.later)
    return [in_minutes(t) if halves.measure.unit == MINUTES else f"{t:g}" for t in typical]


CHANGE = Insight(_ID, _TITLE, change, in_words=True)
