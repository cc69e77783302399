"""Every subject and moment beside every lean: what `lean_by` has to compare."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from journal.core.insights.comparison.significance import fisher
from journal.core.insights.conflicts import Conflict, Looking
from journal.core.insights.parts import lean_part
from journal.core.insights.tally import column, named
from journal.core.model import Pick
from journal.core.terms import Theme

COMPARED_BY: tuple[Theme, ...] = ("topic", "trigger")
"""What leans are compared by."""

COMPARED = ("toward", "away", "both", "engaged")
"""The leans that are compared; freezing and going along are part of `away` here."""

ByLean = Mapping[str, Sequence[Conflict]]
"""Conflicts that tell of my part, by their lean; without the leans that did not come up."""


@dataclass(frozen=True, slots=True)
class Value:
    """
    A subject or a moment, and how I leaned with it.

    Attributes:
        theme, pick: The value as `tally.named` gives it.
        inside: The conflicts that named it.
        everywhere: All that answered the theme.
    """

    theme: Theme
    pick: Pick
    inside: ByLean
    everywhere: ByLean

    @property
    def smaller(self) -> int:
        """How many conflicts are with it, or without it: whichever is less."""
        return min(self.split)

    @property
    def split(self) -> tuple[int, int]:
        """How many conflicts are with it, and how many without it."""
        inside = _sum(self.inside)
        return inside, _sum(self.everywhere) - inside

    def links(self) -> list[Link]:
        """The value beside each lean, whether the lean came up or not."""
        of, of_all = _sum(self.inside), _sum(self.everywhere)
        return [self._link(lean, of, of_all - of) for lean in COMPARED]

    def _link(self, lean: str, of: int, of_elsewhere: int) -> Link:
        count = len(self.inside.get(lean, ()))
        elsewhere = len(self.everywhere.get(lean, ())) - count
        return Link(self, lean, count, of, elsewhere, of_elsewhere)


@dataclass(frozen=True, slots=True)
class Link:
    """
    One value beside one lean.

    Attributes:
        count, of: How many of the conflicts that named the value lean so.
        elsewhere, of_elsewhere: The same of those that answered the theme otherwise.
    """

    value: Value
    lean: str
    count: int
    of: int
    elsewhere: int
    of_elsewhere: int

    @property
    def chance(self) -> float:
        """How often chance alone puts the two shares at least this far apart, 0 to 1."""
        without, without_elsewhere = self.of - self.count, self.of_elsewhere - self.elsewhere
        return fisher(self.count, without, self.elsewhere, without_elsewhere)

    @property
    def is_wide(self) -> bool:
        """Whether the shares are at least 50 of 100 apart."""
        gap = self.count * self.of_elsewhere - self.elsewhere * self.of
        return 2 * abs(gap) >= self.of * self.of_elsewhere


def values(looking: Looking) -> list[Value]:
    """All values named as a subject or a moment, in conflicts that tell of my part."""
    return [value for theme in COMPARED_BY for value in _values_of(looking, theme)]


def _values_of(looking: Looking, theme: Theme) -> list[Value]:
    inside: dict[Pick, dict[str, list[Conflict]]] = {}
    everywhere: dict[str, list[Conflict]] = {}
    for conflict, picked in column(looking, theme):
        if lean := lean_part(conflict):
            everywhere.setdefault(lean, []).append(conflict)
            for pick in named(picked):
                inside.setdefault(pick, {}).setdefault(lean, []).append(conflict)
    return [Value(theme, pick, by_lean, everywhere) for pick, by_lean in inside.items()]


def _sum(by_lean: ByLean) -> int:
    return sum(map(len, by_lean.values()))
