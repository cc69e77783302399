"""The questions of an entry once more, each with what was said as its default."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from journal.core.dialogue.progress import Progress
from journal.core.errors import WrongUseError
from journal.core.flows.conditions import Clause
from journal.core.flows.flow import Flow, Question
from journal.core.flows.word_lists import Word
from journal.core.model import Entry, Other, Said, picks
from journal.core.terms import THEMES

_NEVER = (Clause(situation="never", test="answered", value=True),)


_MOST_ON_A_SCALE = 10


def flow_to_edit(entry: Entry, flow: Flow | None, by_theme: Mapping[str, Question]) -> Flow:
    """
    The questions of an entry, to be asked once more.

    Args:
        flow: The flow it was written by; None if no file describes it any more.
        by_theme: A question known for each theme, whose words serve for those gone.
    """
    gone = [
        _as_asked(question, said, by_theme)
        for question, said in entry.answers.items()
        if flow is None or flow.question(question) is None
    ]
    known = flow.questions if flow else ()
    questions = [_asked_again(q, entry) for q in (*known, *gone) if q.is_asked]
    if entry.is_apart:
        # No question about a loop for whoever was in danger: only what they kept.
        questions = [_asked_now(q) for q in questions if q.id in entry.answers]
    moves = next((q.id for q in questions if q.theme == "my_moves"), "")
    base = flow or Flow(entry.flow, entry.flow, entry.counts, ())
    return replace(
        base,
        questions=tuple(questions),
        lean_from=flow.lean_from if flow else moves,
        opening="",
        return_time="",
        closing={},
    )


def only(flow: Flow, question_id: str) -> Flow:
    """
    The same flow, asking one question alone, which is none of a number of them.

    Raises:
        WrongUseError: If there is none of that id.
    """
    if flow.question(question_id) is None:
        known = ", ".join(q.id for q in flow.questions)
        raise WrongUseError(f"--question: expected one of {known}.")
    return replace(
        flow,
        questions=tuple(
            replace(_asked_now(q) if q.id == question_id else replace(q, when=_NEVER), always=False)
            for q in flow.questions
        ),
    )


def begin(flow: Flow, entry: Entry, situation: Mapping[str, str | int]) -> Progress:
    """At the first question, or where a change was left; follow-ups answered are open."""
    answered = frozenset(q.id for q in flow.questions if q.offered and q.id in entry.answers)
    is_one_alone = any(q.when == _NEVER for q in flow.questions)
    at = flow.position(entry.draft_at) if entry.draft_at and not is_one_alone else 0
    entry = replace(entry, draft_at=None)
    return Progress(flow, entry, at, opened=answered, situation=situation, again=True)


def _asked_again(question: Question, entry: Entry) -> Question:
    """What once applied is asked, though the plan or the hour is another one by now."""
    if question.id not in entry.answers:
        return question
    return replace(question, when=tuple(c for c in question.when if not c.situations()))


def _asked_now(question: Question) -> Question:
    return replace(question, when=(), offered="", opened=False)


def _as_asked(question: str, said: Said, by_theme: Mapping[str, Question]) -> Question:
    """A question that no file describes any more, from its answer."""
    like = by_theme.get(said.theme)
    if like is not None:
        plain = _asked_now(like)
        kind = plain.kind
        if kind in ("one", "many"):
            kind = "many" if isinstance(said.value, tuple) else "one"
        return replace(
            plain,
            id=question,
            kind=kind,
            ask=said.wording,
            hint="",
            variants=(),
            before="",
            after="",
            order=None,
            overrule="",
            draft="",
            prefill=None,
            bundle="",
            limit=0 if kind == "many" else plain.limit,
        )
    bare = Question(question, said.theme, "text", said.wording)
    if isinstance(said.value, int):
        return replace(bare, kind="scale" if said.value <= _MOST_ON_A_SCALE else "minutes")
    if THEMES.get(said.theme) == "text" and isinstance(said.value, str):
        return bare
    if said.labels or any(isinstance(pick, Other) for pick in picks(said.value)):
        kind = "many" if isinstance(said.value, tuple) else "one"
        choices = tuple(Word(i, label) for i, label in said.labels.items())
        return replace(bare, kind=kind, choices=choices)
    return replace(bare, kind="tags") if isinstance(said.value, tuple) else bare
