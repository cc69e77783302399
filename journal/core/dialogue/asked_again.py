"""The questions of an entry, asked again for an edit, with the former answers as defaults."""

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
    Return the flow that asks the questions of an entry again.

    Args:
        entry: The entry. One kept apart is asked only the questions it has answers to.
        flow: The flow it was written by; None if there is no file for it any more.
        by_theme: Theme -> a known question, whose words are used for questions that are gone.
    """
    gone = [
        _as_asked(question, said, by_theme)
        for question, said in entry.answers.items()
        if flow is None or flow.question(question) is None
    ]
    known = flow.questions if flow else ()
    questions = [_asked_again(q, entry) for q in (*known, *gone) if q.is_asked]
    if entry.is_apart:
        # Nobody who was in danger is asked about a loop, only about the answers they kept.
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
    Return the flow with a single question that is asked; it is not counted in the progress.

    Raises:
        WrongUseError: If there is no question with that id.
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
    """
    Return the progress at the start of an edit, or where it was left.

    Args:
        flow: The flow from `flow_to_edit` or `only`.
        entry: The working copy of the entry.
        situation: The facts known besides the answers.

    Returns:
        The progress, with answered follow-ups opened.
    """
    answered = frozenset(q.id for q in flow.questions if q.offered and q.id in entry.answers)
    is_one_alone = any(q.when == _NEVER for q in flow.questions)
    at = flow.position(entry.draft_at) if entry.draft_at and not is_one_alone else 0
    entry = replace(entry, draft_at=None)
    return Progress(flow, entry, at, opened=answered, situation=situation, again=True)


def _asked_again(question: Question, entry: Entry) -> Question:
    """Return a question; if it was answered, without its conditions on the situation."""
    if question.id not in entry.answers:
        return question
    return replace(question, when=tuple(c for c in question.when if not c.situations()))


def _asked_now(question: Question) -> Question:
    return replace(question, when=(), offered="", opened=False)


def _as_asked(question: str, said: Said, by_theme: Mapping[str, Question]) -> Question:
    """Rebuild a question without a file from its answer, if possible by a question of its theme."""
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
