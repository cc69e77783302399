"""The associations of subjects and triggers with leans, as `lean_by` compares them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from journal.core.insights.comparison.significance import fisher
from journal.core.insights.conflicts import Conflict, Looking
from journal.core.insights.parts import lean_part
from journal.core.insights.tally import column, distinct_choices
from journal.core.model import Pick
from journal.core.terms import Theme

COMPARED_BY: tuple[Theme, ...] = ("topic", "trigger")
"""The themes by which leans are compared."""

COMPARED = ("toward", "away", "both", "engaged")
"""The leans that are compared; freezing and going along count as `away` here."""

ByLean = Mapping[str, Sequence[Conflict]]
"""The conflicts with a known part of the person, by lean; only leans that occur."""


@dataclass(frozen=True, slots=True)
class Value:
    """
    A subject or trigger, with the leans of the conflicts that named it.

    Attributes:
        theme, pick: The theme and the choice, normalised by `tally.distinct_choices`.
        inside: The conflicts that named the choice.
        everywhere: All conflicts with an answer under the theme.
    """

    theme: Theme
    pick: Pick
    inside: ByLean
    everywhere: ByLean

    @property
    def smaller(self) -> int:
        """The smaller of the two counts of `split`."""
        return min(self.split)

    @property
    def split(self) -> tuple[int, int]:
        """The counts of conflicts that named the choice, and of those that did not."""
        inside = _sum(self.inside)
        return inside, _sum(self.everywhere) - inside

    def links(self) -> list[Link]:
        """Return the association of the choice with each lean of `COMPARED`, also if it is 0."""
        of, of_all = _sum(self.inside), _sum(self.everywhere)
        return [self._link(lean, of, of_all - of) for lean in COMPARED]

    def _link(self, lean: str, of: int, of_elsewhere: int) -> Link:
        count = len(self.inside.get(lean, ()))
        elsewhere = len(self.everywhere.get(lean, ())) - count
        return Link(self, lean, count, of, elsewhere, of_elsewhere)


@dataclass(frozen=True, slots=True)
class Link:
    """
    The association of one value with one lean: a 2 × 2 table.

    Attributes:
        value: The subject or trigger.
        lean: One of `COMPARED`.
        count, of: The conflicts that named the value: those with the lean, out of all.
        elsewhere, of_elsewhere: The conflicts with another answer: those with the lean, out of all.
    """

    value: Value
    lean: str
    count: int
    of: int
    elsewhere: int
    of_elsewhere: int

    @property
    def chance(self) -> float:
        """The two-sided p-value of the difference between the shares (Fisher's exact test)."""
        without, without_elsewhere = self.of - self.count, self.of_elsewhere - self.elsewhere
        return fisher(self.count, without, self.elsewhere, without_elsewhere)

    @property
    def is_wide(self) -> bool:
        """True if the shares differ by at least 50 percentage points."""
        gap = self.count * self.of_elsewhere - self.elsewhere * self.of
        return 2 * abs(gap) >= self.of * self.of_elsewhere


def values(looking: Looking) -> list[Value]:
    """Return each value named as a subject or trigger in conflicts with a known lean part."""
    return [value for theme in COMPARED_BY for value in _values_of(looking, theme)]


def _values_of(looking: Looking, theme: Theme) -> list[Value]:
    inside: dict[Pick, dict[str, list[Conflict]]] = {}
    everywhere: dict[str, list[Conflict]] = {}
    for conflict, picked in column(looking, theme):
        if lean := lean_part(conflict):
            everywhere.setdefault(lean, []).append(conflict)
            for pick in distinct_choices(picked):
                inside.setdefault(pick, {}).setdefault(lean, []).append(conflict)
    return [Value(theme, pick, by_lean, everywhere) for pick, by_lean in inside.items()]


def _sum(by_lean: ByLean) -> int:
    return sum(map(len, by_lean.values()))
