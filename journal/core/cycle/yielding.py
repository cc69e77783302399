"""
Sharp words and yielding to them, derived from the moves.

Someone who froze or gave in to sharp words may have been scared. So this depends on the moves
only, and an overruled lean does not change it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from journal.core.flows.word_lists import Word

IF_YOU_SCARED = "If you were scared{there}, that is no loop to fix: journal support"
THEY_MAY_BE_SCARED = "they may have been scared. That is worth a closer look: journal support"
"""The sentences for someone who yielded to sharp words, and for someone who was sharp then."""

I_SCARED = "If I was scared{there}, that is no loop to fix, and one to talk about alone."
THEY_SCARED_THERE = "they may have been scared. That is worth a closer look, and a talk alone."
"""The same for a page or a picture, whose readers cannot type a command."""

_SHARP, _BACK, _YIELDING = "attack", "withdraw", ("placate", "freeze")
_MILDER = ("blank", "hide_it")
"""The moves of yielding that can also be stepping back; they count only if not outnumbered."""

_NOT_COUNTED = "hide_it"
"""A move of yielding that is too ambiguous to count for `_mostly_yields`."""


@dataclass(frozen=True, slots=True)
class Sides:
    """
    The moves of both sides in one argument.

    Attributes:
        mine, theirs: The moves in order, without own words.
    """

    mine: tuple[Word, ...] = ()
    theirs: tuple[Word, ...] = ()

    @property
    def was_sharp(self) -> bool:
        """True if one of the person's moves was sharp."""
        return is_sharp(self.mine)

    @property
    def ended_sharp(self) -> bool:
        """True if the person's last move was sharp."""
        return is_sharp(self.mine[-1:])

    @property
    def i_yielded_to_sharp(self) -> bool:
        """True if the partner was sharp and the person froze or went along."""
        return is_sharp(self.theirs) and _yields(self.mine)

    @property
    def they_yielded_to_sharp(self) -> bool:
        """True if the person was sharp and the partner froze or went along."""
        return is_sharp(self.mine) and _yields(self.theirs)

    @property
    def i_yielded(self) -> bool:
        """True if the person yielded to sharp words, or yielded more often than stepped back."""
        return self.i_yielded_to_sharp or _mostly_yields(self.mine)

    @property
    def they_yielded(self) -> bool:
        """True if the partner yielded to sharp words, or yielded more often than stepped back."""
        return self.they_yielded_to_sharp or _mostly_yields(self.theirs)


def is_sharp(moves: Sequence[Word]) -> bool:
    """Return whether one of the moves is of the group `attack`."""
    return any(m.facts.get("group") == _SHARP for m in moves)


def _yields(moves: Sequence[Word]) -> bool:
    milder = sum(m.id in _MILDER for m in moves)
    has_clear_one = any(_is_yielding(m) and m.id not in _MILDER for m in moves)
    return has_clear_one or 0 < milder >= _back(moves)


def _mostly_yields(moves: Sequence[Word]) -> bool:
    return sum(_is_yielding(m) and m.id != _NOT_COUNTED for m in moves) > _back(moves)


def _is_yielding(move: Word) -> bool:
    return move.facts.get("group") in _YIELDING


def _back(moves: Sequence[Word]) -> int:
    return sum(m.facts.get("group") == _BACK for m in moves)
