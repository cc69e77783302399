"""The positions in a flow: the next question, the one before, and blocks of follow-ups."""

from __future__ import annotations

from journal.core.dialogue.progress import Progress, applies
from journal.core.flows.flow import Question

END = "end"
"""The value of `Entry.draft_at` after the last question."""


def stands_at(progress: Progress) -> str:
    """Return the id of the next question or follow-up, or `END`, for `Entry.draft_at`."""
    at = due(progress)
    return END if at is None else progress.flow.questions[at].id


def previous(progress: Progress) -> int | None:
    """Return the position of the question before; None at the first."""
    questions = progress.flow.questions
    coming = due(progress)
    end = len(questions) if coming is None else coming
    if coming is not None and is_offer(progress, questions[coming]):
        end = end_of_block(progress, coming)
    for at in range(end - 1, -1, -1):
        question = questions[at]
        seen = not question.offered or had_its_turn(progress, question)
        if question.is_asked and seen and applies(progress, question):
            return at
    return None


def due(progress: Progress) -> int | None:
    """Return the position of the next question or offer; None at the end."""
    if progress.stage:
        return progress.at
    questions = progress.flow.questions
    for at in range(progress.at, len(questions)):
        question = questions[at]
        if not applies(progress, question):
            continue
        if not question.offered or question.id in progress.opened:
            return at
        block = block_from(progress, at)
        opened = [q for q in block if q.id in progress.opened]
        for waiting in opened or [q for q in block if not q.opened]:
            return progress.flow.position(waiting.id)
    return None


def is_offer(progress: Progress, question: Question) -> bool:
    """Return whether a question is a follow-up that is not opened."""
    return bool(question.offered) and question.id not in progress.opened


def block_from(progress: Progress, at: int) -> list[Question]:
    """Return the follow-ups of the block from a position on that are not handled yet."""
    return [
        q
        for q in progress.flow.questions[at : end_of_block(progress, at)]
        if q.offered
        and applies(progress, q)
        and (q.id in progress.opened or not had_its_turn(progress, q))
    ]


def end_of_block(progress: Progress, at: int) -> int:
    """Return the position after the block of follow-ups at a position."""
    for later, question in enumerate(progress.flow.questions[at:], at):
        if not question.offered and applies(progress, question):
            return later
    return len(progress.flow.questions)


def had_its_turn(progress: Progress, question: Question) -> bool:
    """Return whether a follow-up was answered or skipped."""
    return question.id in progress.handled or question.id in progress.entry.answers


def is_between(progress: Progress, at: int) -> bool:
    """Return whether a position is inside a block: a follow-up, or a question that is not asked."""
    question = progress.flow.questions[at]
    return bool(question.offered) or not applies(progress, question)
