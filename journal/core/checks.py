"""What a question has to fit in with: the questions before it, and its own words."""

from __future__ import annotations

from collections.abc import Sequence

from journal.core.errors import PromptFileError
from journal.core.flows import Question

_OF_THE_LEAN = {"lean_known", "lean_sentence"}
"""What is known of the situation only when the question in `lean_from` has had its turn."""


def check_question(
    file: str, question: Question, earlier: Sequence[Question], lean_from: str
) -> None:
    """
    See that a question looks only at what is known when its turn comes.

    A condition on something later, or on the question's own answer, could take a question
    away while it is being answered; then going back would lead somewhere else.

    Raises:
        PromptFileError: Naming the file, the question and what was expected.
    """
    known = {q.id for q in earlier}
    clauses = [*question.when, *(c for v in question.variants for c in v.when)]
    clauses += [question.prefill] if question.prefill else []
    place = f"question {question.id}"
    for asked in sorted({q for c in clauses for q in c.questions()} - known):
        raise PromptFileError(
            file, f"{place}, when", f"a question that stands before it, not {asked}"
        )
    looked_at = {s for c in clauses for s in c.situations()}
    if lean_from and lean_from not in known and looked_at & _OF_THE_LEAN:
        raise PromptFileError(
            file, f"{place}, when", f"a place after {lean_from}, which the lean comes from"
        )
    if question.opened and not question.offered:
        raise PromptFileError(file, f"{place}, opened", "offered too: the label to open it by")
    if question.only and not question.offered_words():
        raise PromptFileError(file, f"{place}, only", "facts that some words have")
    for short in question.short:
        if question.word(short) is None:
            raise PromptFileError(file, f"{place}, short", f"known words, not {short}")
