"""The progress of a conversation, and the wording of its questions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from journal.core import lean as leans
from journal.core.cycle.lean_sentences import lean_sentence
from journal.core.cycle.loop_draft import loop_draft
from journal.core.flows.conditions import Clause, holds
from journal.core.flows.flow import Flow, Question, Variant
from journal.core.lean import Lean
from journal.core.model import Answer, Entry, Other, Pick, picks
from journal.core.terms import DETAILS, one_of
from journal.core.text import isolated, unisolated

_PLACEHOLDER = re.compile(r"\{([a-z_]+)(?:\.([a-z_]+))?\}")


@dataclass(frozen=True, slots=True)
class Progress:
    """
    The position of a person in a flow.

    Attributes:
        flow: The flow.
        entry: The entry with the answers so far.
        at: The position from which the next question is looked for, from 0.
        stage: The question on the answer just given: `first`, `last` or `overrule`; else empty.
        opened: The ids of the opened follow-ups that are still to be asked.
        handled: The ids of the opened follow-ups that were answered or skipped.
        situation: The facts known besides the answers; see `conditions.Situation`.
        again: True if a finished entry is being edited; answers and skips that are confirmed then
            stay unchanged.
    """

    flow: Flow
    entry: Entry
    at: int = 0
    stage: str = ""
    opened: frozenset[str] = frozenset()
    handled: frozenset[str] = frozenset()
    situation: Mapping[str, str | int] = field(default_factory=dict)
    again: bool = False


def applies(progress: Progress, question: Question) -> bool:
    """Return whether the conditions of a question hold, given the answers so far."""
    values = {q: said.value for q, said in progress.entry.answers.items()}
    return holds(question.when, values, _situation(progress), progress.flow.word_of)


def lean_so_far(progress: Progress) -> Lean:
    """
    Return the lean of the moves so far; for a follow-up, that of the entry it is about.

    It is `unknown` if the answer about danger is not "no".
    """
    if any(s.theme == "unsafe" and s.value != "no" for s in progress.entry.answers.values()):
        return Lean("unknown")  # nobody in danger is told of a part in it
    source = progress.flow.lean_from
    if not source:
        return Lean(one_of(progress.situation.get("lean_detail"), DETAILS) or "unknown")
    return leans.lean_of(groups_of(progress.flow, source, progress.entry.value(source)))


def groups_of(flow: Flow, question_id: str, value: Answer | None) -> list[str]:
    """Return the groups of the moves in an answer, in order; other own words are left out."""
    words = (flow.word_of(question_id, p) for p in picks(value))
    return [w.facts["group"] for w in words if w and "group" in w.facts]


def named_words(clause: Clause, entry: Entry, flow: Flow) -> tuple[Pick, ...]:
    """Return the choices of an earlier answer whose fact has one of the values of a clause."""
    wanted = clause.value if isinstance(clause.value, list) else []
    found = picks(entry.value(clause.question))
    words = ((p, flow.word_of(clause.question, p)) for p in found if isinstance(p, str))
    return tuple(p for p, word in words if word and word.facts.get(clause.fact) in wanted)


def worded(progress: Progress, question: Question) -> Question:
    """Return the question to show: with the variant that applies and placeholders filled in."""
    fitting = _fitting(progress, question)
    hint = next((v.hint for v in fitting if v.hint), question.hint)
    ask = next((v.ask for v in fitting if v.ask), question.ask)
    return replace(question, ask=filled(progress, ask), hint=filled(progress, hint))


def wording(progress: Progress, question: Question) -> str:
    """Return the wording of `worded` for storing, without isolate marks around typed texts."""
    if question.asked_alike:
        return question.ask
    fitting = _fitting(progress, question)
    return unisolated(filled(progress, next((v.ask for v in fitting if v.ask), question.ask)))


def _fitting(progress: Progress, question: Question) -> list[Variant]:
    if not question.variants:
        return []
    lean = lean_so_far(progress)
    fitting = [v for v in question.variants if v.lean in ("", lean.name)]
    if not any(v.when for v in fitting):
        return fitting
    values = {q: said.value for q, said in progress.entry.answers.items()}
    situation = _situation(progress, lean)
    return [v for v in fitting if holds(v.when, values, situation, progress.flow.word_of)]


def draft_for(progress: Progress, question: Question) -> str:
    """Return the draft of an answer: that of the situation, else from the entry; maybe empty."""
    if question.draft != "loop":
        return ""
    given = progress.situation.get("loop_draft")
    return str(given) if given else loop_draft(progress.flow, progress.entry)


def labels(question: Question, value: Answer) -> dict[str, str]:
    """Return word id -> label for the words chosen in an answer; empty for other kinds."""
    if question.kind not in ("one", "many"):
        return {}
    return {p: label(question, p) for p in picks(value) if isinstance(p, str)}


def label(question: Question, pick: Pick) -> str:
    """Return the label of a choice: its own word, or that of its word; else its id."""
    if isinstance(pick, Other):
        return pick.text
    word = question.word(pick)
    return word.label if word else pick


def filled(progress: Progress, template: str) -> str:
    """
    Return a text to show, with its placeholders filled in.

    Args:
        progress: The source of the values.
        template: The text, with placeholders `{name}` for a situation or typed answer and
            `{question.fact}` for a fact of a chosen word; unknown values become empty.
    """

    def value(match: re.Match[str]) -> str:
        name, fact = match[1], match[2]
        if not fact:
            known = _situation(progress).get(name)
            typed = progress.entry.value(name) if known is None else None
            shown = isolated(typed) if isinstance(typed, str) else known
            return shown if isinstance(shown, str) else ""
        picked = picks(progress.entry.value(name))
        words = (progress.flow.word_of(name, p) for p in picked if isinstance(p, str))
        own = (isolated(p.text) for p in picked if isinstance(p, Other))
        facts = (w.facts[fact] for w in words if w and fact in w.facts)
        return next(facts, next(own, ""))

    return _PLACEHOLDER.sub(value, template)


def _situation(progress: Progress, lean: Lean | None = None) -> dict[str, str | int]:
    lean = lean or lean_so_far(progress)
    return {
        "lean_known": "no" if lean.name == "unknown" else "yes",
        "lean_sentence": lean_sentence(lean),
        **progress.situation,
    }
