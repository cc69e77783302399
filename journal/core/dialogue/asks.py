"""The two things a person is asked: a question, or which follow-up to open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from journal.core.flows.flow import Question
from journal.core.model import Answer


def takes_any(_text: str) -> str:
    """Accept any text; see `Ask.check`."""
    return ""


@dataclass(frozen=True, slots=True)
class Ask:
    """
    A question to ask now.

    Attributes:
        question: The question, with its wording chosen and filled in.
        default: The former answer, or a preselection; None without one.
        draft: A draft of the answer, to accept or change; may be empty.
        draft_can_wait: True if to leave the draft is the better first choice, as at high heat.
        more: The follow-ups that the person can open from here.
        step: The count of main questions so far, and of all main questions.
        can_go_back: True if there is a question before it.
        own: The person's own words for its list.
        again: True if a finished entry is being edited; Enter then leaves the answer unchanged.
        entry: The uid of the entry; empty for a question outside of a flow.
        typed: The unfinished text of the field; see `model.IN_HAND`.
        check: Returns the fault of a typed text as a sentence, empty if there is none. A faulty
            text stays in the field, with that sentence beside it.
        takes_out: True if skipping removes an answer.
    """

    question: Question
    default: Answer | None
    draft: str
    draft_can_wait: bool
    more: tuple[Question, ...]
    step: tuple[int, int]
    can_go_back: bool
    own: tuple[str, ...] = ()
    again: bool = False
    entry: str = ""
    typed: str = ""
    check: Callable[[str], str] = takes_any
    takes_out: bool = False


@dataclass(frozen=True, slots=True)
class Offer:
    """
    An offer of follow-ups, to open one or to go on.

    Attributes:
        questions: The follow-ups, the first of each bundle.
        step: The count of main questions so far, and of all main questions.
        can_go_back: True if there is a question before it.
    """

    questions: tuple[Question, ...]
    step: tuple[int, int]
    can_go_back: bool


def aside(question: Question) -> Ask:
    """Return the asking of a question that is no part of a flow."""
    return Ask(question, None, "", False, (), (0, 0), can_go_back=False)
