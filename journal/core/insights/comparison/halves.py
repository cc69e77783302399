"""The earlier and the later half of the conflicts, as `change` compares them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from journal.core.flows.word_lists import WordList
from journal.core.insights.amounts import MINUTES, POINTS, amounts
from journal.core.insights.comparison.significance import fisher, mann_whitney
from journal.core.insights.conflicts import Conflict, Looking
from journal.core.insights.moves import soft_moments
from journal.core.insights.tally import picks_of
from journal.core.terms import Theme

LEAST_IN_A_HALF = 8
"""The fewest known values in each half for a comparison; see docs/counting.md."""

SHARE = "share"

Amounts = Sequence[tuple[int, Conflict]]

_PAUSES = {"pause_back", "agreed_pause"}
_PAUSE_IN: tuple[Theme, ...] = ("my_moves", "their_moves", "ending")

_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class Measure:
    """
    A quantity that is compared between the halves.

    Attributes:
        id: The id, which is also the subject of the finding.
        label: The name as shown.
        unit: `points`, `minutes`, or `share` for a measure of yes or no.
        known: Returns (value, conflict) for each conflict with a known value, oldest first; for
            a `share` the values are 1 (yes) and 0 (no).
    """

    id: str
    label: str
    unit: str
    known: Callable[[Looking, Mapping[str, WordList]], Amounts]


@dataclass(frozen=True, slots=True)
class Halves:
    """
    A measure in the earlier and in the later half of the conflicts.

    Attributes:
        measure: The measure.
        early, late: The known values of each half, each with its conflict.
    """

    measure: Measure
    early: Amounts
    late: Amounts

    @property
    def earlier(self) -> float:
        """The median of the earlier half, or for a `share` the proportion of yes, from 0 to 1."""
        return self._typical(self.early)

    @property
    def later(self) -> float:
        """The median or proportion of the later half."""
        return self._typical(self.late)

    def _typical(self, half: Amounts) -> float:
        known = [value for value, _ in half]
        return sum(known) / len(known) if self.measure.unit == SHARE else float(median(known))

    @property
    def chance(self) -> float:
        """The two-sided p-value: Fisher's exact test for a `share`, else the Mann-Whitney test."""
        early, late = ([value for value, _ in half] for half in (self.early, self.late))
        if self.measure.unit == SHARE:
            yes, later_yes = sum(early), sum(late)
            return fisher(yes, len(early) - yes, later_yes, len(late) - later_yes)
        return mann_whitney(early, late)

    @property
    def is_enough(self) -> bool:
        """True if each half has at least `LEAST_IN_A_HALF` known values."""
        return min(len(self.early), len(self.late)) >= LEAST_IN_A_HALF

    @property
    def is_wide(self) -> bool:
        """True if the difference reaches the minimum for its unit; see `_WIDE`."""
        low, high = sorted((self.earlier, self.later))
        return _WIDE[self.measure.unit](low, high)


def halves(looking: Looking, lists: Mapping[str, WordList]) -> list[Halves]:
    """
    Return each measure of `MEASURES` in the earlier and the later half of the conflicts.

    All measures share one cut, in order of time; of an odd number of conflicts the later half
    has one more.
    """
    conflicts = looking.conflicts
    earlier = {id(c) for c in conflicts[: len(conflicts) // 2]}
    known_values = [(measure, measure.known(looking, lists)) for measure in MEASURES]
    cuts = (sum(id(c) in earlier for _, c in known) for _, known in known_values)
    return [
        Halves(measure, known[:cut], known[cut:])
        for (measure, known), cut in zip(known_values, cuts, strict=True)
    ]


def _pauses(looking: Looking, _lists: Mapping[str, WordList]) -> Amounts:
    """Return 1 or 0 for each conflict: whether a break with a time to come back was noted."""
    choices = ((c, [picks_of(c, theme) for theme in _PAUSE_IN]) for c in looking.conflicts)
    return [
        (int(any(pick in _PAUSES for picked in by_theme for pick in picked)), c)
        for c, by_theme in choices
        if c.entry.argument_care is None and any(by_theme)
    ]


def _amounts(theme: Theme) -> Callable[[Looking, Mapping[str, WordList]], Amounts]:
    return lambda looking, _lists: amounts(looking, theme)


MEASURES = (
    Measure("heat_peak", "The worst point", POINTS, _amounts("heat_peak")),
    Measure("okay_minutes", "Time to okay", MINUTES, _amounts("okay_minutes")),
    Measure("hot_minutes", "The hot part", MINUTES, _amounts("hot_minutes")),
    Measure("softened", "Soft moments", SHARE, soft_moments),
    Measure("pauses", "Breaks with a set time", SHARE, _pauses),
)
"""The measures, in the order of their findings."""

_WIDE: Mapping[str, Callable[[float, float], bool]] = {
    POINTS: lambda low, high: high - low >= 2,
    MINUTES: lambda low, high: high > low and high >= 1.5 * low,
    SHARE: lambda low, high: high - low >= 0.5 - _ROUNDING,
}
"""Unit -> whether the lower and the higher value differ enough for a finding."""
