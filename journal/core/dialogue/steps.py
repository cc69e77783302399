"""
The steps of a conversation, as functions from one `Progress` to the next.

Nothing is changed in place, so going back is as safe as going on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from journal.core.dialogue.asks import Ask, Offer
from journal.core.dialogue.ordering import answer_stage, as_ordered, stage_after, staged
from journal.core.dialogue.position import END, block_from, due, is_between, is_offer, previous
from journal.core.dialogue.progress import (
    Progress,
    draft_for,
    labels,
    named_words,
    worded,
    wording,
)
from journal.core.flows.flow import Flow, Question
from journal.core.model import IN_HAND, Answer, Entry, Said
from journal.core.terms import FREE

_HOT_FOR_A_WIDER_VIEW = 6
"""The heat, 0 to 10, from which the loop can wait: reappraisal while hot can hurt (Nook 2021)."""


Step = Ask | Offer | None
"""The next step; None at the end."""


def start(flow: Flow, entry: Entry, situation: Mapping[str, str | int]) -> Progress:
    """
    Return the progress at the start of a flow, or where a draft stopped.

    Args:
        flow: The flow.
        entry: A new entry, or a draft.
        situation: The facts known besides the answers.
    """
    at = _goes_on_at(flow, entry)
    asked = flow.question(entry.draft_at or "")
    was_open = asked and asked.offered and (asked.opened or asked.id in entry.answers)
    opened = frozenset({asked.id}) if asked and was_open else frozenset[str]()
    return Progress(flow, entry, at, opened=opened, situation=situation)


def _goes_on_at(flow: Flow, entry: Entry) -> int:
    """Return the position where a draft stopped; after its last answer if the question is gone."""
    if entry.draft_at is None:
        return 0
    if entry.draft_at == END or flow.question(entry.draft_at):
        return flow.position(entry.draft_at)
    answered = [flow.position(q) for q in entry.answers if flow.question(q)]
    return max(answered, default=-1) + 1


def next_step(progress: Progress) -> Step:
    """Return the question or offer that comes next; None at the end."""
    at = due(progress)
    if at is None:
        return None
    question = progress.flow.questions[at]
    back = previous(progress) is not None or bool(progress.stage)
    if is_offer(progress, question):
        block = [q for q in block_from(progress, at) if not q.opened]
        firsts = {q.bundle or q.id: q for q in reversed(block)}
        offered = tuple(q for q in block if firsts[q.bundle or q.id] is q)
        return Offer(offered, _count(progress, at), back)
    question = staged(progress, question) if progress.stage else worded(progress, question)
    default = _default(progress, progress.flow.questions[at])
    draft = draft_for(progress, question)
    if question.draft and (default is not None or not draft):
        question = replace(question, hint="")  # the hint is about a draft, and there is none
    return Ask(
        question=question,
        default=default,
        draft=draft,
        draft_can_wait=progress.again or _is_hot(progress),
        more=_more(progress, at),
        step=_count(progress, at),
        can_go_back=back,
        again=progress.again,
        takes_out=not progress.stage and progress.entry.value(question.id) is not None,
        typed="" if progress.stage else str(progress.entry.value(IN_HAND + question.id) or ""),
    )


def answer(progress: Progress, value: Answer, more: tuple[str, ...] = ()) -> Progress:
    """
    Record the answer to the question of `next_step`, and move on.

    Args:
        progress: The progress.
        value: The answer, valid for the question; see `kinds.read_answer`.
        more: The ids of the follow-ups among `Ask.more` that the person opened.
    """
    at = due(progress)
    if at is None:
        return progress
    question = progress.flow.questions[at]
    if progress.stage:
        entry, stage = answer_stage(progress, question, value)
        recorded = replace(progress, entry=entry)
    else:
        said = Said(value, question.theme, wording(progress, question), labels(question, value))
        recorded = _with_answer(progress, question, said)
        recorded = replace(recorded, opened=recorded.opened | frozenset(more))
        stage = stage_after(question, value, progress.flow)
    return replace(recorded, at=at, stage=stage) if stage else _go_on(recorded, at)


def with_partial_answer(progress: Progress, value: Answer | None, text: str = "") -> Progress:
    """
    Record an unfinished answer without moving on.

    Args:
        progress: The progress.
        value: The answer so far; None leaves the present answer, an empty text or list removes it.
        text: The unfinished text of the field; see `model.IN_HAND`. It is never recorded for
            the question about danger.
    """
    at = due(progress)
    if at is None or progress.stage:
        return progress
    question = progress.flow.questions[at]
    if value is not None:
        recorded = with_typed(progress, question, value)
    else:
        recorded = _with_answer(progress, question, progress.entry.answers.get(question.id))
    if question.theme != "unsafe":
        recorded = held(recorded, worded(progress, question), text)
    return replace(recorded, at=at)


def held(progress: Progress, question: Question, text: str) -> Progress:
    """Record the unfinished text of a question without moving on; an empty text removes it."""
    answers = {q: s for q, s in progress.entry.answers.items() if q != IN_HAND + question.id}
    if text:
        answers[IN_HAND + question.id] = Said(text, FREE, question.ask)
    return replace(progress, entry=replace(progress.entry, answers=answers))


def with_typed(progress: Progress, question: Question, value: Answer) -> Progress:
    """Record an answer to any question of the flow without moving on; an empty one removes it."""
    said = Said(value, question.theme, wording(progress, question), labels(question, value))
    return _with_answer(progress, question, None if value in ("", ()) else said)


def skip(progress: Progress) -> Progress:
    """Move on without an answer; a former answer to the question is removed."""
    at = due(progress)
    if at is None:
        return progress
    if progress.stage:
        return _go_on(replace(progress, stage=""), at)
    question = progress.flow.questions[at]
    return _go_on(_with_answer(progress, question, None), at)


def open_offer(progress: Progress, question_id: str) -> Progress:
    """Open an offered follow-up and its whole bundle."""
    at = due(progress)
    block = block_from(progress, at) if at is not None else []
    chosen = next((q for q in block if q.id == question_id), None)
    if chosen is None or at is None:
        return progress
    together = {q.id for q in block if q is chosen or (q.bundle and q.bundle == chosen.bundle)}
    return replace(progress, at=at, opened=progress.opened | together)


def decline(progress: Progress) -> Progress:
    """Move on without opening an offered follow-up."""
    at = due(progress)
    if at is None:
        return progress
    last = max(progress.flow.position(q.id) for q in block_from(progress, at))
    return replace(progress, at=last + 1)


def back(progress: Progress) -> Progress:
    """Go back to the question before, with its answer kept."""
    if progress.stage:
        return replace(progress, stage="")
    at = previous(progress)
    if at is None:
        return progress
    question = progress.flow.questions[at]
    again = frozenset({question.id})
    bundled = frozenset(q.id for q in progress.flow.questions if q.offered and not q.opened)
    opened = (progress.opened & bundled) | again if question.offered else frozenset[str]()
    return replace(progress, at=at, opened=opened, handled=progress.handled - again)


def _is_hot(progress: Progress) -> bool:
    heat = progress.entry.value("heat_before")
    return isinstance(heat, int) and heat >= _HOT_FOR_A_WIDER_VIEW


def _default(progress: Progress, question: Question) -> Answer | None:
    """Return the former answer; for a new entry without one, the preselection, if any."""
    if progress.stage:
        return as_ordered(progress, question) if progress.again else None
    said = progress.entry.value(question.id)
    if said is not None or question.prefill is None or progress.again:
        return said
    named = named_words(question.prefill, progress.entry, progress.flow)
    fitting = tuple(p for p in named if isinstance(p, str) and question.word(p))
    return fitting[: question.limit or None] or None


def _more(progress: Progress, at: int) -> tuple[Question, ...]:
    if progress.stage or not progress.flow.questions[at].is_asked:
        return ()
    return tuple(q for q in block_from(progress, at + 1) if q.opened)


def _count(progress: Progress, at: int) -> tuple[int, int]:
    main = [i for i, q in enumerate(progress.flow.questions) if q.always]
    return sum(i <= at for i in main), len(main)


def _go_on(progress: Progress, at: int) -> Progress:
    """Move past a question; after a follow-up, to the start of its block."""
    question = progress.flow.questions[at]
    if not question.offered:
        return replace(progress, at=at + 1, stage="")
    start_of_block = at
    while start_of_block and is_between(progress, start_of_block - 1):
        start_of_block -= 1
    return replace(
        progress,
        at=start_of_block,
        stage="",
        opened=progress.opened - {question.id},
        handled=progress.handled | {question.id},
    )


def _with_answer(progress: Progress, question: Question, said: Said | None) -> Progress:
    value = None if said is None else said.value
    if progress.again and value == progress.entry.value(question.id):
        # An unchanged answer keeps its wording and the overruled lean.
        same = {q: s for q, s in progress.entry.answers.items() if q != IN_HAND + question.id}
        return replace(progress, entry=replace(progress.entry, answers=same))
    answers = {**progress.entry.answers, question.id: said, IN_HAND + question.id: None}
    ids = [*dict.fromkeys([*(q.id for q in progress.flow.questions), *answers])]
    entry = replace(
        progress.entry, answers={i: s for i in ids if (s := answers.get(i)) is not None}
    )
    if question.overrule and (said is None or said.value != "no"):
        entry = replace(entry, lean_overruled=None)
    return replace(progress, entry=entry)
