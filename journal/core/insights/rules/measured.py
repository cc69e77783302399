"""
The amounts noted in conflicts and their typical values; one row each, at the foot.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from journal.core.flows.word_lists import WordList
from journal.core.insights.amounts import (
    MINUTES,
    POINTS,
    amount,
    amounts,
    from_to,
    in_minutes,
    mostly,
)
from journal.core.insights.conflicts import Conflict, Looking
from journal.core.insights.finding import Finding, Insight, Result
from journal.core.insights.phrases import too_early
from journal.core.insights.sentence import Sentence, voiced
from journal.core.insights.tally import numbers_of, picks_of
from journal.core.terms import Theme

_NEED = 4  # docs/counting.md
_RANGE = ", from {low} to {high}"
_OPEN = "Time to okay: {k} still open when last noted."
_NOT_NOTED = "Time to okay: not noted for {k} more."
_SAY_OPEN: dict[Theme, str] = {"ending": "still_open", "repair_by": "not_yet"}
"""Theme -> the answer that the argument is not mended yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """
    The insight of one amount.

    Attributes:
        id: The id of the insight and theme of the amount.
        title: The title.
        unit: `points` or `minutes`.
        sentence, beside: The templates of the sentence, and of the text beside a drawing; their
            fields are `{n}` and those that *typical* returns.
        typical: Returns the typical values in words, by field name.
        things: The noun for what is counted.
        notes: Returns the notes of the finding.
        framed: See `Insight`.
    """

    id: Theme
    title: Sentence
    unit: str
    sentence: str
    beside: str
    typical: Callable[[Sequence[int]], dict[str, str]]
    things: str = "entries"
    notes: Callable[[Looking], tuple[Sentence, ...]] = lambda _looking: ()
    framed: bool = True

    def look(self, looking: Looking, _lists: Mapping[str, WordList]) -> Result:
        """
        Find the typical values of the amount; `value` is the median, in its unit.

        Source:
            docs/counting.md.
        """
        known = amounts(looking, self.id)
        n = len(known)
        if n < _NEED:
            return too_early(self.title, _NEED, n, self.things)
        values = tuple(value for value, _ in known)
        typical = self.typical(values)
        sentence = voiced(self.sentence, n=n, **typical)
        found = Finding(
            id=self.id,
            subject=self.id,
            label=self.title.you,
            count=n,
            of=n,
            sentence=sentence,
            entries=numbers_of(c for _, c in known),
            value=float(median(values)),
            unit=self.unit,
            notes=self.notes(looking),
        )
        beside = self.beside.format(n=n, **typical)
        return Result((found,), (sentence,), n, _NEED, beside=(beside,), tracks=(values,))

    @property
    def insight(self) -> Insight:
        """The row of the table of insights."""
        return Insight(self.id, self.title.you, self.look, self.framed)


def _range_of_points(values: Sequence[int]) -> dict[str, str]:
    """Return the range that holds more than half, and the median if the range is not one number."""
    low, high = mostly(values)
    return {
        "mostly": from_to(low, high),
        "middle": f"; the middle value is {median(values):g}" if low != high else "",
        "short": f", the middle {median(values):g}" if low != high else "",
    }


def _length(values: Sequence[int]) -> dict[str, str]:
    """Return the median, and the range from the shortest to the longest."""
    low, high = min(values), max(values)
    span = _RANGE.format(low=in_minutes(low), high=in_minutes(high)) if low != high else ""
    return {"value": in_minutes(median(values)), "range": span}


def _without_time(looking: Looking) -> tuple[Sentence, ...]:
    """
    Return the notes on conflicts without a time to okay: still open, or not noted.

    The median covers known times only, so the number of unknown times is stated.
    """
    unknown = [c for c in looking.conflicts if _is_asked(c) and amount(c, "okay_minutes") is None]
    still_open = sum(map(_is_open, unknown))
    counts = ((still_open, _OPEN), (len(unknown) - still_open, _NOT_NOTED))
    return tuple(Sentence(said.format(k=k)) for k, said in counts if k)


def _is_asked(conflict: Conflict) -> bool:
    """Return whether the question about mending was answered, or the argument is still open."""
    return bool(picks_of(conflict, "repair_by")) or _is_open(conflict)


def _is_open(conflict: Conflict) -> bool:
    """Return whether the person noted that it is not over or not mended yet."""
    return any(conflict.value(theme) == said for theme, said in _SAY_OPEN.items())


HEAT_PEAK = Measured(
    id="heat_peak",
    title=Sentence("The worst point"),
    unit=POINTS,
    sentence="At the worst point the upset was mostly {mostly}{middle}. ({n} entries)",
    beside="mostly {mostly}{short} ({n} entries)",
    typical=_range_of_points,
    framed=False,
).insight

HOT_MINUTES = Measured(
    id="hot_minutes",
    title=Sentence("How long it stays hot"),
    unit=MINUTES,
    sentence="The hot part lasted about {value} in the middle case{range}. ({n} entries)",
    beside="about {value}{range} ({n})",
    typical=_length,
).insight

OKAY_MINUTES = Measured(
    id="okay_minutes",
    title=Sentence("Time to okay"),
    unit=MINUTES,
    sentence="Half of the {n} known times to okay were within about {value}.",
    beside="half within {value} ({n} known)",
    typical=_length,
    things="known times",
    notes=_without_time,
).insight
