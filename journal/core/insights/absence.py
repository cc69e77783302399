"""
Nothing to tell: of what, and why.

The one table of reasons. "Nothing" can mean that nobody answered, that there are too few to
say anything, that it was asked and never given, that nothing came up often enough, or that
two groups were compared and did not differ; each way of showing says which.
"""

from __future__ import annotations

from enum import StrEnum

from journal.core.insights.sentence import Sentence, voiced


class Reason(StrEnum):
    """Why an insight has nothing to tell."""

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
"""Reason -> the sentence that says it."""

_SHORT = {
    Reason.NO_ANSWER: "not noted yet",
    Reason.TOO_FEW: "too early",
    Reason.NEVER: "none yet",
    Reason.TOO_RARE: "nothing {times} yet",
    Reason.NO_DIFFERENCE: "no clear difference",
}
"""The same where there is room for a few words alone, under a title."""

_TIMES = {2: "twice", 3: "three times"}


def reason_told(reason: Reason, title: Sentence, **facts: object) -> Sentence:
    """
    The sentence of a reason.

    Args:
        facts: What its sentence takes: `takes`, `have`, `n`, `of`, `what`, `least`.
    """
    return voiced(_SENTENCES[reason], title=title, times=_times(facts), **facts)


def reason_in_short(reason: Reason, least: int = 2) -> str:
    """A reason in a few words; `least` is how often something has to come up."""
    return _SHORT[reason].format(times=_TIMES[least])


def _times(facts: dict[str, object]) -> str:
    return _TIMES.get(int(str(facts.get("least", 2))), "")
