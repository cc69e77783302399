"""
How someone took part in one argument, worked out from what they did.

Never an identity: the same person can press in one argument and step back in the
next. Sources: that both partners can flare and both withdraw within one argument is
described for emotionally focused therapy by Johnson and by Brubacher; that whoever
wants more change presses more, in Papp (2009) and Holley (2010).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

TOWARD_GROUPS = ("pursue", "attack")
AWAY_GROUPS = ("withdraw", "placate", "freeze")
ENGAGE = "engage"

_LEAN_OF = {
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
DETAILS = tuple(_LEAN_OF)
LEANS = tuple(dict.fromkeys(_LEAN_OF.values()))


@dataclass(frozen=True, slots=True)
class Lean:
    """
    The lean of one side in one argument.

    Attributes:
        detail: The finer label, such as `pursue_then_withdraw`.
        softened: Whether there was a moment of staying or softening, however it ended.
        ended_engaged: Whether that was the last of it.
        sharp: Whether some of it was an attack.
    """

    detail: str
    softened: bool = False
    ended_engaged: bool = False
    sharp: bool = False

    @property
    def name(self) -> str:
        """`toward`, `away`, `both`, `engaged` or `unknown`."""
        return _LEAN_OF[self.detail]


_STEPS = frozenset((*TOWARD_GROUPS, *AWAY_GROUPS, ENGAGE))


def lean_of(groups: Sequence[str]) -> Lean:
    """
    Work out the lean from the groups of the moves, in the order they came.

    Groups beyond the six are left out. With steps both ways, the order decides first
    (began one way, ended the other), then whether one way is twice the other.
    """
    return _lean_of(tuple(g for g in groups if g in _STEPS))


@lru_cache(maxsize=4096)  # the same few moves come again and again
def _lean_of(steps: tuple[str, ...]) -> Lean:
    return Lean(
        detail=_detail(steps),
        softened=ENGAGE in steps,
        ended_engaged=bool(steps) and steps[-1] == ENGAGE,
        sharp="attack" in steps,
    )


def _detail(steps: Sequence[str]) -> str:
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


def _largest_away(sides: Sequence[str]) -> str:
    count = Counter(sides)
    most = max(count.values())
    leading = [g for g in sides if count[g] == most]
    return leading[-1]  # of equals, the one ended on
