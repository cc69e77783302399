"""How hot it got, and how long it stayed hot."""

from __future__ import annotations

from collections.abc import Mapping
from statistics import median

from journal.core.flows.word_lists import WordList
from journal.core.insights.amounts import (
    MINUTES,
    POINTS,
    amounts,
    from_to,
    in_minutes,
    measured,
    mostly,
)
from journal.core.insights.conflicts import Looking
from journal.core.insights.finding import Insight, Result
from journal.core.insights.phrases import too_early

_NEED = 4  # docs/counting.md

_PEAK, _PEAK_TITLE = "heat_peak", "The worst point"
_PEAK_SENTENCE = "At the worst point the upset was mostly {mostly}{middle}. ({n} entries)"
_PEAK_MIDDLE = "; the middle value is {value:g}"
_PEAK_BESIDE = "mostly {mostly}{middle} ({n} entries)"
_BESIDE_MIDDLE = ", the middle {value:g}"

_HOT, _HOT_TITLE = "hot_minutes", "How long it stays hot"
_HOT_SENTENCE = "The hot part lasted about {value} in the middle case{range}. ({n} entries)"
_HOT_BESIDE = "about {value}{range} ({n})"
_RANGE = ", from {low} to {high}"


def heat_peak(looking: Looking, _lists: Mapping[str, WordList]) -> Result:
    """
    The upset at its worst: the range that holds more than half, and the middle value.

    `value` is the median, in points from 0 to 10.

    Source:
        docs/counting.md
    """
    known = amounts(looking, _PEAK)
    n = len(known)
    if n < _NEED:
        return too_early(_PEAK_TITLE, _NEED, n)
    values = [value for value, _ in known]
    low, high = mostly(values)
    sentence, beside = (
        said.format(
            mostly=from_to(low, high),
            middle=middle.format(value=median(values)) if low != high else "",
            n=n,
        )
        for said, middle in ((_PEAK_SENTENCE, _PEAK_MIDDLE), (_PEAK_BESIDE, _BESIDE_MIDDLE))
    )
    found = measured(_PEAK, _PEAK_TITLE, known, POINTS, sentence)
    return Result((found,), (sentence,), n, _NEED, beside=(beside,), tracks=(tuple(values),))


def hot_minutes(looking: Looking, _lists: Mapping[str, WordList]) -> Result:
    """
    How long the hot part lasted: the middle case, the shortest and the longest.

    `value` is the median, in minutes.

    Source:
        docs/counting.md
    """
    known = amounts(looking, _HOT)
    n = len(known)
    if n < _NEED:
        return too_early(_HOT_TITLE, _NEED, n)
    values = [value for value, _ in known]
    low, high = min(values), max(values)
    span = _RANGE.format(low=in_minutes(low), high=in_minutes(high)) if low != high else ""
    sentence = _HOT_SENTENCE.format(value=in_minutes(median(values)), range=span, n=n)
    beside = _HOT_BESIDE.format(value=in_minutes(median(values)), range=span, n=n)
    found = measured(_HOT, _HOT_TITLE, known, MINUTES, sentence)
    return Result((found,), (sentence,), n, _NEED, beside=(beside,), tracks=(tuple(values),))


HEAT_PEAK = Insight(_PEAK, _PEAK_TITLE, heat_peak, framed=False)
HOT_MINUTES = Insight(_HOT, _HOT_TITLE, hot_minutes)
