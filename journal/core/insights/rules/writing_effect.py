"""The change of the upset from the beginning to the end of writing."""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil
from statistics import median

from journal.core.flows.word_lists import WordList
from journal.core.insights.conflicts import Conflict, Looking
from journal.core.insights.finding import Finding, Insight, Result
from journal.core.insights.phrases import too_early
from journal.core.insights.sentence import Sentence, voiced

LEAST_KNOWN = 5
_TITLE = Sentence("Upset before and after")
_SENTENCES = {
    "lower": "By the end of writing, upset was lower by {value} or more in {k} of {n} entries.",
    "same": "By the end of writing, upset was about the same ({n} entries).",
    "higher": "By the end of writing, upset was higher by {value} or more in {k} of {n} entries.",
}
_SHORTER = Sentence(
    "Shorter entries may suit you better: journal reflect --quick",
    "Shorter entries may suit me better.",
)


def writing_effect(looking: Looking, _lists: Mapping[str, WordList]) -> Result:
    """
    Find the median change of heat while writing, over conflicts with both numbers.

    `value` is the median of after minus before, in points; below 0 the upset was lower at the
    end.

    Source:
        docs/counting.md.
    """
    known = [(c, d) for c in looking.conflicts if (d := _difference(c)) is not None]
    if len(known) < LEAST_KNOWN:
        return too_early(_TITLE, LEAST_KNOWN, len(known))
    middle = median(difference for _, difference in known)
    subject = _subject(middle)
    k = sum(d * middle > 0 and abs(d) >= abs(middle) for _, d in known)
    sentence = voiced(_SENTENCES[subject], value=ceil(abs(middle)), k=k, n=len(known))
    finding = Finding(
        id="writing_effect",
        subject=subject,
        label=subject.capitalize(),
        count=sum(_subject(difference) == subject for _, difference in known),
        of=len(known),
        sentence=sentence,
        entries=tuple(c.number for c, _ in known),
        value=float(middle),
        unit="points",
        notes=() if subject == "lower" else (_SHORTER,),
    )
    return Result((finding,), (sentence,), len(known), LEAST_KNOWN)


def _subject(difference: float) -> str:
    return "lower" if difference < 0 else "higher" if difference > 0 else "same"


def _difference(conflict: Conflict) -> int | None:
    before, after = conflict.value("heat_before"), conflict.value("heat_after")
    return after - before if isinstance(before, int) and isinstance(after, int) else None


WRITING_EFFECT = Insight("writing_effect", _TITLE.you, writing_effect, framed=False, in_words=True)
