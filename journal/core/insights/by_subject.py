"""Every subject and moment beside every lean: what `lean_by` has to compare."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from journal.core.conflicts import Conflict, Looking
from journal.core.insights.part import PARTS, with_part
from journal.core.insights.statistics import fisher
from journal.core.insights.tally import has_answer, named
from journal.core.model import Pick

THEMES = ("topic", "trigger")
"""What leans are compared by."""


@dataclass(frozen=True, slots=True)
class Link:
    """
    One value of a theme beside one lean.

    Attributes:
        value: The subject or moment, as `tally.named` gives it.
        count, of: How many of the conflicts that named the value lean so.
        elsewhere, of_elsewhere: The same of those that answered the theme otherwise.
    """

    theme: str
    value: Pick
    lean: str
    count: int
    of: int
    elsewhere: int
    of_elsewhere: int

    @property
    def chance(self) -> float:
        """How often chance alone puts the two shares at least this far apart, 0 to 1."""
        return fisher(
            self.count, self.of - self.count, self.elsewhere, self.of_elsewhere - self.elsewhere
        )

    @property
    def is_wide(self) -> bool:
        """Whether the shares are at least 50 of 100 apart."""
        gap = self.count * self.of_elsewhere - self.elsewhere * self.of
        return 2 * abs(gap) >= self.of * self.of_elsewhere


@dataclass(frozen=True, slots=True)
class Value:
    """
    One value of a theme, and how often each lean came with it.

    Attributes:
        inside: Of the conflicts that named it, how many lean which way.
        everywhere: The same of all that answered the theme.
    """

    theme: str
    value: Pick
    inside: Counter[str]
    everywhere: Counter[str]

    @property
    def smaller(self) -> int:
        """How many conflicts are with it, or without it: whichever is less."""
        inside = self.inside.total()
        return min(inside, self.everywhere.total() - inside)

    def links(self) -> list[Link]:
        """The value beside each lean, whether the lean came up or not."""
        of, of_all = self.inside.total(), self.everywhere.total()
        return [
            Link(
                theme=self.theme,
                value=self.value,
                lean=lean,
                count=self.inside[lean],
                of=of,
                elsewhere=self.everywhere[lean] - self.inside[lean],
                of_elsewhere=of_all - of,
            )
            for lean in PARTS
        ]


def values(looking: Looking) -> list[Value]:
    """All values named as a subject or a moment, in conflicts that tell of my part."""
    known = with_part(looking)
    return [value for theme in THEMES for value in _values_of(theme, known)]


def _values_of(theme: str, known: Sequence[Conflict]) -> list[Value]:
    inside: dict[Pick, Counter[str]] = {}
    everywhere: Counter[str] = Counter()
    for conflict in known:
        if has_answer(conflict, theme):
            lean = str(conflict.lean)
            everywhere[lean] += 1
            for value in named(conflict, theme):
                inside.setdefault(value, Counter())[lean] += 1
    return [Value(theme, value, leans, everywhere) for value, leans in inside.items()]
