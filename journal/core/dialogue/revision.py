"""
The rules for editing a finished entry.

Answers that were not asked, or asked and not changed, stay exactly as they are, including the
wording of their questions. Only care and leans follow from a changed answer; see `as_changed`.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace
from datetime import datetime

from journal.core.dates.moments import later_than
from journal.core.dialogue.finishing import with_care_and_leans
from journal.core.errors import UnaskedChangeError, WrongUseError
from journal.core.flows.flow import Flow
from journal.core.model import IN_HAND, Entry, Said
from journal.core.terms import LEANS, one_of

KEPT_AS_CHANGED = "Kept as changed."
NOTHING_CHANGED = "Nothing changed."


_CARE_FROM = {"unsafe"}
_LEAN_FROM = {*_CARE_FROM, "my_moves", "their_moves"}
"""The themes from which the care and the leans of an entry are derived."""

_LEANS = ("lean", "lean_detail", "their_lean", "their_detail")


def copy_of(entry: Entry) -> Entry:
    """Return a working copy of an entry, with its revision as `base`."""
    return replace(entry, revision=None, base=entry.revision)


def as_changed(before: Entry, after: Entry, flow: Flow) -> Entry | None:
    """
    Return the entry as saved after an edit; None if nothing was changed.

    Two things are derived anew: the care, if the answer about safety changed; and the leans, if
    that or the moves changed. All other answers stay, even if their questions no longer apply.

    Args:
        before: The entry before the edit.
        after: The same entry with the answers of the edit.
        flow: The flow with all its questions, from `flow_to_edit`.
    """
    given = {q: said for q, said in after.answers.items() if not q.startswith(IN_HAND)}
    after = replace(after, answers=given)
    if not differs(before, after):
        return None
    in_order = sorted(after.answers, key=lambda q: (_place(before, flow, q), flow.position(q)))
    answers = {
        q: before.answers[q] if before.value(q) == after.value(q) else after.answers[q]
        for q in in_order
    }
    done = replace(after, answers=answers, draft_at=None, number=before.number)
    themes = _themes(before, done, changed(before, done, flow))
    if themes & _CARE_FROM and any(said.theme in _CARE_FROM for said in answers.values()):
        done = replace(done, care=None)  # derived from the answer only
    if themes & _LEAN_FROM or done.care != before.care:
        done = with_care_and_leans(done, flow)
    return done


def changed(before: Entry, after: Entry, flow: Flow) -> set[str]:
    """Return the ids of the questions whose answer changed, or whose overruled lean did."""
    ids = {q for q in {**before.answers, **after.answers} if before.value(q) != after.value(q)}
    if before.lean_overruled != after.lean_overruled:
        ids |= {q.id for q in flow.questions if q.overrule}
    return ids


def see_that_only(asked: Set[str], before: Entry, after: Entry, flow: Flow) -> None:
    """
    Check that an edit changes only the answers that were asked, and what is derived from them.

    Args:
        asked: The ids of all questions that were shown.
        before: The entry before the edit.
        after: The entry from `as_changed`.
        flow: The flow with all its questions.

    Raises:
        UnaskedChangeError: If anything else differs.
    """
    if after.uid != before.uid:  # saved as a new entry, since the original was changed elsewhere
        before = replace(before, uid=after.uid, number=after.number)
    themes = _themes(before, after, asked)
    # Danger may have been told in answer to a question without an answer before and after.
    tells_of_it = any(q.id in asked and q.theme in _LEAN_FROM for q in flow.questions)
    kept_apart = after.care == "flagged" and (tells_of_it or bool(themes & _LEAN_FROM))
    may_differ = {name for name in (*_LEANS, "care") if kept_apart or themes & _LEAN_FROM}
    if kept_apart or any(q.overrule and q.id in asked for q in flow.questions):
        may_differ.add("lean_overruled")
    restored = replace(after, answers={}, **{name: getattr(before, name) for name in may_differ})
    rest_before = {q: said for q, said in before.answers.items() if q not in asked}
    rest_after = {q: said for q, said in after.answers.items() if q not in asked}
    if kept_apart and all(said.theme in ("facts", "unsafe") for said in after.answers.values()):
        # The person chose to keep the facts only.
        rest_before = {q: said for q, said in rest_before.items() if q in rest_after}
    # They are compared as lists, since the order matters.
    same_rest = list(rest_before.items()) == list(rest_after.items())
    if restored != replace(before, answers={}) or not same_rest:
        raise UnaskedChangeError(before.call)


def _place(before: Entry, flow: Flow, question: str) -> int:
    """Return the position of an answer: the former one, or after the answer asked before it."""
    former_order = list(before.answers)
    if question in before.answers:
        return former_order.index(question)
    earlier = [i for i, q in enumerate(former_order) if flow.position(q) < flow.position(question)]
    return max(earlier, default=-1)


def _themes(before: Entry, after: Entry, questions: Set[str]) -> set[str]:
    """Return the themes of the answers to some questions, before and after an edit."""
    return {said.theme for e in (before, after) for q, said in e.answers.items() if q in questions}


def edited(before: Entry, after: Entry, now: datetime) -> Entry:
    """
    Return an edited entry with its `edited_at` set, always after all former times.

    Args:
        before: The entry before the edit.
        after: The entry after the edit.
        now: The time of the clock, which may be wrong.
    """
    at = later_than(before.written_at, before.edited_at, now=now)
    return replace(after, edited_at=at)


def differs(before: Entry, after: Entry) -> bool:
    """Return whether an answer, the care or the overruled lean differs."""
    answers_before, answers_after = (
        {q: said.value for q, said in entry.answers.items()} for entry in (before, after)
    )
    return (answers_before, before.care, before.lean_overruled) != (
        answers_after,
        after.care,
        after.lean_overruled,
    )


def changes_safety(before: Entry, after: Entry) -> bool:
    """Return whether an answer about safety or the care differs."""
    return _about_safety(before) != _about_safety(after)


def with_lean(entry: Entry, lean: str, flow: Flow) -> Entry:
    """
    Return the entry with its lean overruled, and with the answer to the question about that.

    Args:
        entry: The entry.
        lean: A value of `terms.LEANS`; the derived lean removes an overruling.
        flow: The flow of the entry.

    Raises:
        WrongUseError: If there is no such lean, or the entry has none.
    """
    named = one_of(lean, LEANS)
    if named is None:
        raise WrongUseError(f"--lean: expected one of {', '.join(LEANS)}.")
    if entry.lean is None or entry.argument_care is not None:
        raise WrongUseError("--lean: this entry tells of no lean.")
    overruled = None if named == entry.lean else named
    fits = next((q for q in flow.questions if q.overrule), None)
    answers = dict(entry.answers)
    if fits is not None:
        answer = "yes" if overruled is None else "no"
        word = fits.word(answer)
        before = answers.get(fits.id)
        wording = before.wording if before else fits.overrule
        answers[fits.id] = Said(answer, fits.theme, wording, {answer: word.label} if word else {})
    return replace(entry, answers=answers, lean_overruled=overruled)


def _about_safety(entry: Entry) -> tuple[object, ...]:
    said = {q: s.value for q, s in entry.answers.items() if s.theme == "unsafe"}
    return entry.care, said
