"""Moments of softening or staying, however the argument ended."""

from __future__ import annotations

from collections.abc import Mapping

from journal.core.conflicts import Conflict, Looking
from journal.core.insights.finding import Insight, Result
from journal.core.insights.phrases import too_early
from journal.core.insights.tally import Tally, has_answer, numbers_of
from journal.core.lean import ENGAGE
from journal.core.model import picks
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
    known = [(c, soft) for c in looking.conflicts if (soft := is_soft(c, lists)) is not None]
    n = len(known)
    if n < _NEED:
        return too_early(_TITLE, _NEED, n)
    found = Tally(_ID, (_LABEL,), numbers_of(c for c, soft in known if soft))
    if not found.count:
        return Result((), (_NONE.format(n=n),), n, _NEED)
    sentence = (_ONE if found.count == 1 else _SENTENCE).format(k=found.count, n=n)
    return Result((found.finding(_ID, n, sentence),), (sentence,), n, _NEED)


def is_soft(conflict: Conflict, lists: Mapping[str, WordList]) -> bool | None:
    """Whether I softened or stayed in a conflict; None if that is not known."""
    if conflict.entry.care is not None or not has_answer(conflict, _THEME):
        return None
    moves = lists[_WORDS].words
    known = (moves.get(p) for p in picks(conflict.value(_THEME)) if isinstance(p, str))
    return any(move.facts.get("group") == ENGAGE for move in known if move)


SOFTENED = Insight(_ID, _TITLE, softened)
