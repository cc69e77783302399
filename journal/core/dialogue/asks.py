"""What a person is asked: a question, or follow-ups to open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from journal.core.flows.flow import Question
from journal.core.model import Answer


def takes_any(_text: str) -> str:
    """Nothing is wrong with a text."""
    return ""


@dataclass(frozen=True, slots=True)
class Ask:
    """
    A question to ask now.

    Attributes:
        question: The question, its words chosen and filled in.
        default: What was said before, if it is asked again.
        draft: A first try at the answer, to keep or change.
        draft_can_wait: Whether it is still so hot that leaving it is the better first choice.
        more: Follow-ups that only the person can open, from here.
        step: How many of the main questions this is, and of how many.
        can_go_back: Whether there is a question before it.
        own: Words of the person's own that its list has.
        again: A kept entry is being changed, and Enter leaves it as it is.
        entry: The uid of the entry that it belongs to; empty for a question aside.
        typed: What stands in the field though it is no answer; see `model.IN_HAND`.
        takes_out: Whether skipping takes an answer out that is there.
        check: What is wrong with a text that is typed, as a sentence; empty if nothing is. As
            long as something is, the text stays in the field with that sentence beside it.
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
    """Follow-ups that may be opened with one key; going on is one key too."""

    questions: tuple[Question, ...]
    step: tuple[int, int]
    can_go_back: bool


def aside(question: Question) -> Ask:
    """A question that is no part of a flow."""
    return Ask(question, None, "", False, (), (0, 0), can_go_back=False)
