"""How long it took until it was okay together, and how often it is still open."""

from __future__ import annotations

from collections.abc import Mapping
from statistics import median

from journal.core.conflicts import Conflict, Looking
from journal.core.insights.amounts import MINUTES, amount, amounts, in_minutes, measured
from journal.core.insights.finding import Insight, Result
from journal.core.insights.phrases import too_early
from journal.core.insights.tally import answer
from journal.core.words import WordList

_ID, _TITLE = "okay_minutes", "Time to okay"
_NEED, _THINGS = 4, "known times"  # docs/counting.md
_SENTENCE = "Half of the {n} known times to okay were within about {value}.{open}"
_OPEN = " {open} more {are} still open."
_BESIDE = "half within {value} ({n} known{open})"
_BESIDE_OPEN = ", {open} open"
_STILL_OPEN = "still_open"


def okay_minutes(looking: Looking, _lists: Mapping[str, WordList]) -> Result:
    """
    The middle of the known times until it was okay together.

    `value` is the median, in minutes. What is still open has no time yet, so it is told
    beside it: half of the known ones are not half of all.

    Source:
        docs/counting.md
    """
    known = amounts(looking, _ID)
    n = len(known)
    if n < _NEED:
        return too_early(_TITLE, _NEED, n, _THINGS)
    still_open = sum(map(_is_open, looking.conflicts))
    values = [value for value, _ in known]
    value = in_minutes(median(values))
    more = _OPEN.format(open=still_open, are="is" if still_open == 1 else "are")
    sentence = _SENTENCE.format(value=value, n=n, open=more if still_open else "")
    opened = _BESIDE_OPEN.format(open=still_open) if still_open else ""
    beside = _BESIDE.format(value=value, n=n, open=opened)
    found = measured(_ID, _TITLE, known, MINUTES, sentence)
    return Result((found,), (sentence,), n, _NEED, beside=(beside,), tracks=(tuple(values),))


def _is_open(conflict: Conflict) -> bool:
    """Whether the person came as far as the mend, or said it is still going, with no okay."""
    asked = answer(conflict, "repair_by") or conflict.value("ending") == _STILL_OPEN
    return bool(asked) and amount(conflict, _ID) is None


OKAY_MINUTES = Insight(_ID, _TITLE, okay_minutes)
