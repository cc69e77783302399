"""The earlier and the later half of the conflicts: what `change` has to compare."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from journal.core.conflicts import Conflict, Looking
from journal.core.insights.amounts import MINUTES, POINTS, amount
from journal.core.insights.soft import is_soft
from journal.core.insights.statistics import fisher, mann_whitney
from journal.core.insights.tally import has_answer
from journal.core.model import picks
from journal.core.words import WordList

LEAST = 8
"""Fewest known entries in each half; docs/counting.md."""

SHARE = "share"

_PAUSES = {"pause_back", "agreed_pause"}
_PAUSE_IN = ("my_moves", "their_moves", "ending")

_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class Measure:
    """
    One thing whose change is looked for.

    Attributes:
        unit: `points`, `minutes`, or `share` of a yes.
        of: The amount in a conflict, or 1 and 0 for yes and no; None if it is not known.
    """

    id: str
    label: str
    unit: str
    of: Callable[[Conflict, Mapping[str, WordList]], int | None]


@dataclass(frozen=True, slots=True)
class Halves:
    """
    A measure in the earlier and in the later half of the conflicts.

    Attributes:
        early, late: What is known in each half: the amount and its conflict.
    """

    measure: Measure
    early: Sequence[tuple[int, Conflict]]
    late: Sequence[tuple[int, Conflict]]

    @property
    def earlier(self) -> float:
        """What is typical of the earlier half: the median, or the share of a yes."""
        return self._typical(self.early)

    @property
    def later(self) -> float:
        """What is typical of the later half."""
        return self._typical(self.late)

    def _typical(self, half: Sequence[tuple[int, Conflict]]) -> float:
        known = [value for value, _ in half]
        return sum(known) / len(known) if self.measure.unit == SHARE else float(median(known))

    @property
    def chance(self) -> float:
        """How often chance alone puts the halves at least this far apart, 0 to 1."""
        early, late = ([value for value, _ in half] for half in (self.early, self.late))
        if self.measure.unit == SHARE:
            yes, later_yes = sum(early), sum(late)
            return fisher(yes, len(early) - yes, later_yes, len(late) - later_yes)
        return mann_whitney(early, late)

    @property
    def is_enough(self) -> bool:
        """Whether enough is known in each half."""
        return min(len(self.early), len(self.late)) >= LEAST

    @property
    def is_wide(self) -> bool:
        """Whether the halves are far enough apart to be worth telling."""
        low, high = sorted((self.earlier, self.later))
        return _WIDE[self.measure.unit](low, high)


def halves(looking: Looking, lists: Mapping[str, WordList]) -> list[Halves]:
    """
    Every measure in the earlier and in the later half of the conflicts.

    The cut is the same for all, by when they happened; of an odd number, the later half
    has one more.
    """
    middle = len(looking.conflicts) // 2
    early, late = looking.conflicts[:middle], looking.conflicts[middle:]
    return [Halves(m, _known(m, early, lists), _known(m, late, lists)) for m in MEASURES]


def _known(
    measure: Measure, half: Sequence[Conflict], lists: Mapping[str, WordList]
) -> list[tuple[int, Conflict]]:
    found = ((measure.of(c, lists), c) for c in half)
    return [(value, conflict) for value, conflict in found if value is not None]


def _paused(conflict: Conflict, _lists: Mapping[str, WordList]) -> bool | None:
    """Whether anyone took a break with a time to come back; None if that is not known."""
    if conflict.entry.care is not None or not any(has_answer(conflict, t) for t in _PAUSE_IN):
        return None
    return any(p in _PAUSES for theme in _PAUSE_IN for p in picks(conflict.value(theme)))


def _amount(theme: str) -> Callable[[Conflict, Mapping[str, WordList]], int | None]:
    return lambda conflict, _lists: amount(conflict, theme)


MEASURES = (
    Measure("heat_peak", "The worst point", POINTS, _amount("heat_peak")),
    Measure("okay_minutes", "Time to okay", MINUTES, _amount("okay_minutes")),
    Measure("hot_minutes", "The hot part", MINUTES, _amount("hot_minutes")),
    Measure("softened", "Soft moments", SHARE, is_soft),
    Measure("pauses", "Breaks with a set time", SHARE, _paused),
)
"""All measures, in the order they are told."""

_WIDE: Mapping[str, Callable[[float, float], bool]] = {
    POINTS: lambda low, high: high - low >= 2,
    MINUTES: lambda low, high: high > low and high >= 1.5 * low,
    SHARE: lambda low, high: high - low >= 0.5 - _ROUNDING,
}
"""How far apart the lower and the higher typical value are to be told, by unit."""
