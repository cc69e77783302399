"""
The lean: the part someone took in one argument, derived from their moves.

It is never an identity: the same person can press in one argument and step back in the next.
Sources: that both partners can flare and both withdraw within one argument is described for
emotionally focused therapy by Johnson and by Brubacher; that the partner who wants more change
presses more, in Papp (2009) and Holley (2010).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import get_args

from journal.core.terms import Away, Detail, Group, LeanName, Toward

TOWARD_GROUPS: tuple[Toward, ...] = get_args(Toward)
AWAY_GROUPS: tuple[Away, ...] = get_args(Away)
ENGAGE: Group = "engage"

_LEAN_OF: dict[Detail, LeanName] = {
    "pursue": "toward",
    "attack": "toward",
    "mostly_pursue": "toward",
    "withdraw": "away",
    "placate": "away",
    "freeze": "away",
    "mostly_withdraw": "away",
    "pursue_then_withdraw": "both",
    "withdraw_then_pursue": "both",
    "mixed": "both",
    "engaged": "engaged",
    "unknown": "unknown",
}


@dataclass(frozen=True, slots=True)
class Lean:
    """
    The lean of one side in one argument.

    Attributes:
        detail: The detail, such as `pursue_then_withdraw`.
        softened: True if some move was of the group `engage`.
        ended_engaged: True if the last move was of the group `engage`.
        sharp: True if some move was of the group `attack`.
    """

    detail: Detail
    softened: bool = False
    ended_engaged: bool = False
    sharp: bool = False

    @property
    def name(self) -> LeanName:
        """The lean to which the detail belongs."""
        return _LEAN_OF[self.detail]


_STEPS = frozenset((*TOWARD_GROUPS, *AWAY_GROUPS, ENGAGE))


def lean_of(groups: Sequence[str]) -> Lean:
    """
    Derive the lean from the groups of the moves, in order.

    Unknown groups are ignored. For moves both toward and away, the order decides first (began
    one way, ended the other), then the counts (one way at least twice the other).
    """
    return _lean_of(tuple(g for g in groups if g in _STEPS))


@lru_cache(maxsize=4096)  # the same few sequences recur
def _lean_of(steps: tuple[Group, ...]) -> Lean:
    return Lean(
        detail=_detail(steps),
        softened=ENGAGE in steps,
        ended_engaged=bool(steps) and steps[-1] == ENGAGE,
        sharp="attack" in steps,
    )


def _detail(steps: Sequence[Group]) -> Detail:
    sides = [s for s in steps if s != ENGAGE]
    count = Counter(sides)
    toward = sum(count[g] for g in TOWARD_GROUPS)
    away = sum(count[g] for g in AWAY_GROUPS)
    if not steps:
        return "unknown"
    if not sides:
        return "engaged"
    if not away:
        return "attack" if count["attack"] > count["pursue"] else "pursue"
    if not toward:
        return _largest_away(sides)
    if steps[0] in TOWARD_GROUPS and steps[-1] in AWAY_GROUPS:
        return "pursue_then_withdraw"
    if steps[0] in AWAY_GROUPS and steps[-1] in TOWARD_GROUPS:
        return "withdraw_then_pursue"
    if toward >= 2 * away:
        return "mostly_pursue"
    return "mostly_withdraw" if away >= 2 * toward else "mixed"


def _largest_away(sides: Sequence[Group]) -> Away:
    """Return the most frequent group of moving away; of a tie, the one that came last."""
    latest_first = sides[::-1]
    came = [group for group in AWAY_GROUPS if group in sides]
    return max(came, key=lambda group: (sides.count(group), -latest_first.index(group)))
