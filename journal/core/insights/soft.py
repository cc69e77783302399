"""Moments of softening or staying, however the argument ended."""

from __future__ import annotations

from collections.abc import Mapping

from journal.core.conflicts import Conflict, Looking
from journal.core.insights.finding import Insight, Result
from journal.core.insights.phrases import too_early
from journal.core.insights.tally import Tally, column, numbers_of
from journal.core.lean import ENGAGE
from journal.core.words import WordList

_ID, _TITLE, _LABEL = "softened", "Soft moments", "Softened or stayed"
_THEME, _WORDS = "my_moves", "moves"
_NEED = 5  # docs/counting.md
_SENTENCE = "There were {k} entries of {n} with a moment when you softened or stayed."
_ONE = "There was 1 entry of {n} with a moment when you softened or stayed."
_NONE = "None noted yet in {n} entries. Small ones are easy to miss."


def softened(looking: Looking, lists: Mapping[str, WordList]) -> Result:
    """
    Count the conflicts in which I did at least one thing of staying with it.

    Entries with `care` are left out: how someone took part is not worked out of them.

    Source:
        docs/counting.md
    """
    known = soft_moments(looking, lists)
    n = len(known)
    if n < _NEED:
        return too_early(_TITLE, _NEED, n)
    found = Tally(_ID, (_LABEL,), numbers_of(c for soft, c in known if soft))
    if not found.count:
        return Result((), (_NONE.format(n=n),), n, _NEED)
    sentence = (_ONE if found.count == 1 else _SENTENCE).format(k=found.count, n=n)
    return Result((found.finding(_ID, n, sentence),), (sentence,), n, _NEED)


def soft_moments(looking: Looking, lists: Mapping[str, WordList]) -> list[tuple[int, Conflict]]:
    """The conflicts in which I did something, each with 1 if I softened or stayed, else 0."""
    moves = lists[_WORDS].words
    soft = {move.id for move in moves.values() if move.facts.get("group") == ENGAGE}
    return [
        (int(any(p in soft for p in picked)), c)
        for c, picked in column(looking, _THEME)
        if c.entry.argument_care is None
    ]


SOFTENED = Insight(_ID, _TITLE, softened)
