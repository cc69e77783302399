"""
Which question comes next: the conversation as values, without anyone to talk to.

A `Progress` is where someone stands in a flow. Every function takes one and returns
one; nothing is changed in place, so going back is as safe as going on.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from journal.core.dialogue.ordering import answer_stage, as_ordered, stage_after, staged
from journal.core.dialogue.progress import (
    Progress,
    applies,
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
"""Heat from which the loop may better wait: looking for meaning while hot can hurt (Nook 2021)."""

END = "end"
"""`Entry.draft_at` when every question has had its turn."""


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


Step = Ask | Offer | None
"""What comes next; None at the end."""


def start(flow: Flow, entry: Entry, situation: Mapping[str, str | int]) -> Progress:
    """Begin a flow, or go on with a draft where it stopped."""
    at = _goes_on_at(flow, entry)
    asked = flow.question(entry.draft_at or "")
    was_open = asked and asked.offered and (asked.opened or asked.id in entry.answers)
    opened = frozenset({asked.id}) if asked and was_open else frozenset[str]()
    return Progress(flow, entry, at, opened=opened, situation=situation)


def _goes_on_at(flow: Flow, entry: Entry) -> int:
    """The position where a draft stopped; after its last answer if that question is gone."""
    if entry.draft_at is None:
        return 0
    if entry.draft_at == END or flow.question(entry.draft_at):
        return flow.position(entry.draft_at)
    answered = [flow.position(q) for q in entry.answers if flow.question(q)]
    return max(answered, default=-1) + 1


def stands_at(progress: Progress) -> str:
    """The id of the question or follow-up that comes next, for `Entry.draft_at`."""
    at = _due(progress)
    return END if at is None else progress.flow.questions[at].id


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
    default = _default(progress, progress.flow.questions[at])
    draft = draft_for(progress, question)
    if question.draft and (default is not None or not draft):
        question = replace(question, hint="")  # it speaks of a first try that is not there
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
        said = Said(value, question.theme, wording(progress, question), labels(question, value))
        told = _with_answer(progress, question, said)
        told = replace(told, opened=told.opened | frozenset(more))
        stage = stage_after(question, value, progress.flow)
    return replace(told, at=at, stage=stage) if stage else _go_on(told, at)


def noted(progress: Progress, value: Answer | None, text: str = "") -> Progress:
    """
    The same place, with what was typed so far as the answer.

    None leaves the answer that is there; an empty text or list takes it out.

    Args:
        text: What stands in the field and is no answer; see `model.IN_HAND`. What is said about
            danger is never kept like that.
    """
    at = _due(progress)
    if at is None or progress.stage:
        return progress
    question = progress.flow.questions[at]
    if value is not None:
        told = with_typed(progress, question, value)
    else:
        told = _with_answer(progress, question, progress.entry.answers.get(question.id))
    if question.theme != "unsafe":
        told = held(told, worded(progress, question), text)
    return replace(told, at=at)


def held(progress: Progress, question: Question, text: str) -> Progress:
    """The same place, with what stands in the field of a question; see `model.IN_HAND`."""
    answers = {q: s for q, s in progress.entry.answers.items() if q != IN_HAND + question.id}
    if text:
        answers[IN_HAND + question.id] = Said(text, FREE, question.ask)
    return replace(progress, entry=replace(progress.entry, answers=answers))


def with_typed(progress: Progress, question: Question, value: Answer) -> Progress:
    """The answer to a question of the flow put in, wherever they stand; out if it is empty."""
    said = Said(value, question.theme, wording(progress, question), labels(question, value))
    return _with_answer(progress, question, None if value in ("", ()) else said)


def skip(progress: Progress) -> Progress:
    """Go on without an answer; an earlier answer to the same question is taken back."""
    at = _due(progress)
    if at is None:
        return progress
    if progress.stage:
        return _go_on(replace(progress, stage=""), at)
    question = progress.flow.questions[at]
    return _go_on(_with_answer(progress, question, None), at)


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
    questions = progress.flow.questions
    due = _due(progress)
    end = len(questions) if due is None else due
    if due is not None and _is_offer(progress, questions[due]):
        end = _end_of_block(progress, due)
    for at in range(end - 1, -1, -1):
        question = questions[at]
        seen = not question.offered or _had_its_turn(progress, question)
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
    again = frozenset({question.id})
    bundled = frozenset(q.id for q in progress.flow.questions if q.offered and not q.opened)
    opened = (progress.opened & bundled) | again if question.offered else frozenset[str]()
    return replace(progress, at=at, opened=opened, handled=progress.handled - again)


def _due(progress: Progress) -> int | None:
    """The position of the question or offer that comes next; None at the end."""
    if progress.stage:
        return progress.at
    questions = progress.flow.questions
    for at in range(progress.at, len(questions)):
        question = questions[at]
        if not applies(progress, question):
            continue
        if not question.offered or question.id in progress.opened:
            return at
        block = _block(progress, at)
        opened = [q for q in block if q.id in progress.opened]
        for waiting in opened or [q for q in block if not q.opened]:
            return progress.flow.position(waiting.id)
    return None


def _is_offer(progress: Progress, question: Question) -> bool:
    return bool(question.offered) and question.id not in progress.opened


def _block(progress: Progress, at: int) -> list[Question]:
    """The follow-ups from here on that stand together and still wait."""
    return [
        q
        for q in progress.flow.questions[at : _end_of_block(progress, at)]
        if q.offered
        and applies(progress, q)
        and (q.id in progress.opened or not _had_its_turn(progress, q))
    ]


def _end_of_block(progress: Progress, at: int) -> int:
    """The position after the follow-ups that stand together from here on."""
    for later, question in enumerate(progress.flow.questions[at:], at):
        if not question.offered and applies(progress, question):
            return later
    return len(progress.flow.questions)


def _had_its_turn(progress: Progress, question: Question) -> bool:
    return question.id in progress.handled or question.id in progress.entry.answers


def _is_hot(progress: Progress) -> bool:
    heat = progress.entry.value("heat_before")
    return isinstance(heat, int) and heat >= _HOT_FOR_A_WIDER_VIEW


def _default(progress: Progress, question: Question) -> Answer | None:
    """What was said before; else, for a new entry, what an earlier question has of it."""
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
    while start_of_block and _is_between(progress, start_of_block - 1):
        start_of_block -= 1
    return replace(
        progress,
        at=start_of_block,
        stage="",
        opened=progress.opened - {question.id},
        handled=progress.handled | {question.id},
    )


def _is_between(progress: Progress, at: int) -> bool:
    """Whether follow-ups on both sides of it stand together: it is one, or is not asked."""
    question = progress.flow.questions[at]
    return bool(question.offered) or not applies(progress, question)


def _with_answer(progress: Progress, question: Question, said: Said | None) -> Progress:
    value = None if said is None else said.value
    if progress.again and value == progress.entry.value(question.id):
        # In the words it was asked with, and with the lean as it was seen.
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
