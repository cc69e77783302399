"""How often the plan came up, and how often it was used."""

from __future__ import annotations

from collections.abc import Mapping

from journal.core.conflicts import Looking
from journal.core.insights.finding import Insight, Result
from journal.core.insights.phrases import too_early
from journal.core.insights.tally import Tally, numbers_of
from journal.core.words import WordList

_ID, _TITLE, _THEME = "plan_use", "Your plan", "plan_used"
_NEED, _THINGS = 3, "times"  # docs/counting.md
_USED = ("yes", "partly")
_CHANCES = (*_USED, "forgot")
"""Answers that say it came up; `no_chance` says that it did not."""

_SENTENCE = "Your plan came up {n} times. You used it, whole or in part, in {k}."
_FORGOTTEN = (
    "Your plan came up {n} times and slipped your mind each time. "
    "A smaller one may be easier to recall."
)


def plan_use(looking: Looking, _lists: Mapping[str, WordList]) -> Result:
    """
    Count how often the plan was used, of the times there was a chance to.

    The second look asks that; its answer is laid over the conflict it is about. Entries
    with `care` are left out: no plan belongs to them.

    Source:
        docs/counting.md
    """
    chances = [c for c in looking.conflicts if c.entry.care is None and c.value(_THEME) in _CHANCES]
    n = len(chances)
    if n < _NEED:
        return too_early(_TITLE, _NEED, n, _THINGS)
    used = numbers_of(c for c in chances if c.value(_THEME) in _USED)
    if not used:
        return Result((), (_FORGOTTEN.format(n=n),), n, _NEED)
    found = Tally("used", ("Used, whole or in part",), used)
    sentence = _SENTENCE.format(n=n, k=found.count)
    return Result((found.finding(_ID, n, sentence),), (sentence,), n, _NEED)


PLAN_USE = Insight(_ID, _TITLE, plan_use)
