"""
The reasons for which an insight has no finding, and the sentence of each.

An empty result can mean that there are no answers, too few answers, no answer of the kind that
is counted, no choice that came up often enough, or no clear difference between two groups.
"""

from __future__ import annotations

from enum import StrEnum

from journal.core.insights.sentence import Sentence, voiced


class Reason(StrEnum):
    """The reason for which an insight has no finding."""

    NO_ANSWER = "no_answer"
    TOO_FEW = "too_few"
    NEVER = "never"
    TOO_RARE = "too_rare"
    NO_DIFFERENCE = "no_difference"


_SENTENCES = {
    Reason.NO_ANSWER: "{title}: nothing to count yet. It takes {takes}.",
    Reason.TOO_FEW: "{title}: too early to tell. It takes {takes}; there {have}.",
    Reason.NEVER: "{title}: {what} yet in the {n} entries that tell {of}.",
    Reason.TOO_RARE: "{title}: nothing has come up {times} yet in the {n} entries that tell {of}.",
    Reason.NO_DIFFERENCE: "{title}: no clear difference in {of}.",
}
"""Reason -> the template of its sentence."""

_SHORT = {
    Reason.NO_ANSWER: "not noted yet",
    Reason.TOO_FEW: "too early",
    Reason.NEVER: "none yet",
    Reason.TOO_RARE: "nothing {times} yet",
    Reason.NO_DIFFERENCE: "no clear difference",
}
"""Reason -> a short template, shown under a title."""

_TIMES = {2: "twice", 3: "three times"}


def reason_told(reason: Reason, title: Sentence, *, least: int = 2, **facts: object) -> Sentence:
    """
    Return the sentence of a reason.

    Args:
        reason: The reason.
        title: The title of the insight.
        least: The smallest count that is a finding (2 or 3).
        facts: The values for the template: `takes`, `have`, `n`, `of`, `what`.
    """
    return voiced(_SENTENCES[reason], title=title, times=_TIMES[least], **facts)


def reason_in_short(reason: Reason, least: int = 2) -> str:
    """Return a reason in a few words; `least` is the smallest count that is a finding (2 or 3)."""
    return _SHORT[reason].format(times=_TIMES[least])
