"""
Which question comes next: the conversation as values, without anyone to talk to.

A `Progress` is where someone stands in a flow. Every function takes one and returns
one; nothing is changed in place, so going back is as safe as going on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from journal.core.flows import Flow, Question
from journal.core.model import Answer, Entry, Said
from journal.core.progress import Progress, applies, draft_for, labels, named_words, worded
from journal.core.stages import answer_stage, stage_after, staged

END = "end"
"""`Entry.draft_at` when every question has had its turn."""


@dataclass(frozen=True, slots=True)
class Ask:
    """
    A question to ask now.

    Attributes:
        question: The question, its words chosen and filled in.
        default: What was said before, if it is asked again.
        draft: A first try at the answer, to keep or change.
        more: Follow-ups that only the person can open, from here.
        step: How many of the main questions this is, and of how many.
        can_go_back: Whether there is a question before it.
    """

    question: Question
    default: Answer | None
    draft: str
    more: tuple[Question, ...]
    step: tuple[int, int]
    can_go_back: bool


@dataclass(frozen=True, slots=True)
class Offer:
    """Follow-ups that may be opened with one key; going on is one key too."""

    questions: tuple[Question, ...]
    step: tuple[int, int]
    can_go_back: bool


Step = Ask | Offer | None
"""What comes next; None at the end."""


def start(flow: Flow, entry: Entry, situation: Mapping[str, str | int]) -> Progress:
    """Begin a flow, or go on with a draft where it stopped."""
    at = 0 if entry.draft_at is None else flow.position(entry.draft_at)
    answered = frozenset(q.id for q in flow.questions if q.offered and q.id in entry.answers)
    return Progress(flow, entry, at, handled=answered, situation=situation)


def next_step(progress: Progress) -> Step:
    """What comes next."""
    at = _due(progress)
    if at is None:
        return None
    question = progress.flow.questions[at]
    back = previous(progress) is not None or bool(progress.stage)
    if _is_offer(progress, question):
        block = [q for q in _block(progress, at) if not q.opened]
        firsts = {q.bundle or q.id: q for q in reversed(block)}
        offered = tuple(q for q in block if firsts[q.bundle or q.id] is q)
        return Offer(offered, _count(progress, at), back)
    question = staged(progress, question) if progress.stage else worded(progress, question)
    return Ask(
        question=question,
        default=None if progress.stage else _default(progress, question),
        draft=draft_for(progress, question),
        more=_more(progress, at),
        step=_count(progress, at),
        can_go_back=back,
    )


def answer(progress: Progress, value: Answer, more: tuple[str, ...] = ()) -> Progress:
    """
    Take an answer to the question that `next_step` asks.

    Args:
        value: Fits the question; see `kinds.read_answer`.
        more: Ids of the follow-ups among `Ask.more` that the person opened.
    """
    at = _due(progress)
    if at is None:
        return progress
    question = progress.flow.questions[at]
    if progress.stage:
        entry, stage = answer_stage(progress, question, value)
        told = replace(progress, entry=entry)
    else:
        said = Said(value, question.theme, worded(progress, question).ask, labels(question, value))
        told = _with_answer(progress, question.id, said)
        told = replace(told, opened=told.opened | frozenset(more))
        stage = stage_after(question, value, progress.flow)
    return replace(told, at=at, stage=stage) if stage else _go_on(told, at)


def noted(progress: Progress, value: Answer | None) -> Progress:
    """The same place, with what was typed so far as the answer; None changes nothing."""
    at = _due(progress)
    if at is None or value is None or progress.stage:
        return progress
    question = progress.flow.questions[at]
    said = Said(value, question.theme, worded(progress, question).ask, labels(question, value))
    return replace(_with_answer(progress, question.id, said), at=at)


def skip(progress: Progress) -> Progress:
    """Go on without an answer; an earlier answer to the same question is taken back."""
    at = _due(progress)
    if at is None:
        return progress
    if progress.stage:
        return _go_on(replace(progress, stage=""), at)
    question = progress.flow.questions[at]
    return _go_on(_with_answer(progress, question.id, None), at)


def open_offer(progress: Progress, question_id: str) -> Progress:
    """Open a follow-up that is offered, and all of its bundle."""
    at = _due(progress)
    block = _block(progress, at) if at is not None else []
    chosen = next((q for q in block if q.id == question_id), None)
    if chosen is None or at is None:
        return progress
    together = {q.id for q in block if q is chosen or (q.bundle and q.bundle == chosen.bundle)}
    return replace(progress, at=at, opened=progress.opened | together)


def decline(progress: Progress) -> Progress:
    """Go on without opening any of the follow-ups offered."""
    at = _due(progress)
    if at is None:
        return progress
    last = max(progress.flow.position(q.id) for q in _block(progress, at))
    return replace(progress, at=last + 1)


def previous(progress: Progress) -> int | None:
    """The position of the question before, or None at the first."""
    due = _due(progress)
    end = len(progress.flow.questions) if due is None else due
    for at in range(end - 1, -1, -1):
        question = progress.flow.questions[at]
        seen = not question.offered or question.id in progress.handled
        if question.is_asked and seen and applies(progress, question):
            return at
    return None


def back(progress: Progress) -> Progress:
    """Go back to the question before, whose answer is still there."""
    if progress.stage:
        return replace(progress, stage="")
    at = previous(progress)
    if at is None:
        return progress
    question = progress.flow.questions[at]
    again = frozenset({question.id}) if question.offered else frozenset[str]()
    return replace(progress, at=at, opened=again, handled=progress.handled - again, stage="")


def _due(progress: Progress) -> int | None:
    """The position of the question or offer that comes next; None at the end."""
    questions = progress.flow.questions
    for at in range(progress.at, len(questions)):
        question = questions[at]
        if not applies(progress, question):
            continue
        if not question.offered or question.id in progress.opened:
            return at
        block = _block(progress, at)
        opened = [q for q in block if q.id in progress.opened]
        if opened:
            return progress.flow.position(opened[0].id)
        if any(not q.opened for q in block):
            return at
    return None


def _is_offer(progress: Progress, question: Question) -> bool:
    return bool(question.offered) and question.id not in progress.opened


def _block(progress: Progress, at: int) -> list[Question]:
    """The follow-ups from here on that stand together and still wait."""
    block: list[Question] = []
    for question in progress.flow.questions[at:]:
        if not question.offered and applies(progress, question):
            break
        waiting = question.id not in progress.handled and question.id not in progress.entry.answers
        if (
            question.offered
            and applies(progress, question)
            and (waiting or question.id in progress.opened)
        ):
            block.append(question)
    return block


def _default(progress: Progress, question: Question) -> Answer | None:
    """What was said before; else what is taken over from an earlier question."""
    said = progress.entry.value(question.id)
    if said is not None or question.prefill is None:
        return said
    return named_words(question.prefill, progress.entry, progress.flow) or None


def _more(progress: Progress, at: int) -> tuple[Question, ...]:
    if progress.stage or not progress.flow.questions[at].is_asked:
        return ()
    return tuple(q for q in _block(progress, at + 1) if q.opened)


def _count(progress: Progress, at: int) -> tuple[int, int]:
    main = [i for i, q in enumerate(progress.flow.questions) if q.always]
    return sum(i <= at for i in main), len(main)


def _go_on(progress: Progress, at: int) -> Progress:
    """Move past a question; to the start of its block if it was a follow-up."""
    question = progress.flow.questions[at]
    if not question.offered:
        return replace(progress, at=at + 1, stage="")
    start_of_block = at
    while start_of_block and progress.flow.questions[start_of_block - 1].offered:
        start_of_block -= 1
    return replace(
        progress,
        at=start_of_block,
        stage="",
        opened=progress.opened - {question.id},
        handled=progress.handled | {question.id},
    )


def _with_answer(progress: Progress, question_id: str, said: Said | None) -> Progress:
    answers = {**progress.entry.answers, question_id: said}
    kept = {q.id: s for q in progress.flow.questions if (s := answers.get(q.id)) is not None}
    return replace(progress, entry=replace(progress.entry, answers=kept))
