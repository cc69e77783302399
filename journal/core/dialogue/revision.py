"""
Changing an entry: its own questions again, each with what was said as its default.

What was not asked stays to the letter, and so does what was asked and not changed, also the
words it was asked with. Only two things follow from another answer, see `as_changed`.
Questions that the flow does not ask any more, or whose flow is gone, can still be changed.
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
"""Themes whose answers decide on the care that an entry needs, and on its leans."""

_LEANS = ("lean", "lean_detail", "their_lean", "their_detail")


def copy_of(entry: Entry) -> Entry:
    """A working copy of an entry, which remembers the state that it was taken from."""
    return replace(entry, revision=None, base=entry.revision)


def as_changed(before: Entry, after: Entry, flow: Flow) -> Entry | None:
    """
    The entry as it is kept once the change is done; None if nothing was changed.

    Two things follow from an answer that is another one now, and nothing else: the care that
    the entry needs, from the answer about safety; and the leans, from that and from the moves.
    All other answers stay, also those whose questions do not apply (any more).

    Args:
        after: The entry as it was, with the answers that were given in the change.
        flow: All its questions, as `flow_to_edit` gives them.
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
        done = replace(done, care=None)  # by the answer alone
    if themes & _LEAN_FROM or done.care != before.care:
        done = with_care_and_leans(done, flow)
    return done


def changed(before: Entry, after: Entry, flow: Flow) -> set[str]:
    """The ids of the questions whose answer is another one now, or the lean that goes with it."""
    ids = {q for q in {**before.answers, **after.answers} if before.value(q) != after.value(q)}
    if before.lean_overruled != after.lean_overruled:
        ids |= {q.id for q in flow.questions if q.overrule}
    return ids


def see_that_only(asked: Set[str], before: Entry, after: Entry, flow: Flow) -> None:
    """
    See that a change changes nothing but what was asked, and what follows from that.

    Args:
        asked: The ids of all questions that the person was shown.
        after: The entry as `as_changed` gives it.

    Raises:
        UnaskedChangeError: If anything else would be another one.
    """
    if after.uid != before.uid:  # kept as an entry of its own: the one it was taken from is another
        before = replace(before, uid=after.uid, number=after.number)
    themes = _themes(before, after, asked)
    # Danger may have been told at a question that has no answer, neither before nor after.
    tells_of_it = any(q.id in asked and q.theme in _LEAN_FROM for q in flow.questions)
    kept_apart = after.care == "flagged" and (tells_of_it or bool(themes & _LEAN_FROM))
    free = {name for name in (*_LEANS, "care") if kept_apart or themes & _LEAN_FROM}
    if kept_apart or any(q.overrule and q.id in asked for q in flow.questions):
        free.add("lean_overruled")
    same = replace(after, answers={}, **{name: getattr(before, name) for name in free})
    there = {q: said for q, said in before.answers.items() if q not in asked}
    left = {q: said for q, said in after.answers.items() if q not in asked}
    if kept_apart and all(said.theme in ("facts", "unsafe") for said in after.answers.values()):
        there = {q: said for q, said in there.items() if q in left}  # as chosen on a page
    # As lists: the order is a part of it.
    if same != replace(before, answers={}) or [*there.items()] != [*left.items()]:
        raise UnaskedChangeError(before.call)


def _place(before: Entry, flow: Flow, question: str) -> int:
    """Where an answer stands: where it stood, a new one after the one that is asked before it."""
    stood = list(before.answers)
    if question in before.answers:
        return stood.index(question)
    earlier = [i for i, q in enumerate(stood) if flow.position(q) < flow.position(question)]
    return max(earlier, default=-1)


def _themes(before: Entry, after: Entry, questions: Set[str]) -> set[str]:
    """What the answers to some questions are about, before and after a change."""
    return {said.theme for e in (before, after) for q, said in e.answers.items() if q in questions}


def edited(before: Entry, after: Entry, now: datetime) -> Entry:
    """
    A finished entry as it is kept after a change; the one place that says when it was made.

    Args:
        before: As it was.
        now: What the clock shows, right or wrong.
    """
    at = later_than(before.written_at, before.edited_at, now=now)
    return replace(after, edited_at=at)


def differs(before: Entry, after: Entry) -> bool:
    """Whether an answer, the care it needs or the lean as the person sees it is another."""
    known = ({q: s.value for q, s in e.answers.items()} for e in (before, after))
    first, second = known
    return (first, before.care, before.lean_overruled) != (
        second,
        after.care,
        after.lean_overruled,
    )


def changes_safety(before: Entry, after: Entry) -> bool:
    """Whether an answer about safety is another one, or the care that the entry needs."""
    return _about_safety(before) != _about_safety(after)


def with_lean(entry: Entry, lean: str, flow: Flow) -> Entry:
    """
    The entry with its lean as the person sees it.

    Raises:
        WrongUseError: If it has no lean, or there is none of that name.
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
