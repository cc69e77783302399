"""
Sharp words, and yielding to them: facts of what was done, whatever the lean is called.

Someone who froze or gave in to sharp words may have been scared. So this rests on the moves
themselves, and no overruling of the lean changes it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from journal.core.flows.word_lists import Word

IF_YOU_SCARED = "If you were scared{there}, that is no loop to fix: journal support"
THEY_MAY_BE_SCARED = "they may have been scared. That is worth a closer look: journal support"
"""What is said to someone who froze or went along with sharp words, and to who was sharp then."""

I_SCARED = "If I was scared{there}, that is no loop to fix, and one to talk about alone."
THEY_SCARED_THERE = "they may have been scared. That is worth a closer look, and a talk alone."
"""The same on a page or a picture: whoever reads it has no journal to give a command to."""

_SHARP, _BACK, _YIELDING = "attack", "withdraw", ("placate", "freeze")
_MILDER = ("blank", "hide_it")
"""Moves of yielding that can be stepping back as well: they weigh against what is that."""

_NOT_COUNTED = "hide_it"
"""A move of yielding that alone does not show who yielded."""


@dataclass(frozen=True, slots=True)
class Sides:
    """What each side did in one argument, in order; what is no move of a list is left out."""

    mine: tuple[Word, ...] = ()
    theirs: tuple[Word, ...] = ()

    @property
    def was_sharp(self) -> bool:
        """Whether my words got sharp at some point."""
        return is_sharp(self.mine)

    @property
    def ended_sharp(self) -> bool:
        """Whether the last thing I did was sharp."""
        return is_sharp(self.mine[-1:])

    @property
    def i_yielded_to_sharp(self) -> bool:
        """Whether their words got sharp and I froze or went along."""
        return is_sharp(self.theirs) and _yields(self.mine)

    @property
    def they_yielded_to_sharp(self) -> bool:
        """Whether my words got sharp and they froze or went along."""
        return is_sharp(self.mine) and _yields(self.theirs)

    @property
    def i_yielded(self) -> bool:
        """Whether I froze or went along: with sharp words, or more than I stepped back."""
        return self.i_yielded_to_sharp or _mostly_yields(self.mine)

    @property
    def they_yielded(self) -> bool:
        """The same of them."""
        return self.they_yielded_to_sharp or _mostly_yields(self.theirs)


def is_sharp(moves: Sequence[Word]) -> bool:
    """Whether any of some moves was sharp."""
    return any(m.facts.get("group") == _SHARP for m in moves)


def _yields(moves: Sequence[Word]) -> bool:
    milder = sum(m.id in _MILDER for m in moves)
    plain = any(_is_yielding(m) and m.id not in _MILDER for m in moves)
    return plain or 0 < milder >= _back(moves)


def _mostly_yields(moves: Sequence[Word]) -> bool:
    return sum(_is_yielding(m) and m.id != _NOT_COUNTED for m in moves) > _back(moves)


def _is_yielding(move: Word) -> bool:
    return move.facts.get("group") in _YIELDING


def _back(moves: Sequence[Word]) -> int:
    return sum(m.facts.get("group") == _BACK for m in moves)
