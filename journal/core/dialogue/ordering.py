"""The questions on an answer just given: which move came first, which last, and the lean."""

from __future__ import annotations

from dataclasses import replace

from journal.core import lean as leans
from journal.core.cycle.lean_sentences import LEAN_CHOICES
from journal.core.dialogue.progress import Progress, groups_of, label
from journal.core.flows.flow import Flow, Question
from journal.core.flows.word_lists import Word
from journal.core.model import Answer, Entry, Other, Pick, picks
from journal.core.terms import LEANS, Detail, one_of

FIRST, LAST, OVERRULE = "first", "last", "overrule"

_BOTH_SIDES: tuple[Detail, ...] = ("mostly_pursue", "mostly_withdraw")
"""The details that have moves of both directions, besides those of the lean `both`."""


def stage_after(question: Question, value: Answer, flow: Flow) -> str:
    """Return the stage after an answer, `first` or `overrule`; empty if there is none."""
    if question.overrule and value == "no":
        return OVERRULE
    if question.order is None or len(_orderable(question, value)) < 2:
        return ""
    if question.order.when == "both_sides":
        lean = leans.lean_of(groups_of(flow, question.id, value))
        return FIRST if lean.name == "both" or lean.detail in _BOTH_SIDES else ""
    return FIRST


def staged(progress: Progress, question: Question) -> Question:
    """Return the question of the current stage, on the answer just given."""
    if progress.stage == OVERRULE or question.order is None:
        return Question(
            f"{question.id}_{progress.stage}",
            question.theme,
            "one",
            question.overrule,
            choices=LEAN_CHOICES,
        )
    moves = _orderable(question, progress.entry.answers[question.id].value)
    choices = [Word(_place(i), label(question, m)) for i, m in enumerate(moves)]
    if progress.stage == LAST:
        choices = choices[1:]
    ask = question.order.first if progress.stage == FIRST else question.order.last
    return Question(f"{question.id}_{progress.stage}", "free", "one", ask, choices=tuple(choices))


def as_ordered(progress: Progress, question: Question) -> str | None:
    """Return the answer to the question of the current stage that changes nothing."""
    if progress.stage == OVERRULE:
        return progress.entry.lean_overruled
    last = len(_orderable(question, progress.entry.answers[question.id].value)) - 1
    return _place(0 if progress.stage == FIRST else last)


def answer_stage(progress: Progress, question: Question, value: Answer) -> tuple[Entry, str]:
    """
    Apply the answer to the question of the current stage.

    Returns:
        The entry, with its choices reordered or its lean overruled; and the next stage, empty if
        there is none.
    """
    if progress.stage == OVERRULE:
        return replace(progress.entry, lean_overruled=one_of(value, LEANS)), ""
    said = progress.entry.answers[question.id]
    ordered = _orderable(question, said.value)
    chosen = {_place(i): move for i, move in enumerate(ordered)}[str(value)]
    rest = [p for p in picks(said.value) if p != chosen]
    if chosen == ordered[0 if progress.stage == FIRST else -1]:
        in_order = picks(said.value)
    else:
        in_order = (chosen, *rest) if progress.stage == FIRST else (*rest, chosen)
    answers = {**progress.entry.answers, question.id: replace(said, value=in_order)}
    two_picks_need_one_question = len(ordered) == 2
    again = progress.stage == FIRST and not two_picks_need_one_question
    return replace(progress.entry, answers=answers), LAST if again else ""


def _place(place: int) -> str:
    """Return the id of a choice by its position, since own words have no ids."""
    return f"pick_{place}"


def _orderable(question: Question, value: Answer) -> list[Pick]:
    """Return the choices that are moves: words with a group, and own words."""
    found: list[Pick] = []
    for pick in picks(value):
        word = question.word(pick) if isinstance(pick, str) else None
        if isinstance(pick, Other) or (word is not None and "group" in word.facts):
            found.append(pick)
    return found
