"""How long it took until it was okay together, and how often it is still open."""

from __future__ import annotations

from collections.abc import Mapping
from statistics import median

from journal.core.flows.word_lists import WordList
from journal.core.insights.amounts import MINUTES, amount, amounts, in_minutes, measured
from journal.core.insights.conflicts import Conflict, Looking
from journal.core.insights.finding import Insight, Note, Result
from journal.core.insights.phrases import too_early
from journal.core.insights.tally import answer

_ID, _TITLE = "okay_minutes", "Time to okay"
_NEED, _THINGS = 4, "known times"  # docs/counting.md
_SENTENCE = "Half of the {n} known times to okay were within about {value}."
_OPEN = "Time to okay: {k} still open when last noted."
_NOT_NOTED = "Time to okay: not noted for {k} more."
_BESIDE = "half within {value} ({n} known)"
_SAY_OPEN = {"ending": "still_open", "repair_by": "not_yet"}
"""Theme -> the answer that says it is not okay yet."""


def okay_minutes(looking: Looking, _lists: Mapping[str, WordList]) -> Result:
    """
    The middle of the known times until it was okay together.

    `value` is the median, in minutes. What is still open has no time yet, and for some none
    was noted, so both are told beside it: half of the known ones are not half of all.

    Source:
        docs/counting.md
    """
    known = amounts(looking, _ID)
    n = len(known)
    if n < _NEED:
        return too_early(_TITLE, _NEED, n, _THINGS)
    unknown = [c for c in looking.conflicts if _is_asked(c) and amount(c, _ID) is None]
    still_open = sum(map(_is_open, unknown))
    values = [value for value, _ in known]
    value = in_minutes(median(values))
    counts = ((still_open, _OPEN), (len(unknown) - still_open, _NOT_NOTED))
    notes = tuple(Note(said.format(k=k)) for k, said in counts if k)
    sentence = _SENTENCE.format(value=value, n=n)
    found = measured(_ID, _TITLE, known, MINUTES, sentence, notes)
    beside = (_BESIDE.format(value=value, n=n),)
    return Result((found,), (sentence,), n, _NEED, beside=beside, tracks=(tuple(values),))


def _is_asked(conflict: Conflict) -> bool:
    """Whether the person came as far as the mend, or said it is still going."""
    return bool(answer(conflict, "repair_by")) or _is_open(conflict)


def _is_open(conflict: Conflict) -> bool:
    """Whether the person said that it is not over, or not mended yet."""
    return any(conflict.value(theme) == said for theme, said in _SAY_OPEN.items())


OKAY_MINUTES = Insight(_ID, _TITLE, okay_minutes)
