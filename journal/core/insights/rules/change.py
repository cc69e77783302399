"""The changes between earlier and later entries; a difference, not a cause."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from journal.core.flows.word_lists import WordList
from journal.core.insights.absence import Reason, reason_told
from journal.core.insights.amounts import MINUTES, in_minutes
from journal.core.insights.comparison.family import RISK, compare
from journal.core.insights.comparison.halves import LEAST_IN_A_HALF, SHARE, Halves
from journal.core.insights.conflicts import Looking
from journal.core.insights.finding import Finding, Insight, Result
from journal.core.insights.phrases import absent, nothing, too_early
from journal.core.insights.sentence import Sentence, voiced
from journal.core.insights.tally import numbers_of

_ID, _TITLE = "change", Sentence("Change over time")
_THINGS = f"older and {LEAST_IN_A_HALF} newer entries"
_SENTENCES = {
    "heat_peak": "Worst point: about {earlier} at first, {later} lately ({n1} and {n2} known).",
    "okay_minutes": "Time to okay: about {earlier} at first, {later} lately ({n1} and {n2} known).",
    "hot_minutes": "Hot part: about {earlier} at first, {later} lately ({n1} and {n2} known).",
    "softened": "Soft moments: {earlier} of the first {n1}, {later} of the last {n2}.",
    "pauses": "Breaks with a set time: {earlier} of the first {n1}, {later} of the last {n2}.",
}
_NO_CAUSE = Sentence("A difference, not a cause.")
_TOO_FEW = "Too few to compare: {those}. It takes {need} and {need}."
_NONE = "Nothing to count yet: {those}."
_SAME = "No clear change: {of}."
_KNOWN = "{label} ({early} and {late} known)"


def change_over_time(looking: Looking, lists: Mapping[str, WordList]) -> Result:
    """
    Find the measures that differ clearly between the earlier and the later half of the conflicts.

    In the findings `earlier` and `later` are medians in points or minutes, or shares from 0 to 1.

    Source:
        docs/counting.md; the tests: `comparison.significance`.
    """
    clear, others = clear_changes(looking, lists)
    nearest = max((h for h, _ in compare(looking, lists).halves), key=_smaller)
    have = _smaller(nearest)
    if not nearest.is_enough:
        return _too_few(nearest, have)
    if not clear:
        return _no_difference(others, have)
    rest = (Sentence(_told_of(others)),) if others else ()
    *first, last = map(_finding, clear)
    findings = (*first, replace(last, notes=(*last.notes, *rest)))
    return Result(findings, tuple(f.sentence for f in findings), have, LEAST_IN_A_HALF)


def _too_few(nearest: Halves, have: int) -> Result:
    if not nearest.early and not nearest.late:
        return too_early(_TITLE, LEAST_IN_A_HALF, 0, _THINGS)
    have_words = f"are {len(nearest.early)} and {len(nearest.late)}"
    sentence = reason_told(
        Reason.TOO_FEW, _TITLE, takes=f"{LEAST_IN_A_HALF} {_THINGS}", have=have_words
    )
    return absent(Reason.TOO_FEW, sentence, have, LEAST_IN_A_HALF)


def _no_difference(others: Sequence[Halves], have: int) -> Result:
    of, more = Sentence(_compared(others)), _not_compared(others)
    more = f" {more}" if more else ""
    return nothing(Reason.NO_DIFFERENCE, _TITLE, have, LEAST_IN_A_HALF, of, more=more)


def _told_of(others: Sequence[Halves]) -> str:
    """Return the sentences on measures without a clear change, and with too few values."""
    of = _compared(others)
    return " ".join(filter(None, [_SAME.format(of=of) if of else "", _not_compared(others)]))


def _compared(others: Sequence[Halves]) -> str:
    return ", ".join(h.measure.label.lower() for h in others if h.is_enough)


def _not_compared(others: Sequence[Halves]) -> str:
    few = [
        _KNOWN.format(label=h.measure.label.lower(), early=len(h.early), late=len(h.late))
        for h in others
        if not h.is_enough and (h.early or h.late)
    ]
    none = [h.measure.label.lower() for h in others if not h.early and not h.late]
    told = _TOO_FEW.format(those=", ".join(few), need=LEAST_IN_A_HALF) if few else ""
    return " ".join(filter(None, [told, _NONE.format(those=", ".join(none)) if none else ""]))


def _smaller(half: Halves) -> int:
    return min(len(half.early), len(half.late))


def clear_changes(
    looking: Looking, lists: Mapping[str, WordList]
) -> tuple[list[Halves], list[Halves]]:
    """Return the measures whose halves differ clearly, and all others."""
    clear: list[Halves] = []
    others: list[Halves] = []
    for half, chance in compare(looking, lists).halves:
        is_clear = chance <= RISK and half.is_enough and half.is_wide
        (clear if is_clear else others).append(half)
    return clear, others


def _finding(halves: Halves) -> Finding:
    measure = halves.measure
    known = [*halves.early, *halves.late]
    behind = [c for value, c in known if value or measure.unit != SHARE]
    earlier, later = _told(halves)
    sentence = voiced(
        _SENTENCES[measure.id],
        earlier=earlier,
        later=later,
        n1=len(halves.early),
        n2=len(halves.late),
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
        notes=(_NO_CAUSE,),
    )


def _told(halves: Halves) -> list[str]:
    """Return the value of each half in words: points, a duration, or the count of yes."""
    if halves.measure.unit == SHARE:
        return [str(sum(value for value, _ in half)) for half in (halves.early, halves.late)]
    typical = (halves.earlier, halves.later)
    return [in_minutes(t) if halves.measure.unit == MINUTES else f"{t:g}" for t in typical]


CHANGE = Insight(_ID, _TITLE.you, change_over_time, in_words=True)
