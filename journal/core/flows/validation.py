"""The validation of a question against earlier questions and its own words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from journal.core.errors import PromptFileError
from journal.core.flows.conditions import Clause
from journal.core.flows.flow import Question
from journal.core.flows.kinds import KINDS, TEN_YEARS
from journal.core.flows.situations import SITUATIONS
from journal.core.model import OTHER

_OF_THE_LEAN = {"lean_known", "lean_sentence"}
"""The situations that are known only after the question of `lean_from`."""

_MOST = {"scale": 10, "minutes": TEN_YEARS}
"""Kind of question -> the largest number that answers it."""


def check_question(
    file: str, question: Question, earlier: Sequence[Question], lean_from: str
) -> None:
    """
    Check that the conditions of a question are on earlier questions and possible answers.

    A condition on a later answer, or on its own, could remove a question while it is being
    answered, and then going back would lead elsewhere. A condition on an impossible answer would
    have no effect.

    Args:
        file: The name of the file, for errors.
        question: The question.
        earlier: The questions before it, in order.
        lean_from: The id of the question that gives the lean; may be empty.

    Raises:
        PromptFileError: If the question is invalid; it names the file, the question and what
            was expected.
    """
    asked = {q.id: q for q in earlier}
    fail = partial(PromptFileError, file, f"question {question.id}", question=question.id)
    for key, clause in _clauses(question):
        if expected := _expected(clause, asked):
            raise fail(expected, key=key)
        looks_at_lean = lean_from not in asked and clause.situation in _OF_THE_LEAN
        if lean_from and looks_at_lean:
            raise fail(f"a place after {lean_from}, which the lean comes from", key=key)
    if question.opened and not question.offered:
        raise fail("offered too: the label to open it by", key="opened")
    if question.only and not question.offered_words():
        raise fail("facts that some words have", key="only")
    for short in question.short:
        if question.word(short) is None:
            raise fail(f"known words, not {short}", key="short")


def asks_of_harm(question: Question) -> bool:
    """Return whether a question always asks about danger and offers the answer yes."""
    always = not question.when and not question.offered
    is_it = question.theme == "unsafe" and question.kind == "one"
    return is_it and always and question.word("yes") is not None


def _clauses(question: Question) -> Iterator[tuple[str, Clause]]:
    """Yield (key, clause) for all conditions, including those within `any`."""
    rows = [("when", c) for c in question.when]
    rows += [("when", c) for v in question.variants for c in v.when]
    rows += [("prefill", question.prefill)] if question.prefill else []
    while rows:
        key, clause = rows.pop(0)
        rows[:0] = [(key, c) for c in clause.any_of]
        if not clause.any_of:
            yield key, clause


def _expected(clause: Clause, asked: Mapping[str, Question]) -> str:
    """Return what was expected in place of an impossible condition; empty if it is possible."""
    if clause.situation:
        known = SITUATIONS.get(clause.situation)
        if known is None:
            return f"a situation of {', '.join(SITUATIONS)}, not {clause.situation}"
        return _unfit(clause, clause.situation, known.most, known.values)
    question = asked.get(clause.question)
    if question is None:
        return f"a question that stands before it, not {clause.question}"
    if not question.is_asked:
        return f"a question that takes an answer, not {question.id}"
    if clause.fact:
        words = [word for _, word in question.offered_words()]
        values = [w.facts[clause.fact] for w in words if clause.fact in w.facts]
        if not values:
            return f"a fact that words of {question.id} have, not {clause.fact}"
        return _unfit(clause, f"{clause.fact} of {question.id}", None, values)
    most = _MOST[question.kind] if KINDS[question.kind].themed == "number" else None
    return _unfit(clause, question.id, most, _ids(clause, question))


def _ids(clause: Clause, question: Question) -> Sequence[str]:
    """Return the ids in a condition that can be chosen; empty if the question has no choices."""
    if KINDS[question.kind].themed != "picks":
        return ()
    named = clause.value if isinstance(clause.value, list) else []
    return [i for i in named if i != OTHER and question.word(i) is not None] or [""]


def _unfit(clause: Clause, of: str, most: int | None, values: Sequence[str]) -> str:
    """
    Return what was expected in place of an unfit test or value; empty if they fit.

    Args:
        clause: The condition.
        of: The name of what is tested, for the message.
        most: The largest possible number; None if it is no number.
        values: The possible texts; empty for any text.
    """
    if clause.test == "answered":
        return ""
    if (clause.test in ("at_least", "at_most")) != (most is not None):
        fitting = "at_least or at_most" if most is not None else "is or is_not"
        return f"{fitting} for {of}, not {clause.test}"
    if most is not None:
        fits = isinstance(clause.value, int) and 0 <= clause.value <= most
        return "" if fits else f"{clause.test} from 0 to {most} for {of}"
    named = clause.value if isinstance(clause.value, list) else []
    unknown = [v for v in named if values and v not in values]
    return f"known ones of {of}, not {unknown[0]}" if unknown else ""
